"""The YAML files that we ship, and the ids of what they define."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
YAML_FILES = sorted(f for folder in ("processes", "examples") for f in (ROOT / folder).rglob("*.yaml"))

# Sections whose keys are ids that the owner chose.
SECTIONS = (
    "roles",
    "references",
    "enums",
    "sets",
    "fields",
    "documents",
    "things",
    "states",
    "transitions",
    "guards",
    "tables",
    "separation",
    "properties",
    "duties",
    "units",
    "people",
)
# Below those, maps whose keys are ids too.
INNER = ("values", "parts", "kinds")


def defined_ids(files: list[Path]) -> frozenset[str]:
    """Every id of a process, of its elements, and of the units and people of its sample organisation."""
    return frozenset(an_id for file in files for document in _documents(file) for an_id in _ids(document))


def _documents(file: Path) -> list[Any]:
    return list(yaml.load_all(file.read_text(encoding="utf-8"), yaml.CSafeLoader))


def _ids(document: Any) -> Iterator[str]:
    if not isinstance(document, dict) or "scenario" in document:
        return
    if "process" in document:
        yield str(document["process"])
    for section in SECTIONS:
        elements = document.get(section) or {}
        if isinstance(elements, dict):
            yield from map(str, elements)
            yield from (an_id for element in elements.values() for an_id in _inner_ids(element))


def _inner_ids(element: Any) -> Iterator[str]:
    if not isinstance(element, dict):
        return
    for key in INNER:
        inner = element.get(key)
        if isinstance(inner, dict):
            yield from map(str, inner)
    copies = element.get("copies")
    if isinstance(copies, list):
        yield from (str(copy["copy"]) for copy in copies if isinstance(copy, dict) and "copy" in copy)
