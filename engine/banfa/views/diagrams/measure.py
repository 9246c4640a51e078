"""How wide text is, without a font: no layout engine knows Chinese metrics, and readers' fonts differ."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

_NARROW = frozenset("iljtfrI.,:;'|!()[] ·")
_BROAD = frozenset("mwMWQOGDCNHUA@%&—…")
_NEVER_FIRST = frozenset("，。、；：？！）〕」』》】,.;:?!)]}")
_NEVER_LAST = frozenset("（〔「『《【([{")


def width(text: str, size: float = 1.0) -> float:
    """Return the width of a text set in a font of `size`; rather too wide than too narrow."""
    return size * sum(map(_em, text))


def wrapped(text: str, most: float, lines: int) -> tuple[str, ...]:
    """Break a text into at most `lines` lines of at most `most` em; what is left over ends in "…"."""
    broken: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > most:
            broken.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    broken = [one for one in (*broken, line.rstrip()) if one]
    if len(broken) > lines:
        broken = [*broken[: lines - 1], _cut(broken[lines - 1], most - 1) + "…"]
    return tuple(_cut(one, most) if width(one) > most + 2 else one for one in broken)


def _em(sign: str) -> float:
    if combining(sign):
        return 0.0
    if east_asian_width(sign) in "WFA" or ord(sign) > 0x2E7F:
        return 1.0
    if sign in _NARROW:
        return 0.36
    return 0.86 if sign in _BROAD else 0.6


def _cut(text: str, most: float) -> str:
    while text and width(text) > most:
        text = text[:-1]
    return text


def _pieces(text: str) -> Iterator[str]:
    """Where a line may break: after every Chinese sign, between words, and within a word without end."""
    piece = ""
    for i, sign in enumerate(text):
        after = text[i + 1] if i + 1 < len(text) else ""
        piece += sign
        wide = east_asian_width(sign) in "WF" or (after and east_asian_width(after) in "WF")
        may = sign == " " or wide or len(piece) >= 24
        if may and sign not in _NEVER_LAST and after not in _NEVER_FIRST:
            yield piece
            piece = ""
    if piece:
        yield piece
