"""The store: one database, one transaction a command, nothing acknowledged before it is on the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, NamedTuple

import orjson

from banfa.kernel.case import Case
from banfa.kernel.event import Event
from banfa.language.process import Process
from banfa.store import failures, tables
from banfa.store.codec import event_bytes, event_from
from banfa.store.kinds import Kind, kind_of, shown
from banfa.store.marks import Mark
from banfa.store.opening import prepare
from banfa.store.snapshots import Snapshots
from banfa.store.statements import Sought, Statements

IN_MEMORY = "sqlite://"
ANY = Sought()
NO_MARKS: frozenset[Mark] = frozenset()
SNAPSHOTS = Snapshots()


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
        return SNAPSHOTS.case(self.id, self.snapshot)


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


class Sleeping(NamedTuple):
    """When a case is next to be looked at, in seconds since 1970: by a clock, and as overdue. None: never.

    `calendar`: the digest of the calendar by which that was worked out.
    """

    case: str
    wake: int | None
    late: int | None
    calendar: str


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
        self.cursor = cursor
        self.statements = self._do = statements

    def find(self, ref: str) -> tuple[Kept, ...]:
        """Return the case with this id, else the cases with this number (one a process)."""
        by_id = self._do.case_by_id(self.cursor, id=ref).fetchall()
        rows = by_id or self._do.cases_by_number(self.cursor, number=ref).fetchall()
        return tuple(map(_kept, rows))

    def cases(self, sought: Sought = ANY) -> Iterator[Kept]:
        """Return the cases looked for, in the order of their ids; they are read while they are asked for."""
        cursor = self.cursor.connection.cursor()
        self._do.cases(sought)(cursor, **sought.values)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from map(_kept, rows)

    def events(self, case_id: str) -> tuple[Logged, ...]:
        """Return every event of a case, oldest first; () for an unknown one."""
        rows = self._do.events_of(self.cursor, case=case_id).fetchall()
        return tuple(Logged(event_from(body), orjson.loads(noted)) for body, noted in rows)

    def definition(self, meaning: str) -> Definition | None:
        """Return the definition with this hash, if a case ever used it."""
        row = self._do.definition(self.cursor, meaning=meaning).fetchone()
        if row is None:
            return None
        meaning, process, version, canonical, sources = row
        return Definition(meaning, process, version, canonical, orjson.loads(sources))

    def meanings_of(self, process: str, version: str) -> tuple[str, ...]:
        """Return what cases that ran on this version of a process took it to mean, as hashes."""
        rows = self._do.definitions_of(self.cursor, process=process, version=version).fetchall()
        return tuple(row[0] for row in rows)

    def meanings(self) -> tuple[tuple[str, str], ...]:
        """Return every definition that a case ever used, as its hash and the id of the process."""
        return tuple(self._do.all_definitions(self.cursor).fetchall())

    def answered(self, key: str) -> Answered | None:
        """Return what an idempotency key was used for; None if it is free."""
        row = self._do.answered(self.cursor, key=key).fetchone()
        return Answered(*row) if row else None

    def next_deadline(self, until: int) -> Sleeping | None:
        """Return the case that a clock is to look at first, of those to be looked at by a moment."""
        row = self._do.next_deadline(self.cursor, until=until).fetchone()
        return Sleeping(*row) if row else None

    def deadlines_until(self, until: int) -> tuple[Sleeping, ...]:
        """Return every case that a clock is to look at by a moment, soonest first."""
        return tuple(Sleeping(*row) for row in self._do.deadlines_until(self.cursor, until=until).fetchall())

    def calendars_counted_by(self) -> frozenset[str]:
        """Return the digests of all calendars by which a deadline that sleeps was worked out."""
        found: list[str] = []
        while (row := self._do.next_calendar(self.cursor, after=found[-1] if found else "").fetchone())[0]:
            found.append(row[0])
        return frozenset(found)

    def counted_by(self, calendar: str, most: int) -> tuple[Sleeping, ...]:
        """Return cases whose deadlines were worked out by a calendar, so many at most."""
        rows = self._do.deadlines_counted_by(self.cursor, calendar=calendar, most=most).fetchall()
        return tuple(Sleeping(*row) for row in rows)

    def last_turn(self, process: str, step: str) -> int | None:
        """Return the second of the last turn at which a clock opened a case; None before the first."""
        row = self._do.last_turn(self.cursor, process=process, step=step).fetchone()
        return row[0] if row else None

    def organisation(self) -> Applied | None:
        """Return the organisation that holds now; None if none was ever applied."""
        row = self._do.last_organisation(self.cursor).fetchone()
        return Applied(*row) if row else None

    def organisations(self) -> tuple[Applied, ...]:
        """Return every organisation that was applied, oldest first."""
        return tuple(Applied(*row) for row in self._do.all_organisations(self.cursor).fetchall())


class Writing(Reading):
    """What may be done within one transaction that writes. `notes`: what to tell of it once it is kept."""

    def __init__(self, cursor: Any, statements: Statements) -> None:
        super().__init__(cursor, statements)
        self.notes: list[Any] = []

    def last_number(self, process: str, year: int) -> int:
        """Return the last running number used in that year, 0 before the first."""
        row = self._do.last_number(self.cursor, process=process, year=year).fetchone()
        return row[0] if row else 0

    def use_number(self, process: str, year: int, last: int) -> None:
        """Note that `last` is used."""
        self._do.use_number(self.cursor, process=process, year=year, last=last)

    def sleep(self, sleeping: Sleeping) -> None:
        """Note when a case is next to be looked at; one that never is costs no row."""
        if sleeping.wake is None and sleeping.late is None:
            self._do.drop_deadline(self.cursor, of=sleeping.case)
        else:
            self._do.set_deadline(self.cursor, **sleeping._asdict())

    def set_turn(self, process: str, step: str, last: int) -> None:
        """Note the turn at which a clock opened a case."""
        self._do.set_turn(self.cursor, process=process, step=step, last=last)

    def answer(self, key: str, content: str, answer: bytes) -> None:
        """Note what was asked under a key, and what was answered."""
        self._do.add_answer(self.cursor, key=key, content=content, answer=answer)

    def apply_organisation(self, applied: Applied) -> None:
        """Note an organisation that holds from now on."""
        self._do.add_organisation(self.cursor, **applied._asdict())

    def keep_definition(self, definition: Definition) -> None:
        """Keep a definition, once."""
        row = definition._asdict() | {"sources": _json(definition.sources)}
        self._do.keep_definition(self.cursor, **row)

    def begin(self, process: Process, shipped: bool, case: Case, events: tuple[Logged, ...]) -> None:
        """Write a new case, which is the fold of these events."""
        head = (case.id, process.id, process.version, case.meaning, shipped, case.number)
        now = SNAPSHOTS.write(process, case)
        kept = Kept(*head, case.n, _state(case), now.data)
        self._do.add_case(self.cursor, **kept._asdict())
        self._append(events)
        self._mark(case.id, NO_MARKS, now.marks)

    def advance(self, process: Process, before: Case, case: Case, events: tuple[Logged, ...]) -> None:
        """Write the next events of a case, and the case after them."""
        marks = SNAPSHOTS.marks(process, before)
        now = SNAPSHOTS.write(process, case)
        self._append(events)
        self._do.set_case(self.cursor, key=case.id, n=case.n, state=_state(case), snapshot=now.data)
        self._mark(case.id, marks, now.marks)

    def mark(self, process: Process, case: Case) -> None:
        """Write by what a case is found that was found by nothing before."""
        self._mark(case.id, NO_MARKS, SNAPSHOTS.marks(process, case))

    def _mark(self, case: str, old: frozenset[Mark], new: frozenset[Mark]) -> None:
        for kind, word in sorted(old - new):
            self._do.take_mark(self.cursor, kind=kind, word=word, case=case)
        for kind, word in sorted(new - old):
            self._do.add_mark(self.cursor, kind=kind, word=word, case=case)

    def _append(self, events: tuple[Logged, ...]) -> None:
        for event, noted in events:
            self._do.add_event(
                self.cursor, case=event.case, n=event.n, body=event_bytes(event), noted=_json(noted)
            )


class Store:
    """A database of cases. May be shared by threads."""

    def __init__(self, kind: Kind, where: str) -> None:
        self.where = where
        self.kind = kind
        self.closed = False
        self.statements = Statements(kind)
        self._engine = kind.connect()
        # A database in memory has one connection for all threads, so they take turns.
        self._writers = threading.Lock()  # of one process, wait for one another without asking the database
        self._turn: AbstractContextManager[Any] = threading.Lock() if kind.shared else nullcontext()

    @classmethod
    def open(cls, url: str = IN_MEMORY, *, create: bool = True) -> Store:
        """Open the database at `url`; with `create`, one without them gets banfa's tables.

        Raises `StoreError` for one that is not there, not readable or too new, or in which another program
        has tables of our names.
        """
        kind, where = kind_of(url), shown(url)
        if not create and not kind.check_there():
            raise failures.not_there(where)
        with failures.told(where, kind):
            store = cls(kind, where)
            try:
                store._prepare(create)
            except BaseException:
                store.close()
                raise
        return store

    def identity(self) -> object:
        """What tells this database from every other; None if nobody else can connect to it."""
        with self._connected() as cursor:
            return self.kind.identity(cursor)

    def close(self) -> None:
        """Let go of every connection; whoever asks later is told."""
        self.closed = True
        self._engine.dispose()

    def check_open(self) -> None:
        """Raise StoreError if it was closed."""
        if self.closed:
            raise failures.closed(self.where)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction that writes: all that is done in the block is kept, or, if it raises, nothing."""
        with self._writers, self._connected() as cursor:
            self.kind.begin_writing(cursor)
            yield Writing(cursor, self.statements)
            cursor.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One transaction that reads: everything in it is as of one moment."""
        with self._connected() as cursor:
            self.kind.begin_reading(cursor)
            yield Reading(cursor, self.statements)
            cursor.execute("COMMIT")

    def _prepare(self, create: bool) -> None:
        with self._connected() as cursor:
            schema = prepare(self.kind, self.statements, cursor, self.where, create)
        if schema < tables.SCHEMA:
            from banfa.store.growing import grow  # seldom needed

            with self.writing() as tx:
                grow(self.kind, tx)

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """A cursor of the driver; a connection that fails in no known way is not used again."""
        self.check_open()
        with self._turn, failures.told(self.where, self.kind):
            connection = self._engine.raw_connection()
            try:
                yield connection.cursor()
            except BaseException:
                _end(connection, self.kind)
                raise
            finally:
                connection.close()


def _end(connection: Any, kind: Kind) -> None:
    """End what was begun; a connection on which even that fails is thrown away."""
    try:
        connection.rollback()
    except kind.errors:
        connection.invalidate()


def _kept(row: Any) -> Kept:
    case, process, version, meaning, shipped, *rest = row
    return Kept(case, process, version, meaning, bool(shipped), *rest)


def _state(case: Case) -> str:
    return " ".join(case.config)


def _json(value: Mapping[str, str]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


_AT_ONCE = 200
"""How many rows are fetched at once."""
