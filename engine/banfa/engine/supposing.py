"""A step supposed to be taken: whether what stands lets it pass, what it hangs on, and the case after it.

What will be given or decided on the way is not known yet: in a supposed case it stands as `OPEN`. Papers,
dates and persons are not supposed: they are for those who will be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from banfa.kernel.case import Case
from banfa.kernel.event import Effect, Event
from banfa.kernel.evolve import evolve
from banfa.kernel.facts import Facts, facts_for, standing_name
from banfa.kernel.program import Plan, Program
from banfa.kernel.tables import ask_table
from banfa.kernel.trail import active, can_resume, can_return
from banfa.language.expressions import Computation, Condition, Fault, Unknown
from banfa.language.process import Process, Table
from banfa.language.values import FieldType


class _Open:
    """Not known yet, but it will be."""

    def __repr__(self) -> str:
        return "OPEN"


OPEN: Any = _Open()


class Hinge(NamedTuple):
    """What a step hangs on: a field or table that is open, and how it must turn out.

    `values`: one of them (of a set: a member) is enough. `given`: it has to be given, or not. Neither: how it
    must turn out cannot be listed.
    """

    name: str
    values: tuple[Any, ...] = ()
    given: bool | None = None


class Supposed(NamedTuple):
    """A step that would pass if its hinges turn so, and the case as it would be then."""

    step: str
    hinges: tuple[Hinge, ...]
    case: Case


class _Barred(Exception):
    """Nothing that may still be given or decided lets the step pass."""


class _Ahead(NamedTuple):
    """What a step would see. `open`: names known by then, `own`: those that may come with the step itself."""

    process: Process
    facts: Facts
    open: frozenset[str]
    own: frozenset[str]

    @property
    def unknown(self) -> frozenset[str]:
        """Every name of which nothing can be said now."""
        return self.open | (self.own - self.facts.case.keys())


def suppose(program: Program, step: str, case: Case, *, anew: bool = False) -> Iterator[Supposed]:
    """Yield what comes of a step, once for each state it may lead to; nothing if it cannot pass.

    `anew`: what may come with the step is taken to be given, even where something stands.
    """
    plan = program.plans[step]
    if not _starts(program, plan, case):
        return
    try:
        ahead, computed = _worked_out(_seen(program, plan, case, anew), plan)
        hinges = {hinge for item in plan.stops if item.condition for hinge in _hinges(ahead, item.condition)}
        for target, more in _targets(ahead, plan, case):
            turned = () if plan.step.kind == "back" else _turned(program.process, hinges)
            effects = (
                *_moves(program, plan, case, target),
                *_writes(program, plan, case, anew),
                *computed,
                *turned,
            )
            after = evolve(case, _event(case, effects, step))
            yield Supposed(step, tuple(sorted({*hinges, *more}, key=repr)), after)
    except _Barred:
        return


def opened(case: Case, names: Iterable[str]) -> Case:
    """Return the case with these standing fields not known."""
    event = _event(case, tuple(("correct", name, OPEN) for name in names))
    return evolve(case, event)


def _starts(program: Program, plan: Plan, case: Case) -> bool:
    return bool(case.trail) and program.events[plan.step.id].starts_from(active(case.trail))


def _seen(program: Program, plan: Plan, case: Case, anew: bool) -> _Ahead:
    facts = facts_for(program, plan, case, {})
    dropped = frozenset(plan.takes) if anew else frozenset()
    values = {name: value for name, value in facts.case.items() if name not in dropped}
    open = {name for name, value in values.items() if value is OPEN}
    open |= {f"before.{name}" for name, value in facts.before.items() if value is OPEN}
    facts.case = {name: value for name, value in values.items() if value is not OPEN}
    facts.before = {name: value for name, value in facts.before.items() if value is not OPEN}
    return _Ahead(program.process, facts, frozenset(open), frozenset(plan.takes))


# -- what is computed


def _worked_out(ahead: _Ahead, plan: Plan) -> tuple[_Ahead, tuple[Effect, ...]]:
    """What `set` and `decide` would write: known where everything they read is."""
    effects: list[Effect] = []
    for name, rule in plan.computes:
        value = _answer(ahead, rule) if isinstance(rule, Table) else _calculated(ahead, rule)
        effects.append(("write", name, value))
        if value is OPEN:
            ahead = ahead._replace(open=ahead.open | {name})
        elif value is not None:
            ahead.facts.case = {**ahead.facts.case, name: value}
    return ahead, tuple(effects)


def _answer(ahead: _Ahead, table: Table) -> Any:
    """A table's answer; None where it asks somebody."""
    if ahead.unknown.intersection(table.reads):
        return OPEN
    answer = ask_table(table, ahead.facts)
    if answer.fault is not None or answer.lacks is not None:
        raise _Barred
    return answer.value


def _calculated(ahead: _Ahead, rule: Computation) -> Any:
    if ahead.unknown & (rule.reads | {f"before.{name}" for name in rule.reads_before}):
        return OPEN
    try:
        return rule.value(ahead.facts)
    except (Unknown, Fault):
        raise _Barred from None


# -- what it hangs on


def _hinges(ahead: _Ahead, condition: Condition) -> tuple[Hinge, ...]:
    """What has to turn out so that a condition holds; `_Barred` if nothing can."""
    weight = condition.weigh(ahead.facts)
    known_then = ahead.open | ahead.own
    ways = [names for names in weight.T if names <= known_then]
    if not ways:
        raise _Barred
    needed = min(ways, key=lambda names: len(names & ahead.open))
    risks = [names for names in weight.F if names <= ahead.open and names] if not needed else []
    on = (risks[0] if risks else needed) & ahead.open
    return tuple(hinge for name in on if (hinge := _hinge(ahead, condition, name)) is not None)


def _hinge(ahead: _Ahead, condition: Condition, name: str) -> Hinge | None:
    """One name that is open; None if any value will do."""
    plain = name.removeprefix("before.")
    possible = _possible(ahead.process, plain)
    if plain != name or not possible or (condition.reads & ahead.open) != {name}:
        return Hinge(plain)
    fit = tuple(value for value in possible if _could_hold(ahead, condition, name, value))
    if not fit:
        raise _Barred
    if fit == possible:
        return None
    if () not in possible:
        return Hinge(name, fit)
    members = tuple(value[0] for value in fit if value)
    return Hinge(name, given=False) if () in fit else _filled(name, members, len(possible) - 1)


def _filled(name: str, members: tuple[Any, ...], of: int) -> Hinge:
    return Hinge(name, given=True) if len(members) == of else Hinge(name, members)


def _could_hold(ahead: _Ahead, condition: Condition, name: str, value: Any) -> bool:
    before = ahead.facts.case
    ahead.facts.case = {**before, name: value}
    try:
        return any(names <= ahead.own for names in condition.weigh(ahead.facts).T)
    finally:
        ahead.facts.case = before


def _possible(process: Process, name: str) -> tuple[Any, ...]:
    """The values that a field can have, where they can be counted."""
    field = process.fields.get(name)
    if field is None:
        return ()
    if field.type.kind == "bool":
        return (True, False)
    if field.type.kind == "set":
        return ((), *((member,) for member in field.type.members)) if field.type.members else ()
    return _scalars(process, name, field.type)


def _scalars(process: Process, name: str, type: FieldType) -> tuple[Any, ...]:
    table = process.tables.get(name)
    if type.members is None and table is not None and table.otherwise is None and table.ask is None:
        return tuple(sorted({row.then for row in table.rows}))
    return () if type.open else type.members or ()


# -- the case after it


def _targets(ahead: _Ahead, plan: Plan, case: Case) -> Iterator[tuple[str | None, tuple[Hinge, ...]]]:
    step = plan.step
    if step.to_table is not None:
        yield from _by_table(ahead, ahead.process.tables[step.to_table])
    elif step.kind == "back":
        yield from ((state, ()) for state in step.back_to if can_return(case.trail, state))
    elif step.kind == "resume" and not can_resume(case.trail, step.sources):
        return
    else:
        yield step.to, ()


def _by_table(ahead: _Ahead, table: Table) -> Iterator[tuple[str, tuple[Hinge, ...]]]:
    state = _answer(ahead, table)
    if state is OPEN:
        states = {str(row.then) for row in table.rows} | (
            {str(table.otherwise)} if table.otherwise else set()
        )
        yield from ((one, (Hinge(table.id, (one,)),)) for one in sorted(states))
    elif state is not None:
        yield str(state), ()


def _moves(program: Program, plan: Plan, case: Case, target: str | None) -> Iterator[Effect]:
    if plan.step.kind == "back":
        yield ("back", target, [], [])
    elif plan.step.kind == "resume":
        yield ("resume", next(state for state in active(case.trail) if state in plan.step.sources))
    elif target is not None:
        yield from program.entering[target]
    if plan.step.stands:
        yield ("in", "base")


def _writes(program: Program, plan: Plan, case: Case, anew: bool) -> Iterator[Effect]:
    """What comes with the step: all that must, and what may where nothing stands yet."""
    for name in plan.takes:
        if anew or name in plan.fresh or standing_name(program, case, name) is None:
            yield ("write" if name in program.process.fields else "appoint", name, OPEN)
    yield from (("write", name, OPEN) for name, _ in plan.writes_happened)
    yield ("did", plan.step.id, [])


def _turned(process: Process, hinges: Iterable[Hinge]) -> Iterator[Effect]:
    """What hangs on one value only has that value from then on."""
    for hinge in hinges:
        if len(hinge.values) == 1 and process.fields[hinge.name].type.kind != "set":
            yield ("correct", hinge.name, hinge.values[0])


def _event(case: Case, effects: tuple[Effect, ...], step: str | None = None) -> Event:
    now = case.trail[-1].in_
    return Event(
        case.id,
        case.n + 1,
        case.meaning,
        1,
        "",
        "fire",
        step,
        None,
        "",
        None,
        "",
        "",
        "",
        now,
        now,
        0,
        effects,
    )
