"""Rounds: who is asked, who answers, what the answers still can become (SEMANTICS 11.1-3, R46 to R48)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.oracle.oracle_roles import Grant, Roles

Json = dict[str, Any]
Counts = Mapping[str, int]
Roster = tuple[tuple[str, tuple[str, ...]], ...]  # who is asked, in order, and of which kinds


class Member(NamedTuple):
    """One who holds a role, as the facts of a command bring it."""

    person: str
    unit: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Round:
    """A round: the event that opened it, who is asked, what was answered."""

    no: int
    roster: Roster
    silent: str | None
    in_turn: bool
    answers: Mapping[str, tuple[str, tuple[str, ...], int]] = field(default_factory=dict)
    closed: bool = False

    @property
    def out(self) -> list[str]:
        """Who has not answered, in order."""
        return [who for who, _ in self.roster if who not in self.answers]

    def with_answer(self, who: str, step: str, persons: tuple[str, ...], n: int) -> "Round":
        answers = {**self.answers, who: (step, persons, n)}
        return Round(self.no, self.roster, self.silent, self.in_turn, answers, self.closed)

    def with_roster(self, roster: Roster, closed: bool) -> "Round":
        return Round(self.no, once(roster), self.silent, self.in_turn, self.answers, closed)


def once(roster: Iterable[tuple[str, tuple[str, ...]]]) -> Roster:
    """Nobody is asked twice."""
    found: dict[str, tuple[str, ...]] = {}
    for who, kinds in roster:
        found.setdefault(who, kinds)
    return tuple(found.items())


def answers_for(who: str, actor: str, grant: Grant, roles: Roles) -> bool:
    """Whether somebody answers with a grant in a place of the roster."""
    role, is_person, name = who.partition("@")
    if is_person:
        own = grant.for_whom or actor
        return own == name and role in ("*", grant.role)
    role, _, unit = who.partition(":")
    return grant.unit == unit if role == "*" else roles.party(grant.role, grant.unit) == who


@dataclass(frozen=True)
class Tally:
    """What is counted of a round, what each who is out may add to it, and what more who are asked may."""

    counts: Counts
    options: tuple[tuple[Counts, ...], ...] = ()
    more: tuple[Counts, ...] = ()

    def sums(self, factors: Counts) -> tuple[set[int], bool, bool]:
        """Every value that a sum of counts may come to; whether it may fall, and rise, without end."""
        reached = {weighed(self.counts, factors)}
        for choices in self.options:
            reached = {total + weighed(one, factors) for total in reached for one in choices}
        steps = [weighed(one, factors) for one in self.more]
        return reached, any(step < 0 for step in steps), any(step > 0 for step in steps)


def weighed(counts: Counts, factors: Counts) -> int:
    return sum(factor * counts.get(name, 0) for name, factor in factors.items())


class Asking:
    """What the steps of one definition do in the rounds of its states."""

    def __init__(self, steps: Mapping[str, Json], roles: Mapping[str, Json]) -> None:
        self.steps = steps
        self.kinds = sorted({kind for role in roles.values() for kind in role["kinds"]})

    def answers(self, step: Json) -> bool:
        """An answer: by one that is asked, without a move, who stays in the roster."""
        return bool(step.get("asked")) and step["kind"] == "act" and not step.get("roster")

    def choices(self, state: str) -> list[str]:
        return [n for n, step in self.steps.items() if state in step["from"] and self.answers(step)]

    def tally(self, state: str, asked: Round, active: bool) -> Tally:
        """R48: only what is not yet answered is a range, as long as the round is not over."""
        counts: dict[str, int] = {"asked": len(asked.roster)}
        for who, kinds in asked.roster:
            if who in asked.answers:
                add(counts, answer(asked.answers[who][0], kinds))
        out = [kinds for who, kinds in asked.roster if who not in asked.answers]
        if asked.closed or not active:
            for kinds in out if asked.silent else ():
                add(counts, answer(asked.silent or "", kinds))
            return Tally(counts)
        options = tuple(tuple(self.one_more(state, kinds, asked.silent)) for kinds in out)
        adds = any(step.get("add") and state in step["from"] for step in self.steps.values())
        return Tally(counts, options, tuple(self.newcomers(state, asked.silent)) if adds and out else ())

    def one_more(self, state: str, kinds: tuple[str, ...], silent: str | None) -> list[Counts]:
        """What one who is out may do: answer, do nothing, leave."""
        leaves = any(s.get("roster") == "leave" and state in s["from"] for s in self.steps.values())
        found: list[Counts] = [answer(step, kinds) for step in self.choices(state)]
        return [*found, *([] if silent else [{"left": 1}]), *([{"asked": -1}] if leaves else [])]

    def newcomers(self, state: str, silent: str | None) -> list[Counts]:
        """What one who is asked in addition may do, of whatever kind."""
        groups = [(), tuple(self.kinds), *((kind,) for kind in self.kinds)]
        found = [one for kinds in groups for one in self.one_more(state, kinds, silent)]
        return [{**one, "asked": one.get("asked", 0) + 1} for one in found]


def answer(step: str, kinds: tuple[str, ...]) -> Counts:
    return {step: 1, "answered": 1, **{f"answered_by:{kind}": 1 for kind in kinds}}


def add(counts: dict[str, int], more: Counts) -> None:
    for name, number in more.items():
        counts[name] = counts.get(name, 0) + number
