"""The façade: load, decide, append in one transaction. The one place where the parts meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from banfa.engine.answers import CaseNow
from banfa.engine.asking import first_step
from banfa.engine.commands import Commands
from banfa.engine.due import DueWork, Work
from banfa.engine.forms import Form, Forms
from banfa.engine.moments import Clock
from banfa.engine.organising import Organising
from banfa.engine.parts import Parts
from banfa.engine.places import existing_file
from banfa.engine.subscribers import Callback, Happened
from banfa.engine.transaction import Transaction
from banfa.store import Store
from banfa.store.catalogue import Catalogue
from banfa.store.database import IN_MEMORY
from banfa.store.joining import Joined
from banfa.store.organisations import Organisations

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

__all__ = ["CaseNow", "Clock", "Engine", "Form", "Happened", "Transaction", "Work", "first_step"]


class Engine(Commands, DueWork, Forms, Organising):
    """Runs cases on one database. May be shared by threads; callers vouch for `actor`."""

    @classmethod
    def open(
        cls,
        url: str = "sqlite:///cases.db",
        processes: str | Path | None = None,
        org: str | Path | None = None,
        clock: Clock | None = None,
        *,
        create: bool = True,
    ) -> Self:
        """Open the database at `url`, making it if need be (not with `create=False`).

        `processes`: a folder of processes, or of one; without it, those that came with banfa. `org`: the
        organisation's file; without it, the one applied to the
        database holds, else for a shipped process the sample beside it. `clock` gives an
        aware datetime. Raises `BanfaError` if the database cannot be used, or the file
        is not there or is no organisation.
        """
        catalogue = Catalogue(Path(processes) if processes is not None else None)
        organisations = Organisations(existing_file("org", org), catalogue)
        return cls(Parts(Store.open(url, create=create), catalogue, organisations, clock or _now))

    @classmethod
    def in_memory(
        cls, processes: str | Path | None = None, org: str | Path | None = None, clock: Clock | None = None
    ) -> Self:
        """Like `open`, on a database that is gone with the engine: for tests."""
        return cls.open(IN_MEMORY, processes, org, clock)

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Have `callback` told of every command that this engine carries out (`Happened`), once it is kept.

        It is told in the order of the commits, by one thread at a time, and may use the engine itself. Its
        errors are logged and cost nobody anything. Returns what ends it.
        """
        return self._parts.subscribers.add(callback)

    @contextmanager
    def transaction(self, connection: Connection) -> Iterator[Transaction]:
        """Work within a caller's own transaction, on an SQLAlchemy connection to the same database.

        The block gets what has every command and question of an engine. Nothing is committed here: what was
        done is kept when the caller commits, and gone if he rolls back. A connection in no transaction yet
        begins one, which the caller is to commit. Subscribers are told right after his commit; never of what
        was rolled back, be it to a savepoint. Raises `BanfaError` for a connection to another database.
        """
        yield Transaction(self._parts, Joined(self._parts.store, connection))

    def close(self) -> None:
        """Let go of the database; whatever is asked of this engine afterwards is a `BanfaError`."""
        self._opened.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _now() -> datetime:
    return datetime.now(UTC)
