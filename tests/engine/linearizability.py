"""Whether what callers were told could have been told by one who did one thing at a time.

A case's versions are the order. Every call is given a point on it: a write the version it made, a look the
version it saw, a refusal some version at which it is right. A call that began after another was answered
has no earlier point, a write a later one. Points are given in the order in which calls began, each the
earliest that it may have; so if any order fits, one is found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Call(NamedTuple):
    """What one caller asked and was told: `version` of a write or a look, else the error that it got."""

    began: int
    answered: int
    case: str
    asked: tuple[str, Any]  # ("look", None) or (step, word), of a write with the version expected beside
    expected: int | None
    version: int | None
    error: str | None = None

    @property
    def writes(self) -> bool:
        return self.version is not None and self.asked[0] != "look"


Allows = Callable[[Call, Mapping[str, Any] | None], bool]
"""Whether an error is right after an event of the history."""


def faults(calls: Iterable[Call], history: Sequence[Mapping[str, Any]], right: Allows) -> list[str]:
    """Return all in which the calls on one case contradict its history, or one another."""
    ordered = sorted(calls)
    found = _written(ordered, history)
    given: list[tuple[Call, int]] = []
    for call in ordered:
        floor = max((at for other, at in given if other.answered < call.began), default=1)
        point = _point(call, floor, history, right)
        if point is None:
            found.append(f"no place in the order from version {floor}: {call}")
        else:
            given.append((call, point))
    return found


def _written(calls: Sequence[Call], history: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every write is in the history once, as it was asked, and nothing else is."""
    written = sorted((call.version or 0, *call.asked) for call in calls if call.writes)
    kept = [(event["n"], event["step"], event["data"].get("why")) for event in history[1:]]
    gaps = [event["n"] for event in history] != list(range(1, len(history) + 1))
    return (["the versions have gaps"] if gaps else []) + (
        [] if written == kept else [f"told {written}, kept {kept}"]
    )


def _point(call: Call, floor: int, history: Sequence[Mapping[str, Any]], right: Allows) -> int | None:
    if call.writes:
        fits = call.version > floor and call.expected in (None, call.version - 1)  # type: ignore[operator]
        return call.version if fits else None
    if call.version is not None:
        return call.version if call.version >= floor else None
    return next((n for n in range(floor, len(history) + 1) if right(call, history[n - 1])), None)
