"""PostgreSQL, by psycopg 3 (the extra `postgres`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Dialect, create_engine
from sqlalchemy import event as listening
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Connection, Engine

from banfa.store import failures
from banfa.store.kinds import WAIT_SECONDS

try:
    import psycopg
except ImportError:
    raise failures.no_driver() from None

# Writers take turns, as SQLite's do: so numbers have no gap, events one order, and no step meets another.
_TURN = "SELECT pg_advisory_xact_lock(7075482931140612361)"
_PATIENCE = f"lock_timeout = '{WAIT_SECONDS}s'"
_SETTINGS = (_PATIENCE, "synchronous_commit = on")
_HERE = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
_WHICH = "SELECT current_database(), current_schema(), pg_postmaster_start_time(), inet_server_port()"
_CAUSES = (
    ("25006", "read-only"),
    ("53100", "full"),
    ("28", "closed to us"),
    ("3D000", "closed to us"),
    ("42501", "closed to us"),
    ("08", "closed to us"),
    ("57P", "closed to us"),
    ("XX00", "damaged"),
    ("55P03", "taken"),
    ("40", "taken"),
    ("23505", "taken"),
)


class Postgres:
    """A database of PostgreSQL; the tables are in the schema that comes first in the search path."""

    errors: tuple[type[Exception], ...] = (psycopg.Error,)
    dialect: Dialect = PGDialect_psycopg(paramstyle="format")  # type: ignore[no-untyped-call]
    insert = staticmethod(insert)
    shared = False

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql+psycopg")

    def cause(self, error: BaseException) -> str | None:
        """By the code of SQL; without one, nobody answered."""
        state = getattr(error, "sqlstate", None)
        if state is None:
            return "closed to us" if isinstance(error, psycopg.OperationalError) else None
        return next((cause for sign, cause in _CAUSES if state.startswith(sign)), None)

    def connect(self) -> Engine:
        """Connections that are looked at before use, since a server may have been started anew."""
        engine = create_engine(self._url, pool_reset_on_return=None, pool_pre_ping=True)
        listening.listen(engine, "connect", _on_connect)
        return engine

    def check_there(self) -> bool:
        """Only the server knows."""
        return True

    def begin_reading(self, cursor: Any) -> None:
        """One moment, for every question in it."""
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def begin_writing(self, cursor: Any) -> None:
        """What was committed before it is its turn is seen."""
        cursor.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
        cursor.execute(_TURN)

    def join(self, connection: Connection) -> None:
        """Take a turn that lasts until the caller's transaction ends."""
        driver: Any = connection.connection.driver_connection
        if driver.autocommit:
            raise failures.in_no_transaction()
        with driver.cursor() as cursor:
            patience = cursor.execute("SHOW lock_timeout").fetchone()[0]
            if patience == "0":  # for ever: then as long as we do
                cursor.execute(f"SET LOCAL {_PATIENCE}")
            cursor.execute(_TURN)
            if patience == "0":
                cursor.execute("SET LOCAL lock_timeout = 0")

    def settle(self, cursor: Any) -> None:
        """Nothing: a database belongs to its server."""

    def tables(self, cursor: Any) -> set[str]:
        """From the schema that comes first."""
        return {row[0] for row in cursor.execute(_HERE)}

    def identity(self, cursor: Any) -> object:
        """Which database and schema, of which run of which server."""
        return cursor.execute(_WHICH).fetchone()


def _on_connect(connection: Any, _record: Any) -> None:
    """Transactions are begun by us, not by the driver."""
    connection.autocommit = True
    for setting in _SETTINGS:
        connection.execute(f"SET {setting}")
