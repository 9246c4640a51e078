"""How a deadline stands at an instant, and when to remind of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

from banfa.calendars.calendar import Calendar, china
from banfa.calendars.counting import nth_working_day_before
from banfa.calendars.days import BEGIN, day_of, index_of
from banfa.calendars.deadlines import Due
from banfa.calendars.failures import CalendarUnknown
from banfa.calendars.months import add_months
from banfa.calendars.zones import aware, instant, local_day
from banfa.language.terms import BadTerm, DayOfMonth, Term, term_of
from banfa.texts import Text

Status = Literal["met", "late", "running", "overdue", "stopped", "provisional"]
"""SEMANTICS 12.3. Provisional: not decided, because a calendar is not yet published."""


def is_overdue(due: Due, at: datetime) -> bool | None:
    """True if `at` is after the last second in time; None if that is not known yet.

    While the clock stands nothing is overdue.
    """
    if aware(at) <= due.earliest or due.latest is None:
        return False
    return True if at > due.latest else None


def status(due: Due, at: datetime, met: datetime | None = None) -> Status:
    """Return how a duty stands as of `at`; `met` is when it was discharged (by happened), if it was."""
    over = is_overdue(due, met or at)
    if met is not None and not due.stopped:
        return "provisional" if over is None else "late" if over else "met"
    if met is not None:
        return "met"
    if over:
        return "overdue"
    if due.stopped:
        return "stopped"
    return "running" if due.known else "provisional"


def remind_at(due: Due, before: str | Term, calendar: Calendar | None = None) -> datetime:
    """Return when to remind: so long before the earliest end, for days when work begins on that day.

    Of an unpublished year the earlier possibility is taken, so that no reminder comes too late. Raises
    `BadTerm` for terms that cannot be taken back from an end, and `CalendarUnknown`.
    """
    calendar = calendar or china()
    term = term_of(before) if isinstance(before, str) else before
    if isinstance(term, DayOfMonth) or term.unit in ("hour", "minute"):
        zh = f"提醒不能写 {term}；写成 1 working day、3 days 或 2 clock hours"
        raise BadTerm(Text(zh, f"a reminder cannot be {term}; write 1 working day, 3 days or 2 clock hours"))
    if term.unit in ("clock hour", "clock minute"):
        seconds = term.number * (3600 if term.unit == "clock hour" else 60)
        return datetime.fromtimestamp(int(due.earliest.timestamp()) - seconds, calendar.zone)
    day = _day_before(calendar, local_day(due.earliest, calendar.zone), term)
    return instant(day, _begin_of_work(calendar, day), calendar.zone)


def _day_before(calendar: Calendar, day: date, term: Term) -> date:
    if term.unit == "month":
        return add_months(day, -term.number)
    if term.unit == "day":
        return date.fromordinal(max(1, day.toordinal() - term.number))
    found = nth_working_day_before(calendar, index_of(day), term.number, "slowest")
    if found < 0:
        raise CalendarUnknown(date.fromordinal(BEGIN).year - 1)
    return day_of(found)


def _begin_of_work(calendar: Calendar, day: date) -> time:
    return min(begin for begin, _ in calendar.hours_on(day))
