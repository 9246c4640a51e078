"""LANGUAGE 9: decision tables."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, Strict

from banfa.language.models.element import Element, Name, OneOrMore, Words, may, needed
from banfa.language.models.guards import Cell

Answer = OneOrMore[Annotated[str, Field(min_length=1)] | Annotated[bool, Strict()] | Annotated[int, Strict()]]


class Row(Element):
    """One row: every key that is no keyword is a cell, FIELD: cell."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)
    __pydantic_extra__: dict[str, Cell]

    then: Answer = needed("结果", "what it gives")


class Otherwise(Element):
    """What holds if no row does: an answer, or the step to ask."""

    then: Answer | None = may(None, "结果", "what it gives")
    ask: Name | None = may(None, "由哪一步决定", "the step that decides")


class Table(Element):
    """A decision table; its answer is kept in the field of its name."""

    title: Words | None = may(None, "名称", "its title")
    gives: str = needed(
        "给出什么：枚举、role、list of roles、unit 或 state", "an enum, role, list of roles, unit or state"
    )
    hit: Literal["unique", "first", "collect"] = may(
        "unique", "unique：只能一行成立；first：第一行；collect：合并所有行", "unique, first or collect"
    )
    rows: tuple[Row, ...] = needed("各行", "its rows")
    otherwise: Otherwise | None = may(None, "都不成立时", "if no row holds")
