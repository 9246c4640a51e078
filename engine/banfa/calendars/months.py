"""Months: the same day of another one, or its last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from banfa.language.terms import BadTerm
from banfa.texts import Text


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
