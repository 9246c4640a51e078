"""A database of an earlier release gets what has come since, and keeps its cases."""

import sqlite3
from pathlib import Path

from banfa import Engine
from banfa.store import tables
from tests.engine.tiny import engine_in, write

FORMER = ("meta", "definitions", "cases", "events", "numbers")
AS_IT_WAS = """
UPDATE banfa_meta SET value = '1' WHERE key = 'schema';
DROP TABLE banfa_marks; DROP TABLE banfa_keys; DROP TABLE banfa_organisations;
DROP INDEX banfa_cases_by_number; DROP INDEX banfa_cases_by_process;
""" + "".join(f"ALTER TABLE banfa_{name} RENAME TO {name};" for name in FORMER)


def test_an_earlier_database_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        case = engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id
    with sqlite3.connect(tmp_path / "cases.db") as connection:
        connection.executescript(AS_IT_WAS)
    processes, people = write(tmp_path)
    with Engine.open(f"sqlite:///{tmp_path / 'cases.db'}", processes, people) as engine:
        note = {"actor": "ann", "data": {"why": "急"}, "idempotency_key": "k"}
        assert engine.fire(case, "add_note", **note) == engine.fire(case, "add_note", **note)  # type: ignore[arg-type]
        assert len(engine.cases(state="asked", waits_for="approver", unit=None)) == 1
    with sqlite3.connect(tmp_path / "cases.db") as connection:
        (said,) = connection.execute("SELECT value FROM banfa_meta WHERE key = 'schema'").fetchone()
    assert said == str(tables.SCHEMA)
