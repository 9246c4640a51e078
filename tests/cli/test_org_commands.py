"""`banfa org …`: what it says, and with which exit code."""

from pathlib import Path

from tests.cli.conftest import PROCESS, Banfa
from tests.engine.tiny import ORG


def admins(folder: Path) -> None:
    text = ORG.replace("guest: {}", "guest: {}\n  chief: {admin: true}")
    (folder / "people.yaml").write_text(text, "utf-8")


def test_an_organisation_is_applied_and_cases_run_with_it(seal: Path, banfa: Banfa) -> None:
    admins(seal)
    said = banfa("org", "apply", "people.yaml", "--as", "chief")
    assert said.code == 0 and said.out.startswith("✓ 采用组织 small（第 1 次，")
    start = banfa("case", "start", PROCESS, "--as", "ann", "--data", '{"purpose": "合同"}', "--json")
    assert start.code == 0
    assert banfa("case", "show", start.json["case"], "--json").json["organisation"] == "applied"


def test_a_person_without_authority_is_refused(seal: Path, banfa: Banfa) -> None:
    admins(seal)
    banfa("org", "apply", "people.yaml", "--as", "chief")
    (seal / "people.yaml").write_text(ORG, "utf-8")
    said = banfa("org", "apply", "people.yaml", "--as", "ann")
    assert said.code == 3
    assert said.out.splitlines() == ["✗ 不许：此人不能更换组织", "  · 更换组织由 admin 办：chief"]
    asked = banfa("org", "apply", "people.yaml", "--as", "ann", "--json")
    assert (asked.code, asked.json["refused"]["because"]) == (3, "role")


def test_as_json_it_says_what_holds_and_the_list_who_applied_it(seal: Path, banfa: Banfa) -> None:
    admins(seal)
    applied = banfa("org", "apply", "people.yaml", "--as", "chief", "--json").json["applied"]
    assert (applied["n"], applied["org"], applied["actor"], applied["warnings"]) == (1, "small", "chief", [])
    (listed,) = banfa("org", "list", "--json").json["organisations"]
    assert (listed["digest"], listed["actor"]) == (applied["digest"], "chief")
    assert "chief" in banfa("org", "list").out


def test_a_file_that_is_not_there_or_none_is_bad_input(seal: Path, banfa: Banfa) -> None:
    (seal / "broken.yaml").write_bytes("组织：".encode("gbk"))
    for file in ("none.yaml", "broken.yaml", "."):
        assert banfa("org", "apply", file, "--as", "chief").code == 2
