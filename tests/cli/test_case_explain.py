"""`banfa case explain`: an answer that a colleague would give."""

import pytest

from tests.cli.conftest import ORG, Banfa
from tests.engine.tiny import Hand

NUMBER = "YZ-2026-001"


@pytest.fixture(autouse=True)
def _this_year(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr("banfa.engine._now", Hand())
    request.getfixturevalue("started")


def test_it_says_what_is_missing_and_what_to_do(banfa: Banfa) -> None:
    said = banfa("case", "explain", NUMBER, "grant", *ORG, "--as", "boss")
    assert (said.code, said.out.splitlines()) == (
        0,
        [
            "现在还不行。“批准”还缺资料〔第1条〕。",
            "还缺：保管部门（keeper）",
            "怎样才能办：",
            "  1. 在这一步填写“保管部门”：由批准人填",
        ],
    )


def test_it_says_so_in_english_too(banfa: Banfa) -> None:
    said = banfa("--lang", "en", "case", "explain", NUMBER, "finish", *ORG, "--as", "ann")
    assert said.out.splitlines() == [
        "Not now: finish. The case is not there yet (Art. 1).",
        "The way forward:",
        "  1. first do grant (by approver)",
    ]


def test_it_says_yes(banfa: Banfa) -> None:
    data = ("--data", '{"keeper": "vault"}')
    said = banfa("case", "explain", NUMBER, "grant", *ORG, "--as", "boss", *data)
    assert said.out == "可以。boss 现在就能办“批准”〔第1条〕。\n"


def test_it_tells_a_stranger_nothing(banfa: Banfa) -> None:
    said = banfa("case", "explain", NUMBER, "grant", *ORG, "--as", "guest")
    assert said.out.splitlines() == [
        "现在还不行。“批准”不该由 guest 办。",
        "此人与本案无关，或案件不在其手中。",
    ]


def test_as_json_it_is_one_object(banfa: Banfa) -> None:
    data = ("--data", '{"pages": 500, "keeper": "vault"}')
    found = banfa("case", "explain", NUMBER, "grant", *ORG, "--as", "boss", *data, "--json").json["explain"]
    assert (found["transition"], found["status"], found["because"]) == ("grant", "blocked", "guard")
    assert found["failed"][0]["values"] == {"pages": 500}


def test_an_unknown_step_is_bad_input_that_names_the_nearest(banfa: Banfa) -> None:
    said = banfa("case", "explain", NUMBER, "grnt", *ORG, "--as", "boss")
    assert said.code == 2
    assert "grant" in said.err
