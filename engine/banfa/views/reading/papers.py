"""What a step does with papers, read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banfa.language.process import ALL, OWN, Step
from banfa.texts import counted
from banfa.views.reading.sentence import Sentence
from banfa.views.words import Words


def paper_sentences(words: Words, step: Step) -> Iterator[Sentence]:
    """What is issued, completed, voided, recalled and sent."""
    if step.issue:
        papers = words.listed(_new_set(words, document) for document in step.issue)
        yield Sentence("issue", words.both(f"出具{papers}。", f"Issues {papers}."))
    for document, parts in sorted(step.complete.items()):
        yield Sentence("complete", _completed(words, document, parts))
    for document, copies in sorted(step.void.items()):
        shown = copies_of(words, document, copies)
        yield Sentence("void", words.both(f"作废{shown}。", f"Voids {shown}."))
    if step.recall:
        papers = words.listed(words.document(document) for document in step.recall)
        zh, en = (
            f"{papers}现有的一套从此不算数，列入收回。",
            f"The present set of {papers} no longer counts and is recalled.",
        )
        yield Sentence("recall", words.both(zh, en))
    yield from (Sentence("send", text) for text in _sent(words, step.send))
    yield from (Sentence("send_if_held", text) for text in _sent(words, step.send_if_held, held=True))


def _new_set(words: Words, document: str) -> str:
    found, name = words.process.documents.get(document), words.document(document)
    if found is None or found.single:
        return name
    if found.each is not None:
        field = words.field(found.each)
        return words.both(f"{name}（按{field}每项一份）", f"{name} (one for each of {field})")
    return words.both(
        f"{name}一套{len(found.copies)}联",
        f"a set of {counted(len(found.copies), 'copy', 'copies')} of {name}",
    )


def _completed(words: Words, document: str, parts: tuple[str, ...]) -> str:
    shown = words.listed(
        f"{words.part(document, part)}{_fields(words, document, part)}"
        for part in _parts(words, document, parts)
    )
    name = words.document(document)
    return words.both(f"填完{name}的{shown}，并封定。", f"Completes and seals {shown} of {name}.")


def _parts(words: Words, document: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    found = words.process.documents.get(document)
    return words.flow.as_written(
        f"{'things' if found and found.thing else 'documents'}.{document}.parts", parts
    )


def _fields(words: Words, document: str, part: str) -> str:
    found = words.process.documents.get(document)
    known = found.parts.get(part) if found is not None else None
    return (
        words.in_brackets("", fields_of_part(words, known.fields, known.optional))
        if known is not None
        else ""
    )


def fields_of_part(words: Words, fields: tuple[str, ...], optional: tuple[str, ...]) -> str:
    """The fields of a part: those that must stand, and those that may be blank."""
    needed, blank = words.fields(fields), words.fields(optional)
    if not optional:
        return needed
    return words.both(f"{needed}；可以空着：{blank}", f"{needed}; may be blank: {blank}")


def _sent(
    words: Words, sends: Mapping[str, Mapping[str, tuple[str, ...]]], held: bool = False
) -> Iterator[str]:
    for document, to in sorted(sends.items()):
        for role, copies in sorted(to.items()):
            shown, receiver = copies_of(words, document, copies), words.role(role)
            zh, en = f"把{shown}送{receiver}。", f"Sends {shown} to {receiver}."
            zh_held, en_held = (
                f"手中如有{shown}，一并送{receiver}。",
                f"If it holds {shown}, sends it to {receiver}.",
            )
            yield words.both(zh_held, en_held) if held else words.both(zh, en)


def copies_of(words: Words, document: str, copies: tuple[str, ...]) -> str:
    """Copies of a document: 《客户投诉记录卡》第2联（通知）、第4联（调查报告）."""
    name, found = words.document(document), words.process.documents.get(document)
    if copies == (ALL,):
        one = found is not None and found.single
        return name if one else words.both(f"手中{name}的各联", f"every copy of {name} in hand")
    if not copies:
        return words.both(f"{name}（没有一联）", f"no copy of {name}")
    if copies == (OWN,):
        return words.both(f"{name}中本单位的那一份", f"its own copy of {name}")
    return name + words.both("", " ") + words.listed(words.copy_alone(document, copy) for copy in copies)
