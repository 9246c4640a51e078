"""Threads and processes on the same cases: what all were told fits one order, that of the history."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from banfa import Engine
from tests.engine.linearizability import Call, faults
from tests.engine.racing import in_process, race, right, with_states
from tests.engine.tiny import engine_in, write

THREADS, PROCESSES = 32, 8


def begun(engine: Engine) -> list[str]:
    return [engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id for _ in range(2)]


def check(engine: Engine, cases: list[str], told: Iterable[tuple[list[Call], list[str]]]) -> None:
    told = list(told)
    calls = [call for calls, _ in told for call in calls]
    for case in cases:
        mine = [call for call in calls if call.case == case]
        assert faults(mine, with_states(engine.history(case)), right) == []
    numbers = sorted(number for _, numbers in told for number in numbers)
    assert numbers == [f"YZ-2026-{n:03}" for n in range(3, len(numbers) + 3)]
    assert {call.error for call in calls} >= {None, "state", "conflict"}  # all of it was tried


def test_of_threads(each_database: str, tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        cases = begun(engine)
        with ThreadPoolExecutor(THREADS) as pool:
            told = list(pool.map(lambda i: race(engine, cases, f"thread {i}", 6), range(THREADS)))
        check(engine, cases, told)


def test_of_processes(each_database: str, tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        cases = begun(engine)
        files = [str(path) for path in write(tmp_path)]
        with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
            work = [
                pool.submit(in_process, each_database, *files, cases, f"process {i}", 8)
                for i in range(PROCESSES)
            ]
            told = [one.result() for one in work]
        check(engine, cases, told)


HISTORY = [
    {"n": 1, "step": "apply", "data": {}, "state": "asked"},
    {"n": 2, "step": "add_note", "data": {"why": "a"}, "state": "asked"},
    {"n": 3, "step": "add_note", "data": {"why": "b"}, "state": "asked"},
]
A = Call(0, 10, "c", ("add_note", "a"), None, 2)
B = Call(20, 30, "c", ("add_note", "b"), None, 3)


@pytest.mark.parametrize(
    "more",
    [
        [A, B, Call(31, 40, "c", ("look", None), None, 2)],  # a look at what was overtaken before it began
        [A, B, Call(0, 15, "c", ("look", None), None, 3)],  # a look at what was not asked for yet
        [A, B._replace(version=2)],  # two told the same
        [A, B._replace(asked=("add_note", "x"))],  # an update that is lost
        [A._replace(began=31, answered=40), B],  # an order against the clock
        [A, B._replace(expected=1)],  # a condition that did not hold
        [A, B, Call(31, 40, "c", ("grant", None), None, None, "state")],  # a refusal for no reason
        [A, B, Call(31, 40, "c", ("add_note", "y"), 3, None, "conflict")],
    ],
)
def test_the_check_finds_what_no_order_explains(more: list[Call]) -> None:
    assert faults([A, B], HISTORY, right) == []
    assert faults(more, HISTORY, right) != []
