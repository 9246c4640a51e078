"""What the rules of a step read: the case before any undoing, with this step's data (SEMANTICS 6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banfa import calendars
from banfa.kernel.case import Case, standing_units, standing_values
from banfa.kernel.command import Command
from banfa.kernel.counting import Tally
from banfa.kernel.duties import Owed, due_of, missing_years, moment, owed
from banfa.kernel.program import Plan, Program, standing_unit, standing_value
from banfa.kernel.rounds import tally_of
from banfa.kernel.trail import active, entry_of
from banfa.language.values import Value

NOTHING: Mapping[str, Value] = {}


class Facts:
    """What guards, tables and `set` are evaluated over: V and `before`, and questions to the case."""

    __slots__ = ("_case", "_command", "_program", "before", "case")

    def __init__(
        self,
        program: Program,
        case: Case,
        values: Mapping[str, Value],
        before: Mapping[str, Value],
        command: Command | None = None,
    ) -> None:
        self._command = command
        self._program = program
        self._case = case
        self.case: Mapping[str, Value] = values
        self.before: Mapping[str, Value] = before

    def rounds(self, state: str) -> int:
        """Returns into a state since it was last entered forward; 0 if it is not on the trail."""
        entry = entry_of(self._case.trail, state)
        return entry.rounds if entry is not None else 0

    def at(self, state: str) -> bool:
        """Whether the case is in a state, or in one within it."""
        return state in active(self._case.trail)

    def done(self, step: str) -> bool:
        """Whether a step stands."""
        return any(step in layer.done for layer in self._case.layers())

    def ever(self, step: str) -> bool:
        """Whether a step was ever accepted, undone or not."""
        return step in self._case.ever

    def holder(self, document: str, copy: str) -> str | None:
        """The role that holds a copy of the current set; None in transit, void, or without a current set."""
        k = self._case.current_set(document)
        if k is None:
            return None
        custody = self._case.papers[document][k - 1].copies.get(copy)
        if custody is None or custody.status != "at" or custody.party is None:
            return None
        return custody.party.partition(":")[0]

    def tally(self, of: str) -> Tally | None:
        """The counts of a state's last round standing; None if there is none."""
        return tally_of(self._program, self._case, of)

    def passed(self, duty: str) -> bool | None:
        """Whether a duty that is owed is overdue when the step happened; None if no calendar can tell."""
        found = next((one for one in owed(self._program.process, self._case) if one.duty == duty), None)
        if found is None:
            return False
        due = self._due(found)
        return (
            None
            if due is None or self._command is None
            else calendars.is_overdue(due, moment(self._command.happened))
        )

    def calendar_for(self, duty: str) -> frozenset[str]:
        """What is missing to tell whether a duty is overdue."""
        found = next((one for one in owed(self._program.process, self._case) if one.duty == duty), None)
        return frozenset(missing_years(self._due(found) if found is not None else None))

    def _due(self, one: Owed) -> calendars.Due | None:
        calendar = self._command.facts.calendar if self._command is not None else None
        return due_of(self._program.process, self._case, one, calendar)

    def owed(self, duty: str) -> bool:
        """Whether a duty is owed."""
        return any(one.duty == duty for one in owed(self._program.process, self._case))


def facts_for(
    program: Program, plan: Plan, case: Case, data: Mapping[str, Value], command: Command | None = None
) -> Facts:
    """V and `before`, holding only the names that the step's rules read (R8)."""
    values: dict[str, Any] = {}
    for name in plan.reads:
        if name in data:
            values[name] = data[name]
        elif name not in plan.fresh:
            value = standing_name(program, case, name)
            if value is not None:
                values[name] = value
    if not plan.reads_before:
        return Facts(program, case, values, NOTHING, command)
    before: dict[str, Any] = {}
    for name in plan.reads_before:
        value = standing_name(program, case, name)
        if value is not None:
            before[name] = value
    return Facts(program, case, values, before, command)


def standing_name(program: Program, case: Case, name: str) -> Any:
    """A field's standing value or a case-bound role's standing unit."""
    return standing_value(case, name) if name in program.process.fields else standing_unit(case, name)


def standing_names(case: Case) -> dict[str, Any]:
    """Every standing field and unit."""
    return {**standing_values(case), **standing_units(case)}


def without(facts: Facts, names: frozenset[str]) -> Facts:
    """The same view with some names not yet known."""
    values = {name: value for name, value in facts.case.items() if name not in names}
    return Facts(facts._program, facts._case, values, facts.before, facts._command)
