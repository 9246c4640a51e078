"""LANGUAGE 4: enums, named sets and fields."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Strict

from banfa.language.models.element import Element, Flag, Id, Name, OneOrMore, StrictModel, Words, may, needed

Kind = Literal[
    "text",
    "bool",
    "int",
    "money",
    "date",
    "datetime",
    "enum",
    "set",
    "list",
    "person",
    "unit",
    "role",
    "file",
]


class EnumValue(Element):
    """One value of an enum."""

    title: Words | None = may(None, "名称", "its title")


class Enum(Element):
    """A closed list of values, or an open one that admits others given as text."""

    title: Words | None = may(None, "名称", "its title")
    open: Flag = may(False, "true：还可以填写列表以外的文字", "true: others may be given as text")
    values: dict[Id, EnumValue] = needed("各个值", "its values", min_length=1)


class NamedSet(Element):
    """A named set of values of an enum, of states, or of a plain type."""

    title: Words | None = may(None, "名称", "its title")
    of: Name = needed(
        "哪个枚举的值，或 state、text、int、unit、person、role", "an enum, state, or a plain type"
    )
    members: OneOrMore[Annotated[str, Strict()] | Annotated[int, Strict()]] = needed(
        "成员", "its members", min_length=1
    )


class Column(StrictModel):
    """The type of one entry of the records of a list."""

    title: Words | None = may(None, "名称", "its title")
    type: Kind = needed("类型", "its type")
    of: Name | None = may(None, "哪个枚举，或集合成员的类型", "which enum, or what a set is of")
    currency: str | None = may(None, "币种，如 CNY", "the currency, such as CNY", pattern=r"^[A-Z]{3}$")


def _column(raw: Any) -> Any:
    return {"type": raw} if isinstance(raw, str) else raw


class Field(Element):
    """One datum of a case."""

    title: Words | None = may(None, "名称", "its title")
    type: Kind = needed("类型", "its type")
    of: Name | None = may(
        None,
        "enum：哪个枚举；set：哪个枚举或 text、int、unit、person、role",
        "of an enum: which; of a set: an enum or text, int, unit, person, role",
    )
    currency: str | None = may(None, "金额的币种，如 CNY", "the currency, such as CNY", pattern=r"^[A-Z]{3}$")
    record: dict[Id, Annotated[Column, BeforeValidator(_column, json_schema_input_type=Kind | Column)]] = may(
        {}, "list 的每条记录有哪些项", "what each record of a list holds"
    )
    key: Name | None = may(None, "list 的记录以哪一项区分", "the entry that tells records of a list apart")
    source: str | None = may(
        None,
        "自动填写：STEP.happened（该步骤的时间）或 case.number（案号）",
        "written by itself: STEP.happened (when it took place) or case.number",
        alias="from",
    )
    personal: Name | None = may(
        None,
        "个人信息：属于哪一类人；加密存放，可以销毁",
        "personal data of whom: kept encrypted, can be erased",
    )
    seen_by: OneOrMore[Name] = may((), "只有这些角色看得到", "only these roles see it")
