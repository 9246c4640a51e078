"""Bytes on disk of a complaint with its history, all the way along the quality route.

    python benchmarks/on_disk.py

Counted is what the database file grows by a case: log, case, marks and indexes, with the unused room of
pages. What a definition takes is kept once for all cases that run on it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from durable import complaints
from progress import alone, show

CASES, AIM = 300, 50_000


def measure() -> dict[str, Any]:
    """Bytes a case, and of what they are."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file, work = Path(folder) / "cases.db", complaints(Path(folder))
        with work.engine(file) as engine:
            work.go_on(engine, work.start(engine))
            before, once = size(file), by_table(file)
            for number in range(CASES):
                show(f"{number} of {CASES} cases closed")
                work.go_on(engine, work.start(engine))
            after, all_of_them = size(file), by_table(file)
    parts = {name: round((all_of_them[name] - once[name]) / CASES) for name in all_of_them}
    return {
        f"bytes a case (aim {AIM:,})": round((after - before) / CASES),
        "events a case": 1 + len(work.rest),
        "of it": {name: bytes_ for name, bytes_ in parts.items() if bytes_},
        "once for all cases": before,
    }


def size(file: Path) -> int:
    """The bytes of a database, with what is still in its log."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file.stat().st_size


def by_table(file: Path) -> dict[str, int]:
    """The bytes of each table and index; none where this SQLite cannot say."""
    database = sqlite3.connect(file)
    try:
        return dict(database.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall())
    except sqlite3.OperationalError:
        return {}
    finally:
        database.close()


if __name__ == "__main__":
    raise SystemExit(alone(measure))
