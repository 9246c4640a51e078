"""A sentence of the reading, and which part of its element it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from banfa.language.process import Origin
from banfa.views.escaping import escaped
from banfa.views.words import Words


class Sentence(NamedTuple):
    """One sentence in Markdown; `part` is the key of the definition that it reads out."""

    part: str
    text: str


KINDS = {"inferred": ("推定", "Inferred"), "chosen": ("自定", "Chosen")}
"""Where an element comes from if not from the text alone."""

PARTS = {
    "from": ("从哪里", "from"),
    "to": ("转入", "to"),
    "back_to": ("退回", "return"),
    "by": ("由谁办", "by whom"),
    "when": ("条件", "conditions"),
    "unless": ("不得有的情形", "what must not hold"),
    "input": ("须填", "required"),
    "optional": ("可填", "optional"),
    "decide": ("由表定出", "decided by table"),
    "set": ("自动填写", "computed"),
    "appoint": ("指定", "appointment"),
    "issue": ("出具", "issue"),
    "complete": ("填完封定", "completion"),
    "void": ("作废", "voiding"),
    "send": ("送出", "sending"),
    "send_if_held": ("手中有的送出", "sending what is held"),
    "recall": ("收回", "recall"),
    "uses": ("依据的外部规定", "outside rules"),
    "tell": ("告知", "who is told"),
    "stands": ("不因退回撤销", "outlives returns"),
    "scope": ("范围", "scope"),
    "acts_for": ("替谁办", "acts for"),
    "seen_by": ("给谁看", "who may see it"),
    "personal": ("个人资料", "personal"),
    "waived_by": ("由谁免除", "who may waive it"),
    "otherwise": ("其余情形", "otherwise"),
    "rounds": ("退回次数", "returns"),
}
"""What the parts of an element are called that a choice may speak of."""


def part_title(words: Words, part: str) -> str:
    """What a part of an element is called: a key of the language, or a thing that the element names."""
    if part in PARTS:
        return words.both(*PARTS[part])
    for section in ("roles", "fields", "documents", "guards", "states"):
        if part in getattr(words.process, section):
            return words.title(section, part)
    return escaped(part)


def origins(words: Words, origin: Origin) -> Iterator[Sentence]:
    """What was inferred and chosen about an element, with the reasons."""
    for kind in ("inferred", "chosen"):
        for part in sorted(getattr(origin, kind)):
            label, reason = words.both(*KINDS[kind]), words.reason(origin, kind, part)
            of = words.in_brackets(label, part_title(words, part)) if part else label
            yield Sentence(kind, words.both(f"{of}：{reason}。", f"{of}: {reason}."))


def ended(words: Words, text: str, origin: Origin | None = None) -> str:
    """A sentence with its citation and its full stop."""
    return text + (words.cited(origin.articles) if origin is not None else "") + words.both("。", ".")
