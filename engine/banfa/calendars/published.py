"""The working days of mainland China as the state has published them, from `chinesecalendar`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from chinese_calendar import is_workday  # type: ignore[import-untyped]

FIRST_YEAR = 2004
"""The first year that chinesecalendar knows; `published` begins there and ends where it raises."""


@cache
def published() -> Mapping[int, bytes]:
    """Return the years known, each as one byte a day from 1 January: 1 for a working day, 0 for another."""
    found: dict[int, bytes] = {}
    year = FIRST_YEAR
    while (days := _year(year)) is not None:
        found[year] = days
        year += 1
    return found


def _year(year: int) -> bytes | None:
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    try:
        return bytes(is_workday(first + timedelta(days=i)) for i in range(length))
    except NotImplementedError:
        return None
