"""What a step does: the trail, what it writes, papers and seals (SEMANTICS 3, 6 g and h, 7, 8)."""

from typing import Any

from tests.oracle import oracle_history as standing
from tests.oracle.oracle_history import Record
from tests.oracle.oracle_papers import Desk
from tests.oracle.oracle_roles import Grant
from tests.oracle.oracle_rules import Rules
from tests.oracle.oracle_state import Collected, Json, State, persons
from tests.oracle.oracle_values import day


class Firing(Rules):
    """Steps of one definition, taken on a scratch case."""

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

    def seal(self, x: State, record: Record, desk: Desk) -> None:
        already = self.shown(x)
        for document, number, part, shown in desk.sealed:
            if already.get((document, number, part)) == shown:
                continue
            revisions = x.papers[document][number - 1].parts[part]
            revisions.append(shown)
            record.seals[document, number, part] = len(revisions)
