"""`evolve(case, event)`: the fold (SEMANTICS 4.6). It takes no definition: effects are complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from banfa.kernel.case import NO_LAYER, Case, Done, Entry, Layer, Round, inner_layers, unite
from banfa.kernel.event import Effect, Event
from banfa.kernel.ledger import Ledger
from banfa.kernel.trail import (
    entered,
    entered_region,
    resumed,
    returned,
    trail_of,
    with_entry,
    with_layers,
)

NOTHING: dict[Any, Any] = {}
BASE = "base"
"""Where steps that stand write; no state has this id."""


def evolve(case: Case, event: Event) -> Case:
    """Return the case after one more event. `case` is unchanged; events must come in the order of their n."""
    draft = Draft(case, event.n, event.happened)
    for effect in event.effects:
        PLAYERS[effect[0]](draft, *effect[1:])
    return draft.freeze(event.case, event.meaning)


def moved(case: Case, effects: Iterable[Effect], happened: str) -> Case:
    """Return the case as some effects of its next event would leave it."""
    draft = Draft(case, case.n + 1, happened)
    for effect in effects:
        PLAYERS[effect[0]](draft, *effect[1:])
    return draft.freeze(case.id, case.meaning)


def fold(events: list[Event] | tuple[Event, ...], case: Case | None = None) -> Case:
    """Return the case that the events make, from the start or from `case`."""
    for event in events:
        case = evolve(case if case is not None else Case(event.case), event)
    if case is None:
        raise ValueError("no events and no case to begin with")
    return case


class Draft:
    """A case being changed by event `n`; nothing of the case it began with is touched.

    Writes are gathered, and laid into one layer at the end.
    """

    __slots__ = (
        "base", "case", "clocks", "done", "ever", "happened", "home", "in_round", "issued",
        "ledger", "n", "number", "seals", "trail", "units", "values", "waivers", "where",
    )  # fmt: skip

    def __init__(self, case: Case, n: int, happened: str) -> None:
        self.case = case
        self.n = n
        self.happened = happened
        self.home = case.home
        self.number = case.number
        self.base = case.base
        self.trail = case.trail
        self.ever = case.ever
        self.clocks = case.clocks
        self.ledger: Ledger | None = None
        self.in_round = False
        self.where: str | None = None  # the state whose entry is written into; None: the last
        self.nothing_gathered()

    def nothing_gathered(self) -> None:
        """Begin to gather; `NOTHING` is never written into."""
        self.values: dict[str, tuple[int, Any]] = NOTHING
        self.units: dict[str, tuple[int, Any]] = NOTHING
        self.waivers: dict[tuple[str, str], tuple[int, bool]] = NOTHING
        self.done: dict[str, Done] = NOTHING
        self.seals: dict[tuple[str, int, str], tuple[int, int]] = NOTHING
        self.issued: tuple[tuple[str, int], ...] = ()

    def freeze(self, case_id: str, meaning: str) -> Case:
        """Return the finished case."""
        self.settle()
        case = self.case
        papers = self.ledger.papers if self.ledger is not None else case.papers
        return Case(
            case_id,
            meaning,
            self.n,
            self.number,
            self.home,
            case.parent,
            self.base,
            self.trail,
            papers,
            self.ever,
            self.clocks,
        )

    def settle(self) -> None:
        """Lay what was gathered into the layer it belongs to."""
        where = self.where
        if where is None:
            if self.trail:
                state, in_, out, rounds, layer, round_, regions = self.trail[-1]
                layer = self.laid(layer)
                self.trail = (*self.trail[:-1], Entry(state, in_, out, rounds, layer, round_, regions))
        elif where == BASE:
            self.base = self.laid(self.base)
        elif self.in_round:
            self._round(where, lambda one: one._replace(layer=self.laid(one.layer)))
        else:
            self.trail = with_entry(
                self.trail, where, lambda entry: entry._replace(layer=self.laid(entry.layer))
            )
        self.nothing_gathered()

    def laid(self, layer: Layer) -> Layer:
        """A layer with what was gathered laid over it; the same one if nothing was."""
        if not (self.done or self.values or self.units or self.waivers or self.seals or self.issued):
            return layer
        values, units, waivers, done, seals, issued = layer
        if self.values:
            values = {**values, **self.values}
        if self.units:
            units = {**units, **self.units}
        if self.waivers:
            waivers = {**waivers, **self.waivers}
        if self.done:
            done = {**done, **{step: unite(done.get(step), new) for step, new in self.done.items()}}
        if self.seals:
            seals = {**seals, **self.seals}
        if self.issued:
            issued = (*issued, *self.issued)
        return Layer(values, units, waivers, done, seals, issued)

    def books(self) -> Ledger:
        """The papers, for writing."""
        if self.ledger is None:
            self.ledger = Ledger(self.case.papers, self.happened)
        return self.ledger

    # -- moving

    def enter(self, state: str, whole: str | None = None, region: str = "") -> None:
        """Forward (SEMANTICS 3.1), in the case's trail or in a region's."""
        new = Entry(state, self.happened, None, 0, NO_LAYER)
        if whole is None:
            self.trail = entered(self.trail, new)
        else:
            self.trail = entered_region(self.trail, whole, region, new)
            self.where = state

    def begin_region(self, whole: str, region: str, state: str) -> None:
        """A region begins with its first state."""
        self.trail = entered_region(self.trail, whole, region, Entry(state, self.happened, None, 0, NO_LAYER))

    def back(self, state: str, _undone: Any, _restored: Any) -> None:
        """Back (SEMANTICS 3.2): everything above the target falls with its layer."""
        self.trail = returned(self.trail, state, self.happened)
        self.where = state

    def resume(self, state: str) -> None:
        """What was interrupted goes on (SEMANTICS 3.5)."""
        below = trail_of(self.trail, state)[-2].state
        self.trail = resumed(self.trail, state)
        self.where = below

    def place(self, where: str) -> None:
        """What follows is written in the base, or in the entry of a state."""
        self.settle()
        self.where = where

    # -- time

    def stay(self, state: str) -> None:
        """A stay in which a clock stands still begins."""
        self._stays(state, lambda stays: (*stays, (self.happened, None)))

    def left(self, state: str) -> None:
        """… and ends."""
        self._stays(state, lambda stays: (*stays[:-1], (stays[-1][0], self.happened)))

    def _stays(self, state: str, change: Callable[[Any], Any]) -> None:
        stays = self.clocks.get("stays", {})
        self.clocks = {**self.clocks, "stays": {**stays, state: change(stays.get(state, ()))}}

    def clock(self, how: str, duty: str, since: str) -> None:
        """A clock has dealt with a duty, for the start that it has now."""
        self.clocks = {**self.clocks, how: {**self.clocks.get(how, {}), duty: since}}

    # -- asking

    def ask(self, state: str, roster: Any, silent: str | None, in_turn: bool) -> None:
        """A round is opened; the one before it, with what came with its answers, is over."""
        asked = tuple((who, tuple(kinds)) for who, kinds in roster)
        self._round(state, lambda _: Round(self.n, asked, silent, in_turn))

    def answer(self, state: str, who: str, step: str, persons: Any) -> None:
        """One answer; what follows is written in the round."""
        self.settle()
        given = (step, tuple(persons), self.n)
        self._round(state, lambda one: one._replace(answers={**one.answers, who: given}))
        self.where, self.in_round = state, True

    def roster(self, state: str, how: str, what: Any = ()) -> None:
        """Somebody leaves, nobody is asked any more, or others are asked too."""
        if how == "close":
            self._round(state, lambda one: one._replace(closed=True))
        elif how == "leave":
            self._round(state, lambda one: one._replace(roster=tuple(a for a in one.roster if a[0] != what)))
        else:
            added = tuple((who, tuple(kinds)) for who, kinds in what)
            self._round(state, lambda one: one._replace(roster=(*one.roster, *added)))

    def _round(self, state: str, change: Callable[[Any], Round]) -> None:
        self.trail = with_entry(self.trail, state, lambda entry: entry._replace(round=change(entry.round)))

    # -- writing

    def did(self, step: str, persons: Any) -> None:
        """The step stands, by these persons."""
        if not self.done:
            self.done = {}
        self.done[step] = Done(tuple(persons), self.n, self.happened)
        if step not in self.ever:
            self.ever = self.ever | {step}

    def write(self, field: str, value: Any) -> None:
        """A field gets a value, or None: an earlier answer is hidden."""
        if not self.values:
            self.values = {}
        self.values[field] = (self.n, value)

    def appoint(self, role: str, unit: Any) -> None:
        """A case-bound role is somebody's."""
        if not self.units:
            self.units = {}
        self.units[role] = (self.n, tuple(unit) if isinstance(unit, list) else unit)

    def waiver(self, rule: str, person: str, state: str) -> None:
        """A waiver is granted, or used up."""
        if not self.waivers:
            self.waivers = {}
        self.waivers[rule, person] = (self.n, state == "free")

    def correct(self, field: str, value: Any) -> None:
        """Replace the standing value in the layer that wrote it, with the n it had (SEMANTICS 7.4)."""
        self.settle()
        inner = (layer for entry in self.trail for layer in (entry.layer, *inner_layers(entry)))
        layers = (self.base, *inner)
        n = max(layer.values[field][0] for layer in layers if field in layer.values)

        def change(layer: Layer) -> Layer:
            if layer.values.get(field, (0, None))[0] != n:
                return layer
            return layer._replace(values={**layer.values, field: (n, value)})

        self.base = change(self.base)
        self.trail = with_layers(self.trail, change)

    # -- papers

    def issue(self, document: str, k: int, party: str, copies: Any, parts: Any) -> None:
        """A new set; it falls with the step that issued it."""
        self.books().issue(document, k, party, copies, parts)
        self.issued = (*self.issued, (document, k))

    def seal(self, document: str, k: int, part: str, values: Any) -> None:
        """A part is completed: a revision is kept, and the seal stands with this step."""
        revision = self.books().seal(document, k, part, values)
        if not self.seals:
            self.seals = {}
        self.seals[document, k, part] = (self.n, revision)

    def supersede(self, document: str, k: int) -> None:
        """A set no longer counts."""
        self.books().supersede(document, k)

    def void(self, document: str, k: int, copy: str) -> None:
        """A copy is void."""
        self.books().void(document, k, copy)

    def move(self, document: str, k: int, copy: str, party: str, to: str) -> None:
        """A copy is on its way."""
        self.books().move(document, k, copy, party, to)

    def received(self, document: str, k: int, copy: str, party: str, _implied: str = "") -> None:
        """A copy has arrived."""
        self.books().received(document, k, copy, party)

    # -- the rest

    def note(self, *_: Any) -> None:
        """Effects that only readers need: table, warned, tell."""

    def set_home(self, unit: str) -> None:
        """The starter's unit, for life."""
        self.home = unit

    def set_number(self, number: str) -> None:
        """The case's number, for life."""
        self.number = number


PLAYERS: dict[str, Callable[..., None]] = {
    "home": Draft.set_home,
    "number": Draft.set_number,
    "enter": Draft.enter,
    "region": Draft.begin_region,
    "back": Draft.back,
    "resume": Draft.resume,
    "stay": Draft.stay,
    "left": Draft.left,
    "clock": Draft.clock,
    "ask": Draft.ask,
    "answer": Draft.answer,
    "roster": Draft.roster,
    "in": Draft.place,
    "write": Draft.write,
    "table": Draft.note,
    "appoint": Draft.appoint,
    "issue": Draft.issue,
    "supersede": Draft.supersede,
    "seal": Draft.seal,
    "void": Draft.void,
    "move": Draft.move,
    "received": Draft.received,
    "waiver": Draft.waiver,
    "correct": Draft.correct,
    "did": Draft.did,
    "warned": Draft.note,
    "tell": Draft.note,
}
