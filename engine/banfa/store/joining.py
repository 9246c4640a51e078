"""Joining a transaction that somebody else began on the same database, and learning how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import event as listening
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from banfa.store import failures
from banfa.store.database import Reading, Store, Writing

Settled = Callable[[bool], None]
"""Told whether the transaction was kept."""

_WAITING = "banfa.waiting"


class Joined:
    """A caller's connection, in a transaction of his; he commits it or rolls it back."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store = store
        self._connection = connection
        with failures.told(store.where, store.kind):
            _check_same_database(store, connection)
            if not connection.in_transaction():
                connection.begin()
            store.kind.join(connection)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One command: all of it or nothing, and the transaction goes on."""
        with failures.told(self._store.where, self._store.kind):
            cursor = self._cursor()
            cursor.execute("SAVEPOINT banfa")
            try:
                yield Writing(cursor, self._store.statements)
            except BaseException:
                self._undo(cursor)
                raise
            cursor.execute("RELEASE banfa")

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """What stands within the transaction."""
        with failures.told(self._store.where, self._store.kind):
            yield Reading(self._cursor(), self._store.statements)

    def when_settled(self, settled: Settled) -> None:
        """Call `settled` once the caller's transaction is over, and say whether it was kept."""
        _listen(self._connection.engine)
        self._connection.info.setdefault(_WAITING, []).append(settled)

    def _undo(self, cursor: Any) -> None:
        """Where the database has given up the whole transaction, nothing is left to undo."""
        with suppress(*self._store.kind.errors):
            cursor.execute("ROLLBACK TO banfa")
            cursor.execute("RELEASE banfa")

    def _cursor(self) -> Any:
        return self._connection.connection.cursor()


def _check_same_database(store: Store, connection: Connection) -> None:
    """Before the caller's transaction bars all others, ours too."""
    ours = store.identity()
    same_kind = connection.dialect.name == store.kind.dialect.name
    if not same_kind or ours is None or ours != store.kind.identity(connection.connection.cursor()):
        raise failures.another_database(store.where)


def _listen(engine: Engine) -> None:
    """Once for each of the caller's engines."""
    if not listening.contains(engine, "commit", _on_commit):
        listening.listen(engine, "commit", _on_commit)
        listening.listen(engine, "rollback", _on_rollback)
        listening.listen(engine, "checkin", _on_checkin)


def _on_commit(connection: Connection) -> None:
    """SQLAlchemy says that it is about to commit, not that it has: so it is done here, and then told.

    Its own commit finds nothing left to do. An error of ours is the one that it would have raised.
    """
    if _WAITING not in connection.info:
        return
    driver: Any = connection.connection.driver_connection
    try:
        driver.commit()
    except connection.dialect.loaded_dbapi.Error as error:
        base = connection.dialect.loaded_dbapi.Error
        raise DBAPIError.instance(None, None, error, base, dialect=connection.dialect) from error
    _over(connection.info, kept=True)


def _on_rollback(connection: Connection) -> None:
    _over(connection.info, kept=False)


def _on_checkin(_driver: Any, record: Any) -> None:
    """A connection given back without either: whether anything was kept, the store itself is asked."""
    _over(record.info, kept=True)


def _over(info: dict[str, Any], kept: bool) -> None:
    for settled in info.pop(_WAITING, ()):
        settled(kept)
