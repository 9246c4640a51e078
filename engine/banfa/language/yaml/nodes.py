"""What a YAML text says and where it says it: scalars, sequences and mappings with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from banfa.language.problems import Place

Value = str | int | Decimal | bool
Plain = Value | list["Plain"] | dict[str, "Plain"]

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Source:
    """One file's text; turns an offset (counted in characters from 0) into a `Place`."""

    __slots__ = ("file", "starts", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.starts = (0, *(found.end() for found in _LINE_BREAK.finditer(text)))

    def line_of(self, offset: int) -> int:
        """The line that holds `offset`, counted from 0."""
        return bisect_right(self.starts, offset) - 1

    def place(self, offset: int) -> Place:
        """The place of `offset`; columns count characters, as editors do."""
        line = self.line_of(offset)
        return Place(self.file, line + 1, offset - self.starts[line] + 1)


@dataclass(slots=True, frozen=True, eq=False, repr=False)
class _Span:
    source: Source
    start: int
    stop: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.source.place(self.start)

    @property
    def end(self) -> Place:
        """Where it has ended: the place after its last character."""
        return self.source.place(self.stop)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.place.line}:{self.place.column} {plain(self)!r}>"  # type: ignore[arg-type]


@dataclass(slots=True, frozen=True, eq=False, repr=False)
class Scalar(_Span):
    """A text, number or boolean. `raw` is what stands in the file, with its quotes; keys are text always."""

    value: Value
    raw: str
    quoted: bool


@dataclass(slots=True, frozen=True, eq=False, repr=False)
class Sequence(_Span):
    """A list, written with dashes or, if `flow`, in brackets."""

    items: tuple[Node, ...]
    flow: bool


@dataclass(slots=True, frozen=True, eq=False, repr=False)
class Mapping(_Span):
    """Named values, in the order written, no name twice.

    `unread` names entries whose text could not be read (their problems are already reported): do not call
    them missing or unknown.
    """

    items: tuple[tuple[Scalar, Node], ...]
    flow: bool
    unread: tuple[str, ...] = ()
    _by_name: dict[Value, tuple[Scalar, Node]] = field(init=False, default_factory=dict)

    def entry(self, name: str) -> tuple[Scalar, Node] | None:
        """The key and the value of `name`, or None."""
        if not self._by_name:
            self._by_name.update((item[0].value, item) for item in self.items)
        return self._by_name.get(name)

    def get(self, name: str) -> Node | None:
        """The value of `name`, or None."""
        found = self.entry(name)
        return found[1] if found else None


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> Plain:
    """The data alone: dicts (text keys), lists, str, int, Decimal, bool."""
    if isinstance(node, Mapping):
        return {str(key.value): plain(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value


def node_at(node: Node, path: tuple[str | int, ...]) -> Node:
    """The node at `path`; where the path leads nowhere, the deepest node that it reaches."""
    for step in path:
        inner = _inner(node, step)
        if inner is None:
            return node
        node = inner
    return node


def place_of(node: Node, path: tuple[str | int, ...], key: bool = False) -> Place:
    """Where the value at `path` begins, or with `key` the name in front of it.

    A path that leads nowhere (a missing entry) gives the deepest place that exists on the way.
    """
    parent = node_at(node, path[:-1])
    if key and path and isinstance(parent, Mapping):
        found = parent.entry(str(path[-1]))
        if found:
            return found[0].place
    return node_at(node, path).place


def _inner(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
