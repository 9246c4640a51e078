"""`allowed`: what a person may do now (SEMANTICS 6.6)."""

from __future__ import annotations

from banfa.kernel.authority import claims_now
from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.decide import event_of
from banfa.kernel.decision import Accepted, Possible
from banfa.kernel.program import Plan, Program, program_of
from banfa.kernel.refuse import blocked_by_guard, missing_names, roles_now, targets_now
from banfa.kernel.rest import to_rest
from banfa.kernel.roles import Acting, acting, acting_asked, concerned
from banfa.kernel.rounds import barred, open_round
from banfa.kernel.work import Work
from banfa.language.process import Process

BEST_FIRST = ("ready", "needs", "blocked")


def allowed(process: Process, case: Case, command: Command) -> tuple[Possible, ...]:
    """Return the steps whose role and state pass for the actor, sorted by id, each with its status.

    `command` carries who asks and when: actor, grants, happened, entered, role, recorder; its step and data
    are not looked at. `ready`: accepted without data. `blocked`: separation, custody or a guard stands
    against it whatever data come. `needs`: the names listed. Nothing for somebody unconcerned.
    """
    program = program_of(process)
    if process.not_yet_run or (case.n and not concerned(program, case, command.grants, command.actor)):
        return ()
    found = (status_of(program, plan, case, command) for _, plan in sorted(program.plans.items()))
    return tuple(possible for possible in found if possible is not None)


def status_of(program: Program, plan: Plan, case: Case, command: Command) -> Possible | None:
    """One step's status, or None if role or state do not pass; of a return to several states the best."""
    targets = targets_now(program, plan, case)
    command = command._replace(kind="fire", step=plan.step.id, data={}, target=None)
    who = acts_now(program, plan, case, command) if targets else None
    if who is None:
        return None
    found = [status_at(Work(program, plan, case, command, who, {}, target)) for target in targets]
    return min(found, key=lambda possible: BEST_FIRST.index(possible.status))


def status_at(work: Work) -> Possible:
    """The status of a step that would lead to one state."""
    program, plan, case, command = work.program, work.plan, work.case, work.command
    accepted = work.judge(plan)
    needs = missing_names(work)
    if accepted:
        status = "ready" if comes_to_rest(work) else "needs"
    elif any(blocks(plan, f.kind, f.name) for f in work.found) or blocked_by_guard(
        program, plan, case, command
    ):
        status = "blocked"
    else:
        status = "needs"
    return Possible(plan.step.id, roles_now(program, plan, case), needs, status)


def comes_to_rest(work: Work) -> bool:
    """Whether the auto steps that would follow a step end; else the step is refused (R40)."""
    if not work.program.autos:
        return True
    work.move(work.target)
    taken = Accepted((event_of(work),), ())
    return isinstance(to_rest(work.program, work.case, work.command, taken), Accepted)


def acts_now(program: Program, plan: Plan, case: Case, command: Command) -> Acting | None:
    """As whom the actor may take a step now."""
    if not plan.step.asked:
        return acting(program, case, command, claims_now(program, plan, case))
    found = open_round(plan, case)
    who = acting_asked(program, found[1], command) if found is not None else None
    barred_now = who is not None and found is not None and barred(plan, found[1], who.asked or "")
    return None if barred_now else who


def blocks(plan: Plan, kind: str, name: str) -> bool:
    """Whether a failure stands whatever data come (R28)."""
    if kind == "separation":
        return True
    if kind != "custody" or name.startswith("banfa.sealed."):
        return False
    return not (
        name.startswith("banfa.unbound.") and name.removeprefix("banfa.unbound.") in plan.step.appoint
    )
