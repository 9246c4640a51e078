"""Papers and where they go: each copy of each document, along each route."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from banfa.language.process import Copy, Document
from banfa.texts import Text
from banfa.views.flow import Move, Route
from banfa.views.reading.data import document_sentences, part_sentences
from banfa.views.reading.sentence import origins
from banfa.views.tables import table
from banfa.views.words import Words

TITLE = Text("文件去向", "Papers and where they go")
ORDER = 60
OF = "documents"


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Show every document and thing, or one."""
    documents = words.own("documents")
    if not documents:
        yield words.both("这份办法没有文件。", "This process has no papers.")
    for name in words.flow.as_written("documents", documents) if of is None else (of,):
        yield from _document(words, words.process.documents[name])


def _document(words: Words, document: Document) -> Iterator[str]:
    yield words.heading(3, words.title("documents", document.id), words.anchor("documents", document.id))
    yield ""
    yield " ".join(sentence.text for sentence in document_sentences(words, document))
    yield ""
    written = "things" if document.thing else "documents"
    for part in words.flow.as_written(f"{written}.{document.id}.parts", document.parts):
        yield "- " + " ".join(s.text for s in part_sentences(words, document.id, document.parts[part]))
    yield ""
    yield words.picture(f"papers {document.id}")
    yield ""
    yield from _ways(words, document)
    yield from _back(words, document)


def _ways(words: Words, document: Document) -> Iterator[str]:
    heads = [
        words.both("联", "Copy"),
        words.both("走哪一路", "Route"),
        words.both("去向", "Way"),
        words.both("依据", "By"),
    ]
    yield from table(heads, (row for copy in _copies(document) for row in _rows(words, document, copy)))
    yield ""


def _copies(document: Document) -> tuple[str, ...]:
    return tuple(document.copies) or ("",)


def _rows(words: Words, document: Document, copy: str) -> Iterator[tuple[str, ...]]:
    """One row for each different way; routes that share a way stand together."""
    ways: dict[tuple[Move, ...], list[Route]] = {}
    for route in words.flow.routes:
        moves = words.flow.moves(document.id, copy, route.steps)
        moves = tuple(move for move in moves if move.how != "recall")
        if moves:
            ways.setdefault(moves, []).append(route)
    name = words.copy_alone(document.id, copy) if copy else words.both("每份", "each")
    why = _why(words, document.copies.get(copy))
    for moves, routes in ways.items() or [((), [])]:
        yield name or words.both("一份", "one"), _routes(words, routes), _way(words, moves), why


def _why(words: Words, copy: Copy | None) -> str:
    """By which article there is the copy, and what was inferred or chosen about it."""
    if copy is None:
        return ""
    return words.cited(copy.origin.articles) + " ".join(s.text for s in origins(words, copy.origin))


def _routes(words: Words, routes: list[Route]) -> str:
    if not routes:
        return words.both("没有一路用到", "none")
    if len(routes) == len(words.flow.routes):
        return words.both("各路", "every route")
    return words.listed(words.value(f"enum:{route.enum}", route.value) for route in routes)


def _way(words: Words, moves: tuple[Move, ...]) -> str:
    """The way of a copy; what happens to it in one step stands together."""
    stops = [
        (step, list(of)) for step, of in groupby((m for m in moves if m.how != "recall"), lambda m: m.step)
    ]
    shown = (_stop(words, step, of) for step, of in stops)
    return words.both(" ", " ").join(shown) or words.both("（不动）", "(stays)")


def _stop(words: Words, step: str, moves: list[Move]) -> str:
    """**营业部门**出具 → **质量管理部**（“送卡到质量管理部”）."""
    issued = [
        words.both(f"{_to(words, m)}出具", f"issued by {_to(words, m)}") for m in moves if m.how == "issue"
    ]
    voided = [words.both("，作废", ", void") for m in moves if m.how == "void"]
    sent = [
        f"→ {_to(words, m)}" + words.both("（手中有时）", " (if held)") * (m.how == "held")
        for m in moves
        if m.how in ("send", "held")
    ]
    return words.in_brackets(" ".join([*issued, *sent]) + "".join(voided), words.step(step))


def _to(words: Words, move: Move) -> str:
    return words.strong(move.to) if move.to else ""


def _back(words: Words, document: Document) -> Iterator[str]:
    """What returns do with it, and what recalls it."""
    for name in words.flow.steps:
        step = words.process.steps[name]
        moves = _sent_back(words, document, name) if step.kind == "back" or document.id in step.recall else []
        if moves:
            shown = words.both("；", "; ").join(moves)
            yield words.both(f"- {words.step(name)}时：{shown}。", f"- At {words.step(name)}: {shown}.")
    yield ""


def _sent_back(words: Words, document: Document, step: str) -> list[str]:
    by_move: dict[Move, list[str]] = {}
    for copy in _copies(document):
        for move in words.flow.moves(document.id, copy, (step,)):
            by_move.setdefault(move, []).append(copy)
    found = []
    for move, copies in by_move.items():
        named = words.listed(words.copy_alone(document.id, copy) for copy in copies if copy)
        shown = words.document(document.id) if len(copies) == len(_copies(document)) else named
        how = {
            "held": ("（手中有时）退给", "(if held) back to"),
            "void": ("作废", "void"),
            "recall": ("收回", "recalled"),
        }
        zh, en = how.get(move.how, ("退给", "back to"))
        to = words.role(move.to) if move.to else ""
        found.append(words.both(f"{shown}{zh}{to}", f"{shown} {en} {to}".strip()))
    return found
