"""What random input brought to light, once each."""

from __future__ import annotations

import pytest

from banfa.kernel import Case, Command, Grant, Invalid, decide
from banfa.kernel.form import MOST_PROBLEMS
from banfa.language import org_from, process_from
from banfa.language.formatting import format_text
from banfa.language.problems import MOST_ERRORS, Place, Problem
from banfa.texts import Text
from tests.language.written_processes import SOUND, sound, varied


@pytest.mark.parametrize("section", ["transitions", "roles", "articles"])
@pytest.mark.parametrize("shape", ['""', "3", "[a]"])
@pytest.mark.parametrize("file", ["a.yaml", "z.yaml"])
def test_a_section_that_is_none_in_one_file_is_reported_though_it_is_one_in_another(
    section: str, shape: str, file: str
) -> None:
    process, problems = process_from({"process.yaml": SOUND.encode(), file: f"{section}: {shape}\n".encode()})
    assert process is None
    assert file in {p.place.file for p in problems if p.place and p.severity == "error"}


def codes(citation: str) -> list[str]:
    text = varied("chief: {title: 主管, articles: [2]}", f"chief: {{title: 主管, articles: [{citation}]}}")
    return [p.code for p in process_from({"process.yaml": text.encode()})[1]]


@pytest.mark.parametrize(
    ("citation", "code"),
    [
        ('"8(25)"', "B502"),
        ('"2(25)"', "B503"),
        ("999999999", "B502"),
        (f'"{"9" * 5_000}"', "B161"),
        ('"8\\n"', "B161"),
    ],
)
def test_a_citation_of_what_cannot_be_is_an_error(citation: str, code: str) -> None:
    assert codes(citation) == [code]


def test_a_thousand_errors_are_listed_and_that_there_are_more() -> None:
    _, problems = org_from("".join(f"k{i}: 1\n" for i in range(5_000)).encode())
    assert len(problems) == MOST_ERRORS + 1
    assert problems[-1].code == "B199"


def test_of_data_nobody_knows_a_hundred_are_listed() -> None:
    data = {f"k{i}": 1 for i in range(5_000)}
    time = "2026-09-28T09:00:00+08:00"
    command = Command("m", "fire", "a", (Grant("clerk", "*"),), time, time, "apply", data=data)
    answer = decide(sound(), Case("c"), command)
    assert isinstance(answer, Invalid)
    assert len(answer.problems) == MOST_PROBLEMS


def test_a_message_shows_the_beginning_and_the_end_of_what_is_too_long() -> None:
    problem = Problem(
        "B156", "error", Text(f"{'长' * 5_000} 不能作编号", "short"), None, Place("f.yaml", 1, 1)
    )
    assert len(problem.message.zh) < 700
    assert problem.message.zh.endswith("不能作编号")
    assert problem.message.en == "short"


@pytest.mark.parametrize("cells", [1, 30])
def test_rows_in_braces_mean_the_same_when_they_are_laid_out(cells: int) -> None:
    row = "{" + ", ".join(f"f{i}: {{at_least: 1}}" for i in range(cells)) + ", then: true}"
    text = f"tables: {{f0: {{gives: int, rows: [{row}, {row}]}}}}\n"
    once = format_text(text, "f.yaml")
    assert once.problems == ()
    assert format_text(once.text, "f.yaml").text == once.text
