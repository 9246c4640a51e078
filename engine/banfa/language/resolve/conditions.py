"""LANGUAGE 8: what names mean in expressions, and the guards, each typed when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from banfa.language.expressions import (
    Expr,
    ExpressionError,
    Lit,
    Scope,
    compile_condition,
    parse_cells,
    parse_expression,
)
from banfa.language.models.guards import Guard as GuardModel
from banfa.language.process import Document, Enum, Field, Guard, NamedSet
from banfa.language.resolve.asking import counts_in
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.values import FieldType
from banfa.language.written import Path
from banfa.texts import Text

TRUE = Lit("bool", True)


class Conditions(Mapping[str, Expr]):
    """Guards by name, as typed expressions; one that names itself, however far away, is reported."""

    def __init__(self, link: Linking) -> None:
        self._reading: _Reading | None = _Reading(link)
        self._names = link.names("guards")
        self._typed: dict[str, Expr] = {}
        self._open: list[str] = []

    def read_in(self, scope: Scope) -> None:
        """Say in which scope the guards are typed (it holds these conditions itself)."""
        if self._reading is not None:
            self._reading.scope = scope

    def finish(self) -> None:
        """Let go of the text once all is typed: a process outlives its files."""
        for name in self:
            self._typed.setdefault(name, TRUE)
        self._reading = None

    def __getitem__(self, name: str) -> Expr:
        """Return the condition of a declared guard; TRUE if it means nothing (that is reported)."""
        if name not in self._names:
            raise KeyError(name)
        if name in self._typed or self._reading is None:
            return self._typed[name]
        if name in self._open:
            self._reading.circle([*self._open[self._open.index(name) :], name])
            return TRUE
        self._open.append(name)
        self._typed[name] = self._reading.condition(name)
        self._open.pop()
        return self._typed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def __len__(self) -> int:
        return len(self._names)


class _Reading:
    """Types guards from their text."""

    def __init__(self, link: Linking) -> None:
        self.link = link
        self.scope = Scope()

    def condition(self, name: str) -> Expr:
        model: GuardModel | None = self.link.section("guards").get(name)
        path: Path = ("guards", name)
        if model is None:
            return TRUE
        if bool(model.where) == (model.if_ is not None):
            self.one_of_both(model, path)
            return TRUE
        if model.if_ is not None:
            return self.expression(model.if_, (*path, "if"))
        return self.cells(model.where, (*path, "where"))

    def expression(self, text: Any, path: Path) -> Expr:
        try:
            return parse_expression(text, self.scope)
        except ExpressionError as error:
            self.link.mistyped(error, path, whole_text=True)
            return TRUE

    def cells(self, rows: Any, path: Path) -> Expr:
        try:
            return parse_cells(rows[0] if len(rows) == 1 else list(rows), self.scope)
        except ExpressionError as error:
            self.link.mistyped(error, path, whole_text=False)
            return TRUE

    def one_of_both(self, model: GuardModel, path: Path) -> None:
        message = (
            Text("where 和 if 只能写一个", "only one of where and if may be written")
            if model.where
            else Text("条件没有写内容", "the guard says no condition")
        )
        fix = Text("写 where:（格子）或 if:（表达式）", "write where: (cells) or if: (an expression)")
        self.link.report("B402", message, fix, path, key=True)

    def circle(self, names: list[str]) -> None:
        shown = " → ".join(names)
        message = Text(f"条件绕成了一圈：{shown}", f"guards run in a circle: {shown}")
        self.link.report(
            "B403", message, Text("拆开其中一个", "break one of them up"), ("guards", names[-2]), key=True
        )


def scope_of(
    link: Linking,
    fields: Mapping[str, Field],
    enums: Mapping[str, Enum],
    sets: Mapping[str, NamedSet],
    documents: Mapping[str, Document],
    conditions: Conditions,
) -> Scope:
    """Return what names mean in the expressions of a process."""
    roles = link.section("roles")
    bound = {
        name: FieldType("set", of="unit") if role.many else FieldType("unit")
        for name, role in roles.items()
        if role.scope == "case" and role.acts_for is None
    }
    scope = Scope(
        fields={**bound, **{name: field.type for name, field in fields.items()}},
        enums={name: FieldType("enum", name, None, tuple(e.values), e.open) for name, e in enums.items()},
        sets={name: (s.of, s.members) for name, s in sets.items()},
        conditions=conditions,
        states=link.names("states"),
        steps=link.names("transitions"),
        roles=link.names("roles"),
        copies={name: frozenset(document.copies) for name, document in documents.items()},
        duties=link.names("duties"),
        counts=counts_in(link),
        counted=frozenset(name for t in link.section("transitions").values() for name in t.open),
    )
    conditions.read_in(scope)
    return scope


def resolve_guards(link: Linking, scope: Scope) -> dict[str, Guard]:
    """Return the guards by id, compiled."""
    return {name: _guard(link, name, model, scope) for name, model in sorted(link.section("guards").items())}


def _guard(link: Linking, name: str, model: GuardModel, scope: Scope) -> Guard:
    path: Path = ("guards", name)
    origin = origin_of(link, model, path)
    if model.refuse is not None and model.warn is not None:
        message = Text("refuse 和 warn 只能写一个", "only one of refuse and warn may be written")
        link.report(
            "B402", message, Text("要么拒绝，要么提醒", "either stop or warn"), (*path, "warn"), key=True
        )
    if model.refuse is not None or model.warn is not None:
        require_origin(link, model, path)
    condition = compile_condition(scope.conditions[name], scope)
    title = model.title or model.refuse or model.warn or name
    return Guard(name, title, condition, model.refuse, model.warn, origin)


def check_condition_names(link: Linking) -> None:
    """A guard and a set never share an id: an expression could not tell them apart."""
    for name in sorted(link.names("guards") & link.names("sets")):
        message = Text(f"{name} 既是条件又是集合", f"{name} is a guard and a set")
        fix = Text("给其中一个换编号", "give one of them another id")
        link.report("B150", message, fix, ("guards", name), key=True, also=("sets", name))
