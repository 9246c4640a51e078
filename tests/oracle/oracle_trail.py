"""Where a case stands (SEMANTICS 2, 3): stays in states, and in a stay with regions a trail for each region.

A `Place` says where a trail lies: the states around it and their regions, from outside in; () is the whole.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.oracle.oracle_rounds import Round

Place = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stay:
    """A visit to a state, as the trail shows it."""

    state: str
    since: str
    out: str | None = None
    rounds: int = 0
    regions: Mapping[str, "Trail"] = field(default_factory=dict)
    round: Round | None = None


Trail = tuple[Stay, ...]


class Nesting:
    """How the states of one definition are nested."""

    def __init__(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        self.regions = {name: dict(state.get("regions") or {}) for name, state in states.items()}
        self.within = {
            inner: (whole, region)
            for whole, regions in self.regions.items()
            for region, members in regions.items()
            for inner in members
        }

    def place(self, state: str) -> Place:
        """Where the trail lies that a state stands on."""
        if state not in self.within:
            return ()
        return (*self.place(self.within[state][0]), self.within[state])

    def begun(self, state: str, since: str) -> Stay:
        """A new stay: its regions begin with their first states."""
        first = {region: (self.begun(members[0], since),) for region, members in self.region(state)}
        return Stay(state, since, regions=first)

    def region(self, state: str) -> list[tuple[str, list[str]]]:
        return sorted(self.regions.get(state, {}).items())


def trail_at(trail: Trail, place: Place) -> Trail | None:
    """The trail at a place; None if a state around it is not on its trail."""
    for whole, region in place:
        stay = stay_in(trail, whole)
        if stay is None:
            return None
        trail = stay.regions[region]
    return trail


def stay_in(trail: Trail, state: str) -> Stay | None:
    return next((stay for stay in trail if stay.state == state), None)


def changed(trail: Trail, place: Place, change: Callable[[Trail], Trail]) -> Trail:
    """The whole with the trail at a place changed."""
    if not place:
        return change(trail)
    (whole, region), rest = place[0], place[1:]
    return tuple(
        replace(stay, regions={**stay.regions, region: changed(stay.regions[region], rest, change)})
        if stay.state == whole
        else stay
        for stay in trail
    )


def active(trail: Trail) -> frozenset[str]:
    """The last states, and those around them (SEMANTICS 2.1)."""
    return frozenset(stay.state for stay in last_stays(trail))


def in_stay(trail: Trail, place: Place, state: str, change: Callable[[Stay], Stay]) -> Trail:
    """The whole with one stay changed."""
    return changed(trail, place, lambda t: tuple(change(s) if s.state == state else s for s in t))


def last_stays(trail: Trail) -> Iterator[Stay]:
    """The last stay, and the last of each of its regions, however nested."""
    for stay in trail[-1:]:
        yield stay
        for inner in stay.regions.values():
            yield from last_stays(inner)


def all_stays(trail: Trail) -> Iterator[Stay]:
    for stay in trail:
        yield stay
        for inner in stay.regions.values():
            yield from all_stays(inner)


def forward(trail: Trail, new: Stay) -> Trail:
    """The trail never holds a state twice: a state entered again loses its older visit."""
    left = (*trail[:-1], *(replace(stay, out=new.since) for stay in trail[-1:]))
    return (*(stay for stay in left if stay.state != new.state), new)


def resumed(trail: Trail) -> Trail:
    """What was interrupted stands as it was."""
    return (*trail[:-2], replace(trail[-2], out=None))


@dataclass(frozen=True)
class Cut:
    """A trail that a return shortens, and the state whose leaving it undoes."""

    place: Place
    state: str


def cuts(trail: Trail, place: Place, target: str) -> list[Cut] | None:
    """What a return to a state undoes, the outermost first; None if it is no target (3.2, 3.6, R44)."""
    found: list[Cut] = []
    outer: Place = ()
    for step, state in zip((*place, None), (*(whole for whole, _ in place), target), strict=True):
        stay = stay_in(trail, state)
        if stay is None:
            return None
        if trail[-1].state != state:
            found.append(Cut(outer, state))
        if step is not None:
            outer, trail = (*outer, step), stay.regions[step[1]]
    return found or None


def returned(trail: Trail, place: Place, target: str, happened: str, inside: bool = False) -> Trail:
    """The trail after a return: shortened, and every stay that it goes back into is in its next round."""
    state = place[0][0] if place else target
    at = [stay.state for stay in trail].index(state)
    old = trail[at]
    goes_into = inside or at < len(trail) - 1
    if place:
        region = place[0][1]
        inner = returned(old.regions[region], place[1:], target, happened, goes_into)
        old = replace(old, regions={**old.regions, region: inner})
    if goes_into:
        old = replace(old, since=happened, out=None, rounds=old.rounds + 1)
    return (*trail[:at], old)
