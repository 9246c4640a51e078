"""The types that expressions have: those of fields, and those that only stand between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from banfa.language.expressions.syntax import Before, Case, Expr, Get, If, Var
from banfa.language.values import FieldType, Value, member_type
from banfa.texts import Text

BOOL, INT, TEXT, DATE, DATETIME, ROLE, UNIT = (
    FieldType(kind) for kind in ("bool", "int", "text", "date", "datetime", "role", "unit")
)
ANY = FieldType("any")
"""Of an empty list's members, and of what is already reported as wrong: fits everything."""

SCALAR_KINDS = ("text", "int", "unit", "person", "role")
"""What a named set or a set field may be of, besides an enum."""

WRITTEN_AS_TEXT = ("money", "date", "datetime", "unit", "person", "role", "file")
"""Kinds whose literals are written as text; which one is meant is seen from the other side."""

_ORDERED = ("bool", "int", "text", "money", "date", "datetime", "any")

NamedSets: TypeAlias = Mapping[str, tuple[str, tuple[Value, ...]]]


@dataclass(frozen=True)
class Scope:
    """What names mean in an expression.

    `fields` has the case-bound roles too, as a unit or (many) a set of units. `enums` maps to the enum's
    type. `sets`: of what, members. `conditions` are already typed. `copies`: document → its copies ("1" for
    the one paper, empty if made one for each member of a set). `counted`: keys of `open` whose outcomes are
    counted. `counts`: state that asks, or key of `open` → what is counted of it.
    """

    fields: Mapping[str, FieldType] = field(default_factory=dict)
    enums: Mapping[str, FieldType] = field(default_factory=dict)
    sets: NamedSets = field(default_factory=dict)
    conditions: Mapping[str, Expr] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    copies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    duties: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    counts: Mapping[str, frozenset[str]] = field(default_factory=dict)


def items_of(member: FieldType) -> FieldType:
    """Return the type of a list literal."""
    return FieldType("items", record=(("", member),))


def record_of(t: FieldType) -> FieldType:
    """Return the type of one record of a list."""
    return FieldType("record", record=t.record)


def member_of(t: FieldType) -> FieldType | None:
    """Return the type of what a set, a list literal or a list of records holds; None for anything else."""
    if t.kind == "set":
        return member_type(t)
    if t.kind == "items":
        return t.record[0][1]
    return record_of(t) if t.kind == "list" else ANY if t.kind == "any" else None


def same(a: FieldType, b: FieldType) -> bool:
    """Return whether values of the two types may be compared; a set compares with a list of its members."""
    if "any" in (a.kind, b.kind):
        return True
    if {a.kind, b.kind} <= {"set", "items"}:
        return same(member_of(a) or ANY, member_of(b) or ANY)
    return (a.kind, a.of, a.currency) == (b.kind, b.of, b.currency) and a.kind not in ("list", "record")


def is_set(expr: Expr, scope: Scope, records: Mapping[str, Mapping[str, FieldType]]) -> bool:
    """Return whether a typed expression gives a set, or may; `records`: the keys of variables over lists."""
    if isinstance(expr, Case | Before):
        return scope.fields[expr.name].kind == "set"
    if isinstance(expr, Get) and isinstance(expr.record, Var):
        return records[expr.record.name][expr.key].kind == "set"
    return isinstance(expr, If) and (is_set(expr.a, scope, records) or is_set(expr.b, scope, records))


def ordered(t: FieldType) -> bool:
    """Return whether `<` means something between two values of the type."""
    return t.kind in _ORDERED


_TITLES = {
    "bool": Text("真假值", "a truth value"),
    "int": Text("整数", "a whole number"),
    "text": Text("文字", "text"),
    "date": Text("日期", "a date"),
    "datetime": Text("时间", "a time"),
    "person": Text("人", "a person"),
    "unit": Text("单位", "a unit"),
    "role": Text("角色", "a role"),
    "file": Text("文件", "a file"),
    "list": Text("记录的列表", "a list of records"),
    "record": Text("一条记录", "a record"),
    "any": Text("任何值", "anything"),
}


def title(t: FieldType) -> Text:
    """Return what people call the type."""
    if t.kind == "money":
        return Text(f"金额（{t.currency}）", f"money ({t.currency})")
    if t.kind == "enum":
        return Text(f"{t.of} 的值", f"a value of {t.of}")
    member = member_of(t)
    if t.kind in ("set", "items") and member is not None:
        zh, en = title(member)
        return (
            Text(f"{zh}的集合", f"a set of {en}")
            if t.kind == "set"
            else Text(f"{zh}的列表", f"a list of {en}")
        )
    return _TITLES[t.kind]
