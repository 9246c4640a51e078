"""Counts of rounds and of sub-cases in comparisons (SEMANTICS 11.2): linear forms, and their early verdict.

While answers are out a count is a range. A comparison is brought to `form OP 0`, the form being a sum of
counts, each times a constant, and of what is known; it is true or false as soon as both ends agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from banfa.language.expressions.syntax import Arith, Compare, Count, Expr, Lit, Neg, walk

WHAT_IS_OUT = "answers of "
"""Before the name of a state or of a key of `open`: what a comparison misses while answers are out."""

Bounds = tuple[int | None, int | None]
"""The least and the greatest value; None: without end."""


class Tally(Protocol):
    """What the counts of one round, or of sub-cases under one key, can still become."""

    def bounds(self, terms: Mapping[str, int]) -> Bounds:
        """The ends of the sum of these counts, each times its factor."""


class NotLinear(Exception):
    """Counts stand only in sums, each times a constant."""


class Linear(NamedTuple):
    """`terms`: of what → name of the count → factor; `rest`: what else is added, each with its factor."""

    terms: Mapping[str, Mapping[str, int]]
    rest: tuple[tuple[int, Expr], ...]


def counted(expr: Expr) -> bool:
    """Whether a count stands anywhere in an expression."""
    return any(isinstance(node, Count) for node in walk(expr))


def linear(e: Compare) -> Linear:
    """The form of a comparison with counts. Raises NotLinear."""
    terms: dict[str, dict[str, int]] = {}
    rest: list[tuple[int, Expr]] = []
    _add(e.a, 1, terms, rest)
    _add(e.b, -1, terms, rest)
    return Linear(terms, tuple(rest))


def _add(e: Expr, factor: int, terms: dict[str, dict[str, int]], rest: list[tuple[int, Expr]]) -> None:
    if isinstance(e, Count):
        names = terms.setdefault(e.of, {})
        names[e.name] = names.get(e.name, 0) + factor
    elif not counted(e):
        rest.append((factor, e))
    elif isinstance(e, Neg):
        _add(e.a, -factor, terms, rest)
    elif isinstance(e, Arith) and e.op in "+-":
        _add(e.a, factor, terms, rest)
        _add(e.b, factor if e.op == "+" else -factor, terms, rest)
    elif isinstance(e, Arith) and e.op == "*":
        constant, other = (e.a, e.b) if not counted(e.a) else (e.b, e.a)
        _add(other, factor * _constant(constant), terms, rest)
    else:
        raise NotLinear


def _constant(e: Expr) -> int:
    if isinstance(e, Neg):
        return -_constant(e.a)
    if isinstance(e, Lit) and isinstance(e.value, int) and not isinstance(e.value, bool):
        return e.value
    raise NotLinear


def plus(a: Bounds, b: Bounds) -> Bounds:
    """The bounds of a sum."""
    low = None if a[0] is None or b[0] is None else a[0] + b[0]
    high = None if a[1] is None or b[1] is None else a[1] + b[1]
    return low, high


def early(op: str, bounds: Bounds) -> bool | None:
    """The verdict of `form OP 0` over a form with these ends; None while it is open."""
    low, high = bounds
    if op == "!=":
        equal = early("==", bounds)
        return None if equal is None else not equal
    if op == "==":
        outside = (low is not None and low > 0) or (high is not None and high < 0)
        return False if outside else True if low == high == 0 else None
    if op in ("<", "<="):  # f < 0 is -f > 0
        low, high = (None if high is None else -high), (None if low is None else -low)
    least = 0 if op in ("<=", ">=") else 1
    if low is not None and low >= least:
        return True
    return False if high is not None and high < least else None
