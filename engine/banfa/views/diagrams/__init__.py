"""Diagrams of a process: its stages, the path of a case through them, and the ways of its papers."""

from __future__ import annotations

from banfa.language.process import Process
from banfa.views.diagrams.diagram import Diagram
from banfa.views.diagrams.layout import NoLayout
from banfa.views.diagrams.papers import papers_of
from banfa.views.diagrams.path import CaseSeen, HistorySeen, path_of
from banfa.views.diagrams.png import NoPicture
from banfa.views.diagrams.stages import map_of

__all__ = ["Diagram", "NoLayout", "NoPicture", "paper_routes", "stage_map"]


def stage_map(
    process: Process, lang: str = "zh", case: CaseSeen | None = None, history: HistorySeen | None = None
) -> Diagram:
    """Return every state and step of a process, states grouped by route.

    With a case (the kernel's, or the engine's `show`) it marks where it stands; with its `history` (events,
    or the engine's `history`) the path it took, numbered.
    """
    name = None
    if case is not None:
        said = case.get("number") or case.get("case") if isinstance(case, dict) else case.number or case.id  # type: ignore[union-attr]
        name = str(said)
    return Diagram(map_of(process, lang, path_of(process, case, history), name))


def paper_routes(process: Process, document: str, lang: str = "zh") -> Diagram:
    """Return which step takes which copies of a document from whom to whom.

    Raises KeyError for a document that the process does not have.
    """
    return Diagram(papers_of(process, process.documents[document], lang))
