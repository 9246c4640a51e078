import pytest
from hypothesis import given
from hypothesis import strategies as st

from banfa.language.suggest import slips, suggest

KNOWN = [
    "sales_unit",
    "sales_superior",
    "routed_to_quality",
    "routed_to_contract",
    "qm",
    "receive",
    "when",
    "unless",
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("routed_to_qualty", "routed_to_quality"),
        ("sale_unit", "sales_unit"),
        ("sales-unit", "sales_unit"),
        ("Sales_Unit", "sales_unit"),
        ("recieve", "receive"),
        ("wen", "when"),
        ("unles", "unless"),
        ("qn", "qm"),
        ("entirely_different", None),
        ("", None),
        ("x" * 500, None),
        ("z", None),
    ],
)
def test_a_slip_of_the_pen_finds_what_was_meant(written: str, meant: str | None) -> None:
    assert suggest(written, KNOWN) == meant


@given(st.text("abc_", max_size=8), st.lists(st.text("abc_", max_size=8), max_size=12))
def test_a_suggestion_is_one_of_the_names_whatever_their_order(written: str, known: list[str]) -> None:
    found = suggest(written, known)
    assert found is None or found in known
    assert suggest(written, reversed(known)) == found
    assert found != written


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_count_the_same_both_ways(one: str, other: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
