"""How many columns a text takes on a screen, where a Chinese character counts as two."""

from __future__ import annotations

import unicodedata

_WIDE = frozenset("WF")


def width(text: str) -> int:
    """Display columns of one line of text."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def padded(text: str, columns: int) -> str:
    """`text` with spaces behind it up to `columns`."""
    return text + " " * (columns - width(text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
