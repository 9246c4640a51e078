"""Rows of tables: one line each, their cells under each other."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Several

from banfa.language.formatting.braces import entry, fits_one_line
from banfa.language.formatting.edits import Edit, walk
from banfa.language.formatting.orders import LAST
from banfa.language.formatting.width import padded, width
from banfa.language.yaml.nodes import Mapping, Node, Scalar, Sequence

_ANSWER = ("then", "ask")
_SECTION, _ROWS = "tables", "rows"


def rows(nodes: Several[Node]) -> Iterator[Edit]:
    """The edits that put each row of every table on one line, aligned."""
    for root in nodes:
        for visit in walk(root):
            in_block = isinstance(visit.parent, Mapping) and not visit.parent.flow
            if is_rows(visit.path) and in_block and isinstance(visit.node, Sequence) and visit.key:
                yield from _table(visit.node, visit.key)


def is_rows(path: tuple[str, ...]) -> bool:
    """Whether a path leads to the rows of a table."""
    return len(path) == 3 and path[0] == _SECTION and path[2] == _ROWS


def _table(node: Sequence, key: Scalar) -> Iterator[Edit]:
    items = [item for item in node.items if isinstance(item, Mapping) and item.items]
    beside = "#" in node.source.text[key.stop : node.start] and node.flow
    if not items or len(items) != len(node.items) or beside or not all(fits_one_line(item) for item in items):
        return
    lines = _aligned([{str(key.value): entry(key, value) for key, value in item.items} for item in items])
    if node.flow:
        margin = "\n" + " " * (key.place.column + 1)
        yield Edit(key.stop, node.stop, margin.join((":", *(f"- {line}" for line in lines))))
        return
    for item, line in zip(items, lines, strict=True):
        if node.source.text[item.start : item.stop] != line:
            yield Edit(item.start, item.stop, line)


def _aligned(table: list[dict[str, str]]) -> list[str]:
    columns = _columns(table)
    widths = {key: max(width(row[key]) for row in table if key in row) for key in columns}
    return [_line(row, columns, widths) for row in table]


def _columns(table: list[dict[str, str]]) -> list[str]:
    """Cells in the order of their first use, then the answer; where a row comes from is not aligned."""
    keys = list(dict.fromkeys(key for row in table for key in row if key not in LAST))
    return [*(key for key in keys if key not in _ANSWER), *(key for key in _ANSWER if key in keys)]


def _line(row: dict[str, str], columns: list[str], widths: dict[str, int]) -> str:
    origin = [row[key] for key in LAST if key in row]
    present = [key for key in columns if key in row]
    pieces: list[str] = []
    for key in columns[: columns.index(present[-1]) + 1] if present else []:
        more = key != present[-1] or bool(origin)
        cell = row[key] + ("," if more else "") if key in row else ""
        pieces.append(padded(cell, widths[key] + 1) + " " if more else cell)
    return "{" + "".join(pieces) + ", ".join(origin) + "}"
