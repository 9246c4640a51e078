"""Whatever stands where an expression belongs, the answer is an expression or an ExpressionError, soon."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banfa.language.expressions import ExpressionError, Scope, parse_cells, parse_expression
from banfa.language.expressions.check_types import MAX_NESTING, MAX_NODES
from banfa.language.expressions.parse import MAX_LENGTH
from banfa.language.expressions.syntax import depth, walk
from tests.language.expressions.sample import FIELDS, SCOPE, condition

HOSTILE = {
    "open parentheses": "(" * 1_900,
    "closed parentheses": ")" * 1_900,
    "nots": "!" * 1_900 + "case.booked",
    "minuses": "-" * 1_900 + "1 == 1",
    "lists": "[" * 900 + "]" * 900 + " == []",
    "choices": "case.booked ? true : " * 90 + "false",
    "conjunctions": " && ".join(["case.booked"] * 130),
    "sums": "+".join(["1"] * 900) + " == 900",
    "members": "case" + ".x" * 900,
    "calls": "size(" * 300 + "case.note" + ")" * 300,
    "loops": "case.reasons.exists(a, case.reasons.exists(b, case.reasons.exists(c, a == b && b == c)))",
    "a megabyte": "case.booked && " * 70_000 + "true",
    "a long number": "9" * 1_900 + " == 1",
    "a long hexadecimal number": "0x" + "f" * 1_900 + " == 1",
    "a long text never closed": "case.note == '" + "x" * 1_900,
    "backslashes": "case.note == '" + "\\" * 1_901 + "'",
    "nul": "case.note == '\0' \0",
    "a half of a pair": "case.note == \ud800",
    "an escaped half of a pair": "case.note == '\\ud800'",
    "beyond Unicode": "case.note == '\\UFFFFFFFF'",
    "a right-to-left mark": "case.booked \u202e && true",
    "a zero-width space": "case.\u200bbooked",
    "look-alike letters": "c\u0430se.booked",
    "full-width letters": "ｃａｓｅ.booked",
    "Chinese": "受理部门不是被投诉部门",
    "ideographic space": "case.booked\u3000&& true",
    "Python": "__import__('os').system('true')",
    "an attribute": "case.__class__ == 1",
    "format braces": "{0.__class__}",
    "YAML": "- a: b\n- c",
    "only space": " \n\t",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_with_words_in_both_languages(name: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(HOSTILE[name], SCOPE)
    for trouble in caught.value.many:
        assert trouble.message.zh and trouble.message.en
        assert len(trouble.message.en) < 300 or len(HOSTILE[name]) > 300
        assert 0 <= trouble.offset <= len(HOSTILE[name])
        assert "banfa" not in trouble.message.en and "Error" not in trouble.message.en


FRAGMENTS = [
    "case.",
    "before.",
    "reason.",
    "booked",
    "note",
    "(",
    ")",
    "[",
    "]",
    "'a'",
    "1",
    "&&",
    "||",
    "!",
    "?",
    ":",
    ",",
    "==",
    "<",
    "in",
    ".exists(x,",
    "size(",
    "+",
    "/",
    " ",
    "\n",
    "“",
    "，",
    "r'",
    "\\",
    "0x",
    "1.5",
]


@settings(max_examples=400)
@given(st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_any_text_is_an_expression_or_a_clear_error(text: str) -> None:
    try:
        expr = parse_expression(text, SCOPE)
    except ExpressionError as error:
        assert all(0 <= trouble.offset <= len(text) and trouble.message.zh for trouble in error.many)
    else:
        assert expr.to_json()


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["quality", "defect"]),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from([*FIELDS, "some", "only", "above", "given", "x"]) | st.integers(),
            below,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=400)
@given(DATA)
def test_any_data_are_cells_or_a_clear_error(raw: Any) -> None:
    try:
        expr = parse_cells(raw, SCOPE)
    except ExpressionError as error:
        assert all(trouble.message.zh and isinstance(trouble.path, tuple) for trouble in error.many)
    else:
        assert expr.to_json()


def test_what_is_accepted_stays_within_the_bounds() -> None:
    conjunctions = condition(" && ".join(["case.booked"] * 70)).expr
    assert depth(conjunctions) <= MAX_NESTING
    with pytest.raises(ExpressionError, match="太长"):
        parse_expression("true" + " " * MAX_LENGTH, SCOPE)


def test_conditions_inlined_into_each_other_stay_bounded() -> None:
    conditions = {"c0": condition("case.booked && has(case.note)").expr}
    scope = Scope(**{**vars(SCOPE), "conditions": conditions})
    with pytest.raises(ExpressionError) as caught:
        for i in range(40):
            conditions[f"c{i + 1}"] = parse_expression(f"c{i} || !c{i}", scope)
    assert "too large" in caught.value.message.en
    assert max(sum(1 for _ in walk(expr)) for expr in conditions.values()) <= MAX_NODES


def test_conditions_inlined_one_below_the_other_stay_shallow() -> None:
    conditions = {"c0": condition("case.booked").expr}
    scope = Scope(**{**vars(SCOPE), "conditions": conditions})
    with pytest.raises(ExpressionError) as caught:
        for i in range(400):
            conditions[f"c{i + 1}"] = parse_expression(f"!c{i}", scope)
    assert "too deeply" in caught.value.message.en


def test_brackets_that_mean_nothing_cost_nothing() -> None:
    assert condition("(" * 900 + "case.booked" + ")" * 900).expr == condition("case.booked").expr
