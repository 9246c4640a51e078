"""The few marks that everything is drawn with."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape


class Drawn(NamedTuple):
    """A part of a drawing, from its own top left corner, and how high it is."""

    svg: str
    height: float


def text(words: str, look: str, x: float, y: float, *, middle: bool = False) -> str:
    """A line of text; `look` names its style."""
    anchor = " bf-middle" if middle else ""
    return f'<text class="bf-{look}{anchor}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def at(x: float, y: float, inner: str) -> str:
    """Move a part of a drawing to its place."""
    return f'<g transform="translate({x:.1f} {y:.1f})">{inner}</g>'
