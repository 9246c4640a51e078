"""Text → typed syntax tree: names resolved, sets and conditions inlined, every type error found at once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import islice

from banfa.language.expressions import functions, literals, names, operators  # noqa: F401 (the rules register)
from banfa.language.expressions.checker import Checker, Typed
from banfa.language.expressions.kinds import BOOL, Scope, same
from banfa.language.expressions.operators import as_set
from banfa.language.expressions.parse import ExpressionError, Trouble, parse
from banfa.language.expressions.syntax import Expr, Lit, depth, loops, walk
from banfa.language.values import BadValue, FieldType, parser
from banfa.texts import Text

MAX_NODES = 4_000
MAX_NESTING = 120
"""Of the canonical JSON, with everything inlined."""
MAX_LOOPS = 2
"""How many `exists` and `all` may stand in each other: the time is the size of a set to that power."""


def parse_expression(text: object, scope: Scope, expect: FieldType | None = None) -> Expr:
    """Return the typed expression, which must be of type `expect` (default: true or false).

    `text` is what stands in the YAML: text, or a bare true, false or number. Raises `ExpressionError` with
    everything that is wrong and its offset.
    """
    want = expect or BOOL
    if isinstance(text, bool | int | Decimal):
        return _plain(text, want)
    if not isinstance(text, str):
        message = Text("这里要写一个表达式", "an expression is wanted here")
        raise ExpressionError((Trouble(message, Text("写成一行文字", "write it as one text")),))
    expr, _ = typed(text, scope, want)
    return expr


def typed(
    text: str, scope: Scope, want: FieldType | None, variables: Mapping[str, FieldType] | None = None
) -> Typed:
    """Return the typed tree of an expression of type `want` (None: any), with `variables` in sight."""
    root = parse(text)
    checker = Checker(scope, variables)
    expr, t = checker.check(root, want)
    if want is not None and not same(want, t):
        checker.wanted(root, want, t)
    if checker.troubles:
        raise ExpressionError(tuple(sorted(checker.troubles, key=lambda trouble: trouble.offset)))
    bounded(expr)
    return Typed(as_set(expr) if want is not None and want.kind == "set" else expr, t)


def bounded(expr: Expr) -> Expr:
    """Return the expression if it is small enough with all conditions and sets inlined; else raise."""
    if sum(1 for _ in islice(walk(expr), MAX_NODES + 1)) > MAX_NODES:
        raise _beyond(Text("太大", "is too large"))
    if depth(expr) > MAX_NESTING:
        raise _beyond(Text("套得太深", "nests too deeply"))
    if loops(expr) > MAX_LOOPS:
        raise _beyond(
            Text(f"里 exists 和 all 套了 {MAX_LOOPS} 层以上", f"nests exists and all beyond {MAX_LOOPS}")
        )
    return expr


def _beyond(what: Text) -> ExpressionError:
    zh, en = f"表达式连同用到的条件{what.zh}", f"the expression, with the conditions it uses, {what.en}"
    return ExpressionError((Trouble(Text(zh, en), Text("请简化", "simplify it")),))


def _plain(value: bool | int | Decimal, want: FieldType) -> Expr:
    if want.kind not in ("bool", "int", "money"):
        message = Text("这里要写一个表达式", "an expression is wanted here")
        raise ExpressionError((Trouble(message, Text("文字写成 '\"…\"'", "write a text as '\"…\"'")),))
    try:
        return Lit(want.kind, parser(want)(value))
    except BadValue as bad:
        raise ExpressionError((Trouble(bad.text),)) from None
