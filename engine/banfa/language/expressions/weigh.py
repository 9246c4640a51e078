"""What a condition lacks: the exact (T, F) of a tree over a case (SEMANTICS 5). Asked only after a verdict.

A value over absent fields is a list of alternatives. An absent set is empty without being supplied, or any
set; an absent member of a closed enum or a truth value is each of its values in turn; of anything else we
only know that it would be something.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, NamedTuple

from banfa.language.expressions.alternatives import ANYTHING, Alternatives, Rows, Size, fewer, rows, sized
from banfa.language.expressions.calculation import (
    ARITHMETIC,
    COMPARISONS,
    FUNCTIONS,
    as_set,
    loaded,
    negated,
)
from banfa.language.expressions.counts import WHAT_IS_OUT, Bounds, counted, early, linear, plus
from banfa.language.expressions.kinds import Scope, is_set
from banfa.language.expressions.syntax import (
    All,
    And,
    Arith,
    At,
    Before,
    Call,
    Case,
    Compare,
    Count,
    Done,
    Ever,
    Every,
    Exists,
    Expr,
    Get,
    Given,
    Has,
    Holder,
    If,
    In,
    Items,
    Lit,
    Neg,
    NoneOf,
    Not,
    NotOnly,
    Only,
    Or,
    Owed,
    Passed,
    Rounds,
    SetCell,
    Some,
    Var,
)
from banfa.language.expressions.view import View
from banfa.language.expressions.weights import (
    ALREADY,
    FALSE,
    NEVER,
    NOTHING,
    TRUE,
    Antichain,
    Names,
    Weight,
    both,
    conj,
    disj,
    either,
    minimal,
    neg,
)
from banfa.language.values import FieldType


class _Bound(NamedTuple):
    """What a variable stands for, and the field it comes from (asked for again if a record lacks a key)."""

    value: Any
    source: str
    record: dict[str, FieldType]


def weigh(expr: Expr, scope: Scope, view: View) -> Weight:
    """Return the exact (T, F) of a condition over the case."""
    return _Weigher(scope, view).weight(expr)


def lacking(expr: Expr, scope: Scope, view: View) -> Antichain:
    """Return the minimal sets of names that would give a value: none for a fault."""
    return minimal(names for names, _ in _Weigher(scope, view).alternatives(expr))


class _Weigher:
    def __init__(self, scope: Scope, view: View) -> None:
        self.scope, self.view = scope, view
        self.bound: dict[str, _Bound] = {}

    def weight(self, e: Expr) -> Weight:
        rule = _WEIGHTS.get(type(e))
        if rule is not None:
            return rule(self, e)
        alternatives = self.alternatives(e)
        return Weight(
            minimal(names for names, value in alternatives if value is True or value is ANYTHING),
            minimal(names for names, value in alternatives if value is False or value is ANYTHING),
        )

    def alternatives(self, e: Expr) -> Alternatives:
        rule = _ALTERNATIVES.get(type(e))
        if rule is not None:
            return fewer(rule(self, e))
        T, F = self.weight(e)
        return [*((names, True) for names in T), *((names, False) for names in F)]

    def combined(self, parts: tuple[Expr, ...]) -> Rows:
        return rows([self.alternatives(part) for part in parts])


def _field(w: _Weigher, e: Case | Before) -> Alternatives:
    value = (w.view.case if isinstance(e, Case) else w.view.before).get(e.name)
    t = w.scope.fields[e.name]
    return [(NOTHING, loaded(t.kind, value))] if value is not None else _absent(t, frozenset((e.name,)))


def _absent(t: FieldType, needed: Names) -> Alternatives:
    if t.kind == "set":
        return [(NOTHING, ()), (needed, ANYTHING)]
    if t.kind == "bool":
        return [(needed, True), (needed, False)]
    if t.kind == "enum" and not t.open and t.members:
        return [(needed, member) for member in t.members]
    return [(needed, ANYTHING)]


def _var(w: _Weigher, e: Var) -> Alternatives:
    return [(NOTHING, w.bound[e.name].value)]


def _get(w: _Weigher, e: Get) -> Alternatives:
    assert isinstance(e.record, Var)
    bound = w.bound[e.record.name]
    t = bound.record[e.key]
    if bound.value is ANYTHING:
        return [(NOTHING, value) for _, value in _absent(t, NOTHING)]
    value = bound.value.get(e.key)
    if value is not None:
        return [(NOTHING, loaded(t.kind, value))]
    return _absent(t, frozenset((bound.source,)))


def _items(w: _Weigher, e: Items) -> Alternatives:
    if all(isinstance(item, Lit) for item in e.items):
        return [(NOTHING, tuple(loaded(item.kind, item.value) for item in e.items if isinstance(item, Lit)))]
    return [(names, tuple(map(_as_member, values))) for names, values in w.combined(e.items)]


def _as_member(value: Any) -> Any:
    return ANYTHING if isinstance(value, Size) else value


def _value_if(w: _Weigher, e: If) -> Alternatives:
    T, F = w.weight(e.c)
    return [
        (needed | names, value)
        for needs, branch in ((T, e.a), (F, e.b))
        if needs
        for names, value in w.alternatives(branch)
        for needed in needs
    ]


def _arith(w: _Weigher, e: Arith) -> Alternatives:
    calculate = ARITHMETIC[e.op]
    found: Alternatives = []
    for names, (a, b) in rows([sized(w.alternatives(part)) for part in (e.a, e.b)]):
        if b == 0 and e.op in "/%":
            continue
        found.append((names, ANYTHING if ANYTHING in (a, b) else calculate(a, b)))
    return [(names, value) for names, value in found if value is not None]


def _neg(w: _Weigher, e: Neg) -> Alternatives:
    tried = [
        (names, value if value is ANYTHING else negated(value)) for names, value in sized(w.alternatives(e.a))
    ]
    return [(names, value) for names, value in tried if value is not None]


def _call(w: _Weigher, e: Call) -> Alternatives:
    if e.name == "size":
        return [(names, _size(w, e.args[0], value)) for names, value in w.alternatives(e.args[0])]
    function = FUNCTIONS[e.name]
    return [
        (names, ANYTHING if ANYTHING in values else function(*values)) for names, values in w.combined(e.args)
    ]


def _size(w: _Weigher, of: Expr, value: Any) -> Any:
    if value is not ANYTHING:
        return len(value)
    t = w.scope.fields[of.name] if isinstance(of, Case | Before) else None
    if t is None or t.kind != "set":
        return ANYTHING
    return Size(len(t.members) if t.members and not t.open else 2**31)


def _compare(w: _Weigher, e: Compare) -> Weight:
    if counted(e):
        return _counts(w, e)
    compare = COMPARISONS[e.op]
    records = {name: bound.record for name, bound in w.bound.items()}
    sets = is_set(e.a, w.scope, records) or is_set(e.b, w.scope, records)
    return _over(w.combined((e.a, e.b)), lambda values: _comparable(compare, *values, sets=sets))


def _passed(w: _Weigher, e: Passed) -> Alternatives:
    """Unknown where a year of the calendar is: then that is missing."""
    verdict = w.view.passed(e.duty)
    if verdict is not None:
        return [(NOTHING, verdict)]
    needed = w.view.calendar_for(e.duty)
    return [(needed, True), (needed, False)]


def _counts(w: _Weigher, e: Compare) -> Weight:
    """A comparison with counts: while it is open, the answers that are out are what is missing."""
    form = linear(e)
    tallies = {of: w.view.tally(of) for of in form.terms}
    out = frozenset(WHAT_IS_OUT + of for of in tallies)
    T: list[Names] = []
    F: list[Names] = []
    for names, values in w.combined(tuple(part for _, part in form.rest)):
        verdict = None
        if ANYTHING not in values and None not in tallies.values():
            known = sum(factor * value for (factor, _), value in zip(form.rest, values, strict=True))
            bounds: Bounds = (known, known)
            for of, terms in form.terms.items():
                bounds = plus(bounds, tallies[of].bounds(terms))  # type: ignore[union-attr]
            verdict = early(e.op, bounds)
        needed = names if verdict is not None or ANYTHING in values else names | out
        if verdict is not False:
            T.append(needed)
        if verdict is not True:
            F.append(needed)
    return Weight(minimal(T), minimal(F))


def _over(combined: Rows, verdicts: Callable[[Any], set[bool]]) -> Weight:
    judged = [(names, verdicts(values)) for names, values in combined]
    return Weight(
        minimal(names for names, verdict in judged if True in verdict),
        minimal(names for names, verdict in judged if False in verdict),
    )


_EITHER = {True, False}


def _comparable(compare: Callable[[Any, Any], bool], a: Any, b: Any, *, sets: bool) -> set[bool]:
    if _open(a) or _open(b) or (isinstance(a, Size) and isinstance(b, Size)):
        return _EITHER
    if isinstance(a, Size):
        return {compare(size, b) for size in _around(a, b)}
    if isinstance(b, Size):
        return {compare(a, size) for size in _around(b, a)}
    return {compare(as_set(a), as_set(b)) if sets else compare(a, b)}


def _open(value: Any) -> bool:
    return value is ANYTHING or (
        isinstance(value, tuple) and not isinstance(value, Size) and ANYTHING in value
    )


def _around(size: Size, other: int) -> set[int]:
    return {max(0, min(size.most, number)) for number in (0, other - 1, other, other + 1, size.most)}


def _in(w: _Weigher, e: In) -> Weight:
    return _over(w.combined((e.a, e.b)), lambda values: _contained(*values))


def _contained(member: Any, members: Any) -> set[bool]:
    if members is ANYTHING:
        return _EITHER
    if isinstance(member, Size) and ANYTHING not in members:
        return {size in members for each in (-1, *members) for size in _around(member, each)}
    if member is not ANYTHING and member in members:
        return {True}
    unsure = member is ANYTHING or isinstance(member, Size) or ANYTHING in members
    return _EITHER if members and unsure else {False}


def _quantified(w: _Weigher, e: Exists | All) -> Weight:
    T: Antichain = NEVER
    F: Antichain = NEVER
    for needed, members in w.alternatives(e.over):
        weight = _supplied(w, e) if members is ANYTHING else _folded(w, e, members)
        T, F = either(T, both((needed,), weight.T)), either(F, both((needed,), weight.F))
    return Weight(T, F)


def _folded(w: _Weigher, e: Exists | All, members: tuple[Any, ...]) -> Weight:
    weights = (_body(w, e, member) for member in members)
    return reduce(disj, weights, FALSE) if isinstance(e, Exists) else reduce(conj, weights, TRUE)


def _supplied(w: _Weigher, e: Exists | All) -> Weight:
    """Over a set or list that is still to come: it may be empty, or have one decisive member."""
    t = w.scope.fields[e.over.name] if isinstance(e.over, Case | Before) else None
    members = t.members if t is not None and t.kind == "set" and t.members and not t.open else (ANYTHING,)
    weights = [_body(w, e, member) for member in members]
    if isinstance(e, Exists):
        return Weight(reduce(either, (each.T for each in weights), NEVER), ALREADY)
    return Weight(ALREADY, reduce(either, (each.F for each in weights), NEVER))


def _body(w: _Weigher, e: Exists | All, member: Any) -> Weight:
    source, record = "", {}
    if isinstance(e.over, Case | Before):
        source = e.over.name
        record = dict(w.scope.fields[e.over.name].record)
    w.bound[e.var] = _Bound(member, source, record)
    return w.weight(e.body)


def _given(w: _Weigher, name: str) -> Weight:
    value = w.view.case.get(name)
    if value is None:
        return Weight((frozenset((name,)),), ALREADY)
    return TRUE if value != () or w.scope.fields[name].kind != "set" else FALSE


def _set_cell(w: _Weigher, e: SetCell) -> Weight:
    value, members = w.view.case.get(e.name), frozenset(e.members)
    if value is not None:
        return TRUE if _VERDICTS[type(e)](members, value) else FALSE
    turns = _outside(w.scope.fields[e.name], members) if isinstance(e, NotOnly) else bool(members)
    other: Antichain = (frozenset((e.name,)),) if turns else NEVER
    return Weight(ALREADY, other) if _VERDICTS[type(e)](members, ()) else Weight(other, ALREADY)


def _outside(t: FieldType, members: frozenset[Any]) -> bool:
    return t.open or t.members is None or not members.issuperset(t.members)


_VERDICTS: dict[type[SetCell], Callable[[frozenset[Any], Any], bool]] = {
    Some: lambda members, value: not members.isdisjoint(value),
    Only: lambda members, value: bool(value) and members.issuperset(value),
    NoneOf: lambda members, value: members.isdisjoint(value),
    Every: lambda members, value: members.issubset(value),
    NotOnly: lambda members, value: not members.issuperset(value),
}

_WEIGHTS: dict[type[Expr], Callable[[_Weigher, Any], Weight]] = {
    Not: lambda w, e: neg(w.weight(e.a)),
    And: lambda w, e: conj(w.weight(e.a), w.weight(e.b)),
    Or: lambda w, e: disj(w.weight(e.a), w.weight(e.b)),
    Compare: _compare,
    In: _in,
    Exists: _quantified,
    All: _quantified,
    Has: lambda w, e: _given(w, e.name),
    Given: lambda w, e: _given(w, e.name) if e.given else neg(_given(w, e.name)),
    **dict.fromkeys((Some, Only, NoneOf, Every, NotOnly), _set_cell),
}

_ALTERNATIVES: dict[type[Expr], Callable[[_Weigher, Any], Alternatives]] = {
    Lit: lambda w, e: [(NOTHING, loaded(e.kind, e.value))],
    Items: _items,
    Case: _field,
    Before: _field,
    Var: _var,
    Get: _get,
    If: _value_if,
    Arith: _arith,
    Neg: _neg,
    Call: _call,
    Rounds: lambda w, e: [(NOTHING, w.view.rounds(e.state))],
    At: lambda w, e: [(NOTHING, w.view.at(e.state))],
    Done: lambda w, e: [(NOTHING, w.view.done(e.step))],
    Ever: lambda w, e: [(NOTHING, w.view.ever(e.step))],
    Holder: lambda w, e: [(NOTHING, w.view.holder(e.document, e.copy) or "")],
    Passed: _passed,
    Owed: lambda w, e: [(NOTHING, w.view.owed(e.duty))],
    Count: lambda w, e: [],
}
