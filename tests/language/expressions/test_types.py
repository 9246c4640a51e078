"""Everything is typed at load: what is refused, where, and what to write instead."""

import pytest

from banfa.language.expressions import ExpressionError, parse_expression
from tests.language.expressions.sample import FIELDS, SCOPE

WRONG = [
    ("case.quantity == case.note", 0, "go together", None),
    ("case.quantity == 'three'", 0, "go together", None),
    ("case.amount == case.euros", 0, "go together", None),
    ("case.amount > case.quantity", 0, "go together", None),
    ("case.reason == case.wish", 0, "go together", None),
    ("case.reason == demand.refund", 0, "go together", None),
    ("case.reason in case.demands", 0, "go together", None),
    ("case.dept == case.note", 0, "go together", None),
    ("case.due == case.sold", 0, "go together", None),
    ("[1, 'two'] == [1, 2]", 4, "go together", None),
    ("case.booked ? 1 : 'x'", 18, "go together", None),
    ("case.reason == 'defect'", 15, "not written as text", "write reason.defect"),
    ("case.reason == 'defct'", 15, "not written as text", "write reason.defect"),
    ("case.reason == reason.defct", 22, "no value of reason", "did you mean defect?"),
    ("case.reson == reason.defect", 5, "no field reson", "did you mean reason?"),
    ("before.amont > 3", 7, "no field amont", "did you mean amount?"),
    ("reson.defect == case.reason", 0, "no name reson", "did you mean reason?"),
    ("amount > 3", 0, "is no set, condition or variable", "write case.amount"),
    ("defect == case.reason", 0, "is no set, condition or variable", "write reason.defect"),
    ("over", 0, "is no set, condition or variable", "write at(over)"),
    ("accept", 0, "is no set, condition or variable", "write done(accept)"),
    ("case.reason in qualty", 15, "no set, condition or variable", "did you mean quality?"),
    ("case.reason in under_way", 15, "a set of states", "write at(under_way)"),
    ("done(acept)", 5, "no step acept", "did you mean accept?"),
    ("at(ovr)", 3, "no state ovr", "did you mean over?"),
    ("rounds.lookin > 1", 7, "no state lookin", "did you mean looking?"),
    ("owed(anwser)", 5, "no duty anwser", "did you mean answer?"),
    ("holder(cart.1) == 'qm'", 7, "no document cart", "did you mean card?"),
    ("holder(card.3) == 'qm'", 7, "no copy of card", None),
    ("holder(card) == 'qm'", 7, "several copies", "write holder(card.COPY)"),
    ("holder(letter) == 'qms'", 18, "no role qms", "did you mean qm?"),
    ("size(case.quantity) > 1", 5, "has no size", None),
    ("szie(case.note) > 1", 0, "no function szie", "did you mean size?"),
    ("size(case.note, 1) > 1", 0, "takes 1", None),
    ("case.note.contains()", 0, "takes 1", None),
    ("contains(case.note, 'x')", 0, "stands behind a value", "write case.x.contains(…)"),
    ("case.sold.date() == case.due", 0, "does not stand behind", "write date(…)"),
    ("case.reasons.contains(reason.defect)", 0, "not for sets", "write x in …"),
    ("'x' in case.note", 7, "wants a set or list", "to look inside a text write x.contains(y)"),
    ("case.reasons.map(r, r) == []", 0, "there is no map", "only exists and all"),
    (
        "case.lines.exists(reason, true)",
        18,
        "already names something",
        "give the variable another name, such as x",
    ),
    ("case.reasons.exists(1, true)", 20, "name comes first", None),
    ("case.reasons.exists(r, q == reason.defect)", 23, "no set, condition or variable", None),
    ("case.lines.exists(l, l.prise > 3)", 23, "no key prise", "did you mean price?"),
    ("case.reasons in quality", 0, "no member of another", "use ==, or exists or all"),
    ("case.lines == case.lines", 0, "go together", None),
    ("case.reason < reason.defect", 12, "has no order", "use ==, != or in"),
    ("case.dept < 'plant_2'", 10, "has no order", "use ==, != or in"),
    ("case.amount / 2 > 1", 12, "money cannot be divided", "compare by multiplying instead"),
    ("case.amount * case.budget > 1", 12, "cannot be applied", None),
    ("case.quantity + case.note == 1", 14, "go together", None),
    ("case.due + 1 == case.due", 9, "a date", None),
    ("1 < case.quantity < 5", 18, "cannot be chained", "write a < b && b < c"),
    ("case.amount > 1.5", 14, "no decimals", 'write "12.50"'),
    ("case.amount > '1.555'", 14, "at most 2 digits", None),
    ("case.due > '2026-02-30'", 11, "no such day", None),
    ("case.note == null", 13, "no null", "write has(case.x) or !has(case.x)"),
    ("case.quantity == 9223372036854775808", 17, "does not fit 64 bits", None),
    ("has(before.note)", 4, "only asks about a field", "write has(case.x)"),
    ("case.quantity", 0, "a truth value is wanted", None),
    ("quality", 0, "a truth value is wanted", None),
    ("!case.quantity", 1, "a truth value is wanted", None),
    ("case.quantity = 3", 14, "cannot read", "write == for equality"),
    ("case.booked and case.booked", 12, "cannot read", "write && for and"),
    ("case.note == “x”", 13, "cannot read", 'write the half-width " for the full-width “'),
    ("case.quantity ＞ 3", 14, "cannot read", "write the half-width > for the full-width ＞"),
    ("case.quantity\u3000> 3", 13, "cannot read", "use an ordinary space here"),
    ("case.note == 'x", 13, "cannot read", "close the quote; a text stands on one line"),
    ("case.note == '\\q'", 14, "no such escape", "a backslash itself is written \\\\"),
    ("case.quantity >", 15, "ends too early", "complete it; check that brackets and quotes are in pairs"),
    ("", 0, "is empty", "write one"),
]


@pytest.mark.parametrize(("text", "offset", "message", "fix"), WRONG)
def test_what_is_wrong_is_found_at_its_place_with_a_fix(
    text: str, offset: int, message: str, fix: str | None
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text, SCOPE)
    error = caught.value
    assert (error.offset, error.fix.en if error.fix else None) == (offset, fix)
    assert message in error.message.en
    assert error.message.zh and (error.fix is None or error.fix.zh)


def test_all_errors_are_reported_at_once_in_the_order_of_the_text() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression("case.q == 1 && done(x) || size(case.quantity) > 'a' && case.stock == 1.5", SCOPE)
    assert [trouble.offset for trouble in caught.value.many] == [5, 20, 31, 69]


RIGHT = [
    "case.amount > 100",
    "'12.5' <= case.amount",
    "case.amount + 5 < case.budget * 2 - case.amount",
    "case.due < '2026-01-01' && case.sold >= '2026-01-01T08:00+08:00'",
    "date(case.sold) == case.due || date(case.seen) in ['2026-01-01', case.due]",
    "case.dept in workshops && case.dept != 'plant_9'",
    "case.dept in case.depts || case.depts == ['plant_1']",
    "case.reasons == quality || case.reasons == []",
    "holder(letter) == 'qm' || holder(card.1) in ['qm', 'sales'] || holder(card.'2') == holder(letter)",
    "case.wish in [demand.refund, demand.exchange]",
    "case.lines.all(l, l.price > 10 && l.item.startsWith('a'))",
    "case.lines.size() > 1 && case.note.size() < 200",
    "quality.exists(q, q in case.reasons)",
    "at(under_way) && rounds.looking < 3 && ever(reply) && !passed(answer) && owed(answer)",
    "(case.booked ? case.quantity : -1) > 0 == true",
    "has(case.reasons) ? case.note + '!' == case.other_note : case.booked",
    "-case.quantity % 7 == -case.stock / 2",
    "case.booked",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_fits_is_accepted(text: str) -> None:
    assert parse_expression(text, SCOPE).to_json()


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("case.amount > 100", ["lit", "money", "100.00 CNY"]),
        ("case.amount > '7.5'", ["lit", "money", "7.50 CNY"]),
        ("case.due > '2026-01-01'", ["lit", "date", "2026-01-01"]),
        ("case.dept > '' || case.dept == 'p'", None),
        ("case.dept == 'p'", ["lit", "unit", "p"]),
        ("case.note == 'p'", ["lit", "text", "p"]),
        ("case.quantity == -3", ["lit", "int", -3]),
        ("case.reason == reason.defect", ["lit", "enum:reason", "defect"]),
    ],
)
def test_a_literal_is_read_as_the_type_of_the_other_side(written: str, means: list[object] | None) -> None:
    if means is None:
        with pytest.raises(ExpressionError):
            parse_expression(written, SCOPE)
        return
    assert parse_expression(written, SCOPE).to_json()[3] == means


def test_a_list_beside_a_set_means_the_set() -> None:
    one = parse_expression("case.reasons == [reason.defect, reason.breach, reason.defect]", SCOPE)
    other = parse_expression("case.reasons == [reason.breach, reason.defect]", SCOPE)
    assert one == other


def test_a_computation_is_typed_by_its_field() -> None:
    assert parse_expression("'2026-01-01'", SCOPE, FIELDS["due"]).to_json() == ["lit", "date", "2026-01-01"]
    assert parse_expression(5, SCOPE, FIELDS["amount"]).to_json() == ["lit", "money", "5.00 CNY"]
    assert parse_expression(True, SCOPE).to_json() == ["lit", "bool", True]
    with pytest.raises(ExpressionError):
        parse_expression("case.quantity", SCOPE, FIELDS["amount"])
    with pytest.raises(ExpressionError):
        parse_expression("'defect'", SCOPE, FIELDS["reason"])
    with pytest.raises(ExpressionError):
        parse_expression(None, SCOPE)
