"""The stage map shows the whole definition, and the path of a case as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from banfa.views.diagrams import layout, paper_routes, stage_map
from banfa.views.diagrams.layout import NoLayout
from banfa.views.diagrams.path import path_of
from banfa.views.diagrams.png import NoPicture
from banfa.views.diagrams.routes import routes_of
from tests.conftest import Need
from tests.fuzz.everything import TEXT
from tests.views.diagrams.drawings import Read, bad_mermaid, chain, regulation, written


@pytest.fixture(autouse=True)
def _graphviz(need: Need) -> None:
    try:
        layout._program()
    except NoLayout:
        need(False, "Graphviz, from the extra `diagram`")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_and_every_step_of_the_regulation_is_drawn(root: Path, lang: str) -> None:
    process = regulation(root)
    read = Read(stage_map(process, lang).svg())
    assert read.states.keys() == process.states.keys()
    for step in process.steps.values():
        for source in step.sources:
            if step.id in read.letters:
                assert read.letters[step.id] in read.states[source]["data-letters"].split()
            elif not step.moves:
                assert step.id in read.states[source]["data-acts"].split()
            else:
                target = step.to or step.back_to[0]
                assert (step.id, f"state:{source}", f"state:{target}") in read.ways
        if step.moves:
            assert step.id in {name for name, _, _ in read.ways}


def test_routes_are_those_of_the_table(root: Path) -> None:
    routes = routes_of(regulation(root))
    assert routes is not None and routes.field == "route"
    by = {value: {s for s, ways in routes.states.items() if ways == (value,)} for value in routes.values}
    assert by == {
        "quality": {
            "qm_assign", "investigating", "report_review", "qm_review", "opinion_draft", "opinion_review",
        },
        "contract": {"leader_ruling"},
        "shipping": {"shipping"},
    }  # fmt: skip


def test_what_is_drawn_has_a_title_and_a_description(root: Path) -> None:
    read = Read(stage_map(regulation(root)).svg())
    named = read.root.attrib["aria-labelledby"].split()
    found = {one.attrib["id"]: one.text for one in read.root if "id" in one.attrib}
    assert [bool(found[name]) for name in named] == [True, True]
    assert "质量" in str(found[named[1]])
    assert "待裁定受理" in read.words


def test_regions_stand_in_frames_and_every_step_of_any_process_is_drawn(tmp_path: Path) -> None:
    process = written(tmp_path, TEXT)
    read = Read(stage_map(process).svg())
    assert read.states.keys() == process.states.keys()
    frames = {one["data-group"] for one in read.groups if "data-group" in one}
    assert frames == {"whole:whole", "region:whole:left", "region:whole:right"}
    acts = {act for state in read.states.values() for act in state["data-acts"].split()}
    assert acts | {step for step, _, _ in read.ways if step} == process.steps.keys()
    assert ("jump", "state:review", "state:done") in read.ways
    assert bad_mermaid(stage_map(process).mermaid()) == []


def test_the_path_of_a_case_is_numbered_in_order_with_its_returns(root: Path) -> None:
    process = regulation(root)
    steps = [
        "receive",
        "request_ruling",
        "return_for_reason",
        "request_ruling",
        "acknowledge_customer",
        "accept",
    ]
    history = [{"step": step} for step in steps]
    case = {"case": "c", "number": "TS-1", "states": ["recording"]}
    path = path_of(process, case, [*history, {"step": None, "kind": "receive"}])
    assert [(m.n, m.tail, m.head) for m in path.moves] == [
        (1, None, "received"),
        (2, "received", "acceptance_ruling"),
        (3, "acceptance_ruling", "received"),
        (4, "received", "acceptance_ruling"),
        (5, "acceptance_ruling", None),
        (6, "acceptance_ruling", "recording"),
    ]
    read = Read(stage_map(process, "zh", case, history).svg())
    assert sorted(read.numbers()) == ["1", "2 · 4", "3", "6"]
    assert [name for name, one in read.states.items() if "bf-current" in one["class"]] == ["recording"]
    assert "(5) 告知客户进展" in read.words


def test_events_and_what_the_engine_tells_of_them_give_one_path(root: Path) -> None:
    from banfa.engine import Engine

    with Engine.in_memory(root / "processes") as engine:
        given = {"customer": "某公司", "reasons": ["quality_defect"], "intake_form": "电话"}
        ruling = {"assessment": "founded", "proposal": "to_accept", "demands": ["exchange"]}
        case = engine.start("customer-complaint", actor="sales.a", data=given)
        engine.fire(case.id, "request_ruling", actor="sales.a", data=ruling)
        shown, told = engine.show(case.id), engine.history(case.id)
        seen = engine._look(case.id)
    process = seen.process
    from_events = path_of(process, seen.case, [logged.event for logged in seen.log])
    assert from_events == path_of(process, shown, told)
    assert len(from_events.moves) == 2 and from_events.states == {"acceptance_ruling"}


HOSTILE = [
    '"]; click n0 \\"javascript:alert(1)\\"',
    "<script>alert(1)</script>",
    "%%{init: {}}%%",
    "1. `x` **b** style a:#x;",
    "end",
    "]]>&amp;<!-- --> {{}} || \\\\n",
    "a" * 3000,
]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_words_and_nothing_else(tmp_path: Path, title: str) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    process = written(tmp_path, chain(3, quoted))
    assert process.states["s0"].title == title
    diagram = stage_map(process)
    read = Read(diagram.svg())
    tags = {one.tag.rpartition("}")[2] for one in read.root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "rect", "path", "polygon", "circle", "text"}
    assert bad_mermaid(diagram.mermaid()) == []
    shown = read.words.replace(" ", "")
    assert title.replace(" ", "")[:12] in shown
    layout._run(diagram.dot())


def test_the_same_bytes_come_out_of_every_run(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from banfa.language import load_process;"
        "from banfa.views.diagrams import stage_map, paper_routes;"
        "p = load_process(Path(sys.argv[1])); d = [stage_map(p), paper_routes(p, 'complaint_card', 'en')];"
        "sys.stdout.write(''.join(x.svg() + x.mermaid() + x.dot() for x in d))"
    )
    command = [sys.executable, "-c", program, str(root / "processes" / "customer-complaint")]
    runs = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_mermaid_has_as_many_ways_as_the_picture(root: Path, lang: str) -> None:
    for diagram in (
        stage_map(regulation(root), lang),
        paper_routes(regulation(root), "complaint_card", lang),
    ):
        text = diagram.mermaid()
        assert bad_mermaid(text) == []
        arrows = [line for line in text.splitlines() if "-->" in line or "-.->" in line]
        assert len(arrows) == len(diagram.picture.edges) > 0


def test_bad_mermaid_is_noticed() -> None:
    assert bad_mermaid('flowchart TB\n  n0["a]; click"x"]\n') != []
    assert bad_mermaid('flowchart TB\n  n0["a<b"]\n') != []


def test_papers_go_where_the_steps_send_them(root: Path) -> None:
    read = Read(paper_routes(regulation(root), "complaint_card").svg())
    assert ("assign_department", "party:qm", "party:handling_dept") in read.ways
    assert ("send_card_to_qm", "party:sales_unit", "party:superior_department") in read.ways
    assert ("approve_report", "party:handling_dept", "party:qm") in read.ways
    assert "留在出具人手里" in read.words


def test_a_document_of_any_kind_can_be_drawn(tmp_path: Path) -> None:
    process = written(tmp_path, TEXT)
    for document in process.documents:
        diagram = paper_routes(process, document, "en")
        assert Read(diagram.svg()).words
        assert bad_mermaid(diagram.mermaid()) == []


def test_a_picture_too_large_is_refused_with_another_way(tmp_path: Path) -> None:
    diagram = stage_map(written(tmp_path, chain(300)))
    with pytest.raises(NoLayout, match=r"601.*mermaid"):
        diagram.svg()
    assert bad_mermaid(diagram.mermaid()) == []


def test_a_layout_that_takes_too_long_is_stopped(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 600\n")
    slow.chmod(0o700)
    monkeypatch.setattr(layout, "_program", lambda: str(slow))
    monkeypatch.setattr(layout, "SECONDS", 0.05)
    with pytest.raises(NoLayout, match="已停止"):
        stage_map(regulation(root)).svg()


def test_without_graphviz_the_command_that_brings_it_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout.shutil, "which", lambda _: None)
    diagram = stage_map(regulation(root))
    with pytest.raises(NoLayout) as caught:
        diagram.svg()
    assert "pip install 'banfa[diagram]'" in caught.value.text.zh
    assert "pip install 'banfa[diagram]'" in caught.value.text.en
    assert diagram.mermaid().startswith("flowchart TB\n")


def test_a_sign_that_the_font_lacks_is_an_error(root: Path, tmp_path: Path, need: Need) -> None:
    need(find_spec("fontTools"), "fonttools, from the extra `diagram`")
    from fontTools.fontBuilder import FontBuilder

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf({name: _empty_glyph() for name in (".notdef", "A")})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    font = tmp_path / "tiny.ttf"
    builder.save(font)
    with pytest.raises(NoPicture, match=r"U\+0030"):
        stage_map(regulation(root)).png(font)


def _empty_glyph() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


def test_a_font_that_is_none_is_an_error(root: Path, tmp_path: Path, need: Need) -> None:
    need(find_spec("fontTools"), "fonttools, from the extra `diagram`")
    diagram = stage_map(regulation(root))
    with pytest.raises(NoPicture, match="没有字体文件"):
        diagram.png(tmp_path / "none.ttf")
    for content in (b"", b"no font at all", b"ttcf" + bytes(40), b"\x00\x01\x00\x00" + bytes(40)):
        for name in ("bad.ttc", "bad.ttf"):
            (tmp_path / name).write_bytes(content)
            with pytest.raises(NoPicture, match="不是能用的字体文件"):
                diagram.png(tmp_path / name)


def test_a_png_shows_its_words(tmp_path: Path, need: Need) -> None:
    try:
        drawn = stage_map(written(tmp_path / "a", chain(2, "甲"))).png()
        other = stage_map(written(tmp_path / "b", chain(2, "乙"))).png()
    except NoPicture as error:
        need(False, str(error))
        return
    assert drawn.startswith(b"\x89PNG") and drawn != other
