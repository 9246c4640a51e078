"""`check`, `scenario`, `articles`, `schema`, `init`: the process owner's commands and their exit codes."""

from pathlib import Path

import orjson
import pytest

from tests.cli.conftest import PROCESS, Banfa

SCENARIO = """\
scenario: 申请到批准
org: ../../../people.yaml
steps:
  - {by: ann, do: apply, with: {purpose: 合同, pages: 3}, now: asked}
  - {by: boss, do: grant, with: {keeper: vault}, now: STATE}
"""


@pytest.fixture
def process(seal: Path) -> Path:
    return seal / PROCESS


def broken(process: Path) -> None:
    file = process / "process.yaml"
    file.write_text(file.read_text("utf-8").replace("when: [few_pages]", "when: [few_page]"), "utf-8")


def test_a_clean_process_is_counted(process: Path, banfa: Banfa) -> None:
    said = banfa("check", PROCESS)
    assert said.code == 0
    assert "3 个状态，5 个步骤，2 条中 2 条有落实；0 处错误" in said.out


def test_a_clean_process_is_counted_as_json(process: Path, banfa: Banfa) -> None:
    report = banfa("check", PROCESS, "--format", "json").json
    assert report["summary"] == {
        "states": 3,
        "transitions": 5,
        "articles": {"total": 2, "mapped": 2, "enforced": 2, "declared": 0, "external": 0},
    }
    assert not [found for found in report["findings"] if found["severity"] == "error"]


def test_a_finding_has_place_element_and_fix(process: Path, banfa: Banfa) -> None:
    broken(process)
    said = banfa("check", PROCESS)
    assert said.code == 1
    assert "process.yaml:" in said.out
    assert "→" in said.out
    (finding,) = [
        f for f in banfa("check", PROCESS, "--format", "json").json["findings"] if f["severity"] == "error"
    ]
    assert set(finding) == {
        "code",
        "severity",
        "file",
        "line",
        "column",
        "element",
        "articles",
        "message",
        "fix",
    }
    assert "few_pages" in finding["fix"]["zh"]


def test_a_file_that_cannot_be_parsed_is_a_finding(process: Path, banfa: Banfa) -> None:
    (process / "process.yaml").write_bytes("title: 用章".encode("gbk"))
    said = banfa("check", PROCESS)
    assert said.code == 1
    assert "GBK" in said.out or "UTF-8" in said.out


def test_a_path_that_is_not_there_is_bad_input(banfa: Banfa) -> None:
    said = banfa("check", "no/such/folder")
    assert said.code == 2
    assert "no/such/folder" in said.err


def test_the_shipped_process_is_found_by_its_id(banfa: Banfa) -> None:
    said = banfa("check", "customer-complaint", "--format", "json")
    assert said.code == 0
    assert said.json["summary"]["articles"]["total"] == 19


@pytest.mark.parametrize(("state", "code"), [("granted", 0), ("done", 1)])
def test_scenarios_are_played(process: Path, banfa: Banfa, state: str, code: int) -> None:
    (process / "scenarios").mkdir()
    (process / "scenarios" / "first.yaml").write_text(SCENARIO.replace("STATE", state), "utf-8")
    said = banfa("scenario", PROCESS)
    assert said.code == code
    assert ("✓" if code == 0 else "✗") in said.out
    shown = banfa("scenario", PROCESS, "--json", "--coverage").json
    assert shown["summary"] == {"passed": 1 - code, "failed": code, "error": 0}
    assert shown["coverage"]["seal-use"]["measures"]


def test_no_scenario_is_not_as_expected_and_no_path_cannot_run(process: Path, banfa: Banfa) -> None:
    assert banfa("scenario", PROCESS).code == 1
    assert banfa("scenario", "nowhere").code == 2


def test_articles_are_reported(process: Path, banfa: Banfa) -> None:
    said = banfa("articles", PROCESS)
    assert said.code == 0
    assert "第2条" in said.out
    report = banfa("articles", PROCESS, "--json").json
    assert [article["article"] for article in report["articles"]] == [1, 2]


def test_choices_are_listed(banfa: Banfa) -> None:
    said = banfa("articles", "customer-complaint", "--origin", "chosen")
    assert said.code == 0
    assert "共" in said.out
    assert banfa("articles", "customer-complaint", "--origin", "chosen", "--json").json["choices"]


def test_another_text_than_the_one_named_is_told(process: Path, banfa: Banfa) -> None:
    Path("law.txt").write_text("第一条 用章要申请。", "utf-8")
    assert banfa("articles", PROCESS, "--source", "law.txt").code == 1
    assert banfa("articles", PROCESS, "--source", "no.txt").code == 2


@pytest.mark.parametrize("kind", ["process", "org", "scenario", "texts"])
def test_a_schema_is_printed(banfa: Banfa, kind: str) -> None:
    said = banfa("schema", kind)
    assert said.code == 0
    assert orjson.loads(said.out)["$schema"].endswith("draft-07/schema#")


def test_init_writes_a_process_that_passes_and_overwrites_nothing(seal: Path, banfa: Banfa) -> None:
    assert banfa("init", "new-one").code == 0
    assert (banfa("check", "new-one").code, banfa("scenario", "new-one").code) == (0, 0)
    file = seal / "new-one" / "process.yaml"
    before = file.read_bytes()
    again = banfa("init", "new-one")
    assert (again.code, file.read_bytes()) == (2, before)
    assert banfa("init", "Bad Id").code == 2


def test_a_mistake_in_the_organisation_beside_the_process_is_found(process: Path, banfa: Banfa) -> None:
    (process / "org.yaml").write_text(
        "org: ours\nunits: {}\npeople:\n  ann: {roles: {askr: company}}\n", "utf-8"
    )
    said = banfa("check", PROCESS)
    assert said.code == 1
    assert "org.yaml:4:" in said.out


def test_a_file_in_place_of_a_folder_is_said_so(process: Path, banfa: Banfa) -> None:
    said = banfa("check", f"{PROCESS}/process.yaml")
    assert said.code == 2
    assert f"不是文件夹；要写办法的文件夹：{PROCESS}" in said.err
