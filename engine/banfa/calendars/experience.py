"""What a year that is not published may turn out to be: how many days work in a stretch of it.

Measured, not proved: in the same weeks of the years that are known (a few weeks earlier or later, the same
day of the week), the fewest and the most working days that such a stretch ever had, and some days beyond on
either side. The tests hide each year in turn and find the truth between the bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from banfa.calendars.days import END, Days, day_of, index_of

STRETCH = 366
"""Longer stretches are taken in pieces of this length."""
_LENGTHS = (24, 92, STRETCH)
"""Most terms are short, and short stretches are quickly measured."""
WEEKS_APART = 5
SLACK = 2
DAYS_A_SLACK_MORE = 50
"""Two days, and one more every fifty."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The fewest and the most working days among the first k days of a stretch, for k from 0 on."""

    fewest: Sequence[int]
    most: Sequence[int]


def bounds(days: Days, begin: int, length: int, backwards: bool) -> Bounds:
    """Return the bounds of the stretch from the day `begin` on, or backwards from it; it is included.

    They reach at least to `length`, which is at most `STRETCH`.
    """
    return _bounds(days, begin, next(known for known in _LENGTHS if known >= length), backwards)


@lru_cache(maxsize=4096)
def _bounds(days: Days, begin: int, length: int, backwards: bool) -> Bounds:
    rows = [_counts(days, s, length, backwards) for s in _samples(days, begin, backwards)]
    if not rows:
        return Bounds(bytes(length + 1), range(length + 1))
    slack = [SLACK + k // DAYS_A_SLACK_MORE for k in range(length + 1)]
    fewest = [max(0, min(counts) - slack[k]) for k, counts in enumerate(zip(*rows, strict=True))]
    most = [min(k, max(counts) + slack[k]) for k, counts in enumerate(zip(*rows, strict=True))]
    return Bounds(fewest, most)


def _samples(days: Days, begin: int, backwards: bool) -> list[int]:
    """Days like `begin` in the known years, from which a whole stretch is known."""
    here = day_of(begin)
    found = []
    for year in sorted(days.years):
        there = index_of(date(year, here.month, min(here.day, 28)))
        nearest = there + (begin - there + 3) % 7 - 3
        starts = (nearest + 7 * week for week in range(-WEEKS_APART, WEEKS_APART + 1))
        found += [start for start in starts if _is_known(days, start, backwards)]
    return found


def _is_known(days: Days, start: int, backwards: bool) -> bool:
    first, end = (start + 1 - STRETCH, start + 1) if backwards else (start, start + STRETCH)
    return first >= 0 and end <= END and days.is_sure(first, end)


def _counts(days: Days, start: int, length: int, backwards: bool) -> list[int]:
    """How many of the first k days work, for each k."""
    sums = days.sums
    if backwards:
        return [sums[start + 1] - total for total in reversed(sums[start + 1 - length : start + 2])]
    return [total - sums[start] for total in sums[start : start + length + 1]]
