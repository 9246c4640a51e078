"""The published YAML test suite: what we accept we read as everybody does; the rest is refused at a place."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from banfa.language.yaml import plain
from tests.language.yaml.reading import read_all

# So many cases of the suite are within our subset.
ACCEPTED_AT_LEAST = 12


def cases(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for file in sorted((folder / "yaml").glob("*.yaml")):
        inherited: dict[str, Any] = {}
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            inherited = {**inherited, **case}
            found.append((f"{file.stem}-{number}", inherited))
    return found


def written(text: str) -> str:
    """The suite shows characters that are hard to see by signs."""
    text = re.sub("—*»", "\t", text.replace("␣", " "))
    return text.replace("⇔", "\ufeff").replace("←", "\r").replace("↵", "").replace("∎\n", "")


def documents(text: str | None) -> list[Any]:
    decoder = json.JSONDecoder(parse_float=Decimal)
    found = []
    rest = (text or "").strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        found.append(value)
        rest = rest[end:].strip()
    return found


@pytest.fixture(scope="module")
def suite(shared_data: Path) -> list[tuple[str, dict[str, Any]]]:
    found = cases(shared_data)
    assert len(found) > 50
    return found


@pytest.mark.parametrize("many", [False, True])
def test_each_case_is_read_as_everybody_reads_it_or_refused_at_a_place(
    suite: list[tuple[str, dict[str, Any]]], many: bool
) -> None:
    accepted = []
    for name, case in suite:
        nodes, found = read_all(written(case["yaml"]), many=many)
        errors = [problem for problem in found if problem.severity == "error"]
        assert all(problem.place and problem.fix and problem.message.zh for problem in errors)
        if errors:
            continue
        assert not case.get("fail"), name
        data = [plain(node) for node in nodes]
        assert data == (documents(case.get("json")) or [{}]), name
        accepted.append(name)
    assert len(accepted) >= ACCEPTED_AT_LEAST


def test_what_the_suite_calls_broken_is_never_read_without_an_error(
    suite: list[tuple[str, dict[str, Any]]],
) -> None:
    broken = [(name, case) for name, case in suite if case.get("fail")]
    assert broken
    for name, case in broken:
        for many in (False, True):
            assert any(
                problem.severity == "error" for problem in read_all(written(case["yaml"]), many=many)[1]
            ), name
