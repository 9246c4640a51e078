"""Where each element is written, and which findings it asks not to report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.language.problems import Place
from banfa.language.written import Path, Written, dotted
from banfa.language.yaml import Mapping, Node, Scalar
from banfa.language.yaml import Sequence as Items

NAMED = ("values", "parts", "kinds")
"""Keys under which elements have names of their own."""
LISTED = ("clauses", "copies", "rows")
"""Keys under which elements are listed, and have a name all the same."""


def places_in(written: Written) -> dict[str, Place]:
    """Return the place of every element and of every key of it by dotted name."""
    found: dict[str, Place] = {}
    for path, (key, node) in written.nodes.items():
        for at, place in _within(path, key, node):
            found.setdefault(dotted(written.data, at), place)
    return found


def _within(path: Path, key: Scalar | None, node: Node) -> Iterator[tuple[Path, Place]]:
    yield path, key.place if key is not None else node.place
    if not isinstance(node, Mapping) or (len(path) == 1 and path[0] != "numbering"):
        return
    for inner, value in node.items:
        name = str(inner.value)
        yield (*path, name), inner.place
        if name in NAMED and isinstance(value, Mapping):
            for k, v in value.items:
                yield from _within((*path, name, str(k.value)), k, v)
        elif name in LISTED and isinstance(value, Items):
            for i, v in enumerate(value.items):
                yield from _within((*path, name, i), None, v)


def ignored_in(data: Any) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for each element that says so, the findings (code, reason) not to report."""
    return {
        dotted(data, path): tuple((str(e["code"]), str(e["reason"])) for e in said if _is_whole(e))
        for path, said in _ignoring(data, ())
    }


def _is_whole(entry: Any) -> bool:
    return isinstance(entry, dict) and {"code", "reason"} <= entry.keys()


def _ignoring(data: Any, path: Path) -> Iterator[tuple[Path, list[Any]]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        if key == "ignore" and len(path) > 1:
            yield path, value if isinstance(value, list) else [value]
        elif isinstance(value, dict | list):
            yield from _ignoring(value, (*path, key))
