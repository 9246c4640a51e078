"""Typing rules of operators: `?: || && ! == != < <= > >= in + - * / %`."""

from __future__ import annotations

from typing import Any

from banfa.language.expressions.checker import Checker, Typed, is_literal, rule
from banfa.language.expressions.counts import NotLinear, counted, linear
from banfa.language.expressions.kinds import ANY, BOOL, INT, items_of, member_of, ordered, same, title
from banfa.language.expressions.literals import number, whole
from banfa.language.expressions.parse import Branch
from banfa.language.expressions.syntax import And, Arith, Compare, Expr, If, In, Items, Lit, Neg, Not, Or
from banfa.language.values import FieldType
from banfa.texts import Text


@rule("choice")
def _choice(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    condition = self.truth(tree.children[0])
    a, b = self.pair(tree.children[1], tree.children[2], want)
    if not same(a.type, b.type):
        return self.mixed(tree.children[2], a.type, b.type)
    return Typed(If(condition, a.expr, b.expr), b.type if a.type == ANY else a.type)


@rule("or_")
def _or(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    return Typed(Or(self.truth(tree.children[0]), self.truth(tree.children[1])), BOOL)


@rule("and_")
def _and(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    return Typed(And(self.truth(tree.children[0]), self.truth(tree.children[1])), BOOL)


@rule("not_")
def _not(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    return Typed(Not(self.truth(tree.children[0])), BOOL)


@rule("compare")
def _compare(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    left, op, right = tree.children
    a, b = self.pair(left, right)
    ordering = op not in ("==", "!=")
    if left.data == "compare" and ordering:
        fix = Text("写成 a < b && b < c", "write a < b && b < c")
        return self.wrong(op, Text("比较不能连着写", "comparisons cannot be chained"), fix)
    if not same(a.type, b.type):
        return self.mixed(tree, a.type, b.type)
    if ordering and not (ordered(a.type) and ordered(b.type)):
        zh, en = title(a.type)
        fix = Text("只能用 ==、!= 或 in", "use ==, != or in")
        return self.wrong(op, Text(f"{zh}没有大小之分", f"{en} has no order"), fix)
    if counted(a.expr) or counted(b.expr):
        return _of_counts(self, tree, Compare(str(op), a.expr, b.expr))
    if "set" in (a.type.kind, b.type.kind):
        return Typed(Compare(str(op), as_set(a.expr), as_set(b.expr)), BOOL)
    return Typed(Compare(str(op), a.expr, b.expr), BOOL)


def _of_counts(self: Checker, tree: Branch, compare: Compare) -> Typed:
    """Counts are ranges while answers are out: only sums of them, each times a constant, can be judged."""
    try:
        linear(compare)
    except NotLinear:
        message = Text(
            "计数只能相加减、乘以常数", "counts are only added, subtracted and multiplied by constants"
        )
        return self.wrong(
            tree, message, Text("写成 2 * S.agree > S.asked 这样", "write it like 2 * S.agree > S.asked")
        )
    return Typed(compare, BOOL)


def as_set(expr: Expr) -> Expr:
    """Return a list of literals that stands where a set is meant as that set: sorted, each member once."""
    if not isinstance(expr, Items):
        return expr
    literals: set[Lit] = {item for item in expr.items if isinstance(item, Lit)}
    if len(literals) < len(set(expr.items)):
        return expr
    members: list[Lit] = sorted(literals, key=_value)
    return Items(tuple(members))


def _value(literal: Lit) -> Any:
    return literal.value


@rule("in_")
def _in(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    left, right = tree.children
    if is_literal(right):
        a = self.check(left)
        b = self.check(right, items_of(a.type))
    else:
        b = self.check(right)
        a = self.check(left, member_of(b.type))
    member = member_of(b.type)
    if member is None or b.type.kind == "list":
        return _not_a_set(self, right, b.type)
    if "set" in (a.type.kind, member.kind):
        fix = Text("写 ==，或 exists、all", "use ==, or exists or all")
        return self.wrong(left, Text("集合不能是成员", "a set is no member of another"), fix)
    if not same(a.type, member):
        return self.mixed(tree, a.type, member)
    return Typed(In(a.expr, b.expr), BOOL)


def _not_a_set(self: Checker, at: Branch, got: FieldType) -> Typed:
    zh, en = title(got)
    message = Text(
        f"in 的右边要集合或列表，写的是{zh}", f"`in` wants a set or list on its right, but this is {en}"
    )
    look_inside = Text("在文字里找写 x.contains(y)", "to look inside a text write x.contains(y)")
    return self.wrong(at, message, look_inside if got.kind == "text" else None)


@rule("arith")
def _arith(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    left, op, right = tree.children
    a, b = self.pair(left, right, want) if op in "+-" else (self.check(left), self.check(right))
    if "any" in (a.type.kind, b.type.kind):
        return Typed(Arith(str(op), a.expr, b.expr), ANY)
    result = _result(op, a.type, b.type)
    if result is not None:
        return Typed(Arith(str(op), a.expr, b.expr), result)
    if a.type.kind == "money" and op in "/%":
        fix = Text("改成乘法来比较", "compare by multiplying instead")
        return self.wrong(op, Text("金额不能除：要舍入", "money cannot be divided: it would be rounded"), fix)
    if not same(a.type, b.type):
        return self.mixed(op, a.type, b.type)
    zh, en = title(a.type)
    return self.wrong(op, Text(f"{zh}不能用 {op} 计算", f"{op} cannot be applied to {en}"))


def _result(op: str, a: FieldType, b: FieldType) -> FieldType | None:
    if a.kind == b.kind == "int":
        return INT
    if op == "*" and {a.kind, b.kind} == {"money", "int"}:
        return a if a.kind == "money" else b
    if same(a, b) and ((op in "+-" and a.kind == "money") or (op == "+" and a.kind == "text")):
        return a
    return None


@rule("sign")
def _sign(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    sign, operand = tree.children
    if sign == "+":
        return self.wrong(
            sign, Text("正数前面不写 +", "a positive number has no +"), Text("删去 +", "remove the +")
        )
    if operand.data == "int_":
        return number(self, operand, -whole(operand.children[0]), want)
    expr, t = self.check(operand, want)
    if t.kind not in ("int", "money", "any"):
        return self.wanted(operand, INT, t)
    return Typed(Neg(expr), t)
