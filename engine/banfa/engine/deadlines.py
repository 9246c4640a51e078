"""When a case is next to be looked at, and how what it owes is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from banfa.calendars import Calendar
from banfa.kernel.case import Case
from banfa.kernel.clock import late_from, next_act
from banfa.kernel.command import Command
from banfa.kernel.duties import LATE, Owed, Period, due_of, moment, periods, status_of
from banfa.kernel.event import Event
from banfa.language.process import Process
from banfa.store import Sleeping, Writing

NO_CALENDAR = "-"
"""In place of a digest, where the days of the week are all that counts."""


def look_again(tx: Writing, process: Process, case: Case, command: Command) -> None:
    """Note when the case is next to be looked at after a command; a process without duties pays nothing."""
    if process.duties:
        happened, entered = moment(command.happened), moment(command.entered)
        tx.sleep(sleeping(process, case, command.facts.calendar, entered, happened))


def sleeping(
    process: Process,
    case: Case,
    calendar: Calendar | None,
    as_of: datetime,
    after: datetime | None = None,
) -> Sleeping:
    """Return when a clock has something to do about a case, and from when on something is overdue."""
    act = next_act(process, case, calendar, as_of, after)
    late = late_from(process, case, calendar)
    wake = None if act is None else int(act.at.timestamp())
    return Sleeping(case.id, wake, None if late is None else int(late.timestamp()), digest_of(calendar))


def digest_of(calendar: Calendar | None) -> str:
    """What tells one state of a calendar from another."""
    return calendar.digest if calendar is not None else NO_CALENDAR


def deadlines_shown(
    process: Process, case: Case, events: Sequence[Event], calendar: Calendar | None, now: datetime
) -> list[dict[str, Any]]:
    """Return every duty that was owed and that no return undid, as DESIGN's `deadlines`, oldest first."""
    acted = {
        (effect[2], effect[3]): event.n
        for event in events
        for effect in event.effects
        if effect[0] == "clock" and effect[1] == LATE
    }
    return [
        _shown(process, case, period, calendar, now, acted.get((period.duty, period.since)))
        for period in periods(process, events)
        if not period.undone
    ]


def _shown(
    process: Process,
    case: Case,
    period: Period,
    calendar: Calendar | None,
    now: datetime,
    acted: int | None,
) -> dict[str, Any]:
    until = due_of(process, case, Owed(period.duty, period.since), calendar)
    status = status_of(process, case, period, calendar, now)
    why = until.why if until is not None else None
    return {
        "duty": period.duty,
        "status": status,
        "since": period.since,
        "due": until.earliest.isoformat() if until is not None else None,
        "latest": until.latest.isoformat() if until is not None and until.latest is not None else None,
        "why": None if why is None else {"zh": why.zh, "en": why.en},
        "ended": period.ended,
        "overtaken": acted if status == "met" else None,
    }
