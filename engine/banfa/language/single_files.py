"""LANGUAGE 12: files beside a process: organisations and scenarios, each with its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File

from banfa.errors import DefinitionError
from banfa.language.mistakes import modelled
from banfa.language.models.org import OrgModel
from banfa.language.models.scenario import ScenarioModel
from banfa.language.problems import Place, Problem, Problems
from banfa.language.written import Path, dotted, of_one
from banfa.language.yaml import Mapping as MappingNode
from banfa.language.yaml import Node, read
from banfa.language.yaml import Sequence as Items


@dataclass(frozen=True, slots=True)
class Org:
    """An organisation as written: the model, and places by dotted name (`people.sales.a.roles.qm`)."""

    model: OrgModel
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario as written: the model, where it begins, and where each of its rows does."""

    model: ScenarioModel
    place: Place
    rows: tuple[Place, ...]
    expect: Place


def load_org(file: File) -> Org:
    """Return the organisation of a file; raises `DefinitionError` with all that is wrong, or `OSError`."""
    org, problems = read_org(file)
    if org is None:
        raise DefinitionError(problems)
    return org


def read_org(file: File) -> tuple[Org | None, tuple[Problem, ...]]:
    """Return the organisation of a file, or None, with all problems; raises only `OSError`."""
    return org_from(file.read_bytes(), file.name)


def org_from(content: bytes, file: str = "org.yaml") -> tuple[Org | None, tuple[Problem, ...]]:
    """Return the organisation that a file's content says, or None, with all problems."""
    problems = Problems()
    node = read(content, file, problems)
    model = modelled(OrgModel, node, problems)
    whole = model is not None and node is not None and not problems.errors
    return (Org(model, _places(node)) if whole and model and node else None), tuple(problems.found)


def load_scenarios(file: File) -> tuple[Scenario, ...]:
    """Return the scenarios of a file; raises `DefinitionError` with all that is wrong, or `OSError`."""
    scenarios, problems = read_scenarios(file)
    if any(p.severity == "error" for p in problems):
        raise DefinitionError(problems)
    return scenarios


def read_scenarios(file: File) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    """Return the well-formed scenarios of a file with all problems; raises only `OSError`."""
    return scenarios_from(file.read_bytes(), file.name)


def scenarios_from(
    content: bytes, file: str = "scenario.yaml"
) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    """Return the well-formed scenarios that a file's content says, one a document, with all problems."""
    problems = Problems()
    nodes = read(content, file, problems, many=True)
    broken = bool(problems.errors)
    found = [(modelled(ScenarioModel, node, problems), node) for node in nodes]
    scenarios = tuple(_scenario(model, node) for model, node in found if model is not None and not broken)
    return scenarios, tuple(problems.found)


def _scenario(model: ScenarioModel, node: Node) -> Scenario:
    steps = node.get("steps") if isinstance(node, MappingNode) else None
    rows = tuple(row.place for row in steps.items) if isinstance(steps, Items) else ()
    return Scenario(model, node.place, rows, of_one(node).place(("expect",), key=True))


def _places(node: Node) -> dict[str, Place]:
    """The place of every name in a document, four levels deep, by dotted name; list items count from 1."""
    found: dict[str, Place] = {}
    waiting: list[tuple[Path, Node]] = [((), node)]
    while waiting:
        path, at = waiting.pop()
        if isinstance(at, MappingNode):
            for key, value in at.items:
                inner: Path = (*path, str(key.value))
                found[dotted({}, inner)] = key.place
                waiting.append((inner, value))
        elif isinstance(at, Items) and path:
            for i, value in enumerate(at.items, 1):
                found[f"{dotted({}, path)}.{i}"] = value.place
                waiting.append(((*path, str(i)), value))
    return found
