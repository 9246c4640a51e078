"""Comparisons with counts: true or false as soon as every way the answers can fall agrees (11.2)."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.oracle.oracle_rounds import Tally

Expr = list[Any]


def counts_in(e: Any) -> Iterator[tuple[str, str]]:
    """(state, what is counted) of every count that stands in an expression."""
    if isinstance(e, list) and e and e[0] == "count":
        yield e[1], e[2]
    elif isinstance(e, list) and e and e[0] != "lit":
        for part in e:
            yield from counts_in(part)


def with_counts(e: Any, numbers: dict[tuple[str, str], int]) -> Any:
    """The expression with numbers where the counts stand."""
    if not isinstance(e, list) or not e or e[0] == "lit":
        return e
    if e[0] == "count":
        return ["lit", "int", numbers[e[1], e[2]]]
    return [with_counts(part, numbers) for part in e]


def ends(
    form: Callable[[dict[tuple[str, str], int]], int], tallies: dict[str, Tally], names: set[tuple[str, str]]
) -> tuple[float, float]:
    """The least and the greatest value of a linear form over all ways the answers can fall."""
    zero = dict.fromkeys(names, 0)
    least = greatest = float(form(zero))
    for of, tally in tallies.items():
        factors = {name: form({**zero, (of, name): 1}) - form(zero) for where, name in names if where == of}
        reached, falls, rises = tally.sums(factors)
        least = -float("inf") if falls else least + min(reached)
        greatest = float("inf") if rises else greatest + max(reached)
    return least, greatest


def early(op: str, least: float, greatest: float) -> bool | None:
    """The verdict over `form OP 0`, if both ends agree."""
    if op == "!=":
        equal = early("==", least, greatest)
        return None if equal is None else not equal
    if op == "==":
        return True if least == greatest == 0 else False if least > 0 or greatest < 0 else None
    holds = {
        "<": (greatest < 0, least >= 0),
        "<=": (greatest <= 0, least > 0),
        ">": (least > 0, greatest <= 0),
        ">=": (least >= 0, greatest < 0),
    }
    true, false = holds[op]
    return True if true else False if false else None
