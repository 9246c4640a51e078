"""What users give becomes a canonical value or a clear error, which never repeats what they gave."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banfa.language.values import (
    MAX_MEMBERS,
    BadValue,
    FieldType,
    display,
    minor_units,
    money,
    parser,
)

CNY = FieldType("money", currency="CNY")
YEN = FieldType("money", currency="JPY")
REASON = FieldType("enum", of="reason", members=("damage", "defect"))
DEMAND = FieldType("enum", of="demand", members=("exchange", "refund"), open=True)
REASONS = FieldType("set", of="reason", members=("damage", "defect"))
DEMANDS = FieldType("set", of="demand", members=("exchange", "refund"), open=True)
LINES = FieldType("list", record=(("price", CNY), ("item", FieldType("text")), ("tags", REASONS)), key="item")
EAST = timezone(timedelta(hours=8))
PLAIN = ("text", "bool", "int", "date", "datetime", "person", "unit", "role", "file")

GOOD: list[tuple[FieldType, Any, Any]] = [
    (FieldType("text"), "  甲型\u3000\n", "甲型"),
    (FieldType("text"), "e\u0301", "é"),
    (FieldType("text"), "one\ntwo", "one\ntwo"),
    (FieldType("bool"), False, False),
    (FieldType("int"), -(2**63), -(2**63)),
    (CNY, "12.50", "12.50 CNY"),
    (CNY, "12.5", "12.50 CNY"),
    (CNY, " 12 ", "12.00 CNY"),
    (CNY, 12, "12.00 CNY"),
    (CNY, Decimal("1E+2"), "100.00 CNY"),
    (CNY, Decimal("12.500"), "12.50 CNY"),
    (CNY, "-0", "0.00 CNY"),
    (CNY, "-0.05", "-0.05 CNY"),
    (CNY, "007.10", "7.10 CNY"),
    (CNY, "12.50 CNY", "12.50 CNY"),
    (YEN, "12", "12 JPY"),
    (YEN, "12.0", "12 JPY"),
    (FieldType("money", currency="KWD"), "1.234", "1.234 KWD"),
    (FieldType("date"), "2026-09-28", "2026-09-28"),
    (FieldType("date"), date(2026, 9, 28), "2026-09-28"),
    (FieldType("datetime"), "2026-09-25T16:30+08:00", "2026-09-25T16:30:00+08:00"),
    (FieldType("datetime"), "2026-09-25T08:30:00Z", "2026-09-25T08:30:00+00:00"),
    (FieldType("datetime"), datetime(2026, 9, 25, 16, 30, tzinfo=EAST), "2026-09-25T16:30:00+08:00"),
    (REASON, "defect", "defect"),
    (REASON, " defect ", "defect"),
    (DEMAND, "refund", "refund"),
    (DEMAND, " a new roof ", "a new roof"),
    (REASONS, ["defect", "damage", "defect"], ("damage", "defect")),
    (REASONS, {"defect"}, ("defect",)),
    (REASONS, (), ()),
    (DEMANDS, ["refund", "a new roof"], ("a new roof", "refund")),
    (FieldType("set", of="int"), [10, 9, 10], (9, 10)),
    (FieldType("set", of="text"), ["𠮷", "\uffee"], ("\uffee", "𠮷")),
    (FieldType("set", of="unit"), ["plant_2", "plant_1"], ("plant_1", "plant_2")),
    (FieldType("person"), "sales.a", "sales.a"),
    (
        LINES,
        [{"price": "1", "item": "b", "tags": ["defect"]}, {"item": "a", "price": None}],
        ({"item": "b", "price": "1.00 CNY", "tags": ("defect",)}, {"item": "a"}),
    ),
    (LINES, [], ()),
]


@pytest.mark.parametrize(("t", "raw", "value"), GOOD)
def test_data_become_the_canonical_value(t: FieldType, raw: Any, value: Any) -> None:
    parsed = parser(t)(raw)
    assert parsed == value
    assert type(parsed) is type(value)
    assert parser(t)(parsed) == parsed


def test_the_keys_of_a_record_are_sorted() -> None:
    (row,) = parser(LINES)([{"tags": [], "price": "1", "item": "a"}])  # type: ignore[misc]
    assert list(row) == ["item", "price", "tags"]


BAD: list[tuple[FieldType, Any, str]] = [
    *((FieldType(kind), 1.5, "") for kind in PLAIN),
    *((FieldType(kind), None, "") for kind in PLAIN),
    *((t, raw, "") for t in (CNY, REASON, REASONS, LINES) for raw in (1.5, None, b"x", object())),
    (FieldType("text"), "", "empty"),
    (FieldType("text"), " \u3000\t", "empty"),
    (FieldType("text"), 5, "put numbers and dates in quotes"),
    (FieldType("text"), "a\0b", "cannot be kept"),
    (FieldType("text"), "a\ud800b", "cannot be kept"),
    (FieldType("bool"), "true", "without quotes"),
    (FieldType("bool"), 1, "without quotes"),
    (FieldType("int"), True, "whole number"),
    (FieldType("int"), "5", "whole number"),
    (FieldType("int"), Decimal(5), "whole number"),
    (FieldType("int"), 2**63, "64 bits"),
    (CNY, "", "write the amount"),
    (CNY, "1,000", "without separators"),
    (CNY, "￥12", "without separators"),
    (CNY, "12.50 EUR", "write the amount"),
    (CNY, "１２", "write the amount"),
    (CNY, "1e3", "write the amount"),
    (CNY, "+1", "write the amount"),
    (CNY, ".5", "write the amount"),
    (CNY, "5.", "write the amount"),
    (CNY, "12.505", "at most 2 digits"),
    (CNY, "9" * 18, "too large"),
    (CNY, "9" * 4_000_000, "write the amount"),
    (CNY, 10**5_000, "write the amount"),
    (CNY, True, "write the amount"),
    (CNY, Decimal("NaN"), "write the amount"),
    (CNY, Decimal("Infinity"), "write the amount"),
    (CNY, Decimal("1E+999999"), "write the amount"),
    (CNY, Decimal("1E-999999"), "write the amount"),
    (YEN, "12.5", "at most 0 digits"),
    (FieldType("date"), "2026-9-28", "2026-09-28"),
    (FieldType("date"), "20260928", "2026-09-28"),
    (FieldType("date"), "2026-02-30", "no such day"),
    (FieldType("date"), datetime(2026, 9, 28, tzinfo=UTC), "2026-09-28"),
    (FieldType("datetime"), "2026-09-25T16:30:00", "with its offset"),
    (FieldType("datetime"), "2026-09-25 16:30:00+08:00", "with its offset"),
    (FieldType("datetime"), "2026-09-25T16:30:00.5+08:00", "to the second"),
    (FieldType("datetime"), "2026-09-25T24:00:00+08:00", "with its offset"),
    (FieldType("datetime"), "2026-02-30T10:00:00+08:00", "no such time"),
    (FieldType("datetime"), "2026-09-25T16:30:00+99:00", "no such time"),
    (FieldType("datetime"), datetime(2026, 9, 25), "offset"),
    (FieldType("datetime"), datetime(2026, 9, 25, microsecond=1, tzinfo=UTC), "to the second"),
    (FieldType("datetime"), datetime(2026, 9, 25, tzinfo=timezone(timedelta(seconds=29143))), "offset"),
    (REASON, "defct", "did you mean defect?"),
    (REASON, "", "one of: damage, defect"),
    (REASON, ["defect"], "one of: damage, defect"),
    (DEMAND, " ", "empty"),
    (DEMAND, 5, "one of"),
    (REASONS, "defect", "write a list"),
    (REASONS, {"defect": True}, "write a list"),
    (REASONS, ["defect", "x"], "one of: damage, defect"),
    (REASONS, [["defect"]], "one of: damage, defect"),
    (REASONS, ["defect"] * (MAX_MEMBERS + 1), "at most"),
    (FieldType("set", of="int"), [1, True], "whole number"),
    (FieldType("person"), "sales a", "without spaces"),
    (FieldType("person"), "", "without spaces"),
    (FieldType("unit"), "x" * 201, "without spaces"),
    (LINES, {"item": "a"}, "a list of records"),
    (LINES, ["a"], "must be a record"),
    (LINES, [{"price": "1"}], "needs item"),
    (LINES, [{"item": "a"}, {"item": " a "}], "the same item"),
    (LINES, [{"item": "a", "colour": "red"}], "unknown key"),
    (LINES, [{"item": "a", "price": "1,0"}], "price: write the amount"),
    (LINES, [{"item": "a", 5: "b"}], "must be a record"),
    (LINES, [{"item": str(i)} for i in range(MAX_MEMBERS + 1)], "at most"),
]


@pytest.mark.parametrize(("t", "raw", "message"), BAD, ids=range(len(BAD)))
def test_data_of_another_kind_are_refused_with_what_to_write(t: FieldType, raw: Any, message: str) -> None:
    with pytest.raises(BadValue) as caught:
        parser(t)(raw)
    assert message in caught.value.text.en
    assert caught.value.text.zh


SECRET = "Zq7-secret"


@pytest.mark.parametrize("kind", [*PLAIN, "money", "enum", "set", "list"])
@pytest.mark.parametrize(
    "raw", [SECRET + " \0", [SECRET + "\0"], {SECRET: SECRET}, [{"item": SECRET, SECRET: 1}], SECRET]
)
def test_no_error_repeats_what_was_given(kind: str, raw: Any) -> None:
    t = {"enum": REASON, "set": REASONS, "list": LINES}.get(kind, FieldType(kind))
    try:
        parser(t)(raw)
    except BadValue as bad:
        assert SECRET not in bad.text.zh + bad.text.en + str(bad)
        assert bad.__cause__ is None


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text()
    | st.datetimes()
    | st.dates(),
    lambda below: (
        st.lists(below) | st.dictionaries(st.text(), below) | st.dictionaries(st.just("item"), below)
    ),
)


@given(st.sampled_from([*map(FieldType, PLAIN), CNY, YEN, REASON, DEMAND, REASONS, DEMANDS, LINES]), ANYTHING)
def test_any_data_are_a_value_or_a_clear_error(t: FieldType, raw: Any) -> None:
    try:
        value = parser(t)(raw)
    except BadValue as bad:
        assert bad.text.zh and bad.text.en
    else:
        assert parser(t)(value) == value
        assert display(value, t) is not None


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_money_and_its_smallest_units_are_each_others_inverse(units: int, currency: str) -> None:
    assert minor_units(money(units, currency)) == units
    assert parser(FieldType("money", currency=currency))(money(units, currency)) == money(units, currency)


@pytest.mark.parametrize(
    ("t", "value", "shown"),
    [
        (CNY, "12.50 CNY", "12.50"),
        (REASONS, ("damage", "defect"), ["damage", "defect"]),
        (
            LINES,
            ({"item": "a", "price": "1.00 CNY", "tags": ()},),
            [{"item": "a", "price": "1.00", "tags": []}],
        ),
        (FieldType("int"), 5, 5),
        (FieldType("text"), "12.50 CNY", "12.50 CNY"),
    ],
)
def test_people_see_money_without_its_currency_and_sets_as_lists(
    t: FieldType, value: Any, shown: Any
) -> None:
    assert display(value, t) == shown
