"""Auto steps: what happens by itself after a command, until the case is at rest (SEMANTICS 11.4)."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.kernel import messages
from banfa.kernel.case import Case
from banfa.kernel.command import NO_FACTS, Command, Grant
from banfa.kernel.decision import Accepted, Decision, Failed, Refusal, Warned
from banfa.kernel.event import Event
from banfa.kernel.evolve import evolve, fold
from banfa.kernel.header import header
from banfa.kernel.program import Program
from banfa.kernel.refuse import refuse_command, targets_now, warnings_of
from banfa.kernel.roles import Acting
from banfa.kernel.work import Work, rounds_after

BANFA = "banfa"
"""The actor of what happens by itself."""
ITSELF = Acting(Grant("", ""), "", "", ())


def to_rest(program: Program, case: Case, command: Command, accepted: Accepted) -> Decision:
    """An accepted command and the auto steps that follow from it; refused if they would never rest."""
    events, warnings = list(accepted.events), list(accepted.warnings)
    now = fold(events, case) if events else case
    fired: set[str] = set()
    cause: int | str = now.n if events else command.duty or now.n
    while works := list(ready(program, now, command)):
        work = works[0]
        step = work.plan.step.id
        if step in fired:
            return refuse_restless(program, case, command, step)
        fired.add(step)
        passed_over = [other.plan.step.id for other in works[1:] if compete(work, other)]
        event = event_of(work, passed_over, cause)
        events.append(event)
        warnings += (*warnings_of(work), *(competing(program, step, other) for other in passed_over))
        now = evolve(now, event)
        cause = now.n
    return Accepted(tuple(events), tuple(warnings))


def ready(program: Program, case: Case, command: Command) -> Iterator[Work]:
    """The auto steps that would fire now, by id, each judged without data: every guard is true."""
    for work in _startable(program, case, command):
        if program.events[work.plan.step.id].trigger(work):
            yield work


def considered(program: Program, case: Case, command: Command) -> Iterator[Work]:
    """The auto steps that may start where the case is, judged whether they would fire or not: for reports."""
    for work in _startable(program, case, command):
        work.judge(work.plan)
        yield work


def _startable(program: Program, case: Case, command: Command) -> Iterator[Work]:
    facts = NO_FACTS._replace(calendar=command.facts.calendar, members=command.facts.members)
    own = Command(command.id, "auto", BANFA, (), command.happened, command.entered, facts=facts)
    for plan in program.autos:
        for target in targets_now(program, plan, case)[:1]:
            yield Work(program, plan, case, own._replace(step=plan.step.id), None, {}, target)


def compete(one: Work, other: Work) -> bool:
    """Whether it matters which of two ready steps is first: one of them moves where both take place (R41)."""
    return (one.plan.moves or other.plan.moves) and one.home == other.home


def event_of(work: Work, passed_over: list[str], cause: int | str) -> Event:
    """The event of an auto step; its cause is the event before it, or the duty that is due."""
    case = work.case
    effects = (*work.effects, *(("warned", f"banfa.auto.{other}", []) for other in passed_over))
    step = work.plan.step.id
    return header(work.program, case, work.command, ITSELF, step, rounds_after(work), effects, cause=cause)


def competing(program: Program, first: str, other: str) -> Warned:
    """Two auto steps at once: the least id is first."""
    steps = program.process.steps
    return Warned(
        f"banfa.auto.{other}",
        steps[other].origin.articles,
        messages.competing_text(program.process, first, other),
    )


def refuse_restless(program: Program, case: Case, command: Command, step: str) -> Refusal:
    """An auto step that would fire a second time: the case would never be at rest."""
    articles = program.process.steps[step].origin.articles
    failed = Failed(f"banfa.auto.{step}", articles, messages.restless_text(program.process, step), {})
    own = program.process.steps[command.step].origin.articles if command.step else ()
    return refuse_command(program, case, command, "guard", failed=(failed,), articles=(*own, *articles))
