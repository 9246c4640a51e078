"""Puts the keys of elements in their order, moving whole entries with their comments."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Several
from typing import NamedTuple

from banfa.language.formatting.edits import ITEM, Edit, Path, has_comment
from banfa.language.formatting.orders import sorted_keys
from banfa.language.formatting.whitespace import keeps_lines
from banfa.language.yaml.nodes import Mapping, Node, Scalar, Sequence


def ordering(nodes: Several[Node]) -> Iterator[Edit]:
    """The edits that put the keys of every element in order."""
    for root in nodes:
        yield from _edits(root, ())


def _edits(node: Node, path: Path) -> Iterator[Edit]:
    """Edits of the outermost mappings that change; inner ones wait for the next round."""
    if isinstance(node, Mapping):
        keys = tuple(str(key.value) for key, _ in node.items)
        order = sorted_keys(path, keys)
        edit = None if order == keys else _reordered(node, [keys.index(key) for key in order])
        if edit:
            yield edit
            return
        for key, value in node.items:
            yield from _edits(value, (*path, str(key.value)))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _edits(item, (*path, ITEM))


def _reordered(node: Mapping, order: list[int]) -> Edit | None:
    if node.flow:
        return None if has_comment(node) else _flow(node, order)
    return None if keeps_lines(node) else _block(node, order)


def _flow(node: Mapping, order: list[int]) -> Edit:
    text = node.source.text
    spans = [(key.start, value.stop) for key, value in node.items]
    pieces = [text[node.start : spans[0][0]]]
    for slot, chosen in enumerate(order):
        end = spans[slot + 1][0] if slot + 1 < len(spans) else node.stop
        pieces += (text[slice(*spans[chosen])], text[spans[slot][1] : end])
    return Edit(node.start, node.stop, "".join(pieces))


class _Entry(NamedTuple):
    """One entry of a block: the comment lines above it, and its own lines from its key on."""

    start: int
    comments: tuple[str, ...]
    body: str


def _block(node: Mapping, order: list[int]) -> Edit | None:
    text = node.source.text
    column = node.items[0][0].place.column - 1
    keys = [key for key, _ in node.items]
    begins = [_first_comment(key, column) for key in keys]
    stop = _last_comment(text, _line_end(text, node.stop), column)
    ends = [*begins[1:], stop]
    entries = [_entry(text, key, begin, end) for key, begin, end in zip(keys, begins, ends, strict=True)]
    chosen = [entries[at] for at in order]
    shares_line = text[_line_start(text, keys[0].start) : keys[0].start].strip() != ""
    if shares_line and chosen[0].comments:
        return None  # no line above the dash belongs to this mapping
    start = keys[0].start if shares_line else begins[0]
    lines = [line for entry in chosen for line in (*entry.comments, " " * column + entry.body)]
    joined = "\n".join(lines).rstrip("\n")
    return Edit(start, stop, joined[column:] if shares_line else joined)


def _entry(text: str, key: Scalar, begin: int, end: int) -> _Entry:
    line = _line_start(text, key.start)
    comments = tuple(text[begin:line].splitlines()) if begin < line else ()
    body = text[key.start : end]
    return _Entry(begin, comments, body.removesuffix("\n"))


def _first_comment(key: Scalar, column: int) -> int:
    """Where the lines of an entry begin: the first of the comments directly above its key."""
    text = key.source.text
    begin = _line_start(text, key.start)
    if text[begin : key.start].strip():
        return begin
    while begin:
        above = _line_start(text, begin - 1)
        line = text[above : begin - 1]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) > column:
            break
        begin = above
    return begin


def _last_comment(text: str, end: int, column: int) -> int:
    """The end of the comments below an entry that are indented as its content is."""
    while end < len(text):
        below = _line_end(text, end + 1)
        line = text[end + 1 : below]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= column:
            break
        end = below
    return end


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) if found < 0 else found
