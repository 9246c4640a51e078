"""Known years taken as not published: does the truth lie within what is then expected?"""

from __future__ import annotations

from datetime import date

from banfa.calendars import china
from banfa.calendars.days import day_of, index_of
from banfa.calendars.experience import STRETCH, bounds
from banfa.calendars.published import published

YEARS = sorted(published())
SINCE_2008 = [year for year in YEARS if year >= 2008]
"""In 2008 the holidays were ordered anew; before, there were too few years to learn from."""


def only_that(year: int) -> frozenset[int]:
    return frozenset({year})


def from_then_on(year: int) -> frozenset[int]:
    return frozenset(y for y in YEARS if y >= year)


def outside_bounds(year: int, hidden: frozenset[int], starts: range) -> list[tuple[date, bool, int]]:
    """Every stretch of the year whose true number of working days lies outside what is expected."""
    truth, days = china().days.sums, china(without=hidden).days
    first, end = index_of(date(year, 1, 1)), index_of(date(year, 12, 31)) + 1
    found = []
    for start in (first + i for i in starts if first + i < end):
        for backwards in (False, True):
            expected = bounds(days, start, STRETCH, backwards)
            for k in range(1, min(STRETCH, start + 1 - first if backwards else end - start) + 1):
                a, b = (start + 1 - k, start + 1) if backwards else (start, start + k)
                if not expected.fewest[k] <= truth[b] - truth[a] <= expected.most[k]:
                    found.append((day_of(start), backwards, k))
    return found
