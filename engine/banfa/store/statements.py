"""The statements of the append path: written in Core, compiled once, run on the driver's own cursor."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, bindparam, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import ClauseElement

from banfa.store.tables import cases, definitions, events, numbers


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
    """Every statement of the append path for one kind of database."""

    def __init__(self, dialect: Dialect) -> None:
        def prepared(statement: ClauseElement) -> Prepared:
            return Prepared(statement, dialect)

        used = insert(numbers)
        self.case_by_id = prepared(select(cases).where(cases.c.id == bindparam("id")))
        self.cases_by_number = prepared(select(cases).where(cases.c.number == bindparam("number")))
        self.last_number = prepared(
            select(numbers.c.last).where(
                numbers.c.process == bindparam("process"), numbers.c.year == bindparam("year")
            )
        )
        self.use_number = prepared(
            used.on_conflict_do_update(
                index_elements=[numbers.c.process, numbers.c.year], set_={"last": used.excluded.last}
            )
        )
        self.keep_definition = prepared(insert(definitions).on_conflict_do_nothing())
        self.add_case = prepared(insert(cases))
        self.add_event = prepared(insert(events))
        self.set_case = prepared(
            cases.update()
            .where(cases.c.id == bindparam("key"))
            .values(n=bindparam("n"), state=bindparam("state"), snapshot=bindparam("snapshot"))
        )
