"""From a row of a scenario to a command of the kernel: who, when, with what."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from banfa import calendars
from banfa.kernel import Case, Command, Event, Facts, Grant
from banfa.kernel.clock import CLOCK_ACTOR
from banfa.kernel.command import Member
from banfa.language.models.scenario import Row
from banfa.language.numbering import number
from banfa.language.process import CLOCK, COMPANY, Process
from banfa.language.turns import Turn
from banfa.people import Organisation, members_of
from banfa.scenarios.again import given_last_time
from banfa.scenarios.rows import moment, paper_name


class Stage(NamedTuple):
    """What a row is played on: the rules, the people, the case so far, and the clock of the scenario."""

    process: Process
    org: Organisation
    case: Case
    events: tuple[Event, ...]
    entered: str


def command_of(stage: Stage, row: Row, index: int) -> Command:
    """Return the command that a row stands for; `stage.entered` already is the row's."""
    return with_facts(_command(stage, row, index), stage.process, stage.org)


def _command(stage: Stage, row: Row, index: int) -> Command:
    happened = moment(row.happened, stage.process.time_zone) if row.happened else stage.entered
    by = row.by or ""
    recorder = row.recorder
    command = Command(
        id=f"row-{index + 1}",
        kind="fire",
        actor=by,
        grants=grants(stage.org, by, happened),
        happened=happened,
        entered=stage.entered,
        role=row.role,
        recorder=recorder,
        recorder_grants=grants(stage.org, recorder, stage.entered) if recorder else (),
    )
    if row.do is not None:
        return _fire(stage, row, command)
    if row.receives is not None:
        return _receive(stage, row.receives, command)
    if row.waive is not None:
        return command._replace(kind="waive", rule=row.waive, person=row.for_, reason=_reason(row))
    return command._replace(
        kind="correct", field=row.correct, value=row.data_given.get("value"), reason=_reason(row)
    )


def with_facts(command: Command, process: Process, org: Organisation) -> Command:
    """Return the command with the calendar, and with who holds the roles that the process asks about."""
    members = members_of(process, org, command.happened[:10])
    calendar = calendar_of(process)
    if not members and calendar is None:
        return command
    held = {role: tuple(Member(*one) for one in of) for role, of in members.items()}
    return command._replace(facts=command.facts._replace(members=held, calendar=calendar))


def calendar_of(process: Process) -> calendars.Calendar | None:
    """Return the calendar by which a process with duties counts; None if it has none that is known."""
    if not process.duties or process.calendar is None:
        return None
    calendar = calendars.china(process.time_zone)
    return calendar if calendar.id == process.calendar else None


def opened_by_clock(stage: Stage, index: int) -> Command | None:
    """Return the command by which a clock opens the case at its last turn; None if there is none."""
    step = next((step for step in stage.process.steps.values() if step.every is not None), None)
    if stage.case.n or step is None or step.every is None:
        return None
    command = Command(
        id=f"row-{index + 1}",
        kind="fire",
        actor=CLOCK_ACTOR,
        grants=(Grant(CLOCK, COMPANY),),
        happened=last_turn(step.every, stage).isoformat(),
        entered=stage.entered,
        step=step.id,
        facts=Facts(number=number_of(stage)),
    )
    return with_facts(command, stage.process, stage.org)


def last_turn(turn: Turn, stage: Stage) -> datetime:
    """Return the last turn by now."""
    from banfa.calendars.turns import turn_after  # few scenarios wait for a clock

    now = datetime.fromisoformat(stage.entered)
    zone = ZoneInfo(stage.process.time_zone)
    found = turn_after(turn, now - timedelta(days=370), zone)
    while (following := turn_after(turn, found, zone)) <= now:
        found = following
    return found


def grants(org: Organisation, person: str, moment: str) -> tuple[Grant, ...]:
    """Return what a person holds on the day of a moment."""
    return tuple(Grant(*grant) for grant in org.grants(person, moment[:10]))


def _fire(stage: Stage, row: Row, command: Command) -> Command:
    step = row.do or ""
    source, data = given_last_time(stage.process, stage.events, step) if row.again else (None, {})
    return command._replace(
        step=step,
        target=row.back_to,
        data={**data, **row.data_given},
        facts=Facts(number=number_of(stage) if stage.case.n == 0 else None, again=source),
    )


def _receive(stage: Stage, name: str, command: Command) -> Command:
    paper = paper_name(name)
    document, copy, number = paper if paper else (name, None, None)
    return command._replace(
        kind="receive",
        document=document,
        copy=copy or only_copy(stage.process, document),
        set=number or max(1, len(stage.case.papers.get(document, ()))),
    )


def only_copy(process: Process, document: str) -> str:
    """Return the name of the copy that `DOC` alone speaks of."""
    found = process.documents.get(document)
    return next(iter(found.copies), "1") if found else "1"


def number_of(stage: Stage) -> str | None:
    """Return the first number of the year, by the pattern of the process; None if it numbers nothing."""
    numbering = stage.process.numbering
    if numbering is None:
        return None
    return number(numbering.pattern, int(stage.entered[:4]), 1)


def _reason(row: Row) -> str | None:
    reason = row.data_given.get("reason")
    return reason if isinstance(reason, str) else None
