"""The case as a step would leave it, apart from the papers: what papers are judged on (SEMANTICS 6.4g)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banfa.kernel.case import Layer
from banfa.kernel.program import Program, Unit
from banfa.language.process import COMPANY


class Scratch:
    """After the undoing and with everything the step writes. `layers`: those that still stand."""

    __slots__ = ("data", "home", "layers", "program", "undone", "writes")

    def __init__(
        self,
        program: Program,
        layers: tuple[Layer, ...],
        home: str | None,
        writes: Mapping[str, Any],
        data: Mapping[str, Any],
        undone: frozenset[tuple[str, int]],
    ) -> None:
        self.program = program
        self.layers = layers
        self.home = home
        self.writes = writes
        self.data = data
        self.undone = undone

    def value(self, field: str) -> Any:
        """A field's value as it would stand; None if it would be absent."""
        if field in self.writes:
            return self.writes[field]
        found: tuple[int, Any] | None = None
        for layer in self.layers:
            other = layer.values.get(field)
            if other is not None and (found is None or found[0] < other[0]):
                found = other
        return found[1] if found is not None else None

    def binding(self, role: str) -> Unit:
        """What a role would be bound to."""
        scope = self.program.scopes[role]
        if scope == "company":
            return COMPANY
        if scope == "unit":
            return self.home
        if scope in self.data:
            return self.data[scope]  # type: ignore[no-any-return]
        found: tuple[int, Unit] | None = None
        for layer in self.layers:
            other = layer.units.get(scope)
            if other is not None and (found is None or found[0] < other[0]):
                found = other
        return found[1] if found is not None else None

    def party(self, role: str) -> str | None:
        """The party a role would be; None if nobody, or several."""
        unit = self.binding(role)
        return f"{self.program.holders[role]}:{unit}" if isinstance(unit, str) else None

    def seal(self, key: tuple[str, int, str]) -> int | None:
        """The revision that a part of a set is sealed with, if it still is."""
        found: tuple[int, int] | None = None
        for layer in self.layers:
            other = layer.seals.get(key)
            if other is not None and (found is None or found[0] < other[0]):
                found = other
        return found[1] if found is not None else None
