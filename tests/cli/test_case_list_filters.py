"""`banfa case list` finds the cases asked for."""

import pytest

from tests.cli.conftest import ORG, Banfa
from tests.engine.tiny import Hand


@pytest.fixture(autouse=True)
def _this_year(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr("banfa.engine._now", Hand())
    request.getfixturevalue("started")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 1),
        (("--waits-for", "approver"), 1),
        (("--waits-for", "applicant"), 0),
        (("--unit", "east", "--number", "YZ-2026-001"), 1),
        (("--field", "pages=3", "--field", "purpose=合同"), 1),
        (("--field", "pages=4"), 0),
    ],
)
def test_options_narrow_the_list(banfa: Banfa, words: tuple[str, ...], count: int) -> None:
    assert len(banfa("case", "list", *ORG, *words, "--json").json["cases"]) == count


@pytest.mark.parametrize("said", ["pages", "=3", "state=asked", "page=3", "pages=many"])
def test_a_field_that_makes_no_sense_is_bad_input(banfa: Banfa, said: str) -> None:
    assert banfa("case", "list", *ORG, "--field", said).code == 2
