"""What a condition lacks, against brute force: every supply of absent fields is tried (law L8c)."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banfa.language.expressions import (
    Condition,
    compile_condition,
    conj,
    disj,
    implies,
    neg,
    negate,
    parse_cells,
    parse_expression,
)
from banfa.language.expressions.weights import choice
from tests.language.expressions.sample import REASONS, SCOPE, Seen, condition, sets

SUBSETS = [tuple(sorted(some)) for size in range(4) for some in combinations(REASONS, size)]
DOMAINS: Mapping[str, list[Any]] = {
    "booked": [True, False],
    "dept": ["plant_1", "plant_2", "plant_3", "plant_4"],
    "depts": [
        (),
        ("plant_1",),
        ("plant_2",),
        ("plant_3",),
        ("plant_1", "plant_2"),
        ("plant_1", "plant_2", "plant_3"),
    ],
    "quantity": list(range(-2, 7)),
    "reason": list(REASONS),
    "reasons": SUBSETS,
    "stock": list(range(-2, 7)),
}
KNOWN = {**DOMAINS, "dept": ["plant_1", "plant_2"], "quantity": [-1, 0, 1, 2], "stock": [-1, 0, 1, 2]}
"""What is given lies well inside the domains, so that whatever an absent field would have to be is tried."""

ATOMS: Mapping[str, tuple[str, ...]] = {
    "case.booked": ("booked",),
    "has(case.booked)": ("booked",),
    "case.booked == true": ("booked",),
    "case.dept == 'plant_1'": ("dept",),
    "case.dept in workshops": ("dept",),
    "case.dept in case.depts": ("dept", "depts"),
    "case.depts.exists(x, x in workshops)": ("depts",),
    "size(case.depts) > 1": ("depts",),
    "case.depts == ['plant_1']": ("depts",),
    "case.quantity > 1": ("quantity",),
    "case.quantity + 1 == case.stock": ("quantity", "stock"),
    "case.quantity in [1, case.stock]": ("quantity", "stock"),
    "(case.booked ? case.quantity : 2) == 1": ("booked", "quantity"),
    "(case.booked ? 1 : 2) < size(case.reasons)": ("booked", "reasons"),
    "(case.booked == (case.quantity < case.stock))": ("booked", "quantity", "stock"),
    "1 / case.quantity == 1": ("quantity",),
    "1 / 0 == case.quantity": ("quantity",),
    "case.stock <= 0": ("stock",),
    "has(case.stock)": ("stock",),
    "case.reason == reason.breach": ("reason",),
    "case.reason in quality": ("reason",),
    "case.reason in [reason.breach, reason.damage, reason.defect]": ("reason",),
    "case.reason in case.reasons": ("reason", "reasons"),
    "reason.breach in case.reasons": ("reasons",),
    "has(case.reasons)": ("reasons",),
    "case.reasons == []": ("reasons",),
    "case.reasons != quality": ("reasons",),
    "size(case.reasons) >= 2": ("reasons",),
    "size(case.reasons) > 3": ("reasons",),
    "size(case.reasons) * 2 == case.quantity": ("quantity", "reasons"),
    "size(case.reasons) in [2, 5]": ("reasons",),
    "case.reasons.exists(x, x in quality)": ("reasons",),
    "case.reasons.all(x, x in quality)": ("reasons",),
    "done(accept)": (),
    "rounds.looking > 0": (),
}
FOLDED: Mapping[str, tuple[str, ...]] = {
    "case.depts.exists(x, x == case.dept)": ("dept", "depts"),
    "case.depts.all(x, x != case.dept)": ("dept", "depts"),
    "case.reasons.exists(x, x == case.reason)": ("reason", "reasons"),
    "case.reasons.all(x, x == case.reason && case.booked)": ("booked", "reason", "reasons"),
    "case.reasons.exists(x, size(case.depts) > 2)": ("depts", "reasons"),
    "quality.exists(x, x == case.reason)": ("reason",),
}
"""A body is asked once a member, so its fields occur as often."""

CELLS: Mapping[str, list[Any]] = {
    "booked": [True, {"given": True}, {"given": False}],
    "quantity": [1, [0, 2], {"at_least": 1, "below": 4}, {"given": False}],
    "reason": ["defect", ["defect", "breach"], ["breach", "damage", "defect"]],
    "reasons": [
        {word: members}
        for word in ("some", "only", "none", "all", "not_only")
        for members in ([], "quality", list(REASONS))
    ]
    + [{"given": True}, {"given": False}, {"some": "quality", "not_only": "quality"}],
    "stock": [{"above": 0}, {"at_most": 2, "given": True}],
}


@st.composite
def _apart(draw: st.DrawFn, unused: frozenset[str], depth: int) -> tuple[Condition, frozenset[str]]:
    """A condition in which no field occurs twice, and the fields that are left."""
    form = draw(
        st.sampled_from(
            ["atom", "cells", "not", "and", "or", "if", "implies"] if depth else ["atom", "cells"]
        )
    )
    if form == "atom":
        text = draw(st.sampled_from([text for text, fields in ATOMS.items() if unused.issuperset(fields)]))
        return condition(text), unused - set(ATOMS[text])
    if form == "cells":
        names = draw(
            st.lists(st.sampled_from(sorted(unused & CELLS.keys()) or ["-"]), unique=True, max_size=2)
        )
        cells = {name: draw(st.sampled_from(CELLS[name])) for name in names if name != "-"}
        return compile_condition(parse_cells(cells, SCOPE), SCOPE), unused - set(names)
    parts = []
    for _ in range({"not": 1, "if": 3}.get(form, 2)):
        part, unused = draw(_apart(unused, depth - 1))
        parts.append(part)
    return _joined(form, parts), unused


def _joined(form: str, parts: list[Condition]) -> Condition:
    if form == "implies":
        return implies(*parts)
    texts = {"not": "!p0", "and": "p0 && p1", "or": "p0 || p1", "if": "p0 ? p1 : p2"}
    named = {f"p{i}": part.expr for i, part in enumerate(parts)}
    scope = type(SCOPE)(**{**vars(SCOPE), "conditions": named})
    return compile_condition(parse_expression(texts[form], scope), SCOPE)


@st.composite
def _condition_and_case(draw: st.DrawFn) -> tuple[Condition, dict[str, Any]]:
    guard, _ = draw(_apart(frozenset(DOMAINS), draw(st.integers(0, 2))))
    known = {name: draw(st.sampled_from(KNOWN[name])) for name in sorted(guard.reads) if draw(st.booleans())}
    return guard, known


def _supplies(absent: list[str], known: Mapping[str, Any]) -> Iterator[tuple[frozenset[str], dict[str, Any]]]:
    for size in range(len(absent) + 1):
        for names in combinations(absent, size):
            for values in product(*(DOMAINS[name] for name in names)):
                yield frozenset(names), {**known, **dict(zip(names, values, strict=True))}


def _brute(guard: Condition, known: dict[str, Any], wanted: bool) -> set[frozenset[str]]:
    absent = sorted(guard.reads - known.keys())
    turning = {names for names, case in _supplies(absent, known) if guard.verdict(Seen(case)) is wanted}
    return {names for names in turning if not any(other < names for other in turning)}


@settings(max_examples=300)
@given(_condition_and_case())
def test_what_is_missing_is_what_brute_force_finds_where_no_field_occurs_twice(
    found: tuple[Condition, dict[str, Any]],
) -> None:
    guard, known = found
    weight = guard.weigh(Seen(known))
    assert set(weight.T) == _brute(guard, known, True)
    assert set(weight.F) == _brute(guard, known, False)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(sorted({**ATOMS, **FOLDED})), min_size=3, max_size=3), st.data())
def test_a_supply_that_turns_a_condition_is_never_left_out_even_where_fields_repeat(
    atoms: list[str], data: st.DataObject
) -> None:
    form = data.draw(
        st.sampled_from(["({}) && ({}) || !({})", "({}) ? ({}) : ({})", "!(({}) || ({})) && ({})"])
    )
    guard = condition(form.format(*atoms))
    known = {
        name: data.draw(st.sampled_from(KNOWN[name]))
        for name in sorted(guard.reads)
        if data.draw(st.booleans())
    }
    weight = guard.weigh(Seen(known))
    assert weight.verdict is guard.verdict(Seen(known))
    for turning, listed in ((True, weight.T), (False, weight.F)):
        for needed in _brute(guard, known, turning):
            assert any(names <= needed for names in listed)


@settings(max_examples=200)
@given(st.tuples(*[st.sampled_from(sorted({**ATOMS, **FOLDED}))] * 3), st.data())
def test_logic_is_calculated_on_the_weights_of_its_parts(
    atoms: tuple[str, str, str], data: st.DataObject
) -> None:
    c, a, b = (condition(atom) for atom in atoms)
    names = sorted(c.reads | a.reads | b.reads)
    view = Seen({name: data.draw(st.sampled_from(KNOWN[name])) for name in names if data.draw(st.booleans())})
    wc, wa, wb = (each.weigh(view) for each in (c, a, b))
    assert condition("({}) ? ({}) : ({})".format(*atoms)).weigh(view) == choice(wc, wa, wb)
    assert condition("({1}) && ({2})".format(*atoms)).weigh(view) == conj(wa, wb)
    assert condition("({1}) || ({2})".format(*atoms)).weigh(view) == disj(wa, wb)
    assert negate(a).weigh(view) == neg(wa)
    assert implies(c, a).weigh(view) == disj(neg(wc), wa)


def test_the_choice_is_no_shorthand_of_two_conjunctions() -> None:
    view = Seen({"quantity": 9, "stock": 9})
    chosen = condition("case.booked ? case.quantity > 1 : case.stock > 1")
    spelt = condition("case.booked && case.quantity > 1 || !case.booked && case.stock > 1")
    assert set(negate(chosen).weigh(view).F) == set(negate(spelt).weigh(view).F) == sets("booked")
    assert negate(chosen).weigh(view).T == ()
    assert set(negate(spelt).weigh(view).T) == sets("booked")


@pytest.mark.parametrize(
    ("text", "case", "true_by", "false_by"),
    [
        ("case.quantity == case.quantity", {}, sets("quantity"), sets("quantity")),
        ("case.quantity + case.stock > 0", {}, sets("quantity stock"), sets("quantity stock")),
        ("case.quantity + case.stock > 0", {"stock": 1}, sets("quantity"), sets("quantity")),
        ("1 / 0 == 1", {}, sets(), sets()),
        ("case.quantity == 1 / 0", {}, sets(), sets()),
        ("case.quantity / 0 == 1 || case.booked", {}, sets("booked"), sets()),
        ("9223372036854775807 + case.stock > 0", {"stock": 1}, sets(), sets()),
        ("case.amount * 9223372036854775807 > 0", {"amount": "0.02 CNY"}, sets(), sets()),
        ("case.reasons == []", {}, sets(""), sets("reasons")),
        ("case.reasons.all(x, x == reason.defect)", {}, sets(""), sets("reasons")),
        ("case.reasons.exists(x, false)", {}, sets(), sets("")),
        ("case.reason in case.reasons", {}, sets("reason reasons"), sets("reason")),
        ("case.lines.exists(l, l.price > 5)", {}, sets("lines"), sets("lines")),
        ("case.lines.exists(l, l.price > 5)", {"lines": ({"item": "a"},)}, sets("lines"), sets("lines")),
        (
            "case.lines.exists(l, l.price > 5)",
            {"lines": ({"item": "a", "price": "6.00 CNY"},)},
            sets(""),
            sets(),
        ),
        ("has(case.reasons)", {"reasons": ()}, sets(), sets("")),
        ("has(case.reasons)", {}, sets("reasons"), sets("")),
        ("before.quantity == 1", {"quantity": 1}, sets("quantity"), sets("quantity")),
        ("date(case.sold) == case.due", {}, sets("due sold"), sets("due sold")),
        ("holder(letter) == 'qm'", {}, sets(), sets("")),
        ("holder(letter) != holder(card.1)", {}, sets(), sets("")),
    ],
)
def test_what_turns_a_condition(
    text: str, case: dict[str, Any], true_by: frozenset[frozenset[str]], false_by: frozenset[frozenset[str]]
) -> None:
    weight = condition(text).weigh(Seen(case))
    assert (frozenset(weight.T), frozenset(weight.F)) == (true_by, false_by)


def test_a_listing_is_cut_at_sixteen_sets_and_the_smallest_are_kept() -> None:
    names = ["booked", "dept", "quantity", "reason", "stock", "note", "other_note", "due", "sold"]
    any_two = " || ".join(f"has(case.{a}) && has(case.{b})" for a, b in combinations(names, 2))
    weight = condition(f"{any_two} || has(case.amount)").weigh(Seen())
    assert len(weight.T) == 16
    assert weight.T[0] == {"amount"}
    assert list(weight.T) == sorted(weight.T, key=lambda each: (len(each), sorted(each)))
    assert weight.verdict is False
