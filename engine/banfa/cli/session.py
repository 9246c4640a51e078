"""How this run of the command speaks: in which language, for people or as JSON."""

from __future__ import annotations

import os
from dataclasses import dataclass

from banfa.texts import Text

LANGUAGES = ("zh", "en")


@dataclass(slots=True)
class Session:
    """`json`: one object on stdout, refusals and errors too."""

    lang: str = "zh"
    json: bool = False


current = Session()


def begin(lang: str | None) -> None:
    """Start a run: `lang` if given, else BANFA_LANG, else Chinese."""
    wanted = lang or os.environ.get("BANFA_LANG", "")
    current.lang = wanted if wanted in LANGUAGES else LANGUAGES[0]
    current.json = False


def say(text: Text) -> str:
    """The half of a text that this run speaks."""
    return text.in_(current.lang)


def both(zh: str, en: str) -> str:
    """The same, for words that stand where they are used."""
    return zh if current.lang != LANGUAGES[1] else en
