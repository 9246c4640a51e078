"""The terminal itself: whether somebody stands there, one line from them, one choice of several."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from banfa.cli import output
from banfa.cli.exits import GivenUp
from banfa.cli.session import both, current
from banfa.language.suggest import suggest


class Choice(NamedTuple):
    """One of several answers: its id, and what people call it."""

    id: str
    title: str


def somebody_there() -> bool:
    """True if a person can be asked: both ends are a terminal, and the answer is not to be JSON."""
    return not current.json and sys.stdin.isatty() and sys.stdout.isatty()


def line(mark: str = "  > ") -> str:
    """Ask for one line, without spaces around it. Raises GivenUp."""
    with suppress(ImportError):
        import readline  # noqa: F401  (lets people move about in the line, also over wide characters)
    sys.stdout.flush()
    try:
        return input(mark).strip()
    except (EOFError, KeyboardInterrupt):
        output.lines("")
        raise GivenUp from None


def yes(question: str) -> bool:
    """Ask a question whose answer is no unless it is yes."""
    return truth(line(f"{question} [y/N] ")) is True


def truth(said: str) -> bool | None:
    """Return what a yes or a no means, in either language; None for neither."""
    word = plain(said)
    return True if word in _YES else False if word in _NO else None


def plain(said: str) -> str:
    """What was typed, without the differences of an input method: half width, small letters."""
    return unicodedata.normalize("NFKC", said).strip().casefold()


def show(choices: Sequence[Choice]) -> None:
    """List the choices with their numbers."""
    wide = len(str(len(choices)))
    output.lines(*(f"    {n:>{wide}}  {_told(one)}" for n, one in enumerate(choices, 1)))


def pick(said: str, choices: Sequence[Choice]) -> str | None:
    """Return the id of the choice that a number, an id or a title means; None for none of them."""
    word = plain(said)
    if word.isdecimal() and 1 <= int(word) <= len(choices):
        return choices[int(word) - 1].id
    return next((one.id for one in choices if word in (plain(one.id), plain(one.title))), None)


def nearest(said: str, choices: Iterable[Choice]) -> str:
    """Say that this is none of the choices, and which one may be meant."""
    known = {name: one for one in choices for name in (one.id, one.title)}
    near = suggest(said, known)
    if near:
        return both(f"没有“{said}”；是否指 {_told(known[near])}？", f"{said} is none; {_told(known[near])}?")
    return both(f"没有“{said}”；请写上面的编号、名称或代号", f"{said} is none; give a number, title or id")


def choose(question: str, choices: Sequence[Choice]) -> str:
    """Ask until one of the choices is named, and return its id."""
    output.lines(question)
    show(choices)
    while True:
        said = line()
        found = pick(said, choices)
        if found is not None:
            return found
        output.lines("    " + nearest(said, choices))


def _told(one: Choice) -> str:
    return one.id if one.title in ("", one.id) else f"{one.title}  {one.id}"


_YES = frozenset("是 对 有 y yes true 1".split())
_NO = frozenset("否 不 不是 无 没有 n no false 0".split())
