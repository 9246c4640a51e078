"""Cells of `where` and of tables: plain data, keyed by field → the same syntax tree as expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, TypeAlias

from banfa.language.expressions.check_types import bounded
from banfa.language.expressions.kinds import Scope, title
from banfa.language.expressions.parse import ExpressionError, Trouble
from banfa.language.expressions.syntax import (
    And,
    Case,
    Compare,
    Every,
    Expr,
    Given,
    In,
    Items,
    Lit,
    NoneOf,
    NotOnly,
    Only,
    Or,
    SetCell,
    Some,
)
from banfa.language.suggest import suggest
from banfa.language.values import BadValue, FieldType, Value, member_type, parser
from banfa.texts import Text

Path: TypeAlias = tuple[str | int, ...]

SET_CELLS: dict[str, Callable[[str, tuple[Value, ...]], SetCell]] = {
    "all": Every,
    "none": NoneOf,
    "not_only": NotOnly,
    "only": Only,
    "some": Some,
}
BOUNDS = {"above": ">", "at_least": ">=", "at_most": "<=", "below": "<"}
_WORDS = (*SET_CELLS, *BOUNDS, "given")
_TRUE = Lit("bool", True)
_BOUNDED = ("int", "money", "date", "datetime")


def parse_cells(raw: object, scope: Scope) -> Expr:
    """Return what a map of cells (all hold) or a list of such maps (one holds) says.

    An empty map always holds. Raises `ExpressionError` with everything that is wrong, each with the path of
    keys and positions from the outermost data.
    """
    reader = _Reader(scope)
    if isinstance(raw, list | tuple):
        rows = [reader.row(row, (i,)) for i, row in enumerate(raw)]
        if not rows:
            reader.wrong(
                (),
                Text("列表是空的", "the list is empty"),
                Text("写上格子，或删去", "write cells, or remove it"),
            )
    else:
        rows = [reader.row(raw, ())]
    if reader.troubles:
        raise ExpressionError(tuple(reader.troubles))
    return bounded(reduce(Or, rows))


class _Reader:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.troubles: list[Trouble] = []

    def wrong(self, path: Path, message: Text, fix: Text | None = None) -> None:
        self.troubles.append(Trouble(message, fix, 0, path))

    def row(self, raw: object, path: Path) -> Expr:
        if not isinstance(raw, Mapping):
            fix = Text("写成 字段: 值", "write FIELD: value")
            self.wrong(path, Text("这里要写字段和它的格子", "fields with their cells are wanted here"), fix)
            return _TRUE
        cells = [self.cell(name, raw[name], (*path, name)) for name in sorted(raw, key=str)]
        return reduce(And, cells) if cells else _TRUE

    def cell(self, name: object, raw: object, path: Path) -> Expr:
        t = self.scope.fields.get(name) if isinstance(name, str) else None
        if t is None or not isinstance(name, str):
            near = suggest(str(name), self.scope.fields)
            fix = Text(f"是不是 {near}？", f"did you mean {near}?") if near else None
            self.wrong(path, Text(f"没有字段 {name}", f"there is no field {name}"), fix)
            return _TRUE
        if isinstance(raw, Mapping):
            return self.words(name, t, raw, path)
        if t.kind in ("set", "list"):
            self.plain_over_set(t, path)
            return _TRUE
        if isinstance(raw, list | tuple):
            return self.one_of(name, t, raw, path)
        value = self.value(raw, t, path)
        return _TRUE if value is None else Compare("==", Case(name), _lit(t, value))

    def plain_over_set(self, t: FieldType, path: Path) -> None:
        if t.kind == "list":
            self.wrong(path, Text("记录的列表只能写 {given: …}", "a list of records only takes {given: …}"))
            return
        self.wrong(
            path,
            Text("集合字段不能直接写值", "a set does not take a plain value"),
            Text("写成 {some: …}、{only: …} 等", "write {some: …}, {only: …} or the like"),
        )

    def one_of(self, name: str, t: FieldType, raw: list[Any] | tuple[Any, ...], path: Path) -> Expr:
        if not raw:
            self.wrong(path, Text("列表是空的，永远不成立", "the list is empty: it never holds"))
        values = [self.value(item, t, (*path, i)) for i, item in enumerate(raw)]
        return In(Case(name), Items(tuple(_lit(t, value) for value in values if value is not None)))

    def words(self, name: str, t: FieldType, raw: Mapping[Any, Any], path: Path) -> Expr:
        cells = [self.word(name, t, word, raw[word], (*path, word)) for word in sorted(raw, key=str)]
        if not cells:
            self.wrong(
                path, Text("格子是空的", "the cell is empty"), Text("写上值，或删去这个字段", "write a value")
            )
        return reduce(And, cells) if cells else _TRUE

    def word(self, name: str, t: FieldType, word: object, raw: object, path: Path) -> Expr:
        if word == "given":
            return self.given(name, raw, path)
        if word in SET_CELLS and t.kind == "set":
            return SET_CELLS[str(word)](name, self.members(raw, t, path))
        if word in BOUNDS and t.kind in _BOUNDED:
            value = self.value(raw, t, path)
            return _TRUE if value is None else Compare(BOUNDS[str(word)], Case(name), _lit(t, value))
        self.misplaced(t, word, path)
        return _TRUE

    def given(self, name: str, raw: object, path: Path) -> Expr:
        if not isinstance(raw, bool):
            self.wrong(path, Text("given 写 true 或 false", "given is true or false"))
        return Given(name, raw is True)

    def misplaced(self, t: FieldType, word: object, path: Path) -> None:
        zh, en = title(t)
        if word in _WORDS:
            use = "given" if t.kind == "list" else ", ".join(SET_CELLS) if t.kind == "set" else "[a, b]"
            use = f"{use}, {', '.join(BOUNDS)}" if t.kind in _BOUNDED else use
            message = Text(f"{word} 不能用在{zh}上", f"{word} cannot be used for {en}")
            self.wrong(path, message, Text(f"可以写 {use}", f"use {use}"))
            return
        near = suggest(str(word), _WORDS)
        fix = Text(f"是不是 {near}？", f"did you mean {near}?") if near else None
        self.wrong(path, Text(f"不认识的词 {word}", f"unknown word {word}"), fix)

    def members(self, raw: object, t: FieldType, path: Path) -> tuple[Value, ...]:
        named = isinstance(raw, list | tuple)
        items = enumerate(raw) if isinstance(raw, list | tuple) else [(0, raw)]
        found: set[Any] = set()
        for i, item in items:
            found.update(self.member(item, t, (*path, i) if named else path))
        return tuple(sorted(found))

    def member(self, raw: object, t: FieldType, path: Path) -> tuple[Value, ...]:
        if isinstance(raw, str) and raw in self.scope.sets:
            of, members = self.scope.sets[raw]
            if of == t.of and raw in (t.members or ()):
                message = Text(f"{raw} 既是集合又是值", f"{raw} is both a set and a value")
                self.wrong(path, message, Text("给集合改个名字", "rename the set"))
            if of == t.of:
                return members
        value = self.value(raw, member_type(t), path)
        return () if value is None else (value,)

    def value(self, raw: object, t: FieldType, path: Path) -> Value | None:
        if t.kind == "enum" and raw not in (t.members or ()):
            self.not_a_member(raw, t, path)
            return None
        try:
            return parser(t)(raw)
        except BadValue as bad:
            self.wrong(path, bad.text)
            return None

    def not_a_member(self, raw: object, t: FieldType, path: Path) -> None:
        if isinstance(raw, str) and self.scope.sets.get(raw, ("",))[0] == t.of:
            message = Text(
                f"{raw} 是集合，这里要 {t.of} 的值", f"{raw} is a set; a value of {t.of} is wanted here"
            )
            instead = Text(f"改写 if: case.… in {raw}", f"write if: case.… in {raw} instead")
            self.wrong(path, message, instead)
            return
        near = suggest(str(raw), (*(t.members or ()), *self.scope.sets)) if isinstance(raw, str) else None
        fix = Text(f"是不是 {near}？", f"did you mean {near}?") if near else None
        shown = raw if isinstance(raw, str) else "…"
        self.wrong(path, Text(f"{t.of} 没有值 {shown}", f"{t.of} has no value {shown}"), fix)


def _lit(t: FieldType, value: Value) -> Lit:
    return Lit(f"enum:{t.of}" if t.kind == "enum" else t.kind, value)
