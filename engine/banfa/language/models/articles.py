"""LANGUAGE 2: articles, their clauses, and what each of them says independently of our elements."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from banfa.language.models.element import Name, OneOrMore, StrictModel, Words, may, needed

Enforced = Literal["declared", "external"]


class Names(StrictModel):
    """What the clause itself speaks of: a second, independent statement, compared with the elements."""

    acts: OneOrMore[Name] = may((), "谁办事（角色）", "who acts (roles)")
    papers: dict[Name, Name] = may(
        {}, "哪些单据交给谁：单据或 单据.联 → 角色", "which papers go where: DOC or DOC.COPY to a role"
    )
    fields: OneOrMore[Name] = may((), "说到的数据项", "the fields it speaks of")
    values: OneOrMore[Name] = may(
        (),
        "说到的枚举值，写成 枚举.值；唯一时只写值",
        "the enum values it speaks of: ENUM.VALUE, or VALUE if unique",
    )
    references: OneOrMore[Name] = may((), "说到的外部规定", "the outside rules it speaks of")
    duties: OneOrMore[Name] = may((), "说到的期限义务", "the duties it speaks of")


class Sentence(StrictModel):
    """What an article's own sentence and a clause have in common."""

    says: Words = needed("用我们自己的话说它规定什么", "what it says, in our own words")
    names: Names = may(Names(), "它自己点到的人、单据和数据", "the people, papers and data it names itself")
    enforced: Enforced | None = may(
        None,
        "declared：只能声明，不能由机器核对；external：由外部规定执行；其他情况自动算出",
        "declared: cannot be checked by a machine; external: enforced elsewhere; all else is computed",
    )
    checklist: OneOrMore[Words] = may((), "办理时提示的要点", "points shown as a reminder")
    shown_at: OneOrMore[Name] = may((), "在哪些步骤提示", "at which steps they are shown")


class Clause(Sentence):
    """A clause (款项) of an article, numbered ①②③ by its order."""


class Article(Sentence):
    """An article (条)."""

    article: Annotated[int, Strict(), Field(ge=1)] = needed("条号", "the number of the article")
    clauses: OneOrMore[Clause] = may((), "各项，按顺序为①②③", "its clauses in order: ①②③")
