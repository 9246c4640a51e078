"""`transaction(connection)`: a case and the caller's own rows are kept together, or neither is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from banfa import BanfaError, Conflict, Engine, Refused
from banfa.engine import Happened
from tests.engine.tiny import engine_in, write


@pytest.fixture
def engine(each_database: str, tmp_path: Path) -> Iterator[Engine]:
    with engine_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def shop(engine: Engine, each_database: str) -> Iterator[Database]:
    sqlite = each_database.startswith("sqlite")
    patience = {"timeout": 0.1} if sqlite else {"options": "-c lock_timeout=100"}
    database = create_engine(each_database, connect_args=patience)
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE orders (id TEXT)"))
    yield database
    database.dispose()


def orders(shop: Database) -> int:
    with shop.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM orders")).scalar_one())


ORDER = text("INSERT INTO orders VALUES ('A1')")
APPLY = {"actor": "ann", "data": {"purpose": "合同"}}


@pytest.mark.parametrize("order_first", [True, False])
def test_both_are_kept_when_the_caller_commits(engine: Engine, shop: Database, order_first: bool) -> None:
    with shop.begin() as connection, engine.transaction(connection) as tx:
        if order_first:
            connection.execute(ORDER)
        case = tx.start("seal-use", **APPLY)  # type: ignore[arg-type]
        tx.fire(case.id, "add_note", actor="ann", data={"why": "急"})
        if not order_first:
            connection.execute(ORDER)
        assert tx.show(case.id)["version"] == 2
    assert (engine.show(case.id)["version"], orders(shop)) == (2, 1)


def test_neither_is_kept_when_the_caller_rolls_back(engine: Engine, shop: Database) -> None:
    told: list[Happened] = []
    engine.subscribe(told.append)
    with pytest.raises(ZeroDivisionError), shop.begin() as connection, engine.transaction(connection) as tx:
        connection.execute(ORDER)
        tx.start("seal-use", **APPLY)  # type: ignore[arg-type]
        raise ZeroDivisionError
    assert (engine.cases(), orders(shop), told) == ([], 0, [])
    assert engine.start("seal-use", **APPLY).number == "YZ-2026-001"  # type: ignore[arg-type]


def test_a_refusal_leaves_the_callers_transaction_usable(engine: Engine, shop: Database) -> None:
    with shop.begin() as connection, engine.transaction(connection) as tx:
        connection.execute(ORDER)
        with pytest.raises(Refused):
            tx.start("seal-use", actor="ann")
    assert (engine.cases(), orders(shop)) == ([], 1)


def test_subscribers_are_told_after_the_callers_commit_and_not_before(engine: Engine, shop: Database) -> None:
    told: list[Happened] = []
    engine.subscribe(told.append)
    with shop.begin() as connection, engine.transaction(connection) as tx:
        tx.start("seal-use", **APPLY)  # type: ignore[arg-type]
        assert told == []
    assert [one.case.version for one in told] == [1]
    engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
    assert len(told) == 2


def test_what_went_with_a_savepoint_of_the_callers_is_not_told(engine: Engine, shop: Database) -> None:
    told: list[Happened] = []
    engine.subscribe(told.append)
    with shop.begin() as connection, engine.transaction(connection) as tx:
        kept = tx.start("seal-use", **APPLY)  # type: ignore[arg-type]
        savepoint = connection.begin_nested()
        tx.fire(kept.id, "add_note", actor="ann", data={"why": "急"})
        savepoint.rollback()
    assert engine.show(kept.id)["version"] == 1
    assert [one.case.version for one in told] == [1]


def test_without_a_transaction_one_begins_that_the_caller_ends(engine: Engine, shop: Database) -> None:
    with shop.connect() as connection:
        with engine.transaction(connection) as tx:
            tx.start("seal-use", **APPLY)  # type: ignore[arg-type]
        connection.commit()
        with engine.transaction(connection) as tx:
            tx.start("seal-use", **APPLY)  # type: ignore[arg-type]
    assert [one["number"] for one in engine.cases()] == ["YZ-2026-001"]


def test_a_session_of_the_orm_shares_its_connection(engine: Engine, shop: Database) -> None:
    with Session(shop) as session:
        with engine.transaction(session.connection()) as tx:
            tx.start("seal-use", **APPLY)  # type: ignore[arg-type]
        session.execute(ORDER)
        session.commit()
    assert (len(engine.cases()), orders(shop)) == (1, 1)


def test_a_database_that_another_holds_is_a_conflict(engine: Engine, shop: Database) -> None:
    with (
        shop.begin() as first,
        engine.transaction(first),
        shop.connect() as second,
        pytest.raises(Conflict),
        engine.transaction(second),
    ):
        pass


def test_a_connection_to_another_database_is_an_error(engine: Engine, tmp_path: Path) -> None:
    other = create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    for one in (engine, Engine.in_memory(*write(tmp_path))):
        with (
            other.connect() as connection,
            pytest.raises(BanfaError, match="同一个"),
            one.transaction(connection),
        ):
            pass
