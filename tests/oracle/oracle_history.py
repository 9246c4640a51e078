"""The standing case by law B4: a list H of standing events, cut by a return, folded from the left.

No layers: a return to T drops every record from the one that last left T on, save those of steps that stand;
within a region only those that were written in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.oracle.oracle_trail import Cut, Place


@dataclass
class Record:
    """What one standing event wrote, and where. `left` is the state that a forward step left."""

    n: int
    step: str | None = None
    stands: bool = False
    place: Place = ()
    left: str | None = None
    round: int | None = None  # of an answer: its round
    happened: str = ""
    persons: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)  # None hides an earlier value
    units: dict[str, Any] = field(default_factory=dict)
    waivers: dict[tuple[str, str], bool] = field(default_factory=dict)
    seals: dict[tuple[str, int, str], int] = field(default_factory=dict)
    issued: list[tuple[str, int]] = field(default_factory=list)


History = list[Record]


def fold(history: History, pick: Callable[[Record], dict[Any, Any]]) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for record in history:
        result.update(pick(record))
    return result


def values(history: History) -> dict[str, Any]:
    return {name: v for name, v in fold(history, lambda r: r.values).items() if v is not None}


def units(history: History) -> dict[str, Any]:
    return fold(history, lambda r: r.units)


def waivers(history: History) -> dict[tuple[str, str], bool]:
    return fold(history, lambda r: r.waivers)


def seals(history: History) -> dict[tuple[str, int, str], int]:
    return fold(history, lambda r: r.seals)


def done(history: History) -> dict[str, tuple[tuple[str, ...], int]]:
    """Each standing step: all its persons, and its last n."""
    result: dict[str, tuple[tuple[str, ...], int]] = {}
    for record in history:
        if record.step is not None:
            before = result.get(record.step, ((), 0))[0]
            result[record.step] = (tuple(sorted({*before, *record.persons})), record.n)
    return result


def corrected(history: History, name: str, value: Any) -> History:
    """The value replaced where it was written: it falls and stands as if entered right."""
    place = max(index for index, record in enumerate(history) if name in record.values)
    record = replace(history[place], values={**history[place].values, name: value})
    return [*history[:place], record, *history[place + 1 :]]


def cut(history: History, undone: Cut) -> tuple[History, History]:
    """What stands after what a return undoes, and what falls."""
    leaving = max(index for index, record in enumerate(history) if record.left == undone.state)
    depth = len(undone.place)

    def falls(index: int, record: Record) -> bool:
        return index >= leaving and not record.stands and record.place[:depth] == undone.place

    numbered = list(enumerate(history))
    return [r for i, r in numbered if not falls(i, r)], [r for i, r in numbered if falls(i, r)]


def cut_round(history: History, no: int) -> tuple[History, History]:
    """What stands when a round begins anew, and the answers of the old one, which fall."""
    return [r for r in history if r.round != no], [r for r in history if r.round == no]
