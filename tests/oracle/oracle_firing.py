"""What a step does: the trail, what it writes, papers and seals (SEMANTICS 3, 6 g and h, 7, 8)."""

from tests.oracle import oracle_history as standing
from tests.oracle.oracle_days import Pause
from tests.oracle.oracle_history import Record
from tests.oracle.oracle_papers import Desk
from tests.oracle.oracle_rosters import Call, Rosters
from tests.oracle.oracle_state import Collected, Json, State, Turn, Written
from tests.oracle.oracle_trail import (
    Place,
    changed,
    cuts,
    forward,
    last_stays,
    resumed,
    returned,
    stay_in,
    trail_at,
)
from tests.oracle.oracle_values import day


class Firing(Rosters):
    """Steps of one definition, taken on a scratch case."""

    def collect(self, x: State, turn: Turn) -> tuple[Collected, State]:
        found, step = Collected(), turn.step
        facts, computed, lacks = self.values(x, step, turn.data, found)
        self.demands(step, turn.data, facts, lacks, found)
        self.guards(step, facts, lacks, found)
        spent = self.separate(x, turn, found)
        goes_to = self.destination(step, facts, lacks, found)
        state = self.leads_to(x, turn, goes_to)
        place = self.nesting.place(state) if state else ()
        if not self.in_order(x, turn, place):
            found.guard.add("banfa.order")
        before = self.bindings(x)
        if step["kind"] == "start":
            x.home = turn.unit
        record = Record(x.n + 1, turn.name, step["stands"], place, happened=turn.happened)
        record.persons = turn.persons
        record.waivers = dict.fromkeys(spent, False)
        asks = self.round_of(x, step) if step.get("asked") or step.get("roster") or step.get("add") else None
        if asks is not None and self.asking.answers(step):
            state, record.place, record.round = asks[0], self.nesting.place(asks[0]), asks[1].no
        active = x.active
        fallen = self.move(x, record, turn, goes_to)
        found.clocks = self.pause(x, active, turn.happened)
        self.write(x, record, turn, computed)
        x.history.append(record)
        call = Call(facts, lacks, self.bindings(x), turn.members, found)
        if asks is not None and self.standing_round(x, asks[0]) == asks[1]:
            self.change_roster(x, turn, *asks, call)
        self.open_rounds(x, turn, self.asks_anew(turn, goes_to), call)
        found.missing |= self.replaced(self.papers(x, turn, before, fallen, record, found), lacks)
        found.written = self.entry(x, turn, record.place, state)
        return found, x

    def leads_to(self, x: State, turn: Turn, goes_to: str | None) -> str | None:
        """The state in whose trail a step takes place (R42)."""
        if turn.step["kind"] == "back":
            return turn.target
        return goes_to or self.outermost(x, turn.step)

    def in_order(self, x: State, turn: Turn, place: Place) -> bool:
        """R43: not before the stays began that the step ends."""
        if turn.step["kind"] == "act":
            return True
        undone = cuts(x.trail, place, turn.target) if turn.target else None
        ends = trail_at(x.trail, undone[0].place if undone else place) or ()
        return all(day(turn.happened) >= day(stay.since) for stay in last_stays(ends))

    def move(self, x: State, record: Record, turn: Turn, goes_to: str | None) -> set[tuple[str, int]]:
        """Move on the trail; the sets that fall with what is undone and are still current."""
        here, happened = trail_at(x.trail, record.place) or (), turn.happened
        if turn.step["kind"] in ("start", "forward") and goes_to is not None:
            record.left = here[-1].state if here else None
            new = self.nesting.begun(goes_to, happened)
            x.trail = changed(x.trail, record.place, lambda trail: forward(trail, new))
        if turn.step["kind"] == "resume":
            x.trail = changed(x.trail, record.place, resumed)
        if turn.target is None:
            return set()
        dropped: list[Record] = []
        for undone in cuts(x.trail, record.place, turn.target) or ():
            x.history, fell = standing.cut(x.history, undone)
            dropped += fell
        old = self.standing_round(x, turn.target)
        if old is not None and self.asks_anew(turn, None):
            x.history, fell = standing.cut_round(x.history, old.no)
            dropped += fell
        x.trail = returned(x.trail, record.place, turn.target, happened)
        issued = {key for r in dropped for key in r.issued}
        return {(d, k) for d, k in issued if len(x.papers[d]) == k and x.papers[d][-1].current}

    def pause(self, x: State, before: frozenset[str], happened: str) -> list[tuple[str, ...]]:
        """R51: stays in which a clock stands still begin and end."""
        effects: list[tuple[str, ...]] = []
        for state in self.duties.pauses:
            stays = x.stays.setdefault(state, [])
            if state in x.active - before:
                stays.append(Pause(happened))
                effects.append(("stay", state))
            if state in before - x.active:
                stays[-1] = Pause(stays[-1].begun, happened)
                effects.append(("left", state))
        return effects

    def asks_anew(self, turn: Turn, goes_to: str | None) -> list[str]:
        """The states in which the step opens a round, if they ask."""
        if turn.target is not None:
            ask = self.asks(turn.target)
            return [turn.target] if ask and not ask["keep"] else []
        if goes_to is None or turn.step["kind"] not in ("start", "forward"):
            return []
        return [stay.state for stay in last_stays((self.nesting.begun(goes_to, ""),))]

    def entry(self, x: State, turn: Turn, place: Place, state: str | None) -> Written | None:
        """Which entry the event of the step writes into, once it has moved."""
        trail = trail_at(x.trail, place) or ()
        if turn.step["kind"] == "resume":
            state = trail[-1].state
        stay = stay_in(trail, state) if state else None
        return Written(place, stay.state, stay.rounds) if stay else None

    def write(self, x: State, record: Record, turn: Turn, computed: Json) -> None:
        data = turn.data
        record.units = {role: data[role] for role in turn.step["appoint"] if role in data}
        record.values = {name: v for name, v in data.items() if name not in record.units}
        record.values.update(computed)
        starts = turn.step["kind"] == "start"
        x.number = turn.number if starts else x.number
        for name, definition in self.p["fields"].items():
            if definition["source"] == f"{turn.name}.happened":
                is_date = definition["type"]["kind"] == "date"
                record.values[name] = day(turn.happened) if is_date else turn.happened
            if definition["source"] == "case.number" and starts and x.number is not None:
                record.values[name] = x.number

    def papers(
        self,
        x: State,
        turn: Turn,
        before: dict[str, frozenset[str]],
        fallen: set[tuple[str, int]],
        record: Record,
        found: Collected,
    ) -> frozenset[str]:
        """Papers follow, are issued, completed, voided, sent; what they miss."""
        step, data, bound = turn.step, turn.data, self.bindings(x)
        one = {
            role: next(iter(units))
            for role, units in bound.items()
            if len(units) == 1 and not self.p["roles"][role]["many"]
        }
        parties = {role: self.roles.party(role, unit) for role, unit in one.items()}
        appointed = frozenset(role for role in step["appoint"] if role in data)
        waits = frozenset(r for r in step["appoint"] if r not in data and r not in step["optional"])
        values = standing.values(x.history)
        desk = Desk(x.papers, turn.party, turn.happened, parties, appointed, waits, frozenset(fallen), values)
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
