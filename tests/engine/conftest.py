"""The databases that tests run on: SQLite, and a real PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.engine import tiny

SQLITE, POSTGRES = "sqlite", "postgresql"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str | None]:
    """A server for the session; None where there is none to start."""
    try:
        from tests.engine.servers import binaries, running
    except ImportError:  # without psycopg
        yield None
        return
    found = binaries()
    if found is None:
        yield None
        return
    with running(found) as server:
        yield server


@pytest.fixture
def on_postgres(request: pytest.FixtureRequest, need: Callable[[object, str], None]) -> str:
    """The address of an empty database of PostgreSQL."""
    server = request.getfixturevalue("postgres")
    need(server, "PostgreSQL (Debian's postgresql, or the extra `test`) with psycopg")
    from tests.engine.servers import new_database

    return new_database(server, f"test_{uuid4().hex}")


@pytest.fixture(params=[SQLITE, POSTGRES])
def each_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The tests that use it run once on every kind of database; returns the address."""
    if request.param == SQLITE:
        return tiny.address(tmp_path)
    address: str = request.getfixturevalue("on_postgres")
    monkeypatch.setattr(tiny, "address", lambda _folder: address)
    return address
