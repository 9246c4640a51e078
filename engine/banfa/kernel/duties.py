"""Duties: what is owed, since when, with which pauses; until when (SEMANTICS 12). Pure functions of a case.

Nothing of it is stored but the stays in states that stop a clock (time passed, whatever is undone) and what a
clock did already: `Case.clocks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from banfa import calendars
from banfa.kernel.case import Case, Trail, standing_done
from banfa.kernel.event import Event
from banfa.kernel.evolve import evolve
from banfa.kernel.trail import active, entry_of, trail_of
from banfa.language.process import Duty, Process
from banfa.language.terms import WORKING, Term

STAYS, LATE, REMINDED = "stays", "late", "reminded"
"""What `Case.clocks` holds: state → its stays; duty → the start for which a clock has dealt with it."""
NO_YEAR = "calendar"
"""What is missing where a deadline lies in years whose calendar is not known: "calendar 2028"."""


class Owed(NamedTuple):
    """A duty that is owed: since when (happened), and from which event (None: from a stay)."""

    duty: str
    since: str
    n: int | None = None


class Deadline(NamedTuple):
    """A duty that is owed with until when: `due` and `remind` are None where no calendar can tell.

    `status` as of the moment asked about (12.3). `told`, `reminded`: a clock did so already.
    """

    duty: str
    since: str
    due: calendars.Due | None
    remind: datetime | None
    status: str
    told: bool
    reminded: bool


class Period(NamedTuple):
    """A time for which a duty was owed, until `ended` (happened; None: still); a return may undo it."""

    duty: str
    since: str
    ended: str | None
    n: int | None  # the event that ended it
    undone: bool = False


# -- what is owed ------------------------------------------------------------------------------------------


def owed(process: Process, case: Case) -> tuple[Owed, ...]:
    """Return the duties that are owed, by id."""
    if not process.duties or not case.trail:
        return ()
    found = (_owed(process, case, duty) for _, duty in sorted(process.duties.items()))
    return tuple(one for one in found if one is not None)


def _owed(process: Process, case: Case, duty: Duty) -> Owed | None:
    if duty.state is not None:
        entry = entry_of(case.trail, duty.state)
        stays = entry is not None and is_stayed_in(process, case.trail, duty.state)
        return Owed(duty.id, entry.in_) if entry is not None and stays else None
    done = standing_done(case)
    begun = [done[step] for step in duty.steps if step in done]
    if not begun:
        return None
    last = max(begun, key=lambda one: one.n)
    if any(step in done and done[step].n > last.n for step in duty.until):
        return None
    return Owed(duty.id, last.happened, last.n)


def is_stayed_in(process: Process, trail: Trail, state: str) -> bool:
    """Whether a state is active, or only interrupted by states that keep it."""
    if state in active(trail):
        return True
    own = trail_of(trail, state)
    at = next((i for i, entry in enumerate(own) if entry.state == state), None)
    if at is None or not all(process.states[entry.state].keeps for entry in own[at + 1 :]):
        return False
    around = process.states[state].within
    return around is None or is_stayed_in(process, trail, around[0])


def pausing(process: Process) -> frozenset[str]:
    """The states in which some duty's clock stands still; worked out once."""
    states: frozenset[str] | None = process.cache.get("pausing")
    if states is None:
        found = frozenset(state for duty in process.duties.values() for state in duty.pauses)
        states = process.cache["pausing"] = found
    return states


def stays_changed(process: Process, before: Trail, after: Trail) -> Iterator[tuple[Any, ...]]:
    """The effects that note the beginnings and ends of stays in which a clock stands still."""
    was, now = set(active(before)), set(active(after))
    for state in sorted(pausing(process)):
        if state in now - was:
            yield ("stay", state)
        elif state in was - now:
            yield ("left", state)


# -- until when --------------------------------------------------------------------------------------------


def due_of(
    process: Process, case: Case, one: Owed, calendar: calendars.Calendar | None
) -> calendars.Due | None:
    """Return until when a duty is owed; None where no calendar is known that could tell."""
    duty = process.duties[one.duty]
    if calendar is None:
        if isinstance(duty.term, Term) and duty.term.unit in WORKING:
            return None
        calendar = calendars.plain(zone=process.time_zone)
    try:
        return calendars.due(duty.term, moment(one.since), calendar=calendar, pauses=pauses_of(duty, case))
    except calendars.CalendarError:
        return None


def pauses_of(duty: Duty, case: Case) -> tuple[calendars.Pause, ...]:
    """Return when a duty's clock stood still."""
    stays = case.clocks.get(STAYS, {})
    spans = [tuple(span) for state in duty.pauses for span in stays.get(state, ())]
    return tuple(
        calendars.Pause(moment(begin), moment(max(begin, end, key=moment)) if end is not None else None)
        for begin, end in sorted(spans, key=lambda span: (span[0], span[1] or ""))
    )


def deadlines(
    process: Process, case: Case, calendar: calendars.Calendar | None, as_of: datetime
) -> tuple[Deadline, ...]:
    """Return every duty that is owed with until when, how it stands as of a moment, and what was told."""
    return tuple(_deadline(process, case, one, calendar, as_of) for one in owed(process, case))


def _deadline(
    process: Process, case: Case, one: Owed, calendar: calendars.Calendar | None, as_of: datetime
) -> Deadline:
    found = due_of(process, case, one, calendar)
    remind = reminder(process, one, found, calendar) if found is not None else None
    stands = calendars.status(found, as_of) if found is not None else "provisional"
    told, reminded = (is_noted(case, how, one) for how in (LATE, REMINDED))
    return Deadline(one.duty, one.since, found, remind, stands, told, reminded)


def reminder(
    process: Process, one: Owed, found: calendars.Due, calendar: calendars.Calendar | None
) -> datetime | None:
    """Return when to remind of a duty; None if nobody is reminded, or the calendar does not reach back."""
    before = process.duties[one.duty].remind
    if before is None or found.latest is None:
        return None
    try:
        return calendars.remind_at(found, before, calendar or calendars.plain(zone=process.time_zone))
    except calendars.CalendarError:
        return None


def is_noted(case: Case, how: str, one: Owed) -> bool:
    """Whether a clock dealt with this duty already, for this start."""
    return bool(case.clocks.get(how, {}).get(one.duty) == one.since)


def moment(text: str) -> datetime:
    """A moment as it stands in events."""
    return datetime.fromisoformat(text)


# -- in the past -------------------------------------------------------------------------------------------


def periods(process: Process, events: Sequence[Event]) -> tuple[Period, ...]:
    """Return every time for which a duty was owed, in the order in which they began by n; the fold of events.

    A return that undoes the step or the stay from which it was owed ends it as `undone`.
    """
    case = Case(events[0].case) if events else Case("")
    found: list[Period] = []
    running: dict[str, int] = {}
    for event in events:
        case = evolve(case, event)
        now = {one.duty: one for one in owed(process, case)}
        back = any(effect[0] == "back" for effect in event.effects)
        for duty in sorted(running):
            period = found[running[duty]]
            if duty not in now or now[duty].since != period.since:
                undone = back and not discharged(process, case, duty)
                found[running.pop(duty)] = period._replace(ended=event.happened, n=event.n, undone=undone)
        for duty in sorted(now.keys() - running.keys()):
            running[duty] = len(found)
            found.append(Period(duty, now[duty].since, None, None))
    return tuple(found)


def discharged(process: Process, case: Case, duty: str) -> bool:
    """Whether a step stands that discharges a duty."""
    done = standing_done(case)
    return any(step in done for step in process.duties[duty].until)


def status_of(
    process: Process, case: Case, period: Period, calendar: calendars.Calendar | None, as_of: datetime
) -> str:
    """Return how a period stands as of a moment: a status of 12.3, or undone."""
    if period.undone:
        return "undone"
    found = due_of(process, case, Owed(period.duty, period.since), calendar)
    if found is None:
        return "provisional"
    return calendars.status(found, as_of, moment(period.ended) if period.ended is not None else None)


def missing_years(found: calendars.Due | None) -> tuple[str, ...]:
    """What a deadline that is not known waits for, as names of missing facts."""
    years: Iterable[int] = found.unpublished if found is not None else ()
    return tuple(f"{NO_YEAR} {year}" for year in years) or (NO_YEAR,)
