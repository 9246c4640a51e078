"""How long: `7 working days`, `24 hours`, `1 month`, `day 5`; and what holds from which day on."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, cast

from banfa.calendars.failures import BadTerm, ExtensionRefused
from banfa.texts import Text

Unit = Literal["working day", "day", "month", "working hour", "working minute", "hour", "minute"]

YEARS_AT_MOST = 10
MOST: dict[Unit, int] = {
    "working day": 250 * YEARS_AT_MOST,
    "day": 366 * YEARS_AT_MOST,
    "month": 12 * YEARS_AT_MOST,
    "working hour": 250 * 8 * YEARS_AT_MOST,
    "working minute": 250 * 8 * 60 * YEARS_AT_MOST,
    "hour": 366 * 24 * YEARS_AT_MOST,
    "minute": 366 * 24 * 60 * YEARS_AT_MOST,
}
"""Nothing takes longer than about ten years; a longer term is a slip of the pen, and would cost time."""

CLOCK_UNITS: frozenset[Unit] = frozenset({"working hour", "working minute", "hour", "minute"})
"""Units that are counted from an instant; the others from a day."""

_TERM = re.compile(r"([0-9]{1,9}) ((?:working )?(?:day|hour|minute)|month)s?")
_DAY = re.compile(r"day ([0-9]{1,2})")


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

    `hours` and `minutes` are counted by the clock, `working hours` and `working minutes` within working time.
    """
    if found := _DAY.fullmatch(text):
        return DayOfMonth(int(found[1]))
    if found := _TERM.fullmatch(text):
        return Term(int(found[1]), cast(Unit, found[2]))
    raise _bad(text)


def _bad(written: object) -> BadTerm:
    shown = str(written)[:60]
    zh = f"看不懂期限“{shown}”；写成 7 working days、60 days、24 hours、8 working hours、1 month 或 day 5"
    en = f"cannot read the term “{shown}”; write 7 working days, 60 days, 24 hours, 8 working hours, 1 month"
    return BadTerm(Text(zh, f"{en} or day 5"))


def _check_number(number: object, most: int, shown: str) -> None:
    """At least one, at most `most`; a bool or a float is no number of days."""
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= most:
        shown = shown[:60]
        zh = f"期限“{shown}”不行：至少 1，至多 {most}（约 {YEARS_AT_MOST} 年）"
        en = f"the term “{shown}” will not do: at least 1, at most {most} (about {YEARS_AT_MOST} years)"
        raise BadTerm(Text(zh, en))


# -- months --------------------------------------------------------------------------------------------------


def day_in_month(year: int, month: int, day: int) -> date:
    """Return that day of a month, or the month's last day if it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later (earlier if negative), or that month's last day.

    31 January and one month is 28 or 29 February. Raises `BadTerm` outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise BadTerm(Text("超出了历法的范围", "the calendar does not reach that far"))
    return day_in_month(year, month + 1, day.day)


# -- what holds from which day on --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangingTerm:
    """A term that changes on a date: `first`, and from each day of `later` (in order) another one."""

    first: Term | DayOfMonth
    later: tuple[tuple[date, Term | DayOfMonth], ...] = ()

    def __post_init__(self) -> None:
        days = [day for day, _ in self.later]
        if any(a >= b for a, b in pairwise(days)):
            zh, en = "变更的日期要从早到晚，不重复", "the days of change go from early to late, each once"
            raise BadTerm(Text(zh, en))

    def on(self, day: date) -> Term | DayOfMonth:
        """Return the term that holds for what begins on `day`; what has begun keeps its term."""
        return next((term for since, term in reversed(self.later) if since <= day), self.first)


# -- extensions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Extension:
    """So much more time, and why."""

    by: Term
    reason: str


@dataclass(frozen=True, slots=True)
class ExtensionLimit:
    """How often, and by how much in all (units compared one by one), a term may be extended."""

    times: int = 1
    at_most: Term | None = None


def check_extensions(extensions: Sequence[Extension], limit: ExtensionLimit) -> None:
    """Raise `ExtensionRefused` unless each extension has a reason and all together keep within the limit."""
    if any(not extension.reason.strip() for extension in extensions):
        raise ExtensionRefused(Text("延长期限要写理由", "an extension needs a reason"))
    if len(extensions) > limit.times:
        zh = f"至多延长 {limit.times} 次，这里是第 {len(extensions)} 次"
        en = f"at most {limit.times} extensions; this would be the {len(extensions)}th"
        raise ExtensionRefused(Text(zh, en))
    if limit.at_most is not None:
        _check_amount([e.by for e in extensions], limit.at_most)


def _check_amount(terms: Sequence[Term], most: Term) -> None:
    other = next((term for term in terms if term.unit != most.unit), None)
    if other is not None:
        zh = f"延长要用和上限相同的单位：上限 {most}，这里是 {other}"
        raise ExtensionRefused(Text(zh, f"extend in the unit of the limit, {most}; this is {other}"))
    total = sum(term.number for term in terms)
    if total > most.number:
        zh, en = f"至多延长 {most}，合计已是 {total}", f"at most {most} in all; together these are {total}"
        raise ExtensionRefused(Text(zh, en))
