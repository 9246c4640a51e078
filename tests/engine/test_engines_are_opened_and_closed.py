"""What `Engine.open` refuses at once, and what a closed engine says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from banfa import BanfaError, Engine, InvalidInput
from banfa.errors import DefinitionError
from tests.engine.tiny import address, engine_in, write

CALLS: dict[str, Callable[[Engine], Any]] = {
    "start": lambda e: e.start("seal-use", actor="ann", data={"purpose": "合同"}),
    "fire": lambda e: e.fire("YZ-2026-001", "add_note", actor="ann"),
    "show": lambda e: e.show("YZ-2026-001"),
    "cases": lambda e: e.cases(),
    "process": lambda e: e.process("seal-use"),
    "organisations": lambda e: e.organisations(),
    "subscribe": lambda e: e.subscribe(print),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("memory", [True, False])
def test_a_closed_engine_says_so(tmp_path: Path, call: str, memory: bool) -> None:
    engine = Engine.in_memory(*write(tmp_path)) if memory else engine_in(tmp_path)
    engine.start("seal-use", actor="ann", data={"purpose": "合同"})
    engine.close()
    engine.close()
    with pytest.raises(BanfaError, match="已经关闭"):
        CALLS[call](engine)


def test_a_closed_engine_joins_no_transaction(tmp_path: Path) -> None:
    engine = engine_in(tmp_path)
    engine.close()
    database = create_engine(address(tmp_path))
    with (
        database.connect() as connection,
        pytest.raises(BanfaError, match="已经关闭"),
        engine.transaction(connection),
    ):
        pass


def test_an_organisation_that_is_not_there_is_said_when_it_is_opened(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"没有文件 .*none"):
        Engine.open(address(tmp_path), org=tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_organisation_is_said_when_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "org.yaml").write_text("people: [", "utf-8")
    with pytest.raises(DefinitionError, match=r"org\.yaml"):
        Engine.open(address(tmp_path), org=tmp_path / "org.yaml")
    assert not (tmp_path / "cases.db").exists()


def test_a_page_begins_after_the_last_case_of_the_page_before(tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        for _ in range(5):
            engine.start("seal-use", actor="ann", data={"purpose": "合同", "pages": 1})
        every = engine.cases()
        for asked in ({}, {"state": "asked"}, {"unit": "east", "process": "seal-use"}, {"pages": 1}):
            first = engine.cases(limit=2, **asked)  # type: ignore[arg-type]
            rest = engine.cases(after=first[-1]["case"], **asked)  # type: ignore[arg-type]
            assert first + rest == every
        for limit in (0, -1, True, "2"):
            with pytest.raises(InvalidInput, match="正整数"):
                engine.cases(limit=limit)  # type: ignore[arg-type]


def test_copies_are_shown_to_those_whom_the_case_concerns(tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        case = engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id
        assert engine.copies(case, actor="ann") == engine.copies(case) != []
        with pytest.raises(BanfaError):
            engine.copies(case, actor="guest")
