"""Typing rules of functions and macros: size, text search, date, exists, all, and questions to the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import TypeAlias

from banfa.language.expressions.checker import WRONG, Checker, Typed, rule
from banfa.language.expressions.kinds import BOOL, DATE, DATETIME, INT, ROLE, TEXT, member_of, title
from banfa.language.expressions.literals import BadEscape, unquoted
from banfa.language.expressions.names import RESERVED
from banfa.language.expressions.parse import Branch
from banfa.language.expressions.syntax import (
    All,
    At,
    Call,
    Count,
    Done,
    Ever,
    Exists,
    Expr,
    Has,
    Holder,
    Or,
    Owed,
    Passed,
)
from banfa.language.values import FieldType
from banfa.texts import Text

_SEARCHES = ("startsWith", "endsWith", "contains")
_LOOPS = ("map", "filter", "exists_one")


@rule("call")
def _call(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    name, args = str(tree.children[0]), tree.children[1].children
    function = _FUNCTIONS.get(name)
    if function is None:
        return _no_function(self, tree, name)
    if len(args) != 1:
        return _count(self, tree, name, 1)
    return function(self, tree, args[0])


@rule("method")
def _method(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    target, name, args = tree.children[0], str(tree.children[1]), tree.children[2].children
    if name in ("exists", "all"):
        return _quantified(self, tree) if len(args) == 2 else _count(self, tree, name, 2)
    if name in _SEARCHES:
        return _search(self, tree) if len(args) == 1 else _count(self, tree, name, 1)
    if name == "size":
        return _size(self, tree, target) if not args else _count(self, tree, name, 0)
    if name == "answered_by":
        return _answered_by(self, tree)
    return _no_function(self, tree, name)


def _no_function(self: Checker, tree: Branch, name: str) -> Typed:
    if name in _LOOPS:
        fix = Text("只有 exists 和 all", "only exists and all")
        return self.wrong(tree, Text(f"没有 {name}", f"there is no {name}"), fix)
    if name in (*_SEARCHES, "exists", "all"):
        fix = Text(f"写成 case.x.{name}(…)", f"write case.x.{name}(…)")
        return self.wrong(tree, Text(f"{name} 写在值的后面", f"{name} stands behind a value"), fix)
    if name in _FUNCTIONS:
        fix = Text(f"写成 {name}(…)", f"write {name}(…)")
        return self.wrong(tree, Text(f"{name} 不写在值的后面", f"{name} does not stand behind a value"), fix)
    return self.unknown(tree, Text("函数", "function"), name, (*_FUNCTIONS, *_SEARCHES, "exists", "all"))


def _count(self: Checker, tree: Branch, name: str, count: int) -> Typed:
    message = Text(f"{name} 的括号里要 {count} 项", f"{name} takes {count} in its brackets")
    return self.wrong(tree, message)


def _size(self: Checker, tree: Branch, arg: Branch) -> Typed:
    expr, t = self.check(arg)
    if t.kind not in ("text", "set", "items", "list", "any"):
        zh, en = title(t)
        return self.wrong(arg, Text(f"{zh}没有 size", f"{en} has no size"))
    return Typed(Call("size", (expr,)), INT)


def _date(self: Checker, tree: Branch, arg: Branch) -> Typed:
    expr, t = self.check(arg, DATETIME)
    if t.kind not in ("datetime", "any"):
        return self.wanted(arg, DATETIME, t)
    return Typed(Call("date", (expr,)), DATE)


def _search(self: Checker, tree: Branch) -> Typed:
    target, name, arg = tree.children[0], str(tree.children[1]), tree.children[2].children[0]
    a, b = self.check(target, TEXT), self.check(arg, TEXT)
    if name == "contains" and a.type.kind in ("set", "items"):
        fix = Text("写成 x in …", "write x in …")
        return self.wrong(target, Text("集合不用 contains", "contains is not for sets"), fix)
    for side, t in ((target, a.type), (arg, b.type)):
        if t.kind not in ("text", "any"):
            return self.wanted(side, TEXT, t)
    return Typed(Call(name, (a.expr, b.expr)), BOOL)


def _quantified(self: Checker, tree: Branch) -> Typed:
    target, macro, (variable, body) = tree.children[0], tree.children[1], tree.children[2].children
    over, t = self.check(target)
    member = member_of(t)
    if member is None:
        zh, en = title(t)
        return self.wrong(target, Text(f"{zh}没有成员", f"{en} has no members"))
    name = _variable(self, variable)
    if name is None:
        return WRONG
    self.variables[name] = member
    condition = self.truth(body)
    del self.variables[name]
    return Typed((Exists if macro == "exists" else All)(over, name, condition), BOOL)


def _variable(self: Checker, tree: Branch) -> str | None:
    if tree.data != "name":
        self.wrong(
            tree, Text("第一项要变量的名字，如 exists(x, …)", "a variable's name comes first: exists(x, …)")
        )
        return None
    name, scope = str(tree.children[0]), self.scope
    if name in self.variables or name in {
        *RESERVED,
        *scope.enums,
        *scope.sets,
        *scope.conditions,
        *scope.states,
    }:
        self.wrong(
            tree,
            Text(f"{name} 已经是别的名字", f"{name} already names something else"),
            Text("变量另取一个名字，如 x", "give the variable another name, such as x"),
        )
        return None
    return name


def _answered_by(self: Checker, tree: Branch) -> Typed:
    target, args = tree.children[0], tree.children[2].children
    of = str(target.children[0]) if target.data == "name" else ""
    if of not in self.scope.states or len(args) != 1 or args[0].data != "name":
        fix = Text("写成 STATE.answered_by(KIND)", "write STATE.answered_by(KIND)")
        return self.wrong(
            tree, Text("answered_by 要一个状态和一类成员", "answered_by wants a state and a kind"), fix
        )
    name = f"answered_by:{args[0].children[0]}"
    known = self.scope.counts.get(of, frozenset())
    if name not in known:
        kinds = [one.partition(":")[2] for one in known if ":" in one]
        return self.unknown(args[0], Text("成员类别", "kind of member"), str(args[0].children[0]), kinds)
    return Typed(Count(of, name), INT)


def _has(self: Checker, tree: Branch, arg: Branch) -> Typed:
    if arg.data != "get" or arg.children[0].data != "name" or arg.children[0].children[0] != "case":
        fix = Text("写成 has(case.x)", "write has(case.x)")
        return self.wrong(arg, Text("has 只问字段", "has only asks about a field"), fix)
    self.check(arg)
    return Typed(Has(str(arg.children[1])), BOOL)


def _at(self: Checker, tree: Branch, arg: Branch) -> Typed:
    name = str(arg.children[0]) if arg.data == "name" else ""
    if name in self.scope.sets and self.scope.sets[name][0] == "state" and self.scope.sets[name][1]:
        places: list[Expr] = [At(str(state)) for state in self.scope.sets[name][1]]
        return Typed(reduce(Or, places), BOOL)
    return _known(self, arg, Text("状态", "state"), self.scope.states, At)


def _known(
    self: Checker, arg: Branch, what: Text, known: Iterable[str], node: Callable[[str], Expr]
) -> Typed:
    if arg.data != "name":
        return self.wrong(
            arg, Text(f"括号里写{what.zh}的编号", f"write the id of a {what.en} in the brackets")
        )
    name = str(arg.children[0])
    return Typed(node(name), BOOL) if name in known else self.unknown(arg, what, name, known)


def _done(self: Checker, tree: Branch, arg: Branch) -> Typed:
    return _known(self, arg, Text("步骤", "step"), self.scope.steps, Done)


def _ever(self: Checker, tree: Branch, arg: Branch) -> Typed:
    return _known(self, arg, Text("步骤", "step"), self.scope.steps, Ever)


def _passed(self: Checker, tree: Branch, arg: Branch) -> Typed:
    return _known(self, arg, Text("期限", "duty"), self.scope.duties, Passed)


def _owed(self: Checker, tree: Branch, arg: Branch) -> Typed:
    return _known(self, arg, Text("期限", "duty"), self.scope.duties, Owed)


def _holder(self: Checker, tree: Branch, arg: Branch) -> Typed:
    document, copy = _paper(arg)
    copies = self.scope.copies.get(document)
    if copies is None:
        return self.unknown(arg, Text("文书", "document"), document, self.scope.copies)
    if copy is None and copies != {"1"}:
        fix = Text(f"写成 holder({document}.联)", f"write holder({document}.COPY)")
        return self.wrong(arg, Text(f"{document} 有几联", f"{document} has several copies"), fix)
    if copies and copy not in (None, *copies):
        return self.unknown(arg, Text(f" {document} 的联", f"copy of {document} called"), str(copy), copies)
    return Typed(Holder(document, copy or "1"), ROLE)


def _paper(arg: Branch) -> tuple[str, str | None]:
    if arg.data == "name":
        return str(arg.children[0]), None
    if arg.data not in ("get", "copy") or arg.children[0].data != "name":
        return "…", None
    token = arg.children[1]
    try:
        copy = unquoted(token) if token.type == "TEXT" else str(token)
    except BadEscape:
        copy = ""
    return str(arg.children[0].children[0]), copy


Function: TypeAlias = Callable[[Checker, Branch, Branch], Typed]
_FUNCTIONS: dict[str, Function] = {
    "size": _size,
    "date": _date,
    "has": _has,
    "at": _at,
    "done": _done,
    "ever": _ever,
    "passed": _passed,
    "owed": _owed,
    "holder": _holder,
}
