"""What a step reads: V, tables and rules, guards, separation (SEMANTICS 5, 6 a to f, 9, 10)."""

from typing import Any

from tests.oracle import oracle_history as standing
from tests.oracle.oracle_duties import Duties
from tests.oracle.oracle_expr import EMPTY, TRUE, Facts, Known, Truth, either, negate, reads, smallest, truth
from tests.oracle.oracle_expr import value as value_of
from tests.oracle.oracle_form import Form
from tests.oracle.oracle_papers import current
from tests.oracle.oracle_roles import Roles
from tests.oracle.oracle_rounds import Asking, Round
from tests.oracle.oracle_state import Collected, Json, State, Turn
from tests.oracle.oracle_tables import Result, answer
from tests.oracle.oracle_trail import Nesting, all_stays, cuts, last_stays, trail_at
from tests.oracle.oracle_values import write

Lacks = dict[str, frozenset[str]]  # computed name without a value -> what its rule lacks


class Rules:
    """The rules of one definition, read over a case."""

    def __init__(self, definition: Json) -> None:
        self.p = definition
        self.steps: dict[str, Json] = definition["transitions"]
        self.types = {name: f["type"] for name, f in definition["fields"].items()}
        self.roles = Roles(definition["roles"])
        self.form = Form(definition)
        self.asking = Asking(self.steps, definition["roles"])
        self.nesting = Nesting(definition["states"])
        self.duties = Duties(definition, self.nesting)
        self.happened, self.calendar = "", None  # of the command in hand

    def world(self, c: State) -> Json:
        """Standing values and units."""
        return {**standing.values(c.history), **standing.units(c.history)}

    def facts(self, c: State, V: Json, before: Json) -> Facts:
        holders = {}
        for document in c.papers:
            paper = current(c.papers, document)
            for copy, custody in paper.copies.items() if paper else ():
                if custody[0] == "at":
                    holders[document, copy] = custody[1].split(":")[0]
        rounds = {stay.state: stay.rounds for stay in all_stays(c.trail)}
        done = frozenset(standing.done(c.history))
        tallies = {
            stay.state: self.asking.tally(stay.state, stay.round, stay.state in c.active)
            for stay in all_stays(c.trail)
            if stay.round is not None
        }
        owed = frozenset(duty for duty in self.duties.says if self.duties.since(c, duty) is not None)
        passed = {d: self.duties.passed(c, d, self.happened, self.calendar) for d in self.duties.says}
        ever = frozenset(c.ever)
        return Facts(self.types, V, before, rounds, c.active, done, ever, holders, tallies, owed, passed)

    def bindings(self, c: State, units: dict[str, Any] | None = None) -> dict[str, frozenset[str]]:
        units = standing.units(c.history) if units is None else units
        return {role: self.roles.binding(role, c.home, units) for role in self.p["roles"]}

    def values(self, c: State, step: Json, data: Json, found: Collected) -> tuple[Facts, Json, Lacks]:
        """V, what the step computes, and for each computed name without a value what it lacks (R8, R9)."""
        before = self.world(c)
        V = {name: v for name, v in before.items() if name not in self.form.taken_afresh(step)}
        V.update(data)
        computed: Json = {}
        lacks: Lacks = {}
        waiting = [*step["set"], *step["decide"]]
        while waiting:
            name = next(name for name in waiting if not self.rule_reads(step, name) & set(waiting) - {name})
            waiting.remove(name)
            self.compute(step, name, self.facts(c, V, before), computed, lacks, found)
            if computed.get(name) is not None:
                V[name] = computed[name]
        return self.facts(c, V, before), computed, lacks

    def rule_reads(self, step: Json, name: str) -> frozenset[str]:
        if name in step["set"]:
            return case_names(step["set"][name])
        return frozenset().union(*(case_names(row["condition"]) for row in self.p["tables"][name]["rows"]))

    def compute(
        self,
        step: Json,
        name: str,
        facts: Facts,
        computed: Json,
        lacks: Lacks,
        found: Collected,
    ) -> None:
        if name in step["set"]:
            got = value_of(step["set"][name], facts)
            result = Result(value=write(got.value)) if isinstance(got, Known) else Result(lacks=got.D)
        else:
            result = answer(self.p["tables"][name], facts)
        if result.lacks is None:
            value = result.value
            computed[name] = tuple(value) if isinstance(value, list) else value
            return
        if not result.lacks:
            kind = "set" if name in step["set"] else "table"
            found.guard.add(f"banfa.{kind}.{name}")
            found.articles |= set(self.p["tables"][name]["articles"]) if kind == "table" else set()
        lacks[name] = self.replaced(smallest(result.lacks), lacks)
        found.missing |= lacks[name]

    def replaced(self, names: frozenset[str], lacks: Lacks) -> frozenset[str]:
        """Names the step computes are replaced by what their rule lacks, if it lacks anything (R10)."""
        result: set[str] = set()
        for name in names:
            result |= lacks.get(name) or {name}
        return frozenset(result)

    def demands(self, step: Json, data: Json, facts: Facts, lacks: Lacks, found: Collected) -> None:
        found.missing |= {
            role for role in step["appoint"] if role not in data and role not in step["optional"]
        }
        for item in step["input"]:
            if item["field"] in data:
                continue
            condition = TRUE if item["only_if"] is None else truth(item["only_if"], facts)
            if EMPTY in condition.T:
                found.missing.add(item["field"])
            elif EMPTY not in condition.F:
                found.missing |= self.replaced(smallest(condition.T | condition.F), lacks)
                if not condition.T | condition.F:
                    found.guard.add(f"banfa.only_if.{item['field']}")

    def item_truth(self, item: Json, facts: Facts) -> Truth:
        verdict = truth(self.p["guards"][item["guard"]]["condition"], facts)
        verdict = negate(verdict) if item["negated"] else verdict
        return verdict if item["only_if"] is None else either(negate(truth(item["only_if"], facts)), verdict)

    def guards(self, step: Json, facts: Facts, lacks: Lacks, found: Collected) -> None:
        for item in step["when"]:
            verdict, guard = self.item_truth(item, facts), self.p["guards"][item["guard"]]
            if EMPTY in verdict.T:
                continue
            if guard["effect"] == "warn":
                found.warnings.add(item["guard"])
                continue
            found.articles |= set(guard["articles"])
            found.missing |= self.replaced(smallest(verdict.T), lacks)
            if not verdict.T:
                found.guard.add(item["guard"])
        for item in step["uses"]:
            unresolved = self.p["references"][item["reference"]]["status"] == "unresolved"
            if unresolved and not (item["only_if"] and EMPTY in truth(item["only_if"], facts).F):
                found.warnings.add(item["reference"])
        for item in step["tell"]:
            verdict = truth(item["only_if"], facts) if item["only_if"] else TRUE
            if EMPTY not in verdict.T and EMPTY not in verdict.F:
                found.warnings.add(f"tell.{item['role']}")

    def separate(self, c: State, turn: Turn, found: Collected) -> set[tuple[str, str]]:
        """The waivers that the step spends."""
        done, waived, spent = standing.done(c.history), standing.waivers(c.history), set()
        for rule, separation in self.p["separation"].items():
            others = [step for step in separation["steps"] if step != turn.name]
            if turn.name not in separation["steps"]:
                continue
            taken = {person for step in others for person in done.get(step, ((), 0))[0]}
            for person in taken & set(turn.persons):
                if waived.get((rule, person)):
                    spent.add((rule, person))
                else:
                    found.separation.add(f"banfa.separation.{rule}")
                    found.articles |= set(separation["articles"])
        return spent

    def destination(self, step: Json, facts: Facts, lacks: Lacks, found: Collected) -> str | None:
        if step["to_table"] is None:
            return step["to"]  # type: ignore[no-any-return]
        result = answer(self.p["tables"][step["to_table"]], facts)
        if result.lacks is not None and not result.lacks:
            found.guard.add(f"banfa.table.{step['to_table']}")
            found.articles |= set(self.p["tables"][step["to_table"]]["articles"])
        elif result.lacks is not None:
            found.missing |= self.replaced(smallest(result.lacks), lacks)
        return result.value

    def targets(self, c: State, wanted: list[str]) -> list[str]:
        """Which of these states a return may lead to."""
        return [state for state in wanted if cuts(c.trail, self.nesting.place(state), state)]

    def outermost(self, c: State, step: Json) -> str | None:
        """The outermost active state of `from`, of several the least id (R42)."""
        here = [state for state in step["from"] if state in c.active]
        return min(here, key=lambda state: (len(self.nesting.place(state)), state), default=None)

    def round_of(self, c: State, step: Json) -> tuple[str, Round] | None:
        """The round of the first active state of `from` that has one (R47)."""
        rounds = {stay.state: stay.round for stay in last_stays(c.trail) if stay.round is not None}
        here = [state for state in step["from"] if state in rounds]
        first = min(here, key=lambda state: (len(self.nesting.place(state)), state), default=None)
        return (first, rounds[first]) if first is not None else None

    def may_move(self, c: State, step: Json, target: str | None) -> bool:
        """Whether a return leads to a state that the case has left, a resume to one that was interrupted."""
        if step["kind"] == "back":
            return target is None or bool(self.targets(c, [target]))
        source = self.outermost(c, step) if step["kind"] == "resume" else None
        return source is None or len(trail_at(c.trail, self.nesting.place(source)) or ()) > 1

    def hopeless(self, c: State, step: Json) -> bool:
        """Some guard has T = {} over standing - input - optional - computed."""
        before = self.world(c)
        gone = {*self.form.takes(step), *step["appoint"], *step["set"], *step["decide"]}
        facts = self.facts(c, {name: v for name, v in before.items() if name not in gone}, before)
        return any(
            not self.item_truth(item, facts).T
            for item in step["when"]
            if self.p["guards"][item["guard"]]["effect"] != "warn"
        )

    def shown(self, x: State) -> dict[tuple[str, int, str], Json]:
        """What the standing seals of current sets show."""
        result = {}
        for (document, number, part), revision in standing.seals(x.history).items():
            if len(x.papers[document]) == number and x.papers[document][-1].current:
                result[document, number, part] = x.papers[document][-1].parts[part][revision - 1]
        return result


def case_names(e: Any) -> frozenset[str]:
    return frozenset(name for where, name in reads(e) if where == "case")
