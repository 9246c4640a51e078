"""`banfa diagram` as its user meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from banfa.cli.running import run
from tests.conftest import Need
from tests.views.diagrams.drawings import Read, bad_mermaid, chain, written

Diagram = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def diagram(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Diagram:
    for name in ("BANFA_LANG", "BANFA_DB", "BANFA_FONT"):
        monkeypatch.delenv(name, raising=False)

    def diagram(*words: object) -> tuple[int, bytes, str]:
        code = run(["diagram", *map(str, words)])
        said = capsysbinary.readouterr()
        return code, said.out, said.err.decode()

    return diagram


def test_a_process_is_drawn_by_its_id_and_by_its_folder(diagram: Diagram, root: Path) -> None:
    folder = root / "processes" / "customer-complaint"
    by_id, by_folder = diagram("customer-complaint"), diagram(folder, "--format", "svg")
    assert by_id == by_folder and by_id[0] == 0
    assert "received" in Read(by_id[1].decode()).states


def test_the_ending_of_the_file_names_the_format(diagram: Diagram, tmp_path: Path) -> None:
    out = tmp_path / "map.mmd"
    code, said, _ = diagram("customer-complaint", "-o", out, "--lang", "en")
    assert (code, said) == (0, b"")
    assert bad_mermaid(out.read_text(encoding="utf-8")) == []
    assert [file.name for file in tmp_path.iterdir()] == ["map.mmd"]


def test_the_case_of_the_demo_is_drawn(
    diagram: Diagram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["demo"]) == 0
    words = ["customer-complaint", "--case", "TS-2026-0001", "--db", "sqlite:///demo/cases.db"]
    code, drawn, _ = diagram(*words, "--as", "qm.a")
    assert code == 0
    svg = drawn[drawn.index(b"<svg") :].decode()
    current = [name for name, one in Read(svg).states.items() if "bf-current" in one["class"]]
    assert current == ["closed"] and "6 · 8" in list(Read(svg).numbers())
    assert diagram(*words, "--as", "nobody")[0] == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "没有办法 nothing"),
        (["customer-complaint", "--format", "gif"], "svg、mermaid、png、dot"),
        (["customer-complaint", "--papers", "complaint_crd"], "是否指 complaint_card"),
        (["customer-complaint", "--papers", "x", "--case", "y"], "只能写一个"),
        (["customer-complaint", "--case", "x", "--db", "none.db"], "没有数据库"),
        (["customer-complaint", "-o", "."], "是文件夹"),
        (["customer-complaint", "-o", "no/such/folder.svg"], "没有这个文件或文件夹"),
        (["customer-complaint", "--font", "none.ttf", "-o", "x.png"], "没有字体文件"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    diagram: Diagram, words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, complaint = diagram(*words)
    assert (code, out) == (2, b"")
    assert said in complaint
    assert list(tmp_path.iterdir()) == []


def test_a_picture_too_large_is_refused(diagram: Diagram, tmp_path: Path) -> None:
    written(tmp_path / "large", chain(300))
    code, out, complaint = diagram(tmp_path / "large")
    assert (code, out) == (2, b"") and "图太大" in complaint
    assert diagram(tmp_path / "large", "--format", "dot")[0] == 0


def test_a_png_does_not_go_onto_a_terminal(
    diagram: Diagram, monkeypatch: pytest.MonkeyPatch, need: Need
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, complaint = diagram("customer-complaint", "--format", "png")
    assert (code, out) == (2, b"") and "不能写到终端上" in complaint
