"""The regulations in examples/: each is YAML alone, loads clean, and its scenarios show all of it."""

from pathlib import Path

import pytest

from banfa.check import check_process
from banfa.language.load import load_process
from banfa.scenarios.coverage import coverage_of
from banfa.scenarios.files import run_paths
from banfa.scenarios.results import as_text

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = sorted(folder.parent for folder in EXAMPLES.glob("*/process.yaml"))
SHOWN = ("transitions", "guards_true", "guards_false", "rows", "states")


@pytest.fixture(scope="session", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_it_is_yaml_alone(folder: Path) -> None:
    assert {file.suffix for file in folder.rglob("*") if file.is_file()} <= {".yaml", ".md"}


def test_it_loads_without_any_finding(folder: Path) -> None:
    assert check_process(folder).findings == ()


def test_nothing_in_it_waits_for_a_later_version(folder: Path) -> None:
    assert load_process(folder).not_yet_run == ()


def test_its_scenarios_pass_and_show_every_step_guard_row_and_state(folder: Path) -> None:
    run = run_paths([folder])
    assert run.exit_code == 0, as_text(run, "zh", passed=False)
    coverage = coverage_of(load_process(folder), run.results)
    measures = {measure.id: measure for measure in coverage.measures}
    assert {name: measures[name].unseen for name in SHOWN if measures[name].unseen} == {}


def test_it_states_at_least_three_properties(folder: Path) -> None:
    assert len(load_process(folder).properties) >= 3


def test_every_text_of_it_has_its_english(folder: Path) -> None:
    process = load_process(folder)
    assert sorted(set(process.wording) - set(process.translations)) == []
