"""LANGUAGE 5: documents in parts and copies, and things."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from banfa.language.models.element import (
    CopyName,
    Element,
    Flag,
    Id,
    Name,
    OneOrMore,
    StrictModel,
    Words,
    may,
    needed,
)


class Part(Element):
    """A part of a document: completed and sealed as a whole."""

    title: Words | None = may(None, "名称", "its title")
    fields: OneOrMore[Name] = may((), "填完时必须有的数据项", "fields that must stand when it is completed")
    optional: OneOrMore[Name] = may((), "可以空着的数据项", "fields that may be blank")


class Copy(Element):
    """One copy (联) of a document."""

    copy_: CopyName = needed("联的名称，如 1", "the copy's name, such as 1", alias="copy")
    title: Words | None = may(None, "名称", "its title")


class Copies(StrictModel):
    """The copies as they are held: listed, or one for each member of a set field."""

    listed: tuple[Copy, ...] = ()
    each: Name | None = None


class Each(StrictModel):
    """One copy for each member of a set."""

    each: Name = needed("集合型数据项：每个成员一联", "the set field: a copy for each member")


def _copies(raw: Any) -> Any:
    """A list of copies, or {each: FIELD}."""
    if isinstance(raw, dict) and "copy" not in raw:
        return raw
    return {"listed": raw if isinstance(raw, list) else [raw]}


class Document(Element):
    """A paper: fields in named parts; without `copies` there is one."""

    title: Words | None = may(None, "名称", "its title")
    parts: dict[Id, Part] = may({}, "各部分", "its parts")
    copies: Annotated[Copies, BeforeValidator(_copies, json_schema_input_type=Each | list[Copy])] = may(
        Copies(), "各联；不写则只有一份", "its copies; none: there is one paper"
    )


class Thing(Element):
    """Something held like a paper: evidence, a seal."""

    title: Words | None = may(None, "名称", "its title")
    shared: Flag = may(False, "true：不随案件结束而结束，要写 home", "true: outlives the case; needs a home")
    home: Name | None = may(None, "平时由哪个角色保管", "the role that keeps it")
