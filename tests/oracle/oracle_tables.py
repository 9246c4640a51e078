"""Tables by SEMANTICS 9."""

from dataclasses import dataclass
from typing import Any

from tests.oracle.oracle_expr import EMPTY, NEVER, SURE, Facts, Family, plus, times, truth


@dataclass(frozen=True)
class Result:
    """Exactly one of: a value, a step to ask, what is lacking (none: a fault)."""

    value: Any = None
    ask: str | None = None
    lacks: Family | None = None


FAULTY = Result(lacks=NEVER)


def answer(table: dict[str, Any], facts: Facts) -> Result:
    rows = [(truth(row["condition"], facts), row["then"]) for row in table["rows"]]
    kinds = [("true" if EMPTY in t.T else "false" if EMPTY in t.F else "open", t, then) for t, then in rows]
    lacks = [plus(t.T, t.F) if kind == "open" else SURE for kind, t, _ in kinds]
    trues = [then for kind, _, then in kinds if kind == "true"]
    if table["hit"] == "first":
        for (kind, _, then), lack in zip(kinds, lacks, strict=True):
            if kind != "false":
                return Result(value=then) if kind == "true" else Result(lacks=lack)
        return otherwise(table)
    if table["hit"] == "unique" and len(trues) > 1:
        return FAULTY
    if NEVER in lacks:
        return FAULTY
    needed = SURE
    for lack in lacks:
        needed = times(needed, lack)
    if needed != SURE:
        return Result(lacks=needed)
    if not trues:
        return otherwise(table)
    return Result(value=trues[0] if table["hit"] == "unique" else collected(trues))


def collected(trues: list[Any]) -> tuple[Any, ...]:
    members: set[Any] = set()
    for then in trues:
        members |= set(then) if isinstance(then, list | tuple) else {then}
    return tuple(sorted(members))


def otherwise(table: dict[str, Any]) -> Result:
    if table["ask"] is not None:
        return Result(ask=table["ask"])
    if table["otherwise"] is None:
        return FAULTY
    collects = table["hit"] == "collect"
    return Result(value=collected([table["otherwise"]]) if collects else table["otherwise"])
