"""LANGUAGE 10: separation of persons, and what must hold in every case."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from banfa.language.models.element import (
    Element,
    Flag,
    Name,
    OneOrMore,
    StrictModel,
    Whole,
    Words,
    may,
    needed,
)


class Separation(Element):
    """Steps that different people must take."""

    title: Words | None = may(None, "名称", "its title")
    different_people: Annotated[tuple[Name, ...], Field(min_length=2)] = needed(
        "必须由不同的人办的步骤", "the steps that different people must take"
    )
    waived_by: OneOrMore[Name] = may((), "谁可以免除", "the roles that may waive it")


class AtMost(StrictModel):
    """How often a step may be taken."""

    times: Whole = needed("最多几次", "how often at most")
    step: Name = needed("哪一步", "which step")


class Always(StrictModel):
    """Who must hold a copy."""

    copy_: Name = needed("哪一联，写成 单据.联", "which copy: DOC.COPY", alias="copy")
    with_: Name = needed("在谁手里", "who holds it", alias="with")
    void: Flag = may(False, "true：作废也可以", "true: it may be void")


class Property(Element):
    """What must hold in every case; exactly one of the five forms."""

    title: Words | None = may(None, "名称", "its title")
    never: Name | None = may(
        None, "绝不：步骤（配 before）或条件", "never: a step (with before) or a condition"
    )
    before: Name | None = may(None, "在这一步成立之前", "while this step does not stand")
    while_: Name | None = may(None, "在这个条件成立时", "while this condition holds", alias="while")
    at_most: AtMost | None = may(None, "最多几次", "at most so often")
    always: Always | None = may(None, "始终在谁手里", "always with whom")
    in_: OneOrMore[Name] = may((), "在哪些状态", "in which states", alias="in")
    from_: OneOrMore[Name] = may((), "从哪里：any、状态或集合", "from any, a state or a set", alias="from")
    can_reach: OneOrMore[Name] = may(
        (), "总能到达：end、状态或集合", "can always reach: end, a state or a set"
    )
