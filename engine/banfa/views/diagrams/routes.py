"""The routes of a process: which states a case can reach only if a table (or somebody) chose so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from banfa.language.expressions.conditions import Condition
from banfa.language.process import Demand, Process, Step
from banfa.language.values import Value


class Routes(NamedTuple):
    """States by the answers that lead to them; a state that every answer leads to is on no route.

    `field` is the field that holds the answer, `enum` what it is one of.
    """

    field: str
    enum: str
    states: Mapping[str, tuple[str, ...]]
    values: tuple[str, ...]


def routes_of(process: Process) -> Routes | None:
    """Return the routes: by the table that parts the most states, else by such a field."""
    for candidates in (_tables(process), _fields(process)):
        found = [routes for field in candidates if (routes := _parted(process, field)) is not None]
        if found:
            return max(found, key=lambda routes: len(routes.states))
    return None


def _tables(process: Process) -> list[str]:
    decided = {table for step in process.steps.values() for table in step.decide}
    return sorted(name for name in decided if name in process.fields)


def _fields(process: Process) -> list[str]:
    return sorted(name for name in process.fields if name not in process.tables)


def _parted(process: Process, field: str) -> Routes | None:
    kind = process.fields[field].type
    if kind.kind != "enum" or kind.of is None or kind.of not in process.enums:
        return None
    values = _in_order(process, field, kind.of)
    reached = {value: reachable(process, field, value) for value in values}
    states = {}
    for state in process.states:
        ways = tuple(value for value in values if state in reached[value])
        if ways and len(ways) < len(values):
            states[state] = ways
    parts = {ways for ways in states.values() if len(ways) == 1}
    return Routes(field, kind.of, states, values) if len(parts) > 1 else None


def _in_order(process: Process, field: str, enum: str) -> tuple[str, ...]:
    """The values in the order of the table's rows, then those that no row gives."""
    table = process.tables.get(field)
    given = [str(row.then) for row in table.rows] if table else []
    declared = process.enums[enum].values
    return tuple(dict.fromkeys([*(value for value in given if value in declared), *declared]))


def reachable(process: Process, field: str | None = None, value: str = "") -> frozenset[str]:
    """Return what going forward reaches, as far as no guard forbids it while `field` is `value`."""
    view = _Only({field: value} if field else {})
    onward = [step for step in process.steps.values() if step.kind in ("start", "forward")]
    open_ = [step for step in onward if not _forbidden(process, step, field, view)]
    reached: set[str] = set()
    waiting = [to for step in open_ if step.kind == "start" for to in targets(process, step)]
    while waiting:
        state = waiting.pop()
        if state in reached or state not in process.states:
            continue
        reached.add(state)
        waiting += first_of_regions(process, state)
        waiting += [to for step in open_ if state in step.sources for to in targets(process, step)]
    return frozenset(reached)


def open_steps(process: Process, field: str | None = None, value: str = "") -> tuple[Step, ...]:
    """Return the steps that can be taken in such a case: from a state it reaches, forbidden by no guard."""
    view, reached = _Only({field: value} if field else {}), reachable(process, field, value)
    return tuple(
        step
        for step in process.steps.values()
        if (step.kind == "start" or reached & set(step.sources))
        and not _forbidden(process, step, field, view)
    )


def depths(process: Process) -> dict[str, int]:
    """Return how many steps forward each state is from the start; what it never reaches is last."""
    onward = [step for step in process.steps.values() if step.kind in ("start", "forward")]
    found: dict[str, int] = {}
    now = {to for step in onward if step.kind == "start" for to in targets(process, step)}
    depth = 0
    while now:
        found |= dict.fromkeys(sorted(now), depth)
        leaving = [step for step in onward if now.intersection(step.sources)]
        then = {to for step in leaving for to in targets(process, step)}
        then |= {first for state in now for first in first_of_regions(process, state)}
        now, depth = (then & process.states.keys()) - found.keys(), depth + 1
    return found | {state: len(found) for state in sorted(process.states.keys() - found.keys())}


def targets(process: Process, step: Step) -> tuple[str, ...]:
    """The states that a step may lead to: its own, or every answer of its table; of a return, its choices."""
    if step.to is not None:
        return (step.to,)
    if step.back_to:
        return step.back_to
    table = process.tables.get(step.to_table or "")
    if table is None:
        return ()
    answers = [row.then for row in table.rows] + [table.otherwise]
    return tuple(dict.fromkeys(str(answer) for answer in answers if answer is not None))


def first_of_regions(process: Process, state: str) -> list[str]:
    """The states that entering a state with regions enters too."""
    if state not in process.states:
        return []
    return [str(members[0]) for _, members in regions_of(process, state)]


def regions_of(process: Process, state: str) -> Iterator[tuple[str, list[str]]]:
    """The regions of a state: name and states."""
    for name, members in sorted(process.states[state].regions.items()):
        yield name, [members] if isinstance(members, str) else list(members)


def _forbidden(process: Process, step: Step, field: str | None, view: _Only) -> bool:
    demanded = [demand for demand in step.when if not _only_warns(process, demand)]
    conditions = [demand.condition for demand in demanded if demand.condition is not None]
    return any(_reads_only(one, field) and _false(one, view) for one in conditions)


def _only_warns(process: Process, demand: Demand) -> bool:
    guard = process.guards.get(demand.name)
    return guard is not None and guard.warn is not None and demand.refuse is None and not demand.negated


def _reads_only(condition: Condition, field: str | None) -> bool:
    return condition.reads | condition.reads_before == {field}


def _false(condition: Condition, view: _Only) -> bool:
    try:
        return condition.verdict(view) is False
    except _NotKnownError:
        return False


class _NotKnownError(Exception):
    """A condition asks for more than the one field."""


class _Only:
    """A case of which nothing is known but one field."""

    def __init__(self, known: Mapping[str, Value]) -> None:
        self.case = self.before = known

    def rounds(self, state: str) -> int:
        raise _NotKnownError

    def at(self, state: str) -> bool:
        raise _NotKnownError

    def done(self, step: str) -> bool:
        raise _NotKnownError

    def ever(self, step: str) -> bool:
        raise _NotKnownError

    def holder(self, document: str, copy: str) -> str | None:
        raise _NotKnownError

    def calendar_for(self, duty: str) -> frozenset[str]:
        raise _NotKnownError

    def tally(self, of: str) -> None:
        raise _NotKnownError

    def passed(self, duty: str) -> bool:
        raise _NotKnownError

    def owed(self, duty: str) -> bool:
        raise _NotKnownError
