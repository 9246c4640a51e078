"""By what cases are found: their states, whom they wait for, the units they have to do with."""

from __future__ import annotations

from banfa.kernel.case import Case, standing_units
from banfa.kernel.program import Unit
from banfa.language.process import Process
from banfa.store.shapes import waiting

Mark = tuple[str, str]
"""The sort, and the word: ("state", STATE), ("waits", ROLE), ("waits", ROLE:UNIT), ("unit", UNIT)."""


def marks_of(process: Process, case: Case) -> frozenset[Mark]:
    """Return every mark of a case, as its own definition sees it."""
    marks = [("state", state) for state in case.config]
    for unit in (case.home, *standing_units(case).values()):  # who opened it, and who were appointed
        marks += [("unit", one) for one in _each(unit)]
    for one in waiting(process, case):
        marks.append(("waits", one["role"]))
        marks += [("waits", f"{one['role']}:{unit}") for unit in _each(one["unit"])]
    return frozenset(marks)


def _each(unit: Unit) -> tuple[str, ...]:
    if isinstance(unit, tuple):
        return unit
    return (unit,) if unit else ()
