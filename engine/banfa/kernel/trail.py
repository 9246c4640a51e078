"""The trail: where a case stands and has stood (SEMANTICS 3). Pure functions on tuples of entries.

The entry of a state with regions holds a trail for each of them. States stand in one place of the whole tree
only, so a state names its entry, and the state and region around it name a trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from banfa.kernel.case import Done, Entry, Layer, Trail, inner_layers, unite


def entries(trail: Trail) -> Iterator[Entry]:
    """Every entry, those of regions after the one that holds them."""
    for entry in trail:
        yield entry
        for _, inner in sorted((entry.regions or {}).items()):
            yield from entries(inner)


def active(trail: Trail) -> tuple[str, ...]:
    """The states that the case is in, and what encloses them: outermost first, then by id."""
    if not trail:
        return ()
    last = trail[-1]
    if last.regions is None:
        return (last.state,)
    found, level = [last.state], [last]
    while level:
        level = [inner[-1] for entry in level for inner in (entry.regions or {}).values()]
        found += sorted(entry.state for entry in level)
    return tuple(found)


def entry_of(trail: Trail, state: str) -> Entry | None:
    """The entry of a state, wherever it is."""
    return next((entry for entry in entries(trail) if entry.state == state), None)


def trail_of(trail: Trail, state: str) -> Trail:
    """The trail that a state stands on, the case's or a region's; () if it stands on none."""
    if any(entry.state == state for entry in trail):
        return trail
    inner = (inner for entry in trail for inner in (entry.regions or {}).values())
    return next((found for one in inner if (found := trail_of(one, state))), ())


def trail_left(trail: Trail, target: str) -> Trail:
    """The trail that a return to a state shortens: the innermost one that is not left as a whole."""
    last = trail[-1]
    for _, inner in sorted((last.regions or {}).items()):
        if entry_of(inner, target) is not None:
            return trail_left(inner, target)
    return trail


def can_return(trail: Trail, target: str) -> bool:
    """Whether a state can be returned to: the case stands on it, and is not in it."""
    return entry_of(trail, target) is not None and target not in active(trail)


def can_resume(trail: Trail, states: Iterable[str]) -> bool:
    """Whether the first active one of some states interrupts something; True if none is active."""
    found = next((state for state in active(trail) if state in states), None)
    return found is None or len(trail_of(trail, found)) > 1


def with_entry(trail: Trail, state: str, change: Callable[[Entry], Entry]) -> Trail:
    """The trail with the entry of a state changed."""
    return with_trail(
        trail, state, lambda one: tuple(change(entry) if entry.state == state else entry for entry in one)
    )


def with_trail(trail: Trail, state: str, change: Callable[[Trail], Trail]) -> Trail:
    """The trail, or the region's trail in it, that a state stands on, changed."""
    if any(entry.state == state for entry in trail):
        return change(trail)
    return tuple(_with_inner(entry, state, change) for entry in trail)


def _with_inner(entry: Entry, state: str, change: Callable[[Trail], Trail]) -> Entry:
    if entry.regions is None or entry_of((entry,), state) is None:
        return entry
    regions = {
        name: with_trail(inner, state, change) if entry_of(inner, state) else inner
        for name, inner in entry.regions.items()
    }
    return entry._replace(regions=regions)


# -- moving


def entered(trail: Trail, new: Entry) -> Trail:
    """Forward (3.1): an older stay in the same state is merged into the one above it."""
    if not trail:
        return (new,)
    last = trail[-1]
    left = Entry(last.state, last.in_, new.in_, last.rounds, last.layer, last.round, last.regions)
    longer = (*trail[:-1], left, new)
    state = new.state
    for at, entry in enumerate(trail):
        if entry[0] == state:
            return _used_up(longer, at)
    return longer


def _used_up(trail: Trail, at: int) -> Trail:
    """An older stay in a state entered anew: its layers go into the stay above it."""
    above = trail[at + 1]
    above = above._replace(layer=merged(whole_layer(trail[at]), above.layer))
    return (*trail[:at], above, *trail[at + 2 :])


def entered_region(trail: Trail, whole: str, region: str, new: Entry) -> Trail:
    """Forward in a region of a state, or the beginning of that region."""

    def change(entry: Entry) -> Entry:
        regions = entry.regions or {}
        return entry._replace(regions={**regions, region: entered(regions.get(region, ()), new)})

    return with_entry(trail, whole, change)


def returned(trail: Trail, target: str, happened: str, left: bool = False) -> Trail:
    """Back (3.2): everything above the target falls; into a whole that was left, then within it.

    What lies within a whole that was `left` was left with it, though it is the last of its region (R44).
    """
    for at, entry in enumerate(trail):
        if entry.state == target:
            return (*trail[:at], _again(entry, happened))
        for name, inner in (entry.regions or {}).items():
            if entry_of(inner, target) is not None:
                left = left or at < len(trail) - 1
                regions = {**(entry.regions or {}), name: returned(inner, target, happened, left)}
                entry = (_again(entry, happened) if left else entry)._replace(regions=regions)
                return (*trail[:at], entry)
    return trail


def _again(entry: Entry, happened: str) -> Entry:
    return entry._replace(in_=happened, out=None, rounds=entry.rounds + 1)


def resumed(trail: Trail, state: str) -> Trail:
    """Resume (3.5): the interrupting stay is merged down into the one it interrupted."""

    def change(one: Trail) -> Trail:
        below, last = one[-2:]
        layer = merged(below.layer, whole_layer(last))
        return (*one[:-2], below._replace(out=None, layer=layer))

    return with_trail(trail, state, change)


# -- layers


def whole_layer(entry: Entry) -> Layer:
    """Everything that was written during a stay, in its regions and its round too."""
    layer = entry.layer
    for inner in inner_layers(entry):
        layer = merged(layer, inner)
    return layer


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


def with_layers(trail: Trail, change: Callable[[Layer], Layer]) -> Trail:
    """The trail with every layer in it changed."""
    return tuple(_with_layers(entry, change) for entry in trail)


def _with_layers(entry: Entry, change: Callable[[Layer], Layer]) -> Entry:
    round_ = entry.round
    if round_ is not None:
        round_ = round_._replace(layer=change(round_.layer))
    regions = entry.regions
    if regions is not None:
        regions = {name: with_layers(inner, change) for name, inner in regions.items()}
    return entry._replace(layer=change(entry.layer), round=round_, regions=regions)
