"""Until when: terms counted on a plain table of days, one day after another (SEMANTICS 12.2, R31)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAY = timedelta(days=1)
FAR = 4000  # days; no term of the tests is longer


@dataclass(frozen=True)
class Pause:
    """A stay in which the clock stands still."""

    begun: str
    ended: str | None = None


def last_in_time(
    term: str, since: str, pauses: Iterable[Pause], works: Callable[[date], bool] | None
) -> datetime | None:
    """The last second that is in time; None while an open pause leaves it open."""
    start = datetime.fromisoformat(since)
    fixed = re.fullmatch(r"day (\d+)", term)
    if fixed:
        return end_of(next_day(start.date(), int(fixed[1])), start)
    number, working, unit = re.fullmatch(r"(\d+) (working |clock )?(day|hour|minute|month)s?", term).groups()  # type: ignore[union-attr]
    if unit == "month":
        return end_of(months_later(start.date(), int(number)), start)
    if unit == "day":
        last = nth_day(start.date(), int(number), list(pauses), works if working == "working " else None)
        return None if last is None else end_of(last, start)
    return clock_time(start, timedelta(**{f"{unit}s": int(number)}), list(pauses))


def end_of(day: date, start: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=start.tzinfo)


def next_day(day: date, number: int) -> date:
    while day.day != number:
        day += DAY
    return day


def months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def nth_day(
    start: date, number: int, pauses: list[Pause], works: Callable[[date], bool] | None
) -> date | None:
    """The n-th day after the start that counts and lies in no pause."""
    day, left = start, number
    for _ in range(FAR):
        day += DAY
        for pause in pauses:
            if pause.ended is None and day_of(pause.begun) <= day:
                return None
        paused = any(p.ended and day_of(p.begun) <= day < day_of(p.ended) for p in pauses)
        left -= not paused and (works is None or works(day))
        if left == 0:
            return day
    raise ValueError(number)


def day_of(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def clock_time(start: datetime, length: timedelta, pauses: list[Pause]) -> datetime | None:
    """Hours and minutes by the clock, pauses left out."""
    end = start + length
    for pause in sorted(pauses, key=lambda p: datetime.fromisoformat(p.begun)):
        begun = max(datetime.fromisoformat(pause.begun), start)
        if begun >= end:  # R66
            break
        if pause.ended is None:
            return None
        end += max(datetime.fromisoformat(pause.ended) - begun, timedelta())
    return end
