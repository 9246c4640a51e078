"""`banfa demo`: a complaint from intake to closing on a real database, twice in a row."""

import shlex
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Banfa, Said


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(here: Path, banfa: Banfa) -> Said:
    return banfa("demo")


def test_the_demo_goes_from_intake_to_closing(told: Said) -> None:
    assert (told.code, told.err) == (0, "")
    for word in ("接诉〔第7条〕", "⇒ 已结案", "第16条④", "退回报告", "（第 2 套）"):
        assert word in told.out
    assert "✗ 不许：提交调查报告，资料不全〔第10条" in told.out
    assert "缺少 防范措施（prevention）：由 受理部门 在这一步填" in told.out


def test_the_demo_ends_with_the_custody_of_the_six_copies(told: Said) -> None:
    table = told.out.partition("各联现在在谁手里")[2].partition("其余文件")[0].strip().splitlines()
    held = {line.split()[2]: line.split()[4] for line in table[1:]}
    assert held == {
        "1": "营业部门（华东营业部）",
        "2": "质量管理部",
        "3": "上级主管部门",
        "4": "质量管理部",
        "5": "受理部门（一车间）",
        "6": "质量管理部上级",
    }


def test_the_commands_to_try_next_work_on_the_database_it_leaves(told: Said, banfa: Banfa) -> None:
    tries = [line for line in told.out.splitlines() if " case " in line][-3:]
    codes = []
    for line in tries:
        words = shlex.split(line, comments=True)
        codes.append(banfa(*words[words.index("case") :]).code)
    assert codes == [0, 0, 0]


def test_the_demo_runs_twice_in_a_row_and_tells_the_same(told: Said, here: Path, banfa: Banfa) -> None:
    again = banfa("demo")
    assert again == told
    assert [
        one["number"] for one in banfa("case", "list", "--db", "demo/cases.db", "--json").json["cases"]
    ] == ["TS-2026-0001"]


def test_nothing_in_the_folder_that_is_not_the_demos_is_touched(told: Said, here: Path, banfa: Banfa) -> None:
    note = here / "demo" / "notes.txt"
    note.write_text("mine", "utf-8")
    assert banfa("demo").code == 0
    assert note.read_text("utf-8") == "mine"


def test_a_database_of_somebody_else_is_not_deleted(here: Path, banfa: Banfa) -> None:
    (here / "demo").mkdir()
    file = here / "demo" / "cases.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE orders (id)")
    before = file.read_bytes()
    said = banfa("demo")
    assert said.code == 2
    assert "没有 banfa 的表" in said.err
    assert file.read_bytes() == before


def test_a_database_with_other_cases_is_not_deleted(told: Said, banfa: Banfa) -> None:
    data = '{"customer": "某公司", "reasons": ["quality_defect"], "intake_form": "来电"}'
    start = (
        "case",
        "start",
        "customer-complaint",
        "--as",
        "sales.a",
        "--data",
        data,
        "--db",
        "demo/cases.db",
    )
    assert banfa(*start).code == 0
    said = banfa("demo")
    assert said.code == 2
    assert "别的案件" in said.err
    assert len(banfa("case", "list", "--db", "demo/cases.db", "--json").json["cases"]) == 2


def test_the_demo_is_told_in_english_too(here: Path, banfa: Banfa) -> None:
    told = banfa("demo", "--lang", "en")
    assert told.code == 0
    assert "Who holds each copy of" in told.out
    assert "Art. 7" in told.out


def test_the_demo_is_a_scenario_that_passes(root: Path) -> None:
    from banfa.language import load_org, load_process, load_scenarios
    from banfa.people import organisation_for
    from banfa.scenarios import run_scenario

    folder = root / "processes" / "customer-complaint"
    process = load_process(folder)
    (story,) = load_scenarios(root / "engine" / "banfa" / "cli" / "demo" / "story.yaml")
    result = run_scenario(process, organisation_for(load_org(folder / "org.yaml"), process), story)
    assert (result.status, result.differences) == ("passed", ())
