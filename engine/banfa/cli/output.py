"""What goes to stdout: one JSON object, lines, or a table whose columns stand straight in Chinese too."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

_WIDE = 200
"""Width for a pipe or a file, where no line need be broken."""


def as_json(value: Any) -> None:
    """Write one JSON object."""
    import orjson

    click.echo(orjson.dumps(value).decode())


def lines(*texts: str) -> None:
    """Write lines."""
    for text in texts:
        click.echo(text)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table; the last column may be long."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(*heads, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in made.columns[:-1]:
        column.no_wrap = True
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDE, highlight=False)
    with console.capture() as captured:
        console.print(made)
    lines(*(line.rstrip() for line in captured.get().splitlines()))
