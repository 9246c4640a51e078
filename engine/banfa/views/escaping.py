"""Text of a definition within Markdown: it says what it says, and is never markup."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"[\\`*\[\]{}<>|~&]|(?<![^\W_])_|_(?![^\W_])")
_AT_THE_START = re.compile(r"(?:([0-9]{1,9})(?=[.)])|(?=[-+#=]))")
_SPACES = re.compile(r"\s+")


def escaped(text: str) -> str:
    """Return one line of Markdown that shows `text` and nothing else.

    White space becomes single spaces; control signs and those that turn the direction of writing go.
    """
    clean = "".join(sign for sign in _SPACES.sub(" ", text) if unicodedata.category(sign) not in _HIDDEN)
    quoted = _MARKUP.sub(lambda found: "\\" + found[0], clean.strip())
    return (
        _AT_THE_START.sub(lambda found: f"{found[1] or ''}\\", quoted, count=1) if _starts(quoted) else quoted
    )


_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def _starts(text: str) -> bool:
    return _AT_THE_START.match(text) is not None
