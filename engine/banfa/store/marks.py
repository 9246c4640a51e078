"""By what cases are found: their states, whom they wait for, the units they have to do with."""

from __future__ import annotations

from banfa.kernel.case import Case, standing_units
from banfa.language.process import Process
from banfa.store.shapes import waiting

Mark = tuple[str, str]
"""The sort, and the word: ("state", STATE), ("waits", ROLE), ("waits", ROLE:UNIT), ("unit", UNIT)."""


def marks_of(process: Process, case: Case) -> frozenset[Mark]:
    """Return every mark of a case, as its own definition sees it."""
    marks = {("state", state) for state in case.config}
    for one in waiting(process, case):
        marks.add(("waits", one["role"]))
        if one["unit"] is not None:
            marks.add(("waits", f"{one['role']}:{one['unit']}"))
    return frozenset(marks | {("unit", unit) for unit in _units(case)})


def _units(case: Case) -> set[str]:
    """The unit that opened the case, and every one appointed in it."""
    found = {case.home} if case.home else set()
    for unit in standing_units(case).values():
        found |= set(unit) if isinstance(unit, tuple) else {unit}
    return found
