"""`banfa init`: what it writes is a sound beginning."""

from pathlib import Path

import pytest

from banfa.errors import BanfaError
from banfa.language import org_from, process_from, scenarios_from
from banfa.language.init import init_files
from banfa.scenarios import run_paths


def test_the_first_process_has_no_finding() -> None:
    files = {name: text.encode() for name, text in init_files("travel-costs").items()}
    process, problems = process_from(files)
    assert problems == ()
    assert process is not None and process.id == "travel-costs" and process.not_yet_run == ()
    assert process.english("states.applied.title", "待批准") == "awaiting approval"


def test_its_organisation_and_scenario_fit_it() -> None:
    files = init_files("a")
    org, org_problems = org_from(files["org.yaml"].encode())
    scenarios, problems = scenarios_from(files["scenarios/first.yaml"].encode())
    assert org_problems == () and problems == ()
    process = process_from({"process.yaml": files["process.yaml"].encode()})[0]
    assert org is not None and process is not None
    assert {role for person in org.model.people.values() for role in person.roles} == set(process.roles)
    assert {row.do for row in scenarios[0].model.steps} == set(process.steps)


def test_its_scenario_passes(tmp_path: Path) -> None:
    for name, text in init_files("a").items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run_paths([tmp_path]).exit_code == 0


@pytest.mark.parametrize("name", ["", "Travel", "1st", "差旅", "a b", "../a", "a/b"])
def test_an_id_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(BanfaError, match="编号"):
        init_files(name)
