"""Conditions are read out as words, and two that differ never sound alike."""

import pytest

from banfa.language.expressions import parse_cells, parse_expression
from banfa.language.process import Process
from banfa.views.conditions import in_words, opposite_in_words
from banfa.views.words import Words


def said(process: Process, guard: str, lang: str = "zh") -> str:
    return in_words(Words(process, lang), process.guards[guard].condition.expr)


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        ("proposes_acceptance", "“受理提议”为“提议受理”"),
        ("has_demand", "已填“客户要求”"),
        ("needs_triage", "“路径由表定出”为“否”，或者退回到“登记”的次数大于0"),
        ("founded_if_granted", "“内容是否属实”是“属实”、“部分属实”之一"),
        ("money_granted", "“答应的处理”中有下列至少一项：“减价”、“损害赔偿”"),
        ("goods_not_inspected", "“调查方法”中没有“看现品”"),
        ("nothing_left_to_do", "未填“答应的处理”，或者“结案依据”为“客户放弃已答应的处理”"),
        ("not_the_complained_dept", "受理部门不为被投诉部门"),
        ("report_approved", "“主管审核报告”已经办过（没有被退回撤销）"),
    ],
)
def test_a_guard_of_the_regulation_reads_like_this(complaint: Process, guard: str, words: str) -> None:
    assert said(complaint, guard) == words


def test_a_sum_reads_as_a_sum(complaint: Process) -> None:
    statistics = complaint.parts["monthly-statistics"]
    assert said(statistics, "figures_add_up") == (
        "“受理件数”加“不受理件数”加“尚未裁定或撤回的件数”，等于“接诉件数”"
    )
    assert said(statistics, "period_in_order") == (
        "“统计期首日”不晚于“统计期末日”，并且“统计期末日”早于“应报日期”"
    )


def test_in_english(complaint: Process) -> None:
    assert said(complaint, "proposes_acceptance", "en") == "“Proposal on acceptance” is “Proposes to accept”"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_brackets_tell_what_belongs_together(complaint: Process, lang: str) -> None:
    scope = complaint.guards["has_demand"].condition.scope
    words = Words(complaint, lang)
    one = "case.route_found && (case.notice_checked || case.demand_proper)"
    other = "(case.route_found && case.notice_checked) || case.demand_proper"
    assert in_words(words, parse_expression(one, scope)) != in_words(words, parse_expression(other, scope))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_condition_sounds_like_its_opposite(complaint: Process, everything: Process, lang: str) -> None:
    for process in (complaint, everything):
        words = Words(process, lang)
        for guard in process.guards.values():
            assert in_words(words, guard.condition.expr) != opposite_in_words(words, guard.condition.expr)


def test_every_kind_of_cell_has_words_of_its_own(complaint: Process) -> None:
    scope = complaint.guards["has_demand"].condition.scope
    cells = [
        {"reasons": {word: ["quality_defect", "other_quality"]}}
        for word in ("some", "only", "none", "all", "not_only")
    ]
    bounds = [{"amount": {word: "5"}} for word in ("at_least", "above", "at_most", "below")]
    given = [{"reasons": {"given": yes}} for yes in (True, False)]
    heard = {in_words(Words(complaint), parse_cells(cell, scope)) for cell in (*cells, *bounds, *given)}
    assert len(heard) == len(cells) + len(bounds) + len(given)
