"""One engine, several threads: nothing is lost, no number is used twice or left out."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from banfa import Engine
from tests.engine.tiny import Hand, engine_in, write

THREADS, EACH = 4, 5


@pytest.fixture(params=["file", "memory"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "file":
        return engine_in(tmp_path)
    return Engine.in_memory(*write(tmp_path), Hand())


def test_threads_start_and_run_cases_at_once(engine: Engine) -> None:
    def work(_: int) -> list[str | None]:
        numbers = []
        for _ in range(EACH):
            case = engine.start("seal-use", actor="ann", data={"purpose": "合同"})
            engine.fire(case.id, "add_note", actor="ann", data={"why": "急"}, expected_version=1)
            numbers.append(case.number)
        return numbers

    with ThreadPoolExecutor(THREADS) as pool:
        used = sorted(number for numbers in pool.map(work, range(THREADS)) for number in numbers if number)
    assert used == [f"YZ-2026-{seq:03}" for seq in range(1, THREADS * EACH + 1)]
    assert {one["version"] for one in engine.cases()} == {2}
    engine.close()
