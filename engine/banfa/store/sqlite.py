"""SQLite, the default: a file, or memory that is gone with the engine."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Dialect, create_engine
from sqlalchemy import event as listening
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import StaticPool

from banfa.store.kinds import WAIT_SECONDS

PRAGMAS = (f"busy_timeout = {WAIT_SECONDS}000", "synchronous = FULL", "foreign_keys = ON")
"""Of every connection: wait for another writer; acknowledge only what has reached the disk."""

# Transactions are begun and ended by the store, so the pool need not end any.
_IN_A_FILE: dict[str, Any] = {"pool_reset_on_return": None}
_IN_MEMORY = {**_IN_A_FILE, "poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
_CAUSES = (
    ("readonly", "read-only"),
    ("unable to open", "closed to us"),
    ("not a database", "no database"),
    ("malformed", "damaged"),
    ("full", "full"),
    ("disk I/O error", "full"),
    ("locked", "taken"),
)


class Sqlite:
    """A database of SQLite."""

    errors: tuple[type[Exception], ...] = (sqlite3.Error,)
    dialect: Dialect = sqlite.dialect()
    insert = staticmethod(insert)

    def __init__(self, url: URL) -> None:
        self._url = url
        self.shared = not url.database or url.database == ":memory:"

    def cause(self, error: BaseException) -> str | None:
        """SQLite says it in words."""
        return next((cause for sign, cause in _CAUSES if sign in str(error)), None)

    def connect(self) -> Engine:
        """Connections whose transactions the driver leaves alone."""
        engine = create_engine(self._url, **(_IN_MEMORY if self.shared else _IN_A_FILE))
        listening.listen(engine, "connect", _on_connect)
        return engine

    def check_there(self) -> bool:
        """A file; one that SQLite names itself (`file:`) is left to it."""
        file = self._url.database
        return not file or file.startswith("file:") or Path(file).exists()

    def begin_reading(self, cursor: Any) -> None:
        """A transaction of SQLite sees one moment."""
        cursor.execute("BEGIN")

    def begin_writing(self, cursor: Any) -> None:
        """SQLite has one writer at a time."""
        cursor.execute("BEGIN IMMEDIATE")

    def join(self, connection: Connection) -> None:
        """The driver begins late; so that nobody writes in between, it is begun here."""
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:
            driver.execute("BEGIN IMMEDIATE")

    def settle(self, cursor: Any) -> None:
        """So that readers and the writer do not wait for one another."""
        cursor.execute("PRAGMA journal_mode = WAL")

    def tables(self, cursor: Any) -> set[str]:
        """From the schema."""
        return {row[0] for row in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def identity(self, cursor: Any) -> object:
        """The file, whatever way leads to it."""
        rows = cursor.execute("PRAGMA database_list").fetchall()
        file = next(str(file) for _, name, file in rows if name == "main")
        return str(Path(file).resolve()) if file else None


def _on_connect(connection: Any, _record: Any) -> None:
    """Transactions are begun by us, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
