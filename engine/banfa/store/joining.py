"""Joining a transaction that somebody else began on the same database, and learning how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event as listening
from sqlalchemy.engine import Connection

from banfa.store import failures
from banfa.store.database import Reading, Store, Writing

Settled = Callable[[bool], None]
"""Told whether the transaction was kept."""

_KEY = "banfa.joined"


class _Fate:
    """What waits for the end of one transaction."""

    def __init__(self) -> None:
        self.committing = False
        self.waiting: list[Settled] = []

    def settle(self, kept: bool) -> None:
        waiting, self.waiting = self.waiting, []
        for one in waiting:
            one(kept)


class Joined:
    """A caller's connection, in a transaction of his; he commits it or rolls it back."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store = store
        self._connection = connection
        with failures.told(store.where):
            _same_database(store, connection)
            if not connection.in_transaction():
                connection.begin()
            driver: Any = connection.connection.driver_connection
            if not driver.in_transaction:
                driver.execute("BEGIN IMMEDIATE")

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One command: all of it or nothing, and the transaction goes on."""
        with failures.told(self._store.where):
            cursor = self._cursor()
            cursor.execute("SAVEPOINT banfa")
            try:
                yield Writing(cursor, self._store.statements)
            except BaseException:
                cursor.execute("ROLLBACK TO banfa")
                raise
            finally:
                cursor.execute("RELEASE banfa")

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """What stands within the transaction."""
        with failures.told(self._store.where):
            yield Reading(self._cursor(), self._store.statements)

    def when_settled(self, settled: Settled) -> None:
        """Call `settled` once the transaction is over.

        SQLAlchemy says that it is about to commit, not that it has: it is over when the connection is
        given back, or begins anew.
        """
        _listen(self._connection)
        fate = self._connection.info.setdefault(_KEY, _Fate())
        fate.waiting.append(settled)

    def _cursor(self) -> Any:
        return self._connection.connection.cursor()


def _same_database(store: Store, connection: Connection) -> None:
    if connection.dialect.name != "sqlite" or not _same_file(store.file, _file(connection)):
        raise failures.another_database(store.where)


def _file(connection: Connection) -> str:
    cursor = connection.connection.cursor()
    rows = cursor.execute("PRAGMA database_list").fetchall()
    return next(str(file) for _, name, file in rows if name == "main")


def _same_file(ours: str, theirs: str) -> bool:
    return bool(ours and theirs) and Path(ours).samefile(theirs)


def _listen(connection: Connection) -> None:
    """Once for each of the caller's engines."""
    engine = connection.engine
    if not listening.contains(engine, "commit", _on_commit):
        listening.listen(engine, "commit", _on_commit)
        listening.listen(engine, "rollback", _on_rollback)
        listening.listen(engine, "begin", _on_begin)
        listening.listen(engine, "checkin", _on_checkin)


def _on_commit(connection: Connection) -> None:
    fate = connection.info.get(_KEY)
    if fate is not None:
        fate.committing = True


def _on_rollback(connection: Connection) -> None:
    _over(connection.info, kept=False)


def _on_begin(connection: Connection) -> None:
    _over(connection.info)


def _on_checkin(_driver: Any, record: Any) -> None:
    _over(record.info)


def _over(info: dict[str, Any], kept: bool = True) -> None:
    fate = info.pop(_KEY, None)
    if fate is not None:
        fate.settle(kept and fate.committing)
