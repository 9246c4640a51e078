"""The process read out as sentences: everything that the definition says, as a regulation would say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.scenarios.elements import Element
from banfa.views.reading import data, people, rules
from banfa.views.reading.sentence import Sentence
from banfa.views.reading.steps import step_sentences
from banfa.views.words import Words

__all__ = ["Sentence", "sentences_of"]


def sentences_of(words: Words, element: Element) -> tuple[Sentence, ...]:
    """Return the sentences of an element of the process of `words`, the one that says what it is first."""
    section, *inner = element.name.rpartition("/")[2].split(".")
    return tuple(_sentences(words, section, inner, element.thing))


_READERS: dict[str, Any] = {
    "roles": people.role_sentences,
    "references": people.reference_sentences,
    "sets": data.set_sentences,
    "fields": data.field_sentences,
    "states": rules.state_sentences,
    "transitions": step_sentences,
    "guards": rules.guard_sentences,
    "separation": people.separation_sentences,
    "properties": rules.property_sentences,
    "duties": rules.duty_sentences,
}


def _sentences(words: Words, section: str, inner: list[str], thing: Any) -> Iterator[Sentence]:
    name, *rest = inner
    if section in _READERS:
        yield from _READERS[section](words, thing)
    elif section == "enums":
        yield from data.value_sentences(words, name, thing)
    elif section == "tables":
        yield from _of_table(words, rest, words.process.tables[name], thing)
    elif not rest:
        yield from data.document_sentences(words, thing)
    elif rest[0] == "parts":
        yield from data.part_sentences(words, name, thing)
    else:
        yield from data.copy_sentences(words, name, thing)


def _of_table(words: Words, rest: list[str], table: Any, thing: Any) -> Iterator[Sentence]:
    if not rest:
        yield from rules.table_sentences(words, table)
    elif rest[0] == "rows":
        yield from rules.row_sentences(words, table, int(rest[1]), thing)
    else:
        yield from rules.otherwise_sentences(words, table)
