"""The path a case took through the states, told from its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from banfa.kernel.case import Case
from banfa.kernel.event import Event
from banfa.language.process import Process
from banfa.views.diagrams.routes import first_of_regions, regions_of, targets

CaseSeen = Case | Mapping[str, Any]
"""A case: the kernel's, or as the engine's `show` gives it."""
HistorySeen = Iterable[Event | Mapping[str, Any]]
"""Its events: the kernel's, or as the engine's `history` gives them."""


class Move(NamedTuple):
    """A step that was taken: the `n`th of the case, out of `tail` (None: it began the case) to `head`."""

    n: int
    step: str
    tail: str | None
    head: str | None  # None: the case stayed where it was


class Path(NamedTuple):
    """Where a case stands, and how it came there."""

    states: frozenset[str] = frozenset()
    moves: tuple[Move, ...] = ()

    def numbers(self, step: str, tail: str | None, head: str | None) -> tuple[int, ...]:
        """When the case took a step by this way."""
        return tuple(m.n for m in self.moves if (m.step, m.tail, m.head) == (step, tail, head))

    def numbers_of(self, step: str) -> tuple[int, ...]:
        """When the case took a step at all."""
        return tuple(move.n for move in self.moves if move.step == step)

    def numbers_at(self, step: str, state: str) -> tuple[int, ...]:
        """When the case took a step that led nowhere, in this state."""
        return tuple(m.n for m in self.moves if m.step == step and m.tail == state and m.head is None)

    @property
    def visited(self) -> frozenset[str]:
        """Every state that the case was in."""
        ends = {end for move in self.moves for end in (move.tail, move.head) if end is not None}
        return frozenset(ends) | self.states


def path_of(process: Process, case: CaseSeen | None, history: HistorySeen | None) -> Path:
    """Return where a case stands and the steps it took, numbered from 1; empty without a case.

    Steps that the process does not know (it has changed since) are left out.
    """
    states = _states(case)
    taken = [_taken(one) for one in history or ()]
    steps = [(step, entered) for step, entered in taken if step in process.steps]
    return Path(frozenset(states) & process.states.keys(), _moves(process, steps, states))


def _states(case: CaseSeen | None) -> tuple[str, ...]:
    if case is None:
        return ()
    return case.config if isinstance(case, Case) else tuple(case.get("states", ()))


def _taken(one: Event | Mapping[str, Any]) -> tuple[str, str | None]:
    """The step of an event, and the state it entered where the event says so."""
    if not isinstance(one, Event):
        return str(one.get("step") or ""), None
    entered = [effect[1] for effect in one.effects if effect[0] in ("enter", "back")]
    return one.step or "", entered[0] if entered else None


def _moves(
    process: Process, taken: list[tuple[str, str | None]], at_end: tuple[str, ...]
) -> tuple[Move, ...]:
    moves: list[Move] = []
    at: list[str] = []
    for i, (name, entered) in enumerate(taken):
        step = process.steps[name]
        tail = next((state for state in reversed(at) if state in step.sources), None)
        later = [process.steps[after].sources for after, _ in taken[i + 1 :]]
        head = entered or (_head(targets(process, step), later, at_end) if step.moves else None)
        moves.append(Move(i + 1, name, tail, head))
        if head is not None:
            at = [state for state in at if not _left(process, state, tail, head)]
            at += [head, *first_of_regions(process, head)] if head in process.states else [head]
    return tuple(moves)


def _head(may: tuple[str, ...], later: list[tuple[str, ...]], at_end: tuple[str, ...]) -> str | None:
    """Of several targets, the one from which the case could go on as it did."""
    onward = later[0] if later else at_end
    return next((state for state in may if state in onward), may[0] if may else None)


def _left(process: Process, state: str, tail: str | None, head: str) -> bool:
    """Whether going from `tail` to `head` leaves a state: itself, and the regions within it."""
    if state == tail or tail is None:
        return True
    within = [member for _, members in regions_of(process, tail) for member in members]
    return state in within or head == state
