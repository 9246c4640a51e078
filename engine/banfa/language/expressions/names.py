"""Typing rules of names: `case.x`, `before.x`, enum values, sets, conditions, variables, counts."""

from __future__ import annotations

from banfa.language.expressions.checker import Checker, Typed, rule
from banfa.language.expressions.kinds import BOOL, INT, SCALAR_KINDS, items_of
from banfa.language.expressions.parse import Branch
from banfa.language.expressions.syntax import Before, Case, Count, Get, Items, Lit, Rounds, Var
from banfa.language.values import FieldType
from banfa.texts import Text

RESERVED = ("case", "before", "rounds")


@rule("name")
def _name(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    name, scope = str(tree.children[0]), self.scope
    if name in self.variables:
        return Typed(Var(name), self.variables[name])
    if name in scope.conditions:
        return Typed(scope.conditions[name], BOOL)
    if name in scope.sets:
        return _named_set(self, tree, name)
    fix = _rightly(self, name)
    message = Text(f"{name} 不是集合、条件或变量", f"{name} is no set, condition or variable")
    if fix is not None:
        return self.wrong(tree, message, Text(f"写成 {fix}", f"write {fix}"))
    known = (*scope.sets, *scope.conditions, *self.variables)
    return self.unknown(tree, Text("名为这个的集合、条件或变量：", "set, condition or variable"), name, known)


def _rightly(self: Checker, name: str) -> str | None:
    """How to write a name that exists, but is not written like this."""
    scope = self.scope
    if name in scope.fields:
        return f"case.{name}"
    if name in scope.states:
        return f"at({name})"
    if name in scope.steps:
        return f"done({name})"
    if name in (*RESERVED, *scope.enums):
        return f"{name}.…"
    owners = [enum for enum, t in sorted(scope.enums.items()) if name in (t.members or ())]
    return f"{owners[0]}.{name}" if owners else None


def _named_set(self: Checker, tree: Branch, name: str) -> Typed:
    of, members = self.scope.sets[name]
    if of == "state":
        fix = Text(f"写成 at({name})", f"write at({name})")
        return self.wrong(tree, Text(f"{name} 是状态的集合", f"{name} is a set of states"), fix)
    kind = of if of in SCALAR_KINDS else f"enum:{of}"
    member = FieldType(of) if of in SCALAR_KINDS else self.scope.enums.get(of, FieldType("enum", of=of))
    return Typed(Items(tuple(Lit(kind, value) for value in members)), items_of(member))


@rule("get")
def _get(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    target, key = tree.children
    if target.data == "name" and target.children[0] not in self.variables:
        return _qualified(self, tree, str(target.children[0]), str(key))
    record, t = self.check(target)
    keys = dict(t.record) if t.kind == "record" else {}
    if key in keys:
        return Typed(Get(record, str(key)), keys[key])
    if t.kind == "record":
        return self.unknown(key, Text("键", "key"), str(key), keys)
    return (
        self.wrong(key, Text("这里没有可以取的键", "there is no key to take here"))
        if t.kind != "any"
        else _any(t)
    )


def _any(t: FieldType) -> Typed:
    return Typed(Lit("bool", False), t)


def _qualified(self: Checker, tree: Branch, head: str, key: str) -> Typed:
    scope, at = self.scope, tree.children[1]
    if head in ("case", "before"):
        if key in scope.fields:
            return Typed(Case(key) if head == "case" else Before(key), scope.fields[key])
        return self.unknown(at, Text("字段", "field"), key, scope.fields)
    if head == "rounds":
        if key in scope.states:
            return Typed(Rounds(key), INT)
        return self.unknown(at, Text("状态", "state"), key, scope.states)
    if head in scope.enums:
        return _member(self, tree, head, key)
    if head in scope.states or head in scope.counted:
        return _counted(self, tree, head, key)
    if head in scope.fields:
        message = Text(f"字段写 case.{head}", f"a field is written case.{head}")
        return self.wrong(tree, message)
    known = (*RESERVED, *scope.enums, *scope.states, *scope.counted, *self.variables)
    return self.unknown(tree, Text("这个名字：", "name"), head, known)


def _counted(self: Checker, tree: Branch, head: str, key: str) -> Typed:
    known = self.scope.counts.get(head)
    if known is None:
        message = Text(f"{head} 没有向谁征求意见", f"nobody is asked in {head}")
        return self.wrong(tree, message, Text(f"在 {head} 写 ask:", f"write ask: in {head}"))
    if key in known:
        return Typed(Count(head, key), INT)
    return self.unknown(tree.children[1], Text("计数", "count"), key, known)


def _member(self: Checker, tree: Branch, enum: str, key: str) -> Typed:
    t = self.scope.enums[enum]
    if key in (t.members or ()):
        return Typed(Lit(f"enum:{enum}", key), FieldType("enum", of=enum, members=t.members, open=t.open))
    return self.unknown(
        tree.children[1], Text(f" {enum} 的值", f"value of {enum} called"), key, t.members or ()
    )


@rule("copy")
def _copy(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    return self.wrong(
        tree,
        Text("文书的联只写在 holder 里", "a copy is named only in holder"),
        Text("写成 holder(DOC.COPY)", "write holder(DOC.COPY)"),
    )
