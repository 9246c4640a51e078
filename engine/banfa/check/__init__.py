"""What is wrong with a process and the sample organisation beside it: today what loading finds.

`banfa.check(path)` is `check_process(path)`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from banfa.errors import DefinitionError
from banfa.language import read_process
from banfa.language.folders import organisation_file
from banfa.language.problems import Problem
from banfa.language.process import Article, Clause, Process
from banfa.language.single_files import read_org
from banfa.people import organisation_for
from banfa.scenarios.elements import elements_of

__all__ = ["Report", "check_process", "summary_of"]


@dataclass(frozen=True)
class Report:
    """The findings, sorted by place, and a summary of what could be loaded."""

    findings: tuple[Problem, ...]
    summary: Mapping[str, Any] | None

    @property
    def clean(self) -> bool:
        """True if nothing found is an error."""
        return all(found.severity != "error" for found in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The report as DESIGN names it."""
        return {"findings": [found.as_json() for found in self.findings], "summary": self.summary}


def check_process(path: str | Path) -> Report:
    """Check the process in a folder and its org.yaml. Raises OSError if the folder cannot be read."""
    process, problems = read_process(Path(path))
    found = sorted((*problems, *_of_organisation(organisation_file(Path(path)), process)), key=_by_place)
    return Report(tuple(found), summary_of(process) if process is not None else None)


def _of_organisation(file: Path, process: Process | None) -> tuple[Problem, ...]:
    """What is wrong with an organisation, if there is one; whether it fits, once the process is sound."""
    if not file.is_file():
        return ()
    written, problems = read_org(file)
    if written is None or process is None:
        return problems
    try:
        organisation_for(written, process)
    except DefinitionError as error:
        return (*problems, *error.problems)
    return problems


def _by_place(problem: Problem) -> tuple[object, ...]:
    place = problem.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)


def summary_of(process: Process) -> dict[str, Any]:
    """How much there is: states, transitions, and how the articles are enforced.

    An article is mapped if an element cites it or one of its clauses; enforced as its own sentence says, else
    if it is mapped.
    """
    cited = {citation for element in elements_of(process) for citation in element.origin.articles}
    articles = list(process.articles.values())
    mapped = [a for a in articles if any(clause.id in cited for clause in _clauses(a))]
    declared = [a for a in articles if a.own.enforced == "declared"]
    external = [a for a in articles if a.own.enforced == "external"]
    return {
        "states": len(process.states),
        "transitions": len(process.steps),
        "articles": {
            "total": len(articles),
            "mapped": len(mapped),
            "enforced": sum(a.own.enforced is None for a in mapped),
            "declared": len(declared),
            "external": len(external),
        },
    }


def _clauses(article: Article) -> tuple[Clause, ...]:
    return (article.own, *article.clauses)


class _Callable(ModuleType):
    """`from banfa import check` gives this room, which is called like the function (DESIGN)."""

    def __call__(self, path: str | Path) -> Report:
        return check_process(path)


sys.modules[__name__].__class__ = _Callable
