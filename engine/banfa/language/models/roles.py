"""LANGUAGE 3: roles, and the outside rules that the regulation points to."""

from __future__ import annotations

from typing import Literal

from banfa.language.models.element import Element, Flag, Id, Name, OneOrMore, StrictModel, Words, may, needed


class Outside(StrictModel):
    """A party outside the organisation: it has no account."""

    recorded_by: OneOrMore[Name] = may(
        (),
        "由哪些角色代为登记；不写则只持有单据",
        "the roles that record what it does; none: it only holds papers",
    )


class Kind(StrictModel):
    """A kind of members of a role."""

    title: Words | None = may(None, "名称", "its title")


class Role(Element):
    """A role: what authorises persons to act and units to hold papers."""

    title: Words | None = may(None, "名称", "its title")
    aliases: OneOrMore[Words] = may((), "条文里的其他叫法", "other names in the text")
    scope: Name = may(
        "company",
        "company：全公司；unit：立案的单位；case：由步骤指定；或另一角色：与它同一单位",
        "company, unit (that started the case), case (appointed by a step), or another role (the same unit)",
    )
    acts_for: Name | None = may(None, "代表哪个角色：单据算那个角色的", "whose papers its papers are")
    many: Flag = may(False, "可以同时有几个单位", "several units at once")
    kinds: dict[Id, Kind] = may({}, "成员的类别", "kinds of its members")
    outside: Outside | None = may(None, "本组织以外的一方", "a party outside the organisation")


class Reference(Element):
    """A rule outside this regulation that it points to."""

    title: Words | None = may(None, "名称", "its title")
    status: Literal["resolved", "unresolved"] = needed(
        "resolved：已有；unresolved：尚未提供，用到时提醒", "resolved, or unresolved: using it warns"
    )
