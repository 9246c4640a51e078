"""LANGUAGE 12: scenarios: what people do, and what must come of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from banfa.language.models.element import (
    Anything,
    Citations,
    Flag,
    Moment,
    Name,
    OneOrMore,
    PersonId,
    StrictModel,
    Whole,
    Words,
    may,
    needed,
)

Because = Literal["role", "state", "separation", "custody", "guard", "missing"]


class Refused(StrictModel):
    """An expected refusal."""

    because: Because | None = may(None, "原因", "the reason")
    failed: OneOrMore[Name] = may((), "不成立的条件", "the guards that failed")
    missing: OneOrMore[Name] = may((), "缺少的数据", "the facts that are missing")


def _refused(raw: Any) -> Any:
    return {"because": raw} if isinstance(raw, str) else raw


class Expectations(StrictModel):
    """What must be so, after a row or at the end."""

    copies: dict[Name, Name] = may(
        {},
        "各联在谁手里：单据.联 或 单据.联(n) → 角色、void",
        "who holds which copy: DOC.COPY or DOC.COPY(n)",
    )
    sets: dict[Name, Whole] = may({}, "各单据已出几套", "how many sets of each document")
    recall: OneOrMore[Name] | None = may(None, "待收回的联", "the copies to be recalled")
    told: OneOrMore[Name] | None = may(None, "通知了谁", "who was told")
    rounds: dict[Name, Whole] = may({}, "各状态的退回次数", "returns into each state")
    data: dict[Name, Anything] = may({}, "数据", "the data")


class Row(Expectations):
    """What one person does, and what is expected."""

    at: Moment | None = may(
        None, "登记的时间；不写则同上一行", "when it was entered; kept from the row before"
    )
    happened: Moment | None = may(None, "发生的时间；不写则同 at", "when it took place; default: at")
    by: PersonId | None = may(None, "谁", "who")
    role: Name | None = may(None, "以哪个角色：ROLE 或 ROLE:UNIT", "in which role: ROLE or ROLE:UNIT")
    recorder: PersonId | None = may(None, "由谁登记", "who enters it")
    case: Name | None = may(None, "在哪个子案件", "in which open sub-case")
    do: Name | None = may(None, "办哪一步", "the step taken")
    back_to: Name | None = may(
        None, "退回到哪个状态（有几个可选时）", "the state chosen, where a return offers several"
    )
    data_given: dict[Name, Anything] = may({}, "提供的数据", "the data given", alias="with")
    again: Flag = may(False, "true：沿用上次这一步的数据", "true: what it gave last time, changed")
    correct: Name | None = may(None, "更正哪一项", "the field corrected")
    waive: Name | None = may(None, "免除哪条", "the rule waived")
    for_: PersonId | None = may(None, "为谁免除", "for whom", alias="for")
    receives: Name | None = may(
        None, "签收哪一联：单据.联 或 单据.联(n)", "the copy received: DOC.COPY or DOC.COPY(n)"
    )
    wait: Flag = may(False, "true：让到期的事进行", "true: lets due work run")
    now: OneOrMore[Name] = may((), "之后的状态", "the state after it")
    refused: Annotated[
        Refused | None, BeforeValidator(_refused, json_schema_input_type=Because | Refused)
    ] = may(None, "应当被拒绝：原因", "must be refused: why")
    articles: Citations = may((), "拒绝时应当指出的条款", "the articles the refusal must name")
    warned: OneOrMore[Name] | None = may(None, "应当提醒的条件", "what must be warned")


class Expect(Expectations):
    """What must be so at the end."""

    state: OneOrMore[Name] = may((), "状态", "the state")


class ScenarioModel(StrictModel):
    """A scenario: rows in order, and what must be so at the end."""

    scenario: Words = needed("说的是什么", "what it is about")
    org: str | None = may(None, "另用哪个组织文件", "another organisation file than the folder's")
    process: Name | None = may(
        None, "属于本办法的另一类案件", "another kind of case under the same regulation"
    )
    steps: tuple[Row, ...] = needed("各行", "the rows", min_length=1)
    expect: Expect = may(Expect(), "最后", "at the end")
