"""The tables of the store."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION = "banfa"
SCHEMA = 2
"""The version of this schema; a store of a later one is refused, not guessed at."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

definitions = Table(
    "definitions",
    metadata,
    Column("meaning", Text, primary_key=True),
    Column("process", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("canonical", LargeBinary, nullable=False),
    Column("sources", LargeBinary, nullable=False),  # JSON: file -> text
)

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("process", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("meaning", Text, ForeignKey("definitions.meaning"), nullable=False),
    Column("shipped", Boolean, nullable=False),  # runs on a process that came with banfa
    Column("number", Text),
    Column("n", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("snapshot", LargeBinary, nullable=False),  # INVARIANT: the fold of the case's events
    UniqueConstraint("process", "number"),
)

events = Table(
    "events",
    metadata,
    Column("case", Text, ForeignKey("cases.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("noted", LargeBinary, nullable=False),  # JSON: what the engine knew beside the event
)

keys = Table(
    "keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("content", Text, nullable=False),  # sha256 of what was asked
    Column("answer", LargeBinary, nullable=False),  # JSON: what was answered
)

organisations = Table(
    "organisations",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),  # 1, 2, …: the last one holds
    Column("digest", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # the file as it was
    Column("actor", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("entered", Text, nullable=False),
)

numbers = Table(
    "numbers",
    metadata,
    Column("process", Text, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)
