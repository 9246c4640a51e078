"""What a value over absent fields might be: the fields that must be supplied, and the value then.

One alternative without names is the value as things stand; no alternative at all is a fault. Their number is
bounded: beyond it we forget which value it would be, then the larger sets of names, never what stands.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any, NamedTuple, TypeAlias

from banfa.language.expressions.weights import NOTHING, Names

MOST = 400
_SOME_SIZES = 20


class _Anything:
    """A value that would be there; we do not know which."""


ANYTHING = _Anything()


class Size(NamedTuple):
    """The size of a set that might be supplied: from 0 to `most`."""

    most: int


Alternatives: TypeAlias = list[tuple[Names, Any]]
Rows: TypeAlias = list[tuple[Names, tuple[Any, ...]]]


def sized(alternatives: Alternatives) -> Alternatives:
    """Return the same with some numbers in place of a size: the small ones and the largest."""
    return [(names, number) for names, value in alternatives for number in _numbers(value)]


def _numbers(value: Any) -> list[Any]:
    if not isinstance(value, Size):
        return [value]
    return sorted({*range(min(value.most, _SOME_SIZES) + 1), value.most})


def fewer(alternatives: Alternatives) -> Alternatives:
    """Return at most `MOST` of them."""
    if len(alternatives) <= MOST:
        return alternatives
    return sorted(_merged(alternatives), key=lambda each: (len(each[0]), sorted(each[0])))[:MOST]


def _merged(alternatives: Alternatives) -> Alternatives:
    by_names: dict[Names, Any] = {}
    for names, value in alternatives:
        by_names[names] = ANYTHING if names in by_names else value
    return list(by_names.items())


def rows(lists: list[Alternatives]) -> Rows:
    """Return every combination of the alternatives of several parts: what it needs, and the values.

    Where there are too many, the smallest needs together, and each other alternative alone beside them.
    """
    while prod(map(len, lists)) > MOST:
        longest = max(range(len(lists)), key=lambda i: len(lists[i]))
        merged = _merged(lists[longest])
        if len(merged) == len(lists[longest]):
            return _one_by_one(lists)
        lists[longest] = merged
    return [_row(row) for row in product(*lists)]


def _one_by_one(lists: list[Alternatives]) -> Rows:
    ranked = [sorted(each, key=lambda one: (len(one[0]), sorted(one[0]))) for each in lists]
    smallest = [each[0] for each in ranked]
    changed = (
        (*smallest[:i], other, *smallest[i + 1 :]) for i, each in enumerate(ranked) for other in each[1:]
    )
    return [_row(tuple(smallest)), *(_row(row) for row in changed)]


def _row(row: tuple[tuple[Names, Any], ...]) -> tuple[Names, tuple[Any, ...]]:
    return NOTHING.union(*(names for names, _ in row)), tuple(value for _, value in row)
