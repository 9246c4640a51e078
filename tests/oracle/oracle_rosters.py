"""Whom a round asks, and what steps do to it (SEMANTICS 11.1, R46)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.oracle.oracle_expr import Facts, smallest
from tests.oracle.oracle_rounds import Roster, Round, once
from tests.oracle.oracle_rules import Lacks, Rules
from tests.oracle.oracle_state import Collected, Json, State, Turn
from tests.oracle.oracle_tables import answer
from tests.oracle.oracle_trail import Stay, in_stay, stay_in, trail_at

HOLDERS = "holders("


@dataclass
class Call:
    """Who is being asked by a step: over which values, and what stands against it."""

    facts: Facts
    lacks: Lacks
    bound: dict[str, frozenset[str]]
    members: Any
    found: Collected
    absent: set[str] = field(default_factory=set)
    known: bool = True  # whether everybody asked is known: no role unbound, no table without an answer


class Rosters(Rules):
    """Rosters of one definition."""

    def open_rounds(self, x: State, turn: Turn, states: Iterable[str], call: Call) -> None:
        """A round in each state that asks."""
        for state in states:
            ask = self.asks(state)
            if ask is None:
                continue
            call.absent, call.known = set(), True
            roster = self.roster(ask["each"], ask["who"], call)
            if call.known and len(roster) < ask["min"]:
                call.found.missing |= call.absent
                call.found.guard |= set() if call.absent else {f"banfa.ask.{state}"}
            opened = Round(x.n + 1, roster, ask["silent"], ask["in_turn"])
            self.put_round(x, state, opened)

    def asks(self, state: str) -> Json | None:
        """Whom a state asks, and how; None if nobody."""
        return self.p["states"].get(state, {}).get("ask")  # type: ignore[no-any-return]

    def holders_asked(self) -> set[str]:
        """The roles whose holders are asked one by one."""
        asks = [self.asks(state) or {} for state in self.p["states"]]
        names = [*(n for ask in asks for n in ask.get("each", ()))]
        names += [n for step in self.steps.values() for n in step.get("add") or ()]
        return {n.removeprefix(HOLDERS).removesuffix(")") for n in names if n.startswith(HOLDERS)}

    def put_round(self, x: State, state: str, new: Round) -> None:
        def change(stay: Stay) -> Stay:
            return replace(stay, round=new)

        x.trail = in_stay(x.trail, self.nesting.place(state), state, change)

    def standing_round(self, x: State, state: str) -> Round | None:
        stay = stay_in(trail_at(x.trail, self.nesting.place(state)) or (), state)
        return stay.round if stay else None

    def change_roster(self, x: State, turn: Turn, state: str, old: Round, call: Call) -> None:
        """What the step does to the round: answer, leave, close, add."""
        new = old
        if self.asking.answers(turn.step):
            new = new.with_answer(turn.who or "", turn.name, turn.persons, x.n + 1)
        if turn.step.get("roster") == "leave":
            new = new.with_roster(tuple(one for one in new.roster if one[0] != turn.who), new.closed)
        if turn.step.get("roster") == "close":
            new = new.with_roster(new.roster, True)
        if turn.step.get("add"):
            who = (self.asks(state) or {}).get("who")
            new = new.with_roster((*new.roster, *self.roster(turn.step["add"], who, call)), new.closed)
        if new is not old:
            self.put_round(x, state, new)

    def roster(self, names: list[str], who: str | None, call: Call) -> Roster:
        """Whom these names mean, in order, nobody twice."""
        return once(one for name in names for one in self.asked(name, who, call))

    def asked(self, name: str, who: str | None, call: Call) -> Roster:
        if name.startswith(HOLDERS):
            return self.holders(name.removeprefix(HOLDERS).removesuffix(")"), call)
        if name in self.p["roles"]:
            return self.party(name, call)
        if name in self.p["tables"]:
            return self.named(self.of_table(name, call), self.p["tables"][name]["type"], who, call)
        if name in self.p["sets"]:
            named = self.p["sets"][name]
            return self.named(tuple(named["members"]), {"kind": named["of"]}, who, call)
        value, kind = call.facts.V.get(name), self.types[name]
        if value is None:
            call.absent.add(name)
            return ()
        if kind["kind"] == "list":
            value = tuple(row[kind["key"]] for row in value)
            kind = dict(kind["record"])[kind["key"]]
        return self.named(value if isinstance(value, tuple) else (value,), kind, who, call)

    def of_table(self, name: str, call: Call) -> tuple[str, ...]:
        table = self.p["tables"][name]
        result = answer(table, call.facts)
        call.known = call.known and result.lacks is None
        if result.lacks is not None and not result.lacks:
            call.found.guard.add(f"banfa.table.{name}")
            call.found.articles |= set(table["articles"])
        elif result.lacks is not None:
            call.found.missing |= self.replaced(smallest(result.lacks), call.lacks)
        value = result.value or ()
        return (value,) if isinstance(value, str) else tuple(value)

    def holders(self, role: str, call: Call) -> Roster:
        self.bound(role, call)
        members = [m for m in call.members.get(role, ()) if m.unit in call.bound[role]]
        return tuple((f"{role}@{m.person}", tuple(m.kinds)) for m in sorted(members))

    def kinds_of(self, person: str, call: Call) -> tuple[str, ...]:
        """The kinds that the facts bring for a person, whatever role it holds."""
        known = [m.kinds for held in call.members.values() for m in held if m.person == person]
        return tuple(known[0]) if known else ()

    def party(self, role: str, call: Call) -> Roster:
        self.bound(role, call)
        return tuple((self.roles.party(role, unit), ()) for unit in sorted(call.bound[role]))

    def bound(self, role: str, call: Call) -> None:
        if not call.bound[role]:
            call.known = False
            call.found.custody.add(f"banfa.unbound.{role}")

    def named(self, values: tuple[str, ...], kind: Json, who: str | None, call: Call) -> Roster:
        """Roles, units or persons; units and persons answer in the role `who`."""
        of = kind["of"] if kind["kind"] == "set" else kind["kind"]
        if of == "role":
            return tuple(one for role in values for one in self.party(role, call))
        if of == "person":
            return tuple((f"{who or '*'}@{person}", self.kinds_of(person, call)) for person in values)
        return tuple((self.roles.party(who, unit) if who else f"*:{unit}", ()) for unit in values)
