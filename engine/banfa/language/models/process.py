"""LANGUAGE 1: the whole of a process: its head and its sections, from all files of a folder together."""

from __future__ import annotations

from typing import Literal

from banfa.language.models.articles import Article
from banfa.language.models.data import Enum, Field, NamedSet
from banfa.language.models.documents import Document, Thing
from banfa.language.models.duties import Duty
from banfa.language.models.element import Day, Flag, Id, ProcessId, StrictModel, Words, may, needed
from banfa.language.models.guards import Guard
from banfa.language.models.proofs import Property, Separation
from banfa.language.models.roles import Reference, Role
from banfa.language.models.states import State
from banfa.language.models.tables import Table
from banfa.language.models.transitions import Transition


class Source(StrictModel):
    """The regulation's own text, which its owner keeps."""

    sha256: str = needed("原文各字节的 SHA-256", "the SHA-256 of its raw bytes", pattern=r"^[0-9a-f]{64}$")


class Numbering(StrictModel):
    """How cases are numbered."""

    pattern: str = needed(
        "案号的样式，如 TS-{year}-{seq:04}", "the pattern, such as TS-{year}-{seq:04}", min_length=1
    )
    gapless: Flag = may(False, "true：不跳号", "true: without gaps")


class ProcessModel(StrictModel):
    """A process: every key may stand in any file of the folder."""

    banfa: Literal[1] = needed("格式，现在是 1", "the format, now 1")
    process: ProcessId = needed("本办法的编号（英文）", "the id of the process")
    title: Words | None = may(None, "名称", "its title")
    version: Words = may("0.0.0", "版本", "its version")
    effective: Day | None = may(None, '施行日期，如 "2026-01-01"', "the day it takes effect")
    language: Literal["zh", "en"] = may(
        "zh", "各名称和说明所用的语言", "the language of every title and text"
    )
    time_zone: Words = may("Asia/Shanghai", "时区", "the time zone")
    calendar: Literal["cn"] | None = may(None, "工作日历", "the calendar of working days")
    source: Source | None = may(None, "原文", "the regulation's text")
    numbering: Numbering | None = may(None, "案号", "how cases are numbered")
    part_of: ProcessId | None = may(None, "属于哪个办法", "the process whose regulation it shares")
    articles: tuple[Article, ...] = may((), "条文", "the articles")
    roles: dict[Id, Role] = may({}, "角色", "roles")
    references: dict[Id, Reference] = may({}, "外部规定", "outside rules")
    enums: dict[Id, Enum] = may({}, "枚举", "enums")
    sets: dict[Id, NamedSet] = may({}, "集合", "named sets")
    fields_: dict[Id, Field] = may({}, "数据项", "fields", alias="fields")
    documents: dict[Id, Document] = may({}, "单据", "documents")
    things: dict[Id, Thing] = may({}, "物品", "things")
    states: dict[Id, State] = may({}, "状态", "states")
    transitions: dict[Id, Transition] = may({}, "步骤", "transitions")
    guards: dict[Id, Guard] = may({}, "条件", "guards")
    tables: dict[Id, Table] = may({}, "决定表", "tables")
    separation: dict[Id, Separation] = may({}, "不同人办理", "separation of persons")
    properties: dict[Id, Property] = may({}, "必须成立的性质", "properties")
    duties: dict[Id, Duty] = may({}, "期限义务", "duties: what must be done in time")


SECTIONS = (
    "roles",
    "references",
    "enums",
    "sets",
    "fields",
    "documents",
    "things",
    "states",
    "transitions",
    "guards",
    "tables",
    "separation",
    "properties",
    "duties",
)
"""The sections that are maps from an id to an element."""
