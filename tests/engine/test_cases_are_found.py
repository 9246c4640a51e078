"""`cases` with filters: what is asked of a case, and what eyes may not see."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from banfa import Engine, InvalidInput
from tests.engine.tiny import PROCESS, Hand, engine_in, write


@pytest.fixture
def engine(each_database: str, tmp_path: Path) -> Iterator[Engine]:
    clock = Hand()
    with engine_in(tmp_path, clock=clock) as opened:
        for data in ({"pages": 3, "kinds": ["contract"], "fee": "12.50"}, {"pages": 4}, {}):
            opened.start("seal-use", actor="ann", data={"purpose": "合同", **data})
            clock.turn(seconds=1)
        opened.fire("YZ-2026-002", "grant", actor="boss", data={"keeper": "vault"})
        yield opened


def numbers(engine: Engine, **asked: object) -> list[int]:
    return [int(one["number"][-1]) for one in engine.cases(**asked)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1, 2, 3]),
        ({"state": "asked"}, [1, 3]),
        ({"number": "YZ-2026-002"}, [2]),
        ({"waits_for": "approver"}, [1, 3]),
        ({"waits_for": "applicant"}, [2]),
        ({"waits_for": "applicant:east"}, [2]),
        ({"waits_for": "applicant", "unit": "vault"}, []),
        ({"unit": "vault"}, [2]),
        ({"unit": "east"}, [1, 2, 3]),
        ({"pages": 3}, [1]),
        ({"fee": "12.5"}, [1]),
        ({"kinds": ["contract"]}, [1]),
        ({"kinds": "contract"}, [1]),
        ({"keeper": "vault"}, [2]),
        ({"purpose": "合同", "pages": 4}, [2]),
        ({"purpose": "信"}, []),
    ],
)
def test_cases_are_found_by_what_is_asked(engine: Engine, asked: dict[str, object], found: list[int]) -> None:
    assert numbers(engine, **asked) == found


@pytest.mark.parametrize("asked", [{"page": 3}, {"pages": "many"}, {"kinds": "poem"}, {"fee": 1.5}])
def test_a_field_or_a_value_that_none_has_is_bad_input(engine: Engine, asked: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        numbers(engine, **asked)


def test_what_eyes_may_not_see_cannot_be_looked_for(tmp_path: Path) -> None:
    secret = PROCESS.replace(
        "purpose: {type: text,", "purpose: {type: text, personal: 申请内容, seen_by: [applicant],"
    )
    processes, people = write(tmp_path, secret)
    with Engine.in_memory(processes, people, Hand()) as engine:
        engine.start("seal-use", actor="ann", data={"purpose": "合同"})
        assert numbers(engine, purpose="合同") == numbers(engine, purpose="合同", actor="ann") == [1]
        assert numbers(engine, purpose="合同", masked=True) == []
        assert (
            numbers(engine, purpose="合同", actor="guest")
            == numbers(engine, purpose="合同", actor="boss")
            == []
        )
        assert numbers(engine, actor="guest") == [1]
