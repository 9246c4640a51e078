"""`evolve(case, event)`: the fold (SEMANTICS 4.6). It takes no definition: effects are complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from banfa.kernel.case import NO_LAYER, Case, Done, Entry, Layer, unite
from banfa.kernel.event import Event
from banfa.kernel.ledger import Ledger

NOTHING: dict[Any, Any] = {}


def evolve(case: Case, event: Event) -> Case:
    """Return the case after one more event. `case` is unchanged; events must come in the order of their n."""
    draft = Draft(case, event.n, event.happened)
    for effect in event.effects:
        PLAYERS[effect[0]](draft, *effect[1:])
    return draft.freeze(event.case, event.meaning)


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
        "base", "case", "done", "ever", "happened", "home", "in_base", "issued", "ledger", "n",
        "number", "seals", "trail", "units", "values", "waivers",
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
        self.ledger: Ledger | None = None
        self.in_base = False
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
            case.clocks,
        )

    def settle(self) -> None:
        """Lay what was gathered into the layer it belongs to."""
        if self.in_base:
            self.base = self.laid(self.base)
        elif self.trail:
            last = self.trail[-1]
            layer = self.laid(last.layer)
            if layer is not last.layer:
                entry = Entry(last.state, last.in_, last.out, last.rounds, layer, last.round, last.regions)
                self.trail = (*self.trail[:-1], entry)
        self.nothing_gathered()

    def laid(self, layer: Layer) -> Layer:
        """A layer with what was gathered laid over it; the same one if nothing was."""
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

    def enter(self, state: str) -> None:
        """Forward (SEMANTICS 3.1): an older stay in the same state is merged into the one above it."""
        trail = self.trail
        new = Entry(state, self.happened, None, 0, NO_LAYER)
        if not trail:
            self.trail = (new,)
            return
        last = trail[-1]
        left = Entry(last.state, last.in_, self.happened, last.rounds, last.layer, last.round, last.regions)
        self.trail = (*trail[:-1], left, new)
        for at, entry in enumerate(trail):
            if entry[0] == state:
                self.use_up(at)
                break

    def use_up(self, at: int) -> None:
        """An older stay in a state entered anew: its layer goes into the stay above it."""
        trail = self.trail
        above = trail[at + 1]
        above = above._replace(layer=merged(trail[at].layer, above.layer))
        self.trail = (*trail[:at], above, *trail[at + 2 :])

    def back(self, state: str, _undone: Any, _restored: Any) -> None:
        """Back (SEMANTICS 3.2): everything above the target falls with its layer."""
        at = next(i for i, entry in enumerate(self.trail) if entry.state == state)
        target = self.trail[at]
        target = target._replace(in_=self.happened, out=None, rounds=target.rounds + 1)
        self.trail = (*self.trail[:at], target)

    def place(self, where: str) -> None:
        """What follows is written in the base."""
        self.settle()
        self.in_base = where == "base"

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
        layers = (self.base, *(entry.layer for entry in self.trail))
        n, at = max((layer.values[field][0], i) for i, layer in enumerate(layers) if field in layer.values)
        layer = layers[at]._replace(values={**layers[at].values, field: (n, value)})
        if at == 0:
            self.base = layer
        else:
            entry = self.trail[at - 1]._replace(layer=layer)
            self.trail = (*self.trail[: at - 1], entry, *self.trail[at:])

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
    "back": Draft.back,
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


def merged(lower: Layer, upper: Layer) -> Layer:
    """Two layers as one: of two entries for one key the greater n stands, persons are united (3.1)."""
    if not any(upper):
        return lower
    done: Mapping[str, Done] = upper.done
    if lower.done:
        done = {**lower.done, **{step: unite(lower.done.get(step), one) for step, one in done.items()}}
    return Layer(
        newest(lower.values, upper.values),
        newest(lower.units, upper.units),
        newest(lower.waivers, upper.waivers),
        done,
        newest(lower.seals, upper.seals),
        tuple(sorted({*lower.issued, *upper.issued})) if lower.issued else upper.issued,
    )


def newest(
    one: Mapping[Any, tuple[int, Any]], other: Mapping[Any, tuple[int, Any]]
) -> Mapping[Any, tuple[int, Any]]:
    """Of two maps of (n, what), the greater n for each key."""
    if not one:
        return other
    if not other:
        return one
    out = dict(one)
    for key, entry in other.items():
        if key not in out or out[key][0] < entry[0]:
            out[key] = entry
    return out
