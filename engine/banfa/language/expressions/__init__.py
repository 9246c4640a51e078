"""The language of conditions: expressions in a subset of CEL, and cells; typed and compiled at load."""

from banfa.language.expressions.cells import parse_cells
from banfa.language.expressions.check_types import parse_expression
from banfa.language.expressions.conditions import (
    Computation,
    Condition,
    Fault,
    Unknown,
    compile_computation,
    compile_condition,
    implies,
    negate,
)
from banfa.language.expressions.kinds import Scope
from banfa.language.expressions.parse import ExpressionError, Trouble
from banfa.language.expressions.syntax import Expr, Lit
from banfa.language.expressions.view import View
from banfa.language.expressions.weights import Weight, conj, disj, neg

__all__ = [
    "Computation",
    "Condition",
    "Expr",
    "ExpressionError",
    "Fault",
    "Lit",
    "Scope",
    "Trouble",
    "Unknown",
    "View",
    "Weight",
    "compile_computation",
    "compile_condition",
    "conj",
    "disj",
    "implies",
    "neg",
    "negate",
    "parse_cells",
    "parse_expression",
]
