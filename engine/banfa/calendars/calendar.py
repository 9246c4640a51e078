"""A calendar: which days work, their hours, and how terms begin and end. An immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cache, cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from banfa.calendars.days import BEGIN, OFF, OPEN, WORKS, YEARS, Days, index_of
from banfa.calendars.published import published
from banfa.calendars.zones import zone_of

Shift = tuple[time, time]
"""From, until; a shift that ends at or before its beginning ends on the next day."""
Shifts = tuple[Shift, ...]

OFFICE_HOURS: Shifts = ((time(9), time(12)), (time(13), time(18)))
"""The working time of the built-in calendar: eight hours, our choice, which an owner's file replaces."""
WEEK = frozenset(range(5))
"""Monday to Friday."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a term in days or months begins and ends.

    first_counts: the day of the event is the first day (else the day after it, as the Civil Code has it)
    cut_off:      an event after this hour, or (for working days) on no working day, counts as of the next
    rolls:        a last day that is no working day moves to the next one
    closes:       the hour at which the last day is over; None is midnight
    """

    first_counts: bool = False
    cut_off: time | None = None
    rolls: bool = False
    closes: time | None = None


@dataclass(frozen=True)
class Calendar:
    """Working days, hours, rules and time zone under an id; make one with `china`, `plain` or from a file."""

    id: str
    days: Days
    zone: ZoneInfo
    hours: Shifts = OFFICE_HOURS
    other_hours: Mapping[date, Shifts] = field(default_factory=dict)
    rules: Rules = Rules()
    follows_state: bool = True

    def in_zone(self, name: str) -> Calendar:
        """Return the same calendar in another time zone; raises `UnknownTimeZone`."""
        return replace(self, zone=zone_of(name))

    def with_rules(self, rules: Rules) -> Calendar:
        """Return the same calendar with other rules."""
        return replace(self, rules=rules)

    def works(self, day: date) -> bool:
        """True for a working day; raises `CalendarUnknown` for a day of a year that is not settled."""
        return self.days.works(day)

    def hours_on(self, day: date) -> Shifts:
        """Return the shifts of a working day."""
        return self.other_hours.get(day, self.hours) if self.other_hours else self.hours

    @cached_property
    def digest(self) -> str:
        """The sha256 of all that decides: it changes when a year is published or a table is edited."""
        hours = [self.hours, sorted(self.other_hours.items())]
        rest = repr((self.id, self.zone.key, hours, self.rules, sorted(self.days.years)))
        return sha256(self.days.flags + rest.encode()).hexdigest()


def china(zone: str = "Asia/Shanghai", without: frozenset[int] = frozenset()) -> Calendar:
    """Return the built-in calendar of mainland China; years in `without` are taken as not yet published."""
    return _china(zone, without)


@cache
def _china(zone: str, without: frozenset[int]) -> Calendar:
    known = {year: days for year, days in published().items() if year not in without}
    flags = b"".join(known.get(year) or bytes([OPEN]) * _length(year) for year in YEARS)
    return Calendar("cn", Days(flags, frozenset(known)), zone_of(zone))


def plain(week: frozenset[int] = WEEK, zone: str = "Asia/Shanghai", calendar: str = "plain") -> Calendar:
    """Return a calendar that knows only days of the week (0 is Monday): no holidays, every year settled."""
    first = (BEGIN - 1) % 7
    length = sum(map(_length, YEARS))
    flags = bytes(WORKS if (first + i) % 7 in week else OFF for i in range(length))
    return Calendar(calendar, Days(flags, frozenset(YEARS)), zone_of(zone), follows_state=False)


def _length(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def flagged(days: Days, changes: Mapping[date, bool], complete: frozenset[int] = frozenset()) -> Days:
    """Return days with some changed (True works); in `complete` years what is still open goes by the week."""
    flags = bytearray(days.flags)
    for year in complete:
        for i in range(index_of(date(year, 1, 1)), index_of(date(year, 12, 31)) + 1):
            if flags[i] == OPEN:
                flags[i] = (BEGIN + i - 1) % 7 in WEEK
    for day, works in changes.items():
        flags[index_of(day)] = works
    return Days(bytes(flags), days.years | complete)
