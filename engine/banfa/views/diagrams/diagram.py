"""A diagram: one picture that can be had as SVG, Mermaid, PNG or DOT."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from banfa.views.diagrams.dot import graph
from banfa.views.diagrams.mermaid import mermaid_of
from banfa.views.diagrams.picture import Picture
from banfa.views.diagrams.png import png_of
from banfa.views.diagrams.svg import svg_of


class Diagram:
    """One picture. SVG and PNG need Graphviz, PNG a renderer and a font too; Mermaid and DOT need nothing."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture

    def svg(self) -> str:
        """Return one SVG document, for light pages and dark ones. NoLayout if it cannot be laid out here."""
        return self._svg

    def mermaid(self) -> str:
        """Return a Mermaid flowchart."""
        return mermaid_of(self.picture)

    def dot(self) -> str:
        """Return a Graphviz graph."""
        return graph(self.picture)

    def png(self, font: str | Path | None = None) -> bytes:
        """Return a PNG set in `font` (a file; see `png_of`). NoLayout or NoPicture if it cannot be made."""
        return png_of(svg_of(self.picture, dark=False), font)

    @cached_property
    def _svg(self) -> str:
        return svg_of(self.picture)
