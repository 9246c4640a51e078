"""The tables of the store. All begin with `banfa_`, so that they may stand beside an application's own."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

APPLICATION = "banfa"
SCHEMA = 4
"""The version of this schema; a store of a later one is refused, not guessed at."""
PREFIX = "banfa_"

metadata = MetaData()

meta = Table(
    f"{PREFIX}meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

definitions = Table(
    f"{PREFIX}definitions",
    metadata,
    Column("meaning", Text, primary_key=True),
    Column("process", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("canonical", LargeBinary, nullable=False),
    Column("sources", LargeBinary, nullable=False),  # JSON: file -> text
)

cases = Table(
    f"{PREFIX}cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("process", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("meaning", Text, ForeignKey(definitions.c.meaning), nullable=False),
    Column("shipped", Boolean, nullable=False),  # runs on a process that came with banfa
    Column("number", Text),
    Column("n", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("snapshot", LargeBinary, nullable=False),  # INVARIANT: the fold of the case's events
    Index(f"{PREFIX}cases_by_number", "number", "process", unique=True),
    Index(f"{PREFIX}cases_by_process", "process", "id"),
)

marks = Table(
    f"{PREFIX}marks",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("case", Text, ForeignKey(cases.c.id), primary_key=True),
    sqlite_with_rowid=False,  # INVARIANT: `marks_of` every case as it stands; read in the order of cases
)

deadlines = Table(
    f"{PREFIX}deadlines",
    metadata,
    Column("case", Text, ForeignKey(cases.c.id), primary_key=True),
    Column("wake", BigInteger),  # the second from which on a clock has something to do
    Column("late", BigInteger),  # the second from which on a duty is overdue
    Column("calendar", Text, nullable=False),  # digest of the calendar that they were worked out by
    Index(f"{PREFIX}deadlines_by_wake", "wake", "case"),
    Index(f"{PREFIX}deadlines_by_late", "late", "case"),
    Index(f"{PREFIX}deadlines_by_calendar", "calendar", "case"),
)
"""INVARIANT: one row for each case that owes something, worked out anew with each of its events."""

turns = Table(
    f"{PREFIX}turns",
    metadata,
    Column("process", Text, primary_key=True),
    Column("step", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),  # the second of the last turn that a clock took
)

events = Table(
    f"{PREFIX}events",
    metadata,
    Column("case", Text, ForeignKey(cases.c.id), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("noted", LargeBinary, nullable=False),  # JSON: what the engine knew beside the event
)

keys = Table(
    f"{PREFIX}keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("content", Text, nullable=False),  # sha256 of what was asked
    Column("answer", LargeBinary, nullable=False),  # JSON: what was answered
)

organisations = Table(
    f"{PREFIX}organisations",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),  # 1, 2, …: the last one holds
    Column("digest", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the file as it was
    Column("actor", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("entered", Text, nullable=False),
)

numbers = Table(
    f"{PREFIX}numbers",
    metadata,
    Column("process", Text, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)
