"""Definitions are found by id and version; one version has one meaning."""

from pathlib import Path

import pytest

from banfa import BanfaError, Engine, UnknownProcess
from tests.engine.tiny import PROCESS, Hand, engine_in, write

STRICTER = PROCESS.replace("case.pages <= 100", "case.pages <= 10")
APPLY = {"actor": "ann", "data": {"purpose": "合同"}}


def beside(folder: Path, name: str, process: str) -> Engine:
    """An engine on two folders: `seal-use` as usual, and another."""
    processes, people = write(folder)
    (processes / name).mkdir()
    (processes / name / "process.yaml").write_text(process, "utf-8")
    return Engine.in_memory(processes, people, Hand())


def test_two_folders_with_one_version_and_two_meanings_are_an_error_that_names_both(tmp_path: Path) -> None:
    with beside(tmp_path, "zz", STRICTER) as engine, pytest.raises(BanfaError, match="seal-use、zz"):
        engine.start("seal-use", **APPLY)  # type: ignore[arg-type]


def test_two_folders_with_one_meaning_are_one_process(tmp_path: Path) -> None:
    with beside(tmp_path, "zz", PROCESS.replace("title: 用章\n", "title: 盖章\n")) as engine:
        assert engine.start("seal-use", **APPLY).number == "YZ-2026-001"  # type: ignore[arg-type]


def test_of_two_versions_the_latest_is_meant_unless_one_is_said(tmp_path: Path) -> None:
    with beside(tmp_path, "aa", STRICTER.replace("version: 1.0.0", "version: 1.10.0")) as engine:
        latest = engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
        first = engine.start("seal-use", version="1.0.0", **APPLY)  # type: ignore[arg-type]
        assert [engine.process_of(case.id).version for case in (latest, first)] == ["1.10.0", "1.0.0"]
        assert first.number == "YZ-2026-002"
        with pytest.raises(UnknownProcess, match=r"1\.10\.0"):
            engine.start("seal-use", version="2.0.0", **APPLY)  # type: ignore[arg-type]


def test_a_folder_that_changed_its_meaning_within_a_version_starts_cases_with_a_warning(
    tmp_path: Path,
) -> None:
    with engine_in(tmp_path) as engine:
        assert engine.start("seal-use", **APPLY).warnings == ()  # type: ignore[arg-type]
    write(tmp_path, STRICTER)
    url = f"sqlite:///{tmp_path / 'cases.db'}"
    with Engine.open(url, tmp_path / "processes", tmp_path / "people.yaml", Hand()) as engine:
        case = engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
        assert [one.code for one in case.warnings] == ["banfa.changed_definition"]
        assert case.number == "YZ-2026-002"
