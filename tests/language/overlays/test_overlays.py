"""LANGUAGE 12: overlays change, add and remove by name; what does not fit is said with both places."""

from pathlib import Path

import pytest

from banfa.language import load_process, process_from, read_process
from banfa.language.composition import compose
from banfa.language.folders import files_of, organisation_file
from banfa.language.problems import Problem
from banfa.language.process import Process

BASE = """\
banfa: 1
process: leave
title: 请假
version: 1.2.0
articles:
  - {article: 1, says: 请假, clauses: [{says: 申请}, {says: 批准}]}
roles:
  staff: {scope: unit, articles: ["1①"]}
  boss: {scope: unit, articles: ["1②"]}
  clerk: {chosen: 存档}
enums:
  kind: {values: {sick: {chosen: 试}, other: {chosen: 试}}}
fields:
  kind: {type: enum, of: kind, chosen: 试}
  days: {type: int, chosen: 试}
  reason: {type: text, chosen: 试}
documents:
  slip:
    parts: {body: {fields: [days], chosen: 试}}
    copies: [{copy: 1, chosen: 试}, {copy: 2, chosen: 试}]
    chosen: 试
states:
  asked: {title: 待批}
  done: {title: 已批, end: final}
transitions:
  ask: {title: 申请, from: start, to: asked, by: staff, input: [kind, days], issue: [slip], articles: ["1①"],
        chosen: {issue: 留底}}
  approve: {title: 批准, from: asked, to: done, by: boss, articles: ["1②"]}
"""
ENGLISH = """\
title: {of: 请假, en: Leave}
states.asked.title: {of: 待批, en: asked}
transitions.approve.title: {of: 批准, en: approve}
"""
HEAD = "banfa: 1\noverlay: strict\nof: leave 1.2.0\n"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder with the base in it."""
    _write(tmp_path / "leave", BASE, english=ENGLISH)
    return tmp_path


def _write(folder: Path, text: str, english: str = "") -> Path:
    folder.mkdir(parents=True)
    (folder / "process.yaml").write_text(text, encoding="utf-8")
    if english:
        (folder / "texts").mkdir()
        (folder / "texts/en.yaml").write_text(english, encoding="utf-8")
    return folder


def _with(there: Path, says: str, name: str = "strict", head: str = HEAD) -> Process:
    return load_process(_write(there / name, head + says))


def _problems(there: Path, says: str, head: str = HEAD) -> list[Problem]:
    process, problems = read_process(_write(there / "strict", head + says))
    assert process is None
    return list(problems)


def _hand_made(there: Path, *changes: tuple[str, str]) -> Process:
    text = BASE.replace("version: 1.2.0", "version: 1.2.0+strict")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load_process(_write(there / "by-hand" / "leave", text))


def test_an_overlay_means_what_the_text_would_mean_if_it_were_written_into_the_process(there: Path) -> None:
    found = _with(
        there,
        """\
change:
  transitions.approve.by: {was: boss, now: [boss, clerk], chosen: 也可以由存档人批}
  transitions.ask.input: {was: [kind, days], now: [kind, days, reason], articles: ["1②"]}
add:
  states.filed: {title: 已存档, end: final}
  transitions:
    file: {title: 存档, from: asked, to: filed, by: clerk, chosen: 试}
  enums.kind.values: {travel: {chosen: 出差}}
remove: [documents.slip.copies.2]
""",
    )
    by_hand = _hand_made(
        there,
        ("by: boss", "by: [boss, clerk]"),
        ("input: [kind, days]", "input: [kind, days, reason]"),
        ('issue: [slip], articles: ["1①"]', 'issue: [slip], articles: ["1①", "1②"]'),
        ("done: {", "filed: {title: 已存档, end: final}\n  done: {"),
        ("  approve:", "  file: {title: 存档, from: asked, to: filed, by: clerk, chosen: 试}\n  approve:"),
        ("other: {chosen: 试}", "other: {chosen: 试}, travel: {chosen: 出差}"),
        (", {copy: 2, chosen: 试}", ""),
    )
    assert found.version == "1.2.0+strict"
    assert found.canonical == by_hand.canonical
    assert found.meaning == by_hand.meaning


def test_a_change_says_at_the_element_why_it_was_made(there: Path) -> None:
    found = _with(
        there,
        """\
change:
  transitions.ask.input: {was: [kind, days], now: days, chosen: 不问种类}
  fields.reason.type: {was: text, now: int, chosen: 用代码}
  transitions.approve.by: {was: boss, now: clerk, inferred: 上级不在}
""",
    )
    assert dict(found.steps["ask"].origin.chosen) == {"issue": "留底", "input": "不问种类"}
    assert dict(found.fields["reason"].origin.chosen) == {"": "试；type：用代码"}
    assert dict(found.steps["approve"].origin.inferred) == {"by": "上级不在"}


def test_things_in_lists_are_named_by_article_clause_and_copy(there: Path) -> None:
    found = _with(
        there,
        "change:\n  articles.1②.says: {was: 批准, now: 上级批准}\n"
        "  documents.slip.copies.2: {was: {copy: 2, chosen: 试}, now: {copy: 2, title: 回单, chosen: 试}}\n",
    )
    assert found.articles[1].clauses[1].says == "上级批准"
    assert found.documents["slip"].copies["2"].title == "回单"


def test_lists_grow_at_their_end_and_a_single_thing_becomes_a_list(there: Path) -> None:
    found = _with(there, "add: {transitions.ask.input: [reason], transitions.approve.by: [clerk]}\n")
    assert [demand.name for demand in found.steps["ask"].input] == ["days", "kind", "reason"]
    assert found.steps["approve"].by == ("boss", "clerk")


@pytest.mark.parametrize(
    ("says", "code", "near"),
    [
        ("change: {states.askd.title: {was: 待批, now: 等批}}", "B181", "states.asked.title"),
        ("change: {transitions.approve.bye: {was: boss, now: clerk}}", "B181", "transitions.approve.by"),
        ("remove: transitions.aprove", "B181", "transitions.approve"),
        ("remove: [articles.2]", "B181", None),
        ("remove: articles.1③", "B181", None),
        ("add: {documents.slipp.parts: {x: {fields: [days]}}}", "B181", "documents.slip"),
        ("change: {states.asked.title: {was: 等批, now: 待办}}", "B182", None),
        ("add: {states.asked: 甲}", "B183", None),
        ("add: {states.asked.title: 甲}", "B183", None),
        ("add: {transitions.ask.input: [days]}", "B183", None),
        ("change: {states.asked.title: {was: 待批, now: 等批}}\nremove: states.asked", "B184", None),
        ("add: {states.x: {title: 甲}}\nremove: states.x", "B184", None),
    ],
)
def test_what_does_not_fit_is_said_at_its_place(there: Path, says: str, code: str, near: str | None) -> None:
    problems = _problems(there, says)
    assert [p.code for p in problems] == [code]
    only = problems[0]
    assert only.place is not None
    assert (only.place.file, only.place.line) == ("process.yaml", 3 + len(says.splitlines()))
    assert only.fix is not None
    assert near is None or near in only.fix.zh
    assert code == "B181" or only.also is not None


def test_the_second_place_of_a_disagreement_is_in_the_process(there: Path) -> None:
    (only,) = _problems(there, "change: {states.asked.title: {was: 等批, now: 待办}}")
    assert only.also is not None
    assert (only.also.file, only.also.line) == ("leave/process.yaml", 23)
    assert "待批" in only.message.zh


def test_two_overlays_that_change_the_same_thing_contradict_each_other(there: Path) -> None:
    _write(there / "strict", HEAD + "change: {states.asked.title: {was: 待批, now: 等批}}\n")
    second = HEAD.replace("strict", "lenient").replace("1.2.0", "1.2.0+strict")
    says = "change: {states.asked.title: {was: 待批, now: 待办}}\n"
    process, problems = read_process(_write(there / "lenient", second + says))
    assert process is None
    (only,) = problems
    assert (only.code, only.also and only.also.file) == ("B182", "strict/process.yaml")


def test_an_overlay_may_stand_on_another(there: Path) -> None:
    _write(there / "strict", HEAD + "add: {transitions.ask.input: [reason]}\n")
    second = HEAD.replace("strict", "lenient").replace("1.2.0", "1.2.0+strict")
    found = _with(there, "remove: transitions.ask.input.reason\n", "lenient", second)
    assert found.version == "1.2.0+strict.lenient"
    assert [demand.name for demand in found.steps["ask"].input] == ["days", "kind"]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (HEAD.replace("1.2.0", "1.1.0"), "B180"),
        (HEAD.replace("of: leave", "of: leaves"), "B180"),
        (HEAD.replace("1.2.0", "1.2.0+missing"), "B180"),
        ("banfa: 1\noverlay: strict\n", "B152"),
        (HEAD.replace("leave 1.2.0", "leave"), "B156"),
    ],
)
def test_what_it_stands_on_must_be_there_in_that_version(there: Path, head: str, code: str) -> None:
    assert [p.code for p in _problems(there, "", head)] == [code]


def test_a_mistake_that_only_the_whole_shows_is_said_where_it_is_written(there: Path) -> None:
    problems = _problems(there, "remove: fields.days\n")
    assert {p.place.file for p in problems if p.place} == {"leave/process.yaml"}
    assert all("days" in p.message.zh for p in problems)


def test_the_english_of_the_process_is_kept_as_far_as_it_still_fits(there: Path) -> None:
    says = "change: {states.asked.title: {was: 待批, now: 等批}}\nremove: transitions.approve.title\n"
    folder = _write(there / "strict", HEAD + says, english="states.asked.title: {of: 等批, en: waiting}\n")
    process, problems = read_process(folder)
    assert problems == ()
    assert process is not None
    assert process.english("title", "请假") == "Leave"
    assert process.english("states.asked.title", "等批") == "waiting"


def test_the_files_that_were_read_give_the_same_process_again(there: Path) -> None:
    found = _with(there, "add: {transitions.ask.input: [reason]}\n")
    again, problems = process_from(files_of(there / "strict"))
    assert problems == ()
    assert again is not None
    assert again.meaning == found.meaning


def test_an_overlay_without_an_organisation_has_that_of_its_process(there: Path) -> None:
    (there / "leave/org.yaml").write_text("org: x\n", encoding="utf-8")
    folder = _write(there / "strict", HEAD)
    assert organisation_file(folder) == there / "leave/org.yaml"
    (folder / "org.yaml").write_text("org: y\n", encoding="utf-8")
    assert organisation_file(folder) == folder / "org.yaml"


def test_the_merged_text_means_the_same_and_each_line_names_its_source(there: Path) -> None:
    says = "change: {transitions.approve.by: {was: boss, now: clerk, chosen: 试}}\n"
    found = _with(there, says + "add: {states.filed: {title: 存, end: final}}\nremove: fields.reason\n")
    lines, problems = compose(there / "strict")
    assert problems == ()
    text = "".join(f"{line.text}  # {line.file}:{line.line}\n" for line in lines)
    again = load_process(_write(there / "merged" / "leave", text))
    assert again.meaning == found.meaning
    sources = {line.text.strip(): (line.file, line.line) for line in lines}
    assert sources["by: clerk"] == ("process.yaml", 4)
    assert sources["from: asked"] == ("leave/process.yaml", 28)
    assert sources["filed: {title: 存, end: final}"] == ("process.yaml", 5)


def test_overlays_can_be_laid_over_a_process_one_after_the_other(there: Path) -> None:
    one = _write(there / "strict", HEAD + "add: {transitions.ask.input: [reason]}\n")
    other_head = HEAD.replace("strict", "short")
    other = _write(there / "short", other_head + "remove: transitions.ask.input.kind\n")
    lines, problems = compose(there / "leave", [one, other])
    assert problems == ()
    assert next(line.text for line in lines if "version" in line.text) == "version: 1.2.0+strict.short"
    text = "\n".join(line.text for line in lines)
    assert [d.name for d in load_process(_write(there / "m" / "leave", text)).steps["ask"].input] == [
        "days",
        "reason",
    ]


def test_a_process_is_not_laid_over_another(there: Path) -> None:
    lines, (only,) = compose(there / "leave", [there / "leave"])
    assert (lines, only.code) == ((), "B186")
