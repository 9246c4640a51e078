"""Until when: from a term, a start, pauses and extensions to an instant, or to the range it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from banfa.calendars.calendar import Calendar, china
from banfa.calendars.changes import ChangingTerm, Extension
from banfa.calendars.counting import Case, nth_day, nth_working_day
from banfa.calendars.days import BEGIN, END, OPEN, WORKS, YEARS, index_of
from banfa.calendars.months import add_months, day_in_month
from banfa.calendars.suspensions import FOREVER, Pause, Spans, days_paused, seconds_paused
from banfa.calendars.working_time import clock_time, working_time
from banfa.calendars.zones import aware, end_of_day, instant
from banfa.language.terms import OF_INSTANTS, WORKING, BadTerm, DayOfMonth, Term, term_of
from banfa.texts import Text

_SECONDS = {"hour": 3600, "minute": 60, "clock hour": 3600, "clock minute": 60}


@dataclass(frozen=True, slots=True)
class Due:
    """The last second in time, or the range in which it lies.

    `earliest` and `latest` are equal if it is known. `latest` is None while the clock stands: nobody knows
    for how long. `why` says why it is not known; `unpublished` are the years whose calendar it waits for.
    """

    earliest: datetime
    latest: datetime | None
    why: Text | None = None
    unpublished: tuple[int, ...] = ()

    @property
    def known(self) -> bool:
        """True if it is one instant."""
        return self.earliest == self.latest

    @property
    def stopped(self) -> bool:
        """True while a pause is open that began before the term was over."""
        return self.latest is None


AnyTerm = str | Term | DayOfMonth | ChangingTerm


def due(
    term: AnyTerm,
    start: datetime,
    *,
    calendar: Calendar | None = None,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Due:
    """Return until when a term that begins at the instant `start` runs (SEMANTICS 12.2).

    A term in days ends with the last second of its last day (or at the hour at which the calendar's days
    close); one in hours at the second. A pause stops the clock: of a term in days no day counts from that on
    which the pause begins until that on which it ends; a `day N` stays where it is. `calendar` is China's
    unless another is given. Raises `BadTerm`, `NoWorkingDay`, and `CalendarUnknown` for years that will never
    be published.
    """
    calendar = calendar or china()
    start = aware(start).astimezone(calendar.zone)
    parts = _parts(_on(term, start.date()), extensions)
    closed = tuple(p for p in pauses if p.end is not None)
    earliest = _ends(calendar, parts, start, closed, "fastest") or start  # never None: all pauses end
    settled = _is_settled(calendar, parts, start, earliest)
    if settled and len(closed) == len(pauses):
        return Due(earliest, earliest)
    latest = _ends(calendar, parts, start, pauses, "fastest" if settled else "slowest")
    return _ranged(calendar, start, earliest, latest, pauses)


def _on(term: AnyTerm, day: date) -> Term | DayOfMonth:
    if isinstance(term, str):
        return term_of(term)
    return term.on(day) if isinstance(term, ChangingTerm) else term


Parts = tuple[DayOfMonth | Term, ...]


def _parts(term: Term | DayOfMonth, extensions: Sequence[Extension]) -> Parts:
    """The term and its extensions, those of one unit in a row made one; `BadTerm` where they do not fit."""
    terms = [e.by for e in extensions]
    if isinstance(term, DayOfMonth):
        return (term, *_joined(terms))
    parts = _joined([term, *terms])
    if len(parts) > 1 and any(part.unit in OF_INSTANTS for part in parts):
        zh = f"期限 {term} 要用相同的单位延长，不能用 {parts[1]}"
        raise BadTerm(Text(zh, f"extend {term} in the same unit, not by {parts[1]}"))
    return tuple(parts)


def _joined(terms: Sequence[Term]) -> list[Term]:
    grouped = groupby(terms, key=lambda term: term.unit)
    return [Term(sum(term.number for term in same), unit) for unit, same in grouped]


def _is_settled(calendar: Calendar, parts: Parts, start: datetime, end: datetime) -> bool:
    """True if no day that was looked at is of a year that is not settled."""
    looks = calendar.rules.rolls or any(isinstance(p, Term) and p.unit in WORKING for p in parts)
    if not looks:
        return True
    first, last = start.toordinal() - BEGIN, end.toordinal() - BEGIN + 1
    return 0 <= first <= last <= END and calendar.days.is_sure(max(first - 1, 0), last)


def _ranged(
    calendar: Calendar, start: datetime, earliest: datetime, latest: datetime | None, pauses: Sequence[Pause]
) -> Due:
    if earliest == latest:
        return Due(earliest, latest)
    last = latest or earliest
    years = [y for y in range(start.year, last.year + 1) if y in YEARS and y not in calendar.days.years]
    why = _standing(pauses) if latest is None else _unpublished(years)
    return Due(earliest, latest, why, tuple(years))


def _standing(pauses: Sequence[Pause]) -> Text:
    first = min((p for p in pauses if p.end is None), key=lambda p: p.begin)
    since, why = first.begin.isoformat(timespec="minutes"), first.reason
    zh, en = f"自 {since} 起中止计时", f"the clock has stood still since {since}"
    return Text(f"{zh}：{why}" if why else zh, f"{en}: {why}" if why else en)


def _unpublished(years: Sequence[int]) -> Text:
    named = "、".join(map(str, years)), ", ".join(map(str, years))
    return Text(f"{named[0]} 年的工作日历尚未公布", f"calendar not yet published: {named[1]}")


# -- one case ----------------------------------------------------------------------------------------------


def _ends(
    calendar: Calendar, parts: Parts, start: datetime, pauses: Sequence[Pause], case: Case
) -> datetime | None:
    """The last second in time in this case; None if the clock stands before."""
    first = parts[0]
    if isinstance(first, Term) and first.unit in OF_INSTANTS:
        return _by_seconds(calendar, first, start, pauses, case)
    last = _last_day(calendar, parts, start, days_paused(pauses, calendar.zone), case)
    return None if last >= FOREVER else _closing(calendar, last)


def _by_seconds(
    calendar: Calendar, term: Term, start: datetime, pauses: Sequence[Pause], case: Case
) -> datetime | None:
    seconds, paused = term.number * _SECONDS[term.unit], seconds_paused(pauses)
    begin = int(start.timestamp())
    if term.unit in WORKING:
        found = working_time(calendar, begin, seconds, paused, case)
    else:
        found = clock_time(begin, seconds, paused)
    return None if found >= FOREVER else _moment(calendar, found)


def _moment(calendar: Calendar, second: int) -> datetime:
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).astimezone(calendar.zone)
    except OverflowError:
        raise _too_far() from None


def _closing(calendar: Calendar, index: int) -> datetime:
    closes = calendar.rules.closes
    try:
        day = date.fromordinal(index + BEGIN)
    except (OverflowError, ValueError):
        raise _too_far() from None
    return end_of_day(day, calendar.zone) if closes is None else instant(day, closes, calendar.zone)


def _too_far() -> BadTerm:
    return BadTerm(Text("超出了历法的范围", "the calendar does not reach that far"))


def _last_day(calendar: Calendar, parts: Parts, start: datetime, paused: Spans, case: Case) -> int:
    first, *more = parts
    if isinstance(first, DayOfMonth):
        last = _next_such_day(first, start.date())
    else:
        last = _first_part(calendar, first, start, paused, case)
    for part in more:
        if last < FOREVER and isinstance(part, Term):
            last = _days_on(calendar, part, last, paused, case)
    if calendar.rules.rolls and last < FOREVER:
        return nth_working_day(calendar, last, 1, paused if isinstance(first, Term) else (), case)
    return last


def _next_such_day(wanted: DayOfMonth, day: date) -> int:
    """The day of the month on or after `day`."""
    found = day_in_month(day.year, day.month, wanted.day)
    if found < day:
        following = add_months(day.replace(day=1), 1)
        found = day_in_month(following.year, following.month, wanted.day)
    return found.toordinal() - BEGIN


def _first_part(calendar: Calendar, term: Term, start: datetime, paused: Spans, case: Case) -> int:
    """The last day of a term that begins with an event: the start rule, then the count."""
    counts, day = calendar.rules.first_counts, start.toordinal() - BEGIN
    if term.unit == "working day":
        if _is_deemed_later(calendar, start, case):
            day = nth_working_day(calendar, day + 1, 1, (), case)
        return nth_working_day(calendar, day if counts else day + 1, term.number, paused, case)
    day += _is_after_hours(calendar, start)
    if not counts:
        return _days_on(calendar, term, day, paused, case)
    length = _months_with_first_day(day, term.number) if term.unit == "month" else term.number
    return nth_day(day, length, paused)


def _is_after_hours(calendar: Calendar, start: datetime) -> bool:
    cut_off = calendar.rules.cut_off
    return cut_off is not None and start.time() > cut_off


def _is_deemed_later(calendar: Calendar, start: datetime, case: Case) -> bool:
    """True if the event counts as one of the next working day; of an open day the worse case is taken."""
    if calendar.rules.cut_off is None:
        return False
    flag = calendar.days.flags[index_of(start.date())]
    works = flag == WORKS or (flag == OPEN and case == "fastest")
    return not works or _is_after_hours(calendar, start)


def _days_on(calendar: Calendar, term: Term, last: int, paused: Spans, case: Case) -> int:
    """The last day of a term that begins on the day after `last`."""
    if term.unit == "working day":
        return nth_working_day(calendar, last + 1, term.number, paused, case)
    length = _months_after(last, term.number) if term.unit == "month" else term.number
    return nth_day(last + 1, length, paused)


def _months_after(index: int, months: int) -> int:
    """How many days so many months are that begin after a day."""
    day = date.fromordinal(index + BEGIN)
    return (add_months(day, months) - day).days


def _months_with_first_day(index: int, months: int) -> int:
    """How many days so many months are of which a day is the first."""
    day = date.fromordinal(index + BEGIN)
    end = add_months(day, months)
    return (end - day).days + (end.day != day.day)
