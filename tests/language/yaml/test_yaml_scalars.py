from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banfa.language.yaml.scalars import value_of
from tests.language.yaml.reading import data, read_all, spots


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("-5", -5),
        ("12.50", Decimal("12.50")),
        ("-0.5", Decimal("-0.5")),
        ("true", True),
        ("false", False),
        ("8②", "8②"),
        ("8(2)", "8(2)"),
        ("10①-⑥", "10①-⑥"),
        ("1.0.0", "1.0.0"),
        ("7 working days", "7 working days"),
        ("y", "y"),
        ("n", "n"),
        ("yes please", "yes please"),
        ("2026/01/01", "2026/01/01"),
        ("customer-complaint", "customer-complaint"),
        ("…", "…"),
        ("１２", "１２"),
        ("1e", "1e"),
        ("'true'", "true"),
        ('"12"', "12"),
        ('"2026-01-01"', "2026-01-01"),
        ('"a\\nb"', "a\nb"),
        ("''", ""),
    ],
)
def test_a_scalar_has_one_meaning(raw: str, value: object) -> None:
    (read,) = data(f"- {raw}")  # type: ignore[misc]
    assert read == value
    assert type(read) is type(value)
    assert data(f"{{k: {raw}}}") == {"k": value}


@pytest.mark.parametrize(
    ("code", "raws"),
    [
        ("B108", "yes Yes YES no No NO on On ON off Off OFF True TRUE False FALSE ~ null Null NULL = <<"),
        ("B109", "007 00 -0 -0.0 +1 1_000 0x1F 0o17 0b1 1e3 1E-3 1. .5 +.5 .inf -.inf .NaN 1.5e3 0_1"),
        ("B109", "1234567890123456789 0.1234567890123456789"),
        (
            "B110",
            "2026-01-01 2026-1-1 2026-01 2026-09-28T09:00 2026-09-28T09:00+08:00 09:00 9:00:00 1:30 -1:30",
        ),
    ],
)
def test_what_readers_of_yaml_disagree_about_must_be_quoted(code: str, raws: str) -> None:
    for raw in raws.split():
        assert spots(f"a: {raw}") == [(code, 1, 4)], raw
        assert spots(f"a: {{b: {raw}}}") == [(code, 1, 8)], raw
        assert data(f'a: "{raw}"') == {"a": raw}


def test_keys_are_text_always() -> None:
    text = "1: a\n2026-01-01: b\non: c\ntrue: d\nnull: e\n1.50: f\n"
    assert data(text) == {"1": "a", "2026-01-01": "b", "on": "c", "true": "d", "null": "e", "1.50": "f"}


def test_the_same_key_as_number_and_text_is_twice_the_same() -> None:
    (problem,) = read_all('a: {1: x}\nb: {1: x, "1": z}')[1]
    assert (problem.code, problem.place, problem.also) == ("B107", problem.place, problem.also)
    assert problem.place is not None and problem.also is not None
    assert (problem.place.line, problem.place.column) == (2, 11)
    assert (problem.also.line, problem.also.column) == (2, 5)
    assert problem.element == "b.1"


@given(st.integers(min_value=-(10**18) + 1, max_value=10**18 - 1))
def test_every_whole_number_is_read_exactly(number: int) -> None:
    assert value_of(str(number)) == number


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_every_decimal_number_keeps_its_digits(number: Decimal) -> None:
    if number == 0:
        number = abs(number)
    read = value_of(f"{number:f}")
    assert isinstance(read, Decimal)
    assert str(read) == f"{number:f}"
