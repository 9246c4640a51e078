"""`evolve(case, event)`: the fold (SEMANTICS 4.6). It takes no definition: effects are complete.

`Draft` is a case in the making: `decide` plays the effects of a step on one to see what the papers would do,
`evolve` plays those of an event. Both go through the same `play`, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from banfa.kernel.case import NO_LAYER, VOID, Case, Custody, Done, Entry, Layer, PaperSet, unite
from banfa.kernel.event import Effect, Event


def evolve(case: Case, event: Event) -> Case:
    """Return the case after one more event. `case` is unchanged; events must come in the order of their n."""
    draft = Draft(case, event.n, event.happened)
    for effect in event.effects:
        draft.play(effect)
    return draft.freeze(event.case, event.meaning)


def fold(events: list[Event] | tuple[Event, ...], case: Case | None = None) -> Case:
    """Return the case that the events make, from the start or from `case`."""
    for event in events:
        case = evolve(case if case is not None else Case(event.case), event)
    if case is None:
        raise ValueError("no events and no case to begin with")
    return case


class Draft:
    """A case being changed by event `n`; nothing of the case it began with is touched."""

    __slots__ = (
        "base",
        "case",
        "done",
        "ever",
        "happened",
        "home",
        "in_base",
        "issued",
        "n",
        "number",
        "papers",
        "seals",
        "trail",
        "units",
        "values",
        "waivers",
    )  # fmt: skip

    def __init__(self, case: Case, n: int, happened: str) -> None:
        self.case = case
        self.n = n
        self.happened = happened
        self.home = case.home
        self.number = case.number
        self.base = case.base
        self.trail = case.trail
        self.papers: Mapping[str, tuple[PaperSet, ...]] = case.papers
        self.ever = case.ever
        self.in_base = False
        self._clear()

    def _clear(self) -> None:
        self.values: dict[str, tuple[int, Any]] = {}
        self.units: dict[str, tuple[int, Any]] = {}
        self.waivers: dict[tuple[str, str], tuple[int, bool]] = {}
        self.done: dict[str, Done] = {}
        self.seals: dict[tuple[str, int, str], tuple[int, int]] = {}
        self.issued: tuple[tuple[str, int], ...] = ()

    def play(self, effect: Effect) -> None:
        """Apply one effect."""
        PLAYERS[effect[0]](self, *effect[1:])

    # -- layers: writes are gathered and laid into one layer when somebody looks

    def settle(self) -> None:
        """Lay what was gathered into the layer it belongs to."""
        gathered = (self.values, self.units, self.waivers, self.done, self.seals, self.issued)
        if not any(gathered):
            return
        if self.in_base:
            self.base = laid(self.base, *gathered)
        else:
            entry = self.trail[-1]
            self.trail = (*self.trail[:-1], entry._replace(layer=laid(entry.layer, *gathered)))
        self._clear()

    def freeze(self, case_id: str, meaning: str) -> Case:
        """Return the finished case."""
        self.settle()
        case = self.case
        return Case(
            case_id, meaning, self.n, self.number, self.home, case.parent, self.base, self.trail, self.papers,
            self.ever, case.clocks,
        )  # fmt: skip

    def as_case(self) -> Case:
        """The case as it would be if the event ended here."""
        return self.freeze(self.case.id, self.case.meaning)

    # -- moving

    def enter(self, state: str) -> None:
        """Forward (SEMANTICS 3.1): an older stay in the same state is merged into the one above it."""
        trail = self.trail
        new = Entry(state, self.happened, None, 0, NO_LAYER)
        if trail:
            trail = (*trail[:-1], trail[-1]._replace(out=self.happened))
        trail = (*trail, new)
        for at, entry in enumerate(trail[:-1]):
            if entry.state == state:
                above = trail[at + 1]
                above = above._replace(layer=merged(entry.layer, above.layer))
                trail = (*trail[:at], above, *trail[at + 2 :])
                break
        self.trail = trail

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
        self.done[step] = unite(self.done.get(step), Done(tuple(persons), self.n, self.happened))
        if step not in self.ever:
            self.ever = self.ever | {step}

    def write(self, field: str, value: Any) -> None:
        """A field gets a value, or None: an earlier answer is hidden."""
        self.values[field] = (self.n, value)

    def appoint(self, role: str, unit: Any) -> None:
        """A case-bound role is somebody's."""
        self.units[role] = (self.n, tuple(unit) if isinstance(unit, list) else unit)

    def waiver(self, rule: str, person: str, state: str) -> None:
        """A waiver is granted, or used up."""
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

    def _set(self, document: str, k: int, **changes: Any) -> None:
        sets = self.papers[document]
        changed = sets[k - 1]._replace(**changes)
        self.papers = {**self.papers, document: (*sets[: k - 1], changed, *sets[k:])}

    def _custody(self, document: str, k: int, copy: str, custody: Custody) -> None:
        copies = self.papers[document][k - 1].copies
        self._set(document, k, copies={**copies, copy: custody})

    def issue(self, document: str, k: int, party: str, copies: Any, parts: Any) -> None:
        """A new set, every copy in the hands of its issuer, every part open."""
        made = PaperSet(
            True, party, dict.fromkeys(parts, ()), {copy: Custody("at", party) for copy in copies}
        )
        self.papers = {**self.papers, document: (*self.papers.get(document, ()), made)}
        self.issued = (*self.issued, (document, k))

    def supersede(self, document: str, k: int) -> None:
        """A set no longer counts, for ever."""
        self._set(document, k, current=False)

    def seal(self, document: str, k: int, part: str, values: Any) -> None:
        """A part is completed: a revision is kept, and the seal stands with this step."""
        parts = self.papers[document][k - 1].parts
        revisions = (*parts.get(part, ()), values)
        self._set(document, k, parts={**parts, part: revisions})
        self.seals[document, k, part] = (self.n, len(revisions))

    def void(self, document: str, k: int, copy: str) -> None:
        """A copy is void, for ever."""
        self._custody(document, k, copy, VOID)

    def move(self, document: str, k: int, copy: str, party: str, to: str) -> None:
        """A copy leaves one party for another; nobody holds it on the way."""
        self._custody(document, k, copy, Custody("transit", party, to, self.happened))

    def received(self, document: str, k: int, copy: str, party: str, _implied: str = "") -> None:
        """A copy is in a party's hands."""
        self._custody(document, k, copy, Custody("at", party))

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


def laid(
    layer: Layer,
    values: Mapping[str, Any],
    units: Mapping[str, Any],
    waivers: Mapping[Any, Any],
    done: Mapping[str, Done],
    seals: Mapping[Any, Any],
    issued: tuple[tuple[str, int], ...],
) -> Layer:
    """A layer with newer writes laid over it."""
    return Layer(
        {**layer.values, **values} if values else layer.values,
        {**layer.units, **units} if units else layer.units,
        {**layer.waivers, **waivers} if waivers else layer.waivers,
        {**layer.done, **{step: unite(layer.done.get(step), new) for step, new in done.items()}}
        if done
        else layer.done,
        {**layer.seals, **seals} if seals else layer.seals,
        (*layer.issued, *issued) if issued else layer.issued,
    )


def merged(lower: Layer, upper: Layer) -> Layer:
    """Two layers as one: of two entries for one key the greater n stands, persons are united (3.1)."""
    done = dict(lower.done)
    for step, record in upper.done.items():
        done[step] = unite(done.get(step), record)
    return Layer(
        newest(lower.values, upper.values),
        newest(lower.units, upper.units),
        newest(lower.waivers, upper.waivers),
        done,
        newest(lower.seals, upper.seals),
        tuple(sorted({*lower.issued, *upper.issued})),
    )


def newest(
    one: Mapping[Any, tuple[int, Any]], other: Mapping[Any, tuple[int, Any]]
) -> dict[Any, tuple[int, Any]]:
    """Of two maps of (n, what), the greater n for each key."""
    out = dict(one)
    for key, entry in other.items():
        if key not in out or out[key][0] < entry[0]:
            out[key] = entry
    return out
