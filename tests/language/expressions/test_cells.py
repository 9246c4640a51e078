"""Cells say the same as expressions, and what is wrong in them is found by its path."""

from typing import Any

import pytest

from banfa.language.expressions import ExpressionError, compile_condition, parse_cells
from tests.language.expressions.sample import SCOPE, Seen, sets

QUALITY = ["damage", "defect"]


def _lit(kind: str, value: object) -> list[object]:
    return ["lit", kind, value]


CELLS: list[tuple[Any, list[Any]]] = [
    ({"quantity": 5}, ["cmp", "==", ["case", "quantity"], _lit("int", 5)]),
    ({"booked": False}, ["cmp", "==", ["case", "booked"], _lit("bool", False)]),
    ({"reason": "defect"}, ["cmp", "==", ["case", "reason"], _lit("enum:reason", "defect")]),
    (
        {"reason": ["defect", "damage"]},
        ["in", ["case", "reason"], ["list", [_lit("enum:reason", "defect"), _lit("enum:reason", "damage")]]],
    ),
    ({"amount": {"above": 3}}, ["cmp", ">", ["case", "amount"], _lit("money", "3.00 CNY")]),
    ({"due": {"at_least": "2026-01-01"}}, ["cmp", ">=", ["case", "due"], _lit("date", "2026-01-01")]),
    ({"quantity": {"at_most": 3}}, ["cmp", "<=", ["case", "quantity"], _lit("int", 3)]),
    ({"quantity": {"below": 3}}, ["cmp", "<", ["case", "quantity"], _lit("int", 3)]),
    ({"note": {"given": True}}, ["given", "note", True]),
    ({"lines": {"given": False}}, ["given", "lines", False]),
    ({"reasons": {"some": "quality"}}, ["some", "reasons", QUALITY]),
    ({"reasons": {"only": "defect"}}, ["only", "reasons", ["defect"]]),
    ({"reasons": {"none": ["defect", "breach"]}}, ["none", "reasons", ["breach", "defect"]]),
    ({"reasons": {"all": ["quality", "breach"]}}, ["every", "reasons", ["breach", *QUALITY]]),
    ({"reasons": {"not_only": "quality"}}, ["not_only", "reasons", QUALITY]),
    ({"depts": {"some": "workshops"}}, ["some", "depts", ["plant_1", "plant_2"]]),
    ({"depts": {"some": ["plant_9"]}}, ["some", "depts", ["plant_9"]]),
    ({}, _lit("bool", True)),
    (
        {"stock": 1, "quantity": {"below": 9, "above": 3}, "booked": True},
        [
            "and",
            [
                "and",
                ["cmp", "==", ["case", "booked"], _lit("bool", True)],
                [
                    "and",
                    ["cmp", ">", ["case", "quantity"], _lit("int", 3)],
                    ["cmp", "<", ["case", "quantity"], _lit("int", 9)],
                ],
            ],
            ["cmp", "==", ["case", "stock"], _lit("int", 1)],
        ],
    ),
    (
        [{"stock": 1}, {"stock": 2}, {"stock": 3}],
        [
            "or",
            [
                "or",
                ["cmp", "==", ["case", "stock"], _lit("int", 1)],
                ["cmp", "==", ["case", "stock"], _lit("int", 2)],
            ],
            ["cmp", "==", ["case", "stock"], _lit("int", 3)],
        ],
    ),
]


@pytest.mark.parametrize(("raw", "means"), CELLS)
def test_cells_mean_the_canonical_tree(raw: Any, means: list[Any]) -> None:
    assert parse_cells(raw, SCOPE).to_json() == means


WRONG: list[tuple[Any, tuple[str | int, ...], str, str | None]] = [
    ({"reson": "defect"}, ("reson",), "no field reson", "did you mean reason?"),
    ({"reason": "defct"}, ("reason",), "no value defct", "did you mean defect?"),
    ({"reason": ["defect", "defct"]}, ("reason", 1), "no value defct", "did you mean defect?"),
    ({"reason": "quality"}, ("reason",), "quality is a set", "write if: case.… in quality instead"),
    ({"reason": []}, ("reason",), "the list is empty", None),
    ({"reason": {"some": "quality"}}, ("reason", "some"), "cannot be used", "use [a, b]"),
    ({"reason": {"above": 3}}, ("reason", "above"), "cannot be used", "use [a, b]"),
    (
        {"reasons": "defect"},
        ("reasons",),
        "does not take a plain value",
        "write {some: …}, {only: …} or the like",
    ),
    (
        {"reasons": ["defect"]},
        ("reasons",),
        "does not take a plain value",
        "write {some: …}, {only: …} or the like",
    ),
    ({"reasons": {"sme": "quality"}}, ("reasons", "sme"), "unknown word sme", "did you mean some?"),
    ({"reasons": {"some": "qualty"}}, ("reasons", "some"), "no value qualty", "did you mean quality?"),
    ({"reasons": {"some": ["defect", 3]}}, ("reasons", "some", 1), "no value", None),
    ({"reasons": {}}, ("reasons",), "the cell is empty", "write a value"),
    (
        {"reasons": {"at_least": 3}},
        ("reasons", "at_least"),
        "cannot be used",
        "use all, none, not_only, only, some",
    ),
    ({"lines": {"some": "x"}}, ("lines", "some"), "cannot be used", "use given"),
    ({"lines": "x"}, ("lines",), "only takes {given", None),
    ({"quantity": "5"}, ("quantity",), "a whole number is wanted", None),
    ({"quantity": None}, ("quantity",), "a whole number is wanted", None),
    ({"amount": {"above": "1,000"}}, ("amount", "above"), "write the amount", None),
    ({"amount": {"given": "yes"}}, ("amount", "given"), "given is true or false", None),
    ([{"stock": 1}, {"stok": 2}], (1, "stok"), "no field stok", "did you mean stock?"),
    ([{"stock": 1}, "stock"], (1,), "fields with their cells", "write FIELD: value"),
    ("stock", (), "fields with their cells", "write FIELD: value"),
    ([], (), "the list is empty", "write cells, or remove it"),
]


@pytest.mark.parametrize(("raw", "path", "message", "fix"), WRONG)
def test_what_is_wrong_is_found_by_its_path_with_a_fix(
    raw: Any, path: tuple[str | int, ...], message: str, fix: str | None
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_cells(raw, SCOPE)
    error = caught.value
    assert (error.path, error.fix.en if error.fix else None) == (path, fix)
    assert message in error.message.en


def test_all_errors_of_all_maps_are_reported_at_once() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_cells([{"stok": 1, "quantity": "x"}, {"reasons": {"some": ["a", "b"]}}], SCOPE)
    paths = [trouble.path for trouble in caught.value.many]
    assert paths == [(0, "quantity"), (0, "stok"), (1, "reasons", "some", 0), (1, "reasons", "some", 1)]


@pytest.mark.parametrize(
    ("cell", "over_nothing", "turned"),
    [
        ({"some": "quality"}, False, True),
        ({"some": []}, False, False),
        ({"only": "quality"}, False, True),
        ({"none": "quality"}, True, True),
        ({"none": []}, True, False),
        ({"all": "quality"}, False, True),
        ({"all": []}, True, False),
        ({"not_only": "quality"}, False, True),
        ({"not_only": ["quality", "breach"]}, False, False),
    ],
)
def test_a_cell_over_an_absent_set_has_the_verdict_of_the_empty_set_and_says_whether_a_set_would_turn_it(
    cell: dict[str, Any], over_nothing: bool, turned: bool
) -> None:
    condition = compile_condition(parse_cells({"reasons": cell}, SCOPE), SCOPE)
    weight = condition.weigh(Seen())
    assert condition.verdict(Seen()) is condition.verdict(Seen({"reasons": ()})) is over_nothing
    other = weight.F if over_nothing else weight.T
    assert frozenset(other) == (sets("reasons") if turned else frozenset())


def test_a_member_outside_every_list_exists_where_the_enum_is_open() -> None:
    cell = {"demands": {"not_only": ["exchange", "refund"]}}
    condition = compile_condition(parse_cells(cell, SCOPE), SCOPE)
    assert frozenset(condition.weigh(Seen()).T) == sets("demands")
    assert condition.verdict(Seen({"demands": ("a new roof",)})) is True
