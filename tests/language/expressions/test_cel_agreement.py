"""Verdicts and absorbed errors are those of CEL: absent fields are its errors, absent sets its []."""

from itertools import permutations, product
from typing import Any

import cel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.expressions.sample import REASONS, Seen, condition

WORDS = ["", "a", "ab", "b"]
NUMBERS = ["0", "1", "2", "-3", "7", "4611686018427387904", "-9223372036854775808"]
REASON_NAMES: dict[str, Any] = {"reason": {name: name for name in REASONS}, "quality": ["damage", "defect"]}


def _deeper(leaf: st.SearchStrategy[str], *forms: str, **parts: Any) -> st.SearchStrategy[str]:
    """Texts of these forms, whose places are filled by the strategies named in them."""

    @st.composite
    def filled(draw: Any) -> str:
        form = draw(st.sampled_from(forms))
        drawn = {name: draw(strategy) for name, strategy in parts.items()}
        drawn |= {f"{name}2": draw(strategy) for name, strategy in parts.items()}
        return form.format(**drawn)

    return leaf | filled()


_TEXT_LEAF = st.sampled_from(
    [*(f"'{word}'" for word in WORDS), "case.note", "case.other_note", "before.note"]
)
TEXT = _deeper(_TEXT_LEAF, "({t} + {t2})", "({f} ? {t} : {t2})", t=_TEXT_LEAF, f=st.just("case.booked"))
_INT_LEAF = st.sampled_from(
    [*NUMBERS, "case.quantity", "case.stock", "before.stock", "size(case.reasons)", "size(case.note)"]
)
INT = _deeper(
    _INT_LEAF,
    "({i} + {i2})",
    "({i} - {i2})",
    "({i} * {i2})",
    "({i} / {i2})",
    "({i} % {i2})",
    "(-({n}))",
    "(case.booked ? {i} : {i2})",
    i=_INT_LEAF,
    n=st.sampled_from(["2", "case.stock", "size(case.note)"]),  # the implementation wraps -(-2^63)
)
REASON = st.sampled_from([*(f"reason.{name}" for name in REASONS), "case.reason", "before.reason"])
ATOM = _deeper(
    st.sampled_from(
        ["true", "false", "case.booked", "before.booked", "has(case.note)", "has(case.quantity)"]
    ),
    "{i} {op} {i2}",
    "{t} {op} {t2}",
    "{r} == {r2}",
    "{r} != {r2}",
    "{r} in case.reasons",
    "{r} in quality",
    "{r} in [{r2}, reason.breach]",
    "{i} in [{i2}, 1]",
    "size([{i}, {i2}]) == 2",
    "[{i}] == [{i2}]",
    "{t}.startsWith({t2})",
    "{t}.endsWith({t2})",
    "{t}.contains({t2})",
    "case.reasons == before.reasons",
    "case.reasons != [reason.breach, reason.defect]",
    "case.reasons.exists(x, x == {r})",
    "case.reasons.all(x, x in quality || {i} > 1)",
    "quality.exists(x, x in case.reasons && x != {r})",
    "quality.all(x, case.reasons.exists(y, y == x && {i} == 1)) || {i2} > 0",
    i=INT,
    t=TEXT,
    r=REASON,
    op=st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
)
CONDITION = st.recursive(
    ATOM,
    lambda below: st.one_of(
        below.map("!({})".format),
        st.tuples(below, below).map(lambda two: "({}) && ({})".format(*two)),
        st.tuples(below, below).map(lambda two: "({}) || ({})".format(*two)),
        st.tuples(below, below).map(lambda two: "(({}) == ({}))".format(*two)),
        st.tuples(below, below, below).map(lambda three: "(({}) ? ({}) : ({}))".format(*three)),
    ),
    max_leaves=5,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "booked": st.booleans(),
        "note": st.sampled_from(WORDS[1:]),
        "other_note": st.sampled_from(WORDS[1:]),
        "quantity": st.sampled_from([0, 1, -1, 3, 2**63 - 1, -(2**63)]),
        "reason": st.sampled_from(REASONS),
        "reasons": st.sets(st.sampled_from(REASONS)).map(lambda s: tuple(sorted(s))),
        "stock": st.integers(-2, 3),
    },
)


def _by_cel(text: str, case: dict[str, Any], before: dict[str, Any]) -> bool | None:
    """A set has no order; the implementation stops at an error in a macro before what decides."""
    verdicts = {_in_order(text, (case, before), order) for order in _ORDERS} - {None}
    assert len(verdicts) < 2
    return verdicts.pop() if verdicts else None


_ORDERS = list(product(permutations(range(len(REASONS))), (1, -1)))


def _in_order(text: str, facts: Any, order: tuple[tuple[int, ...], int]) -> bool | None:
    ranks = dict(zip(REASONS, order[0], strict=True))
    names = {"reason": REASON_NAMES["reason"], "quality": REASON_NAMES["quality"][:: order[1]]}
    for name, fields in zip(("case", "before"), facts, strict=True):
        lists = {k: sorted(v, key=lambda r: ranks[r]) for k, v in fields.items() if isinstance(v, tuple)}
        names[name] = {"reasons": [], **fields, **lists}
    try:
        return bool(cel.evaluate(text, names))
    except (ValueError, KeyError, OverflowError, TypeError, RuntimeError, ZeroDivisionError):
        return None


@settings(max_examples=600)
@given(CONDITION, FACTS, FACTS)
def test_a_verdict_is_that_of_cel_and_unknown_or_fault_is_its_error(
    text: str, case: dict[str, Any], before: dict[str, Any]
) -> None:
    assert condition(text).verdict(Seen(case, before)) is _by_cel(text, case, before)


def test_what_decides_may_stand_behind_an_error_inside_two_macros() -> None:
    text = "quality.all(x, case.reasons.exists(y, y == x && (0 / 0) == 1)) || 0 > 0"
    case = {"reasons": ("damage",)}
    assert condition(text).verdict(Seen(case, {})) is _by_cel(text, case, {}) is False


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("case.reasons.exists(x, x == reason.defect || case.quantity == 1)", True),
        ("case.reasons.exists(x, case.quantity == 1 || x == reason.breach)", True),
        ("case.reasons.exists(x, x == reason.damage || case.quantity == 1)", None),
        ("case.reasons.all(x, x == reason.defect && case.quantity == 1)", False),
        ("case.reasons.all(x, x != reason.damage || case.quantity == 1)", True),
        ("case.reasons.all(x, case.quantity == 1)", None),
    ],
)
def test_a_decisive_member_absorbs_the_errors_of_the_others_wherever_it_stands(
    text: str, verdict: bool | None
) -> None:
    """As CEL defines exists and all; the implementation used above gives up at the first error."""
    assert condition(text).verdict(Seen({"reasons": ("breach", "defect")})) is verdict


def test_the_negative_of_the_least_number_is_a_fault() -> None:
    assert condition("-case.quantity > 0 || -case.quantity < 1").verdict(Seen({"quantity": -(2**63)})) is None
