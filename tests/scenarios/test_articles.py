from pathlib import Path
from typing import Any

import orjson
import pytest

from banfa.scenarios import articles_of, articles_report, choices_in
from banfa.scenarios.articles import as_json, choices_json
from banfa.scenarios.articles_text import articles_text, choices_text
from banfa.scenarios.elements import elements_of
from banfa.scenarios.source import SourceCheck
from banfa.texts import Text
from tests.scenarios.small import ASK, PROCESS, folder, play, process

WHOLE = process()
RARE = (
    "- {by: lib.a, do: ask, refused: role}\n"
    "- {by: r.a, do: ask, with: {book: 目录, kinds: [rare_print]}, now: asked}\n"
    "- {by: r.a, do: submit}\n- {by: lib.a, do: approve, with: {keeper: stack_a}, refused: guard}"
)
LENT = (
    f"- {ASK}\n- {{by: r.a, do: submit}}\n- {{by: lib.a, do: approve, with: {{keeper: stack_a}}, now: lent}}"
)


def enforced(*rows: str) -> dict[str, str]:
    report = articles_report(WHOLE, [play(text, WHOLE) for text in rows])
    return {s.clause.id: s.enforced for article in report.articles for s in article.sentences} | {
        f"Article {article.number}": article.enforced for article in report.articles
    }


def test_on_paper_only_is_not_enforced() -> None:
    assert enforced() == {
        "1": "no", "2": "no", "2①": "no", "2②": "external", "3": "declared",
        "Article 1": "no", "Article 2": "no", "Article 3": "declared",
    }  # fmt: skip


def test_what_only_fired_is_enforced_in_part() -> None:
    assert enforced(LENT)["2"] == "partly"
    assert enforced(LENT)["Article 2"] == "partly"


def test_what_fired_and_refused_is_enforced() -> None:
    found = enforced(LENT, RARE)
    assert {name: found[name] for name in ("1", "2", "2①", "Article 1", "Article 2")} == {
        "1": "yes", "2": "yes", "2①": "yes", "Article 1": "yes", "Article 2": "yes",
    }  # fmt: skip


def test_a_clause_that_names_values_is_realised_by_the_rule_that_draws_the_line() -> None:
    elsewhere = process(
        PROCESS, ("refuse: 善本不能外借, articles: [2, 2①]", "refuse: 善本不能外借, articles: [2]")
    )
    report = articles_report(elsewhere, [play(RARE, elsewhere)])
    (clause, _) = report.articles[1].clauses
    assert [e.name for e in clause.elements] == ["enums.kind.rare_print", "guards.may_leave"]
    assert clause.enforced == "yes"


def test_each_article_shows_its_choices_and_evidence_once() -> None:
    report = articles_report(WHOLE, [play(LENT, WHOLE), play(LENT, WHOLE)])
    first = report.articles[0]
    assert [(c.element, c.part, c.reason.zh) for c in first.choices] == [
        ("transitions.ask", "issue", "单子一式两联"),
        ("transitions.submit", "decide", "先看去处"),
    ]
    shown = [(s.element, s.how) for s in first.own.evidence]
    assert len(shown) == len(set(shown)) and ("transitions.ask", "fired") in shown


def test_bare_clauses_and_bare_elements_are_named() -> None:
    bare = process(
        PROCESS,
        ("  - article: 3\n", "  - {article: 4, says: 没有人管}\n  - article: 3\n"),
        ("remark: {type: text, title: 说明, chosen: 退回要说明}", "remark: {type: text, title: 说明}"),
    )
    report = articles_report(bare)
    assert (report.bare_clauses, report.bare_elements) == (("4",), ("fields.remark",))


@pytest.mark.parametrize(
    ("kind", "element"),
    [("chosen", "guards.has_deposit"), ("articles", "fields.book")],
)
def test_choices_list_every_element_of_that_origin(kind: str, element: str) -> None:
    choices = choices_in(WHOLE, kind)
    assert element in {choice.element for choice in choices}
    assert {choice.kind for choice in choices} == {kind}
    assert element in choices_text(choices, "zh")


def test_inferences_and_choices_are_told_apart() -> None:
    inferred = process(PROCESS, ("chosen: {tell: 让读者知道}", "inferred: {tell: 让读者知道}"))
    (choice,) = choices_in(inferred, "inferred")
    assert (choice.element, choice.part, choice.reason.zh) == ("transitions.approve", "tell", "让读者知道")
    assert choice.articles == ("2", "2②")
    assert choice not in choices_in(inferred, "chosen")


def test_the_json_has_the_names_that_others_rely_on() -> None:
    report = articles_report(WHOLE, [play(LENT, WHOLE), play(RARE, WHOLE)])
    plain: Any = orjson.loads(orjson.dumps(as_json(report)))
    second = plain["articles"][1]
    assert {"article", "summary", "clauses", "elements", "enforced", "evidence"} <= second.keys()
    assert (second["article"], second["summary"], second["enforced"]) == (2, "馆员审核，善本不外借", "yes")
    assert [c["clause"] for c in second["clauses"]] == ["2①", "2②"]
    assert second["evidence"][0].keys() == {"element", "how", "scenario", "file", "line", "row"}
    assert plain["coverage"] == {
        "clauses_without_element": [],
        "elements_without_origin": [],
        "names_not_used": [],
    }
    assert orjson.loads(orjson.dumps(choices_json(choices_in(WHOLE, "chosen"))))["choices"]


def test_the_text_sets_the_owners_words_beside_ours() -> None:
    report = articles_report(WHOLE, [play(LENT, WHOLE)])
    check = SourceCheck(True, Text("一致", "the same"))
    zh = articles_text(report, "zh", {"2①": "善本原文"}, check)
    assert zh.startswith("一致\n")
    assert "第2条  馆员审核，善本不外借  〔部分执行〕" in zh
    assert "  ① 善本只在馆内看  〔部分执行〕\n    原文：善本原文\n" in zh
    assert "transitions.approve  ← 办成 try.yaml:5" in zh
    assert "□ 不折页" in zh
    assert zh.endswith("共 3 条：部分执行 2，声明 1\n")
    assert "Article 3" in articles_text(report, "en")


def test_a_folder_gives_report_and_run_together(tmp_path: Path) -> None:
    text = f"scenario: 好\nsteps:\n  - {ASK}\n"
    report, run = articles_of(folder(tmp_path / "p", a=text))
    assert run.exit_code == 0
    assert report.articles[0].own.evidence


def test_elements_have_one_name_each_and_parts_of_papers_are_among_them() -> None:
    names = [element.name for element in elements_of(WHOLE)]
    assert len(names) == len(set(names))
    assert {
        "documents.slip.copies.2", "documents.slip.parts.body", "tables.lane.rows.1", "tables.lane.otherwise",
        "enums.kind.novel", "separation.not_oneself", "transitions.ask", "guards.may_leave",
    } <= set(names)  # fmt: skip


def test_every_article_of_the_regulation_is_enforced_declared_or_external(root: Path) -> None:
    report, _ = articles_of(root / "processes" / "customer-complaint")
    assert len(report.articles) == 19
    by_word: dict[str, list[int]] = {}
    for article in report.articles:
        by_word.setdefault(article.enforced, []).append(article.number)
    assert by_word.keys() <= {"yes", "partly", "declared", "external"}
    assert (by_word["declared"], by_word["external"]) == ([1, 4], [18])
    assert (report.bare_clauses, report.bare_elements, report.unused) == ((), (), ())
