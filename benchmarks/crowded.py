"""What a step costs with 1,000 and with 300,000 cases in the database.

    python benchmarks/crowded.py

The first 1,000 cases are made by the engine. The others are the same cases again, copied by SQL within
every table that has to do with cases, under later ids and other numbers: complaints that have just been
received, each of which can be gone on with. Timed are the further steps of a complaint, a commit each, on
cases drawn at random.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from durable import Work, begun, complaints
from interleave import interleaved
from progress import alone, show
from sqlalchemy import LargeBinary, Table

from banfa.store import tables

FEW, MANY, ROUNDS, CASES_A_ROUND, AIM = 1_000, 300_000, 11, 12, 1.3


def copied(few: Path, many: Path) -> None:
    """A database with the cases of another, and so many copies of each that there are enough."""
    shutil.copy(few, many)
    database = sqlite3.connect(many, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -500000"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("ATTACH ? AS few", (str(few),))
    number, last = database.execute(f"SELECT count(*), max(id) FROM few.{tables.cases.name}").fetchone()
    statements = [s for table in tables.metadata.sorted_tables if (s := copying(table))]
    database.execute("BEGIN")
    for copy in range(1, -(-MANY // number)):
        show(f"{number * copy:,} of {MANY:,} cases are there")
        for statement in statements:
            database.execute(statement, {"copy": f"{int(last[:8], 16) + copy:08x}"})
    database.execute("COMMIT")
    database.execute("DETACH few")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def copying(table: Table) -> str:
    """SQL that copies a table's rows under ids that begin with `:copy`; "" if it holds none of cases."""
    key = case_key(table)
    if key is None:
        return ""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_copy_of(column, key) for column in table.columns)
    return f"INSERT INTO main.{table.name} ({names}) SELECT {values} FROM few.{table.name}"


def case_key(table: Table) -> str | None:
    """The column that says of which case a row is."""
    if table is tables.cases:
        return "id"
    of_cases = (c.name for c in table.columns if any(f.column is tables.cases.c.id for f in c.foreign_keys))
    return next(of_cases, None)


def _copy_of(column: Any, key: str) -> str:
    """A later id is a later case: its first digits are a time (RFC 9562, version 7)."""
    name, new = f'"{column.name}"', f""":copy || substr("{key}", 9)"""
    if column.name == key:
        return new
    if column.name == "number":
        return f"{name} || '-' || :copy"
    if isinstance(column.type, LargeBinary):
        return f'CAST(replace(CAST({name} AS TEXT), "{key}", {new}) AS BLOB)'
    return name


def going_on(work: Work, file: Path) -> Callable[[], int]:
    """Steps on cases drawn at random, each going on with a few."""
    cases = sqlite3.connect(file).execute(f"SELECT id FROM {tables.cases.name} ORDER BY id").fetchall()
    drawn = iter(Random(1).sample([case for (case,) in cases], min(FEW, len(cases))))
    engine = work.engine(file)
    engine.show(cases[0][0])

    def run() -> int:
        for case in islice(drawn, CASES_A_ROUND):
            work.go_on(engine, case)
        return CASES_A_ROUND * len(work.rest)

    return run


def measure() -> dict[str, Any]:
    """Steps a second with few and with many cases, and what a step costs by that."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        work = complaints(Path(folder))
        begun(work, few, FEW - 1)
        copied(few, many)
        size = round(many.stat().st_size / 1_000_000)
        names = {f"{FEW:,} cases": few, f"{MANY:,} cases": many}
        rates, ratio = interleaved({name: going_on(work, file) for name, file in names.items()}, ROUNDS)
    first, second = names
    return {
        "steps_per_second": {name: round(rate.per_second) for name, rate in rates.items()},
        f"time of a step with {second} by that with {first} (aim {AIM})": round(ratio(first, second), 2),
        f"megabytes with {second}": size,
    }


if __name__ == "__main__":
    raise SystemExit(alone(measure))
