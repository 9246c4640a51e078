"""Which databases are used, and which are left alone, with words that say why."""

import sqlite3
from pathlib import Path

import pytest

from banfa import BanfaError, Conflict, Engine
from banfa.store import Store
from tests.engine.tiny import engine_in, write


def url(file: Path) -> str:
    return f"sqlite:///{file}"


def made(folder: Path) -> Path:
    with engine_in(folder) as engine:
        engine.start("seal-use", actor="ann", data={"purpose": "合同"})
    return folder / "cases.db"


def test_a_new_database_is_made_once_and_found_again(tmp_path: Path) -> None:
    Store.open(url(tmp_path / "new.db")).close()
    Store.open(url(tmp_path / "new.db"), create=False).close()


def test_writes_reach_the_disk_before_they_are_acknowledged(tmp_path: Path) -> None:
    store = Store.open(url(tmp_path / "new.db"))
    with store.writing() as tx:
        pragmas = {
            name: tx.cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous")
        }
    store.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}


def test_reading_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(BanfaError, match="没有数据库"):
        Store.open(url(tmp_path / "none.db"), create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("table", ["banfa_meta (x)", "banfa_meta (key, value)", "banfa_cases (id)"])
def test_another_programs_tables_of_our_names_are_left_alone(tmp_path: Path, table: str) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TABLE {table}")
    before = file.read_bytes()
    with pytest.raises(BanfaError, match=r"别的程序的表 banfa_"):
        Store.open(url(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize("table", ["orders (id)", "meta (key, value)", "cases (id)", "events (x)"])
def test_other_tables_stay_beside_ours(tmp_path: Path, table: str) -> None:
    file = tmp_path / "cases.db"
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TABLE {table}")
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(BanfaError, match="没有 banfa 的表"):
        Store.open(url(file), create=False)
    made(tmp_path)
    with sqlite3.connect(file) as connection:
        kept = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert connection.execute("PRAGMA user_version").fetchone() == (7,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)  # it is theirs
    others = {name for name in kept if not name.startswith("banfa_")}
    assert others == {table.partition(" ")[0]}


def test_a_database_of_a_later_release_is_refused(tmp_path: Path) -> None:
    file = made(tmp_path)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE banfa_meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(BanfaError, match="升级"):
        Store.open(url(file))


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "text.db"
    file.write_text("这不是数据库" * 200, "utf-8")
    with pytest.raises(BanfaError, match="不是数据库"):
        Store.open(url(file))


def test_a_folder_or_an_absent_folder_is_refused(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none" / "cases.db"):
        with pytest.raises(BanfaError, match="打不开"):
            Store.open(url(file))


@pytest.mark.parametrize("address", ["cases", "mysql://x/y", "sqlite:/", "no-such://x"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(BanfaError, match="看不懂"):
        Store.open(address)


def test_a_read_only_database_is_read_and_not_written(tmp_path: Path) -> None:
    file = made(tmp_path)
    with sqlite3.connect(file) as connection:  # only then may it be read where nothing can be written
        connection.execute("PRAGMA journal_mode = DELETE")
    processes, people = write(tmp_path)
    with Engine.open(f"sqlite:///file:{file}?mode=ro&uri=true", processes, people) as engine:
        assert engine.show("YZ-2026-001")["version"] == 1
        with pytest.raises(BanfaError, match="只读"):
            engine.fire("YZ-2026-001", "add_note", actor="ann", data={"why": "急"})


def test_a_database_that_stays_locked_is_a_conflict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banfa.store.sqlite.PRAGMAS", ("busy_timeout = 50",))
    file = made(tmp_path)
    store = Store.open(url(file))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Conflict, match="占用"), store.writing():
        pass
    other.execute("ROLLBACK")
    other.close()
    with store.writing() as tx:
        assert len(tuple(tx.cases())) == 1
    store.close()
