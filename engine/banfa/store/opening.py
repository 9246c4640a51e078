"""Opening a database: is it there, is it ours, does it need its tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.schema import CreateTable

from banfa.store import failures, tables


def sqlite_url(url: str, create: bool) -> URL:
    """Return the parsed address; StoreError if it is none of SQLite's, or no file stands there to be read."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise failures.bad_url(url)
    file = parsed.database
    if not create and file and not file.startswith("file:") and not Path(file).exists():
        raise failures.not_there(url)
    return parsed


def prepare(engine: Engine, where: str, create: bool) -> None:
    """Make the tables of an empty database, and refuse one that is not ours."""
    connection = engine.raw_connection()
    try:
        cursor: Any = connection.cursor()
        if create and not _tables(cursor):
            cursor.execute("PRAGMA journal_mode = WAL")
            _make(cursor)
        _recognise(cursor, where)
        _grow(cursor)
    finally:
        connection.close()


def _make(cursor: Any) -> None:
    """In one transaction, and only if nobody was faster."""
    cursor.execute("BEGIN IMMEDIATE")
    try:
        if not _tables(cursor):
            _make_tables(cursor)
            said = [("application", tables.APPLICATION), ("schema", str(tables.SCHEMA))]
            cursor.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", said)
        cursor.execute("COMMIT")
    except BaseException:
        cursor.execute("ROLLBACK")
        raise


def _make_tables(cursor: Any) -> None:
    """Those that are not there yet."""
    for table in tables.metadata.sorted_tables:
        made = CreateTable(table, if_not_exists=True)
        cursor.execute(str(made.compile(dialect=sqlite.dialect())))


def _grow(cursor: Any) -> None:
    """Add to a database of an earlier release what has come since; nothing in it is changed."""
    if int(_said(cursor)["schema"]) == tables.SCHEMA:
        return
    cursor.execute("BEGIN IMMEDIATE")
    try:
        _make_tables(cursor)
        cursor.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(tables.SCHEMA),))
        cursor.execute("COMMIT")
    except BaseException:
        cursor.execute("ROLLBACK")
        raise


def _recognise(cursor: Any, where: str) -> None:
    said = _said(cursor)
    if said.get("application") != tables.APPLICATION:
        raise failures.foreign(where) if _tables(cursor) else failures.not_there(where)
    if int(said.get("schema", "0")) > tables.SCHEMA:
        raise failures.too_new(where, said["schema"])


def _said(cursor: Any) -> dict[str, str]:
    if "meta" not in _tables(cursor):
        return {}
    try:
        return dict(cursor.execute("SELECT key, value FROM meta").fetchall())
    except sqlite3.OperationalError:  # another program's table of that name
        return {}


def _tables(cursor: Any) -> set[str]:
    return {row[0] for row in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
