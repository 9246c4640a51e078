"""Conditions and computations: a typed expression made ready to be asked, thousands of times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from banfa.language.expressions.calculation import stored
from banfa.language.expressions.compile import compiled
from banfa.language.expressions.kinds import Scope
from banfa.language.expressions.syntax import (
    Before,
    Case,
    Count,
    Expr,
    Given,
    Has,
    Not,
    Or,
    Passed,
    SetCell,
    walk,
)
from banfa.language.expressions.view import View
from banfa.language.expressions.weigh import lacking, weigh
from banfa.language.expressions.weights import FALSE, FAULT, TRUE, Antichain, Weight
from banfa.language.values import BadValue, FieldType, Value, parser


class Unknown(Exception):
    """A value over absent fields; `missing`: the minimal sets of fields that would give one."""

    def __init__(self, missing: Antichain) -> None:
        self.missing = missing
        super().__init__("unknown")


class Fault(Exception):
    """A value that cannot be calculated: overflow, division by nothing."""


class Condition:
    """What is true, false or undecided of a case.

    `reads`: fields of `case`, `reads_before`: of `before`. `verdict(view)`: True, False, or None for unknown
    and fault; a plain closure. `weigh(view)` tells the two apart and says what is missing.
    """

    __slots__ = ("_may_lack_more", "expr", "reads", "reads_before", "scope", "verdict")

    verdict: Callable[[View], bool | None]

    def __init__(self, expr: Expr, scope: Scope) -> None:
        self.expr, self.scope = expr, scope
        self.reads, self.reads_before = reads(expr)
        self.verdict = compiled(expr, scope)
        read = self.reads | self.reads_before
        lists = any(scope.fields[name].kind == "list" for name in read)
        self._may_lack_more = lists or any(isinstance(node, Count | Passed) for node in walk(expr))

    def weigh(self, view: View) -> Weight:
        """Return the exact (T, F)."""
        if self._all_given(view):
            return {True: TRUE, False: FALSE, None: FAULT}[self.verdict(view)]
        return weigh(self.expr, self.scope, view)

    def _all_given(self, view: View) -> bool:
        """Whether nothing could be missing; a record of a list may lack a key, and answers be out."""
        given = self.reads <= view.case.keys() and self.reads_before <= view.before.keys()
        return given and not self._may_lack_more


class Computation:
    """What `set: {field: expression}` writes: `value(view)` is a canonical value of `type`."""

    __slots__ = ("_calculate", "_parse", "expr", "reads", "reads_before", "scope", "type")

    def __init__(self, expr: Expr, type: FieldType, scope: Scope) -> None:
        self.expr, self.type, self.scope = expr, type, scope
        self.reads, self.reads_before = reads(expr)
        self._calculate = compiled(expr, scope)
        self._parse = parser(type)

    def value(self, view: View) -> Value:
        """Return the value; raises `Unknown` or `Fault`."""
        result: Any = self._calculate(view)
        if result is None:
            missing = lacking(self.expr, self.scope, view)
            raise Unknown(missing) if missing else Fault()
        try:
            return self._parse(stored(self.type, result))
        except BadValue:
            raise Fault from None


def compile_condition(expr: Expr, scope: Scope) -> Condition:
    """Return the condition of a truth-valued expression typed against `scope`."""
    return Condition(expr, scope)


def compile_computation(expr: Expr, type: FieldType, scope: Scope) -> Computation:
    """Return the computation of an expression typed against `scope` to give values of `type`."""
    return Computation(expr, type, scope)


def negate(condition: Condition) -> Condition:
    """`!condition`."""
    return Condition(Not(condition.expr), condition.scope)


def implies(condition: Condition, guard: Condition) -> Condition:
    """`!condition || guard`: what a guard with `only_if` demands."""
    return Condition(Or(Not(condition.expr), guard.expr), guard.scope)


def reads(expr: Expr) -> tuple[frozenset[str], frozenset[str]]:
    """Return the fields an expression reads of `case` and of `before`."""
    nodes = list(walk(expr))
    return (
        frozenset(node.name for node in nodes if isinstance(node, Case | Has | Given | SetCell)),
        frozenset(node.name for node in nodes if isinstance(node, Before)),
    )
