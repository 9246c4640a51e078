"""Decision tables (SEMANTICS 9): a value, unknown for want of something, a fault, or a question."""

from __future__ import annotations

from typing import Any, NamedTuple

from banfa.kernel.facts import Facts
from banfa.language.expressions.weights import ALREADY, Antichain, both, either
from banfa.language.process import Table


class Answer(NamedTuple):
    """What a table answers. `row`: the row's index from 0, "otherwise" or "ask"; `lacks`: what an open answer
    needs (minimal sets); `fault`: "overlap", "gap" or "row"."""

    value: Any = None
    row: int | str | list[int] | None = None
    lacks: Antichain | None = None
    fault: str | None = None


def ask_table(table: Table, facts: Facts) -> Answer:
    """Evaluate a table over V."""
    verdicts = [row.condition.verdict(facts) for row in table.rows]
    if table.hit == "first":
        return first(table, facts, verdicts)
    if None in verdicts:
        faulty, lacks = undecided(table, facts, verdicts)
        if faulty:
            return Answer(fault="row")
        if table.hit == "unique" and verdicts.count(True) > 1:
            return Answer(fault="overlap")
        return Answer(lacks=lacks)
    hits = [i for i, verdict in enumerate(verdicts) if verdict]
    if not hits:
        return nothing_applies(table)
    if table.hit == "collect":
        return Answer(collected([table.rows[i].then for i in hits]), hits)
    if len(hits) > 1:
        return Answer(fault="overlap")
    return Answer(table.rows[hits[0]].then, hits[0])


def first(table: Table, facts: Facts, verdicts: list[bool | None]) -> Answer:
    """The first row that is not false decides."""
    for i, verdict in enumerate(verdicts):
        if verdict is None:
            faulty, lacks = undecided(table, facts, [v if j == i else False for j, v in enumerate(verdicts)])
            return Answer(fault="row") if faulty else Answer(lacks=lacks)
        if verdict:
            return Answer(table.rows[i].then, i)
    return nothing_applies(table)


def nothing_applies(table: Table) -> Answer:
    """Every row is false."""
    if table.otherwise is not None:
        value = collected([table.otherwise]) if table.hit == "collect" else table.otherwise
        return Answer(value, "otherwise")
    return Answer(None, "ask") if table.ask else Answer(fault="gap")


def undecided(table: Table, facts: Facts, verdicts: list[bool | None]) -> tuple[bool, Antichain]:
    """Whether some undecided row is faulty, and what the open ones lack together."""
    lacks: Antichain = ALREADY
    for row, verdict in zip(table.rows, verdicts, strict=True):
        if verdict is None:
            weight = row.condition.weigh(facts)
            needed = either(weight.T, weight.F)
            if not needed:
                return True, ()
            lacks = both(lacks, needed)
    return False, lacks


def collected(results: list[Any]) -> tuple[Any, ...]:
    """All results as one set."""
    members = {m for result in results for m in (result if isinstance(result, tuple) else (result,))}
    return tuple(sorted(members))
