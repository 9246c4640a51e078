"""Finds the views: each is a file of `pages/`, and adding one touches no other file.

A page defines `TITLE`, `ORDER` (its place among the others), `lines(words, of)` (its Markdown, line by line)
and, if it can be about one thing only, `OF` (the section that `of` names a member of, such as "roles").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from banfa.texts import Text
from banfa.views.words import Words


class Lines(Protocol):
    """Writes a view."""

    def __call__(self, words: Words, of: str | None = None) -> Iterator[str]:
        """Yield the Markdown of the view, without the heading of the whole."""


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, its title, what it can be about, and how it is written."""

    name: str
    title: Text
    order: int
    lines: Lines
    of: str | None = None


_PAGES = Path(__file__).parent / "pages"


def views() -> dict[str, View]:
    """Return every view by name, in the order in which a reader wants them."""
    found = [_view(file.stem) for file in _PAGES.glob("*.py") if not file.stem.startswith("_")]
    return {view.name: view for view in sorted(found, key=lambda view: (view.order, view.name))}


def _view(name: str) -> View:
    page = import_module(f"banfa.views.pages.{name}")
    return View(name, page.TITLE, page.ORDER, page.lines, getattr(page, "OF", None))
