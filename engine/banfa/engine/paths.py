"""How a case gets from where it is to where something can be done: the fewest steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banfa.kernel.case import Case
from banfa.language.process import Process, Step

Passable = Callable[[str], bool]
"""Whether a step may be part of a path."""


def path_to(process: Process, case: Case, goals: frozenset[str], passable: Passable) -> tuple[str, ...]:
    """Return the steps of a shortest path from the case's states to one of `goals`; () if there is none.

    Steps forward come before returns of the same length; a return leads only to where the case has been.
    """
    before: dict[str, tuple[str, str] | None] = dict.fromkeys(case.config)
    waiting = list(case.config)
    for state in waiting:
        if state in goals:
            return tuple(reversed(list(_back(before, state))))
        for step, to in _onward(process, case, state, passable):
            if to not in before:
                before[to] = (state, step)
                waiting.append(to)
    return ()


def _onward(process: Process, case: Case, state: str, passable: Passable) -> Iterator[tuple[str, str]]:
    leaving = [
        step for _, step in sorted(process.steps.items()) if state in step.sources and passable(step.id)
    ]
    yield from ((step.id, to) for step in leaving for to in _targets(process, step))
    been = {entry.state for entry in case.trail}
    yield from ((step.id, to) for step in leaving for to in step.back_to if to in been)


def _targets(process: Process, step: Step) -> tuple[str, ...]:
    if step.kind != "forward":
        return ()
    if step.to is not None:
        return (step.to,)
    table = process.tables.get(step.to_table or "")
    return tuple(sorted({str(row.then) for row in table.rows})) if table else ()


def _back(before: dict[str, tuple[str, str] | None], state: str) -> Iterator[str]:
    came = before[state]
    while came is not None:
        state, step = came
        yield step
        came = before[state]
