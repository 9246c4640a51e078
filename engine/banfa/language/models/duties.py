"""LANGUAGE 11: duties with their time limits."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from banfa.language.models.element import Element, Name, OneOrMore, StrictModel, Words, WrittenWrong, may
from banfa.language.terms import WRITTEN, BadTerm, DayOfMonth, Term, term_of


def _term(written: str) -> str:
    """A length of time that can be counted, no fixed day."""
    return _timed(written, Term)


def _day(written: str) -> str:
    """A day of a month."""
    return _timed(written, DayOfMonth)


def _timed(written: str, wanted: type[Term] | type[DayOfMonth]) -> str:
    fix = "7 working days" if wanted is Term else "day 5"
    try:
        if not isinstance(term_of(written), wanted):
            shown = written[:60]
            raise WrittenWrong(
                "B902",
                f"这里不能写 {shown}",
                f"{shown} may not stand here",
                f"写成 {fix} 这样",
                f"write it like {fix}",
            )
    except BadTerm as bad:
        raise WrittenWrong(
            "B902", bad.text.zh, bad.text.en, f"写成 {fix} 这样", f"write it like {fix}"
        ) from None
    return written


TermText = Annotated[str, AfterValidator(_term), WithJsonSchema({"type": "string", "pattern": WRITTEN})]
DayText = Annotated[
    str, AfterValidator(_day), WithJsonSchema({"type": "string", "pattern": r"^day [0-9]{1,2}$"})
]


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
    within: TermText | None = may(None, "期限，如 7 working days", "the limit, such as 7 working days")
    due: DayText | None = may(None, "固定日期，如 day 5", "a fixed day, such as day 5")
    pauses: OneOrMore[Name] = may((), "在这些状态里不计时", "the clock stops in these states")
    remind: TermText | None = may(None, "提前多久提醒", "how long before to remind")
    late: Late | None = may(None, "逾期时", "when it is late")
