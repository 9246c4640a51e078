"""Saying no so that it helps: what stands against a step, which articles say so, who can cure it.

Built only when something is refused, from what the decision found (SEMANTICS 5.6, 6.5-6.8; readings R9-R13).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from banfa.kernel import messages
from banfa.kernel.authority import claims_by_table
from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.decision import Failed, Missing, Possible, Refusal, Warned
from banfa.kernel.papers import Clash
from banfa.kernel.program import Plan, Program
from banfa.kernel.trail import active, can_resume, can_return
from banfa.kernel.work import Found, Work
from banfa.language.citations import citation_key
from banfa.language.expressions.counts import WHAT_IS_OUT
from banfa.language.process import START, Demand
from banfa.language.values import display
from banfa.texts import Text

RANK = ("separation", "custody", "guard", "missing")
"""The nearer the cure is to this actor, the lower (SEMANTICS 6.3)."""
MASK = "•"
ASKED = "asked"
"""Who may take a step `by: asked`: those whom the state asks."""


def opaque(step: str | None) -> Refusal:
    """What somebody unconcerned learns: nothing."""
    return Refusal(step, "role")


def refuse_role(program: Program, plan: Plan, case: Case, command: Command) -> Refusal:
    """Not by this person."""
    failed: tuple[Failed, ...] = ()
    articles = plan.step.origin.articles
    name = plan.step.by_table
    if name is not None and not claims_by_table(program, name, case):
        text = messages.fault_text(program.process, f"banfa.table.{name}", None)
        cited = program.process.tables[name].origin.articles
        failed = (Failed(f"banfa.table.{name}", cited, text, {}),)
        articles = (*articles, *cited)
    return refuse_command(program, case, command, "role", failed=failed, articles=articles)


def refuse_state(
    program: Program, plan: Plan, case: Case, command: Command, against: str | None = None
) -> Refusal:
    """Not now; `against`: the built-in id of what stands against it, if it is more than where the case is."""
    failed = (Failed(against, (), messages.NOT_NOW[against], {}),) if against is not None else ()
    return refuse_command(program, case, command, "state", failed=failed, articles=plan.step.origin.articles)


def refuse_custody(program: Program, case: Case, command: Command, *clashes: Clash) -> Refusal:
    """A paper is not where it must be, or shows another value."""
    failed = tuple(Failed(c.id, (), messages.clash_text(program.process, c), {}) for c in clashes)
    articles = document_articles(program, clashes)
    return refuse_command(program, case, command, "custody", failed=failed, articles=articles)


def document_articles(program: Program, clashes: Iterable[Clash]) -> tuple[str, ...]:
    """Articles of the documents concerned, for refusals that no step stands behind."""
    return tuple(
        a for c in clashes if c.document for a in program.process.documents[c.document].origin.articles
    )


def refuse_command(
    program: Program,
    case: Case,
    command: Command,
    because: str,
    *,
    failed: tuple[Failed, ...] = (),
    missing: tuple[Missing, ...] = (),
    articles: Iterable[str] = (),
) -> Refusal:
    """A refusal of a concerned actor, with what the case allows now."""
    return Refusal(
        command.step, because, failed, missing, in_order(articles), possible_now(program, case, command)
    )


def in_order(articles: Iterable[str]) -> tuple[str, ...]:
    """Citations once each, by article, then clause."""
    return tuple(sorted(set(articles), key=citation_key))


def refuse_found(work: Work) -> Refusal:
    """The refusal of a step whose role and state pass: everything found, the cause by rank."""
    program = work.program
    failed = sorted((fail(work, f) for f in work.found if f.kind != "missing"), key=lambda f: f.guard)
    missing = missing_of(work)
    articles = set(work.plan.step.origin.articles)
    for entry in failed:
        articles |= set(entry.articles)
    for found in work.found:
        if found.kind == "missing" and found.demand is not None and found.demand.condition is not None:
            articles |= set(program.process.guards[found.name].origin.articles)
    kinds = {f.kind for f in work.found}
    return refuse_command(
        program,
        work.case,
        work.command,
        next(kind for kind in RANK if kind in kinds),
        failed=tuple(failed),
        missing=missing,
        articles=articles,
    )


def fail(work: Work, found: Found) -> Failed:
    """One failure, in words."""
    process = work.program.process
    if found.kind == "separation":
        return failed_separation(work.program, found.name, found.detail)
    if found.kind == "custody":
        return Failed(found.name, (), messages.clash_text(process, found.detail), {})
    if found.name == "banfa.order":
        return Failed(found.name, (), messages.ORDER, {})
    if found.demand is None:
        text = messages.fault_text(process, found.name, found.detail)
        table = (
            process.tables.get(found.name.rpartition(".")[2])
            if found.name.startswith("banfa.table.")
            else None
        )
        return Failed(found.name, table.origin.articles if table else (), text, {})
    guard = process.guards[found.name]
    text = messages.guard_text(process, work.plan.step.id, found.demand)
    return Failed(guard.id, guard.origin.articles, text, seen_values(work, found.demand))


def failed_separation(program: Program, rule: str, persons: list[str]) -> Failed:
    """A separation rule that the actor would break."""
    articles = program.process.separations[rule].origin.articles
    text = messages.separation_text(program.process, rule)
    return Failed(f"banfa.separation.{rule}", articles, text, {"persons": sorted(persons)})


def seen_values(work: Work, item: Demand) -> dict[str, Any]:
    """The values a guard saw, masked where this reader may not see them (SEMANTICS 6.7)."""
    condition = item.condition
    if condition is None:
        return {}
    process = work.program.process
    acting = work.acting
    roles = {acting.role, acting.grant.role} if acting else set()
    seen: dict[str, Any] = {}
    for name in sorted(condition.reads):
        if name not in work.facts.case:
            continue
        value = work.facts.case[name]
        if name not in process.fields:
            seen[name] = list(value) if isinstance(value, tuple) else value
            continue
        viewers = work.program.viewers[name]
        seen[name] = display(value, process.fields[name].type) if viewers is None or roles & viewers else MASK
    return seen


# -- what is missing


def missing_names(work: Work) -> tuple[str, ...]:
    """Every name that is missing, once, sorted: what a rule lacks, or the thing itself."""
    names: set[str] = set()
    for found in work.found:
        if found.kind == "missing":
            names |= set(found.lacks) or work.behind(found.name)
    return tuple(sorted(names))


def missing_of(work: Work) -> tuple[Missing, ...]:
    """Each missing name with who can supply it (R10)."""
    plan = work.plan
    return tuple(
        Missing(name, roles_now(work.program, plan, work.case), ())
        if name in plan.takes
        else Missing(name, *suppliers(work.program, name))
        for name in missing_names(work)
    )


def suppliers(program: Program, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles and steps that write a name; for a table that may ask, the step it asks."""
    if name.startswith(WHAT_IS_OUT):
        ways = program.answers.get(name.removeprefix(WHAT_IS_OUT))
        return (ASKED,), ways.answers if ways is not None else ()
    steps = (program.asks[name],) if name in program.asks else program.writers.get(name, ())
    roles = {role for step in steps for role in program.process.steps[step].by}
    return tuple(sorted(roles)), steps


# -- what is possible now


def possible_now(program: Program, case: Case, command: Command) -> tuple[Possible, ...]:
    """Steps that the case allows now, by which roles, needing what; persons do not enter (R13)."""
    return tuple(
        possible
        for _, plan in sorted(program.plans.items())
        if (possible := possible_step(program, plan, case, command)) is not None
    )


def targets_now(program: Program, plan: Plan, case: Case) -> tuple[str | None, ...]:
    """Where a step may lead now: () if nowhere, (None,) if it says no state; a return may have several."""
    if not program.events[plan.step.id].starts_from(active(case.trail) or (START,)):
        return ()
    if plan.step.kind == "resume":
        return (None,) if can_resume(case.trail, plan.step.sources) else ()
    if plan.step.kind != "back":
        return (plan.step.to,)
    return tuple(state for state in plan.step.back_to if can_return(case.trail, state))


def possible_step(program: Program, plan: Plan, case: Case, command: Command) -> Possible | None:
    """One step, if its state passes and no guard is past curing."""
    if plan.step.auto:
        return None
    targets = targets_now(program, plan, case)
    if not targets or blocked_by_guard(program, plan, case, command):
        return None
    work = Work(program, plan, case, command, None, {}, targets[0])
    work.judge(plan)
    return Possible(plan.step.id, roles_now(program, plan, case), missing_names(work))


def roles_now(program: Program, plan: Plan, case: Case) -> tuple[str, ...]:
    """The roles that may take a step: `by`, or what its table gives now."""
    if plan.step.asked:
        return (ASKED,)
    if plan.step.by_table is None:
        return plan.step.by
    return tuple(sorted({claim.acts_as for claim in claims_by_table(program, plan.step.by_table, case)}))


def blocked_by_guard(program: Program, plan: Plan, case: Case, command: Command) -> bool:
    """Whether some guard has T={} over what stands, less everything that may come with the step."""
    if not plan.stops:
        return False
    work = Work(program, plan, case, command, None, {}, None)
    facts = work.facts
    facts.case = {n: v for n, v in facts.case.items() if n not in plan.takes and n not in plan.computed}
    return any(item.condition is not None and item.condition.weigh(facts).T == () for item in plan.stops)


# -- warnings


def warnings_of(work: Work) -> tuple[Warned, ...]:
    """What passed with a warning, sorted by its name."""
    if not work.warned:
        return ()
    return tuple(warning(work, found) for found in sorted(work.warned, key=lambda f: f.name))


def warning(work: Work, found: Found) -> Warned:
    """One warning, in words."""
    process = work.program.process
    if found.name in process.guards and found.demand is not None and found.demand.condition is not None:
        guard = process.guards[found.name]
        text = messages.guard_text(process, work.plan.step.id, found.demand)
        return Warned(found.name, guard.origin.articles, text, found.lacks)
    if found.name in process.references:
        title = messages.title_of(process, "references", found.name)
        text = Text(
            f"所依据的“{title.zh}”尚未提供，请自行核对。",
            f"the rule it applies, {title.en}, has not been supplied; check it yourself",
        )
        return Warned(found.name, process.references[found.name].origin.articles, text, found.lacks)
    text = Text(
        "是否应当告知尚不能确定，已按应当告知处理。", "not decided whether to inform; informed all the same"
    )
    return Warned(found.name, (), text, found.lacks)
