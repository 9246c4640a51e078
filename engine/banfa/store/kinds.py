"""The kinds of database that there are, and all in which they differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from sqlalchemy import URL, Dialect, make_url
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError

from banfa.store import failures

WAIT_SECONDS = 10
"""How long one who writes waits for another."""

_CREDENTIALS = re.compile(r"(?<=//).*@", re.DOTALL)


class Kind(Protocol):
    """One kind of database. Every cursor is the driver's own."""

    errors: tuple[type[Exception], ...]
    """What the driver raises."""

    @property
    def dialect(self) -> Dialect:
        """How statements are written."""

    @property
    def insert(self) -> Callable[..., Any]:
        """An insert that can say what to do on a conflict."""

    @property
    def shared(self) -> bool:
        """Whether all threads share one connection, and so take turns."""

    def cause(self, error: BaseException) -> str | None:
        """Return which of `failures.KNOWN` an error of the driver is; None for another."""

    def connect(self) -> Engine:
        """Return an engine whose connections are in no transaction until one is begun in words."""

    def check_there(self) -> bool:
        """Whether the database is there, as far as can be seen without opening it."""

    def begin_reading(self, cursor: Any) -> None:
        """Begin a transaction that sees one moment."""

    def begin_writing(self, cursor: Any) -> None:
        """Begin a transaction that no other writer shares its time with."""

    def join(self, connection: Connection) -> None:
        """Make a caller's transaction, which is begun, one that writes; StoreError if it cannot be."""

    def settle(self, cursor: Any) -> None:
        """Set what an empty database keeps for ever."""

    def tables(self, cursor: Any) -> set[str]:
        """Return the names of the tables."""

    def identity(self, cursor: Any) -> object:
        """Return what tells this database from every other; None if nobody else can connect to it."""


def kind_of(url: str) -> Kind:
    """Return the kind of the database at an address; StoreError for an address that is none."""
    try:
        parsed = make_url(url)
        return _kind(parsed)
    except (ArgumentError, KeyError, ValueError):
        raise failures.bad_url(shown(url)) from None


def _kind(url: URL) -> Kind:
    if url.get_backend_name() == "postgresql":
        from banfa.store.postgres import Postgres  # an extra

        return Postgres(url)
    if url.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise KeyError
    from banfa.store.sqlite import Sqlite

    return Sqlite(url)


def shown(url: str) -> str:
    """Return an address as it may be shown: without its password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # what cannot be read as an address may have a password anywhere
        address, asks, _ = _CREDENTIALS.sub("***@", url).partition("?")
        return f"{address}?***" if asks else address
    secret = {name: "***" for name in parsed.query if "pass" in name.lower()}
    return parsed.update_query_dict(secret).render_as_string(hide_password=True).replace("%2A%2A%2A", "***")
