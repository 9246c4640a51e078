"""Working days added to, taken from and counted between days that are all known."""

from __future__ import annotations

from datetime import date, datetime

from banfa.calendars.calendar import Calendar, china
from banfa.calendars.days import END, day_of, index_of
from banfa.calendars.failures import CalendarUnknown, NoWorkingDay
from banfa.language.terms import BadTerm, Term
from banfa.texts import Text


def add_working_days(day: date, number: int, calendar: Calendar | None = None) -> date:
    """Return the `number`-th working day after `day`; `calendar` is China's unless another is given.

    Raises `CalendarUnknown` if a day on the way is of a year not known, `BadTerm` for a number below one or
    above ten years, `NoWorkingDay` if the calendar has none.
    """
    calendar, begin = _begun(day, number, calendar)
    days = calendar.days
    found = days.nth(min(begin + 1, END), number)
    _all_known(calendar, begin, found)
    if found == END:
        raise NoWorkingDay(calendar.id, day)
    return day_of(found)


def subtract_working_days(day: date, number: int, calendar: Calendar | None = None) -> date:
    """Return the `number`-th working day before `day`; raises as `add_working_days` does."""
    calendar, end = _begun(day, number, calendar)
    found = calendar.days.nth_before(end, number)
    _all_known(calendar, max(found, 0), end)
    if found < 0:
        raise NoWorkingDay(calendar.id, day)
    return day_of(found)


def working_days_between(first: date, last: date, calendar: Calendar | None = None) -> int:
    """Return how many working days there are from `first` to `last`, both included.

    Raises `CalendarUnknown` if one of them is of a year not known.
    """
    calendar = calendar or china()
    begin, end = index_of(_day(first)), index_of(_day(last)) + 1
    if begin >= end:
        return 0
    _all_known(calendar, begin, end - 1)
    return calendar.days.sums[end] - calendar.days.sums[begin]


def _begun(day: date, number: int, calendar: Calendar | None) -> tuple[Calendar, int]:
    Term(number, "working day")
    return calendar or china(), index_of(_day(day))


def _day(day: date) -> date:
    if isinstance(day, datetime):
        raise BadTerm(Text("这里要写日期，不是时间", "a day is wanted here, not an instant"))
    return day


def _all_known(calendar: Calendar, first: int, last: int) -> None:
    """Raise `CalendarUnknown` for the first day from `first` to `last` of a year that is not settled."""
    found = calendar.days.next_doubtful(first)
    if found <= last and found < END:
        raise CalendarUnknown(day_of(found).year)
