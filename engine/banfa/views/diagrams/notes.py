"""Below a picture: the steps that may be taken in many places."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from banfa.texts import Text
from banfa.views.diagrams.measure import wrapped
from banfa.views.diagrams.picture import Kind, Note, Picture
from banfa.views.diagrams.shapes import Drawn, text

_HEADS: dict[Kind, Text] = {
    "stages": Text("可在多个状态办的步骤（字母标在状态上）", "Steps of many states (letters in the boxes)"),
    "papers": Text("一联一联地看", "Copy by copy"),
}
_EM, _ROW = 13.5, 20.0


def notes(picture: Picture, wide: float) -> Drawn:
    """Return the notes, each a title and where it may be taken."""
    if not picture.notes:
        return Drawn("", 0)
    parts, y = [text(_HEADS[picture.kind].in_(picture.lang), "small", 0, 16)], 28.0
    for note in picture.notes:
        drawn = _note(note, wide, y)
        parts.append(drawn.svg)
        y += drawn.height + 6
    return Drawn("".join(parts), y)


def _note(note: Note, wide: float, y: float) -> Drawn:
    tag = f'<rect class="bf-tag" x="0" y="{y:.1f}" width="20" height="18" rx="4"/>'
    tag += text(note.letter, "letter", 10, y + 13.5, middle=True)
    numbers = f"({','.join(map(str, note.said.numbers))}) " if note.said.numbers else ""
    title = numbers + note.said.words
    where = wrapped(note.where, (wide - 30) / _EM, 3)
    rows = [text(title, "step", 30, y + 14)]
    rows += [text(line, "detail", 30, y + 14 + _ROW * (i + 1)) for i, line in enumerate(where)]
    data = f"data-step={quoteattr(note.said.step or '')} data-letter={quoteattr(note.letter)}"
    return Drawn(f"<g {data}>{tag}{''.join(rows)}</g>", _ROW * (1 + len(where)))
