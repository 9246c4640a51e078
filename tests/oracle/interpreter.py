"""A second opinion: SEMANTICS.md read once more, slowly, from the canonical JSON of a definition alone.

`Oracle(definition).decide(state, command)` answers ("accepted", state, warning codes, events),
("refused", {...}) or ("invalid",). The command is only looked at by the names of its parts.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.oracle import oracle_history as standing
from tests.oracle.oracle_expr import EMPTY, Known, names_read
from tests.oracle.oracle_history import Record
from tests.oracle.oracle_papers import concerns, goal
from tests.oracle.oracle_rest import Rest
from tests.oracle.oracle_roles import Grant
from tests.oracle.oracle_rounds import Round, answers_for
from tests.oracle.oracle_state import Collected, Json, State, Stop, Turn, persons
from tests.oracle.oracle_tables import answer
from tests.oracle.oracle_trail import Trail, last_stays
from tests.oracle.oracle_values import day

__all__ = ["Oracle", "State"]

Answer = tuple[State, set[str], Json | None]
"""A case after an event, what was warned, and what the event says of itself; None if there is none."""


class Oracle(Rest):
    """The second opinion on one definition."""

    def decide(self, c: State, m: Any) -> tuple[Any, ...]:
        self.happened, self.calendar = m.happened, getattr(m.facts, "calendar", None)
        data = self.form.data(m)
        if data is None:
            return ("invalid",)
        try:
            if not self.concerned(c, m):
                raise Stop("role", opaque=True)
            x, warnings, event = getattr(self, m.kind)(c.copy(), m, data)
            events = [] if event is None else [self.head(x, m, warnings, event)]
            x.n += len(events)
            x, more, warned = self.rest(x, m, self.subject(m), None if events else getattr(m, "duty", None))
        except Stop as stop:
            own = [] if stop.opaque else self.subject(m)
            return ("refused", self.refusal(stop, {*own, *stop.articles}))
        x.id = m.id if not x.id else x.id
        return ("accepted", x, sorted(warnings | warned), [*events, *more])

    def head(self, x: State, m: Any, warnings: set[str], event: Json) -> Json:
        """The head of the command's own event, and what else of it is compared."""
        plain = {"kind": m.kind, "step": m.step, "cause": None, "who": None, "round": x.trail[-1].rounds}
        return {**plain, "warned": sorted(warnings), "clocks": [], **event}

    def subject(self, m: Any) -> list[str]:
        """The articles of the element that a command is about."""
        kinds = {"due": "duties", "fire": "transitions", "receive": "documents", "waive": "separation"}
        names = {"due": m.kind == "due" and m.duty, "fire": m.step, "receive": m.document, "waive": m.rule}
        return [] if m.kind == "correct" else self.p[kinds[m.kind]][names[m.kind]]["articles"]

    def refusal(self, stop: Stop, articles: set[str]) -> Json:
        return {
            "because": stop.because,
            "failed": sorted(stop.failed),
            "missing": sorted(stop.missing),
            "articles": sorted(articles, key=by_number),
        }

    def concerned(self, c: State, m: Any) -> bool:
        if m.kind == "due":
            return c.n > 0
        if c.n == 0:
            return m.kind == "fire" and self.steps[m.step]["kind"] == "start"
        return self.grants_concern(c, m.actor, m.grants)

    def is_asked(self, c: State, actor: str, grants: Any) -> bool:
        """Whether one stands in the roster of an active state."""
        rosters = [stay.round.roster for stay in last_stays(c.trail) if stay.round is not None]
        return any(
            answers_for(who, actor, g, self.roles) for roster in rosters for who, _ in roster for g in grants
        )

    def grants_concern(self, c: State, actor: str, grants: Any) -> bool:
        bindings = self.bindings(c)
        return self.is_asked(c, actor, grants) or any(
            g.unit in bindings.get(g.role, ())
            or (g.role in self.p["roles"] and concerns(c.papers, self.roles.party(g.role, g.unit)))
            for g in grants
        )

    def fire(self, x: State, m: Any, data: Json) -> Answer:
        step = self.steps[m.step]
        turn, role = self.turn(x, m, step, data)
        self.check_recorder(m, role, turn.party)
        turn = replace(turn, target=self.where(x, m, turn))
        found, x = self.collect(x, turn)
        because = found.because()
        if because is not None:
            failed = found.separation | found.custody | found.guard
            raise Stop(because, tuple(failed), tuple(found.missing), tuple(found.articles))
        x.ever.add(m.step)
        who = (m.actor, role, turn.party, m.recorder or m.actor)
        return x, found.warnings, self.of_step(found, who)

    def of_step(self, found: Collected, who: tuple[str, ...]) -> Json:
        rounds = found.written.rounds if found.written else 0
        return {"who": who, "round": rounds, "clocks": found.clocks}

    def due(self, x: State, m: Any, data: Json) -> Answer:
        """R53: what a clock does about a duty that is late."""
        duty, says, since = m.duty, self.duties.says[m.duty], self.duties.since(x, m.duty)
        late = says.get("late", {})
        if self.duties.passed(x, duty, m.entered, self.calendar) != Known(True) or x.dealt.get(duty) == since:
            raise Stop("state", (f"banfa.due.{duty}",))
        fired = self.by_the_clock(x, m, late.get("fire"))
        if not late:
            return x, set(), None
        clock = ("clock", "late", duty, since or "")
        if fired is None:
            x.dealt[duty] = since or ""
            warned = {f"banfa.due.{duty}"} if "fire" in late else set()
            return x, warned, {"cause": duty, "clocks": [clock], "who": None}
        found, x = fired
        x.ever.add(late["fire"])
        x.dealt[duty] = since or ""
        event = self.of_step(found, (m.actor, "clock", "", m.actor))
        event |= {"step": late["fire"], "cause": duty, "clocks": [*found.clocks, clock]}
        return x, found.warnings, event

    def by_the_clock(self, x: State, m: Any, name: str | None) -> tuple[Collected, State] | None:
        """The step that a late duty fires, if it would be accepted."""
        step = self.steps.get(name or "")
        if name is None or step is None or not x.active & set(step["from"]):
            return None
        target = next(iter(self.targets(x, step["back_to"])), None)
        if (step["back_to"] and target is None) or not self.may_move(x, step, target):
            return None
        members = getattr(m.facts, "members", {})
        turn = Turn(name, step, m.happened, target=target, members=members)
        found, after = self.collect(x.copy(), turn)
        return (found, after) if found.because() is None else None

    def turn(self, c: State, m: Any, step: Json, data: Json) -> tuple[Turn, str]:
        """Who acts in which role, and for which place of a roster."""
        who = None
        if step.get("asked"):
            grant, who = self.asked_one(c, m, step)
            role = grant.role
        else:
            grant, role = self.who(c, m, self.acting_roles(c, step))
        party = self.roles.party(role, "*" if self.p["roles"][role]["outside"] else grant.unit)
        members, number = getattr(m.facts, "members", {}), m.facts.number
        by = persons(m, grant)
        turn = Turn(m.step, step, m.happened, data, grant.unit, party, by, None, number, who, members)
        return turn, role

    def asked_one(self, c: State, m: Any, step: Json) -> tuple[Grant, str]:
        """R47: the first place of the actor's in the roster, rather one that has not answered."""
        asks = self.round_of(c, step)
        if asks is None:
            raise Stop("state")
        places = self.places(m, asks[1])
        if not places:
            raise Stop("role")
        return min(places, key=lambda place: (place[1] in asks[1].answers, *own_first(*place)))

    def places(self, m: Any, asked: Round) -> list[tuple[Grant, str]]:
        """The actor's places in a roster, each with a grant."""
        return [
            (g, who)
            for who, _ in asked.roster
            for g in m.grants
            if picked(m.role, g) and answers_for(who, m.actor, g, self.roles)
        ]

    def may_answer(self, c: State, turn: Turn) -> str | None:
        """What keeps one that is asked from this step now: closed, answered already, not its turn."""
        asks = self.round_of(c, turn.step)
        if turn.who is None or asks is None:
            return None
        _, asked = asks
        if asked.closed:
            return "banfa.closed"
        if turn.step["kind"] != "act":
            return None
        if turn.who in asked.answers:
            return "banfa.answered"
        waits = asked.in_turn and turn.step.get("roster") != "leave"
        return "banfa.turn" if waits and asked.out[0] != turn.who else None

    def acting_roles(self, c: State, step: Json) -> list[str]:
        if step["by_table"] is None:
            return step["by"]  # type: ignore[no-any-return]
        before = self.world(c)
        table = self.p["tables"][step["by_table"]]
        result = answer(table, self.facts(c, before, before))
        if result.value is None:
            raise Stop("role", (f"banfa.table.{step['by_table']}",), articles=tuple(table["articles"]))
        return [result.value] if isinstance(result.value, str) else list(result.value)

    def who(self, c: State, m: Any, by: list[str]) -> tuple[Grant, str]:
        """R1 to R3: the least matching grant, and the role it acts in."""
        fits = [
            (g, role)
            for role in by
            for own in (self.p["roles"][role]["recorded_by"] if self.p["roles"][role]["outside"] else [role])
            for g in m.grants
            if g.role == own and picked(m.role, g) and self.matches(c, g)
        ]
        if not fits:
            raise Stop("role")
        return min(fits, key=lambda fit: own_first(*fit))

    def matches(self, c: State, g: Grant) -> bool:
        if c.n == 0:
            root = self.roles.root(g.role)
            return root == "unit" or (root == "company" and g.unit == "*")
        return g.unit in self.roles.binding(g.role, c.home, standing.units(c.history))

    def check_recorder(self, m: Any, role: str, party: str) -> None:
        if m.recorder is None or m.recorder == m.actor:
            return
        if self.p["roles"][role]["outside"] or party not in self.parties(m.recorder_grants):
            raise Stop("role")

    def parties(self, grants: Iterable[Grant]) -> set[str]:
        return {self.roles.party(g.role, g.unit) for g in grants if g.role in self.p["roles"]}

    def where(self, c: State, m: Any, turn: Turn) -> str | None:
        step = turn.step
        if step["kind"] == "start":
            if c.n > 0:
                raise Stop("state")
            return None
        target = m.target if m.target is not None else next(iter(step["back_to"]), None)
        astray = not self.may_move(c, step, target)
        if not c.active & set(step["from"]) or astray:
            raise Stop("state", ("banfa.not_on_trail",) if astray else ())
        late = self.may_answer(c, turn)
        if late is not None:
            raise Stop("state", (late,))
        return target  # type: ignore[no-any-return]

    def receive(self, x: State, m: Any, data: Json) -> Answer:
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
        return x, set(), {}

    def handed_back(self, x: State, paper: Any, custody: Any, mine: set[str]) -> bool:
        if paper.issuer not in mine or custody in (("void",), ("at", paper.issuer)):
            return False
        return not paper.current or goal(custody) not in self.denoted(x)

    def denoted(self, x: State) -> set[str]:
        return {self.roles.party(role, unit) for role, units in self.bindings(x).items() for unit in units}

    def waive(self, x: State, m: Any, data: Json) -> Answer:
        rule = self.p["separation"][m.rule]
        grant, role = self.who(x, m, rule["waived_by"])
        self.check_recorder(m, role, self.roles.party(role, grant.unit))
        if m.person in persons(m, grant):
            raise Stop("separation", (f"banfa.separation.{m.rule}",), articles=tuple(rule["articles"]))
        x.history.append(Record(x.n + 1, happened=m.happened, waivers={(m.rule, m.person): True}))
        return x, set(), {}

    def correct(self, x: State, m: Any, data: Json) -> Answer:
        by: set[str] = set()
        for step in self.steps.values():
            if m.field in self.form.takes(step) and not step.get("asked"):
                by |= set(self.roles_now(x, step))
        grant, role = self.who(x, m, sorted(by))
        outside = self.p["roles"][role]["outside"]
        self.check_recorder(m, role, self.roles.party(role, "*" if outside else grant.unit))
        before = standing.values(x.history)
        if m.field not in before:
            raise Stop("missing", missing=(m.field,))
        value = data[m.field]
        self.against_corrected(x, m.field, value)
        x.history = standing.corrected(x.history, m.field, value)
        return x, self.now_false(x, m.field, self.world(x) | before, self.world(x)), {}

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

    def allowed(self, c: State, probe: Any) -> dict[str, str]:
        """SEMANTICS 6.6: of every step whose role and state pass; `probe` is any fire."""
        self.happened, self.calendar = probe.happened, getattr(probe.facts, "calendar", None)
        if c.n and not self.grants_concern(c, probe.actor, probe.grants):
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
        self.happened, self.calendar = m.happened, getattr(m.facts, "calendar", None)
        if not self.concerned(c, m):
            return {}
        result = {}
        for name, step in self.steps.items():
            probe = next(iter(self.probes(c, name, m)), None)
            if probe is None or self.hopeless(c, step):
                continue
            members = getattr(probe.facts, "members", {})
            turn = Turn(name, step, probe.happened, target=probe.target, members=members)
            found, _ = self.collect(c.copy(), turn)
            result[name] = (tuple(self.roles_now(c, step)), tuple(sorted(found.missing)))
        return result

    def roles_now(self, c: State, step: Json) -> list[str]:
        if step.get("asked"):
            return ["asked"]
        try:
            return self.acting_roles(c, step)
        except Stop:
            return []

    def probes(self, c: State, name: str, probe: Any) -> list[Any]:
        step = self.steps[name]
        active = c.active & set(step["from"]) if c.n else step["kind"] == "start"
        if not active or step.get("auto") or not self.may_move(c, step, None):
            return []
        m = probe._replace(kind="fire", step=name, data={}, target=None)
        if step["kind"] != "back":
            return [m]
        return [m._replace(target=target) for target in self.targets(c, step["back_to"])]

    def status(self, c: State, m: Any) -> str | None:
        step = self.steps[m.step]
        try:
            turn, _ = self.turn(c, m, step, {})
            turn = replace(turn, target=self.where(c, m, turn))
        except Stop:
            return None
        found, x = self.collect(c.copy(), turn)
        if found.because() is None:
            return "ready" if self.comes_to_rest(x, m) else "needs"
        curable = {f"banfa.unbound.{role}" for role in step["appoint"]}
        custody = {i for i in found.custody if not i.startswith("banfa.sealed.") and i not in curable}
        return "blocked" if found.separation or custody or self.hopeless(c, step) else "needs"

    def comes_to_rest(self, x: State, m: Any) -> bool:
        x.ever.add(m.step)
        x.n += 1
        try:
            self.rest(x, m, [])
        except Stop:
            return False
        return True

    def view(self, c: State) -> Json:
        """What can be compared with another interpreter's case."""
        return {
            "n": c.n,
            "number": c.number,
            "home": c.home,
            "values": standing.values(c.history),
            "units": standing.units(c.history),
            "done": standing.done(c.history),
            "trail": view_trail(c.trail),
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


def own_first(g: Grant, last: str) -> tuple[bool, str, str, str, str]:
    """The order in which grants are tried (R1)."""
    return (g.for_whom is not None, g.unit, g.role, g.for_whom or "", last)


def view_trail(trail: Trail) -> list[Any]:
    inner = [{region: view_trail(t) for region, t in sorted(stay.regions.items())} for stay in trail]
    return [
        (s.state, s.since, s.out, s.rounds, i, view_round(s.round)) for s, i in zip(trail, inner, strict=True)
    ]


def view_round(asked: Any) -> Any:
    if asked is None:
        return None
    answers = dict(sorted(asked.answers.items()))
    return (asked.no, asked.roster, asked.silent, asked.in_turn, answers, asked.closed)


def picked(wanted: str | None, g: Grant) -> bool:
    return wanted is None or wanted in (g.role, f"{g.role}:{g.unit}")


def by_number(citation: str) -> tuple[int, str]:
    digits = re.match(r"\d+", citation)
    return int(digits[0]) if digits else 0, citation
