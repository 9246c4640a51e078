"""What follows from a process and stands in no line of it: the order of its states, who waits for whom,
the routes from start to end, and the way of each paper along them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from banfa.kernel.waiting import leading_on
from banfa.language.process import ALL, OWN, Process, Step
from banfa.views.diagrams.routes import open_steps, routes_of


class Move(NamedTuple):
    """One thing that happens to a copy: `how` is issue, send, held, void or recall; `to` a role."""

    step: str
    how: str
    to: str | None


class Route(NamedTuple):
    """A way of cases: the value of the enum that parts it from others, and its steps onward, in order."""

    enum: str
    value: str
    steps: tuple[str, ...]


_FEW = 3


def anywhere(step: Step) -> bool:
    """Whether a step leads on from so many states that it belongs to none of them, such as a withdrawal."""
    return len(step.sources) > _FEW


class Flow:
    """The shape of one process."""

    def __init__(self, process: Process) -> None:
        self.process = process

    # ---- order

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Every state, as its owner wrote them down, ends last."""
        found = self.as_written("states", self.process.states)
        return tuple(sorted(found, key=lambda state: self.process.states[state].end is not None))

    def _place(self, section: str, name: str) -> tuple[str, int, int]:
        place = self.process.places.get(f"{section}.{name}")
        return (place.file, place.line, place.column) if place is not None else ("", 0, 0)

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Every step, by the first state that it is taken in; going on before returns, acts last."""
        kinds = ("start", "forward", "resume", "back", "act")
        rank = {state: number for number, state in enumerate(self.states)}

        def key(step: Step) -> tuple[bool, int, int, str]:
            first = min((rank.get(state, len(rank)) for state in step.sources), default=-1)
            return (anywhere(step), first, kinds.index(step.kind), step.id)

        return tuple(step.id for step in sorted(self.process.steps.values(), key=key))

    def as_written(self, section: str, names: Iterable[str]) -> tuple[str, ...]:
        """Names in the order in which their owner wrote them, as far as it is known."""
        return tuple(sorted(names, key=lambda name: (self._place(section, name), name)))

    def in_order(self, states: Iterable[str]) -> tuple[str, ...]:
        """States in the order in which a case meets them."""
        rank = {state: number for number, state in enumerate(self.states)}
        return tuple(sorted(states, key=lambda state: (rank.get(state, len(rank)), state)))

    # ---- who waits for whom

    def onward(self, state: str) -> tuple[Step, ...]:
        """The steps that lead on from a state."""
        return tuple(s for s in self._of("forward") if state in s.sources)

    def taken_at(self, state: str, kind: str) -> tuple[Step, ...]:
        """The steps of a kind that may be taken at a state."""
        return tuple(s for s in self._of(kind) if state in s.sources)

    def _of(self, kind: str) -> tuple[Step, ...]:
        return tuple(self.process.steps[s] for s in self.steps if self.process.steps[s].kind == kind)

    def awaited(self, state: str) -> tuple[str, ...]:
        """The roles that a case waits for in a state."""
        known = self.process.states.get(state)
        return leading_on(self.process, (state,)) if known is not None and known.end is None else ()

    def awaited_steps(self, state: str) -> tuple[Step, ...]:
        """The steps that a case waits for in a state: those that lead on from there and few others."""
        onward = [step for step in self.onward(state) if self.process.states[state].end is None]
        return tuple([step for step in onward if not anywhere(step)] or onward)

    def arriving(self, state: str) -> tuple[Step, ...]:
        """The steps by which a case comes to a state."""
        every = (self.process.steps[name] for name in self.steps)
        return tuple(s for s in every if s.to == state or state in s.back_to)

    # ---- routes

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The ways that cases go, by what parts them; one without a name if nothing does."""
        parted = routes_of(self.process)
        if parted is None:
            return (Route("", "", self._along(open_steps(self.process))),)
        return tuple(
            Route(parted.enum, value, self._along(open_steps(self.process, parted.field, value)))
            for value in parted.values
        )

    def _along(self, steps: Iterable[Step]) -> tuple[str, ...]:
        """The steps of a route that lead on, as a case meets them."""
        onward = {step.id for step in steps if step.kind in ("start", "forward")}
        return tuple(name for name in self.steps if name in onward)

    # ---- papers

    def moves(self, document: str, copy: str, steps: Iterable[str]) -> tuple[Move, ...]:
        """What happens to a copy along these steps."""
        return tuple(move for name in steps for move in self._moves(self.process.steps[name], document, copy))

    def _moves(self, step: Step, document: str, copy: str) -> Iterator[Move]:
        if document in step.issue:
            yield Move(step.id, "issue", step.by[0] if step.by else None)
        if _has(step.void, document, copy):
            yield Move(step.id, "void", None)
        for how, sends in (("send", step.send), ("held", step.send_if_held)):
            for role, copies in sorted(sends.get(document, {}).items()):
                if copy in copies or copies in ((ALL,), (OWN,)):
                    yield Move(step.id, how, role)
        if document in step.recall:
            yield Move(step.id, "recall", None)


def _has(copies: Mapping[str, tuple[str, ...]], document: str, copy: str) -> bool:
    found = copies.get(document, ())
    return copy in found or found == (ALL,)
