"""How values are calculated with: money as whole smallest units, times as instants, the rest as it is.

None is the answer of what cannot be calculated: overflow, division by nothing, a text beyond all bounds.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from banfa.language.values import INT_MAX, INT_MIN, FieldType, Value, minor_units, money

MAX_TEXT = 1_000_000

Binary: TypeAlias = Callable[[Any, Any], Any]

LOADERS: Mapping[str, Callable[[Any], Any]] = {"money": minor_units, "datetime": datetime.fromisoformat}
"""From a canonical value to what is calculated with, for the kinds where the two differ."""


def loaded(kind: str, value: Value) -> Any:
    """Return what is calculated with for a canonical value of this kind."""
    return LOADERS[kind](value) if kind in LOADERS else value


def stored(t: FieldType, value: Any) -> Value:
    """Return the canonical value of a calculated one; the inverse of `loaded`."""
    if t.kind == "money":
        return money(value, t.currency or "CNY")
    if t.kind == "datetime":
        return str(value.isoformat())
    return as_set(value) if t.kind == "set" else value


def as_set(members: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the members sorted, each once."""
    return tuple(sorted(set(members)))


def _whole(value: int) -> int | None:
    return value if INT_MIN <= value <= INT_MAX else None


def _add(a: Any, b: Any) -> Any:
    if isinstance(a, str):
        return a + b if len(a) + len(b) <= MAX_TEXT else None
    return _whole(a + b)


def _divide(a: int, b: int) -> int | None:
    return _whole(abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)) if b else None


def _remainder(a: int, b: int) -> int | None:
    if not b or (a == INT_MIN and b == -1):
        return None
    return abs(a) % abs(b) * (-1 if a < 0 else 1)


ARITHMETIC: Mapping[str, Binary] = {
    "+": _add,
    "-": lambda a, b: _whole(a - b),
    "*": lambda a, b: _whole(a * b),
    "/": _divide,
    "%": _remainder,
}

COMPARISONS: Mapping[str, Binary] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "size": len,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": operator.contains,
    "date": lambda moment: moment.date().isoformat(),
}


def negated(a: int) -> int | None:
    """`-a`."""
    return _whole(-a)
