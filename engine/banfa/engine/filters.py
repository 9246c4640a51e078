"""Which of many cases are wanted: by whom they wait for, by unit, by the values of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from banfa.errors import InvalidInput
from banfa.kernel.case import Case, standing_units, standing_values
from banfa.kernel.decision import Problem
from banfa.kernel.program import program_of
from banfa.language.process import Process
from banfa.language.suggest import suggest
from banfa.language.values import BadValue, parser
from banfa.store import shapes
from banfa.store.marks import Mark
from banfa.store.statements import Sought
from banfa.texts import Text


class Wanted(NamedTuple):
    """What is asked of a case; None asks nothing. `waits_for` is "ROLE" or "ROLE:UNIT"."""

    process: str | None = None
    state: str | None = None
    number: str | None = None
    waits_for: str | None = None
    unit: str | None = None
    fields: Mapping[str, Any] = {}
    late_by: int | None = None  # a moment in seconds: something that is owed was overdue then

    def sought(self, after: str | None, most: int | None) -> Sought:
        """Return all of it that the store looks up; of `fields` it knows nothing."""
        return Sought(tuple(self._marks()), self.process, self.number, self.late_by, after, most)

    def has_fields(self, process: Process, case: Case, eyes: shapes.Eyes) -> bool:
        """Whether a case has the values wanted; what these eyes may not see matches nothing."""
        return all(_has(process, case, name, value, eyes) for name, value in self.fields.items())

    def _marks(self) -> Iterator[Mark]:
        """A unit is the one waited for where `waits_for` is asked, else any that has to do with the case."""
        if self.state is not None:
            yield "state", self.state
        if self.waits_for is None:
            yield from [("unit", self.unit)] if self.unit is not None else []
            return
        role, _, unit = self.waits_for.partition(":")
        units = {one for one in (unit, self.unit) if one}
        yield from [("waits", f"{role}:{one}") for one in sorted(units)] or [("waits", role)]


def check_wanted(wanted: Wanted, processes: Iterable[Process]) -> None:
    """Raise InvalidInput for a field, or a value of it, that no process of the cases knows."""
    known = list(processes)
    for name, value in wanted.fields.items() if known else ():
        having = [p for p in known if name in p.fields or name in p.roles]
        if not having:
            near = suggest(name, sorted({field for p in known for field in p.fields}))
            zh = f"没有字段 {name}" + (f"；是否指 {near}？" if near else "")
            en = f"there is no field {name}" + (f"; do you mean {near}?" if near else "")
            raise InvalidInput((Problem(name, Text(zh, en)),))
        bad = [_problem(p, name, value) for p in having]
        if all(bad):
            raise InvalidInput((Problem(name, next(text for text in bad if text)),))


def _has(process: Process, case: Case, name: str, value: Any, eyes: shapes.Eyes) -> bool:
    """Whether a field stands at a value; a set, if it is that set or has that member."""
    if name in process.fields:
        viewers = program_of(process).viewers[name]
        if eyes is not None and viewers is not None and not eyes & viewers:
            return False
        found: Any = standing_values(case).get(name)
    else:
        found = standing_units(case).get(name)
    return any(one == found for one in _meant(process, name, value)) or (
        isinstance(found, tuple) and value in found
    )


def _meant(process: Process, name: str, value: Any) -> list[Any]:
    """The canonical value that is meant, if the field can have it."""
    if name not in process.fields:
        return [value]
    try:
        return [parser(process.fields[name].type)(value)]
    except BadValue:
        return []


def _problem(process: Process, name: str, value: Any) -> Text | None:
    if name not in process.fields:
        return None
    wanted = [value] if process.fields[name].type.kind == "set" and not isinstance(value, list) else value
    try:
        parser(process.fields[name].type)(wanted)
    except BadValue as bad:
        return bad.text
    return None
