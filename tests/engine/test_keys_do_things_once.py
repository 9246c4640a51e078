"""Idempotency keys: the same thing asked again is done once; another thing is a conflict."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from banfa import Conflict, Engine, InvalidInput, Refused
from tests.engine.tiny import engine_in

DATA = {"purpose": "合同", "fee": Decimal("1.50"), "kinds": ["contract", "letter"]}
START: dict[str, Any] = {"actor": "ann", "data": DATA, "idempotency_key": "k1"}


@pytest.fixture
def engine(each_database: str, tmp_path: Path) -> Iterator[Engine]:
    with engine_in(tmp_path) as opened:
        yield opened


def test_a_start_asked_twice_opens_one_case_and_is_answered_alike(engine: Engine) -> None:
    first = engine.start("seal-use", **START)
    assert engine.start("seal-use", **START) == first
    assert len(engine.cases()) == 1


def test_the_first_answer_is_given_though_the_case_has_moved_on(engine: Engine) -> None:
    case = engine.start("seal-use", **START).id
    note: dict[str, Any] = {
        "actor": "ann",
        "data": {"why": "急"},
        "idempotency_key": "k2",
        "expected_version": 1,
    }
    first = engine.fire(case, "add_note", **note)
    engine.fire(case, "add_note", actor="ann", data={"why": "又"})
    assert engine.fire(case, "add_note", **note) == first
    assert engine.show(case)["version"] == 3


@pytest.mark.parametrize("other", [{"actor": "both"}, {"data": {"purpose": "信"}}, {"step": "apply"}])
def test_other_content_under_the_same_key_is_a_conflict(engine: Engine, other: dict[str, Any]) -> None:
    engine.start("seal-use", **START)
    with pytest.raises(Conflict, match="k1"):
        engine.start("seal-use", **{**START, **other})
    assert len(engine.cases()) == 1


def test_another_command_under_the_same_key_is_a_conflict(engine: Engine) -> None:
    case = engine.start("seal-use", **START).id
    for act in (
        lambda: engine.fire(case, "add_note", actor="ann", data={"why": "急"}, idempotency_key="k1"),
        lambda: engine.receive(case, "form.2", actor="boss", idempotency_key="k1"),
        lambda: engine.waive(case, "two_people", "ann", actor="boss", reason="急", idempotency_key="k1"),
        lambda: engine.correct(case, "fee", "2", actor="ann", reason="错", idempotency_key="k1"),
    ):
        with pytest.raises(Conflict):
            act()


def test_every_command_is_done_once_for_a_key(engine: Engine) -> None:
    case = engine.start("seal-use", **START).id
    for _ in range(2):
        engine.receive(case, "form.2", actor="boss", idempotency_key="k2")
        engine.waive(case, "two_people", "both", actor="boss", reason="急", idempotency_key="k3")
        engine.correct(case, "fee", "2", actor="ann", reason="错", idempotency_key="k4")
    assert engine.show(case)["version"] == 4


def test_a_refusal_uses_up_no_key(engine: Engine) -> None:
    with pytest.raises(Refused):
        engine.start("seal-use", actor="ann", idempotency_key="k1")
    assert engine.start("seal-use", **START).version == 1


def test_the_order_of_data_says_nothing(engine: Engine) -> None:
    first = engine.start("seal-use", **START)
    again = dict(reversed(DATA.items()))
    assert engine.start("seal-use", **{**START, "data": again}) == first


def test_a_key_of_broken_text_is_bad_input(engine: Engine) -> None:
    with pytest.raises(InvalidInput):
        engine.start("seal-use", **{**START, "idempotency_key": "\ud800"})


def test_threads_with_one_key_open_one_case(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: engine.start("seal-use", **START), range(16)))
    assert len({answer.id for answer in answers}) == len(engine.cases()) == 1
