"""Markdown shown in a terminal."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console, JustifyMethod
from rich.markdown import Markdown, TableDataElement


class _Cell(TableDataElement):
    """A cell that breaks its line; rich would cut off Chinese, which has no spaces to break at."""

    def __init__(self, justify: JustifyMethod) -> None:
        super().__init__(justify)
        self.content.overflow = "fold"


class _Page(Markdown):
    elements = {**Markdown.elements, "td_open": _Cell, "th_open": _Cell}  # noqa: RUF012


def show(markdown: str, stream: TextIO, width: int | None = None) -> None:
    """Write Markdown to a stream, laid out for the terminal that it is."""
    Console(file=stream, width=width, highlight=False).print(_Page(markdown, hyperlinks=False))
