"""The store: one database, one transaction a command, nothing acknowledged before it is on the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from typing import Any, NamedTuple

import orjson
from sqlalchemy import create_engine
from sqlalchemy import event as listening
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from banfa.kernel.case import Case
from banfa.kernel.event import Event
from banfa.store import failures
from banfa.store.codec import case_bytes, case_from, event_bytes, event_from
from banfa.store.opening import prepare, sqlite_url
from banfa.store.statements import Statements

IN_MEMORY = "sqlite://"
PRAGMAS = ("busy_timeout = 10000", "synchronous = FULL", "foreign_keys = ON")
"""Of every connection: wait ten seconds for another writer; acknowledge only what has reached the disk."""


# Transactions are begun and ended by the store, so the pool need not end any.
_IN_A_FILE: dict[str, Any] = {"pool_reset_on_return": None}
_IN_MEMORY = {**_IN_A_FILE, "poolclass": StaticPool, "connect_args": {"check_same_thread": False}}


class Kept(NamedTuple):
    """A case as the store keeps it. `shipped`: it runs on a process that came with banfa."""

    id: str
    process: str
    version: str
    meaning: str
    shipped: bool
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


class Logged(NamedTuple):
    """An event with what was noted beside it: which organisation, which account of the operating system."""

    event: Event
    noted: Mapping[str, str]


class Answered(NamedTuple):
    """What an idempotency key was used for: the digest of what was asked, and what was answered (JSON)."""

    content: str
    answer: bytes


class Applied(NamedTuple):
    """An organisation as it was applied: the file's content, by whom, from which account, when."""

    n: int
    digest: str
    content: bytes
    actor: str
    account: str
    entered: str


class Reading:
    """What may be asked within one transaction."""

    def __init__(self, cursor: Any, statements: Statements) -> None:
        self._cursor = cursor
        self._do = statements

    def find(self, ref: str) -> tuple[Kept, ...]:
        """Return the case with this id, else the cases with this number (one a process)."""
        by_id = self._kept(self._do.case_by_id(self._cursor, id=ref))
        return by_id or self._kept(self._do.cases_by_number(self._cursor, number=ref))

    def cases(self) -> tuple[Kept, ...]:
        """Return all cases in the order of their ids."""
        return self._kept(self._do.all_cases(self._cursor))

    def events(self, case_id: str) -> tuple[Logged, ...]:
        """Return every event of a case, oldest first; () for an unknown one."""
        rows = self._do.events_of(self._cursor, case=case_id).fetchall()
        return tuple(Logged(event_from(body), orjson.loads(noted)) for body, noted in rows)

    def definition(self, meaning: str) -> Definition | None:
        """Return the definition with this hash, if a case ever used it."""
        row = self._do.definition(self._cursor, meaning=meaning).fetchone()
        if row is None:
            return None
        meaning, process, version, canonical, sources = row
        return Definition(meaning, process, version, canonical, orjson.loads(sources))

    def meanings_of(self, process: str, version: str) -> tuple[str, ...]:
        """Return what cases that ran on this version of a process took it to mean, as hashes."""
        rows = self._do.definitions_of(self._cursor, process=process, version=version).fetchall()
        return tuple(row[0] for row in rows)

    def answered(self, key: str) -> Answered | None:
        """Return what an idempotency key was used for; None if it is free."""
        row = self._do.answered(self._cursor, key=key).fetchone()
        return Answered(*row) if row else None

    def organisation(self) -> Applied | None:
        """Return the organisation that holds now; None if none was ever applied."""
        row = self._do.last_organisation(self._cursor).fetchone()
        return Applied(*row) if row else None

    def organisations(self) -> tuple[Applied, ...]:
        """Return every organisation that was applied, oldest first."""
        return tuple(Applied(*row) for row in self._do.all_organisations(self._cursor).fetchall())

    def _kept(self, cursor: Any) -> tuple[Kept, ...]:
        return tuple(Kept(*row)._replace(shipped=bool(row[4])) for row in cursor.fetchall())


class Writing(Reading):
    """What may be done within one transaction that writes. `notes`: what to tell of it once it is kept."""

    def __init__(self, cursor: Any, statements: Statements) -> None:
        super().__init__(cursor, statements)
        self.notes: list[Any] = []

    def last_number(self, process: str, year: int) -> int:
        """Return the last running number used in that year, 0 before the first."""
        row = self._do.last_number(self._cursor, process=process, year=year).fetchone()
        return row[0] if row else 0

    def use_number(self, process: str, year: int, last: int) -> None:
        """Note that `last` is used."""
        self._do.use_number(self._cursor, process=process, year=year, last=last)

    def answer(self, key: str, content: str, answer: bytes) -> None:
        """Note what was asked under a key, and what was answered."""
        self._do.add_answer(self._cursor, key=key, content=content, answer=answer)

    def apply_organisation(self, applied: Applied) -> None:
        """Note an organisation that holds from now on."""
        self._do.add_organisation(self._cursor, **applied._asdict())

    def keep_definition(self, definition: Definition) -> None:
        """Keep a definition, once."""
        row = definition._asdict() | {"sources": _json(definition.sources)}
        self._do.keep_definition(self._cursor, **row)

    def begin(
        self, process: str, version: str, shipped: bool, case: Case, events: tuple[Logged, ...]
    ) -> Kept:
        """Write a new case, which is the fold of these events."""
        kept = Kept(
            case.id,
            process,
            version,
            case.meaning,
            shipped,
            case.number,
            case.n,
            _state(case),
            case_bytes(case),
        )
        self._do.add_case(self._cursor, **kept._asdict())
        self._append(events)
        return kept

    def advance(self, kept: Kept, case: Case, events: tuple[Logged, ...]) -> Kept:
        """Write the next events of a case, and the case after them."""
        now = kept._replace(n=case.n, state=_state(case), snapshot=case_bytes(case))
        self._append(events)
        self._do.set_case(self._cursor, key=now.id, n=now.n, state=now.state, snapshot=now.snapshot)
        return now

    def _append(self, events: tuple[Logged, ...]) -> None:
        for event, noted in events:
            self._do.add_event(
                self._cursor, case=event.case, n=event.n, body=event_bytes(event), noted=_json(noted)
            )


class Store:
    """A database of cases. May be shared by threads."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine
        self.statements = Statements(engine.dialect)
        # A database in memory has one connection for all threads, so they take turns.
        shared = isinstance(engine.pool, StaticPool)
        self._turn: AbstractContextManager[Any] = threading.Lock() if shared else nullcontext()

    @classmethod
    def open(cls, url: str = IN_MEMORY, *, create: bool = True) -> Store:
        """Open the database at `url`; with `create`, an empty or absent one gets its tables.

        Raises `StoreError` for one that is not there, not ours, not readable or too new.
        """
        with failures.told(url):
            parsed = sqlite_url(url, create)
            engine = create_engine(parsed, **(_IN_MEMORY if parsed.database is None else _IN_A_FILE))
            listening.listen(engine, "connect", _on_connect)
            prepare(engine, url, create)
            return cls(engine, url)

    @cached_property
    def file(self) -> str:
        """The file of the database; "" if it is in memory."""
        with self._transaction("BEGIN") as cursor:
            rows = cursor.execute("PRAGMA database_list").fetchall()
        return next(str(file) for _, name, file in rows if name == "main")

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction that writes: all that is done in the block is kept, or, if it raises, nothing."""
        with self._transaction("BEGIN IMMEDIATE") as cursor:
            yield Writing(cursor, self.statements)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One transaction that reads: everything in it is as of one moment."""
        with self._transaction("BEGIN") as cursor:
            yield Reading(cursor, self.statements)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Any]:
        with self._turn, failures.told(self.where):
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(begin)
                try:
                    yield cursor
                    cursor.execute("COMMIT")
                except BaseException:
                    connection.rollback()
                    raise
            finally:
                connection.close()


def _state(case: Case) -> str:
    return " ".join(case.config)


def _json(value: Mapping[str, str]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _on_connect(connection: Any, _record: Any) -> None:
    """Transactions are begun by us, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
