"""What every typing rule works with: the names in sight, the troubles found, the rules by kind of tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from banfa.language.expressions.kinds import ANY, BOOL, Scope, title
from banfa.language.expressions.parse import Branch, Trouble
from banfa.language.expressions.syntax import Expr, Lit
from banfa.language.suggest import suggest
from banfa.language.values import FieldType
from banfa.texts import Text

if TYPE_CHECKING:
    from lark import Token


class Typed(NamedTuple):
    """A node and its type."""

    expr: Expr
    type: FieldType


WRONG = Typed(Lit("bool", False), ANY)
"""Stands for what was reported already, and raises no further errors."""

Rule: TypeAlias = "Callable[[Checker, Branch, FieldType | None], Typed]"
RULES: dict[str, Rule] = {}

_LITERALS = ("int_", "text", "true", "false")


def rule(*data: str) -> Callable[[Rule], Rule]:
    """Register the typing rule of these kinds of tree."""

    def register(function: Rule) -> Rule:
        RULES.update(dict.fromkeys(data, function))
        return function

    return register


class Checker:
    """Types one expression; `troubles` collects what is wrong, `variables` are those in sight."""

    def __init__(self, scope: Scope, variables: Mapping[str, FieldType] | None = None) -> None:
        self.scope = scope
        self.variables = dict(variables or {})
        self.troubles: list[Trouble] = []

    def check(self, tree: Branch, want: FieldType | None = None) -> Typed:
        """Return the typed node; a literal is read as `want` if it can be."""
        return RULES[tree.data](self, tree, want)

    def truth(self, tree: Branch) -> Expr:
        """Return the node, which must be true or false."""
        expr, t = self.check(tree, BOOL)
        if t.kind not in ("bool", "any"):
            self.wanted(tree, BOOL, t)
        return expr

    def pair(self, left: Branch, right: Branch, want: FieldType | None = None) -> tuple[Typed, Typed]:
        """Type two sides that belong together: a literal is read as the type of the other side."""
        if is_literal(left) and not is_literal(right):
            b = self.check(right, want)
            return self.check(left, b.type), b
        a = self.check(left, want)
        return a, self.check(right, want if is_literal(left) else a.type)

    def wrong(self, at: Branch | Token, message: Text, fix: Text | None = None) -> Typed:
        """Note what is wrong at a tree or token, and return what stands for it."""
        offset = at.meta.start_pos if hasattr(at, "meta") else at.start_pos
        self.troubles.append(Trouble(message, fix, offset or 0))
        return WRONG

    def wanted(self, at: Branch | Token, want: FieldType, got: FieldType) -> Typed:
        """Note that something of another type is wanted."""
        (zh, en), (zh_got, en_got) = title(want), title(got)
        return self.wrong(
            at, Text(f"这里要{zh}，写的是{zh_got}", f"{en} is wanted here, but this is {en_got}")
        )

    def mixed(self, at: Branch | Token, a: FieldType, b: FieldType) -> Typed:
        """Note that two types do not go together."""
        (zh_a, en_a), (zh_b, en_b) = title(a), title(b)
        return self.wrong(at, Text(f"{zh_a}和{zh_b}不能放在一起", f"{en_a} and {en_b} do not go together"))

    def unknown(self, at: Branch | Token, what: Text, name: str, known: Iterable[str]) -> Typed:
        """Note that a name is not known, with the nearest one that is."""
        near = suggest(name, known)
        fix = Text(f"是不是 {near}？", f"did you mean {near}?") if near else None
        return self.wrong(at, Text(f"没有{what.zh} {name}", f"there is no {what.en} {name}"), fix)


def is_literal(tree: Branch) -> bool:
    """Return whether the tree's type is still open: it is written out of literals alone."""
    if tree.data == "sign":
        return bool(tree.children[1].data == "int_")
    if tree.data == "items":
        return all(is_literal(item) for item in tree.children[0].children)
    if tree.data == "choice":
        return is_literal(tree.children[1]) and is_literal(tree.children[2])
    return tree.data in _LITERALS
