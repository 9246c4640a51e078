"""Steps that last: a commit each, and many in one transaction, against bare SQLite that writes the same rows.

    python benchmarks/durable.py

A chain of 18 states (chain.py) and the story of a complaint (cases.py), each contender on a database of its
own. The bare contenders send what the engine was seen to send (recording.py): the same rows in the same
transactions with the same settings, with and without the questions that the engine asks in between. They need
not find out what to write, which is what the engine's share of the time goes into.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from cases import FOLDER, STORY, Act
from chain import FILE, STATES, chain_process
from interleave import interleaved
from progress import alone, show
from recording import Statement, bare, moved, recorded, send, settings, writes
from sqlalchemy import create_engine

from banfa import Engine

ROUNDS = 9
CASES_A_ROUND = 20
CASES_A_BATCH = 60
AIM, AIM_IN_BATCHES = 0.8, 50_000
ORG = "org: measured\npeople:\n  clerk.a: {roles: {clerk: company}}\n"


class Work(NamedTuple):
    """A process, who works with it, the step that opens a case, and those that follow."""

    name: str
    processes: Path
    process: str
    org: Path
    first: Act
    rest: tuple[Act, ...]

    def engine(self, file: Path) -> Engine:
        """An engine on a database file."""
        return Engine.open(f"sqlite:///{file}", self.processes, self.org)

    def start(self, desk: Any) -> str:
        """Open a case."""
        first = self.first
        return str(desk.start(self.process, actor=first.by, step=first.step, data=dict(first.data)).id)

    def go_on(self, desk: Any, case: str) -> None:
        """Take a case through all steps that follow."""
        for act in self.rest:
            desk.fire(case, act.step, actor=act.by, data=dict(act.data))


def chain(folder: Path) -> Work:
    """The chain of 18 states."""
    home = folder / "chain"
    home.mkdir()
    (home / FILE).write_bytes(chain_process()[FILE])
    (home / "org.yaml").write_text(ORG, "utf-8")
    steps = tuple(Act("clerk.a", f"go{i}", {"note": "好"}) for i in range(STATES - 1))
    return Work("chain", home, "chain", home / "org.yaml", Act("clerk.a", "begin", {"amount": 5}), steps)


def complaints(_folder: Path) -> Work:
    """A quality complaint from its intake to its end."""
    return Work("complaint", FOLDER, FOLDER.name, FOLDER / "org.yaml", STORY[0], STORY[1:])


WORKS = (chain, complaints)


class Prepared:
    """A database with cases that have begun, and what an engine sends to take them to their end."""

    def __init__(self, work: Work, folder: Path, cases: int) -> None:
        self.work = work
        self._folder = folder
        self._made = folder / f"{work.name}.db"
        self.cases = begun(work, self._made, cases + 1)
        self._settings, self.statements = self._seen()
        self._spare = self.cases.pop()

    def _seen(self) -> tuple[list[Statement], list[Statement]]:
        """What is set on the connection, and what is sent for the last case."""
        with recorded() as statements:
            with self.work.engine(self.copy("seen")) as engine:
                first = self.cases[0]
                engine.show(first)
                self.work.go_on(engine, first)  # definitions are read, too, once
                begin = len(statements)
                self.work.go_on(engine, self.cases[-1])
            return settings(statements), statements[begin:]

    def copy(self, name: str) -> Path:
        """A database of one's own."""
        file = self._folder / f"{self.work.name}-{name}.db"
        shutil.copy(self._made, file)
        return file

    def bare(self, name: str) -> sqlite3.Cursor:
        """The driver's cursor on a database of one's own, with the store's settings."""
        return bare(self.copy(name), self._settings)

    def sent(self, case: str, statements: list[Statement]) -> list[Statement]:
        """What is sent for a case."""
        return moved(statements, self._spare, case)


def begun(work: Work, file: Path, cases: int) -> list[str]:
    """Cases that have begun, in a new database."""
    with work.engine(file) as engine:
        work.start(engine)  # the tables are there, and the definition
        callers = create_engine(f"sqlite:///{file}")
        with callers.begin() as connection, engine.transaction(connection) as tx:
            found = [work.start(tx) for _ in range(cases)]
        callers.dispose()
    return found


def by_engine(prepared: Prepared, cases: Iterator[str], number: int) -> Callable[[], int]:
    """`Engine.fire`, a commit a step."""
    work = prepared.work
    engine = work.engine(prepared.copy("engine"))
    work.go_on(engine, next(cases))

    def run() -> int:
        for case in islice(cases, number):
            work.go_on(engine, case)
        return number * len(work.rest)

    return run


def by_driver(prepared: Prepared, name: str, statements: list[Statement], number: int) -> Callable[[], int]:
    """Bare SQLite: these statements for one case after another."""
    cursor = prepared.bare(name)
    all_of_them = iter([prepared.sent(case, statements) for case in prepared.cases])

    def run() -> int:
        for one in islice(all_of_them, number):
            send(cursor, one)
        return number * len(prepared.work.rest)

    return run


def insert_and_update(prepared: Prepared, number: int) -> Callable[[], int]:
    """Bare SQLite: a row of a log and the state of a case, and nothing else, a commit a step."""
    cursor = prepared.bare("smallest")
    cursor.execute("CREATE TABLE log (number INTEGER, n INTEGER, step TEXT, PRIMARY KEY (number, n))")
    cursor.execute("CREATE TABLE now (number INTEGER PRIMARY KEY, n INTEGER, state TEXT)")
    cursor.executemany("INSERT INTO now VALUES (?, 0, 's0')", [(i,) for i in range(len(prepared.cases))])
    numbers = iter(range(len(prepared.cases)))

    def run() -> int:
        for i in islice(numbers, number):
            for n, act in enumerate(prepared.work.rest):
                cursor.execute("BEGIN IMMEDIATE")
                cursor.execute("INSERT INTO log VALUES (?, ?, ?)", (i, n, act.step))
                cursor.execute("UPDATE now SET n = ?, state = ? WHERE number = ?", (n, act.step, i))
                cursor.execute("COMMIT")
        return number * len(prepared.work.rest)

    return run


def batches_by_engine(prepared: Prepared, number: int) -> Callable[[], int]:
    """`Engine.transaction(connection)`: every step of many cases, and one commit."""
    work, file = prepared.work, prepared.copy("batches")
    engine, connection = work.engine(file), create_engine(f"sqlite:///{file}").connect()
    cases = iter(prepared.cases)

    def run() -> int:
        with engine.transaction(connection) as tx:
            for case in islice(cases, number):
                work.go_on(tx, case)
        connection.commit()
        return number * len(work.rest)

    return run


def batches_by_driver(prepared: Prepared, number: int) -> Callable[[], int]:
    """Bare SQLite: the same rows of many cases, and one commit."""
    cursor = prepared.bare("batches-bare")
    rows = [one for one in writes(prepared.statements) if one[0].split()[0] not in ("BEGIN", "COMMIT")]
    all_of_them = iter([prepared.sent(case, rows) for case in prepared.cases])

    def run() -> int:
        cursor.execute("BEGIN IMMEDIATE")
        for one in islice(all_of_them, number):
            send(cursor, one)
        cursor.execute("COMMIT")
        return number * len(prepared.work.rest)

    return run


def one_by_one(prepared: Prepared) -> dict[str, Any]:
    """A commit a step."""
    number = CASES_A_ROUND
    rates, ratio = interleaved(
        {
            "engine": by_engine(prepared, iter(prepared.cases), number),
            "bare, the same rows": by_driver(prepared, "rows", writes(prepared.statements), number),
            "bare, the same rows and questions": by_driver(prepared, "all", prepared.statements, number),
            "bare insert and update": insert_and_update(prepared, number),
        },
        ROUNDS,
    )
    return {
        "steps_per_second": {name: round(rate.per_second) for name, rate in rates.items()},
        "ratios": {
            f"engine / bare, the same rows (aim {AIM})": round(ratio("engine", "bare, the same rows"), 2),
            "engine / bare, the same rows and questions": round(
                ratio("engine", "bare, the same rows and questions"), 2
            ),
            "engine / bare insert and update": round(ratio("engine", "bare insert and update"), 2),
        },
        "rows written a step": round(rows_written(prepared), 2),
    }


def rows_written(prepared: Prepared) -> float:
    """How many rows a step inserts, updates or deletes."""
    marks = ("INSERT", "UPDATE", "DELETE")
    return sum(sql.startswith(marks) for sql, _ in prepared.statements) / len(prepared.work.rest)


def in_batches(prepared: Prepared) -> dict[str, Any]:
    """Many steps in one transaction of the caller's."""
    number = CASES_A_BATCH
    rates, ratio = interleaved(
        {
            "engine": batches_by_engine(prepared, number),
            "bare, the same rows": batches_by_driver(prepared, number),
        },
        ROUNDS,
    )
    return {
        "steps a transaction": number * len(prepared.work.rest),
        f"steps_per_second (aim {AIM_IN_BATCHES:,})": {
            name: round(rate.per_second) for name, rate in rates.items()
        },
        "engine / bare, the same rows": round(ratio("engine", "bare, the same rows"), 2),
    }


def measure() -> dict[str, Any]:
    """Both ways, for both processes."""
    found: dict[str, Any] = {}
    for make in WORKS:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            work = make(Path(folder))
            show(f"{work.name}: cases begin")
            most = (ROUNDS + 1) * max(CASES_A_ROUND, CASES_A_BATCH) + 1
            prepared = Prepared(work, Path(folder), most)
            found[f"a commit a step: {work.name}"] = one_by_one(prepared)
            found[f"many steps a commit: {work.name}"] = in_batches(prepared)
    return found


if __name__ == "__main__":
    raise SystemExit(alone(measure))
