"""The statements of the store: written in Core, compiled once, run on the driver's own cursor."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import ClauseElement

from banfa.store.tables import cases, definitions, events, keys, numbers, organisations


class Prepared:
    """One compiled statement; called with a cursor and its parameters by name, it returns the cursor."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._sql = str(compiled)
        self._order: list[str] = compiled.positiontup

    def __call__(self, cursor: Any, **values: Any) -> Any:
        """Run it."""
        cursor.execute(self._sql, [values[name] for name in self._order])
        return cursor


class Statements:
    """Every statement of the store, for one kind of database."""

    def __init__(self, dialect: Dialect) -> None:
        for name, statement in {**_reads(), **_writes()}.items():
            setattr(self, name, Prepared(statement, dialect))

    case_by_id: Prepared
    cases_by_number: Prepared
    all_cases: Prepared
    events_of: Prepared
    definition: Prepared
    definitions_of: Prepared
    answered: Prepared
    all_organisations: Prepared
    last_organisation: Prepared
    last_number: Prepared
    use_number: Prepared
    keep_definition: Prepared
    add_case: Prepared
    add_event: Prepared
    set_case: Prepared
    add_answer: Prepared
    add_organisation: Prepared


def _reads() -> dict[str, ClauseElement]:
    log = select(events.c.body, events.c.noted).where(events.c.case == bindparam("case")).order_by(events.c.n)
    last = select(numbers.c.last).where(numbers.c.process == bindparam("process"))
    of_version = definitions.c.version == bindparam("version")
    applied = select(organisations).order_by(organisations.c.n)
    latest = select(func.max(organisations.c.n)).scalar_subquery()
    return {
        "case_by_id": select(cases).where(cases.c.id == bindparam("id")),
        "cases_by_number": select(cases).where(cases.c.number == bindparam("number")).order_by(cases.c.id),
        "all_cases": select(cases).order_by(cases.c.id),
        "events_of": log,
        "definition": select(definitions).where(definitions.c.meaning == bindparam("meaning")),
        "definitions_of": select(definitions.c.meaning).where(
            definitions.c.process == bindparam("process"), of_version
        ),
        "answered": select(keys.c.content, keys.c.answer).where(keys.c.key == bindparam("key")),
        "all_organisations": applied,
        "last_organisation": select(organisations).where(organisations.c.n == latest),
        "last_number": last.where(numbers.c.year == bindparam("year")),
    }


def _writes() -> dict[str, ClauseElement]:
    used = insert(numbers)
    key = [numbers.c.process, numbers.c.year]
    now: dict[str, Any] = {name: bindparam(name) for name in ("n", "state", "snapshot")}
    return {
        "use_number": used.on_conflict_do_update(index_elements=key, set_={"last": used.excluded.last}),
        "keep_definition": insert(definitions).on_conflict_do_nothing(),
        "add_case": insert(cases),
        "add_event": insert(events),
        "add_answer": insert(keys),
        "add_organisation": insert(organisations),
        "set_case": cases.update().where(cases.c.id == bindparam("key")).values(now),
    }
