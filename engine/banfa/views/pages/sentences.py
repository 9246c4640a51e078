"""The process read out article by article, beside what the article says."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.language.process import Clause
from banfa.scenarios.elements import Element, elements_of
from banfa.texts import Text
from banfa.views.escaping import escaped
from banfa.views.reading.articles import clause_sentences, process_sentences, says
from banfa.views.reading.data import enum_sentences
from banfa.views.reading.listing import in_order, items
from banfa.views.words import Words

TITLE = Text("逐条对照", "Article by article")
ORDER = 20


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Read out what holds of the whole, then each article, then what no article covers."""
    yield from (f"- {sentence.text}" for sentence in process_sentences(words, words.process))
    yield ""
    elements = elements_of(words.process) if words.within is None else ()
    for number in sorted(words.process.articles) if words.within is None else ():
        article = words.process.articles[number]
        yield from _clause(words, article.own, 3, elements)
        for clause in article.clauses:
            yield from _clause(words, clause, 4, elements)
    yield from _uncited(words, elements)


def _clause(words: Words, clause: Clause, level: int, elements: tuple[Element, ...]) -> Iterator[str]:
    yield words.heading(level, _heading(words, clause.id), words.anchor("articles", clause.id))
    yield ""
    yield f"> {says(words, clause)}"
    if clause.id in words.source:
        yield ">"
        yield f"> {words.both('原文：', 'The text: ')}{escaped(words.source[clause.id])}"
    for sentence in clause_sentences(words, clause):
        yield ">"
        yield f"> {sentence.text}"
    yield ""
    for element in in_order(words, tuple(e for e in elements if clause.id in e.origin.articles)):
        yield from items(words, element)
    yield ""


def _heading(words: Words, clause: str) -> str:
    number = clause.rstrip("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
    sign = clause[len(number) :]
    return words.both(f"第{number}条{sign}", f"Article {number}{sign}")


def _uncited(words: Words, elements: tuple[Element, ...]) -> Iterator[str]:
    yield words.heading(3, words.both("条文没有写的", "What no article says"))
    yield ""
    yield words.both("> 由我们定下，或只是名称和清单。", "> Settled by us, or mere names and lists.")
    yield ""
    for element in in_order(words, tuple(e for e in elements if not e.origin.articles)):
        yield from items(words, element)
    for part in (words, *words.parts()):
        for enum in part.own("enums").values():
            yield from (f"- {sentence.text}" for sentence in enum_sentences(part, enum))
    yield ""
