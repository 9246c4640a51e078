"""A name that nothing has is answered with the nearest one, in both languages."""

import pytest

from banfa.engine import Engine
from tests.cli.conftest import ORG, PROCESS, Banfa, Said

NUMBER = "YZ-2026-001"
BAD_INPUT = (
    (("case", "show", "YZ-2026-01"), "YZ-2026-001"),
    (("case", "list", "--state", "askd"), "asked"),
    (("case", "list", "--waits-for", "aprover"), "approver"),
    (("case", "list", "--process", "seal-us"), "seal-use"),
    (("case", "list", "--field", "page=3"), "pages"),
    (("case", "allowed", NUMBER, "--as", "ann", "--role", "aplicant"), "applicant"),
    (("case", "explain", NUMBER, "grand", "--as", "ann"), "grant"),
    (("case", "fire", NUMBER, "grant", "--as", "boss", "--role", "aprover"), "approver"),
    (("case", "fire", NUMBER, "grant", "--as", "boss", "--data", '{"keepr": "vault"}'), "keeper"),
    (
        ("case", "start", PROCESS, "--as", "ann", "--data", '{"purpose": "x", "kinds": ["contrct"]}'),
        "contract",
    ),
    (("case", "start", PROCESS, "--as", "ann", "--step", "aply"), "apply"),
    (("case", "start", PROCESS, "--as", "ann", "--step", "grant"), "apply"),
)


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("words", "near"), BAD_INPUT, ids=str)
def test_the_nearest_name_is_given(banfa: Banfa, words: tuple[str, ...], near: str, lang: str) -> None:
    said = banfa("--lang", lang, *words, *ORG)
    assert (said.code, said.out) == (2, "")
    assert near in said.err


def test_a_step_that_opens_no_case_is_said_to_be_none(seal: object, banfa: Banfa) -> None:
    said = banfa("case", "start", PROCESS, *ORG, "--as", "ann", "--step", "grant", "--data", '{"colour": 1}')
    assert said.err == "step: “批准”（grant）不能立案，它在案件立了以后办；立案用：apply\n"


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    "words", [("fire", NUMBER, "grant"), ("allowed", NUMBER), ("explain", NUMBER, "grant")]
)
def test_a_person_whom_the_organisation_lacks_is_named_with_the_nearest(
    banfa: Banfa, words: tuple[str, ...]
) -> None:
    assert "组织里没有 bosss；是否指 boss？" in banfa("case", *words, *ORG, "--as", "bosss").out
    assert "do you mean boss?" in banfa("--lang", "en", "case", *words, *ORG, "--as", "bosss").out
    assert "组织里没有" not in banfa("case", *words, *ORG, "--as", "guest").out


def test_a_list_without_cases_of_a_known_state_is_empty(started: Said, banfa: Banfa) -> None:
    assert banfa("case", "list", *ORG, "--state", "done") == (0, "没有案件\n", "")


def test_a_page_of_cases_is_looked_up(started: Said) -> None:
    with Engine.open("sqlite:///cases.db", create=False) as engine:
        assert [one["number"] for one in engine.cases(limit=1)] == [NUMBER]
