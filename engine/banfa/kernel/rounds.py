"""Rounds: who is asked, whose turn it is, what the answers count (SEMANTICS 11.1, 11.2).

One that is asked is named "ROLE:UNIT" (a party), "ROLE@PERSON", "*:UNIT" or "*@PERSON" (whoever is of the
unit, or the person in whatever role).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from banfa.kernel.case import Case, Entry, Round, Trail
from banfa.kernel.command import Command, Grant, own_first, picked
from banfa.kernel.counting import Change, Tally, by_kind, changes_of
from banfa.kernel.program import Plan, Program
from banfa.kernel.trail import active, entry_of


class Asked(NamedTuple):
    """One that is asked, and the kinds of member it is of."""

    who: str
    kinds: tuple[str, ...] = ()


def names_of(program: Program, grant: Grant, actor: str) -> tuple[str, ...]:
    """The names under which a grant may stand in a roster."""
    person = grant.for_whom or actor
    holder = program.holders.get(grant.role, grant.role)
    return (f"{holder}:{grant.unit}", f"{grant.role}@{person}", f"*:{grant.unit}", f"*@{person}")


def open_round(plan: Plan, case: Case) -> tuple[str, Round] | None:
    """The state whose round a step finds by its `from`, and that round; None if none is active."""
    for state in active(case.trail):
        if state in plan.step.sources:
            entry = entry_of(case.trail, state)
            if entry is not None and entry.round is not None:
                return state, entry.round
    return None


def places_of(program: Program, round_: Round, command: Command) -> list[tuple[Grant, str]]:
    """The actor's places in a roster, each with the grant that has it: those still to answer first (R47)."""
    found = [
        (grant, name)
        for grant in command.grants
        for name in names_of(program, grant, command.actor)
        if name in round_.kinds and (command.role is None or picked(command.role, grant))
    ]
    return sorted(found, key=lambda one: (one[1] in round_.answers, own_first(one[0]), one[1]))


def asked_now(round_: Round) -> tuple[str, ...]:
    """Who is still to answer: all that have not, or in turn the first of them."""
    if round_.closed:
        return ()
    left = tuple(who for who, _ in round_.roster if who not in round_.answers)
    return left[:1] if round_.in_turn else left


def barred(plan: Plan, round_: Round, who: str) -> str | None:
    """Why one that is asked may not take a step now: the id of what stands against it."""
    if round_.closed:
        return "banfa.closed"
    if plan.step.moves:
        return None
    if who in round_.answers:
        return "banfa.answered"
    return None if who in asked_now(round_) or plan.step.roster == "leave" else "banfa.turn"


def is_asked(program: Program, case: Case, grants: Iterable[Grant], actor: str) -> bool:
    """Whether somebody stands in the roster of a round that is going on."""
    names = {name for grant in grants for name in names_of(program, grant, actor)}
    return any(entry.round is not None and names & entry.round.kinds.keys() for entry in asking(case.trail))


def asking(trail: Trail) -> Iterator[Entry]:
    """The entries of active states with a round."""
    for state in active(trail):
        entry = entry_of(trail, state)
        if entry is not None and entry.round is not None:
            yield entry


# -- counting ----------------------------------------------------------------------------------------------


def tally_of(program: Program, case: Case, state: str) -> Tally | None:
    """The counts of the last round standing of a state; None if there is none."""
    entry = entry_of(case.trail, state)
    if entry is None or entry.round is None:
        return None
    round_ = entry.round
    left = [one for one in round_.roster if one[0] not in round_.answers]
    now = counts_of(round_)
    if round_.closed or state not in active(case.trail):
        if round_.silent is not None:
            now.update({round_.silent: len(left), "answered": len(left)})
            now.update(by_kind(kind) for _, kinds in left for kind in kinds)
        return Tally({**now, "left": 0})
    ways = program.answers[state]
    silence = round_.silent is None
    out = tuple(changes_of(ways.answers, kinds, silence=silence, leaving=ways.may_leave) for _, kinds in left)
    added: tuple[Change, ...] = ()
    if ways.may_add:
        one = changes_of(ways.answers, (), silence=silence, leaving=ways.may_leave)
        added = tuple(_and_asked(change) for change in one)
    return Tally(now, out, added, tuple(by_kind(kind) for kind in ways.kinds))


def counts_of(round_: Round) -> Counter[str]:
    """What has been answered so far."""
    kinds: Mapping[str, tuple[str, ...]] = round_.kinds
    now = Counter(answer[0] for answer in round_.answers.values())
    now.update(by_kind(kind) for who in round_.answers for kind in kinds.get(who, ()))
    now.update(asked=len(round_.roster), answered=len(round_.answers))
    now["left"] = len(round_.roster) - len(round_.answers)
    return now


def _and_asked(change: Change) -> Change:
    """A change by one that is asked beside the others: one more is asked, and is out."""
    return {**change, "asked": change.get("asked", 0) + 1, "left": change.get("left", 0) + 1}
