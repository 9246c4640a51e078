"""LANGUAGE 8: named conditions."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from banfa.language.models.element import Element, Expression, Id, Words, as_list, may

OPERATORS = ("some", "only", "none", "all", "not_only", "at_least", "above", "at_most", "below", "given")

_SCALAR: dict[str, Any] = {"type": ["string", "boolean", "number"]}
_VALUES: dict[str, Any] = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
Cell = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [
                *_VALUES["anyOf"],
                {
                    "type": "object",
                    "properties": dict.fromkeys(OPERATORS, _VALUES),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }
    ),
]
"""A value, a list of values, or {operator: …}; what fits is decided by the field's type."""

Cells = dict[Id, Cell]


class Guard(Element):
    """A named condition: it refuses, it warns, or it is only a name."""

    title: Words | None = may(None, "名称", "its title")
    where: Annotated[
        tuple[Cells, ...], BeforeValidator(as_list, json_schema_input_type=Cells | list[Cells])
    ] = may(
        (),
        "格子：数据项 → 值；全部成立；列表则任一成立",
        "cells, all of which hold; a list: one of them holds",
    )
    if_: Expression | None = may(None, "表达式", "an expression", alias="if")
    refuse: Words | None = may(None, "不成立时拒绝，并这样说明", "stops, and says this")
    warn: Words | None = may(None, "不成立时放行，但提醒", "passes, and warns with this")
