from pathlib import Path

import pytest

from banfa.scenarios import run_paths
from banfa.scenarios.files import scenario_files
from tests.scenarios.small import ASK, folder, run

GOOD = f"scenario: 好\nsteps:\n  - {ASK}\n"
BAD = f"scenario: 坏\nsteps:\n  - {ASK.replace('now: asked', 'now: lent')}\n"


def test_a_process_folder_plays_its_scenarios_file_by_file(tmp_path: Path) -> None:
    result = run(tmp_path / "p", b=BAD, a=GOOD + "---\n" + GOOD)
    assert [(r.scenario.place.file, r.status) for r in result.results] == [
        ("scenarios/a.yaml", "passed"),
        ("scenarios/a.yaml", "passed"),
        ("scenarios/b.yaml", "failed"),
    ]
    assert result.exit_code == 1


def test_all_as_expected_ends_well(tmp_path: Path) -> None:
    assert run(tmp_path / "p", a=GOOD).exit_code == 0


def test_none_found_is_not_as_expected(tmp_path: Path) -> None:
    assert run(tmp_path / "p").exit_code == 1


def test_a_file_a_folder_of_scenarios_and_a_folder_of_processes_are_paths_too(tmp_path: Path) -> None:
    at = folder(tmp_path / "all" / "p", a=GOOD, b=GOOD)
    assert len(run_paths([at / "scenarios" / "a.yaml"]).results) == 1
    assert len(run_paths([at / "scenarios"]).results) == 2
    assert len(run_paths([tmp_path / "all"]).results) == 2
    assert len(run_paths([at, at / "scenarios" / "a.yaml"]).results) == 3


def test_sections_and_organisations_are_no_scenarios(tmp_path: Path) -> None:
    at = folder(tmp_path / "p", a=GOOD)
    assert [file.name for file in scenario_files(at)] == ["a.yaml"]


def test_scenarios_of_a_part_are_counted_in(tmp_path: Path) -> None:
    at = folder(tmp_path / "p", a=GOOD)
    part = at / "notes"
    (part / "scenarios").mkdir(parents=True)
    text = """
banfa: 1
process: notes
title: 读书笔记
part_of: lending
version: 1.0.0
fields: {note: {type: text, title: 笔记, chosen: 另一类案件}}
states: {kept: {title: 已存, end: final}}
transitions: {keep: {title: 存, from: start, to: kept, by: reader, input: [note], articles: [1], chosen: 试}}
"""
    (part / "process.yaml").write_text(text, encoding="utf-8")
    row = "{by: r.a, do: keep, with: {note: 好书}, now: kept}"
    (part / "scenarios" / "n.yaml").write_text(f"scenario: 笔记\nsteps:\n  - {row}\n", encoding="utf-8")
    here = f"scenario: 点名\nprocess: notes\nsteps:\n  - {row}\n"
    (at / "scenarios" / "z.yaml").write_text(here, encoding="utf-8")
    result = run_paths([at])
    assert result.exit_code == 0, result
    assert sorted((r.process.id, r.scenario.place.file) for r in result.results) == [
        ("lending", "scenarios/a.yaml"),
        ("notes", "notes/scenarios/n.yaml"),
        ("notes", "scenarios/z.yaml"),
    ]


def test_a_scenario_may_name_another_organisation(tmp_path: Path) -> None:
    at = folder(tmp_path / "p", a=GOOD.replace("steps:", "org: few.yaml\nsteps:"))
    few = "org: few\nunits: {class_9: {is: reader}}\npeople: {r.a: {roles: {reader: class_9}}}\n"
    (at / "scenarios" / "few.yaml").write_text(few, encoding="utf-8")
    played = run_paths([at / "scenarios" / "a.yaml"]).results[0]
    assert played.case is not None and played.case.home == "class_9"


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("scenarios/a.yaml", "scenario: [\n", None),
        ("scenarios/a.yaml", "scenario: x\nsteps: []\n", None),
        ("scenarios/a.yaml", "scenario: x\nstepps:\n  - {by: a}\n", "B151"),
        ("scenarios/a.yaml", GOOD.replace("steps:", "org: none.yaml\nsteps:"), "B296"),
        ("scenarios/a.yaml", GOOD.replace("steps:", "process: nothing\nsteps:"), "B290"),
        ("org.yaml", "org: library\npeople: {r.a: {roles: {reeder: company}}}\n", "B601"),
        ("process.yaml", "banfa: 1\nprocess: x\nstates: {a: {titel: x}}\n", "B151"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_no_traceback(
    tmp_path: Path, file: str, content: str, code: str | None
) -> None:
    at = folder(tmp_path / "p", a=GOOD, b=GOOD)
    (at / file).write_text(content, encoding="utf-8")
    result = run_paths([at])
    assert result.exit_code == 2
    assert result.problems and (code is None or code in {p.code for p in result.problems})
    assert len(result.problems) == len(set(result.problems))


def test_a_path_that_is_not_there_could_not_run(tmp_path: Path) -> None:
    result = run_paths([tmp_path / "nothing"])
    assert (result.exit_code, [p.code for p in result.problems]) == (2, ["B298"])


def test_a_scenario_outside_any_process_could_not_run(tmp_path: Path) -> None:
    (tmp_path / "lonely.yaml").write_text(GOOD, encoding="utf-8")
    result = run_paths([tmp_path / "lonely.yaml"])
    assert (result.exit_code, [p.code for p in result.problems]) == (2, ["B297"])
