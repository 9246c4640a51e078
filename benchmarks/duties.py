"""Sleeping deadlines: what a look costs, and a thing that falls due, beside a thousand of them and many more.

python benchmarks/duties.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from progress import alone

from banfa.engine import Engine
from tests.engine.mediating import FakeClock, engine

FEW, MANY = 1_000, 100_000
DUE = 50
LOOKS = 50
BEGUN = datetime.fromisoformat("2026-09-28T09:00+08:00")
LATER = datetime.fromisoformat("2026-11-02T09:00+08:00")


def sleeping(folder: Path, number: int) -> Engine:
    """An engine on a database where so many deadlines sleep and some have passed."""
    clock = FakeClock(BEGUN.isoformat())
    desk = engine(folder, clock)
    for _ in range(DUE):
        desk.start("mediation", actor="clerk.a")
    clock.now = LATER
    _multiply(desk, desk._parts.store, number)
    clock.now = LATER + timedelta(hours=1)
    return desk


def _multiply(desk: Engine, store: Any, number: int) -> None:
    """One case that sleeps, copied within one transaction: only the deadlines matter here."""
    case = desk.start("mediation", actor="clerk.a").id
    with store.writing() as tx:
        kept = tx.find(case)[0]
        (at,) = (row for row in tx.deadlines_until(1 << 62) if row.case == case)
        for i in range(number):
            copy = kept._replace(id=f"{case}-{i}")
            tx.statements.add_case(tx.cursor, **copy._asdict())
            tx.sleep(at._replace(case=copy.id))


def _each(desk: Engine) -> dict[str, float]:
    """Microseconds of a look that finds nothing, milliseconds of a thing that is due."""
    begun = time.perf_counter()
    done = len(desk.due())
    taken = time.perf_counter() - begun
    begun = time.perf_counter()
    for _ in range(LOOKS):
        desk.due()
    looked = (time.perf_counter() - begun) / LOOKS
    return {"done": done, "ms each": round(1000 * taken / done, 2), "us a look": round(1e6 * looked)}


def measure() -> dict[str, Any]:
    """The cost of a look and of each thing due, beside few and many sleeping deadlines."""
    found = {}
    for number in (FEW, MANY):
        with tempfile.TemporaryDirectory() as folder, sleeping(Path(folder), number) as desk:
            found[f"{number:,} sleeping"] = _each(desk)
    few, many = found.values()
    ratio = {key: round(many[key] / few[key], 2) for key in ("ms each", "us a look")}
    return {**found, "ratios": {f"{key}, many by few (aim 1.3)": value for key, value in ratio.items()}}


if __name__ == "__main__":
    raise SystemExit(alone(measure))
