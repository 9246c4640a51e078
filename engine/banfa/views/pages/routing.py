"""The decision tables, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.language.process import Table
from banfa.texts import Text
from banfa.views.conditions import in_words
from banfa.views.reading.rules import gives, otherwise_sentences, table_sentences
from banfa.views.reading.sentence import origins
from banfa.views.tables import table
from banfa.views.words import Words

TITLE = Text("分流表", "Routing tables")
ORDER = 50
OF = "tables"


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Show every table, or one."""
    tables = words.own("tables")
    if not tables:
        yield words.both("这份办法没有表。", "This process has no tables.")
    for name in sorted(tables) if of is None else (of,):
        yield from _table(words, words.process.tables[name])


def _table(words: Words, found: Table) -> Iterator[str]:
    yield words.heading(3, words.title("tables", found.id), words.anchor("tables", found.id))
    yield ""
    yield " ".join(sentence.text for sentence in table_sentences(words, found))
    yield ""
    heads = (("序", "n"), ("情形", "Where"), ("结果", "Result"), ("依据", "By"))
    yield from table([words.both(*head) for head in heads], _rows(words, found))
    yield ""
    used = [step.id for step in words.process.steps.values() if found.id in _asked(step)]
    if used:
        steps = words.listed(words.step(step) for step in words.flow.steps if step in used)
        yield words.both(f"在{steps}时用到这张表。", f"It is asked at {steps}.")
        yield ""


def _asked(step: object) -> tuple[str | None, ...]:
    return (*getattr(step, "decide", ()), getattr(step, "by_table", None), getattr(step, "to_table", None))


def _rows(words: Words, found: Table) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(found.rows, 1):
        why = words.cited(row.origin.articles) + " ".join(s.text for s in origins(words, row.origin))
        yield str(number), in_words(words, row.condition.expr), gives(words, found, row.then), why
    first, *rest = otherwise_sentences(words, found)
    shown = words.both("其余情形", "otherwise")
    yield "", shown, first.text, " ".join(sentence.text for sentence in rest)
