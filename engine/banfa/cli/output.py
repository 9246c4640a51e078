"""What goes to stdout: one JSON object, lines, or a table whose columns stand straight in Chinese too."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from banfa.cli.clicks import option
from banfa.cli.session import both, current
from banfa.texts import Text

if TYPE_CHECKING:
    from rich.table import Table

F = TypeVar("F", bound=Callable[..., Any])

_WIDE = 200
"""Width for a pipe or a file, where no line need be broken."""


def as_json(value: Any) -> None:
    """Write one JSON object."""
    import orjson

    try:
        click.echo(orjson.dumps(value).decode())
    except TypeError:  # words of the command line that are no text come back as they were given
        import json

        click.echo(json.dumps(value))


def lines(*texts: str) -> None:
    """Write lines."""
    for text in texts:
        click.echo(text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table; the last column may be long. Where it does not fit, each row becomes a few lines."""
    from rich.console import Console

    cells = [tuple(row) for row in rows]
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDE, highlight=False)
    if _room_for_last(heads, cells, console.width) < _LEAST:
        return lines(*_rows_as_lines(heads, cells))
    with console.capture() as captured:
        console.print(_made(heads, cells))
    lines(*(line.rstrip() for line in captured.get().splitlines()))


_LEAST = 16
"""Narrower than this, the last column cannot be read."""


def _made(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    from rich.table import Table
    from rich.text import Text as Cell

    bold = "" if os.environ.get("NO_COLOR") else "bold"  # rich itself leaves bold with NO_COLOR
    made = Table(*heads, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style=bold)
    for column in made.columns[:-1]:
        column.no_wrap = True
    for row in rows:
        made.add_row(*(Cell(cell) for cell in row))
    return made


def _room_for_last(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> int:
    """How many places the other columns leave to the last one, or at least as many as it wants."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
    left = width - sum(wide + 2 for wide in widths[:-1])
    return _LEAST if widths[-1] <= left else left


def _rows_as_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for n, row in enumerate(rows):
        yield from [""] if n else []
        for head, cell in zip(heads, row, strict=True):
            if cell:
                yield both(f"{head}：{cell}", f"{head}: {cell}")


def in_json(function: F) -> F:
    """Give a command `--json`."""
    words = Text("输出一个 JSON 对象", "Print one JSON object")
    made = option("--json", is_flag=True, is_eager=True, expose_value=False, callback=_set_json, words=words)
    return made(function)


def _set_json(_ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    current.json = current.json or wanted
