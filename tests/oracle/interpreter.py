"""A second opinion: SEMANTICS.md read once more, slowly, from the canonical JSON of a definition alone.

`Oracle(definition).decide(state, command)` answers ("accepted", state, warning codes), ("refused", {...}) or
("invalid",). The command is only looked at by the names of its parts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.oracle import oracle_history as standing
from tests.oracle.oracle_expr import (
    EMPTY,
    TRUE,
    Facts,
    Known,
    Truth,
    either,
    names_read,
    negate,
    reads,
    smallest,
    truth,
)
from tests.oracle.oracle_expr import value as value_of
from tests.oracle.oracle_form import Form
from tests.oracle.oracle_history import Record
from tests.oracle.oracle_papers import Desk, Ledger, concerns, current, goal
from tests.oracle.oracle_roles import Grant, Roles
from tests.oracle.oracle_tables import Result, answer
from tests.oracle.oracle_values import day, write

Json = dict[str, Any]
Lacks = dict[str, frozenset[str]]  # computed name without a value -> what its rule lacks


@dataclass
class State:
    """A case, as the second opinion sees it."""

    id: str = ""
    n: int = 0
    number: str | None = None
    home: str | None = None
    history: standing.History = field(default_factory=list)
    trail: standing.Trail = field(default_factory=list)
    papers: Ledger = field(default_factory=dict)
    ever: set[str] = field(default_factory=set)

    def copy(self) -> "State":
        """A scratch case; records are never changed, only replaced."""
        papers = {document: [paper.copy() for paper in sets] for document, sets in self.papers.items()}
        trail = [replace(stay) for stay in self.trail]
        return replace(self, history=[*self.history], trail=trail, papers=papers, ever={*self.ever})

    @property
    def at(self) -> str | None:
        return self.trail[-1].state if self.trail else None


@dataclass
class Stop(Exception):
    """A refusal that ends the decision at once: opaque, role, state, or one of the small commands'."""

    because: str
    failed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    opaque: bool = False


@dataclass
class Collected:
    """All that stands against a step (SEMANTICS 6, step 4)."""

    separation: set[str] = field(default_factory=set)
    custody: set[str] = field(default_factory=set)
    guard: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    warnings: set[str] = field(default_factory=set)

    def because(self) -> str | None:
        ranks = ("separation", "custody", "guard", "missing")
        return next((rank for rank in ranks if getattr(self, rank)), None)


class Oracle:
    """The second opinion on one definition."""

    def __init__(self, definition: Json) -> None:
        self.p = definition
        self.steps: dict[str, Json] = definition["transitions"]
        self.types = {name: f["type"] for name, f in definition["fields"].items()}
        self.roles = Roles(definition["roles"])
        self.form = Form(definition)

    # -- the answer ---------------------------------------------------------------------------------

    def decide(self, c: State, m: Any) -> tuple[Any, ...]:
        data = self.form.data(m)
        if data is None:
            return ("invalid",)
        try:
            if not self.concerned(c, m):
                raise Stop("role", opaque=True)
            x, warnings = getattr(self, m.kind)(c.copy(), m, data)
        except Stop as stop:
            own = [] if stop.opaque else self.subject(m)
            return ("refused", self.refusal(stop, {*own, *stop.articles}))
        x.n += 1
        x.id = m.id if not x.id else x.id
        return ("accepted", x, sorted(warnings))

    def subject(self, m: Any) -> list[str]:
        """The articles of the element that a command is about."""
        kinds = {"fire": "transitions", "receive": "documents", "waive": "separation"}
        names = {"fire": m.step, "receive": m.document, "waive": m.rule}
        return [] if m.kind == "correct" else self.p[kinds[m.kind]][names[m.kind]]["articles"]

    def refusal(self, stop: Stop, articles: set[str]) -> Json:
        return {
            "because": stop.because,
            "failed": sorted(stop.failed),
            "missing": sorted(stop.missing),
            "articles": sorted(articles, key=by_number),
        }

    def concerned(self, c: State, m: Any) -> bool:
        if c.n == 0:
            return m.kind == "fire" and self.steps[m.step]["kind"] == "start"
        return self.grants_concern(c, m.grants)

    def grants_concern(self, c: State, grants: Any) -> bool:
        bindings = self.bindings(c)
        return any(
            g.unit in bindings.get(g.role, ())
            or (g.role in self.p["roles"] and concerns(c.papers, self.roles.party(g.role, g.unit)))
            for g in grants
        )

    def bindings(self, c: State, units: dict[str, Any] | None = None) -> dict[str, frozenset[str]]:
        units = standing.units(c.history) if units is None else units
        return {role: self.roles.binding(role, c.home, units) for role in self.p["roles"]}

    # -- fire ---------------------------------------------------------------------------------------

    def fire(self, x: State, m: Any, data: Json) -> tuple[State, set[str]]:
        step = self.steps[m.step]
        grant, role = self.who(x, m, self.acting_roles(x, step))
        party = self.roles.party(role, "*" if self.p["roles"][role]["outside"] else grant.unit)
        self.check_recorder(m, role, party)
        target = self.where(x, m, step)
        found, x = self.collect(x, m, step, data, grant, party, target)
        because = found.because()
        if because is not None:
            failed = found.separation | found.custody | found.guard
            raise Stop(because, tuple(failed), tuple(found.missing), tuple(found.articles))
        x.ever.add(m.step)
        return x, found.warnings

    def acting_roles(self, c: State, step: Json) -> list[str]:
        if step["by_table"] is None:
            return step["by"]  # type: ignore[no-any-return]
        before = self.world(c)
        result = answer(self.p["tables"][step["by_table"]], self.facts(c, before, before))
        if result.value is None:
            raise Stop("role", (f"banfa.table.{step['by_table']}",))
        return [result.value] if isinstance(result.value, str) else list(result.value)

    def who(self, c: State, m: Any, by: list[str]) -> tuple[Grant, str]:
        """R1 to R3: the least matching grant, and the role it acts in."""
        bindings = self.bindings(c)
        fits = []
        for role in by:
            for own in self.p["roles"][role]["recorded_by"] if self.p["roles"][role]["outside"] else [role]:
                for g in m.grants:
                    if g.role == own and picked(m.role, g) and self.matches(c, bindings, g):
                        fits.append(
                            ((g.for_whom is not None, g.unit, g.role, g.for_whom or "", role), g, role)
                        )
        if not fits:
            raise Stop("role")
        _, grant, role = min(fits, key=lambda fit: fit[0])
        return grant, role

    def matches(self, c: State, bindings: dict[str, frozenset[str]], g: Grant) -> bool:
        if c.n == 0:
            root = self.roles.root(g.role)
            return root == "unit" or (root == "company" and g.unit == "*")
        return g.unit in bindings[g.role]

    def check_recorder(self, m: Any, role: str, party: str) -> None:
        if m.recorder is None or m.recorder == m.actor:
            return
        if self.p["roles"][role]["outside"] or party not in self.parties(m.recorder_grants):
            raise Stop("role")

    def parties(self, grants: Iterable[Grant]) -> set[str]:
        return {self.roles.party(g.role, g.unit) for g in grants if g.role in self.p["roles"]}

    def where(self, c: State, m: Any, step: Json) -> str | None:
        if step["kind"] == "start":
            if c.n > 0:
                raise Stop("state")
            return None
        target = m.target if m.target is not None else next(iter(step["back_to"]), None)
        astray = target is not None and not standing.targets(c.trail, [target])
        if c.at not in step["from"] or astray:
            raise Stop("state", ("banfa.not_on_trail",) if astray else ())
        return target  # type: ignore[no-any-return]

    # -- what a step finds ---------------------------------------------------------------------------

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
        rounds = {stay.state: stay.rounds for stay in c.trail}
        done = frozenset(standing.done(c.history))
        at = frozenset([c.at]) if c.at else frozenset()
        return Facts(self.types, V, before, rounds, at, done, frozenset(c.ever), holders)

    def collect(
        self, x: State, m: Any, step: Json, data: Json, grant: Grant, party: str, target: str | None
    ) -> tuple[Collected, State]:
        found = Collected()
        facts, computed, lacks = self.values(x, step, data, found)
        self.demands(step, data, facts, lacks, found)
        self.guards(step, facts, lacks, found)
        if step["kind"] != "act" and x.trail and day(m.happened) < day(x.trail[-1].since):
            found.guard.add("banfa.order")
        spent = self.separate(x, m, grant, found)
        before = self.bindings(x)
        if step["kind"] == "start":
            x.home = grant.unit
        record = Record(x.n + 1, m.step, step["stands"], None, m.happened, persons(m, grant))
        record.waivers = dict.fromkeys(spent, False)
        goes_to = self.destination(step, facts, lacks, found)
        fallen = self.move(x, record, step, target, goes_to, m)
        self.write(x, record, step, data, computed, m)
        x.history.append(record)
        found.missing |= self.replaced(
            self.papers(x, m, step, data, party, before, fallen, record, found), lacks
        )
        return found, x

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

    def separate(self, c: State, m: Any, grant: Grant, found: Collected) -> set[tuple[str, str]]:
        """The waivers that the step spends."""
        done, waived, spent = standing.done(c.history), standing.waivers(c.history), set()
        for rule, separation in self.p["separation"].items():
            others = [step for step in separation["steps"] if step != m.step]
            if m.step not in separation["steps"]:
                continue
            taken = {person for step in others for person in done.get(step, ((), 0))[0]}
            for person in taken & set(persons(m, grant)):
                if waived.get((rule, person)):
                    spent.add((rule, person))
                else:
                    found.separation.add(f"banfa.separation.{rule}")
                    found.articles |= set(separation["articles"])
        return spent

    # -- what a step does ------------------------------------------------------------------------------

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

    def move(
        self, x: State, record: Record, step: Json, target: str | None, goes_to: str | None, m: Any
    ) -> set[tuple[str, int]]:
        """Move on the trail; the sets that fall with what is undone and are still current."""
        if step["kind"] in ("start", "forward") and goes_to is not None:
            record.left = x.at
            x.trail = standing.go_forward(x.trail, goes_to, m.happened)
        if target is None:
            return set()
        x.history, dropped = standing.cut(x.history, target)
        x.trail = standing.go_back(x.trail, target, m.happened)
        issued = {key for r in dropped for key in r.issued}
        return {(d, k) for d, k in issued if len(x.papers[d]) == k and x.papers[d][-1].current}

    def write(self, x: State, record: Record, step: Json, data: Json, computed: Json, m: Any) -> None:
        record.units = {role: data[role] for role in step["appoint"] if role in data}
        record.values = {name: v for name, v in data.items() if name not in record.units}
        record.values.update(computed)
        for name, definition in self.p["fields"].items():
            if definition["source"] == f"{m.step}.happened":
                record.values[name] = day(m.happened) if definition["type"]["kind"] == "date" else m.happened
        if step["kind"] == "start":
            x.number = m.facts.number
            for name, definition in self.p["fields"].items():
                if definition["source"] == "case.number" and x.number is not None:
                    record.values[name] = x.number

    def papers(
        self,
        x: State,
        m: Any,
        step: Json,
        data: Json,
        party: str,
        before: dict[str, frozenset[str]],
        fallen: set[tuple[str, int]],
        record: Record,
        found: Collected,
    ) -> frozenset[str]:
        """Papers follow, are issued, completed, voided, sent; what they miss."""
        bound = self.bindings(x)
        one = {
            role: next(iter(units))
            for role, units in bound.items()
            if len(units) == 1 and not self.p["roles"][role]["many"]
        }
        parties = {role: self.roles.party(role, unit) for role, unit in one.items()}
        appointed = frozenset(role for role in step["appoint"] if role in data)
        waits = frozenset(r for r in step["appoint"] if r not in data and r not in step["optional"])
        values = standing.values(x.history)
        desk = Desk(x.papers, party, m.happened, parties, appointed, waits, frozenset(fallen), values)
        found.custody |= self.against_seals(x, step, record, fallen)
        for role in sorted(appointed & set(parties)):
            desk.follow(role)
        self.paper_work(desk, step)
        desk.supersede_undone()
        for role in sorted(set(parties) - appointed):
            if before[role] != bound[role] and self.roles.holder(role) == role:
                desk.follow(role)
        found.custody |= desk.failures
        record.issued = desk.issued
        self.seal(x, record, desk)
        return frozenset(desk.missing)

    def paper_work(self, desk: Desk, step: Json) -> None:
        documents = self.p["documents"]
        for document in sorted(step["issue"]):
            desk.issue(document, documents[document])
        for document in sorted(step["complete"]):
            for part in sorted(step["complete"][document]):
                definition = documents[document]["parts"][part]
                desk.complete(document, part, definition["fields"], definition["optional"])
        for document in sorted(step["void"]):
            desk.void(document, step["void"][document])
        for document in sorted(step["recall"]):
            desk.recall(document)
        for key, act in (("send", desk.send), ("send_if_held", desk.send_if_held)):
            for document in sorted(step[key]):
                for role in sorted(step[key][document]):
                    act(document, role, step[key][document][role])

    def against_seals(self, x: State, step: Json, record: Record, fallen: set[tuple[str, int]]) -> set[str]:
        """7.3: another value in a sealed part that is neither completed again nor issued anew."""
        failures = set()
        for (document, number, part), shown in self.shown(x).items():
            renewed = part in step["complete"].get(document, []) or document in step["issue"]
            if renewed or (document, number) in fallen:
                continue
            definition = self.p["documents"][document]["parts"][part]
            for name in {*definition["fields"], *definition["optional"]} & set(record.values):
                if shown.get(name) != record.values[name]:
                    failures.add(f"banfa.sealed.{document}.{part}.{name}")
        return failures

    def shown(self, x: State) -> dict[tuple[str, int, str], Json]:
        """What the standing seals of current sets show."""
        result = {}
        for (document, number, part), revision in standing.seals(x.history).items():
            if len(x.papers[document]) == number and x.papers[document][-1].current:
                result[document, number, part] = x.papers[document][-1].parts[part][revision - 1]
        return result

    def seal(self, x: State, record: Record, desk: Desk) -> None:
        already = self.shown(x)
        for document, number, part, shown in desk.sealed:
            if already.get((document, number, part)) == shown:
                continue
            revisions = x.papers[document][number - 1].parts[part]
            revisions.append(shown)
            record.seals[document, number, part] = len(revisions)

    # -- receive, waive, correct ------------------------------------------------------------------------

    def receive(self, x: State, m: Any, data: Json) -> tuple[State, set[str]]:
        mine = self.parties(g for g in m.grants if picked(m.role, g))
        if m.recorder not in (None, m.actor):
            mine &= self.parties(m.recorder_grants)
        if not mine:
            raise Stop("role", opaque=True)
        sets = x.papers.get(m.document, [])
        paper = sets[m.set - 1] if m.set <= len(sets) else None
        custody = paper.copies.get(m.copy) if paper else None
        nowhere = Stop("custody", (f"banfa.holds.{m.document}.{m.copy}",))
        if paper is None or custody is None:
            raise nowhere
        if custody[0] == "transit" and custody[2] in mine:
            if day(m.happened) < day(custody[3]):
                raise Stop("custody", ("banfa.order",))
            paper.copies[m.copy] = ("at", custody[2])
        elif self.handed_back(x, paper, custody, mine):
            paper.copies[m.copy] = ("at", paper.issuer)
        else:
            raise nowhere
        return x, set()

    def handed_back(self, x: State, paper: Any, custody: Any, mine: set[str]) -> bool:
        if paper.issuer not in mine or custody in (("void",), ("at", paper.issuer)):
            return False
        return not paper.current or goal(custody) not in self.denoted(x)

    def denoted(self, x: State) -> set[str]:
        return {self.roles.party(role, unit) for role, units in self.bindings(x).items() for unit in units}

    def waive(self, x: State, m: Any, data: Json) -> tuple[State, set[str]]:
        rule = self.p["separation"][m.rule]
        grant, role = self.who(x, m, rule["waived_by"])
        self.check_recorder(m, role, self.roles.party(role, grant.unit))
        if m.person in persons(m, grant):
            raise Stop("separation", (f"banfa.separation.{m.rule}",), articles=tuple(rule["articles"]))
        x.history.append(Record(x.n + 1, happened=m.happened, waivers={(m.rule, m.person): True}))
        return x, set()

    def correct(self, x: State, m: Any, data: Json) -> tuple[State, set[str]]:
        by: set[str] = set()
        for step in self.steps.values():
            if m.field in self.form.takes(step):
                by |= set(self.possible_roles(step))
        grant, role = self.who(x, m, sorted(by))
        outside = self.p["roles"][role]["outside"]
        self.check_recorder(m, role, self.roles.party(role, "*" if outside else grant.unit))
        before = standing.values(x.history)
        if m.field not in before:
            raise Stop("missing", missing=(m.field,))
        value = data[m.field]
        self.against_corrected(x, m.field, value)
        x.history = standing.corrected(x.history, m.field, value)
        return x, self.now_false(x, m.field, self.world(x) | before, self.world(x))

    def possible_roles(self, step: Json) -> list[str]:
        if step["by_table"] is None:
            return step["by"]  # type: ignore[no-any-return]
        table = self.p["tables"][step["by_table"]]
        return [
            r
            for t in [*(row["then"] for row in table["rows"]), table["otherwise"]]
            if t
            for r in ([t] if isinstance(t, str) else t)
        ]

    def against_corrected(self, x: State, name: str, value: Any) -> None:
        """A standing seal that shows it otherwise: the part has to be completed anew."""
        failures, articles = set(), set()
        for (document, _, part), shown in self.shown(x).items():
            definition = self.p["documents"][document]["parts"][part]
            if name in {*definition["fields"], *definition["optional"]} and shown.get(name) != value:
                failures.add(f"banfa.sealed.{document}.{part}.{name}")
                articles |= set(self.p["documents"][document]["articles"])
        if failures:
            raise Stop("custody", tuple(failures), articles=tuple(articles))

    def now_false(self, x: State, name: str, before: Json, after: Json) -> set[str]:
        """R23: guards of standing steps that read the field, passed before and fail now."""
        warned = set()
        for step in standing.done(x.history):
            for item in self.steps[step]["when"]:
                plain = {**item, "only_if": None}
                if name not in names_read(self.p["guards"][item["guard"]]["condition"]):
                    continue
                then = self.item_truth(plain, self.facts(x, before, before))
                now = self.item_truth(plain, self.facts(x, after, after))
                if EMPTY in then.T and not now.T:
                    warned.add(item["guard"])
        return warned

    # -- allowed and the view ----------------------------------------------------------------------------

    def allowed(self, c: State, probe: Any) -> dict[str, str]:
        """SEMANTICS 6.6: of every step whose role and state pass; `probe` is any fire."""
        if c.n and not self.grants_concern(c, probe.grants):
            return {}
        result = {}
        for name in self.steps:
            statuses = [self.status(c, m) for m in self.probes(c, name, probe)]
            best = [s for s in ("ready", "needs", "blocked") if s in statuses]
            if best:
                result[name] = best[0]
        return result

    def listed(self, c: State, m: Any) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """R13: for a concerned actor, the steps that the case allows now, by whom, and what they need."""
        if not self.concerned(c, m):
            return {}
        result = {}
        for name, step in self.steps.items():
            probe = next(iter(self.probes(c, name, m)), None)
            active = c.at in step["from"] if c.n else step["kind"] == "start"
            if probe is None or not active or self.hopeless(c, step):
                continue
            grant, target = Grant("", "*", None), probe.target
            found, _ = self.collect(c.copy(), probe, step, {}, grant, ":*", target)
            result[name] = (tuple(self.acting_roles(c, step)), tuple(sorted(found.missing)))
        return result

    def probes(self, c: State, name: str, probe: Any) -> list[Any]:
        step = self.steps[name]
        if c.n == 0 and step["kind"] != "start":
            return []
        m = probe._replace(kind="fire", step=name, data={}, target=None)
        if step["kind"] != "back":
            return [m]
        return [m._replace(target=target) for target in standing.targets(c.trail, step["back_to"])]

    def status(self, c: State, m: Any) -> str | None:
        step = self.steps[m.step]
        try:
            grant, role = self.who(c, m, self.acting_roles(c, step))
            target = self.where(c, m, step)
        except Stop:
            return None
        party = self.roles.party(role, "*" if self.p["roles"][role]["outside"] else grant.unit)
        found, _ = self.collect(c.copy(), m, step, {}, grant, party, target)
        if found.because() is None:
            return "ready"
        curable = {f"banfa.unbound.{role}" for role in step["appoint"]}
        custody = {i for i in found.custody if not i.startswith("banfa.sealed.") and i not in curable}
        return "blocked" if found.separation or custody or self.hopeless(c, step) else "needs"

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

    def view(self, c: State) -> Json:
        """What can be compared with another interpreter's case."""
        return {
            "n": c.n,
            "number": c.number,
            "home": c.home,
            "values": standing.values(c.history),
            "units": standing.units(c.history),
            "done": standing.done(c.history),
            "trail": [(s.state, s.since, s.out, s.rounds) for s in c.trail],
            "ledger": {d: [self.view_set(s) for s in sets] for d, sets in sorted(c.papers.items()) if sets},
            "waivers": standing.waivers(c.history),
            "seals": {key: standing.seals(c.history)[key] for key in self.shown(c)},
            "ever": sorted(c.ever),
        }

    def view_set(self, paper: Any) -> Json:
        return {
            "current": paper.current,
            "issuer": paper.issuer,
            "parts": {part: revisions for part, revisions in sorted(paper.parts.items()) if revisions},
            "copies": dict(sorted(paper.copies.items())),
        }


def persons(m: Any, grant: Grant) -> tuple[str, ...]:
    """A stand-in counts as both."""
    return tuple(sorted({m.actor, *([grant.for_whom] if grant.for_whom else [])}))


def picked(wanted: str | None, g: Grant) -> bool:
    return wanted is None or wanted in (g.role, f"{g.role}:{g.unit}")


def case_names(e: Any) -> frozenset[str]:
    return frozenset(name for where, name in reads(e) if where == "case")


def by_number(citation: str) -> tuple[int, str]:
    digits = re.match(r"\d+", citation)
    return int(digits[0]) if digits else 0, citation
