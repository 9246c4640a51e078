from pathlib import Path

import orjson

from banfa.language.problems import Place, Problem
from banfa.scenarios.results import RunResult, as_json, as_text
from banfa.texts import Text
from tests.scenarios.small import ASK, run

FILES = {
    "a": f"scenario: 好\nsteps:\n  - {ASK}\n",
    "b": f"scenario: 坏\nsteps:\n  - {ASK}\n  - {{by: lib.a, do: submit, now: review}}\n",
    "c": "scenario: 错\nsteps:\n  - {by: r.a, do: aks, now: asked}\n",
}


def test_the_text_says_what_differs_where_and_why_in_both_languages(tmp_path: Path) -> None:
    result = run(tmp_path / "p", **FILES)
    zh, en = as_text(result, "zh"), as_text(result, "en")
    assert "✓ 好 (scenarios/a.yaml:1)" in zh
    assert "scenarios/b.yaml:4 lib.a 办 submit（送审）" in zh
    assert "结果：期望 办成，实际 被拒绝：role（不该由他办）" in zh
    assert "result: expected to be accepted, found refused: role (not for this person)" in en
    assert "没有名为 aks 的步骤" in zh and "→ 改为 ask" in zh
    assert zh.endswith("3 个场景：1 个如预期，1 个不符，1 个无法运行\n")
    assert en.endswith("3 scenarios: 1 as expected, 1 not, 1 could not run\n")


def test_only_what_differs_is_told_if_so_wished(tmp_path: Path) -> None:
    assert "好" not in as_text(run(tmp_path / "p", **FILES), "zh", passed=False)


def test_no_scenario_is_said(tmp_path: Path) -> None:
    assert as_text(run(tmp_path / "p"), "zh") == "没有找到场景\n"


def test_the_json_is_plain_and_counts(tmp_path: Path) -> None:
    plain = orjson.loads(orjson.dumps(as_json(run(tmp_path / "p", **FILES))))
    assert plain["summary"] == {"passed": 1, "failed": 1, "error": 1}
    assert [s["status"] for s in plain["scenarios"]] == ["passed", "failed", "error"]
    (difference,) = plain["scenarios"][1]["differences"]
    assert (difference["file"], difference["line"]) == ("scenarios/b.yaml", 4)
    assert plain["scenarios"][2]["problems"][0]["code"] == "B290"


def test_scenarios_that_a_mistake_kept_from_being_played_are_not_called_missing() -> None:
    mistake = Problem("B201", "error", Text("没有", "none"), None, Place("process.yaml", 3, 7))
    said = as_text(RunResult((), (mistake,)), "zh")
    assert said.startswith("process.yaml:3:7 没有")
    assert said.endswith("场景没有跑：先改好上面的错\n")
