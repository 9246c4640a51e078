"""A second opinion: deadlines found by walking day by day, or minute by minute, over plain Python dates.

Written from SEMANTICS 12.2 and the meaning of the rules alone; it shares no code with the room.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import chinese_calendar

ONE = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
Stay = tuple[datetime, datetime | None]


@dataclass
class Question:
    """A deadline to be found."""

    number: int
    unit: str
    start: datetime
    stays: list[Stay] = field(default_factory=list)
    first_counts: bool = False
    cut_off: time | None = None
    rolls: bool = False


def answer(q: Question) -> datetime | None:
    """The last second in time, or None while the clock stands."""
    if q.unit in BY_SECONDS:
        return _by_minutes(q)
    last = _last_day(q)
    if last is None:
        return None
    return datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=SHANGHAI)


@cache
def _works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def _stands(q: Question, day: date) -> bool:
    """Days of a stay count from that on which it begins to the one before that on which it ends."""
    return any(
        a.astimezone(SHANGHAI).date() <= day and (b is None or day < b.astimezone(SHANGHAI).date())
        for a, b in q.stays
    )


def _for_good(q: Question, day: date) -> bool:
    return any(b is None and a.astimezone(SHANGHAI).date() <= day for a, b in q.stays)


def _last_day(q: Question) -> date | None:
    day = _day_of_event(q)
    counts = _works if q.unit == "working day" else lambda _: True
    left = q.number if q.unit != "month" else _days_of_months(q, day)
    if not q.first_counts:
        day += ONE
    while True:
        if _for_good(q, day):
            return None
        if counts(day) and not _stands(q, day):
            left -= 1
            if left == 0:
                break
        day += ONE
    while q.rolls and (not _works(day) or _stands(q, day)):
        if _for_good(q, day):
            return None
        day += ONE
    return day


def _day_of_event(q: Question) -> date:
    """After the cut-off hour the event is one of the next day; for working days, of the next working day."""
    local = q.start.astimezone(SHANGHAI)
    day = local.date()
    if q.cut_off is None:
        return day
    late = local.time() > q.cut_off
    if q.unit != "working day":
        return day + ONE if late else day
    if late:
        day += ONE
    while not _works(day):
        day += ONE
    return day


def _days_of_months(q: Question, day: date) -> int:
    """Counted on the calendar: to the day of that number so many months on, or the last of that month."""
    month = day.month + q.number
    year = day.year + (month - 1) // 12
    month = (month - 1) % 12 + 1
    for number in range(day.day, 27, -1) if day.day > 28 else [day.day]:
        try:
            end = date(year, month, number)
        except ValueError:
            continue
        corresponds = number == day.day
        return (end - day).days + (1 if q.first_counts and not corresponds else 0)
    raise AssertionError(day)


def _by_minutes(q: Question) -> datetime | None:
    """Minute by minute on the wall clock of Shanghai, which never jumps in these years."""
    left = q.number * (60 if "hour" in q.unit else 1)
    at = _wall(q.start)
    stays = [(_wall(a), _wall(b) if b else datetime.max) for a, b in q.stays]
    in_office_only = not q.unit.startswith("clock")
    while left:
        standing = [b for a, b in stays if a <= at < b]
        if datetime.max in standing:
            return None
        if not standing and (not in_office_only or _in_office(at)):
            left -= 1
        at += MINUTE
    return at.replace(tzinfo=SHANGHAI)


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI).replace(tzinfo=None)


def _in_office(at: datetime) -> bool:
    return (9 <= at.hour < 12 or 13 <= at.hour < 18) and _works(at.date())


# -- questions at random -------------------------------------------------------------------------------------

BY_SECONDS = ["clock hour", "clock minute", "hour", "minute"]
UNITS = ["working day"] * 8 + ["day"] * 4 + ["month"] * 2 + BY_SECONDS
MOST = {
    "working day": 90,
    "day": 120,
    "month": 14,
    "clock hour": 36,
    "clock minute": 600,
    "hour": 20,
    "minute": 600,
}


def question(chance: random.Random) -> Question:
    """A random question whose days are all of known years."""
    start = datetime(2004, 1, 2, tzinfo=SHANGHAI) + timedelta(minutes=chance.randrange(20 * 366 * 24 * 60))
    unit = chance.choice(UNITS)
    by_clock = unit in BY_SECONDS
    stays = [_stay(chance, start, by_clock) for _ in range(chance.choice([0, 0, 1, 1, 2, 3]))]
    cut_off = chance.choice([None, None, time(12), time(16, 30), time(17)])
    number = chance.randint(1, MOST[unit])
    return Question(number, unit, start, stays, chance.random() < 0.3, cut_off, chance.random() < 0.3)


def _stay(chance: random.Random, start: datetime, by_clock: bool) -> Stay:
    scale = 2 if by_clock else 90
    begin = start + timedelta(minutes=chance.randrange(-5 * 24 * 60, scale * 24 * 60))
    if chance.random() < 0.05:
        return begin, None
    return begin, begin + timedelta(minutes=chance.randrange(0, scale * 12 * 60))
