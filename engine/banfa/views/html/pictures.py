"""The pictures of a page: drawn by the room of diagrams, or a note that they cannot be drawn here."""

from __future__ import annotations

from html import escape

from banfa.errors import BanfaError
from banfa.views.diagrams import paper_routes, stage_map
from banfa.views.words import Words


def picture_of(words: Words, name: str) -> str:
    """Return a figure by its name: `stages` or `papers DOCUMENT`, of the process itself or of `PART/`."""
    part, _, rest = name.rpartition("/")
    kind, _, of = rest.partition(" ")
    process = words.of_part(part).process
    try:
        found = stage_map(process, words.lang) if kind == "stages" else paper_routes(process, of, words.lang)
        return f'<figure class="picture" tabindex="0">{found.svg()}</figure>\n'
    except BanfaError as error:
        return f'<p class="note">{escape(error.text.in_(words.lang))}</p>\n'
