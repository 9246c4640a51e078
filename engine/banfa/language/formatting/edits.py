"""Changes of a text by position, and walking its nodes by their paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from banfa.language.yaml.nodes import Mapping, Node, Scalar, Sequence

Path = tuple[str, ...]
"""Keys from the root down to a node; "[]" for an item of a list."""

ITEM = "[]"


class Edit(NamedTuple):
    """Put `text` where `start` to `stop` stood."""

    start: int
    stop: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, which do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        pieces += (text[at : edit.start], edit.text)
        at = edit.stop
    return "".join((*pieces, text[at:]))


class Visit(NamedTuple):
    """A node on the walk: where it is, and what holds it (`key` only in a mapping)."""

    path: Path
    node: Node
    parent: Node | None
    key: Scalar | None


def walk(
    node: Node, path: Path = (), parent: Node | None = None, key: Scalar | None = None
) -> Iterator[Visit]:
    """Every node from the root down, parents before children, in the order of the text."""
    waiting = [Visit(path, node, parent, key)]
    while waiting:
        visit = waiting.pop()
        yield visit
        path, node = visit.path, visit.node
        if isinstance(node, Mapping):
            inner = [Visit((*path, str(name.value)), value, node, name) for name, value in node.items]
            waiting += reversed(inner)
        elif isinstance(node, Sequence):
            below = (*path, ITEM)
            waiting += [Visit(below, item, node, None) for item in reversed(node.items)]


def is_block_text(node: Node) -> bool:
    """Whether a node is a text written with `|` or `>`."""
    return isinstance(node, Scalar) and node.quoted and node.raw[:1] in ("|", ">")


def has_comment(node: Node) -> bool:
    """Whether a comment stands inside a list or mapping."""
    at = node.start
    text = node.source.text
    for scalar in scalars(node):
        if "#" in text[at : scalar.start]:
            return True
        at = scalar.stop
    return "#" in text[at : node.stop]


def scalars(node: Node) -> Iterator[Scalar]:
    """Every key and scalar in a node, in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for name, value in node.items:
            yield name
            yield from scalars(value)
    else:
        for item in node.items:
            yield from scalars(item)
