"""One engine, many threads: nothing is lost, no number is used twice or left out, conflicts are said."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from banfa import Conflict, Engine
from tests.engine.tiny import Hand, engine_in, write

THREADS, EACH = 32, 3


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "memory":
        return Engine.in_memory(*write(tmp_path), Hand())
    if request.param == "sqlite":
        return engine_in(tmp_path)
    return Engine.open(request.getfixturevalue("on_postgres"), *write(tmp_path), clock=Hand())


def begun(engine: Engine) -> str:
    return engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id


def note(engine: Engine, case: str, why: str, expected_version: int | None = None) -> int:
    data = {"why": why}
    return engine.fire(case, "add_note", actor="ann", data=data, expected_version=expected_version).version


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


def test_no_update_of_a_case_that_all_work_on_is_lost(engine: Engine) -> None:
    cases = [begun(engine), begun(engine)]

    def work(thread: int) -> list[tuple[str, int, str]]:
        said = [(cases[(thread + i) % 2], f"{thread}-{i}") for i in range(EACH)]
        return [(case, note(engine, case, why), why) for case, why in said]

    with ThreadPoolExecutor(THREADS) as pool:
        answers = [one for answers in pool.map(work, range(THREADS)) for one in answers]
    for case in cases:
        # Linearizable: what the callers were told is what the history says, in one order, without a gap.
        told = sorted((n, why) for of, n, why in answers if of == case)
        assert told == [(event["n"], event["data"]["why"]) for event in engine.history(case)[1:]]
        assert [n for n, _ in told] == list(range(2, len(told) + 2))
        assert engine.show(case)["version"] == len(told) + 1
        assert engine.show(case)["fields"]["why"] == told[-1][1]
    engine.close()


def test_of_all_that_expect_one_version_one_succeeds_and_the_others_are_told(engine: Engine) -> None:
    case = begun(engine)

    def work(thread: int) -> int | None:
        try:
            return note(engine, case, str(thread), expected_version=1)
        except Conflict:
            return None

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(work, range(THREADS)))
    assert sorted(filter(None, answers)) == [2]
    assert engine.show(case)["version"] == 2
    engine.close()
