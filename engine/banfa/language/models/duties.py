"""LANGUAGE 11: duties with their time limits (carried, not yet run)."""

from __future__ import annotations

from banfa.language.models.element import Element, Name, OneOrMore, StrictModel, Words, may

_WITHIN = r"^[1-9][0-9]* ((working )?(day|hour|minute)|month)s?$"


class Late(StrictModel):
    """What happens when a duty is late."""

    tell: OneOrMore[Name] = may((), "通知谁", "who is told")
    fire: Name | None = may(None, "自动进行哪一步", "the step that is taken")


class Duty(Element):
    """Something that must be done in time."""

    title: Words | None = may(None, "名称", "its title")
    in_: Name | None = may(
        None, "进入这个状态起，离开为止", "from entering this state until leaving it", alias="in"
    )
    from_: OneOrMore[Name] = may((), "从这些步骤起", "from these steps on", alias="from")
    until: OneOrMore[Name] = may((), "到这些步骤止", "until one of these steps")
    within: str | None = may(
        None, "期限，如 7 working days", "the limit, such as 7 working days", pattern=_WITHIN
    )
    due: str | None = may(
        None, "固定日期，如 day 5", "a fixed day, such as day 5", pattern=r"^day [0-9]{1,2}$"
    )
    pauses: OneOrMore[Name] = may((), "在这些状态里不计时", "the clock stops in these states")
    remind: str | None = may(None, "提前多久提醒", "how long before to remind", pattern=_WITHIN)
    late: Late | None = may(None, "逾期时", "when it is late")
