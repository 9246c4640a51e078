"""What comes again, as it is written: `every: month` with `on: day 1` (LANGUAGE 11)."""

from __future__ import annotations

import re
from typing import NamedTuple

from banfa.language.terms import BadTerm, DayOfMonth, term_of
from banfa.texts import Text

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_NUMBERED = re.compile(r"([1-9][0-9]?) months?")


class Turn(NamedTuple):
    """A day of the first of so many months, counted from January; of 0 months, a day of the week."""

    months: int
    day: int


def turn_of(every: str, on: str) -> Turn:
    """Return what `every` and `on` say.

    `every` is week, month, quarter, year, or a number of months that divides twelve; `on` is `day N`: of the
    first month of the turn, or (for a week) from Monday. Else `BadTerm`.
    """
    months, day = 0 if every == "week" else _months(every), _day(on)
    if not months and day > 7:
        raise BadTerm(Text("一周只有 day 1（星期一）到 day 7", "a week has day 1 (Monday) to day 7"))
    return Turn(months, day)


def _day(on: str) -> int:
    found = term_of(on)
    if not isinstance(found, DayOfMonth):
        raise BadTerm(Text(f"on 要写成 day 1，不是 {on}", f"write `on` as day 1, not {on}"))
    return found.day


def _months(every: str) -> int:
    numbered = _NUMBERED.fullmatch(every)
    months = int(numbered[1]) if numbered else _MONTHS.get(every, 0)
    if not months or 12 % months:
        shown = every[:60]
        zh = f"every 不能是“{shown}”；写 week、month、quarter、year，或能整除 12 的 N months"
        en = f"`every` cannot be “{shown}”; write week, month, quarter, year, or N months that divide twelve"
        raise BadTerm(Text(zh, en))
    return months
