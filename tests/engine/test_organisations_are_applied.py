"""`apply_organisation`: authorised, recorded, and with its digest in each decision."""

import sqlite3
from pathlib import Path

import orjson
import pytest

from banfa import BanfaError, Engine, InvalidInput, Refused
from tests.engine.tiny import ORG, Hand, write

ADMINS = ORG.replace("guest: {}", "guest: {}\n  chief: {admin: true}")
SMALLER = ADMINS.replace("  ann: {roles: {applicant: east}}\n", "")
APPLY = {"actor": "ann", "data": {"purpose": "合同"}}


def opened(folder: Path, org: Path | None = None) -> Engine:
    processes, _ = write(folder)
    return Engine.open(f"sqlite:///{folder / 'cases.db'}", processes, org, Hand())


def file(folder: Path, content: str, name: str = "new.yaml") -> Path:
    (folder / name).write_text(content, "utf-8")
    return folder / name


def test_without_one_a_process_of_ones_own_does_not_run_and_with_one_it_does(tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        with pytest.raises(BanfaError, match="org apply"):
            engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
        engine.apply_organisation(file(tmp_path, ADMINS), actor="anybody")
        case = engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
        assert engine.show(case.id)["organisation"] == "applied"
    with opened(tmp_path) as engine:
        assert engine.fire(case.id, "add_note", actor="ann", data={"why": "急"}).version == 2


def test_only_an_admin_of_the_one_that_holds_applies_the_next(tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        engine.apply_organisation(file(tmp_path, ADMINS), actor="anybody")
        for person in ("anybody", "ann", "boss"):
            with pytest.raises(Refused) as refused:
                engine.apply_organisation(file(tmp_path, SMALLER), actor=person)
            assert refused.value.refusal.failed[0].guard == "banfa.admin"
        engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
        engine.apply_organisation(file(tmp_path, SMALLER), actor="chief")
        with pytest.raises(Refused):
            engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
        assert [(one.n, one.actor) for one in engine.organisations()] == [(1, "anybody"), (2, "chief")]


def test_each_decision_notes_the_digest_of_its_organisation(tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        first = engine.apply_organisation(file(tmp_path, ADMINS), actor="chief").applied.digest
        case = engine.start("seal-use", **APPLY).id  # type: ignore[arg-type]
        more = ADMINS.replace("guest: {}", "guest: {kinds: []}\n  ben: {roles: {applicant: east}}")
        second = engine.apply_organisation(file(tmp_path, more), actor="chief").applied.digest
        engine.fire(case, "add_note", actor="ben", data={"why": "急"})
    with sqlite3.connect(tmp_path / "cases.db") as connection:
        noted = [
            orjson.loads(row[0]) for row in connection.execute("SELECT noted FROM banfa_events ORDER BY n")
        ]
    assert [one["organisation"] for one in noted] == [first, second] and first != second


def test_the_same_organisation_again_is_no_new_one(tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        for _ in range(2):
            engine.apply_organisation(file(tmp_path, ADMINS), actor="chief")
        assert len(engine.organisations()) == 1


def test_one_without_an_admin_is_warned_of(tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        holding = engine.apply_organisation(file(tmp_path, ORG), actor="chief")
        assert [one.code for one in holding.warnings] == ["banfa.no_admin"]


def test_a_file_that_is_given_serves_in_place_of_the_one_applied(tmp_path: Path) -> None:
    with opened(tmp_path, file(tmp_path, ORG, "given.yaml")) as engine:
        engine.apply_organisation(file(tmp_path, SMALLER), actor="chief")
        case = engine.start("seal-use", **APPLY).id  # type: ignore[arg-type]
        assert engine.show(case)["organisation"] == "given"


@pytest.mark.parametrize("content", ["org: [", "units: {}\n", "org: small\npeople: {ann: {admn: true}}\n"])
def test_a_file_that_is_no_organisation_changes_nothing(tmp_path: Path, content: str) -> None:
    with opened(tmp_path) as engine:
        with pytest.raises(BanfaError):
            engine.apply_organisation(file(tmp_path, content), actor="chief")
        assert engine.organisations() == ()


def test_a_file_beyond_all_measure_is_bad_input(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as opened_file:
        opened_file.truncate(100 * 1024 * 1024)
    with opened(tmp_path) as engine, pytest.raises(InvalidInput, match="太大"):
        engine.apply_organisation(huge, actor="chief")


def warned(folder: Path, content: str) -> dict[str, list[str]]:
    with opened(folder) as engine:
        holding = engine.apply_organisation(file(folder, content), actor="chief")
        assert [one.digest for one in engine.organisations()][-1] == holding.applied.digest
        found: dict[str, list[str]] = {}
        for one in holding.warnings:
            found.setdefault(one.code, []).append(one.message.zh)
        return found


def test_one_that_fits_is_applied_without_a_warning(tmp_path: Path) -> None:
    assert warned(tmp_path, ADMINS) == {}


def test_roles_that_no_process_knows_are_warned_of_with_the_nearest_and_applied(tmp_path: Path) -> None:
    slip = ADMINS.replace("can_be: keeper", "can_be: keper").replace(
        "boss: {roles: {app", "boss: {roles: {ap"
    )
    found = warned(tmp_path, slip)
    assert found == {
        "banfa.unknown_role": [
            "没有哪个办法有角色 aprover（people.boss）；是否指 approver？",
            "没有哪个办法有角色 keper（units.vault）；是否指 keeper？",
        ]
    }


def test_units_that_it_does_not_have_are_warned_of_with_the_nearest_and_applied(tmp_path: Path) -> None:
    found = warned(tmp_path, ADMINS.replace("{applicant: east}", "{applicant: esat}"))
    assert found == {"banfa.unknown_unit": ["这个组织里没有单位 esat（people.ann）；是否指 east？"]}


def test_a_role_that_only_a_stored_process_still_has_is_known(tmp_path: Path) -> None:
    with opened(tmp_path) as engine:
        engine.apply_organisation(file(tmp_path, ADMINS), actor="anybody")
        engine.start("seal-use", **APPLY)  # type: ignore[arg-type]
    process = tmp_path / "processes" / "seal-use" / "process.yaml"
    process.write_text("process: [", "utf-8")  # and the folder cannot even be read
    with Engine.open(f"sqlite:///{tmp_path / 'cases.db'}", tmp_path / "processes", clock=Hand()) as engine:
        more = ADMINS.replace("guest: {}", "guest: {}\n  ben: {roles: {applicant: east, nobody: company}}")
        holding = engine.apply_organisation(file(tmp_path, more), actor="chief")
    assert [one.message.en for one in holding.warnings] == ["no process has a role nobody (people.ben)"]


def test_of_roles_for_a_process_that_was_never_seen_nothing_is_said(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    with Engine.open(f"sqlite:///{tmp_path / 'cases.db'}", other, clock=Hand()) as engine:
        assert engine.apply_organisation(file(tmp_path, ADMINS), actor="chief").warnings == ()
