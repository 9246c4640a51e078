"""A step being decided: what it finds, and the effects it would have (SEMANTICS 6, step 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from banfa.kernel.asking import opened_by, round_effects
from banfa.kernel.case import Case, Entry, Layer, standing_waivers
from banfa.kernel.command import Command
from banfa.kernel.duties import stays_changed
from banfa.kernel.event import Effect
from banfa.kernel.evolve import moved
from banfa.kernel.facts import facts_for
from banfa.kernel.ledger import Ledger
from banfa.kernel.papers import PaperWork, sealed_clashes
from banfa.kernel.program import Plan, Program
from banfa.kernel.roles import Acting
from banfa.kernel.scratch import Scratch
from banfa.kernel.tables import Answer, ask_table
from banfa.kernel.trail import active, entries, entry_of, trail_left, trail_of
from banfa.kernel.waiting import waits_for
from banfa.language.expressions import Fault, Unknown
from banfa.language.expressions.weights import Antichain, either
from banfa.language.process import START, Demand, Table
from banfa.language.values import Value

BEGINNING = (START,)


class Found(NamedTuple):
    """One thing against a step. `kind`: separation, custody, guard, missing; `name`: of guard, rule or field.

    `lacks` are the names a guard or a computed value misses; `demand` is the guard's item, if it is one.
    """

    kind: str
    name: str
    lacks: tuple[str, ...] = ()
    demand: Demand | None = None
    detail: Any = None


class Work:
    """The decision in progress: what the machine moves. It gathers everything before it says no.

    Class attributes stand for "nothing yet": most steps need few of them.
    """

    warned: tuple[Found, ...] = ()
    answers: Mapping[str, Answer] = MappingProxyType({})
    computed: Mapping[str, Any] = MappingProxyType({})
    spent: tuple[tuple[str, str], ...] = ()
    undone: frozenset[tuple[str, int]] = frozenset()
    kept: tuple[Layer, ...] = ()  # of a return: what still stands after it

    def __init__(
        self,
        program: Program,
        plan: Plan,
        case: Case,
        command: Command,
        acting: Acting | None,
        data: Mapping[str, Value],
        target: str | None,
    ) -> None:
        self.program = program
        self.plan = plan
        self.case = case
        self.command = command
        self.acting = acting
        self.data = data
        self.target = target
        self.found: list[Found] = []
        self.effects: list[Effect] = []
        self.facts = facts_for(program, plan, case, data, command)

    @property
    def config(self) -> tuple[str, ...]:
        """The states the case is in, or `start`."""
        trail = self.case.trail
        if trail and trail[-1].regions is None:
            return (trail[-1].state,)
        return active(trail) or BEGINNING

    # -- what the machine calls

    def judge(self, plan: Plan) -> bool:
        """Look at everything; True if nothing stands against the step."""
        if not plan.must_come <= self.data.keys():
            self.demand()
        if plan.computes or plan.step.to_table:
            self.compute()
        for item in plan.demanded_if:
            if item.name not in self.data:
                self.demand_if(item)
        facts = self.facts
        for item in plan.stops:
            if item.condition.verdict(facts) is not True:  # type: ignore[union-attr]
                self.stop(item)
        if plan.wary:
            self.warn()
        trail = self.case.trail
        if trail and plan.moves:
            since = self.since() if self.program.homes else trail[-1].in_
            if self.command.happened[:10] < since[:10]:
                self.found.append(Found("guard", "banfa.order"))
        if plan.separations:
            self.separate()
        self.prepare()
        return not self.found

    def move(self, dest: str | None) -> None:
        """The machine has moved: what is left to say is who did it and whom it tells."""
        plan = self.plan
        effects = self.effects
        for rule, person in self.spent:
            effects.append(("waiver", rule, person, "spent"))
        effects.append(("did", plan.step.id, list(self.acting.persons if self.acting else ())))
        if self.warned:
            for warning in sorted(self.warned, key=lambda w: w.name):
                effects.append(("warned", warning.name, list(warning.lacks)))
        if plan.tells:
            effects += [("tell", role) for role in self.told()]

    # -- 4a missing

    def demand(self) -> None:
        """Inputs and appointed roles that did not come."""
        for name in sorted(self.plan.must_come - self.data.keys()):
            self.found.append(Found("missing", name))

    def demand_if(self, item: Demand) -> None:
        """An input with `only_if` (SEMANTICS 5.5): true demands it, unknown asks for what decides it."""
        assert item.only_if is not None
        verdict = item.only_if.verdict(self.facts)
        if verdict is True:
            self.found.append(Found("missing", item.name))
        elif verdict is None:
            weight = item.only_if.weigh(self.facts)
            needed = either(weight.T, weight.F)
            if needed:
                self.found.append(Found("missing", item.name, lacks=self.lacking(needed), demand=item))
            else:
                self.found.append(Found("guard", f"banfa.only_if.{item.name}"))

    # -- 4b, c values

    def compute(self) -> None:
        """`set`, then `decide`, in the order of their dependencies; then the table of `to`."""
        values = dict(self.facts.case)
        self.facts.case = values
        for name, rule in self.plan.computes:
            value = self.answer(name, rule) if isinstance(rule, Table) else self.work_out(name, rule)
            if value is not None:
                values[name] = value
                self.computed = {**self.computed, name: value}
        table = self.plan.step.to_table
        if table is not None:
            self.target = self.answer(table, self.program.process.tables[table])

    def work_out(self, name: str, rule: Any) -> Value | None:
        """One `set`."""
        try:
            return rule.value(self.facts)  # type: ignore[no-any-return]
        except Unknown as unknown:
            self.found.append(Found("missing", name, lacks=self.lacking(unknown.missing)))
        except Fault:
            self.found.append(Found("guard", f"banfa.set.{name}"))
        return None

    def answer(self, name: str, table: Table) -> Any:
        """One table."""
        answer = ask_table(table, self.facts)
        self.answers = {**self.answers, name: answer}
        if answer.lacks is not None:
            self.found.append(Found("missing", name, lacks=self.lacking(answer.lacks)))
        elif answer.fault is not None:
            self.found.append(Found("guard", f"banfa.table.{name}", detail=answer.fault))
        elif answer.row == "ask" and name == self.plan.step.to_table:
            self.found.append(Found("missing", name, lacks=(name,)))
        return answer.value

    def lacking(self, sets: Antichain) -> tuple[str, ...]:
        """The smallest of some minimal sets, with computed names replaced by what their rule lacks (R10)."""
        names: set[str] = set()
        for name in sets[0]:
            names |= self.behind(name.removeprefix("before."))
        return tuple(sorted(names))

    def behind(self, name: str) -> set[str]:
        """What a name that this step computes lacks; the name itself for any other."""
        if name not in self.plan.computed:
            return {name}
        lacks = {
            n for found in self.found if found.kind == "missing" and found.name == name for n in found.lacks
        }
        return lacks or {name}

    # -- 4d guards

    def stop(self, item: Demand) -> None:
        """A guard that does not pass: it fails, or it misses something."""
        assert item.condition is not None
        weight = item.condition.weigh(self.facts)
        if weight.T:
            self.found.append(Found("missing", item.name, lacks=self.lacking(weight.T), demand=item))
        else:
            self.found.append(Found("guard", item.name, demand=item))

    def warn(self) -> None:
        """Warn guards that are not true, unresolved outside rules, tellings that are not decided."""
        step = self.plan.step
        for item in self.plan.warns:
            if item.condition is not None and item.condition.verdict(self.facts) is not True:
                sets = item.condition.weigh(self.facts).T
                self.warn_of(item.name, item, self.lacking(sets) if sets else ())
        for item in step.uses:
            applies, unsure = self.applies(item)
            resolved = self.program.process.references[item.name].status == "resolved"
            if applies and (not resolved or unsure is not None):
                self.warn_of(item.name, item, unsure or ())
        for item in step.tell:
            applies, unsure = self.applies(item)
            if applies and unsure is not None:
                self.warn_of(f"tell.{item.name}", item, unsure)

    def warn_of(self, name: str, item: Demand, lacks: tuple[str, ...]) -> None:
        """Record a warning."""
        self.warned += (Found("warn", name, lacks=lacks, demand=item),)

    def applies(self, item: Demand) -> tuple[bool, tuple[str, ...] | None]:
        """Whether an item of `uses` or `tell` counts, and what its `only_if` lacks if it is not decided."""
        if item.only_if is None:
            return True, None
        verdict = item.only_if.verdict(self.facts)
        if verdict is not None:
            return verdict, None
        weight = item.only_if.weigh(self.facts)
        needed = either(weight.T, weight.F)
        return True, self.lacking(needed) if needed else ()

    # -- 4e where it takes place, and since when the case stands there

    @property
    def source(self) -> str:
        """The state of `from` that the step starts from: the outermost, then the least id (R42)."""
        return next(state for state in active(self.case.trail) if state in self.plan.step.sources)

    @property
    def home(self) -> tuple[str, str] | None:
        """The region in whose trail the step takes place: that of the state it leads to, or stays in."""
        moves_to = self.target if self.target is not None else self.source
        return self.program.homes.get(moves_to)

    def since(self) -> str:
        """When the latest of the stays began that the step ends (R43)."""
        trail = self.case.trail
        if self.plan.step.kind == "back":
            trail = trail_left(trail, self.target or "")
        elif self.home is not None:
            entry = entry_of(trail, self.home[0])
            trail = (entry.regions or {})[self.home[1]] if entry is not None else trail
        return latest(trail[-1])

    # -- 4f separation

    def separate(self) -> None:
        """Different people (SEMANTICS 10.1): every person who clashes uses up a free waiver."""
        if self.acting is None:
            return
        waivers: dict[tuple[str, str], bool] | None = None
        for rule in self.plan.separations:
            clashing = self.clashing(rule)
            if not clashing:
                continue
            if waivers is None:
                waivers = standing_waivers(self.case)
            held = [person for person in clashing if waivers.get((rule, person))]
            if len(held) == len(clashing):
                self.spent += tuple((rule, person) for person in clashing)
            else:
                barred = [person for person in clashing if person not in held]
                self.found.append(Found("separation", rule, detail=barred))

    def clashing(self, rule: str) -> list[str]:
        """Persons of this step who stand in another step of the rule."""
        assert self.acting is not None
        others = [s for s in self.program.process.separations[rule].steps if s != self.plan.step.id]
        taken = {
            person
            for layer in self.case.layers()
            for step in others
            if step in layer.done
            for person in layer.done[step].persons
        }
        return [person for person in self.acting.persons if person in taken]

    # -- 4g, h effects

    def prepare(self) -> None:
        """The effects, and what the papers have against the step."""
        effects, plan = self.effects, self.plan
        step = plan.step
        case = self.case
        if not case.trail and self.acting is not None:
            effects.append(("home", self.acting.grant.unit))
            if self.command.facts.number is not None:
                effects.append(("number", self.command.facts.number))
        if step.kind == "back":
            effects.append(self.going_back())
        elif self.target is not None:
            effects += self.program.entering[self.target]
        elif step.kind == "resume":
            effects.append(("resume", self.source))
        elif self.program.homes and self.source != case.trail[-1].state:
            effects.append(("in", self.source))
        writes = self.writes()
        if self.program.asks_or_pauses:
            effects += round_effects(self, self.scratch(writes))
            if plan.moves:
                effects += stays_changed(self.program.process, case.trail, self.after().trail)
        if step.stands:
            effects.append(("in", "base"))
        for name in sorted(self.answers) if self.answers else ():
            if name != step.to_table and self.answers[name].row is not None:
                effects.append(("table", name, self.answers[name].row))
        effects += [("write", name, writes[name]) for name in sorted(writes)]
        for role in step.appoint:
            if role in self.data:
                unit = self.data[role]
                effects.append(("appoint", role, list(unit) if isinstance(unit, tuple) else unit))
        if plan.papers or plan.shifts or (plan.sealable and case.papers):
            self.do_papers(writes)

    def writes(self) -> Mapping[str, Any]:
        """Every field this step writes; None hides an earlier answer of a table that now asks."""
        plan = self.plan
        if not plan.writes_more:
            return self.data
        fields = self.program.process.fields
        writes: dict[str, Any] = {name: value for name, value in self.data.items() if name in fields}
        for name, _ in plan.computes:
            if name in self.computed or (name in self.answers and self.answers[name].row == "ask"):
                writes[name] = self.computed.get(name)
        happened = self.command.happened
        for name, day_only in plan.writes_happened:
            writes[name] = happened[:10] if day_only else happened
        if self.command.facts.number is not None:
            for name in plan.writes_number:
                writes[name] = self.command.facts.number
        return writes

    def going_back(self) -> Effect:
        """The undoing: what falls, by name (R20)."""
        case = self.case
        undoing: list[Effect] = [("back", self.target, [], [])]
        undoing += [("ask", state, [], None, False) for state in opened_by(self)]
        after = moved(case, undoing, self.command.happened)
        self.kept = after.layers()
        dropped = [one for one in case.layers() if not any(one is other for other in self.kept)]
        self.undone = frozenset(
            (document, k)
            for layer in dropped
            for document, k in layer.issued
            if case.papers[document][k - 1].current
        )
        steps = sorted({step for layer in dropped for step in layer.done})
        return ("back", self.target, steps, restored(self.kept, dropped))

    def do_papers(self, writes: Mapping[str, Any]) -> None:
        """The paper stages, on the case as the step would leave it."""
        plan, case, acting = self.plan, self.case, self.acting
        scratch = self.scratch(writes)
        ledger = Ledger(case.papers, self.command.happened)
        clashes = sealed_clashes(plan, scratch, ledger) if plan.sealable else []
        if plan.papers or plan.shifts:
            papers = PaperWork(plan, case, scratch, ledger, self.effects, acting.party if acting else "")
            papers.run()
            clashes += papers.clashes
            self.found += [Found("missing", name) for name in papers.missing]
        for clash in clashes:
            self.find("custody", clash.id, detail=clash)

    def scratch(self, writes: Mapping[str, Any]) -> Scratch:
        """The case as the step would leave it, apart from the papers."""
        case, acting = self.case, self.acting
        layers = self.kept if self.plan.step.kind == "back" else case.layers()
        home = case.home if case.trail or acting is None else acting.grant.unit
        return Scratch(self.program, layers, home, writes, self.data, self.undone)

    def find(self, kind: str, name: str, **more: Any) -> None:
        """Gather one more thing against the step; each custody failure stands once (R15)."""
        if kind != "custody" or all(other.name != name for other in self.found):
            self.found.append(Found(kind, name, **more))

    # -- telling

    def told(self) -> list[str]:
        """Roles to inform: the step's, and those of a state returned into too often (R19)."""
        step = self.plan.step
        roles: set[str] = set()
        for item in step.tell:
            if self.applies(item)[0]:
                roles |= set(self.waited_for()) if item.name == "waiting" else {item.name}
        if step.kind == "back":
            for entry in entries(self.after().trail):
                limit = self.program.process.states[entry.state].rounds
                if limit is not None and entry.rounds > self.facts.rounds(entry.state) >= limit.limit - 1:
                    roles |= set(limit.tell)
        return sorted(roles)

    def waited_for(self) -> tuple[str, ...]:
        """Whom the case waits for after the step."""
        return waits_for(self.program.process, self.after().trail)

    def after(self) -> Case:
        """The case as the effects so far would leave it."""
        return moved(self.case, self.effects, self.command.happened)


def restored(kept: Iterable[Layer], dropped: Iterable[Layer]) -> list[str]:
    """Fields whose standing value lies in a dropped layer."""
    fallen: dict[str, int] = {}
    for layer in dropped:
        for name, (n, _) in layer.values.items():
            fallen[name] = max(n, fallen.get(name, 0))
    return sorted(
        name for name, n in fallen.items() if all(layer.values.get(name, (0, None))[0] < n for layer in kept)
    )


def latest(entry: Entry) -> str:
    """When the latest stay began that an entry with regions holds."""
    return max((entry.in_, *(latest(inner[-1]) for inner in (entry.regions or {}).values())), key=day)


def day(moment: str) -> str:
    """The day of a moment."""
    return moment[:10]


def rounds_after(work: Work) -> int:
    """`rounds` of the stay that the event is written into (R24)."""
    if work.target is not None and work.plan.step.kind != "back":
        return 0
    kind = work.plan.step.kind
    if kind == "back":
        return work.facts.rounds(work.target or "") + 1
    if kind == "resume":
        return trail_of(work.case.trail, work.source)[-2].rounds
    return work.facts.rounds(work.source)
