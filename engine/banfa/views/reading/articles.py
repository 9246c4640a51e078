"""Articles read out: what their owner says of them in own words, and what they name."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.language.process import Clause, Process
from banfa.views.escaping import escaped
from banfa.views.reading.sentence import Sentence
from banfa.views.words import Words

_ENFORCED = {
    "declared": ("只是声明，靠人对照执行", "declared: kept by people"),
    "external": ("由外部规定执行", "enforced by outside rules"),
}


def clause_sentences(words: Words, clause: Clause) -> Iterator[Sentence]:
    """What a sentence of the text names, and how it is kept."""
    named = words.both("；", "; ").join(_named(words, clause))
    if named:
        yield Sentence("names", words.both(f"条文点到：{named}。", f"It names: {named}."))
    if clause.enforced is not None:
        zh, en = _ENFORCED[clause.enforced]
        yield Sentence("enforced", words.both(f"{zh}。", f"{en[0].upper()}{en[1:]}."))
    for number, point in enumerate(clause.checklist, 1):
        text = words.text(f"articles.{clause.id}.checklist.{number}", point)
        yield Sentence("checklist", words.both(f"□ {text}", f"□ {text}"))
    if clause.shown_at:
        steps = words.listed(words.step(step) for step in clause.shown_at)
        yield Sentence("shown_at", words.both(f"在办{steps}时提示对照。", f"Shown at {steps}."))


def says(words: Words, clause: Clause) -> str:
    """The sentence in its owner's own words."""
    return words.text(f"articles.{clause.id}.says", clause.says)


def _named(words: Words, clause: Clause) -> Iterator[str]:
    names = clause.names
    if names.acts:
        yield (
            words.both("由", "acting: ")
            + words.listed(_role(words, r) for r in names.acts)
            + words.both("办", "")
        )
    for paper, role in sorted(names.papers.items()):
        document, _, copy = paper.partition(".")
        shown = words.copy(document, copy) if copy else words.document(document)
        yield words.both(f"{shown}到{_role(words, role)}", f"{shown} to {_role(words, role)}")
    for kind, section, found in (
        (("资料", "data"), "fields", names.fields),
        (("外部规定", "outside rules"), "references", names.references),
        (("期限", "time limits"), "duties", names.duties),
    ):
        if found:
            yield (
                words.both(*kind)
                + words.both("：", ": ")
                + words.listed(_name(words, section, n) for n in found)
            )
    if names.values:
        yield words.both("值：", "values: ") + words.listed(_value(words, value) for value in names.values)


def _role(words: Words, role: str) -> str:
    return words.role(role)


def _name(words: Words, section: str, name: str) -> str:
    """A name of this process, or of a kind of case under it."""
    for process in (words.process, *words.process.parts.values()):
        if name in getattr(process, section):
            return Words(process, words.lang, words.linked, words.process if process.part_of else None).name(
                section, name
            )
    return escaped(name)


def _value(words: Words, value: str) -> str:
    enum, _, member = value.rpartition(".")
    for found in words.process.enums.values():
        if member in found.values and enum in ("", found.id):
            return f"“{words.member(found.id, member)}”"
    return f"“{escaped(value)}”"


def process_sentences(words: Words, process: Process) -> Iterator[Sentence]:
    """What holds of the whole: version, from when, where it comes from, how cases are numbered."""
    both = words.both
    yield Sentence(
        "version", both(f"第 {escaped(process.version)} 版。", f"Version {escaped(process.version)}.")
    )
    if process.effective is not None:
        yield Sentence(
            "effective", both(f"自 {process.effective} 起施行。", f"In force from {process.effective}.")
        )
    if process.numbering is not None:
        gap = both("，不跳号", ", without gaps") if process.numbering.gapless else ""
        pattern = escaped(process.numbering.pattern)
        yield Sentence(
            "numbering", both(f"案件编号：{pattern}{gap}。", f"Cases are numbered {pattern}{gap}.")
        )
    calendar = (
        both(f"，日历 {escaped(process.calendar)}", f", calendar {escaped(process.calendar)}")
        if process.calendar
        else ""
    )
    yield Sentence(
        "time_zone",
        both(
            f"时区 {escaped(process.time_zone)}{calendar}。",
            f"Time zone {escaped(process.time_zone)}{calendar}.",
        ),
    )
    if process.source_sha256 is not None:
        yield Sentence(
            "source",
            both(f"原文 sha256：{process.source_sha256}。", f"The text's sha256: {process.source_sha256}."),
        )
    if process.part_of is not None:
        yield Sentence(
            "part_of", both(f"属于 {escaped(process.part_of)}。", f"Part of {escaped(process.part_of)}.")
        )
    yield Sentence(
        "language",
        both(f"定义以 {escaped(process.language)} 写成。", f"Written in {escaped(process.language)}."),
    )
