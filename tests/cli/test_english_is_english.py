"""With `--lang en` everything that the regulation and banfa say is English, and its grammar right."""

import re
from pathlib import Path

import pytest

from banfa.language import load_process
from banfa.language.process import Process
from banfa.texts import counted
from banfa.views.registry import views
from tests.cli.conftest import ORG, PROCESS, Banfa, Said

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
COMPLAINT = "customer-complaint"
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [
    ROOT / "processes" / COMPLAINT,
    *sorted(f.parent for f in (ROOT / "examples").glob("*/process.yaml")),
]


def in_chinese(text: str) -> list[str]:
    """The lines that have a Chinese sign."""
    return [line for line in text.splitlines() if CHINESE.search(line)]


@pytest.mark.parametrize(
    "origin", [(), ("--origin", "chosen"), ("--origin", "inferred"), ("--origin", "articles")]
)
def test_the_report_on_articles_is_wholly_english(banfa: Banfa, origin: tuple[str, ...]) -> None:
    said = banfa("--lang", "en", "articles", COMPLAINT, *origin)
    assert said.code == 0 and said.out and in_chinese(said.out) == []


@pytest.mark.parametrize("name", sorted(views()))
def test_every_view_is_wholly_english(banfa: Banfa, name: str) -> None:
    said = banfa("--lang", "en", "view", COMPLAINT, name)
    assert said.code == 0 and said.out and in_chinese(said.out) == []


def test_the_result_of_a_check_is_english(banfa: Banfa) -> None:
    assert in_chinese(banfa("--lang", "en", "check", COMPLAINT).out) == []


def test_of_scenarios_only_their_names_are_the_owners(banfa: Banfa) -> None:
    said = banfa("--lang", "en", "scenario", COMPLAINT)
    assert [line for line in in_chinese(said.out) if not line.startswith("✓ ")] == []


@pytest.mark.parametrize("words", [("history",), ("copies",), ("allowed", *ORG, "--as", "boss")])
def test_what_is_said_of_a_case_uses_no_chinese_signs(
    started: Said, banfa: Banfa, words: tuple[str, ...]
) -> None:
    name, *rest = words
    said = banfa("--lang", "en", "case", name, "YZ-2026-001", *rest)
    assert said.code == 0 and not re.search("[〔〕，、；：（）《》]", said.out)


def test_a_refusal_cites_in_english_brackets(started: Said, banfa: Banfa) -> None:
    said = banfa("--lang", "en", "case", "start", PROCESS, *ORG, "--as", "boss")
    assert said.code == 3 and not re.search("[〔〕，、；：（）]", said.err)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_text_of_a_shipped_regulation_is_translated(folder: Path) -> None:
    whole = load_process(folder)
    for process in (whole, *whole.parts.values()):
        assert [key for key in process.wording if key not in process.translations] == []


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_reason_is_a_text_under_the_key_of_its_element(folder: Path) -> None:
    whole = load_process(folder)
    for process in (whole, *whole.parts.values()):
        for origin in _origins(process):
            for kind in ("chosen", "inferred"):
                for part, said in getattr(origin, kind).items():
                    key = ".".join(filter(None, (origin.at, kind, part)))
                    assert process.wording[key] == said
                    assert process.reason(origin, kind, part) == (said, process.translations[key])


def _origins(process: Process) -> list[object]:
    from banfa.scenarios.elements import elements_of

    return [element.origin for element in elements_of(process) if not element.process]


@pytest.mark.parametrize(("number", "told"), [(0, "0 errors"), (1, "1 error"), (2, "2 errors")])
def test_one_thing_is_counted_in_the_singular(number: int, told: str) -> None:
    assert counted(number, "error") == told


def test_an_irregular_plural_is_given() -> None:
    assert [counted(n, "copy", "copies") for n in (1, 2)] == ["1 copy", "2 copies"]
