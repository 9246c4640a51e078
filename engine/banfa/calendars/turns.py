"""What comes again: `every: month` with `on: day 1`, as instants at the beginning of local days."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from banfa.calendars.failures import BadTerm
from banfa.calendars.terms import DayOfMonth, add_months, day_in_month, term_of
from banfa.calendars.zones import aware, start_of_day
from banfa.texts import Text

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_NUMBERED = re.compile(r"([1-9][0-9]?) months?")


def next_turn(every: str, on: str, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first turn after an instant: the beginning of such a day.

    `every` is week, month, quarter, year, or a number of months that divides twelve; months are counted from
    January. `on` is `day N`: of the first month of the turn, or (for a week) from Monday. Else `BadTerm`.
    """
    day = aware(after).astimezone(zone).date()
    wanted = _day(on)
    if every == "week":
        return start_of_day(_in_week(wanted, day), zone)
    return start_of_day(_in_months(wanted, _months(every), day), zone)


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


def _in_week(wanted: int, day: date) -> date:
    if wanted > 7:
        raise BadTerm(Text("一周只有 day 1（星期一）到 day 7", "a week has day 1 (Monday) to day 7"))
    return day + timedelta(days=(wanted - 1 - day.weekday() - 1) % 7 + 1)


def _in_months(wanted: int, months: int, day: date) -> date:
    first = date(day.year, day.month - (day.month - 1) % months, 1)
    found = day_in_month(first.year, first.month, wanted)
    if found <= day:
        following = add_months(first, months)
        found = day_in_month(following.year, following.month, wanted)
    return found
