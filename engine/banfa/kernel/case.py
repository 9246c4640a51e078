"""A case: a small immutable value, the fold of its events (SEMANTICS 2). It needs no definition to be read.

Everything is made of tuples, dicts that nobody changes once they are built, and plain scalars, so that a
case is cheap to copy-on-write, to compare and to write down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from banfa.language.values import Value

Party = str
"""Who holds papers: "role:unit"."""


class Done(NamedTuple):
    """That a step stands: by whom (sorted persons), the event that last did it, when that happened."""

    persons: tuple[str, ...]
    n: int
    happened: str


class Layer(NamedTuple):
    """What a stay in a state wrote; falls as a whole when a return undoes the stay."""

    values: Mapping[str, tuple[int, Value | None]] = {}  # field -> (n, value, or None for "none")
    units: Mapping[str, tuple[int, str | tuple[str, ...]]] = {}  # role -> (n, unit, or units of a `many`)
    waivers: Mapping[tuple[str, str], tuple[int, bool]] = {}  # (rule, person) -> (n, free?)
    done: Mapping[str, Done] = {}  # step -> Done
    seals: Mapping[tuple[str, int, str], tuple[int, int]] = {}  # (document, set, part) -> (n, revision)
    issued: tuple[tuple[str, int], ...] = ()  # (document, set)


NO_LAYER = Layer()


class Round(NamedTuple):
    """A round of an `ask` state: who is asked, in order, each with its kinds; what was answered."""

    no: int  # the event that opened it
    roster: tuple[tuple[str, tuple[str, ...]], ...]
    silent: str | None  # the step that silence counts as
    in_turn: bool
    answers: Mapping[str, tuple[str, tuple[str, ...], int]] = {}  # who -> (step, persons, n)
    closed: bool = False
    layer: Layer = NO_LAYER  # what came with the answers

    @property
    def kinds(self) -> dict[str, tuple[str, ...]]:
        """Who is asked -> the kinds it is of."""
        return dict(self.roster)


class Entry(NamedTuple):
    """A stay in a state: `in_` and `out` are when it began and ended (`happened`); rounds counts returns."""

    state: str
    in_: str
    out: str | None
    rounds: int
    layer: Layer
    round: Round | None = None  # of a state that asks
    regions: Mapping[str, tuple[Entry, ...]] | None = None  # region -> its own trail


Trail = tuple[Entry, ...]
"""Entries, oldest first; the last is where the case, or the region, stands."""


def inner_layers(entry: Entry) -> Iterator[Layer]:
    """What was written in a stay beside its own layer: in its round, and in its regions."""
    if entry.round is not None:
        yield entry.round.layer
    for _, inner in sorted((entry.regions or {}).items()):
        for one in inner:
            yield one.layer
            yield from inner_layers(one)


def leaves(trail: Trail) -> Iterator[str]:
    """The innermost states that the last entry stands for: its own, or one a region."""
    if trail:
        last = trail[-1]
        if last.regions is None:
            yield last.state
        else:
            for inner in last.regions.values():
                yield from leaves(inner)


class Custody(NamedTuple):
    """Where one copy is: ("at", q), ("transit", from, to, since) or ("void",)."""

    status: str
    party: Party | None = None  # at: the holder; transit: the sender
    to: Party | None = None
    since: str | None = None


VOID = Custody("void")


class PaperSet(NamedTuple):
    """One set of a document: number `k` counts from 1 in the ledger of the document."""

    current: bool
    issuer: Party
    parts: Mapping[str, tuple[Mapping[str, Value], ...]]  # part -> revisions, oldest first
    copies: Mapping[str, Custody]


class Case(NamedTuple):
    """A case as it stands after `n` events. `n == 0` is the case that has not started."""

    id: str
    meaning: str = ""
    n: int = 0
    number: str | None = None
    home: str | None = None
    parent: Any = None
    base: Layer = NO_LAYER
    trail: tuple[Entry, ...] = ()
    papers: Mapping[str, tuple[PaperSet, ...]] = {}
    ever: frozenset[str] = frozenset()
    clocks: Mapping[str, Any] = {}

    @property
    def config(self) -> tuple[str, ...]:
        """The states the case is in: the last of its trail, or with regions one a region; sorted."""
        trail = self.trail
        if trail and trail[-1].regions is None:
            return (trail[-1].state,)
        return tuple(sorted(leaves(trail)))

    def layers(self) -> tuple[Layer, ...]:
        """The base and every layer of the trail, lowest first."""
        found = [self.base]
        for entry in self.trail:
            found.append(entry.layer)
            if entry.regions is not None or entry.round is not None:
                found += inner_layers(entry)
        return tuple(found)

    def current_set(self, document: str) -> int | None:
        """The number of the current set of a document, or None."""
        sets = self.papers.get(document, ())
        return len(sets) if sets and sets[-1].current else None


def standing_values(case: Case) -> dict[str, Value]:
    """Every field that stands, by the greatest n (SEMANTICS 2.1); one written "none" is absent."""
    newest: dict[str, tuple[int, Value | None]] = {}
    for layer in case.layers():
        for name, entry in layer.values.items():
            if name not in newest or newest[name][0] < entry[0]:
                newest[name] = entry
    return {name: value for name, (_, value) in newest.items() if value is not None}


def standing_units(case: Case) -> dict[str, str | tuple[str, ...]]:
    """Every case-bound role that is appointed, with its unit (a tuple of units for a `many` role)."""
    newest: dict[str, tuple[int, str | tuple[str, ...]]] = {}
    for layer in case.layers():
        for role, entry in layer.units.items():
            if role not in newest or newest[role][0] < entry[0]:
                newest[role] = entry
    return {role: unit for role, (_, unit) in newest.items()}


def standing_done(case: Case) -> dict[str, Done]:
    """Every step that stands, its persons united over the layers, with its last n."""
    united: dict[str, Done] = {}
    for layer in case.layers():
        for step, done in layer.done.items():
            united[step] = unite(united.get(step), done)
    return united


def unite(one: Done | None, other: Done) -> Done:
    """Two records of one step: persons united, the later one's n and time."""
    if one is None:
        return other
    later = one if one.n > other.n else other
    return Done(tuple(sorted({*one.persons, *other.persons})), later.n, later.happened)


def standing_seals(case: Case) -> dict[tuple[str, int, str], int]:
    """The standing revision (counted from 1) of every sealed part of a current set."""
    newest: dict[tuple[str, int, str], tuple[int, int]] = {}
    for layer in case.layers():
        for key, entry in layer.seals.items():
            if key not in newest or newest[key][0] < entry[0]:
                newest[key] = entry
    return {key: rev for key, (_, rev) in newest.items() if case.current_set(key[0]) == key[1]}


def standing_waivers(case: Case) -> dict[tuple[str, str], bool]:
    """Every (rule, person) that was waived and stands: True while it is free, False once it was used."""
    newest: dict[tuple[str, str], tuple[int, bool]] = {}
    for layer in case.layers():
        for key, entry in layer.waivers.items():
            if key not in newest or newest[key][0] < entry[0]:
                newest[key] = entry
    return {key: free for key, (_, free) in newest.items()}
