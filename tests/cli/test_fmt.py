"""`banfa fmt`: files laid out in place, looked at only, or left alone."""

from pathlib import Path

import pytest

from banfa.language import load_process
from tests.cli.conftest import PROCESS, Banfa


@pytest.fixture
def file(seal: Path) -> Path:
    made = seal / PROCESS / "more.yaml"
    made.write_text(
        'references:\n  rules:   {status:   unresolved, title: "规则", articles: ["1"]}\n', "utf-8"
    )
    return made


def test_a_folder_is_laid_out_in_place_and_then_stays(file: Path, banfa: Banfa) -> None:
    meaning = load_process(file.parent).meaning
    said = banfa("fmt", PROCESS)
    assert said.code == 0
    assert "改了" in said.out
    assert load_process(file.parent).meaning == meaning
    before = {each: each.read_bytes() for each in file.parent.rglob("*.yaml")}
    assert banfa("fmt", PROCESS, "--check").code == 0
    assert {each: each.read_bytes() for each in before} == before
    assert sorted(each.name for each in file.parent.iterdir()) == ["more.yaml", "process.yaml"]


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing_and_ends_with_one(file: Path, banfa: Banfa, option: str) -> None:
    before = file.read_bytes()
    said = banfa("fmt", str(file), option)
    assert said.code == 1
    assert "more.yaml" in said.out
    assert ("\n-" in said.out and "\n+" in said.out) == (option == "--diff")
    assert file.read_bytes() == before


def test_a_file_keeps_its_rights(file: Path, banfa: Banfa) -> None:
    file.chmod(0o640)
    assert banfa("fmt", str(file)).code == 0
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_read_as_yaml_is_left_alone_and_told(file: Path, banfa: Banfa) -> None:
    for content in (b"title: [", "title: 用章".encode("gbk")):
        file.write_bytes(content)
        said = banfa("fmt", PROCESS)
        assert said.code == 1
        assert "more.yaml:1:" in said.out
        assert file.read_bytes() == content


def test_an_unknown_format_changes_nothing(file: Path, banfa: Banfa) -> None:
    before = file.read_bytes()
    said = banfa("fmt", str(file), "--to", "7")
    assert (said.code, file.read_bytes()) == (1, before)


def test_a_path_that_is_not_there_is_bad_input(seal: Path, banfa: Banfa) -> None:
    assert banfa("fmt", "nowhere.yaml").code == 2


def test_a_layout_that_would_change_the_meaning_is_not_written(
    file: Path, banfa: Banfa, monkeypatch: pytest.MonkeyPatch
) -> None:
    from banfa.language.formatting import FormatResult

    head = file.parent / "process.yaml"
    before = head.read_bytes()

    def wrong(text: str, name: str, *, to: int = 1) -> FormatResult:
        return FormatResult(text.replace("<= 100", "<= 10"), True)

    monkeypatch.setattr("banfa.cli.layouts.format_text", wrong)
    said = banfa("fmt", PROCESS)
    assert said.code == 2
    assert "意思" in said.err
    assert head.read_bytes() == before
