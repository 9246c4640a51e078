"""Fields, lists of values, sets, documents and things read out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.language.process import Copy, Document, Enum, EnumValue, Field, NamedSet, Part
from banfa.language.values import FieldType
from banfa.views.escaping import escaped
from banfa.views.reading.papers import fields_of_part
from banfa.views.reading.sentence import Sentence, ended, origins
from banfa.views.words import Words

_KINDS = {
    "text": ("文字", "text"),
    "bool": ("是或否", "yes or no"),
    "int": ("整数", "a whole number"),
    "date": ("日期", "a date"),
    "datetime": ("时间", "a time"),
    "person": ("人员", "a person"),
    "unit": ("单位", "a unit"),
    "role": ("角色", "a role"),
    "file": ("文件", "a file"),
}


def field_sentences(words: Words, field: Field) -> Iterator[Sentence]:
    """What a field holds, where it comes from, who may see it."""
    name = words.title("fields", field.id)
    text = words.both(
        f"{name}：{type_in_words(words, field.type)}", f"{name}: {type_in_words(words, field.type)}"
    )
    yield Sentence("type", ended(words, text, field.origin))
    if field.source is not None:
        yield Sentence("from", _source(words, field.source))
    if field.personal is not None:
        of = {"customer": ("客户的", "the customer's"), "staff": ("员工的", "the staff's")}.get(
            field.personal, (f"{escaped(field.personal)} 的", f"{escaped(field.personal)}'s")
        )
        yield Sentence("personal", words.both(f"这是{of[0]}个人资料。", f"It is {of[1]} personal data."))
    if field.seen_by:
        roles = words.listed(words.role(role) for role in field.seen_by)
        yield Sentence(
            "seen_by", words.both(f"只给{roles}和填写它的人看。", f"Seen by {roles} and who gives it, only.")
        )
    yield from origins(words, field.origin)


def type_in_words(words: Words, t: FieldType) -> str:
    """What values of a type are."""
    if t.kind in _KINDS:
        return words.both(*_KINDS[t.kind])
    if t.kind == "money":
        return words.both(f"金额（{t.currency}）", f"an amount of {t.currency}")
    if t.kind == "list":
        return _records(words, t)
    of = _of(words, t)
    if t.kind == "enum":
        return words.both(f"{of}中的一项", f"one of {of}")
    return words.both(f"{of}，可以有几个", f"any number of {of}")


def _of(words: Words, t: FieldType) -> str:
    if t.of in words.process.enums:
        more = words.both("（也可另写）", " (or others, written out)") if t.open else ""
        return words.name("enums", str(t.of)) + more
    return words.both(*_KINDS.get(str(t.of), (escaped(str(t.of)), escaped(str(t.of)))))


def _records(words: Words, t: FieldType) -> str:
    columns = words.listed(f"{escaped(name)}（{type_in_words(words, of)}）" for name, of in t.record)
    key = words.both(f"，每条的 {t.key} 各不相同", f", each with its own {t.key}") if t.key else ""
    return words.both(f"一张清单，每条有{columns}{key}", f"a list of records with {columns}{key}")


def _source(words: Words, source: str) -> str:
    if source == "case.number":
        return words.both("就是案件的编号，自动填写。", "It is the case's number, filled in by itself.")
    step = words.step(source.removesuffix(".happened"))
    return words.both(
        f"办{step}的时间，自动填写，随那一步一起作废。", f"When {step} happened; it falls with that step."
    )


def enum_sentences(words: Words, enum: Enum) -> Iterator[Sentence]:
    """The values of a list, and whether others may be written."""
    name, members = (
        words.title("enums", enum.id),
        words.listed(
            f"“{words.member(enum.id, v)}”"
            for v in words.flow.as_written(f"enums.{enum.id}.values", enum.values)
        ),
    )
    more = words.both("，也可以另写", ", or others, written out") if enum.open else ""
    yield Sentence("values", words.both(f"{name}有：{members}{more}。", f"{name}: {members}{more}."))


def value_sentences(words: Words, enum: str, value: EnumValue) -> Iterator[Sentence]:
    """One value of a list."""
    member, of = words.member(enum, value.id), words.name("enums", enum)
    text = words.both(f"{of}中的“{member}”", f"“{member}”, a value of {of}")
    yield Sentence("", ended(words, text, value.origin))
    yield from origins(words, value.origin)


def set_sentences(words: Words, named: NamedSet) -> Iterator[Sentence]:
    """What belongs to a set, and of what it is a part."""
    members = words.listed(_member(words, named.of, member) for member in _ordered(words, named))
    zh, en = {"state": ("状态", "states")}.get(named.of, (words.name("enums", named.of),) * 2)
    name = words.title("sets", named.id)
    text = words.both(f"一组{zh}（代号 {name}）：{members}", f"A set of {en} (called {name}): {members}")
    yield Sentence("members", ended(words, text, named.origin))
    yield from origins(words, named.origin)


def _ordered(words: Words, named: NamedSet) -> tuple[Any, ...]:
    if named.of == "state":
        return words.flow.in_order(named.members)
    return words.flow.as_written(f"enums.{named.of}.values", named.members)


def _member(words: Words, of: str, member: Any) -> str:
    return words.value(
        "state" if of == "state" else f"enum:{of}" if of in words.process.enums else of, member
    )


def document_sentences(words: Words, document: Document) -> Iterator[Sentence]:
    """What a document or thing is; its parts and copies are read out on their own."""
    name = words.both(f"《{words.title('documents', document.id)}》", words.title("documents", document.id))
    if document.thing:
        text = words.both(f"{name}：一件实物", f"{name}: a thing")
    elif document.each is not None:
        field = words.field(document.each)
        text = words.both(f"{name}：按{field}每项一份", f"{name}: one copy for each of {field}")
    elif document.single:
        text = words.both(f"{name}：一份", f"{name}: one paper")
    else:
        copies = words.listed(words.copy_alone(document.id, copy) for copy in document.copies)
        text = words.both(f"{name}：一式{len(document.copies)}联，{copies}", f"{name}: {copies}")
    yield Sentence("copies", ended(words, text, document.origin))
    yield from origins(words, document.origin)


def part_sentences(words: Words, document: str, part: Part) -> Iterator[Sentence]:
    """The fields of a part."""
    name, of = words.part(document, part.id), words.document(document)
    fields = fields_of_part(words, part.fields, part.optional)
    text = words.both(f"{of}的{name}部分：{fields}", f"Part {name} of {of}: {fields}")
    yield Sentence("fields", ended(words, text, part.origin))
    yield from origins(words, part.origin)


def copy_sentences(words: Words, document: str, copy: Copy) -> Iterator[Sentence]:
    """One copy of a document."""
    yield Sentence("", ended(words, words.copy(document, copy.id), copy.origin))
    yield from origins(words, copy.origin)
