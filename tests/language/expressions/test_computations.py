"""What `set: {field: expression}` writes: a canonical value, or why there is none."""

from typing import Any

import pytest

from banfa.language.expressions import Computation, Fault, Unknown, compile_computation, parse_expression
from tests.language.expressions.sample import FIELDS, SCOPE, Seen, sets


def _computation(field: str, text: object) -> Computation:
    return compile_computation(parse_expression(text, SCOPE, FIELDS[field]), FIELDS[field], SCOPE)


@pytest.mark.parametrize(
    ("field", "text", "case", "value"),
    [
        ("amount", "case.budget * 3 - 1", {"budget": "0.50 CNY"}, "0.50 CNY"),
        ("amount", "-case.budget", {"budget": "0.05 CNY"}, "-0.05 CNY"),
        ("amount", "case.booked ? case.budget : 0", {"booked": False, "budget": "1.00 CNY"}, "0.00 CNY"),
        ("amount", 12, {}, "12.00 CNY"),
        ("quantity", "case.stock / 2", {"stock": -7}, -3),
        ("quantity", "case.stock % 2", {"stock": -7}, -1),
        ("quantity", "size(case.reasons) + size(case.note)", {"note": "中文"}, 2),
        ("booked", "case.quantity > 1 || has(case.note)", {"note": "x"}, True),
        ("due", "date(case.sold)", {"sold": "2026-01-01T00:30:00+08:00"}, "2026-01-01"),
        ("due", "'2026-01-01'", {}, "2026-01-01"),
        ("seen", "case.sold", {"sold": "2026-01-01T00:30:00+08:00"}, "2026-01-01T00:30:00+08:00"),
        ("note", "case.other_note + '，' + case.other_note", {"other_note": "甲"}, "甲，甲"),
        ("note", "case.other_note + '\\u0301'", {"other_note": "e"}, "é"),
        ("reason", "case.booked ? reason.defect : reason.breach", {"booked": True}, "defect"),
        ("wish", "case.wish", {"wish": "a new roof"}, "a new roof"),
        ("reasons", "case.reasons", {}, ()),
        ("reasons", "[reason.defect, reason.breach, reason.defect]", {}, ("breach", "defect")),
        ("reasons", "[case.reason, reason.breach]", {"reason": "breach"}, ("breach",)),
        ("depts", "['plant_2', case.dept]", {"dept": "plant_1"}, ("plant_1", "plant_2")),
        ("dept", "case.dept", {"dept": "plant_1"}, "plant_1"),
    ],
)
def test_a_computation_gives_a_canonical_value(
    field: str, text: object, case: dict[str, Any], value: Any
) -> None:
    assert _computation(field, text).value(Seen(case)) == value


@pytest.mark.parametrize(
    ("field", "text", "case", "missing"),
    [
        ("amount", "case.budget * case.quantity", {}, sets("budget quantity")),
        ("amount", "case.budget * case.quantity", {"quantity": 1}, sets("budget")),
        ("quantity", "case.booked ? case.stock : 1", {}, sets("booked")),
        ("quantity", "case.booked ? case.stock : 1", {"booked": True}, sets("stock")),
        ("booked", "case.quantity > 1 || has(case.note)", {}, sets("quantity", "note")),
        ("due", "date(case.sold)", {}, sets("sold")),
    ],
)
def test_a_computation_over_absent_fields_says_what_is_missing(
    field: str, text: str, case: dict[str, Any], missing: frozenset[frozenset[str]]
) -> None:
    with pytest.raises(Unknown) as caught:
        _computation(field, text).value(Seen(case))
    assert frozenset(caught.value.missing) == missing


@pytest.mark.parametrize(
    ("field", "text", "case"),
    [
        ("quantity", "1 / case.stock", {"stock": 0}),
        ("quantity", "1 % case.stock", {"stock": 0}),
        ("quantity", "case.stock + 1", {"stock": 2**63 - 1}),
        ("quantity", "-case.stock", {"stock": -(2**63)}),
        ("quantity", "case.stock / -1", {"stock": -(2**63)}),
        ("quantity", "case.stock % -1", {"stock": -(2**63)}),
        ("quantity", "case.stock * case.stock", {"stock": 2**40}),
        ("amount", "case.budget * 9000000000000000000", {"budget": "1.00 CNY"}),
        ("amount", "case.budget + case.budget", {"budget": "92233720368547758.07 CNY"}),
        ("note", "case.booked ? '' : 'x'", {"booked": True}),
        ("note", "case.other_note + case.other_note", {"other_note": "x" * 600_000}),
    ],
)
def test_what_cannot_be_calculated_is_a_fault(field: str, text: str, case: dict[str, Any]) -> None:
    with pytest.raises(Fault):
        _computation(field, text).value(Seen(case))


def test_a_computation_tells_what_it_reads() -> None:
    computation = _computation("quantity", "case.stock + before.quantity + size(case.reasons)")
    assert computation.reads == {"stock", "reasons"}
    assert computation.reads_before == {"quantity"}
