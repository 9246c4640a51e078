"""LANGUAGE 12: an organisation: units, persons, stand-ins."""

from __future__ import annotations

from banfa.language.models.element import (
    Day,
    Flag,
    Id,
    Name,
    OneOrMore,
    PersonId,
    StrictModel,
    Words,
    may,
    needed,
)


class Unit(StrictModel):
    """A unit of the organisation."""

    title: Words | None = may(None, "名称", "its title")
    is_: OneOrMore[Name] = may((), "担任哪个角色", "the role it is", alias="is")
    can_be: OneOrMore[Name] = may((), "个案中可以被指定为哪些角色", "the roles a case may appoint it to")
    under: Name | None = may(None, "上级单位", "the unit above it")


class Person(StrictModel):
    """A person: which roles, for which units."""

    title: Words | None = may(None, "称呼", "how to call the person")
    roles: dict[Name, OneOrMore[Name]] = may(
        {}, "角色 → 单位；全公司的角色写 company", "role to unit; for a company role write company"
    )
    kinds: OneOrMore[Name] = may((), "成员类别", "kinds of member")
    admin: Flag = may(False, "true：可以更换组织数据", "true: may apply a new organisation")


class StandIn(StrictModel):
    """Somebody acts for somebody, from and until a day, both included."""

    for_: PersonId = needed("代谁", "for whom", alias="for")
    by: PersonId = needed("由谁代", "by whom")
    roles: OneOrMore[Name] = may((), "代哪些角色；不写则全部", "which roles; none named: all")
    from_: Day = needed("从哪天起（含）", "the first day", alias="from")
    until: Day = needed("到哪天止（含）", "the last day")


class OrgModel(StrictModel):
    """An organisation."""

    org: PersonId = needed("组织的编号", "the id of the organisation")
    title: Words | None = may(None, "名称", "its title")
    units: dict[Id, Unit] = may({}, "单位", "units")
    people: dict[PersonId, Person] = may({}, "人员", "people")
    stand_ins: OneOrMore[StandIn] = may((), "代理", "stand-ins")
