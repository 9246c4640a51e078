"""A view as Markdown: the one source of what the terminal, a file and the page show."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.views.registry import View
from banfa.views.words import Words


def markdown_of(words: Words, view: View, of: str | None = None) -> str:
    """Return a view of a process, and of the kinds of case under it, as Markdown."""
    return "\n".join(_lines(words, view, of)).rstrip() + "\n"


def _lines(words: Words, view: View, of: str | None) -> Iterator[str]:
    yield f"# {words.text('title', words.process.title)} · {words.both(*view.title)}"
    yield ""
    yield from body_of(words, view, of)


def body_of(words: Words, view: View, of: str | None = None) -> Iterator[str]:
    """Yield the lines below the title; without `of`, the kinds of case under the process follow."""
    yield from view.lines(words, of)
    for part in words.parts() if of is None else ():
        found = list(view.lines(part))
        if any(found):
            yield ""
            yield f"## {part.text('title', part.process.title)}"
            yield ""
            yield from found
