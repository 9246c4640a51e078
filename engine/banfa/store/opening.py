"""Opening a database: is it there, whose are the tables in it.

The rule: banfa's tables all begin with `banfa_`, and one of them says whose they are and of which shape. They
may stand beside any others. Tables of our names without that are another program's, and left alone.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement

from banfa.store import failures, tables
from banfa.store.kinds import Kind
from banfa.store.statements import Statements

OUR_NAMES = frozenset(table.name for table in tables.metadata.sorted_tables)
FORMER_NAMES = frozenset({"meta", "definitions", "cases", "events", "keys", "organisations", "numbers"})
"""Of schemas 1 and 2."""


def prepare(kind: Kind, do: Statements, cursor: Any, where: str, create: bool) -> int:
    """Make the tables if there are none, refuse those that are not ours; return their schema."""
    there = kind.tables(cursor)
    if create and not there & OUR_NAMES and not _former(kind, cursor, there):
        if not there:
            kind.settle(cursor)
        _make(kind, do, cursor)
        there = kind.tables(cursor)
    said = _said(kind, do, cursor, there)
    if said.get("application") != tables.APPLICATION:
        raise _not_ours(there, where)
    if int(said["schema"]) > tables.SCHEMA:
        raise failures.too_new(where, said["schema"])
    return int(said["schema"])


def make_tables(kind: Kind, cursor: Any) -> None:
    """Make the tables and indexes that are not there yet."""
    for table in tables.metadata.sorted_tables:
        _run(kind, cursor, CreateTable(table, if_not_exists=True))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            _run(kind, cursor, CreateIndex(index, if_not_exists=True))


def _run(kind: Kind, cursor: Any, made: ClauseElement) -> None:
    cursor.execute(str(made.compile(dialect=kind.dialect)))


def say_schema(do: Statements, cursor: Any) -> None:
    """Note of which shape the tables are now."""
    do.say(cursor, key="application", value=tables.APPLICATION)
    do.say(cursor, key="schema", value=str(tables.SCHEMA))


def _make(kind: Kind, do: Statements, cursor: Any) -> None:
    """In one transaction, and only if nobody was faster."""
    kind.begin_writing(cursor)
    try:
        if not kind.tables(cursor) & OUR_NAMES:
            make_tables(kind, cursor)
            say_schema(do, cursor)
        cursor.execute("COMMIT")
    except BaseException:
        cursor.execute("ROLLBACK")
        raise


def _said(kind: Kind, do: Statements, cursor: Any, there: set[str]) -> dict[str, str]:
    try:
        return dict(do.said(cursor).fetchall()) if tables.meta.name in there else _former(kind, cursor, there)
    except kind.errors as error:
        if kind.cause(error) is not None:  # damaged, say
            raise
        return {}  # another program's table of that name


def _former(kind: Kind, cursor: Any, there: set[str]) -> dict[str, str]:
    """What a database of schema 1 or 2 says of itself."""
    if not {"meta", "cases", "events"} <= there:
        return {}
    try:
        said = dict(cursor.execute("SELECT key, value FROM meta").fetchall())
    except kind.errors:  # another program's table of that name
        return {}
    return said if said.get("application") == tables.APPLICATION else {}


def _not_ours(there: set[str], where: str) -> failures.StoreError:
    if there & OUR_NAMES:
        return failures.foreign(where, there & OUR_NAMES)
    return failures.no_tables(where) if there else failures.not_there(where)
