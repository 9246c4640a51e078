"""The scenarios of the regulation notice when a rule is taken away or changed.

A fixed slice of `benchmarks/mutation.py`, which tries every mutant.
"""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def mutation(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The benchmark, which stands beside the package."""
    monkeypatch.syspath_prepend(root / "benchmarks")
    import mutation

    return mutation


@pytest.fixture
def every(mutation: Any) -> list[Any]:
    return list(mutation.mutants(mutation.without_reasons(mutation.read_regulation(mutation.FOLDER))))


def test_every_mutant_has_a_name_of_its_own(every: list[Any]) -> None:
    names = [mutant.name for mutant in every]
    assert len(set(names)) == len(names) > 1000


def test_every_step_has_a_mutant_of_whom_it_is_by(mutation: Any, every: list[Any]) -> None:
    regulation = mutation.read_regulation(mutation.FOLDER)
    steps = {step for sections in regulation.values() for step in sections["transitions"]}
    assert {step for mutant in every if mutant.kind == "by" for step in mutant.steps} == steps


@pytest.mark.slow
def test_what_is_taken_away_or_changed_makes_a_scenario_fail(mutation: Any, every: list[Any]) -> None:
    strength = mutation.Strength()
    found = [strength.verdict(mutant) for mutant in mutation.sliced(every)]
    report = mutation.report(found, whole=False)
    assert report["survivors unexplained"] == []
    assert report["wrong explanations"] == []
    assert report["killed by a scenario"] > len(found) * 3 / 4
