"""The syntax tree of expressions and cells, and its canonical JSON (what `meaning` hashes).

`to_json` gives nested lists: the tag, then the parts in the order declared here. Named sets and conditions
are already inlined, so a tree stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from banfa.language.values import Value


class Expr:
    """Any node. Nodes are frozen, compare by content and may be shared between trees."""

    __slots__ = ()
    tag: ClassVar[str]

    def to_json(self) -> list[Any]:
        """Return `[tag, part…]`, nested lists all the way down."""
        return [self.tag, *(_json(part) for part in self.parts())]

    def parts(self) -> tuple[Any, ...]:
        """Return what the node is made of, in order: nodes, names, values."""
        return tuple(getattr(self, f.name) for f in fields(self))  # type: ignore[arg-type]

    def children(self) -> Iterator[Expr]:
        """Yield the nodes directly below."""
        for part in self.parts():
            if isinstance(part, Expr):
                yield part
            elif isinstance(part, tuple):
                yield from (item for item in part if isinstance(item, Expr))


def _json(part: Any) -> Any:
    if isinstance(part, Expr):
        return part.to_json()
    return [_json(item) for item in part] if isinstance(part, tuple) else part


def walk(expr: Expr) -> Iterator[Expr]:
    """Yield the node and every node below it; shared nodes as often as they stand there."""
    waiting = [expr]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.children())


def depth(expr: Expr) -> int:
    """Return how deep the canonical JSON nests."""
    deepest, waiting = 0, [(expr, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        below = level + (2 if isinstance(node, Items | Call) else 1)
        waiting.extend((child, below) for child in node.children())
    return deepest


def loops(expr: Expr) -> int:
    """Return how many `exists` and `all` stand in each other."""
    deepest, waiting = 0, [(expr, 0)]
    while waiting:
        node, level = waiting.pop()
        level += isinstance(node, Exists | All)
        deepest = max(deepest, level)
        waiting.extend((child, level) for child in node.children())
    return deepest


@dataclass(frozen=True, slots=True)
class Lit(Expr):
    """A value. `kind`: text, bool, int, money, date, datetime, unit, person, role, file or `enum:ID`."""

    tag: ClassVar[str] = "lit"
    kind: str
    value: Value


@dataclass(frozen=True, slots=True)
class Items(Expr):
    """A list as written, or a named set."""

    tag: ClassVar[str] = "list"
    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Case(Expr):
    """`case.x`: the field with this step's data."""

    tag: ClassVar[str] = "case"
    name: str


@dataclass(frozen=True, slots=True)
class Before(Expr):
    """`before.x`: the field without this step's data."""

    tag: ClassVar[str] = "before"
    name: str


@dataclass(frozen=True, slots=True)
class Var(Expr):
    """The variable of an `exists` or `all`."""

    tag: ClassVar[str] = "var"
    name: str


@dataclass(frozen=True, slots=True)
class Get(Expr):
    """A key of a record."""

    tag: ClassVar[str] = "get"
    record: Expr
    key: str


@dataclass(frozen=True, slots=True)
class Not(Expr):
    """`!a`."""

    tag: ClassVar[str] = "not"
    a: Expr


@dataclass(frozen=True, slots=True)
class And(Expr):
    """`a && b`."""

    tag: ClassVar[str] = "and"
    a: Expr
    b: Expr


@dataclass(frozen=True, slots=True)
class Or(Expr):
    """`a || b`."""

    tag: ClassVar[str] = "or"
    a: Expr
    b: Expr


@dataclass(frozen=True, slots=True)
class If(Expr):
    """`c ? a : b`, of truth or of values."""

    tag: ClassVar[str] = "if"
    c: Expr
    a: Expr
    b: Expr


@dataclass(frozen=True, slots=True)
class Compare(Expr):
    """`a op b` with `== != < <= > >=`."""

    tag: ClassVar[str] = "cmp"
    op: str
    a: Expr
    b: Expr


@dataclass(frozen=True, slots=True)
class In(Expr):
    """`a in b`."""

    tag: ClassVar[str] = "in"
    a: Expr
    b: Expr


@dataclass(frozen=True, slots=True)
class Arith(Expr):
    """`a op b` with `+ - * / %`."""

    tag: ClassVar[str] = "arith"
    op: str
    a: Expr
    b: Expr


@dataclass(frozen=True, slots=True)
class Neg(Expr):
    """`-a`."""

    tag: ClassVar[str] = "neg"
    a: Expr


@dataclass(frozen=True, slots=True)
class Call(Expr):
    """A function: size, startsWith, endsWith, contains, date."""

    tag: ClassVar[str] = "call"
    name: str
    args: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Exists(Expr):
    """`over.exists(var, body)`."""

    tag: ClassVar[str] = "exists"
    over: Expr
    var: str
    body: Expr


@dataclass(frozen=True, slots=True)
class All(Expr):
    """`over.all(var, body)`."""

    tag: ClassVar[str] = "all"
    over: Expr
    var: str
    body: Expr


@dataclass(frozen=True, slots=True)
class Has(Expr):
    """`has(case.x)`."""

    tag: ClassVar[str] = "has"
    name: str


@dataclass(frozen=True, slots=True)
class Rounds(Expr):
    """`rounds.STATE`."""

    tag: ClassVar[str] = "rounds"
    state: str


@dataclass(frozen=True, slots=True)
class At(Expr):
    """`at(STATE)`."""

    tag: ClassVar[str] = "at"
    state: str


@dataclass(frozen=True, slots=True)
class Done(Expr):
    """`done(STEP)`: still standing."""

    tag: ClassVar[str] = "done"
    step: str


@dataclass(frozen=True, slots=True)
class Ever(Expr):
    """`ever(STEP)`."""

    tag: ClassVar[str] = "ever"
    step: str


@dataclass(frozen=True, slots=True)
class Holder(Expr):
    """`holder(DOC.COPY)`: the role that holds the copy."""

    tag: ClassVar[str] = "holder"
    document: str
    copy: str


@dataclass(frozen=True, slots=True)
class Passed(Expr):
    """`passed(DUTY)`."""

    tag: ClassVar[str] = "passed"
    duty: str


@dataclass(frozen=True, slots=True)
class Owed(Expr):
    """`owed(DUTY)`."""

    tag: ClassVar[str] = "owed"
    duty: str


@dataclass(frozen=True, slots=True)
class Count(Expr):
    """A count of a round or of sub-cases, such as `review.agree`."""

    tag: ClassVar[str] = "count"
    of: str
    name: str


@dataclass(frozen=True, slots=True)
class SetCell(Expr):
    """A cell over a set field; its subclasses say which."""

    name: str
    members: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Some(SetCell):
    """A member is among these."""

    tag: ClassVar[str] = "some"


@dataclass(frozen=True, slots=True)
class Only(SetCell):
    """There is a member, and none outside these."""

    tag: ClassVar[str] = "only"


@dataclass(frozen=True, slots=True)
class NoneOf(SetCell):
    """No member is among these."""

    tag: ClassVar[str] = "none"


@dataclass(frozen=True, slots=True)
class Every(SetCell):
    """Each of these is a member."""

    tag: ClassVar[str] = "every"


@dataclass(frozen=True, slots=True)
class NotOnly(SetCell):
    """A member is outside these."""

    tag: ClassVar[str] = "not_only"


@dataclass(frozen=True, slots=True)
class Given(Expr):
    """The cell `{given: true}` or `{given: false}`."""

    tag: ClassVar[str] = "given"
    name: str
    given: bool
