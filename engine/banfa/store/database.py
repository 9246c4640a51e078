"""The store: one database, one transaction a command, nothing acknowledged before it is on the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Select, create_engine, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from banfa.kernel.case import Case
from banfa.kernel.event import Event
from banfa.store import failures, tables
from banfa.store.codec import case_bytes, case_from, event_bytes, event_from
from banfa.store.opening import prepare, sqlite_url
from banfa.store.statements import Statements

IN_MEMORY = "sqlite://"


class Kept(NamedTuple):
    """A case as the store keeps it."""

    id: str
    process: str
    version: str
    meaning: str
    number: str | None
    n: int
    state: str
    snapshot: bytes

    @property
    def case(self) -> Case:
        """The case itself."""
        return case_from(self.snapshot)


class Definition(NamedTuple):
    """A definition that some case runs on: its canonical bytes, and the files it was read from."""

    meaning: str
    process: str
    version: str
    canonical: bytes
    sources: Mapping[str, str]


class Store:
    """A database of cases. May be shared by threads."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine
        self._statements = Statements(engine.dialect)
        # A database in memory has one connection for all threads, so they take turns.
        shared = isinstance(engine.pool, StaticPool)
        self._turn: AbstractContextManager[Any] = threading.RLock() if shared else nullcontext()

    @classmethod
    def open(cls, url: str = IN_MEMORY, *, create: bool = True) -> Store:
        """Open the database at `url`; with `create`, an empty or absent one gets its tables.

        Raises `StoreError` for one that is not there, not ours, not readable or too new.
        """
        with failures.told(url):
            parsed = sqlite_url(url, create)
            engine = create_engine(parsed, **({"poolclass": StaticPool} if parsed.database is None else {}))
            event.listen(engine, "connect", _on_connect)
            prepare(engine, url, create)
            return cls(engine, url)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction: all that is done in the block is kept, or, if it raises, nothing."""
        with self._turn, failures.told(self.where):
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("BEGIN IMMEDIATE")
                try:
                    yield Writing(cursor, self._statements)
                    cursor.execute("COMMIT")
                except BaseException:
                    connection.rollback()
                    raise
            finally:
                connection.close()

    def find(self, ref: str) -> tuple[Kept, ...]:
        """Return the case with this id, else the cases with this number (one a process)."""
        by_id = self._cases(_CASES.where(tables.cases.c.id == ref))
        return by_id or self._cases(_CASES.where(tables.cases.c.number == ref))

    def cases(self, *, process: str | None = None, state: str | None = None) -> tuple[Kept, ...]:
        """Return all cases in the order of their ids, or those of a process or in a state."""
        query = _CASES.order_by(tables.cases.c.id)
        if process is not None:
            query = query.where(tables.cases.c.process == process)
        if state is not None:
            query = query.where(tables.cases.c.state == state)
        return self._cases(query)

    def events(self, case_id: str) -> tuple[Event, ...]:
        """Return every event of a case, oldest first; () for an unknown one."""
        query = (
            select(tables.events.c.body).where(tables.events.c.case == case_id).order_by(tables.events.c.n)
        )
        return tuple(event_from(row.body) for row in self._rows(query))

    def definition(self, meaning: str) -> Definition | None:
        """Return the definition with this hash, if a case ever used it."""
        rows = self._rows(select(tables.definitions).where(tables.definitions.c.meaning == meaning))
        return Definition(*rows[0][:4], orjson.loads(rows[0].sources)) if rows else None

    def _cases(self, query: Select[Any]) -> tuple[Kept, ...]:
        return tuple(Kept(*row) for row in self._rows(query))

    def _rows(self, query: Select[Any]) -> list[Any]:
        with self._turn, failures.told(self.where), self._engine.connect() as connection:
            return list(connection.execute(query))


_CASES = select(tables.cases)


class Writing:
    """What may be done within one transaction."""

    def __init__(self, cursor: Any, statements: Statements) -> None:
        self._cursor = cursor
        self._do = statements

    def find(self, ref: str) -> tuple[Kept, ...]:
        """Like `Store.find`, as of this transaction."""
        return self._kept(self._do.case_by_id(self._cursor, id=ref)) or self._kept(
            self._do.cases_by_number(self._cursor, number=ref)
        )

    def last_number(self, process: str, year: int) -> int:
        """Return the last running number used in that year, 0 before the first."""
        row = self._do.last_number(self._cursor, process=process, year=year).fetchone()
        return row[0] if row else 0

    def use_number(self, process: str, year: int, last: int) -> None:
        """Note that `last` is used."""
        self._do.use_number(self._cursor, process=process, year=year, last=last)

    def keep_definition(self, definition: Definition) -> None:
        """Keep a definition, once."""
        row = definition._asdict() | {
            "sources": orjson.dumps(definition.sources, option=orjson.OPT_SORT_KEYS)
        }
        self._do.keep_definition(self._cursor, **row)

    def begin(self, case: Case, process: str, version: str, events: tuple[Event, ...]) -> Kept:
        """Write a new case, which is the fold of these events."""
        kept = Kept(
            case.id, process, version, case.meaning, case.number, case.n, _state(case), case_bytes(case)
        )
        self._do.add_case(self._cursor, **kept._asdict())
        self._append(events)
        return kept

    def advance(self, kept: Kept, case: Case, events: tuple[Event, ...]) -> Kept:
        """Write the next events of a case, and the case after them."""
        now = kept._replace(number=case.number, n=case.n, state=_state(case), snapshot=case_bytes(case))
        self._append(events)
        self._do.set_case(self._cursor, key=kept.id, n=now.n, state=now.state, snapshot=now.snapshot)
        return now

    def _append(self, events: tuple[Event, ...]) -> None:
        for one in events:
            self._do.add_event(self._cursor, case=one.case, n=one.n, body=event_bytes(one))

    def _kept(self, cursor: Any) -> tuple[Kept, ...]:
        return tuple(Kept(*row) for row in cursor.fetchall())


def _state(case: Case) -> str:
    return " ".join(case.config)


def _on_connect(connection: Any, _record: Any) -> None:
    """Transactions are begun by us, not by the driver; what was acknowledged has reached the disk."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout = 10000", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
