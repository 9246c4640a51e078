"""Roles by SEMANTICS 6.4: whom a role denotes, and which party holds its papers."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Grant(NamedTuple):
    """A role that somebody holds, as the commands carry it."""

    role: str
    unit: str
    for_whom: str | None


class Roles:
    """The roles of one definition."""

    def __init__(self, roles: Mapping[str, Mapping[str, Any]]) -> None:
        self.roles = roles

    def holder(self, role: str) -> str:
        acts_for = self.roles[role]["acts_for"]
        return self.holder(acts_for) if acts_for else role

    def party(self, role: str, unit: str) -> str:
        return f"{self.holder(role)}:{unit}"

    def root(self, role: str) -> str:
        """Where the scope leads: company, unit or case."""
        if self.roles[role]["outside"]:
            return "company"
        scope = self.roles[self.holder(role)]["scope"]
        return scope if scope in ("company", "unit", "case") else self.root(scope)

    def binding(self, role: str, home: str | None, units: Mapping[str, Any]) -> frozenset[str]:
        """The units that a role denotes; none where nobody is appointed."""
        role = self.holder(role)
        scope = self.roles[role]["scope"]
        if self.roles[role]["outside"] or scope == "company":
            return frozenset("*")
        if scope == "unit":
            return frozenset([home] if home else [])
        if scope != "case":
            return self.binding(scope, home, units)
        appointed = units.get(role, ())
        return frozenset([appointed] if isinstance(appointed, str) else appointed)
