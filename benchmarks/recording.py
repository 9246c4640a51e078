"""What an engine sends to SQLite, taken down at the driver, and the same sent without an engine.

Nothing here knows the tables: whatever the store writes, the bare floor writes too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy

Statement = tuple[str, tuple[Any, ...]]


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:  # type: ignore[override]
        _taken.append((sql, tuple(values)))
        return super().execute(sql, values)


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


_taken: list[Statement] = []


def _connect(_dialect: Any, _record: Any, where: Any, how: dict[str, Any]) -> sqlite3.Connection:
    return sqlite3.connect(*where, **{**how, "factory": _Connection})


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement on connections that SQLAlchemy makes within the block."""
    _taken.clear()
    sqlalchemy.event.listen(sqlalchemy.Engine, "do_connect", _connect)
    try:
        yield _taken
    finally:
        sqlalchemy.event.remove(sqlalchemy.Engine, "do_connect", _connect)


def writes(statements: Sequence[Statement]) -> list[Statement]:
    """What remains without questions: the begin, the rows that are written, and the commit."""
    return [one for one in statements if not one[0].lstrip().upper().startswith(("SELECT", "PRAGMA"))]


def moved(statements: Sequence[Statement], case: str, other: str) -> list[Statement]:
    """The same statements about another case, whose id is as long."""

    def of_other(value: Any) -> Any:
        if isinstance(value, bytes):
            return value.replace(case.encode(), other.encode())
        return value.replace(case, other) if isinstance(value, str) else value

    return [(sql, tuple(map(of_other, values))) for sql, values in statements]


def settings(statements: Sequence[Statement]) -> list[Statement]:
    """What was set on the connection; how the file keeps its journal stands in the file."""
    return [one for one in statements if one[0].startswith("PRAGMA") and "=" in one[0]]


def bare(file: Path, wanted: Sequence[Statement]) -> sqlite3.Cursor:
    """A cursor of the driver's, on a connection with these settings, in no transaction."""
    cursor = sqlite3.connect(file, isolation_level=None).cursor()
    send(cursor, wanted)
    return cursor


def send(cursor: sqlite3.Cursor, statements: Sequence[Statement]) -> None:
    """Send them, and take whatever is answered."""
    for sql, values in statements:
        cursor.execute(sql, values).fetchall()
