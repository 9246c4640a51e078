"""What is missing for a condition to become true or false: antichains of sets of names (SEMANTICS 5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

Names: TypeAlias = frozenset[str]
Antichain: TypeAlias = tuple[Names, ...]
"""Minimal sets, none inside another, the smallest first, ties by sorted names; at most `MOST`."""

MOST = 16
NOTHING: Names = frozenset()
NEVER: Antichain = ()
ALREADY: Antichain = (NOTHING,)


class Weight(NamedTuple):
    """`T`: the minimal sets of absent fields whose supply could make it true; `F`: false.

    The empty set in `T` means true, in `F` false; else a `T` that is not empty means unknown, an empty one
    fault.
    """

    T: Antichain
    F: Antichain

    @property
    def verdict(self) -> bool | None:
        """True, False, or None for unknown and fault."""
        return True if self.T == ALREADY else False if self.F == ALREADY else None


TRUE, FALSE, FAULT = Weight(ALREADY, NEVER), Weight(NEVER, ALREADY), Weight(NEVER, NEVER)


def minimal(sets: Iterable[Names]) -> Antichain:
    """Return the minimal ones of these sets, cut at `MOST`."""
    kept: list[Names] = []
    for names in sorted(set(sets), key=lambda names: (len(names), sorted(names))):
        if len(kept) == MOST:
            break
        if not any(smaller <= names for smaller in kept):
            kept.append(names)
    return tuple(kept)


def both(x: Antichain, y: Antichain) -> Antichain:
    """Return what is needed for x and y together (⊗)."""
    if x == ALREADY or not y:
        return y
    if y == ALREADY or not x:
        return x
    return minimal(a | b for a in x for b in y)


def either(x: Antichain, y: Antichain) -> Antichain:
    """Return what is needed for x or y (⊕)."""
    return minimal((*x, *y)) if x and y else x or y


def neg(a: Weight) -> Weight:
    """`!a`."""
    return Weight(a.F, a.T)


def conj(a: Weight, b: Weight) -> Weight:
    """`a && b`."""
    return Weight(both(a.T, b.T), either(a.F, b.F))


def disj(a: Weight, b: Weight) -> Weight:
    """`a || b`."""
    return Weight(either(a.T, b.T), both(a.F, b.F))


def choice(c: Weight, a: Weight, b: Weight) -> Weight:
    """`c ? a : b`, which is no shorthand of the others."""
    return Weight(
        either(both(c.T, a.T), both(c.F, b.T)),
        either(both(c.T, a.F), both(c.F, b.F)),
    )
