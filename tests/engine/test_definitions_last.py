"""Open cases run on the definition they began with, whatever becomes of its folder."""

import shutil
from pathlib import Path

import pytest

from banfa import Engine, Refused
from tests.engine.tiny import PROCESS, Hand, engine_in, write

STRICTER = PROCESS.replace("case.pages <= 100", "case.pages <= 10")


def reopened(folder: Path) -> Engine:
    return Engine.open(
        f"sqlite:///{folder / 'cases.db'}", folder / "processes", folder / "people.yaml", Hand()
    )


def test_an_open_case_runs_on_its_own_definition_and_a_new_one_on_the_new(tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        old = engine.start("seal-use", actor="ann", data={"purpose": "旧", "pages": 50}).id
    write(tmp_path, STRICTER)
    with reopened(tmp_path) as engine:
        new = engine.start("seal-use", actor="ann", data={"purpose": "新", "pages": 50}).id
        with pytest.raises(Refused):
            engine.fire(new, "grant", actor="boss", data={"keeper": "vault"})
        assert engine.fire(old, "grant", actor="boss", data={"keeper": "vault"}).state == "granted"
        assert engine.show(old)["meaning"] != engine.show(new)["meaning"]


def test_a_case_runs_on_though_its_folder_is_gone(tmp_path: Path) -> None:
    with engine_in(tmp_path) as engine:
        case = engine.start("seal-use", actor="ann", data={"purpose": "旧", "pages": 50}).id
    shutil.rmtree(tmp_path / "processes")
    with reopened(tmp_path) as engine:
        assert engine.fire(case, "grant", actor="boss", data={"keeper": "vault"}).state == "granted"
        assert engine.process_of(case).title == "用章"
