"""Words for people, always in Chinese and English together.

Everything a user reads is a `Text`; which half is shown is decided at the very edge (`--lang`).
"""

from typing import NamedTuple


class Text(NamedTuple):
    """One message in both languages, Chinese first."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """Return the half for `lang` ("zh" or "en"); anything but "en" reads as Chinese."""
        return self.en if lang == "en" else self.zh


def counted(number: int, what: str, several: str = "") -> str:
    """Return an English count with its noun: "1 error", "2 errors", "1 entry", "2 entries"."""
    return f"{number} {what if number == 1 else several or what + 's'}"
