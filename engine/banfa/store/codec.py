"""Cases and events as canonical JSON bytes, and back (SEMANTICS 2, 4.5). Both ways lose nothing.

Arrays come back as tuples, so that what is read equals what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

import orjson

from banfa.kernel.case import NO_LAYER, Case, Custody, Done, Entry, Layer, PaperSet, Round
from banfa.kernel.event import Event

_TEXT_KEYS = orjson.OPT_SORT_KEYS


Pieces = Mapping[int, orjson.Fragment]
"""The stays and sets of papers of one case, written out, by their identities: good while the case is held."""
NO_PIECES: Pieces = {}


def case_bytes(case: Case) -> bytes:
    """Return the canonical bytes of a case."""
    return joined(case, NO_PIECES)


def pieces_of(case: Case, known: Pieces) -> Pieces:
    """Return what most of a case's bytes are made of; `known` are those of a case that is held."""
    pieces = {}
    for entry in case.trail:
        key = id(entry)
        pieces[key] = known.get(key) or _piece(_of_entry(entry))
    for papers in chain.from_iterable(case.papers.values()):
        key = id(papers)
        pieces[key] = known.get(key) or _piece(_of_paper_set(papers))
    return pieces


def joined(case: Case, pieces: Pieces) -> bytes:
    """Return the canonical bytes of a case: its pieces as they are, and what has none written out."""
    return orjson.dumps(_of_case(case, pieces), option=_TEXT_KEYS)


def case_from(data: bytes) -> Case:
    """Return the case that `case_bytes` wrote."""
    raw = orjson.loads(data)
    return Case(
        raw["id"],
        raw["meaning"],
        raw["n"],
        raw["number"],
        raw["home"],
        _thawed(raw["parent"]),
        _layer(raw["base"]),
        tuple(_entry(entry) for entry in raw["trail"]),
        {document: tuple(map(_paper_set, sets)) for document, sets in raw["papers"].items()},
        frozenset(raw["ever"]),
        _thawed(raw["clocks"]),
    )


def event_bytes(event: Event) -> bytes:
    """Return the canonical bytes of an event; what it does not say is left out."""
    said = {name: value for name, value in zip(Event._fields, event, strict=True) if value is not None}
    return orjson.dumps(said, option=_TEXT_KEYS)


def event_from(data: bytes) -> Event:
    """Return the event that `event_bytes` wrote."""
    raw = orjson.loads(data)
    return Event(**{name: _thawed(raw.get(name)) for name in Event._fields})


def _piece(said: dict[str, Any]) -> orjson.Fragment:
    return orjson.Fragment(orjson.dumps(said, option=_TEXT_KEYS))


def _of_case(case: Case, pieces: Pieces) -> dict[str, Any]:
    known = pieces.get
    return {
        "id": case.id,
        "meaning": case.meaning,
        "n": case.n,
        "number": case.number,
        "home": case.home,
        "parent": case.parent,
        "base": _of_layer(case.base),
        "trail": [known(id(entry)) or _of_entry(entry) for entry in case.trail],
        "papers": {
            document: [known(id(one)) or _of_paper_set(one) for one in sets]
            for document, sets in case.papers.items()
        },
        "ever": sorted(case.ever),
        "clocks": case.clocks,
    }


def _of_entry(entry: Entry) -> dict[str, Any]:
    return {
        "state": entry.state,
        "in": entry.in_,
        "out": entry.out,
        "rounds": entry.rounds,
        "layer": _of_layer(entry.layer),
        "round": _of_round(entry.round),
        "regions": _each_region(entry.regions, lambda inner: [_of_entry(one) for one in inner]),
    }


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        raw["state"],
        raw["in"],
        raw["out"],
        raw["rounds"],
        _layer(raw["layer"]),
        _round(raw["round"]),
        _each_region(raw["regions"], lambda inner: tuple(map(_entry, inner))),
    )


def _of_round(one: Round | None) -> dict[str, Any] | None:
    return None if one is None else {**one._asdict(), "layer": _of_layer(one.layer)}


def _round(raw: Mapping[str, Any] | None) -> Round | None:
    if raw is None:
        return None
    return Round(
        **{name: _thawed(value) for name, value in raw.items() if name != "layer"}, layer=_layer(raw["layer"])
    )


def _each_region(regions: Mapping[str, Any] | None, change: Callable[[Any], Any]) -> dict[str, Any] | None:
    return None if regions is None else {name: change(inner) for name, inner in regions.items()}


def _of_layer(layer: Layer) -> dict[str, Any]:
    """Only the parts that hold something, since most layers hold next to nothing."""
    return {name: _PARTS[name].said(part) for name, part in zip(Layer._fields, layer, strict=True) if part}


def _layer(raw: Mapping[str, Any]) -> Layer:
    return Layer(**{name: _PARTS[name].read(part) for name, part in raw.items()}) if raw else NO_LAYER


class _Part(NamedTuple):
    """How one part of a layer is said in JSON, and read."""

    said: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _as_it_is(part: Any) -> Any:
    return part


def _of_done(done: Mapping[str, Done]) -> dict[str, Any]:
    return {step: tuple(one) for step, one in done.items()}  # orjson takes no tuple subclass


def _done(raw: Mapping[str, Any]) -> dict[str, Done]:
    return {step: Done(tuple(persons), n, happened) for step, (persons, n, happened) in raw.items()}


def _of_seals(seals: Mapping[tuple[str, int, str], Any]) -> dict[str, Any]:
    return _nested(((document, str(k), part), seal) for (document, k, part), seal in seals.items())


def _seals(raw: Mapping[str, Any]) -> dict[tuple[str, int, str], Any]:
    return {
        (document, int(k), part): tuple(seal)
        for document, sets in raw.items()
        for k, parts in sets.items()
        for part, seal in parts.items()
    }


def _of_waivers(waivers: Mapping[tuple[str, str], Any]) -> dict[str, Any]:
    return _nested(waivers.items())


def _waivers(raw: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    return {(rule, person): tuple(one) for rule, of in raw.items() for person, one in of.items()}


def _of_paper_set(papers: PaperSet) -> dict[str, Any]:
    return {
        "current": papers.current,
        "issuer": papers.issuer,
        "parts": papers.parts,
        "copies": {
            copy: [part for part in custody if part is not None] for copy, custody in papers.copies.items()
        },
    }


def _paper_set(raw: Mapping[str, Any]) -> PaperSet:
    copies = {copy: Custody(*custody) for copy, custody in raw["copies"].items()}
    return PaperSet(raw["current"], raw["issuer"], _thawed(raw["parts"]), copies)


def _nested(items: Iterable[tuple[tuple[str, ...], Any]]) -> dict[str, Any]:
    """Maps within maps in place of a map whose keys are tuples: JSON has text keys only."""
    nested: dict[str, Any] = {}
    for keys, value in items:
        inner = nested
        for key in keys[:-1]:
            inner = inner.setdefault(key, {})
        inner[keys[-1]] = value
    return nested


def _thawed(raw: Any) -> Any:
    """JSON as the kernel has it: arrays as tuples, all the way down."""
    if raw.__class__ is list:
        return tuple([_thawed(one) if one.__class__ in _NESTED else one for one in raw])
    if raw.__class__ is dict:
        return {name: _thawed(one) if one.__class__ in _NESTED else one for name, one in raw.items()}
    return raw


def _stamped(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What was written, with the n of the event that wrote it."""
    return {name: (n, _thawed(one) if one.__class__ in _NESTED else one) for name, (n, one) in raw.items()}


_NESTED = (list, dict)


_PARTS = {
    "values": _Part(_as_it_is, _stamped),
    "units": _Part(_as_it_is, _stamped),
    "waivers": _Part(_of_waivers, _waivers),
    "done": _Part(_of_done, _done),
    "seals": _Part(_of_seals, _seals),
    "issued": _Part(_as_it_is, _thawed),
}
