"""Everything that the text does not settle and we did, with the reasons: to be put to the boss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from banfa.language.citations import citation_key
from banfa.scenarios.elements import Element, elements_of
from banfa.texts import Text
from banfa.views.escaping import escaped
from banfa.views.reading import sentences_of
from banfa.views.reading.sentence import KINDS, part_title
from banfa.views.tables import table
from banfa.views.words import Words

TITLE = Text("自定和推定，请审阅", "What was chosen and inferred")
ORDER = 25


class _Choice(NamedTuple):
    kind: str
    part: str
    reason: str
    element: Element


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Group them by the article they stand under; those under none come last."""
    found = list(_choices(words))
    chosen, inferred = (sum(1 for choice in found if choice.kind == kind) for kind in ("chosen", "inferred"))
    yield words.both(
        f"条文没有写、由我们定下的（自定）{chosen} 处；由条文推出的（推定）{inferred} 处。"
        "每一处都可以改，改了以后办法照新的执行。",
        f"Left open by the text and chosen: {chosen}. Inferred from the text: {inferred}. "
        "Each can be changed; the process then follows.",
    )
    yield ""
    for number in sorted({_article(choice) for choice in found}, key=lambda n: (n == 0, n)):
        yield words.heading(3, _heading(words, number))
        yield ""
        heads = (
            ("种类", ""),
            ("事项", "What"),
            ("现在这样定", "As it is now"),
            ("理由", "Why"),
            ("意见", "Your word"),
        )
        here = [choice for choice in found if _article(choice) == number]
        yield from table([words.both(*head) for head in heads], _rows(words, here))
        yield ""
    yield from _ignored(words)


def _choices(words: Words) -> Iterator[_Choice]:
    for element in elements_of(words.process) if words.within is None else ():
        for kind in ("chosen", "inferred"):
            for part in sorted(getattr(element.origin, kind)):
                reason = words.of_part(element.process).reason(element.origin, kind, part)
                yield _Choice(kind, part, reason, element)


def _article(choice: _Choice) -> int:
    """The article it stands under: the first that its element cites; 0 if none."""
    articles = choice.element.origin.articles
    return citation_key(articles[0])[0] if articles else 0


def _heading(words: Words, number: int) -> str:
    if not number:
        return words.both("条文没有提到的事", "What no article speaks of")
    article = words.process.articles.get(number)
    says = words.text(f"articles.{number}.says", article.own.says) if article is not None else ""
    return words.both(f"第{number}条  {says}", f"Article {number}: {says}")


def _rows(words: Words, choices: Iterable[_Choice]) -> Iterator[tuple[str, ...]]:
    """One row a reason: elements of a kind that share it stand together."""
    shared: dict[tuple[str, str, str, str], list[Element]] = {}
    for kind, part, reason, element in sorted(
        choices, key=lambda c: (c.kind, c.element.kind, c.element.name)
    ):
        shared.setdefault((kind, element.kind, part, reason), []).append(element)
    for (kind, _, part, reason), elements in shared.items():
        what = words.listed(_name(words, element) for element in elements)
        if part:
            what = words.in_brackets(what, part_title(words.of_part(elements[0].process), part))
        now = words.both("", " ").join(_now(words, element, part) for element in elements)
        yield words.both(*KINDS[kind]), what, now, reason, "□"


def _name(words: Words, element: Element) -> str:
    own = words.of_part(element.process)
    section, *path = element.name.rpartition("/")[2].split(".")
    section = "documents" if section == "things" else section
    if section == "enums":
        return f"“{own.member(path[0], path[1])}”"
    if section == "documents" and len(path) > 1:
        return (
            own.copy(path[0], path[2])
            if path[1] == "copies"
            else own.document(path[0]) + own.part(path[0], path[2])
        )
    if section == "tables" and len(path) > 1:
        row = (
            own.both(f"第{path[-1]}行", f" row {path[-1]}")
            if path[1] == "rows"
            else own.both("其余情形", " otherwise")
        )
        return own.name("tables", path[0]) + row
    if section in ("properties", "separation"):
        return own.wording(f"{section}.{path[0]}.title", "") or own.both(*_KIND_TITLES[section])
    return own.name(section, path[0])


_KIND_TITLES = {
    "properties": ("始终成立的一件事", "a property"),
    "separation": ("不得由同一人办", "separation of persons"),
}


def _now(words: Words, element: Element, part: str) -> str:
    """What the definition says now: of that part, else of the whole."""
    sentences = [s for s in sentences_of(words.of_part(element.process), element) if s.part not in KINDS]
    spoken = [s for s in sentences if part and s.part == part]
    return words.both("", " ").join(sentence.text for sentence in spoken or sentences[:1])


def _ignored(words: Words) -> Iterator[str]:
    """Findings that the definition asks not to report, with the reasons."""
    if words.process.ignored:
        yield words.heading(3, words.both("不再报告的检查结果", "Findings not reported"))
        yield ""
        for element, ignored in sorted(words.process.ignored.items()):
            for code, reason in ignored:
                why = words.text(f"{element}.ignore.{code}", reason)
                yield words.both(
                    f"- {escaped(element)}，{code}：{why}", f"- {escaped(element)}, {code}: {why}"
                )
        yield ""
