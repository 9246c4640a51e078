"""Conditions and calculations read out as words: 投诉理由中有“质量缺陷”, never as code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from banfa.language.expressions import Expr
from banfa.language.expressions import syntax as x
from banfa.views.words import Words

_DATES = ("date", "datetime")
_COMPARED = {
    "==": ("为", "is"),
    "!=": ("不为", "is not"),
    "<": ("小于", "is less than"),
    "<=": ("不大于", "is at most"),
    ">": ("大于", "is more than"),
    ">=": ("不小于", "is at least"),
}
_DATED = {
    "<": ("早于", "is before"),
    "<=": ("不晚于", "is not after"),
    ">": ("晚于", "is after"),
    ">=": ("不早于", "is not before"),
}
_EQUAL = {"==": ("等于", "equals"), "!=": ("不等于", "does not equal")}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_ARITHMETIC = {
    "+": ("加", "plus"),
    "-": ("减", "minus"),
    "*": ("乘以", "times"),
    "/": ("除以", "divided by"),
    "%": ("除后余数，除数为", "modulo"),
}


def in_words(words: Words, expr: Expr) -> str:
    """Return a condition as a clause without a full stop, or a calculation as a phrase."""
    return _Reader(words).clause(expr)


def opposite_in_words(words: Words, expr: Expr) -> str:
    """Return that the condition does not hold, as a clause."""
    return _Reader(words).negated(expr)


class _Reader:
    """Reads one expression; `clause` reads what is true or false, `phrase` what has a value."""

    def __init__(self, words: Words) -> None:
        self.words, self.both = words, words.both

    def clause(self, node: Expr) -> str:
        if isinstance(node, x.Not):
            return self.negated(node.a)
        if isinstance(node, x.And | x.Or):
            return self.joined(node)
        found = _CLAUSES.get(type(node))
        return found(self, node) if found is not None else self.true(node, True)

    def negated(self, node: Expr) -> str:
        if isinstance(node, x.Not):
            return self.both(f"并非不{self.inside(node)}", f"not {self.inside(node)}")
        if isinstance(node, x.Compare):
            return self.compared(x.Compare(_OPPOSITE[node.op], node.a, node.b))
        if isinstance(node, x.Given | x.Has):
            return self.filled(node.name, isinstance(node, x.Given) and not node.given)
        found = _NEGATIONS.get(type(node))
        if found is not None:
            return found(self, node)
        if isinstance(node, x.Case | x.Before | x.Get | x.Var | x.Lit):
            return self.true(node, False)
        return self.both(f"并非{self.inside(node)}", f"not {self.inside(node)}")

    def joined(self, node: x.And | x.Or) -> str:
        members = [
            self.inside(part) if isinstance(part, x.And | x.Or) else self.clause(part)
            for part in _flat(node, type(node))
        ]
        if isinstance(node, x.And):
            return self.both("，并且", ", and ").join(members)
        return self.both("，或者", ", or ").join(members)

    def inside(self, node: Expr) -> str:
        """A clause in brackets, so that it cannot be read another way."""
        return self.both(f"（{self.clause(node)}）", f"({self.clause(node)})")

    # ---- clauses

    def true(self, node: Expr, verdict: bool) -> str:
        return self.both(f"{self.phrase(node)}为", f"{self.phrase(node)} is ") + self.words.value(
            "bool", verdict
        )

    def compared(self, node: x.Compare) -> str:
        kind = self.kind(node.a) or self.kind(node.b)
        words = _COMPARED[node.op]
        if kind in _DATES:
            words = _DATED.get(node.op, words)
        elif isinstance(node.a, x.Arith | x.Neg) or isinstance(node.b, x.Arith | x.Neg):
            words = _EQUAL.get(node.op, words)
        a, b = self.phrase(node.a), self.phrase(node.b)
        if isinstance(node.a, x.Arith):
            return self.both(f"{a}，{words[0]}{b}", f"{a} {words[1]} {b}")
        return self.both(f"{a}{words[0]}{b}", f"{a} {words[1]} {b}")

    def among(self, node: x.In, yes: bool = True) -> str:
        zh, en = ("是", "is") if yes else ("不是", "is not")
        a, b = self.phrase(node.a), self.phrase(node.b)
        if isinstance(node.b, x.Items):
            return self.both(f"{a}{zh}{b}之一", f"{a} {en} one of {b}")
        zh, en = ("在", "is among") if yes else ("不在", "is not among")
        return self.both(f"{a}{zh}{b}之中", f"{a} {en} {b}")

    def filled(self, name: str, yes: bool) -> str:
        field = self.words.quoted(name)
        if name in self.words.process.fields:
            return self.both(f"{'已' if yes else '未'}填{field}", f"{field} is {'' if yes else 'not '}given")
        return self.both(f"{'已' if yes else '未'}定{field}", f"{field} is {'' if yes else 'not '}appointed")

    def members(self, node: x.SetCell) -> str:
        field = self.words.process.fields.get(node.name)
        section = f"enums.{field.type.of}.values" if field is not None else ""
        values = self.words.flow.as_written(section, [str(member) for member in node.members])
        return self.words.listed(self.member(node.name, value) for value in values)

    def member(self, name: str, value: Any) -> str:
        field = self.words.process.fields.get(name)
        of = field.type.of if field is not None else None
        return self.words.value(f"enum:{of}" if of in self.words.process.enums else str(of), value)

    def some(self, node: x.Some) -> str:
        field, members = self.words.quoted(node.name), self.members(node)
        if len(node.members) == 1:
            return self.both(f"{field}中有{members}", f"{field} has {members}")
        return self.both(f"{field}中有下列至少一项：{members}", f"{field} has at least one of {members}")

    def only(self, node: x.Only) -> str:
        field, members = self.words.quoted(node.name), self.members(node)
        if len(node.members) == 1:
            return self.both(f"{field}只有{members}", f"{field} is {members} alone")
        return self.both(
            f"{field}有内容，且都在下列之内：{members}", f"{field} is given, and all of it among {members}"
        )

    def none_of(self, node: x.NoneOf) -> str:
        field, members = self.words.quoted(node.name), self.members(node)
        return self.both(f"{field}中没有{members}", f"{field} has none of {members}")

    def every(self, node: x.Every) -> str:
        field, members = self.words.quoted(node.name), self.members(node)
        return self.both(f"{field}中{members}俱全", f"{field} has all of {members}")

    def not_only(self, node: x.NotOnly) -> str:
        field, members = self.words.quoted(node.name), self.members(node)
        return self.both(f"{field}中有{members}以外的", f"{field} has something other than {members}")

    def either_way(self, node: x.If) -> str:
        c, a, b = self.inside(node.c), self.inside(node.a), self.inside(node.b)
        return self.both(f"如果{c}，就看{a}，否则看{b}", f"if {c} then {a}, else {b}")

    def exists(self, node: x.Exists) -> str:
        over, body = self.phrase(node.over), self.inside(node.body)
        return self.both(
            f"{over}中至少有一项（记作 {node.var}）使得{body}",
            f"for at least one {node.var} of {over}, {body}",
        )

    def every_one(self, node: x.All) -> str:
        over, body = self.phrase(node.over), self.inside(node.body)
        return self.both(
            f"{over}中每一项（记作 {node.var}）都使得{body}", f"for each {node.var} of {over}, {body}"
        )

    def at(self, node: x.At, yes: bool = True) -> str:
        state = self.words.state(node.state)
        return self.both(
            f"案件{'正' if yes else '不'}在{state}", f"the case is {'' if yes else 'not '}at {state}"
        )

    def done(self, node: x.Done, yes: bool = True) -> str:
        step = self.words.step(node.step)
        if yes:
            return self.both(f"{step}已经办过（没有被退回撤销）", f"{step} has been done (and not undone)")
        return self.both(f"{step}还没有办（或已被退回撤销）", f"{step} has not been done (or was undone)")

    def ever(self, node: x.Ever, yes: bool = True) -> str:
        step = self.words.step(node.step)
        zh = f"{step}{'曾经办过' if yes else '从来没有办过'}（被退回撤销的也算）"
        return self.both(zh, f"{step} was {'once' if yes else 'never'} done (undone or not)")

    def passed(self, node: x.Passed, yes: bool = True) -> str:
        duty = self.words.name("duties", node.duty)
        return self.both(
            f"{duty}的期限{'已' if yes else '未'}过", f"{duty} is {'' if yes else 'not '}past its time"
        )

    def owed(self, node: x.Owed, yes: bool = True) -> str:
        duty = self.words.name("duties", node.duty)
        return self.both(f"{duty}{'尚待' if yes else '无须'}履行", f"{duty} is {'' if yes else 'not '}owed")

    # ---- phrases

    def phrase(self, node: Expr) -> str:
        found = _PHRASES.get(type(node))
        if found is not None:
            return found(self, node)
        return self.both(f"“{self.clause(node)}”是否成立", f"whether {self.inside(node)}")

    def literal(self, node: x.Lit) -> str:
        return self.words.value(node.kind, node.value)

    def items(self, node: x.Items) -> str:
        return self.words.listed(self.phrase(item) for item in node.items)

    def before(self, node: x.Before) -> str:
        field = self.words.quoted(node.name)
        return self.both(f"办这一步以前的{field}", f"{field} before this step")

    def of_record(self, node: x.Get) -> str:
        return self.both(
            f"{self.phrase(node.record)} 的 {node.key}", f"{node.key} of {self.phrase(node.record)}"
        )

    def rounds(self, node: x.Rounds) -> str:
        state = self.words.state(node.state)
        return self.both(f"退回到{state}的次数", f"the number of returns to {state}")

    def holder(self, node: x.Holder) -> str:
        copy = self.words.copy(node.document, node.copy)
        return self.both(f"持有{copy}的角色", f"the role that holds {copy}")

    def count(self, node: x.Count) -> str:
        of = self.words.state(node.of) if node.of in self.words.process.states else node.of
        return self.both(f"{of}一轮的 {node.name} 数", f"the {node.name} of {of}")

    def arithmetic(self, node: x.Arith) -> str:
        zh, en = _ARITHMETIC[node.op]
        a, b = self.term(node.a, node.op), self.term(node.b, None)
        return self.both(f"{a}{zh}{b}", f"{a} {en} {b}")

    def term(self, node: Expr, of: str | None) -> str:
        """A term of a calculation; in brackets unless it goes on with the same sign."""
        shown = self.phrase(node)
        nested = isinstance(node, x.Arith) and not (node.op == of and of in ("+", "-"))
        return self.both(f"（{shown}）", f"({shown})") if nested else shown

    def minus(self, node: x.Neg) -> str:
        return self.both(f"负的（{self.phrase(node.a)}）", f"minus ({self.phrase(node.a)})")

    def chosen(self, node: x.If) -> str:
        c, a, b = self.inside(node.c), self.phrase(node.a), self.phrase(node.b)
        return self.both(f"（如果{c}，为{a}，否则为{b}）", f"({a} if {c}, else {b})")

    def called(self, node: x.Call) -> str:
        first, *rest = [self.phrase(argument) for argument in node.args]
        zh, en = {
            "size": (f"{first}的长度", f"the size of {first}"),
            "date": (f"{first}的日期", f"the date of {first}"),
        }.get(node.name, (f"{first} {node.name} {''.join(rest)}", f"{first} {node.name} {''.join(rest)}"))
        return self.both(zh, en)

    def text_test(self, node: x.Call, yes: bool = True) -> str:
        a, b = (self.phrase(argument) for argument in node.args)
        no = "" if yes else "不"
        return self.both(
            {"startsWith": f"{a}{no}以{b}开头", "endsWith": f"{a}{no}以{b}结尾"}.get(
                node.name, f"{a}{no}含有{b}"
            ),
            f"{a} {'' if yes else 'not '}{_TESTS[node.name]} {b}",
        )

    def kind(self, node: Expr) -> str | None:
        """The kind of what a node gives, as far as its words depend on it."""
        if isinstance(node, x.Case | x.Before):
            field = self.words.process.fields.get(node.name)
            return field.type.kind if field is not None else None
        if isinstance(node, x.Call):
            return node.name
        return node.kind if isinstance(node, x.Lit) else None


_TESTS = {"startsWith": "begins with", "endsWith": "ends with", "contains": "contains"}


def _flat(node: Expr, kind: type[Expr]) -> Iterator[Expr]:
    """The members of `a && b && c`, in order."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if type(part) is kind:
            waiting += [part.b, part.a]  # type: ignore[attr-defined]
        else:
            yield part


def _clauses(pairs: Iterable[tuple[type[Expr], Any]]) -> Mapping[type[Expr], Callable[[_Reader, Any], str]]:
    return dict(pairs)


_CLAUSES = _clauses(
    [
        (x.Compare, _Reader.compared),
        (x.In, _Reader.among),
        (x.If, _Reader.either_way),
        (x.Exists, _Reader.exists),
        (x.All, _Reader.every_one),
        (x.Has, lambda reader, node: reader.filled(node.name, True)),
        (x.Given, lambda reader, node: reader.filled(node.name, node.given)),
        (x.At, _Reader.at),
        (x.Done, _Reader.done),
        (x.Ever, _Reader.ever),
        (x.Passed, _Reader.passed),
        (x.Owed, _Reader.owed),
        (x.Some, _Reader.some),
        (x.Only, _Reader.only),
        (x.NoneOf, _Reader.none_of),
        (x.Every, _Reader.every),
        (x.NotOnly, _Reader.not_only),
        (
            x.Call,
            lambda reader, node: reader.text_test(node) if node.name in _TESTS else reader.true(node, True),
        ),
        (
            x.Lit,
            lambda reader, node: (
                reader.both("总是成立", "always") if node.value is True else reader.literal(node)
            ),
        ),
    ]
)
_NEGATIONS = _clauses(
    [
        (x.In, lambda reader, node: reader.among(node, False)),
        (x.At, lambda reader, node: reader.at(node, False)),
        (x.Done, lambda reader, node: reader.done(node, False)),
        (x.Ever, lambda reader, node: reader.ever(node, False)),
        (x.Passed, lambda reader, node: reader.passed(node, False)),
        (x.Owed, lambda reader, node: reader.owed(node, False)),
    ]
)
_PHRASES = _clauses(
    [
        (x.Lit, _Reader.literal),
        (x.Items, _Reader.items),
        (x.Case, lambda reader, node: reader.words.quoted(node.name)),
        (x.Before, _Reader.before),
        (x.Var, lambda reader, node: node.name),
        (x.Get, _Reader.of_record),
        (x.Rounds, _Reader.rounds),
        (x.Holder, _Reader.holder),
        (x.Count, _Reader.count),
        (x.Arith, _Reader.arithmetic),
        (x.Neg, _Reader.minus),
        (x.Call, _Reader.called),
        (x.If, _Reader.chosen),
    ]
)
