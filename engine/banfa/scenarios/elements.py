"""Every element of a process that says where it comes from, under its dotted name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from banfa.language.process import Origin, Process
from banfa.texts import Text

_MAPS = (
    ("roles", "roles"),
    ("references", "references"),
    ("sets", "sets"),
    ("fields", "fields"),
    ("states", "states"),
    ("transitions", "steps"),
    ("guards", "guards"),
    ("separation", "separations"),
    ("properties", "properties"),
    ("duties", "duties"),
)
"""Sections that are maps of elements: the keyword and the attribute of `Process`."""

NEED_NO_ORIGIN = frozenset(("enums", "documents", "tables", "states", "conditions"))
"""Kinds of element that need not say where they come from (LANGUAGE 2)."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its dotted name, its kind, its title, where it comes from, and the thing itself.

    `kind` is the section, in the singular sense of LANGUAGE 2: "values", "parts", "copies", "rows",
    "otherwise", "conditions" (guards with neither refuse nor warn) beside the names of sections. `process` is
    "" for the process itself, else the id of the kind of case under it.
    """

    name: str
    kind: str
    title: Text
    origin: Origin
    thing: Any
    process: str = ""


def elements_of(process: Process) -> tuple[Element, ...]:
    """Return the elements of a process and, prefixed `PART/`, those its parts add, sorted by name."""
    own = {element.name: element for element in _elements(process)}
    found = list(own.values())
    for part in process.parts.values():
        for element in _elements(part):
            if element.name not in own or own[element.name].thing != element.thing:
                name = f"{part.id}/{element.name}"
                found.append(
                    Element(name, element.kind, element.title, element.origin, element.thing, part.id)
                )
    return tuple(sorted(found, key=lambda e: (e.process, e.name)))


def needs_origin(element: Element) -> bool:
    """True if the element should cite, or say that it is inferred or chosen."""
    return element.kind not in NEED_NO_ORIGIN


def _elements(process: Process) -> Iterator[Element]:
    for section, attribute in _MAPS:
        for name, thing in getattr(process, attribute).items():
            yield _element(process, f"{section}.{name}", _kind(section, thing), thing)
    for enum in process.enums.values():
        for value in enum.values.values():
            yield _element(process, f"enums.{enum.id}.{value.id}", "values", value)
    yield from _documents(process)
    yield from _tables(process)


def _documents(process: Process) -> Iterator[Element]:
    for document in process.documents.values():
        section = "things" if document.thing else "documents"
        yield _element(process, f"{section}.{document.id}", section, document)
        for part in document.parts.values():
            yield _element(process, f"{section}.{document.id}.parts.{part.id}", "parts", part)
        if not document.single:
            for copy in document.copies.values():
                yield _element(process, f"{section}.{document.id}.copies.{copy.id}", "copies", copy)


def _tables(process: Process) -> Iterator[Element]:
    for table in process.tables.values():
        yield _element(process, f"tables.{table.id}", "tables", table)
        for number, row in enumerate(table.rows, 1):
            yield _element(process, f"tables.{table.id}.rows.{number}", "rows", row)
        if table.otherwise is not None or table.ask is not None:
            name = f"tables.{table.id}.otherwise"
            yield Element(name, "otherwise", Text("otherwise", "otherwise"), table.otherwise_origin, table)


def _element(process: Process, name: str, kind: str, thing: Any) -> Element:
    title = getattr(thing, "title", "") or name.rpartition(".")[2]
    origin = getattr(thing, "origin", None)
    known = origin if isinstance(origin, Origin) else Origin()
    words = Text(title, process.english(f"{known.at or name}.title", title))
    return Element(name, kind, words, known, thing)


def _kind(section: str, thing: Any) -> str:
    if section == "guards" and thing.refuse is None and thing.warn is None:
        return "conditions"
    return section
