"""What a clock does: a duty is late, or to be reminded of (SEMANTICS 4.1, 12; R50 to R53)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from transitions import MachineError

from banfa import calendars
from banfa.kernel import messages
from banfa.kernel.case import Case
from banfa.kernel.command import NO_FACTS, Command, Grant
from banfa.kernel.decision import Accepted, Decision, Failed, Invalid, Problem, Refusal
from banfa.kernel.duties import LATE, REMINDED, Deadline, Owed, deadlines, is_noted, moment, owed
from banfa.kernel.event import Effect
from banfa.kernel.form import unknown, when_problems
from banfa.kernel.header import header
from banfa.kernel.program import Program
from banfa.kernel.refuse import possible_now, reachable_target, warnings_of
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


def next_due(
    process: Process,
    case: Case,
    calendar: calendars.Calendar | None,
    as_of: datetime,
    tried: Iterable[tuple[str, str, str]] = (),
) -> Command | None:
    """Return the earliest thing that a clock has to do about a case as of a moment; None if there is nothing.

    The command has happened when it was due (R53) and is entered `as_of`; its id is for the caller to give.
    `tried`: (kind, duty, since) of what was tried and left nothing behind, not to be asked again.
    """
    found = []
    for one in deadlines(process, case, calendar, as_of):
        if one.due is None or one.due.latest is None:
            continue
        if calendars.is_overdue(one.due, as_of) is True and not one.told:
            found.append((one.due.latest + SECOND, "due", one))
        elif one.remind is not None and not one.reminded and one.remind <= as_of <= one.due.earliest:
            found.append((one.remind, "remind", one))
    for at, kind, one in sorted(found, key=lambda item: (item[0], item[1], item[2].duty)):
        if (kind, one.duty, one.since) not in set(tried):
            zone = ZoneInfo(process.time_zone)
            happened = max(at, moment(one.since)).astimezone(zone).isoformat(timespec="seconds")
            entered = as_of.astimezone(zone).isoformat(timespec="seconds")
            facts = NO_FACTS._replace(calendar=calendar)
            return Command("", kind, CLOCK_ACTOR, (), happened, entered, duty=one.duty, facts=facts)
    return None


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
    reachable, target = reachable_target(program, plan, case)
    if not reachable:
        return None
    own = command._replace(step=plan.step.id, data={}, role=None, recorder=None)
    work = Work(program, plan, case, own, BY_CLOCK, {}, target)
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
