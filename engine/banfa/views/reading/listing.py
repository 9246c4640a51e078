"""Elements as list items: the sentence that says what it is, the others below it."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.scenarios.elements import Element
from banfa.views.reading import sentences_of
from banfa.views.words import Words

_ORDER = (
    "transitions",
    "guards",
    "conditions",
    "tables",
    "rows",
    "otherwise",
    "separation",
    "properties",
    "duties",
    "documents",
    "things",
    "parts",
    "copies",
    "roles",
    "references",
    "states",
    "fields",
    "values",
    "sets",
)


def in_order(words: Words, elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Elements as a reader wants them: what happens first, then rules, papers, people and data."""
    steps = words.flow.steps

    def key(element: Element) -> tuple[str, int, int, str]:
        name = element.name.rpartition(".")[2]
        at = steps.index(name) if element.kind == "transitions" and name in steps else 0
        return (element.process, _ORDER.index(element.kind), at, element.name)

    return tuple(sorted(elements, key=key))


def items(words: Words, element: Element, anchored: bool = False) -> Iterator[str]:
    """The list items of an element; with `anchored`, others lead to it."""
    own = words.of_part(element.process)
    first, *rest = sentences_of(own, element)
    anchor = own.anchored(*_place(element)) if anchored else ""
    yield f"- {anchor}{first.text}"
    yield from (f"  - {sentence.text}" for sentence in rest)


def _place(element: Element) -> tuple[str, str]:
    section, _, name = element.name.rpartition("/")[2].partition(".")
    return "documents" if section == "things" else section, name
