"""Hours within working time: through the shifts of each working day, without what is paused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from banfa.calendars.calendar import Calendar, Shifts
from banfa.calendars.counting import Case, none_left, nth_working_day
from banfa.calendars.days import BEGIN, END, day_of, index_of
from banfa.calendars.suspensions import FOREVER, Spans, free, merged
from banfa.calendars.zones import DAY, instant

_A_DAY = 24 * 3600


def clock_time(begin: int, seconds: int, paused: Spans) -> int:
    """Return the second at which so many seconds have passed outside the pauses, or `FOREVER`."""
    return _reached([(begin, FOREVER)], begin, seconds, paused)[0]


def working_time(calendar: Calendar, begin: int, seconds: int, paused: Spans, case: Case) -> int:
    """Return the second at which so much working time has passed outside the pauses, or `FOREVER`.

    Raises `CalendarUnknown` as counting days does.
    """
    stands = paused[-1][0] if paused and paused[-1][1] == FOREVER else FOREVER
    first = _first_day(calendar, begin)
    day_of(first)
    index = first
    while (index := _next_day(calendar, index)) < END:
        if not calendar.days.is_sure(index, index + 1):
            return _in_doubt(calendar, index, begin, seconds, paused, case)
        shifts = shifts_on(calendar, day_of(index))
        found, seconds = _reached(shifts, begin, seconds, paused)
        if found < FOREVER or shifts[0][0] >= stands:
            return found
        index += 1
    raise none_left(calendar, first)


def shifts_on(calendar: Calendar, day: date) -> list[tuple[int, int]]:
    """Return the working time of a working day, as seconds since 1970."""
    return _shifts(calendar.hours_on(day), day, calendar.zone)


def _shifts(shifts: Shifts, day: date, zone: ZoneInfo) -> list[tuple[int, int]]:
    return [
        (_second(day, begin, zone), _second(day if begin < end else day + DAY, end, zone))
        for begin, end in shifts
    ]


def _second(day: date, hour: time, zone: ZoneInfo) -> int:
    return int(instant(day, hour, zone).timestamp())


def _day(second: int, zone: ZoneInfo) -> int:
    return datetime.fromtimestamp(second, zone).toordinal() - BEGIN


def _first_day(calendar: Calendar, begin: int) -> int:
    """The day of `begin`, or the day before it if a shift of that may still run."""
    nights = any(end <= start for start, end in (*calendar.hours, *_all(calendar)))
    return _day(begin, calendar.zone) - nights


def _all(calendar: Calendar) -> Shifts:
    return tuple(shift for shifts in calendar.other_hours.values() for shift in shifts)


def _next_day(calendar: Calendar, index: int) -> int:
    """The first day from `index` on that works or may work."""
    return min(calendar.days.nth(index, 1), calendar.days.next_doubtful(index)) if index < END else END


def _reached(spells: Iterable[tuple[int, int]], start: int, seconds: int, paused: Spans) -> tuple[int, int]:
    """Where `seconds` end within the spells after `start`, or `FOREVER`; and how many are left."""
    for first, last in spells:
        for begin, end in free(max(first, start), paused):
            if begin >= last:
                break
            worked = min(end, last) - begin
            if worked >= seconds:
                return begin + seconds, 0
            seconds -= worked
    return FOREVER, seconds


# -- years that are not published ----------------------------------------------------------------------------


def _in_doubt(calendar: Calendar, index: int, start: int, seconds: int, paused: Spans, case: Case) -> int:
    """Whole days of usual hours from `index` on: at the extremes, a day that is cut counts fully or not."""
    fast = case == "fastest"
    longest = max(map(_seconds_of, (calendar.hours, *calendar.other_hours.values())))
    a_day = longest if fast else _seconds_of(calendar.hours)
    whole, rest = divmod(seconds - 1, a_day)
    skipped = _days(calendar, paused, fast)
    begin = index if fast else max(index, _day(start, calendar.zone) + 1)
    found = nth_working_day(calendar, begin, whole + 1, skipped, case)
    if found == FOREVER:
        return FOREVER
    day = day_of(found)
    if fast and calendar.other_hours:
        return max(_second(day, time(0), calendar.zone), start + seconds)
    at = _reached(_shifts(calendar.hours, day, calendar.zone), 0, rest + 1, ())[0]
    return max(at, start + seconds) if fast else at


def _seconds_of(shifts: Shifts) -> int:
    """How long shifts are together, by the clock on the wall."""
    return sum((_of_day(end) - _of_day(begin) - 1) % _A_DAY + 1 for begin, end in shifts)


def _of_day(hour: time) -> int:
    return hour.hour * 3600 + hour.minute * 60 + hour.second


def _days(calendar: Calendar, paused: Spans, fast: bool) -> Spans:
    """The days that no work is done on: those wholly paused, or for the slowest case all that are touched."""

    def day(second: int) -> int:
        return FOREVER if second == FOREVER else _day(second, calendar.zone)

    if fast:
        return merged((day(begin) + 1, day(end)) for begin, end in paused if day(begin) + 1 < day(end))
    touched = [(day(begin), day(end) + 1) for begin, end in paused]
    return merged([*touched, *((index_of(d), index_of(d) + 1) for d in calendar.other_hours)])
