"""LANGUAGE 6 and 11: states, rounds of returns, and rounds of asking."""

from __future__ import annotations

from typing import Literal

from banfa.language.models.element import (
    Element,
    Flag,
    Id,
    Name,
    OneOrMore,
    StrictModel,
    Whole,
    Words,
    may,
    needed,
)


class Rounds(StrictModel):
    """From how many returns on somebody is told."""

    limit: Whole = needed("从第几次退回起通知", "from which return on")
    tell: OneOrMore[Name] = needed("通知谁", "who is told")


class Ask(StrictModel):
    """Several parties are asked, each owes one answer."""

    each: OneOrMore[Name] = needed(
        "问哪些：集合、列表、表或 holders(角色)", "who is asked: a set, list, table or holders(ROLE)"
    )
    who: Name | None = may(None, "每一行由哪个角色答复", "the role that answers for each line")
    order: Literal["in_turn"] | None = may(None, "in_turn：依次", "in_turn: one after the other")
    silent: Name | None = may(None, "不答复视为哪一步", "what silence counts as")
    answers: Literal["keep"] | None = may(None, "keep：退回后保留原答复", "keep: answers outlive a return")
    min: Whole | None = may(None, "至少几个", "at least so many")


class State(Element):
    """A state that a case can be in."""

    title: Words | None = may(None, "名称", "its title")
    end: Literal["resting", "final", "region"] | None = may(
        None,
        "resting：可以再开；final：到此为止；region：一路结束",
        "resting: may be reopened; final; region",
    )
    rounds: Rounds | None = may(None, "退回次数的提醒", "when returns are told")
    ask: Ask | None = may(None, "会同征求意见", "several are asked")
    regions: dict[Id, OneOrMore[Name]] = may(
        {},
        "同时进行的几路，各以第一个状态开始",
        "regions side by side, each from its first state",
    )
    keeps: Flag = may(
        False,
        "true：记住被打断的状态，to: resume 回去",
        "true: remembers what it interrupts",
    )
    outcome: Name | None = may(None, "作为子案件结束时的结果", "what this end means to a parent case")
