"""What comes again: `every: month` with `on: day 1`, as instants at the beginning of local days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from banfa.calendars.months import add_months, day_in_month
from banfa.calendars.zones import aware, start_of_day
from banfa.language.turns import Turn, turn_of


def next_turn(every: str, on: str, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first turn after an instant, the beginning of such a day; `BadTerm` as `turn_of`."""
    return turn_after(turn_of(every, on), after, zone)


def turn_after(turn: Turn, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first turn after an instant: the beginning of such a day."""
    day = aware(after).astimezone(zone).date()
    return start_of_day(_in_months(turn, day) if turn.months else _in_week(turn.day, day), zone)


def _in_week(wanted: int, day: date) -> date:
    return day + timedelta(days=(wanted - 1 - day.weekday() - 1) % 7 + 1)


def _in_months(turn: Turn, day: date) -> date:
    first = date(day.year, day.month - (day.month - 1) % turn.months, 1)
    found = day_in_month(first.year, first.month, turn.day)
    if found <= day:
        following = add_months(first, turn.months)
        found = day_in_month(following.year, following.month, turn.day)
    return found
