"""Where each element is written, and which findings it asks not to report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.language.models.element import Element
from banfa.language.problems import Place
from banfa.language.resolve.linking import Linking
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


def ignored_in(link: Linking) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for each element that says so, the findings (code, reason) not to report."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for path, element in _elements(link):
        if element.ignore:
            found[link.written.element(path)] = tuple((i.code, i.reason) for i in element.ignore)
    return found


def _elements(link: Linking) -> Iterator[tuple[Path, Element]]:
    for path, element in link.elements():
        yield from _nested(path, element)


def _nested(path: Path, element: Any) -> Iterator[tuple[Path, Element]]:
    yield path, element
    for key in NAMED:
        inner = getattr(element, key, None)
        if isinstance(inner, dict):
            for name, value in inner.items():
                if isinstance(value, Element):
                    yield from _nested((*path, key, name), value)
    listed = {
        "copies": getattr(getattr(element, "copies", None), "listed", ()),
        "rows": getattr(element, "rows", ()),
    }
    for key, values in listed.items():
        for i, value in enumerate(values):
            yield from _nested((*path, key, i), value)
    otherwise = getattr(element, "otherwise", None)
    if isinstance(otherwise, Element):
        yield (*path, "otherwise"), otherwise
