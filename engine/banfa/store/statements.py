"""The statements of the store: written in Core, compiled once, run on the driver's own cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Dialect, and_, bindparam, func, select
from sqlalchemy.sql import ClauseElement

from banfa.store.kinds import Kind
from banfa.store.marks import Mark
from banfa.store.tables import (
    cases,
    deadlines,
    definitions,
    events,
    keys,
    marks,
    meta,
    numbers,
    organisations,
    turns,
)


class Prepared:
    """One compiled statement; called with a cursor and its parameters by name, it returns the cursor."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._sql = str(compiled)
        self._order: list[str] = compiled.positiontup
        self._own = {name: value for name, value in compiled.params.items() if value is not None}

    def __call__(self, cursor: Any, **values: Any) -> Any:
        """Run it; values that the statement brings itself (SQLite's OFFSET 0) need not be given."""
        if self._own:
            values = {**self._own, **values}
        cursor.execute(self._sql, [values[name] for name in self._order])
        return cursor


class Sought(NamedTuple):
    """Which cases are looked for: with all these marks, after a case, no more than so many."""

    marks: tuple[Mark, ...] = ()
    process: str | None = None
    number: str | None = None
    late_by: int | None = None
    after: str | None = None
    most: int | None = None

    @property
    def shape(self) -> tuple[object, ...]:
        """What decides the statement; the rest are its parameters."""
        return (len(self.marks), *(part is not None for part in self[1:]))

    @property
    def values(self) -> dict[str, object]:
        """The parameters of the statement."""
        said: dict[str, object] = {f"kind{i}": kind for i, (kind, _) in enumerate(self.marks)}
        said |= {f"word{i}": word for i, (_, word) in enumerate(self.marks)}
        return said | {name: value for name, value in self._asdict().items() if name != "marks"}


class Statements:
    """Every statement of the store, for one kind of database."""

    def __init__(self, kind: Kind) -> None:
        self._dialect = kind.dialect
        self._looking: dict[tuple[object, ...], Prepared] = {}
        for name, statement in {**_reads(), **_writes(kind)}.items():
            setattr(self, name, Prepared(statement, kind.dialect))

    said: Prepared
    say: Prepared
    case_by_id: Prepared
    cases_by_number: Prepared
    events_of: Prepared
    definition: Prepared
    definitions_of: Prepared
    all_definitions: Prepared
    answered: Prepared
    all_organisations: Prepared
    last_organisation: Prepared
    last_number: Prepared
    use_number: Prepared
    keep_definition: Prepared
    add_case: Prepared
    add_event: Prepared
    set_case: Prepared
    add_mark: Prepared
    take_mark: Prepared
    add_answer: Prepared
    next_deadline: Prepared
    deadlines_until: Prepared
    next_calendar: Prepared
    deadlines_counted_by: Prepared
    set_deadline: Prepared
    drop_deadline: Prepared
    last_turn: Prepared
    set_turn: Prepared
    add_organisation: Prepared

    def cases(self, sought: Sought) -> Prepared:
        """Return the statement that finds them, in the order of their ids; by the index of the first mark."""
        if sought.shape not in self._looking:
            self._looking[sought.shape] = Prepared(_looked_for(sought), self._dialect)
        return self._looking[sought.shape]


def _looked_for(sought: Sought) -> ClauseElement:
    found = select(cases)
    order = cases.c.id
    for i in range(len(sought.marks)):
        one = marks.alias(f"m{i}")
        is_it = and_(one.c.kind == bindparam(f"kind{i}"), one.c.word == bindparam(f"word{i}"))
        found = found.join(one, and_(one.c.case == cases.c.id, is_it))
        order = order if i else one.c.case
    if sought.process is not None:
        found = found.where(cases.c.process == bindparam("process"))
    if sought.number is not None:
        found = found.where(cases.c.number == bindparam("number"))
    if sought.late_by is not None:
        found = found.join(deadlines, deadlines.c.case == cases.c.id)
        found = found.where(deadlines.c.late <= bindparam("late_by"))
    if sought.after is not None:
        found = found.where(order > bindparam("after"))
    return found.order_by(order).limit(bindparam("most") if sought.most is not None else None)


def _reads() -> dict[str, ClauseElement]:
    log = select(events.c.body, events.c.noted).where(events.c.case == bindparam("case")).order_by(events.c.n)
    last = select(numbers.c.last).where(numbers.c.process == bindparam("process"))
    of_version = definitions.c.version == bindparam("version")
    is_awake = deadlines.c.wake <= bindparam("until")
    awake = select(deadlines).where(is_awake).order_by(deadlines.c.wake, deadlines.c.case)
    turn = select(turns.c.last).where(turns.c.process == bindparam("process"))
    applied = select(organisations).order_by(organisations.c.n)
    latest = select(func.max(organisations.c.n)).scalar_subquery()
    return {
        "said": select(meta.c.key, meta.c.value),
        "case_by_id": select(cases).where(cases.c.id == bindparam("id")),
        "cases_by_number": select(cases).where(cases.c.number == bindparam("number")).order_by(cases.c.id),
        "events_of": log,
        "definition": select(definitions).where(definitions.c.meaning == bindparam("meaning")),
        "definitions_of": select(definitions.c.meaning).where(
            definitions.c.process == bindparam("process"), of_version
        ),
        "all_definitions": select(definitions.c.meaning, definitions.c.process),
        "answered": select(keys.c.content, keys.c.answer).where(keys.c.key == bindparam("key")),
        "all_organisations": applied,
        "last_organisation": select(organisations).where(organisations.c.n == latest),
        "next_deadline": awake.limit(1),
        "deadlines_until": awake,
        "next_calendar": select(func.min(deadlines.c.calendar)).where(
            deadlines.c.calendar > bindparam("after")
        ),
        "deadlines_counted_by": select(deadlines)
        .where(deadlines.c.calendar == bindparam("calendar"))
        .order_by(deadlines.c.case)
        .limit(bindparam("most")),
        "last_turn": turn.where(turns.c.step == bindparam("step")),
        "last_number": last.where(numbers.c.year == bindparam("year")),
    }


def _writes(kind: Kind) -> dict[str, ClauseElement]:
    used, said = kind.insert(numbers), kind.insert(meta)
    due, turn = kind.insert(deadlines), kind.insert(turns)
    again = {name: due.excluded[name] for name in ("wake", "late", "calendar")}
    key = [numbers.c.process, numbers.c.year]
    is_mark = [marks.c[name] == bindparam(name) for name in ("kind", "word", "case")]
    return {
        "say": said.on_conflict_do_update(index_elements=["key"], set_={"value": said.excluded.value}),
        "use_number": used.on_conflict_do_update(index_elements=key, set_={"last": used.excluded.last}),
        "set_deadline": due.on_conflict_do_update(index_elements=["case"], set_=again),
        "drop_deadline": deadlines.delete().where(deadlines.c.case == bindparam("of")),
        "set_turn": turn.on_conflict_do_update(
            index_elements=["process", "step"], set_={"last": turn.excluded.last}
        ),
        "keep_definition": kind.insert(definitions).on_conflict_do_nothing(),
        "add_case": kind.insert(cases),
        "add_event": kind.insert(events),
        "add_mark": kind.insert(marks),
        "take_mark": marks.delete().where(*is_mark),
        "add_answer": kind.insert(keys),
        "add_organisation": kind.insert(organisations),
        "set_case": cases.update().where(cases.c.id == bindparam("key")).values(_now()),
    }


def _now() -> Mapping[str, Any]:
    return {name: bindparam(name) for name in ("n", "state", "snapshot")}
