"""What a condition answers about a case: values, papers, history."""

from collections.abc import Mapping
from typing import Any

import pytest

from banfa.language.expressions import (
    Scope,
    compile_condition,
    implies,
    negate,
    parse_cells,
    parse_expression,
)
from tests.language.expressions.sample import SCOPE, Seen, condition

NOON = "2026-01-01T12:00:00+08:00"
NOON_ELSEWHERE = "2026-01-01T04:00:00+00:00"
LINES = ({"item": "a", "price": "2.00 CNY"}, {"item": "b", "price": "7.50 CNY"})


@pytest.mark.parametrize(
    ("text", "case", "verdict"),
    [
        ("case.sold == case.seen", {"sold": NOON, "seen": NOON_ELSEWHERE}, True),
        ("case.sold < case.seen", {"sold": NOON, "seen": NOON_ELSEWHERE}, False),
        ("case.sold in [case.seen]", {"sold": NOON, "seen": NOON_ELSEWHERE}, True),
        ("case.sold == '2026-01-01T12:00+08:00'", {"sold": NOON_ELSEWHERE}, True),
        ("date(case.sold) == '2026-01-01'", {"sold": "2026-01-01T00:30:00+08:00"}, True),
        ("case.due < '2026-10-01'", {"due": "2026-09-30"}, True),
        ("case.amount > 9 || true", {}, True),
        ("case.amount > '9.50'", {"amount": "10.00 CNY"}, True),
        ("case.amount == '10'", {"amount": "10.00 CNY"}, True),
        ("case.amount * 3 == case.budget", {"amount": "0.10 CNY", "budget": "0.30 CNY"}, True),
        ("case.amount in ['1', '10']", {"amount": "10.00 CNY"}, True),
        ("case.euros < 0", {"euros": "-0.01 EUR"}, True),
        ("case.note < case.other_note", {"note": "𠮷", "other_note": "\uffee"}, False),
        ("size(case.note) == 1", {"note": "𠮷"}, True),
        ("case.note == 'é'", {"note": "é"}, True),
        ("case.wish == demand.refund", {"wish": "a new roof"}, False),
        ("case.wish != demand.refund", {"wish": "a new roof"}, True),
        ("case.reasons == quality", {"reasons": ("damage", "defect")}, True),
        (
            "case.reasons == [reason.defect, case.reason]",
            {"reasons": ("damage", "defect"), "reason": "damage"},
            True,
        ),
        ("(case.booked ? case.reasons : [reason.defect, reason.damage]) == quality", {"booked": False}, True),
        ("case.dept in workshops", {"dept": "plant_2"}, True),
        ("case.lines.exists(l, l.price > 7)", {"lines": LINES}, True),
        ("case.lines.all(l, l.price > 7)", {"lines": LINES}, False),
        ("size(case.lines) == 2 && case.lines.exists(l, l.item == 'b')", {"lines": LINES}, True),
        ("case.lines.all(l, l.price > 1)", {"lines": ({"item": "a"}, LINES[0])}, None),
        ("case.lines.all(l, l.price > 3)", {"lines": ({"item": "a"}, LINES[0])}, False),
        ("has(case.lines)", {"lines": ()}, True),
        ("has(case.booked)", {"booked": False}, True),
        ("has(case.booked)", {}, False),
    ],
)
def test_a_verdict_over_values(text: str, case: dict[str, Any], verdict: bool | None) -> None:
    guard = condition(text)
    assert guard.verdict(Seen(case)) is verdict
    assert guard.weigh(Seen(case)).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("at(looking)", True),
        ("at(over)", False),
        ("at(under_way)", True),
        ("rounds.looking >= 2", True),
        ("done(accept) && !done(reply)", True),
        ("ever(reply)", True),
        ("holder(card.1) == 'qm'", True),
        ("holder(card.2) == 'qm'", False),
        ("holder(card.2) != 'qm'", True),
        ("holder(card.1) in ['sales', 'qm']", True),
        ("holder(letter) == 'sales'", True),
        ("owed(answer)", True),
        ("passed(answer)", False),
    ],
)
def test_a_verdict_over_history_and_papers_is_never_unknown(text: str, verdict: bool) -> None:
    view = Seen(
        rounds=2,
        done=("accept",),
        ever=("accept", "reply"),
        owed=("answer",),
        holders={("card", "1"): "qm", ("letter", "1"): "sales"},
    )
    guard = condition(text)
    assert guard.verdict(view) is verdict
    assert guard.weigh(view).verdict is verdict


def test_before_is_the_case_without_the_data_of_the_step() -> None:
    guard = condition("case.quantity > before.quantity")
    assert guard.verdict(Seen({"quantity": 2}, {"quantity": 1})) is True
    assert (guard.reads, guard.reads_before) == ({"quantity"}, {"quantity"})


def test_a_condition_tells_what_it_reads_cells_and_has_included() -> None:
    cells = compile_condition(
        parse_cells({"reasons": {"some": "quality"}, "note": {"given": True}}, SCOPE), SCOPE
    )
    assert cells.reads == {"note", "reasons"}
    assert condition("has(case.due) || case.reasons.exists(r, r == case.reason)").reads == {
        "due",
        "reason",
        "reasons",
    }


def test_a_guard_with_a_condition_passes_whenever_it_is_true_itself() -> None:
    guard = implies(condition("case.booked"), condition("case.quantity > 1"))
    assert guard.verdict(Seen({"quantity": 2})) is True
    assert guard.verdict(Seen({"booked": False})) is True
    assert guard.verdict(Seen({"booked": True, "quantity": 1})) is False
    assert guard.verdict(Seen({"quantity": 1})) is None
    assert negate(guard).verdict(Seen({"quantity": 2})) is False


def test_named_sets_and_conditions_are_inlined() -> None:
    dear = parse_expression("case.amount > 100", SCOPE)
    scope = Scope(**{**vars(SCOPE), "conditions": {"dear": dear}})
    used = parse_expression("dear && case.reason in quality", scope)
    assert used == parse_expression(
        "case.amount > 100 && case.reason in [reason.damage, reason.defect]", SCOPE
    )


class Between:
    """A tally whose every sum lies between two ends."""

    def __init__(self, low: int, high: int) -> None:
        self._ends = (low, high)

    def bounds(self, terms: Mapping[str, int]) -> tuple[int | None, int | None]:
        return self._ends


def test_counts_of_a_round_are_ranges_while_answers_are_out() -> None:
    guard = condition("looking.agree * 2 > looking.asked && looking.answered_by(lay) > 1")
    assert guard.expr.to_json()[1][2] == ["arith", "*", ["count", "looking", "agree"], ["lit", "int", 2]]
    assert guard.verdict(Seen()) is None
    out = (frozenset({"answers of looking"}),)
    assert guard.weigh(Seen()) == (out, out)
    assert guard.verdict(Seen(tallies={"looking": Between(0, 3)})) is None
    assert guard.verdict(Seen(tallies={"looking": Between(2, 3)})) is True
    assert guard.weigh(Seen(tallies={"looking": Between(-1, 0)})).T == ()


def test_the_canonical_form_of_every_construct() -> None:
    text = (
        "(has(case.note) ? !case.booked : -case.quantity + 1 < 2) || at(over) && done(reply) && ever(reply) "
        "|| case.lines.all(l, l.item.contains('x')) || holder(letter) == 'qm' "
        "|| owed(answer) || passed(answer) || before.stock != rounds.over"
    )
    x = ["get", ["var", "l"], "item"]
    negative = [
        "cmp",
        "<",
        ["arith", "+", ["neg", ["case", "quantity"]], ["lit", "int", 1]],
        ["lit", "int", 2],
    ]
    parts: list[Any] = [
        ["if", ["has", "note"], ["not", ["case", "booked"]], negative],
        ["and", ["and", ["at", "over"], ["done", "reply"]], ["ever", "reply"]],
        ["all", ["case", "lines"], "l", ["call", "contains", [x, ["lit", "text", "x"]]]],
        ["cmp", "==", ["holder", "letter", "1"], ["lit", "role", "qm"]],
        ["owed", "answer"],
        ["passed", "answer"],
        ["cmp", "!=", ["before", "stock"], ["rounds", "over"]],
    ]
    tree = parts[0]
    for part in parts[1:]:
        tree = ["or", tree, part]
    assert condition(text).expr.to_json() == tree
