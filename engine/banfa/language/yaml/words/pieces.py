"""Pieces of messages: the owner's own text, shortened or quoted."""

from __future__ import annotations

from banfa.texts import Text

_LONGEST = 30


def short(text: str) -> str:
    """A piece of the owner's text, fit for a message: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def in_quotes(text: str) -> str | None:
    """A text in the quotes that it needs; None if that is too long to show, or runs over lines."""
    if len(text) > 2 * _LONGEST or "\n" in text or not text:
        return None
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def quote_it(text: str) -> Text:
    """The advice to quote a text, shown as it must be written."""
    quoted = in_quotes(text)
    if quoted is None:
        return Text(zh="给整段文字加上英文引号", en="Put quotes around the whole text")
    return Text(zh=f"加上英文引号：{quoted}", en=f"Quote it: {quoted}")
