"""A process made ready to run: one flat `transitions` machine with a plan on each of its transitions.

Built once for each `Process` and shared by all its cases and threads. A plan holds, in the order in which a
decision needs it, everything that does not depend on a case, so that deciding a step is a walk down the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from banfa.kernel.case import Case, Layer, inner_layers, standing_units
from banfa.kernel.event import Effect
from banfa.kernel.machine import CaseEvent, CaseMachine
from banfa.language.expressions import Computation, Condition
from banfa.language.expressions.syntax import Passed, walk
from banfa.language.process import CLOCK, COMPANY, START, Demand, Process, Role, Step, Table
from banfa.language.values import BadValue, Value, parser
from banfa.texts import Text

Unit = str | tuple[str, ...] | None
"""What a role is bound to: one unit, the units of a `many` role, or nothing yet."""


first = itemgetter(0)


class Claim(NamedTuple):
    """That a grant of `role` lets somebody act as `acts_as` (another role if that is outside)."""

    role: str
    acts_as: str
    scope: str  # of `role`
    holder: str  # whose papers `acts_as` holds
    outside: bool


class Ways(NamedTuple):
    """What those asked in a state may do: answer with these steps, leave the roster; others may be added."""

    answers: tuple[str, ...]
    may_leave: bool
    may_add: bool
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything about a step that no case changes."""

    step: Step
    claims: tuple[Claim, ...]
    takes: Mapping[str, Callable[[object], Value]]  # key of the data -> parser
    some_wanted: frozenset[str]  # sets and lists in `input`: an empty one is not given
    demanded_if: tuple[Demand, ...]
    appointed: tuple[str, ...]  # roles that must be given
    fresh: frozenset[str]  # names taken out of V: input, appoint (not optional), computed
    computed: frozenset[str]
    computes: tuple[tuple[str, Computation | Table], ...]  # in the order of their dependencies
    reads: tuple[str, ...]  # names that V must hold
    reads_before: tuple[str, ...]
    stops: tuple[Demand, ...]  # guards that must hold
    warns: tuple[Demand, ...]
    separations: tuple[str, ...]  # rules this step stands in
    writes_happened: tuple[tuple[str, bool], ...]  # (field, date only?) of fields `from` this step
    writes_number: tuple[str, ...]
    sealable: tuple[tuple[str, str, frozenset[str]], ...]  # (document, part, fields) it may write into
    papers: bool
    shifts: bool  # the unit of some role may change: appoint or back
    moves: bool
    choice: bool  # a return to one of several states
    must_come: frozenset[str]  # inputs without `only_if`, and appointed roles
    wary: bool  # something may be warned of
    tells: bool  # somebody may be told
    special: bool  # nobody takes it, or those asked
    writes_more: bool  # it writes more, or other, than fields that come as data


@dataclass(frozen=True, slots=True)
class Program:
    """A process ready to run."""

    process: Process
    machine: CaseMachine
    events: Mapping[str, CaseEvent]  # of the machine, by step
    plans: Mapping[str, Plan]
    homes: Mapping[str, tuple[str, str]]  # state in a region -> the state that holds it, the region
    asks_or_pauses: bool  # some state asks, or stops a duty's clock
    answers: Mapping[str, Ways]  # state that asks -> what may be answered there
    entering: Mapping[str, tuple[Effect, ...]]  # state -> what it is to enter it, with its regions
    autos: tuple[Plan, ...]  # steps that nobody takes, by id
    awaited: frozenset[str]  # duties of which some auto step asks whether their time is over
    holders: Mapping[str, str]  # role -> the role whose papers it holds
    scopes: Mapping[str, str]  # role -> "company", "unit" or the case-bound role it follows
    shifting: tuple[str, ...]  # roles whose unit an appointment or a return may change
    takers: Mapping[str, tuple[str, ...]]  # name -> steps that take it as data
    writers: Mapping[str, tuple[str, ...]]  # name -> steps that take, compute or appoint it
    asks: Mapping[str, str]  # table that may answer `ask` -> the step asked
    computed: frozenset[str]  # fields some step computes, or that are written by themselves
    viewers: Mapping[str, frozenset[str] | None]  # field -> roles that see its value; None: everybody

    def binding(self, case: Case, role: str) -> Unit:
        """The unit a role is bound to in a case (SEMANTICS 6.4); None while nobody is."""
        scope = self.scopes[role]
        if scope == "company":
            return COMPANY
        if scope == "unit":
            return case.home
        return standing_unit(case, scope)

    def party(self, case: Case, role: str) -> str | None:
        """The party that holds a role's papers, or None while nobody is bound (a `many` role has none)."""
        unit = self.binding(case, role)
        return f"{self.holders[role]}:{unit}" if isinstance(unit, str) else None

    def bindings(self, case: Case) -> dict[str, Unit]:
        """Every role's binding."""
        units = standing_units(case)
        return {
            role: COMPANY if scope == "company" else case.home if scope == "unit" else units.get(scope)
            for role, scope in self.scopes.items()
        }


def standing_unit(case: Case, role: str) -> Unit:
    """The unit of one case-bound role, by the greatest n."""
    return _standing(case, UNITS, role)  # type: ignore[no-any-return]


def standing_value(case: Case, field: str) -> Value | None:
    """One field's standing value, or None if it is absent."""
    return _standing(case, VALUES, field)  # type: ignore[no-any-return]


VALUES, UNITS = Layer._fields.index("values"), Layer._fields.index("units")


def _standing(case: Case, part: int, key: str) -> Any:
    base: Any = case.base
    found = base[part].get(key)
    for entry in reversed(case.trail):
        layer: Any = entry.layer
        other = layer[part].get(key)
        if entry.regions is not None or entry.round is not None:
            layers: Any = (layer, *inner_layers(entry))
            written = (one[part][key] for one in layers if key in one[part])
            other = max(written, key=first, default=None)
        if other is not None:  # INVARIANT: of two stays of a trail the upper one was written later
            return other[1] if found is None or found[0] < other[0] else found[1]
    return found[1] if found is not None else None


def program_of(process: Process) -> Program:
    """Return the program of a process, built at first use and kept with it."""
    program: Program | None = process.cache.get("program")
    if program is None:
        program = process.cache["program"] = build(process)
    return program


def build(process: Process) -> Program:
    """Build machine and plans."""
    plans = {step.id: plan_of(process, step) for step in process.steps.values()}
    machine = machine_of(process, plans)
    return Program(
        process=process,
        machine=machine,
        events={step: machine.event(step) for step in plans},
        plans=plans,
        homes={state.id: state.within for state in process.states.values() if state.within is not None},
        asks_or_pauses=any(state.ask for state in process.states.values())
        or any(duty.pauses for duty in process.duties.values()),
        answers={state.id: ways_of(process, state.id) for state in process.states.values() if state.ask},
        entering={state: tuple(entering(process, state)) for state in process.states},
        autos=tuple(plan for _, plan in sorted(plans.items()) if plan.step.auto),
        awaited=awaited_duties(process),
        holders={CLOCK: CLOCK, **{role.id: role.holder for role in process.roles.values()}},
        scopes={role.id: scope_of(process, role) for role in process.roles.values()},
        shifting=tuple(
            sorted(r.id for r in process.roles.values() if scope_of(process, r) not in ("company", "unit"))
        ),
        takers=takers_of(process),
        writers=writers_of(process),
        asks={table.id: table.ask for table in process.tables.values() if table.ask},
        computed=computed_fields(process),
        viewers={field: viewers_of(process, field) for field in process.fields},
    )


def awaited_duties(process: Process) -> frozenset[str]:
    """Duties that a condition of an auto step asks about."""
    autos = (item.condition for step in process.steps.values() if step.auto for item in step.when)
    nodes = (node for condition in autos if condition is not None for node in walk(condition.expr))
    return frozenset(node.duty for node in nodes if isinstance(node, Passed))


def machine_of(process: Process, plans: Mapping[str, Plan]) -> CaseMachine:
    """One flat machine: the states and `start`; a transition for each step and source."""
    machine = CaseMachine(sorted([START, *process.states]))
    for step in sorted(process.steps.values(), key=lambda s: s.id):
        for source in step.sources or (START,):
            machine.add_transition(step.id, source, step.to, plan=plans[step.id])
    return machine


def entering(process: Process, state: str) -> Iterator[Effect]:
    """The effects of entering a state: itself, and the first state of each of its regions."""
    within = process.states[state].within
    yield ("enter", state) if within is None else ("enter", state, *within)
    yield from beginning(process, state)


def beginning(process: Process, state: str) -> Iterator[Effect]:
    """The effects that begin a state's regions, and those within them."""
    for region, members in sorted(process.states[state].regions.items()):
        yield ("region", state, region, members[0])
        yield from beginning(process, members[0])


def ways_of(process: Process, state: str) -> Ways:
    """What may be answered in a state that asks."""
    here = [step for _, step in sorted(process.steps.items()) if state in step.sources]
    return Ways(
        tuple(step.id for step in here if step.answers),
        any(step.roster == "leave" for step in here),
        any(step.adds for step in here),
        tuple(sorted({kind for role in process.roles.values() for kind in role.kinds})),
    )


def scope_of(process: Process, role: Role) -> str:
    """Follow `acts_for` and `scope` to "company", "unit" or the case-bound role that decides."""
    if role.acts_for:
        return scope_of(process, process.roles[role.acts_for])
    if role.scope in ("company", "unit"):
        return role.scope
    if role.scope == "case":
        return role.id
    return scope_of(process, process.roles[role.scope])


def completed_fields(process: Process, step: Step) -> frozenset[str]:
    """Fields of the parts that a step completes and that a person may give with it."""
    given = {
        name
        for document, parts in step.complete.items()
        for part in parts
        for name in process.documents[document].parts[part].all
    }
    return frozenset(
        name for name in given if name not in computed_by(step) and not process.fields[name].source
    )


def computed_by(step: Step) -> frozenset[str]:
    """Names that a step works out itself."""
    return frozenset({*step.set, *step.decide})


def takes_of(process: Process, step: Step) -> frozenset[str]:
    """Every key that may come with a step as data (SEMANTICS 6, form)."""
    inputs = {demand.name for demand in step.input}
    return frozenset({*inputs, *step.optional, *step.appoint, *completed_fields(process, step)})


def takers_of(process: Process) -> dict[str, tuple[str, ...]]:
    """Name -> the steps that take it."""
    out: dict[str, list[str]] = {}
    for step in sorted(process.steps.values(), key=lambda s: s.id):
        for name in sorted(takes_of(process, step)):
            out.setdefault(name, []).append(step.id)
    return {name: tuple(steps) for name, steps in out.items()}


def writers_of(process: Process) -> dict[str, tuple[str, ...]]:
    """Name -> the steps that write it in any way: take, compute, appoint, or by happening."""
    out: dict[str, set[str]] = {name: set(steps) for name, steps in takers_of(process).items()}
    for step in process.steps.values():
        for name in computed_by(step):
            out.setdefault(name, set()).add(step.id)
    for field in process.fields.values():
        if field.source and field.source.endswith(".happened"):
            out.setdefault(field.id, set()).add(field.source.removesuffix(".happened"))
    return {name: tuple(sorted(steps)) for name, steps in out.items()}


def computed_fields(process: Process) -> frozenset[str]:
    """Fields that are not corrected: some step computes them, or they are written by themselves."""
    computed = {name for step in process.steps.values() for name in computed_by(step)}
    return frozenset(computed | {field.id for field in process.fields.values() if field.source})


def viewers_of(process: Process, name: str) -> frozenset[str] | None:
    """Roles that may see a field in a refusal (SEMANTICS 6.7); None if everybody may."""
    field = process.fields[name]
    if not field.personal and not field.seen_by:
        return None
    steps = (step for step in process.steps.values() if name in takes_of(process, step))
    return frozenset({*field.seen_by, *(role for step in steps for role in step.by)})


def plan_of(process: Process, step: Step) -> Plan:
    """Work out a step's plan."""
    inputs = {demand.name for demand in step.input}
    appointed = tuple(sorted(set(step.appoint) - set(step.optional)))
    computed = computed_by(step)
    stops = tuple(d for d in step.when if process.guards[d.name].warn is None)
    warns = tuple(d for d in step.when if process.guards[d.name].warn is not None)
    reads, before = reads_of(process, step)
    takes = takes_of(process, step)
    happened = tuple(
        (field.id, field.type.kind == "date")
        for field in sorted(process.fields.values(), key=lambda f: f.id)
        if field.source == f"{step.id}.happened"
    )
    numbered = sorted(f.id for f in process.fields.values() if f.source == "case.number")
    number = tuple(numbered) if step.kind == "start" else ()
    return Plan(
        step=step,
        claims=(*claims_of(process, step.by), *((BY_CLOCK,) if step.clock else ())),
        takes={name: key_parser(process, name) for name in sorted(takes)},
        some_wanted=frozenset(n for n in inputs if process.fields[n].type.kind in ("set", "list")),
        demanded_if=tuple(d for d in step.input if d.only_if is not None),
        appointed=appointed,
        fresh=frozenset({*inputs, *appointed, *computed}),
        computed=computed,
        computes=compute_order(process, step),
        reads=tuple(sorted(reads)),
        reads_before=tuple(sorted(before)),
        stops=stops,
        warns=warns,
        separations=tuple(sorted(s.id for s in process.separations.values() if step.id in s.steps)),
        writes_happened=happened,
        writes_number=number,
        sealable=sealable_by(process, step, takes | computed),
        papers=bool(
            step.issue or step.complete or step.void or step.send or step.send_if_held or step.recall
        ),
        shifts=bool(step.appoint) or step.kind == "back",
        moves=step.moves,
        choice=len(step.back_to) > 1,
        must_come=frozenset({*appointed, *(d.name for d in step.input if d.only_if is None)}),
        wary=bool(warns or step.uses or step.tell),
        tells=bool(step.tell) or step.kind == "back",
        special=step.auto or step.asked,
        writes_more=bool(computed or step.appoint or happened or number),
    )


BY_CLOCK = Claim(CLOCK, CLOCK, "company", CLOCK, False)


def claims_of(process: Process, by: Iterable[str]) -> tuple[Claim, ...]:
    """By which roles one may act as the roles of `by`: those that record for an outside role, else itself."""
    claims = []
    for name in by:
        role = process.roles[name]
        for own in role.recorded_by if role.outside else (name,):
            scope = scope_of(process, process.roles[own])
            claims.append(Claim(own, name, scope, role.holder, role.outside))
    return tuple(sorted(claims))


def key_parser(process: Process, name: str) -> Callable[[object], Value]:
    """The parser of a key of the data: a field's, or for an appointed role a unit's."""
    if name in process.fields:
        return parser(process.fields[name].type)
    return some_units if process.roles[name].many else one_unit


def one_unit(raw: object) -> Value:
    """A unit's id, as data for an appointed role. Raises BadValue."""
    if isinstance(raw, str) and raw.strip():
        return raw.strip()
    raise BadValue(Text("要填一个单位的代号。", "give the id of one unit"))


def some_units(raw: object) -> Value:
    """The units of a `many` role: a list of at least one id. Raises BadValue."""
    if isinstance(raw, list | tuple) and raw and all(isinstance(u, str) and u.strip() for u in raw):
        return tuple(sorted({u.strip() for u in raw}))
    raise BadValue(Text("要列出一个或几个单位的代号。", "give a list of the ids of one or more units"))


def reads_of(process: Process, step: Step) -> tuple[set[str], set[str]]:
    """Names that the step's rules read of V and of `before`."""
    conditions: list[Condition | Computation] = [*step.set.values()]
    for demand in (*step.when, *step.input, *step.uses, *step.tell):
        conditions += [c for c in (demand.condition, demand.only_if) if c is not None]
    for table in (*step.decide, *((step.to_table,) if step.to_table else ())):
        conditions += [row.condition for row in process.tables[table].rows]
    reads = {name for condition in conditions for name in condition.reads}
    return reads, {name for condition in conditions for name in condition.reads_before}


def compute_order(process: Process, step: Step) -> tuple[tuple[str, Computation | Table], ...]:
    """`set` and `decide` in the order of their dependencies; the loader has excluded cycles."""
    rules: dict[str, Computation | Table] = {**step.set, **{t: process.tables[t] for t in step.decide}}
    order: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        for other in sorted(reads_of_rule(rules[name])):
            if other in rules and other != name:
                visit(other)
        order.append(name)

    for name in sorted(rules):
        visit(name)
    return tuple((name, rules[name]) for name in order)


def reads_of_rule(rule: Computation | Table) -> frozenset[str]:
    """Names that a computed value reads."""
    return frozenset(rule.reads)


def sealable_by(
    process: Process, step: Step, names: frozenset[str]
) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Parts that hold a field which the step may write and which it neither completes nor issues."""
    written = names | {f.id for f in process.fields.values() if f.source == f"{step.id}.happened"}
    return tuple(
        (document.id, part.id, frozenset(part.all) & written)
        for document in sorted(process.documents.values(), key=lambda d: d.id)
        if document.id not in step.issue
        for part in sorted(document.parts.values(), key=lambda p: p.id)
        if part.id not in step.complete.get(document.id, ()) and frozenset(part.all) & written
    )
