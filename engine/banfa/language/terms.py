"""How long, as it is written: `7 working days`, `24 hours`, `1 month`, `day 5` (LANGUAGE 11)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from banfa.errors import BanfaError
from banfa.texts import Text

Unit = Literal["working day", "day", "month", "hour", "minute", "clock hour", "clock minute"]

YEARS_AT_MOST = 10
MOST: dict[Unit, int] = {
    "working day": 250 * YEARS_AT_MOST,
    "day": 366 * YEARS_AT_MOST,
    "month": 12 * YEARS_AT_MOST,
    "hour": 250 * 8 * YEARS_AT_MOST,
    "minute": 250 * 8 * 60 * YEARS_AT_MOST,
    "clock hour": 366 * 24 * YEARS_AT_MOST,
    "clock minute": 366 * 24 * 60 * YEARS_AT_MOST,
}
"""Nothing takes longer than about ten years; a longer term is a slip of the pen, and would cost time."""

WORKING: frozenset[Unit] = frozenset({"working day", "hour", "minute"})
"""Units that only a calendar can count."""
OF_INSTANTS: frozenset[Unit] = frozenset({"hour", "minute", "clock hour", "clock minute"})
"""Units that are counted from an instant; the others from a day."""

WRITTEN = r"^([1-9][0-9]* (working day|day|month|(clock )?(hour|minute))s?|day [0-9]{1,2})$"
"""For schemas: how a term looks; `term_of` knows the rest."""
_TERM = re.compile(r"([0-9]{1,9}) (working day|day|month|(?:clock )?(?:hour|minute))s?")
_DAY = re.compile(r"day ([0-9]{1,2})")
_BY_THE_CLOCK: dict[Unit, Unit] = {"hour": "clock hour", "minute": "clock minute"}


class CalendarError(BanfaError):
    """A date, a term or a calendar with which nothing can be worked out."""


class BadTerm(CalendarError):
    """A length of time, or a start, with which nothing can be counted."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number of units, at least one and at most about ten years of them; else `BadTerm`."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in MOST:
            raise _bad(self.unit)
        _check_number(self.number, MOST[self.unit], str(self))

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    def by_the_clock(self) -> Term:
        """Return the term where there is no calendar: hours and minutes go by the clock (SEMANTICS 12.2)."""
        return Term(self.number, _BY_THE_CLOCK.get(self.unit, self.unit))


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """`due: day 5`: the next such day of a month; in a shorter month its last day. Else `BadTerm`."""

    day: int

    def __post_init__(self) -> None:
        if not isinstance(self.day, int) or isinstance(self.day, bool) or not 1 <= self.day <= 31:
            shown = str(self)[:60]
            zh, en = f"没有“{shown}”：写 day 1 到 day 31", f"there is no “{shown}”: write day 1 to day 31"
            raise BadTerm(Text(zh, en))

    def __str__(self) -> str:
        return f"day {self.day}"


def term_of(text: str) -> Term | DayOfMonth:
    """Return what `within`, `due` or `remind` says (LANGUAGE 11); raises `BadTerm` with how to write it.

    `hours` and `minutes` are counted within working time, `clock hours` and `clock minutes` by the clock.
    """
    if found := _DAY.fullmatch(text):
        return DayOfMonth(int(found[1]))
    if found := _TERM.fullmatch(text):
        return Term(int(found[1]), cast(Unit, found[2]))
    raise _bad(text)


def _bad(written: object) -> BadTerm:
    shown = str(written)[:60]
    zh = f"看不懂期限“{shown}”；写成 7 working days、60 days、8 hours（工作时间）、24 clock hours、1 month"
    en = f"cannot read the term “{shown}”; write 7 working days, 60 days, 8 hours (of working time),"
    return BadTerm(Text(f"{zh} 或 day 5", f"{en} 24 clock hours, 1 month or day 5"))


def _check_number(number: object, most: int, shown: str) -> None:
    """At least one, at most `most`; a bool or a float is no number of days."""
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= most:
        shown = shown[:60]
        zh = f"期限“{shown}”不行：至少 1，至多 {most}（约 {YEARS_AT_MOST} 年）"
        en = f"the term “{shown}” will not do: at least 1, at most {most} (about {YEARS_AT_MOST} years)"
        raise BadTerm(Text(zh, en))
