"""What all sections share while names are linked: what is declared, where it stands, how to report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from banfa.language.expressions import ExpressionError
from banfa.language.models.process import ProcessModel
from banfa.language.problems import Problems
from banfa.language.suggest import suggest
from banfa.language.written import Path, Written
from banfa.texts import Text

_IN_EXPRESSIONS = ("fields", "enums", "sets", "guards")
_PLAIN = ("text", "int", "unit", "person", "role", "state")
_ABOUT = ("articles", "inferred", "chosen", "ignore")
"""Keys that speak about the element."""
_WORD = re.compile(r"[a-z][a-z0-9_]*")

TITLES: Mapping[str, Text] = {
    "roles": Text("角色", "role"),
    "references": Text("外部规定", "reference"),
    "enums": Text("枚举", "enum"),
    "sets": Text("集合", "set"),
    "fields": Text("数据项", "field"),
    "documents": Text("单据", "document"),
    "things": Text("物品", "thing"),
    "papers": Text("单据或物品", "document or thing"),
    "states": Text("状态", "state"),
    "places": Text("状态或状态集合", "state or set of states"),
    "transitions": Text("步骤", "step"),
    "guards": Text("条件", "guard"),
    "tables": Text("表", "table"),
    "separation": Text("不同人办理的规则", "separation rule"),
    "properties": Text("性质", "property"),
    "duties": Text("期限义务", "duty"),
    "copies": Text("联", "copy"),
    "parts": Text("部分", "part"),
    "values": Text("枚举值", "enum value"),
    "addressees": Text("角色", "role"),
}
"""What a thing of each section is called."""


@dataclass(slots=True)
class Linking:
    """One process while it is linked.

    `model` holds the elements that are well formed, `declared` the ids of all (a reference to an element that
    is broken elsewhere is no second mistake). `section_of` names the model's attribute of a section.
    """

    model: ProcessModel
    written: Written
    problems: Problems
    declared: dict[str, frozenset[str]]
    clauses: Mapping[int, int] | None = None  # article -> how many clauses it has; None: not known for sure
    elsewhere: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # ids of the family's other processes
    later: set[str] = field(default_factory=set)  # dotted names of what is not run yet

    def section(self, name: str) -> Mapping[str, Any]:
        """Return the well-formed elements of a section by id."""
        found: Mapping[str, Any] = getattr(self.model, "fields_" if name == "fields" else name)
        return found

    def names(self, kind: str) -> frozenset[str]:
        """Return every id declared of a kind; "papers" are documents and things."""
        if kind == "papers":
            return self.declared["documents"] | self.declared["things"]
        if kind == "addressees":
            return self.declared["roles"] | {"waiting"}
        return self.declared[kind]

    def report(
        self,
        code: str,
        message: Text,
        fix: Text | None,
        path: Path,
        *,
        key: bool = False,
        also: Path | None = None,
        severity: Any = "error",
        offset: int | None = None,
    ) -> None:
        """Record a problem at a path, with its element and the articles that the element cites."""
        if self.problems.full(severity):
            return
        place = self.written.place(path, key) if offset is None else self.written.place_in_text(path, offset)
        element = self.written.element(path)
        self.problems.add(
            code,
            message,
            fix,
            place=place,
            element=element,
            articles=self.written.articles(path),
            also=self.written.place(also, True) if also else None,
            severity=severity,
        )

    def know(self, kind: str, name: str, path: Path, extra: Collection[str] = (), key: bool = False) -> bool:
        """Return whether `name` is declared (or a word of `extra`); else report it with what was meant."""
        known = self.names(kind)
        if name in known or name in extra:
            return True
        self.unknown(kind, name, path, known | frozenset(extra), key)
        return False

    def unknown(self, kind: str, name: str, path: Path, candidates: Iterable[str], key: bool = False) -> None:
        """Report that nothing of the kind has this name."""
        if self.problems.full():
            return
        zh, en = TITLES[kind]
        names = sorted(candidates)
        near = suggest(name, names)
        also = self._declared_at(kind, near) if near else None
        self.report(
            "B201",
            Text(f"没有名为 {name} 的{zh}", f"there is no {en} named {name}"),
            _way_out(kind, near, names),
            path,
            key=key,
            also=also,
        )

    def known(
        self, kind: str, names: Iterable[str], path: Path, extra: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return the names that are declared, in the order written; others and repetitions are reported."""
        kept: list[str] = []
        for i, name in enumerate(names):
            if name in kept:
                self.twice(name, (*path, i))
            elif self.know(kind, name, (*path, i), extra):
                kept.append(name)
        return tuple(kept)

    def twice(self, name: str, path: Path) -> None:
        """Report a name that a list repeats."""
        self.report(
            "B150", Text(f"{name} 写了两次", f"{name} is written twice"), Text("删去一个", "remove one"), path
        )

    @property
    def doubtful(self) -> frozenset[str]:
        """Names used in expressions whose declarations are broken: what uses them cannot be judged."""
        broken = {name for kind in _IN_EXPRESSIONS for name in self.names(kind) - self.section(kind).keys()}
        typed = (*self.section("fields").items(), *self.section("sets").items())
        return frozenset(broken | {name for name, model in typed if self._is_doubtful(model, broken)})

    def _is_doubtful(self, model: Any, broken: set[str]) -> bool:
        """A field or set that is of nothing known (that is reported with it)."""
        if model.of is None:
            return model.type in ("enum", "set")
        return model.of in broken or model.of not in (*self.section("enums"), *_PLAIN)

    def mistyped(self, error: ExpressionError, path: Path, whole_text: bool) -> None:
        """Report everything that is wrong in an expression (`whole_text`) or in cells."""
        if self.doubtful & set(_WORD.findall(str(self.written.data[str(path[0])].get(path[1])))):
            return
        for trouble in error.many:
            at = path if whole_text else (*path, *trouble.path)
            self.report(
                "B401", trouble.message, trouble.fix, at, offset=trouble.offset if whole_text else None
            )

    def not_yet_run(self, path: Path) -> None:
        """Note the use of something that the language carries and no kernel runs yet."""
        self.later.add(self.written.element(path))

    def mentioned(self, path: Path) -> set[str]:
        """Return every name that the element at `path` mentions: keys and texts, however deep."""
        data: Any = self.written.data
        for step in path:
            data = data[step]
        return _mentioned({key: value for key, value in data.items() if key not in _ABOUT})

    def _declared_at(self, kind: str, name: str) -> Path | None:
        sections = {"papers": ("documents", "things"), "places": ("states", "sets")}.get(kind, (kind,))
        return next(((s, name) for s in sections if (s, name) in self.written.nodes), None)


def _way_out(kind: str, near: str | None, names: list[str]) -> Text:
    zh, en = TITLES[kind]
    if near is not None:
        return Text(f"改为 {near}", f"write {near}")
    if names and len(names) <= 8:
        return Text(f"现有的{zh}：{'、'.join(names)}", f"there are: {', '.join(names)}")
    return Text(f"先声明这个{zh}，或改用已有的", f"declare it, or use one that is declared ({en})")


def _mentioned(data: Any) -> set[str]:
    if isinstance(data, dict):
        return {str(key) for key in data} | {name for value in data.values() for name in _mentioned(value)}
    if isinstance(data, list):
        return {name for item in data for name in _mentioned(item)}
    return {str(data)}
