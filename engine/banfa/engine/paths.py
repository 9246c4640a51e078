"""How a case gets to where a step can be taken: the steps, and what each of them hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple, cast

from banfa.engine.supposing import Supposed, suppose
from banfa.kernel.case import Case, standing_done, standing_units, standing_values
from banfa.kernel.program import Program, program_of
from banfa.kernel.trail import entries
from banfa.language.expressions import Computation
from banfa.language.expressions.syntax import Done, Ever, walk
from banfa.language.process import Process, Step

Path = tuple[Supposed, ...]

_MOST_CASES = 1500
"""So many supposed cases are looked at; regulations of some forty steps need a few hundred."""


def path_to(process: Process, case: Case, goal: str, *, anew: bool = False) -> Path:
    """Return the best path to the step `goal` that what stands lets pass, `goal` its last; () for none.

    Every step on it passes if its hinges turn so, and somebody is bound to take it. Best is the path with the
    fewest returns, then with the fewest hinges, then the shortest. `anew` as in `suppose`.
    """
    program = program_of(process)
    asked = asked_of(program)
    met: set[tuple[object, ...]] = set()
    turns = count()
    waiting = [_Waiting(_Cost(), next(turns), case, ())]
    while waiting and len(met) < _MOST_CASES:
        now = heappop(waiting)
        if now.path and now.path[-1].step == goal:
            return now.path
        signature = _signature(now.case, asked)
        if signature in met:
            continue
        met.add(signature)
        for one in _onward(program, now.case, anew):
            cost = now.cost.and_one(one, process.steps[one.step])
            heappush(waiting, _Waiting(cost, next(turns), one.case, (*now.path, one)))
    return ()


class _Cost(NamedTuple):
    returns: int = 0
    hinges: int = 0
    steps: int = 0

    def and_one(self, one: Supposed, step: Step) -> _Cost:
        """The cost with one step more."""
        returns = self.returns + (step.kind == "back")
        return _Cost(returns, self.hinges + len(one.hinges), self.steps + 1)


class _Waiting(NamedTuple):
    cost: _Cost
    turn: int  # of two with one cost, the one that came first
    case: Case
    path: Path


def _onward(program: Program, case: Case, anew: bool) -> Iterator[Supposed]:
    for step in sorted(program.process.steps.values(), key=lambda step: step.id):
        if not step.by or any(program.binding(case, role) is not None for role in step.by):
            yield from suppose(program, step.id, case, anew=anew)


def returns_on(process: Process, path: Path) -> int:
    """Return how many steps of a path are returns."""
    return sum(process.steps[one.step].kind == "back" for one in path)


class _Asked(NamedTuple):
    """What the rules of a process ask of a case: whatever else is given or done changes no path."""

    names: frozenset[str]
    steps: frozenset[str]


def asked_of(program: Program) -> _Asked:
    """Return what the rules ask, gathered once."""
    cache = program.process.cache
    if "asked_on_paths" not in cache:
        plans = program.plans.values()
        exprs = [item.condition.expr for plan in plans for item in plan.stops if item.condition is not None]
        exprs += [rule.expr for plan in plans for _, rule in plan.computes if isinstance(rule, Computation)]
        nodes = [node for expr in exprs for node in walk(expr)]
        steps = frozenset(node.step for node in nodes if isinstance(node, Done | Ever))
        names = frozenset(name for plan in plans for name in (*plan.reads, *plan.reads_before))
        cache["asked_on_paths"] = _Asked(names, steps)
    return cast(_Asked, cache["asked_on_paths"])


def _signature(case: Case, asked: _Asked) -> tuple[object, ...]:
    """What two cases must share to have the same paths before them."""
    standing = {**standing_values(case), **standing_units(case)}
    return (
        tuple((entry.state, min(entry.rounds, 1)) for entry in entries(case.trail)),
        tuple(sorted((name, repr(value)) for name, value in standing.items() if name in asked.names)),
        asked.steps.intersection(standing_done(case)),
        asked.steps & case.ever,
    )
