"""Syntax tree → closures, once at load: each takes a view and gives a value, None for unknown or fault.

The three-valued answer is compositional, so no closure needs to know what is missing (`weigh` does).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import methodcaller
from typing import Any, TypeAlias

from banfa.language.expressions.calculation import (
    ARITHMETIC,
    COMPARISONS,
    FUNCTIONS,
    LOADERS,
    as_set,
    loaded,
    negated,
)
from banfa.language.expressions.counts import Bounds, counted, early, linear, plus
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
from banfa.language.expressions.view import View, Within
from banfa.language.values import FieldType

Closure: TypeAlias = Callable[[Any], Any]
NOBODY = ""
"""The holder of a copy that is under way or void: equal to no role."""


def compiled(expr: Expr, scope: Scope) -> Closure:
    """Return the function from a view to the value (money in smallest units, times as instants) or None."""
    return _Compiler(scope).build(expr)


class _Compiler:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.records: dict[str, Mapping[str, FieldType]] = {}

    def build(self, expr: Expr) -> Closure:
        return _BUILDERS[type(expr)](self, expr)

    def field(self, mapping: str, name: str) -> Closure:
        t = self.scope.fields[name]
        load, of_case = LOADERS.get(t.kind), mapping == "case"
        if t.kind == "set":
            return (
                (lambda view: view.case.get(name, ()))
                if of_case
                else (lambda view: view.before.get(name, ()))
            )
        if load is None:
            return (lambda view: view.case.get(name)) if of_case else (lambda view: view.before.get(name))

        def read(view: View) -> Any:
            value = (view.case if of_case else view.before).get(name)
            return None if value is None else load(value)

        return read


def _lit(c: _Compiler, e: Lit) -> Closure:
    value = loaded(e.kind, e.value)
    return lambda view: value


def _items(c: _Compiler, e: Items) -> Closure:
    if all(isinstance(item, Lit) for item in e.items):
        values = tuple(loaded(item.kind, item.value) for item in e.items if isinstance(item, Lit))
        return lambda view: values
    items = tuple(c.build(item) for item in e.items)

    def listed(view: View) -> Any:
        found = tuple(item(view) for item in items)
        return None if None in found else found

    return listed


def _var(c: _Compiler, e: Var) -> Closure:
    name = e.name
    return lambda view: view.names[name]


def _get(c: _Compiler, e: Get) -> Closure:
    record, key = c.build(e.record), e.key
    types = c.records[e.record.name] if isinstance(e.record, Var) else {}
    t = types[key]
    load = LOADERS.get(t.kind)

    def get(view: View) -> Any:
        value = record(view).get(key, () if t.kind == "set" else None)
        return value if load is None or value is None else load(value)

    return get


def _not(c: _Compiler, e: Not) -> Closure:
    a = c.build(e.a)

    def not_(view: View) -> Any:
        value = a(view)
        return None if value is None else not value

    return not_


def _flat(e: Expr, kind: type[And] | type[Or]) -> list[Expr]:
    flat: list[Expr] = []
    waiting: list[Expr] = [e]
    while waiting:
        node = waiting.pop()
        if isinstance(node, kind):
            waiting += (node.b, node.a)
        else:
            flat.append(node)
    return flat


def _and(c: _Compiler, e: And) -> Closure:
    return _decided_by(False, tuple(c.build(part) for part in _flat(e, And)))


def _or(c: _Compiler, e: Or) -> Closure:
    return _decided_by(True, tuple(c.build(part) for part in _flat(e, Or)))


def _decided_by(decisive: bool, parts: tuple[Closure, ...]) -> Closure:
    """One decisive part decides, whatever the others lack; else all must be known."""
    if len(parts) == 2:
        return _decided_by_one_of_two(decisive, *parts)

    def decided(view: View) -> Any:
        unknown = False
        for part in parts:
            value = part(view)
            if value is decisive:
                return decisive
            if value is None:
                unknown = True
        return None if unknown else not decisive

    return decided


def _decided_by_one_of_two(decisive: bool, a: Closure, b: Closure) -> Closure:
    def decided(view: Any) -> Any:
        first = a(view)
        if first is decisive:
            return decisive
        second = b(view)
        if second is decisive:
            return decisive
        return None if first is None or second is None else not decisive

    return decided


def _if(c: _Compiler, e: If) -> Closure:
    condition, a, b = c.build(e.c), c.build(e.a), c.build(e.b)

    def chosen(view: View) -> Any:
        value = condition(view)
        return None if value is None else a(view) if value else b(view)

    return chosen


def _counts(c: _Compiler, e: Compare) -> Closure:
    """A comparison with counts: its verdict as soon as no answer that is out can change it."""
    op, form = e.op, linear(e)
    rest = tuple((factor, c.build(part)) for factor, part in form.rest)

    def compared(view: View) -> Any:
        known = 0
        for factor, part in rest:
            value = part(view)
            if value is None:
                return None
            known += factor * value
        bounds: Bounds = (known, known)
        for of, terms in form.terms.items():
            tally = view.tally(of)
            if tally is None:
                return None
            bounds = plus(bounds, tally.bounds(terms))
        return early(op, bounds)

    return compared


def _compare(c: _Compiler, e: Compare) -> Closure:
    if counted(e):
        return _counts(c, e)
    if e.op == "==" and isinstance(e.b, Lit) and isinstance(e.a, Case) and e.b.kind != "datetime":
        return _equals(e.a.name, e.b.value)
    compare = COMPARISONS[e.op]
    a, b = c.build(e.a), c.build(e.b)
    if is_set(e.a, c.scope, c.records) or is_set(e.b, c.scope, c.records):
        a, b = _as_set(e.a, a), _as_set(e.b, b)

    def compared(view: View) -> Any:
        left, right = a(view), b(view)
        return None if left is None or right is None else compare(left, right)

    return compared


def _equals(name: str, wanted: Any) -> Closure:
    def equals(view: View) -> Any:
        value = view.case.get(name)
        return None if value is None else value == wanted

    return equals


def _as_set(e: Expr, members: Closure) -> Closure:
    if isinstance(e, Case | Before | Get):
        return members

    def build(view: View) -> Any:
        found = members(view)
        return None if found is None else as_set(found)

    return build


def _in(c: _Compiler, e: In) -> Closure:
    if isinstance(e.b, Items) and all(isinstance(item, Lit) for item in e.b.items):
        return _in_constant(c.build(e.a), tuple(c.build(e.b)(None)))
    a, b = c.build(e.a), c.build(e.b)

    def within(view: View) -> Any:
        member, members = a(view), b(view)
        return None if member is None or members is None else member in members

    return within


def _in_constant(a: Closure, members: tuple[Any, ...]) -> Closure:
    known = frozenset(members)

    def within(view: View) -> Any:
        member = a(view)
        return None if member is None else member in known

    return within


def _arith(c: _Compiler, e: Arith) -> Closure:
    calculate, a, b = ARITHMETIC[e.op], c.build(e.a), c.build(e.b)

    def calculated(view: View) -> Any:
        left, right = a(view), b(view)
        return None if left is None or right is None else calculate(left, right)

    return calculated


def _neg(c: _Compiler, e: Neg) -> Closure:
    a = c.build(e.a)

    def neg(view: View) -> Any:
        value = a(view)
        return None if value is None else negated(value)

    return neg


def _call(c: _Compiler, e: Call) -> Closure:
    function, args = FUNCTIONS[e.name], tuple(c.build(arg) for arg in e.args)

    def called(view: View) -> Any:
        values = [arg(view) for arg in args]
        return None if None in values else function(*values)

    return called


def _quantified(c: _Compiler, e: Exists | All) -> Closure:
    decisive, name = isinstance(e, Exists), e.var
    over = c.build(e.over)
    if isinstance(e.over, Case | Before):
        c.records[name] = dict(c.scope.fields[e.over.name].record)
    body = c.build(e.body)

    def quantified(view: View) -> Any:
        members = over(view)
        if members is None:
            return None
        inner, unknown = Within(view), False
        for inner.names[name] in members:
            value = body(inner)
            if value is decisive:
                return decisive
            unknown = unknown or value is None
        return None if unknown else not decisive

    return quantified


def _has(c: _Compiler, e: Has) -> Closure:
    name = e.name
    if c.scope.fields[name].kind == "set":
        return lambda view: bool(view.case.get(name))
    return lambda view: name in view.case


def _given(c: _Compiler, e: Given) -> Closure:
    has = _has(c, Has(e.name))
    return has if e.given else lambda view: not has(view)


def _some(c: _Compiler, e: SetCell) -> Closure:
    name, members = e.name, frozenset(e.members)
    return lambda view: not members.isdisjoint(view.case.get(name, ()))


def _none(c: _Compiler, e: SetCell) -> Closure:
    name, members = e.name, frozenset(e.members)
    return lambda view: members.isdisjoint(view.case.get(name, ()))


def _only(c: _Compiler, e: SetCell) -> Closure:
    name, members = e.name, frozenset(e.members)

    def only(view: View) -> bool:
        value: Any = view.case.get(name)
        return bool(value) and members.issuperset(value)

    return only


def _every(c: _Compiler, e: SetCell) -> Closure:
    name, members = e.name, frozenset(e.members)
    return lambda view: members.issubset(view.case.get(name, ()))


def _not_only(c: _Compiler, e: SetCell) -> Closure:
    name, members = e.name, frozenset(e.members)
    return lambda view: not members.issuperset(view.case.get(name, ()))


def _holder(e: Holder) -> Closure:
    document, copy = e.document, e.copy
    return lambda view: view.holder(document, copy) or NOBODY


_BUILDERS: dict[type[Expr], Callable[[_Compiler, Any], Closure]] = {
    Lit: _lit,
    Items: _items,
    Case: lambda c, e: c.field("case", e.name),
    Before: lambda c, e: c.field("before", e.name),
    Var: _var,
    Get: _get,
    Not: _not,
    And: _and,
    Or: _or,
    If: _if,
    Compare: _compare,
    In: _in,
    Arith: _arith,
    Neg: _neg,
    Call: _call,
    Exists: _quantified,
    All: _quantified,
    Has: _has,
    Given: _given,
    Some: _some,
    NoneOf: _none,
    Only: _only,
    Every: _every,
    NotOnly: _not_only,
    Rounds: lambda c, e: methodcaller("rounds", e.state),
    At: lambda c, e: methodcaller("at", e.state),
    Done: lambda c, e: methodcaller("done", e.step),
    Ever: lambda c, e: methodcaller("ever", e.step),
    Holder: lambda c, e: _holder(e),
    Passed: lambda c, e: methodcaller("passed", e.duty),
    Owed: lambda c, e: methodcaller("owed", e.duty),
    Count: lambda c, e: lambda view: None,
}
"""A count alone has no value: it stands in comparisons, which work it out themselves."""
