"""`subscribe`: told once it is kept, in order, whatever the callbacks do."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from banfa import Engine, Refused
from banfa.engine import Happened
from tests.engine.tiny import STORY, engine_in


@pytest.fixture
def engine(each_database: str, tmp_path: Path) -> Iterator[Engine]:
    with engine_in(tmp_path) as opened:
        yield opened


def begun(engine: Engine) -> str:
    return engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id


def test_every_step_is_told_in_order_and_the_end_is_said(engine: Engine) -> None:
    told: list[Happened] = []
    engine.subscribe(told.append)
    case = begun(engine)
    for step, actor, data in STORY:
        engine.fire(case, step, actor=actor, data=data)
    assert [one.case.version for one in told] == [1, 2, 3, 4, 5]
    assert [one.events[0].step for one in told] == ["apply", *(step for step, _, _ in STORY)]
    assert [one.ended for one in told] == [False] * 4 + [True]


def test_what_is_refused_or_was_answered_before_is_not_told(engine: Engine) -> None:
    told: list[Happened] = []
    engine.subscribe(told.append)
    case = begun(engine)
    with pytest.raises(Refused):
        engine.fire(case, "finish", actor="ann")
    for _ in range(2):
        engine.fire(case, "add_note", actor="ann", data={"why": "急"}, idempotency_key="k")
    assert [one.case.version for one in told] == [1, 2]


def test_a_callback_that_fails_loses_neither_the_step_nor_the_others(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Happened] = []

    def fail(_: Happened) -> None:
        raise ValueError("mine")

    engine.subscribe(fail)
    engine.subscribe(told.append)
    with caplog.at_level(logging.ERROR, "banfa"):
        case = begun(engine)
    assert engine.show(case)["version"] == len(told) == 1
    assert case in caplog.text


def test_a_callback_may_work_on_cases_itself_and_is_told_of_that_afterwards(engine: Engine) -> None:
    told: list[int] = []

    def note(happened: Happened) -> None:
        if happened.case.version < 3:
            engine.fire(happened.case.id, "add_note", actor="ann", data={"why": "急"})
        told.append(happened.case.version)

    engine.subscribe(note)
    assert engine.show(begun(engine))["version"] == 3
    assert told == [1, 2, 3]


def test_a_subscription_can_be_ended(engine: Engine) -> None:
    told: list[Happened] = []
    end = engine.subscribe(told.append)
    begun(engine)
    end()
    begun(engine)
    assert len(told) == 1


def test_threads_are_told_of_in_the_order_of_their_commits(engine: Engine) -> None:
    told: list[Happened] = []
    engine.subscribe(told.append)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: begun(engine), range(24)))
    assert [one.case.number for one in told] == [f"YZ-2026-{n:03}" for n in range(1, 25)]
