"""LANGUAGE 7: transitions, one record for everything that happens."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import core_schema

from banfa.language.models.element import (
    Anything,
    CopyName,
    Element,
    Expression,
    Flag,
    Id,
    Name,
    OneOrMore,
    ProcessId,
    StrictModel,
    Words,
    WrittenWrong,
    may,
    needed,
)

T = TypeVar("T")


class ItemOptions(StrictModel):
    """What may stand behind an item of `input`, `uses` or `tell`."""

    only_if: Name | None = may(None, "只有这个条件成立时才要", "only if this condition holds")


class GuardOptions(ItemOptions):
    """What may stand behind an item of `when` or `unless`."""

    refuse: Words | None = may(None, "这一步不成立时的说明", "what this step says when it refuses")


class Item(ItemOptions):
    """An item by its name, with what was written behind it."""

    name: Name = needed("名称", "its name")


class GuardItem(GuardOptions):
    """A guard by its name, with what was written behind it."""

    name: Name = needed("名称", "its name")


def _item(raw: Any) -> Any:
    """`guard` and `guard: {only_if: …}` alike."""
    if isinstance(raw, str):
        return {"name": raw}
    if isinstance(raw, dict) and len(raw) == 1:
        ((name, options),) = raw.items()
        if isinstance(options, dict) and "name" not in options:
            return {"name": name, **options}
    raise WrittenWrong(
        "B155",
        "这里要写名称，或 名称: {only_if: 条件}",
        "a name is wanted, or NAME: {only_if: CONDITION}",
        "每一项单独一行，以 - 开头",
        "one item a line, each with its own -",
    )


class _Items:
    """Marks a tuple of items that may be written as names, as {NAME: {…}}, or as the only one."""

    def __init__(self, options: type[StrictModel]) -> None:
        self.options = options

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        inner: Any = handler(source)
        options = handler.generate_schema(self.options)
        written = core_schema.union_schema(
            [
                core_schema.str_schema(min_length=1),
                core_schema.dict_schema(
                    core_schema.str_schema(min_length=1), options, min_length=1, max_length=1
                ),
            ]
        )
        return core_schema.no_info_before_validator_function(
            _as_items,
            inner,
            json_schema_input_schema=core_schema.union_schema([written, core_schema.list_schema(written)]),
        )


def _as_items(raw: Any) -> Any:
    return raw if isinstance(raw, list | tuple) else [raw]


NamedItem = Annotated[Item, BeforeValidator(_item)]
NamedGuard = Annotated[GuardItem, BeforeValidator(_item)]
Items = Annotated[tuple[NamedItem, ...], _Items(ItemOptions)]
GuardItems = Annotated[tuple[NamedGuard, ...], _Items(GuardOptions)]


class ByTable(StrictModel):
    """The answer of a table instead of a name."""

    table: Name = needed("由哪张表决定", "which table decides")


class Target(StrictModel):
    """A state by its name, or the table that names one."""

    state: Name | None = None
    table: Name | None = None


class Actors(StrictModel):
    """Who acts: roles (or asked, parent, clock), or the table that names them."""

    roles: tuple[Name, ...] = ()
    table: Name | None = None


def _target(raw: Any) -> Any:
    return {"state": raw} if isinstance(raw, str) else _table_only(raw)


def _actors(raw: Any) -> Any:
    return _table_only(raw) if isinstance(raw, dict) else {"roles": [raw] if isinstance(raw, str) else raw}


def _table_only(raw: Any) -> Any:
    """A mapping in place of a name can only be `{table: T}`."""
    if isinstance(raw, dict) and set(raw) != {"table"}:
        raise WrittenWrong(
            "B155",
            "这里要写名称，或 {table: 表}",
            "a name is wanted, or {table: T}",
            "写成名称，或只写 table 一项",
            "write the name, or only the key table",
        )
    return raw


To = Annotated[Target, BeforeValidator(_target, json_schema_input_type=Name | ByTable)]
By = Annotated[Actors, BeforeValidator(_actors, json_schema_input_type=Name | list[Name] | ByTable)]


def _whole(raw: Any) -> Any:
    return [raw] if isinstance(raw, str | int) and not isinstance(raw, bool) else raw


CopyNames = Annotated[
    tuple[CopyName, ...],
    BeforeValidator(_whole, json_schema_input_type=CopyName | list[CopyName]),
]
"""Copies of a document by name, or the single word `all` (or `own`)."""

Sends = dict[Name, dict[Name, CopyNames]]


class SubCase(StrictModel):
    """Sub-cases that a step opens (not yet run)."""

    process: ProcessId = needed("子案件的办法", "the process of the sub-case")
    data: dict[Name, Anything] = may({}, "带去的数据", "the data it starts with", alias="with")
    each: Name | None = may(None, "每个成员一件", "one for each member")
    if_parent_ends: Literal["cancel", "keep"] | None = may(
        None, "本案结束时：cancel 撤销，keep 保留", "when this case ends: cancel or keep"
    )


Roster = Annotated[
    Any, WithJsonSchema({"anyOf": [{"enum": ["leave", "close"]}, {"type": "object", "required": ["add"]}]})
]


class Transition(Element):
    """A step: it opens a case, moves it, returns it, or stays where it is."""

    title: Words | None = may(None, "名称", "its title")
    sources: OneOrMore[Name] = needed(
        "从哪里：start（立案）、状态、列表、状态集合",
        "start, a state, a list, or a set of states",
        alias="from",
    )
    to: To | None = may(None, "到哪个状态，或 {table: 表}", "the state it leads to, or {table: T}")
    back_to: OneOrMore[Name] = may(
        (), "退回到哪个状态（可选几个）", "the state it returns to, or a choice of them"
    )
    stands: Flag = may(False, "true：退回不能撤销这一步", "true: no return undoes this step")
    by: By | None = may(None, "由谁：角色、几个角色，或 {table: 表}", "who: a role, roles, or {table: T}")
    auto: Flag = may(False, "true：条件成立时自动进行", "true: fires by itself as soon as its guards hold")
    when: GuardItems = may((), "必须成立的条件", "guards that must hold")
    unless: GuardItems = may((), "必须不成立的条件", "conditions that must not hold")
    input: Items = may((), "必须提供的数据", "fields that must come with the step")
    optional: OneOrMore[Name] = may((), "可以提供的数据", "fields that may come with it")
    decide: OneOrMore[Name] = may((), "由这些表决定", "the tables to ask")
    set: dict[Name, Expression] = may({}, "计算填写：数据项 → 表达式", "computed: field to expression")
    appoint: OneOrMore[Name] = may((), "指定本案的角色由哪个单位担任", "case-bound roles it appoints")
    issue: OneOrMore[Name] = may((), "出具新的一套单据", "documents of which it issues a new set")
    complete: dict[Name, OneOrMore[Name]] = may({}, "填完并封定：单据 → 部分", "parts it completes and seals")
    void: dict[Name, CopyNames] = may({}, "作废：单据 → 联", "copies it voids")
    send: Sends = may({}, "送出：单据 → 角色 → 联", "copies it sends: document to role to copies")
    send_if_held: Sends = may({}, "手里有才送", "the same, for what is held")
    recall: OneOrMore[Name] = may(
        (), "收回：现有这一套从此不算", "documents whose current set no longer counts"
    )
    uses: Items = may((), "用到的外部规定", "outside rules it applies")
    tell: Items = may(
        (), "通知谁；waiting 为正在等的人", "who is informed; waiting: whomever the case waits for"
    )
    every: str | None = may(
        None,
        "时钟多久立一次案：week、month、quarter、year、2 months",
        "how often the clock opens a case: week, month, quarter, year, 2 months",
    )
    on: str | None = may(None, "在哪一天：day 1", "on which day: day 1")
    open: dict[Id, SubCase] = may({}, "开出的子案件（尚未运行）", "the sub-cases it opens (not yet run)")
    roster: Roster | None = may(
        None, "名单：leave、close 或 {add: …}", "the roster: leave, close or {add: …}"
    )
