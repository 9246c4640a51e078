"""Every view of every process is Markdown in both languages, and views are found where they lie."""

from dataclasses import replace
from pathlib import Path

import pytest

from banfa.language.process import Process
from banfa.texts import Text
from banfa.views.html import page
from banfa.views.markdown import markdown_of
from banfa.views.registry import views
from banfa.views.words import Words

HOSTILE = "<script>alert(1)</script> [x](javascript:1) **b** | `c` {#id} {!stages} &amp; <img src=x>"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(views()))
def test_it_reads_any_process(
    complaint: Process, everything: Process, beginning: Process, name: str, lang: str
) -> None:
    for process in (complaint, everything, beginning):
        text = markdown_of(Words(process, lang), views()[name])
        assert text.startswith("# ") and text.count("\n") > 2
        assert "{#" not in text and "{!" not in text and "](#" not in text


def test_one_thing_can_be_looked_at_alone(complaint: Process) -> None:
    alone = markdown_of(Words(complaint), views()["papers"], "written_reply")
    assert "客户本" in alone and "调查报告" not in alone


def test_every_file_among_the_pages_is_a_view(root: Path) -> None:
    pages = root / "engine" / "banfa" / "views" / "pages"
    assert {file.stem for file in pages.glob("[a-z]*.py")} == set(views())
    assert all(isinstance(view.title, Text) and view.title.zh and view.title.en for view in views().values())


def test_the_stage_table_shows_every_state_and_who_it_waits_for(complaint: Process) -> None:
    rows = [
        line
        for line in markdown_of(Words(complaint), views()["stages"]).splitlines()
        if line.startswith("| **")
    ]
    assert len(rows) == len(complaint.states) + len(complaint.parts["monthly-statistics"].states)
    assert any(row.startswith("| **待裁定受理** | 上级主管 |") for row in rows)


def test_all_choices_are_put_to_the_boss(complaint: Process) -> None:
    text = markdown_of(Words(complaint), views()["chosen"])
    for guard in complaint.guards.values():
        for reason in (*guard.origin.chosen.values(), *guard.origin.inferred.values()):
            assert reason in text
    for step in complaint.steps.values():
        for reason in (*step.origin.chosen.values(), *step.origin.inferred.values()):
            assert reason in text


def test_each_copy_goes_its_way_on_each_route(complaint: Process) -> None:
    text = markdown_of(Words(complaint), views()["papers"], "complaint_card")
    row = next(line for line in text.splitlines() if line.startswith("| 第4联") and "“质量”" in line)
    stops = ["营业部门**出具", "质量管理部**", "受理部门**", "质量管理部**"]
    at = -1
    for stop in stops:
        at = row.index(stop, at + 1)
    assert "作废" in next(
        line for line in text.splitlines() if line.startswith("| 第4联") and "“合同”" in line
    )


def test_dependencies_reach_through_sets_and_conditions(complaint: Process) -> None:
    text = markdown_of(Words(complaint), views()["dependencies"])
    row = next(
        line for line in text.splitlines() if line.startswith("| “article_3” |") or "| article_3 |" in line
    )
    assert "投诉理由不在第三条范围内" in row and "“裁定受理”" in row and "第3条" in row
    granted = next(line for line in text.splitlines() if line.startswith("| “答应折价或赔偿” |"))
    assert "“提出处理意见”" in granted and "“执行完毕”" in granted


def _hostile(process: Process) -> Process:
    """The process with the worst title everywhere."""

    def bad(found: dict) -> dict:  # type: ignore[type-arg]
        return {name: replace(thing, title=f"{HOSTILE}{name}") for name, thing in found.items()}

    sections = {
        name: bad(dict(getattr(process, name)))
        for name in ("roles", "states", "steps", "fields", "documents", "tables", "references", "enums")
    }
    guards = {n: replace(g, refuse=HOSTILE) for n, g in process.guards.items()}
    return replace(process, title=HOSTILE, guards=guards, version=HOSTILE, wording={}, **sections)


def test_a_hostile_title_injects_nothing(complaint: Process) -> None:
    html = page(Words(_hostile(complaint)))
    assert "<script" not in html and "<img" not in html
    assert 'href="javascript' not in html and 'id="id"' not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_hostile_title_stands_in_markdown_as_it_is(complaint: Process) -> None:
    from markdown_it import MarkdownIt

    words = Words(_hostile(complaint))
    for view in views().values():
        html = MarkdownIt("commonmark").enable("table").render(markdown_of(words, view))
        assert "<script" not in html and "<img" not in html and 'href="javascript' not in html
