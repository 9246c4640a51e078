"""The days of a calendar as facts that an event can keep, so that a decision can be made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from banfa.calendars.calendar import Calendar
from banfa.calendars.days import OPEN, WORKS, YEARS, Days, first_of
from banfa.language.terms import BadTerm
from banfa.texts import Text

Record = Mapping[str, str]
"""Year → its days as one number in hexadecimal, 1 January the highest bit of as many as the year has days."""


def days_on_record(calendar: Calendar, years: Iterable[int]) -> dict[str, str]:
    """Return the days of those of the years that are settled, as canonical JSON keeps them."""
    return {str(y): _written(calendar, y) for y in sorted(set(years)) if y in calendar.days.years}


def calendar_on_record(record: Record, like: Calendar) -> Calendar:
    """Return a calendar that knows the recorded years and no others; the rest is that of `like`.

    Where a year is missing, counting raises `CalendarUnknown`: a record holds no experience. Raises `BadTerm`
    for a record that is none.
    """
    known = {int(year): _read(year, days) for year, days in record.items() if year.isdecimal()}
    flags = b"".join(known.get(y) or bytes([OPEN]) * _length(y) for y in YEARS)
    return replace(like, days=Days(flags, frozenset(known) & frozenset(YEARS)), follows_state=False)


def _written(calendar: Calendar, year: int) -> str:
    days = calendar.days.flags[first_of(year) : first_of(year + 1)]
    return f"{int(''.join('1' if flag == WORKS else '0' for flag in days), 2):x}"


def _read(year: str, days: str) -> bytes:
    length = _length(int(year))
    try:
        bits = f"{int(days, 16):0{length}b}"
    except ValueError:
        bits = ""
    if len(bits) != length:
        raise BadTerm(Text(f"{year} 年的记录读不懂", f"the record of the year {year} cannot be read"))
    return bytes(map(int, bits))


def _length(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days
