"""The n-th day that counts: exactly where the calendar is known, else in its fastest and slowest case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from banfa.calendars.calendar import Calendar
from banfa.calendars.days import END, OFF, WORKS, YEARS, Days, day_of, first_of
from banfa.calendars.experience import STRETCH, bounds
from banfa.calendars.failures import CalendarUnknown, NoWorkingDay
from banfa.calendars.suspensions import FOREVER, Spans, free
from banfa.language.terms import CalendarError

Case = Literal["fastest", "slowest"]
"""What years that are not published may turn out to be at the extremes: most days work, or fewest."""


def nth_day(begin: int, n: int, paused: Spans) -> int:
    """Return the n-th day from `begin` on (included) that is not paused, or `FOREVER`."""
    for first, end in free(begin, paused):
        if end - first >= n:
            return first + n - 1
        n -= end - first
    return FOREVER


def nth_working_day(calendar: Calendar, begin: int, n: int, paused: Spans, case: Case) -> int:
    """Return the n-th working day from `begin` on (included) that is not paused; `FOREVER` in an open pause.

    Raises `NoWorkingDay`, and `CalendarUnknown` outside 2000 to 2100 and where there is no experience.
    """
    day_of(begin)
    for first, end in free(begin, paused):
        for found, left in _pieces(calendar, first, min(end, END), n, case):
            if left == 0:
                return found
            n = left
    if paused and paused[-1][1] == FOREVER:
        return FOREVER
    raise none_left(calendar, begin)


def none_left(calendar: Calendar, begin: int) -> CalendarError:
    """Return the error for a count that came to the end of all days."""
    days = calendar.days
    if days.sums[begin] == days.sums[END] and days.is_sure(begin, END):
        return NoWorkingDay(calendar.id, day_of(begin))
    return CalendarUnknown(YEARS[-1] + 1)


def nth_working_day_before(calendar: Calendar, end: int, n: int, case: Case) -> int:
    """Return the n-th working day before `end`, counted backwards, or -1; raises `CalendarUnknown`."""
    days = calendar.days
    while end > 0:
        doubtful = days.last_doubtful(end)
        have = days.sums[end] - days.sums[doubtful + 1]
        if have >= n:
            return days.nth_before(end, n)
        n, end = n - have, doubtful + 1
        if end > 0:
            _check_experience(calendar, end - 1)
            first = max(end - STRETCH, _first_doubtful(days, end))
            k, n = _in_doubt(days, end - 1, end - first, n, case, backwards=True)
            if n == 0:
                return end - k
            end = first
    return -1


def _pieces(calendar: Calendar, begin: int, end: int, n: int, case: Case) -> Iterator[tuple[int, int]]:
    """Yield, piece by piece, the day reached and how many days are left to count; 0: it is the day."""
    days = calendar.days
    while begin < end and n:
        doubtful = min(days.next_doubtful(begin), end)
        have = days.sums[doubtful] - days.sums[begin]
        if have >= n:
            yield days.nth(begin, n), 0
            return
        n, begin = n - have, doubtful
        if begin < end:
            _check_experience(calendar, begin)
            until = min(begin + STRETCH, _next_settled(days, begin), end)
            k, n = _in_doubt(days, begin, until - begin, n, case, backwards=False)
            reached = begin + k - 1
            begin = until
            yield reached, n
        else:
            yield begin, n


def _in_doubt(days: Days, start: int, length: int, n: int, case: Case, backwards: bool) -> tuple[int, int]:
    """The day, counted from 1, on which `n` is reached and 0; or the last one and what is left."""
    count = 0
    for k, count in enumerate(_counts(days, start, length, case, backwards), 1):
        if count >= n:
            return k, 0
    return length, n - count


def _counts(days: Days, start: int, length: int, case: Case, backwards: bool) -> Iterator[int]:
    """How many of the first 1, 2, … days from `start` work at the extreme; the owner's days are certain."""
    known, off, works, count = bounds(days, start, 1, backwards), 0, 0, 0
    for k in range(1, length + 1):
        if k == len(known.most):
            known = bounds(days, start, k, backwards)
        flag = days.flags[start - k + 1 if backwards else start + k - 1]
        off += flag == OFF
        works += flag == WORKS
        if case == "fastest":
            count = min(known.most[k] + works, k - off)
        else:
            count = max(count, known.fewest[k] - off, works)
        yield count


def _next_settled(days: Days, begin: int) -> int:
    """The first day after `begin` of a settled year."""
    year = day_of(begin).year + 1
    while year in YEARS and year not in days.years:
        year += 1
    return first_of(year)


def _first_doubtful(days: Days, end: int) -> int:
    """The first day of the run of unsettled years that ends before `end`."""
    year = day_of(end - 1).year
    while year - 1 in YEARS and year - 1 not in days.years:
        year -= 1
    return first_of(year)


def _check_experience(calendar: Calendar, index: int) -> None:
    """A year before all known ones will never be published, and some calendars have no experience."""
    year = day_of(index).year
    if not calendar.follows_state or year < min(calendar.days.years, default=9999):
        raise CalendarUnknown(year)
