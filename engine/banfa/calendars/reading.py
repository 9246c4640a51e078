"""From a calendar file to a `Calendar`: read strictly, all that is wrong at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path as File

from banfa.calendars.calendar import Calendar, Rules, Shifts, china, flagged, plain
from banfa.calendars.model import WEEKDAYS, CalendarModel, Stretch, hour_of
from banfa.errors import DefinitionError
from banfa.language.mistakes import modelled
from banfa.language.problems import Problem, Problems
from banfa.language.written import Path, Written, of_one
from banfa.language.yaml import read
from banfa.texts import Text


def load_calendar(file: File, zone: str = "Asia/Shanghai") -> Calendar:
    """Return the calendar of a file; raises `DefinitionError` with all that is wrong, or `OSError`."""
    calendar, problems = calendar_from(file.read_bytes(), file.name, zone)
    if calendar is None:
        raise DefinitionError(problems)
    return calendar


def calendar_from(
    content: bytes, file: str = "calendar.yaml", zone: str = "Asia/Shanghai"
) -> tuple[Calendar | None, tuple[Problem, ...]]:
    """Return the calendar that a file's content says, or None, with all problems.

    Raises `UnknownTimeZone`: the zone is the process's to say.
    """
    problems = Problems()
    node = read(content, file, problems)
    model = modelled(CalendarModel, node, problems)
    if model is None or node is None:
        return None, tuple(problems.found)
    written = of_one(node)
    _check_days(model, written, problems)
    _check_hours(model, written, problems)
    _check_week(model, written, problems)
    calendar = None if problems.errors else _calendar(model, zone)
    if calendar is not None:
        _check_half_days(model, calendar, written, problems)
    return (None if problems.errors else calendar), tuple(problems.found)


def _calendar(model: CalendarModel, zone: str) -> Calendar:
    week = frozenset(map(WEEKDAYS.index, model.week))
    base = china(zone) if model.state == "cn" else plain(week, zone)
    changes = dict.fromkeys(_all(model.holidays), False)
    changes |= dict.fromkeys([*_all(model.working_days)], True)
    return replace(
        base,
        id=model.calendar,
        days=flagged(base.days, changes, frozenset(model.complete)),
        hours=_shifts(model.hours),
        other_hours={date.fromisoformat(half.on): _shifts(half.hours) for half in model.half_days},
        rules=Rules(
            first_counts=model.first_day == "same",
            cut_off=hour_of(model.cut_off) if model.cut_off else None,
            rolls=model.last_day == "next_working_day",
            closes=hour_of(model.closes) if model.closes else None,
        ),
    )


def _shifts(hours: Iterable[str]) -> Shifts:
    return tuple((hour_of(begin), hour_of(end)) for begin, end in (shift.split("-") for shift in hours))


def _all(stretches: Iterable[Stretch]) -> Iterator[date]:
    for stretch in stretches:
        yield from _days(stretch)


def _days(stretch: Stretch) -> Iterator[date]:
    first = date.fromisoformat(stretch.on or stretch.from_ or stretch.until or "2000-01-01")
    last = date.fromisoformat(stretch.on or stretch.until or stretch.from_ or "2000-01-01")
    return (first + timedelta(days=i) for i in range((last - first).days + 1))


# -- what is wrong -------------------------------------------------------------------------------------------


def _check_days(model: CalendarModel, written: Written, problems: Problems) -> None:
    taken: dict[date, Path] = {}
    for section in ("holidays", "working_days"):
        for i, stretch in enumerate(getattr(model, section)):
            path: Path = (section, i)
            if _is_stretch(stretch, path, written, problems):
                _check_taken(stretch, path, taken, written, problems)


def _is_stretch(stretch: Stretch, path: Path, written: Written, problems: Problems) -> bool:
    given = (stretch.on is not None, stretch.from_ is not None, stretch.until is not None)
    if given not in ((True, False, False), (False, True, True)):
        message = Text("要写 on，或 from 和 until", "either `on`, or `from` and `until` is wanted")
        fix = Text('写 on: "2026-12-31"', 'write on: "2026-12-31"')
    elif stretch.from_ and stretch.until and stretch.until < stretch.from_:
        message = Text(
            f"到 {stretch.until} 为止，却从 {stretch.from_} 才开始",
            f"it ends on {stretch.until}, before it begins on {stretch.from_}",
        )
        fix = Text("对调 from 和 until", "exchange `from` and `until`")
    else:
        return True
    problems.add("B920", message, fix, place=written.place(path), element=written.element(path))
    return False


def _check_taken(
    stretch: Stretch, path: Path, taken: dict[date, Path], written: Written, problems: Problems
) -> None:
    """A day stands once: twice is a slip, and off and working at once is none or the other."""
    for day in _days(stretch):
        before = taken.setdefault(day, path)
        if before != path:
            message = Text(f"{day} 写了两次", f"{day} is listed twice")
            fix = Text("去掉其中一处", "remove one of the two")
            place, also = written.place(path), written.place(before)
            problems.add("B922", message, fix, place=place, also=also, element=written.element(path))
            return


def _check_hours(model: CalendarModel, written: Written, problems: Problems) -> None:
    listed: list[tuple[Path, Shifts]] = [(("hours",), _shifts(model.hours))]
    listed += [(("half_days", i, "hours"), _shifts(h.hours)) for i, h in enumerate(model.half_days)]
    for path, shifts in listed:
        if not _in_order(shifts):
            message = Text("各班要从早到晚，不重叠", "shifts go from early to late, without overlap")
            fix = Text('例：["08:30-12:00", "13:30-17:30"]', 'such as ["08:30-12:00", "13:30-17:30"]')
            problems.add("B921", message, fix, place=written.place(path), element=written.element(path))


def _in_order(shifts: Shifts) -> bool:
    """Only the last may run past midnight, and then not into the first of the next day."""
    for (_, end), (begin, _) in pairwise(shifts):
        if end > begin:
            return False
    *early, (last_begin, last_end) = shifts
    past_midnight = last_end <= last_begin
    return all(begin < end for begin, end in early) and (not past_midnight or last_end <= shifts[0][0])


def _check_week(model: CalendarModel, written: Written, problems: Problems) -> None:
    if model.state == "cn" and "week" in model.model_fields_set:
        message = Text("week 只用于 state: none；国家的日历已定星期", "`week` goes with state: none only")
        fix = Text("去掉 week，或写 state: none", "remove `week`, or write state: none")
        problems.add("B924", message, fix, place=written.place(("week",)), element="week")
    if model.state == "none" and not model.week and not model.working_days:
        message = Text("这个日历没有一个工作日", "this calendar has no working day at all")
        fix = Text("week 至少写一天", "name at least one day in `week`")
        problems.add("B925", message, fix, place=written.place(("week",)), element="week")


def _check_half_days(model: CalendarModel, calendar: Calendar, written: Written, problems: Problems) -> None:
    seen: set[str] = set()
    for i, half in enumerate(model.half_days):
        path: Path = ("half_days", i)
        day = date.fromisoformat(half.on)
        settled = day.year in calendar.days.years
        if half.on in seen:
            message = Text(f"{half.on} 写了两次", f"{half.on} is listed twice")
            fix = Text("去掉其中一处", "remove one of the two")
            problems.add("B922", message, fix, place=written.place(path), element=written.element(path))
        elif settled and not calendar.works(day):
            message = Text(f"{half.on} 不是工作日", f"{half.on} is no working day")
            fix = Text("先把它写进 working_days", "list it in `working_days` first")
            problems.add("B926", message, fix, place=written.place(path), element=written.element(path))
        seen.add(half.on)
