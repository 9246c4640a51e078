"""One byte a day: which days are working days, from 2000 to 2100, with sums that make counting quick.

Days are indices from 1 January 2000 (`index_of`, `day_of`). A day works, is off, or is open: its year is
not published and no table of the owner settles it. `doubtful` counts the days of such years.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from banfa.calendars.failures import CalendarUnknown

OFF, WORKS, OPEN = 0, 1, 2
YEARS = range(2000, 2101)
BEGIN = date(YEARS[0], 1, 1).toordinal()
END = date(YEARS[-1] + 1, 1, 1).toordinal() - BEGIN
"""One more than the last index."""


def index_of(day: date) -> int:
    """Return the index of a day; raises `CalendarUnknown` outside the years 2000 to 2100."""
    index = day.toordinal() - BEGIN
    if not 0 <= index < END:
        raise CalendarUnknown(day.year)
    return index


def day_of(index: int) -> date:
    """Return the day of an index; raises `CalendarUnknown` outside the years 2000 to 2100."""
    if not 0 <= index < END:
        raise CalendarUnknown(_year_beyond(index))
    return date.fromordinal(index + BEGIN)


def _year_beyond(index: int) -> int:
    try:
        return date.fromordinal(index + BEGIN).year
    except (OverflowError, ValueError):
        return YEARS[-1] + 1 if index > 0 else YEARS[0] - 1


def first_of(year: int) -> int:
    """Return the index of 1 January; `END` for the year after the last."""
    return date(year, 1, 1).toordinal() - BEGIN


@dataclass(frozen=True)
class Days:
    """What each day is, and of which years that is settled by a published or complete calendar."""

    flags: bytes
    years: frozenset[int]

    def works(self, day: date) -> bool:
        """True for a working day; raises `CalendarUnknown` if that is open."""
        flag = self.flags[index_of(day)]
        if flag == OPEN:
            raise CalendarUnknown(day.year)
        return flag == WORKS

    @cached_property
    def sums(self) -> list[int]:
        """How many days before each index certainly work; one entry more than there are days."""
        return [0, *accumulate(flag == WORKS for flag in self.flags)]

    @cached_property
    def doubtful(self) -> list[int]:
        """How many days before each index are of a year that is not settled."""
        lengths = ((y in self.years, _length(y)) for y in YEARS)
        return [0, *accumulate(not known for known, length in lengths for _ in range(length))]

    def is_sure(self, begin: int, end: int) -> bool:
        """True if all days from `begin` to before `end` are of settled years."""
        return self.doubtful[begin] == self.doubtful[end]

    def next_doubtful(self, begin: int) -> int:
        """Return the first day at or after `begin` of a year that is not settled, or `END`."""
        return bisect_right(self.doubtful, self.doubtful[begin]) - 1

    def last_doubtful(self, end: int) -> int:
        """Return the last day before `end` of a year that is not settled, or -1."""
        return bisect_left(self.doubtful, self.doubtful[end]) - 1

    def nth(self, begin: int, n: int) -> int:
        """Return the n-th certain working day at or after `begin`, or `END` if there are not so many."""
        return min(bisect_left(self.sums, self.sums[begin] + n) - 1, END)

    def nth_before(self, end: int, n: int) -> int:
        """Return the n-th certain working day before `end`, counted backwards, or -1."""
        wanted = self.sums[end] - n
        return bisect_right(self.sums, wanted) - 1 if wanted >= 0 else -1


def _length(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days
