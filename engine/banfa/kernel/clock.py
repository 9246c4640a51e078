"""What a clock does: a duty is late, or to be reminded of (SEMANTICS 4.1, 12; R50 to R53)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transitions import MachineError

from banfa import calendars
from banfa.kernel import messages
from banfa.kernel.case import Case
from banfa.kernel.command import NO_FACTS, Command, Grant
from banfa.kernel.decision import Accepted, Decision, Failed, Invalid, Problem, Refusal
from banfa.kernel.duties import (
    LATE,
    REMINDED,
    Deadline,
    Owed,
    deadlines,
    due_of,
    is_noted,
    moment,
    owed,
    reminder,
)
from banfa.kernel.event import Effect
from banfa.kernel.form import unknown, when_problems
from banfa.kernel.header import header
from banfa.kernel.program import Program, program_of
from banfa.kernel.refuse import possible_now, targets_now, warnings_of
from banfa.kernel.roles import Acting
from banfa.kernel.waiting import waits_for
from banfa.kernel.work import Work, rounds_after
from banfa.language.process import CLOCK, Duty, Process
from banfa.texts import Text

SECOND = timedelta(seconds=1)
CLOCK_ACTOR = "banfa.clock"
"""Who gives the commands of a clock."""
BY_CLOCK = Acting(Grant(CLOCK, "*"), CLOCK, "", ())


def decide_due(program: Program, case: Case, command: Command) -> Decision:
    """Decide that a duty is late: its step is fired, who is to be told is told; once for each start."""
    duty = program.process.duties.get(command.duty or "")
    against = malformed(program, duty, command)
    if against is not None or duty is None:
        return against or Invalid(())
    found = standing(program, case, duty.id)
    if found is None or is_noted(case, LATE, found) or not is_late(program, case, duty.id, command):
        return refuse_clock(program, case, command, duty)
    told: list[Effect] = [("clock", LATE, duty.id, found.since)]
    told += [("tell", role) for role in roles_told(program, case, duty.tell)]
    work = fired(program, case, command, duty)
    if work is not None:
        effects = (*work.effects, *told)
        step = work.plan.step.id
        event = header(program, case, command, BY_CLOCK, step, rounds_after(work), effects, duty.id)
        return Accepted((event,), warnings_of(work))
    if not duty.tell and duty.fire is None:
        return Accepted(())
    if duty.fire is not None:
        told.append(("warned", f"banfa.due.{duty.id}", []))
    rounds = case.trail[-1].rounds
    return Accepted((header(program, case, command, BY_CLOCK, None, rounds, tuple(told), duty.id),))


def decide_remind(program: Program, case: Case, command: Command) -> Decision:
    """Decide that it is time to remind of a duty: whom the case waits for is told, once for each start."""
    duty = program.process.duties.get(command.duty or "")
    against = malformed(program, duty, command)
    if against is not None or duty is None:
        return against or Invalid(())
    deadline = next((one for one in now_due(program, case, command) if one.duty == duty.id), None)
    if deadline is None or deadline.reminded or not is_time(deadline, command):
        return refuse_clock(program, case, command, duty)
    effects: list[Effect] = [("clock", REMINDED, duty.id, deadline.since)]
    effects += [("tell", role) for role in waits_for(program.process, case.trail)]
    rounds = case.trail[-1].rounds
    return Accepted((header(program, case, command, BY_CLOCK, None, rounds, tuple(effects), duty.id),))


class Act(NamedTuple):
    """What a clock has to do, from `at` on; a reminder only until `last`. `trace`: the case will show it."""

    at: datetime
    kind: str  # "due" or "remind"
    duty: str
    since: str
    last: datetime
    trace: bool


def agenda(process: Process, case: Case, calendar: calendars.Calendar | None) -> tuple[Act, ...]:
    """Return what a clock has still to do about a case, whenever that will be, soonest first."""
    acts = (act for one in owed(process, case) for act in _acts(process, case, one, calendar))
    return tuple(sorted(acts))


def _acts(process: Process, case: Case, one: Owed, calendar: calendars.Calendar | None) -> Iterator[Act]:
    duty, until = process.duties[one.duty], due_of(process, case, one, calendar)
    if until is None or until.latest is None or is_noted(case, LATE, one):
        return
    over = until.latest + SECOND
    trace = bool(duty.tell or duty.fire)
    if trace or one.duty in program_of(process).awaited:
        yield Act(over, "due", one.duty, one.since, over, trace)
    remind = reminder(process, one, until, calendar)
    if remind is not None and not is_noted(case, REMINDED, one):
        yield Act(max(remind, moment(one.since)), "remind", one.duty, one.since, until.latest, True)


def late_from(process: Process, case: Case, calendar: calendars.Calendar | None) -> datetime | None:
    """Return from when on something that the case owes is overdue; None where that cannot be told."""
    found = [due_of(process, case, one, calendar) for one in owed(process, case)]
    return min((one.latest + SECOND for one in found if one and one.latest), default=None)


def next_act(
    process: Process,
    case: Case,
    calendar: calendars.Calendar | None,
    as_of: datetime,
    after: datetime | None = None,
) -> Act | None:
    """Return what a clock has to do next, now or later; None if nothing.

    What leaves no trace counts only from `after` on, reminders only as long as they are in time `as_of`.
    """
    for act in agenda(process, case, calendar):
        in_time = act.kind == "due" or act.last >= as_of
        if in_time and (act.trace or after is None or act.at > after):
            return act
    return None


def command_for(process: Process, act: Act, calendar: calendars.Calendar | None, as_of: datetime) -> Command:
    """Return the command of a clock: happened when it was due (R53); its id is the caller's to give."""
    zone = ZoneInfo(process.time_zone)
    happened, entered = (one.astimezone(zone).isoformat(timespec="seconds") for one in (act.at, as_of))
    facts = NO_FACTS._replace(calendar=calendar)
    return Command("", act.kind, CLOCK_ACTOR, (), happened, entered, duty=act.duty, facts=facts)


def malformed(program: Program, duty: Duty | None, command: Command) -> Invalid | None:
    """A duty that is not there, times out of order, somebody who is no clock."""
    if duty is None:
        return unknown(Text("期限义务", "duty"), command.duty, program.process.duties, "duty")
    problems = when_problems(command)
    if command.actor != CLOCK_ACTOR:
        text = Text("期限由时钟处理，不由人。", "what is due is dealt with by the clock, not by a person")
        problems.append(Problem("actor", text))
    return Invalid(tuple(problems)) if problems else None


def standing(program: Program, case: Case, duty: str) -> Owed | None:
    """The duty, if it is owed now."""
    return next((one for one in owed(program.process, case) if one.duty == duty), None)


def now_due(program: Program, case: Case, command: Command) -> tuple[Deadline, ...]:
    """What is owed and until when, as of the entry of a command."""
    return deadlines(program.process, case, command.facts.calendar, moment(command.entered))


def is_late(program: Program, case: Case, duty: str, command: Command) -> bool:
    """Whether a duty is certainly overdue at the time of entry."""
    found = next((one.due for one in now_due(program, case, command) if one.duty == duty), None)
    return found is not None and calendars.is_overdue(found, moment(command.entered)) is True


def is_time(deadline: Deadline, command: Command) -> bool:
    """Whether the time to remind has come, and the duty is not overdue."""
    if deadline.remind is None or deadline.due is None:
        return False
    now = moment(command.entered)
    return deadline.remind <= now and calendars.is_overdue(deadline.due, now) is not True


def fired(program: Program, case: Case, command: Command, duty: Duty) -> Work | None:
    """The step that a late duty fires, if it may be taken now, without data."""
    plan = program.plans.get(duty.fire or "")
    if plan is None:
        return None
    targets = targets_now(program, plan, case)
    if not targets:
        return None
    own = command._replace(step=plan.step.id, data={}, role=None, recorder=None)
    work = Work(program, plan, case, own, BY_CLOCK, {}, targets[0])
    try:
        return work if program.events[plan.step.id].trigger(work) else None
    except MachineError:
        return None


def roles_told(program: Program, case: Case, tell: tuple[str, ...]) -> list[str]:
    """Roles, with `waiting` as whom the case waits for."""
    found = {role for role in tell if role != "waiting"}
    return sorted(found | set(waits_for(program.process, case.trail) if "waiting" in tell else ()))


def refuse_clock(program: Program, case: Case, command: Command, duty: Duty) -> Refusal:
    """Not owed, not yet due, or dealt with already."""
    articles = duty.origin.articles
    failed = Failed(f"banfa.due.{duty.id}", articles, messages.not_due_text(program.process, duty.id), {})
    return Refusal(None, "state", (failed,), (), articles, possible_now(program, case, command))
