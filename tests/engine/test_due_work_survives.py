"""Exactly once: due work under kill -9, and by two workers at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.engine.mediating import FakeClock, engine

CASES = 40
NOW = "2026-10-20 09:00"


def worker(folder: Path, root: Path) -> subprocess.Popen[str]:
    paths = os.pathsep.join(str(path) for path in (root / "engine", root))
    command = [sys.executable, "-m", "tests.engine.due_worker", str(folder), NOW]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}, cwd=root
    )


def many(folder: Path) -> list[str]:
    """Cases that are all overdue by then."""
    with engine(folder, FakeClock("09-28 09:00")) as desk:
        return [desk.start("mediation", actor="clerk.a").id for _ in range(CASES)]


def acts(folder: Path, cases: list[str]) -> Counter[str]:
    """How often a clock found each case late."""
    with engine(folder, FakeClock(NOW)) as desk:
        return Counter(case for case in cases for event in desk.history(case) if event["kind"] == "due")


def test_a_worker_that_is_killed_leaves_nothing_done_twice_and_nothing_undone(
    tmp_path: Path, root: Path
) -> None:
    cases = many(tmp_path)
    killed = 0
    for after in (1, 5, 9):
        running = worker(tmp_path, root)
        assert running.stdout is not None
        for _ in range(after):
            running.stdout.readline()
        running.kill()
        running.wait()
        running.stdout.close()
        killed += 1
    before = acts(tmp_path, cases)
    assert killed == 3 and 15 <= sum(before.values()) < CASES and set(before.values()) == {1}
    last = worker(tmp_path, root)
    last.communicate()
    assert acts(tmp_path, cases) == Counter(cases)


def test_two_workers_share_the_work_and_do_each_thing_once(tmp_path: Path, root: Path) -> None:
    cases = many(tmp_path)
    two = [worker(tmp_path, root), worker(tmp_path, root)]
    said = [one.communicate()[0].split() for one in two]
    assert sorted(said[0] + said[1]) == sorted(cases)
    assert acts(tmp_path, cases) == Counter(cases)
