"""`decide(process, case, command)`: what the regulation answers (SEMANTICS 4, 6). Pure and total.

Accepted with events, a Refusal that names what stands against it, or Invalid for a command without sense.
"""

from __future__ import annotations

from collections.abc import Callable

from transitions import MachineError

from banfa.kernel.authority import claims_now
from banfa.kernel.case import Case
from banfa.kernel.clock import decide_due, decide_remind
from banfa.kernel.command import Command
from banfa.kernel.correct import decide_correct
from banfa.kernel.decision import Accepted, Decision, Invalid, Refusal
from banfa.kernel.event import Event
from banfa.kernel.form import fire_form, not_yet_run, taken_by_itself, unknown
from banfa.kernel.header import header
from banfa.kernel.program import Plan, Program, program_of
from banfa.kernel.receive import decide_receive
from banfa.kernel.refuse import opaque, refuse_found, refuse_role, refuse_state, warnings_of
from banfa.kernel.rest import to_rest
from banfa.kernel.roles import Acting, acting, acting_asked, concerned
from banfa.kernel.rounds import barred, open_round
from banfa.kernel.trail import can_resume, can_return
from banfa.kernel.waive import decide_waive
from banfa.kernel.work import Work, rounds_after
from banfa.language.process import Process
from banfa.texts import Text


def decide(process: Process, case: Case, command: Command) -> Decision:
    """Decide a command.

    `case` is the fold of its events so far (`Case(id)` before the start) and of this process (same meaning);
    everything from outside (grants, times, number) is in the command. Same arguments, same answer.
    """
    program = program_of(process)
    if program.process.not_yet_run:
        refused = not_yet_run(program)
        if refused is not None:
            return refused
    decide_kind = KINDS.get(command.kind)
    if decide_kind is None:
        return unknown(Text("命令", "command"), command.kind, KINDS, "kind")
    decision = decide_kind(program, case, command)
    if program.autos and isinstance(decision, Accepted):
        return to_rest(program, case, command, decision)
    return decision


def fire(program: Program, case: Case, command: Command) -> Decision:
    """Decide one firing of a step."""
    work = begun(program, case, command)
    if not isinstance(work, Work):
        return work
    try:
        happens = program.events[work.plan.step.id].trigger(work)
    except MachineError:
        return refuse_state(program, work.plan, case, command)
    if not happens:
        return refuse_found(work)
    return Accepted((event_of(work),), warnings_of(work))


def judged(process: Process, case: Case, command: Command) -> Work | None:
    """Return what a firing finds, for reports on decisions; None if form, role or target fail."""
    work = begun(program_of(process), case, command)
    if not isinstance(work, Work):
        return None
    work.judge(work.plan)
    return work


def begun(program: Program, case: Case, command: Command) -> Work | Decision:
    """The steps before the machine: form, who may, whereto. An answer already, or the work to judge."""
    plan = program.plans.get(command.step or "")
    if plan is None:
        return unknown(Text("步骤", "step"), command.step, program.plans, "step")
    special = plan.special
    if special and plan.step.auto:
        return taken_by_itself(plan)
    data, problems = fire_form(program, plan, command)
    if problems:
        return Invalid(tuple(problems))
    if case.n == 0 and plan.step.kind != "start":
        return opaque(plan.step.id)
    if special:
        answering = who_answers(program, plan, case, command)
        if not isinstance(answering, Acting):
            return answering
        who: Acting | None = answering
    else:
        who = acting(program, case, command, claims_now(program, plan, case))
    if who is None:
        return not_by_him(program, plan, case, command)
    target, on_trail = target_of(plan, case, command)
    if not on_trail:
        return refuse_state(program, plan, case, command, "banfa.not_on_trail")
    return Work(program, plan, case, command, who, data, target)


def not_by_him(program: Program, plan: Plan, case: Case, command: Command) -> Refusal:
    """Not by this person: a stranger learns nothing."""
    if case.n and not concerned(program, case, command.grants, command.actor):
        return opaque(plan.step.id)
    return refuse_role(program, plan, case, command)


def who_answers(program: Program, plan: Plan, case: Case, command: Command) -> Acting | Refusal:
    """As whom the actor may take a step `by: asked`; refused where nobody is asked, not him, or not now."""
    found = open_round(plan, case)
    if found is None:
        if concerned(program, case, command.grants, command.actor):
            return refuse_state(program, plan, case, command)
        return opaque(plan.step.id)
    _, round_ = found
    who = acting_asked(program, round_, command)
    if who is None:
        return not_by_him(program, plan, case, command)
    against = barred(plan, round_, who.asked or "")
    return who if against is None else refuse_state(program, plan, case, command, against)


def target_of(plan: Plan, case: Case, command: Command) -> tuple[str | None, bool]:
    """Where the step leads, and for a return whether the case stands on it below where it is."""
    step = plan.step
    if step.to is not None:
        return step.to, True
    if step.kind == "resume":
        return None, can_resume(case.trail, step.sources)
    if step.kind != "back":
        return None, True
    target = command.target or step.back_to[0]
    return target, can_return(case.trail, target)


def event_of(work: Work) -> Event:
    """The command's own event."""
    assert work.acting is not None
    effects = tuple(work.effects)
    step = work.plan.step.id
    event = header(work.program, work.case, work.command, work.acting, step, rounds_after(work), effects)
    return event if work.command.facts.again is None else event._replace(again=work.command.facts.again)


KINDS: dict[str, Callable[[Program, Case, Command], Decision]] = {
    "fire": fire,
    "receive": decide_receive,
    "waive": decide_waive,
    "correct": decide_correct,
    "due": decide_due,
    "remind": decide_remind,
}
