"""Ids as people read them: the titles of a process, and of the units of an organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from banfa.cli.session import both, current
from banfa.language.citations import cited
from banfa.language.process import Process
from banfa.people import Organisation


class Names:
    """The names of one process in the language of the run; without an organisation units go by their ids."""

    def __init__(self, process: Process, org: Organisation | None = None) -> None:
        self.process = process
        self.org = org

    def regulation(self) -> str:
        """The title of the process itself."""
        return self._title("title", self.process.title, self.process.id)

    def step(self, step: str | None) -> str:
        """A transition's title."""
        found = self.process.steps.get(step or "")
        return self._title(f"transitions.{step}.title", found.title if found else "", step or "")

    def state(self, state: str) -> str:
        """A state's title."""
        found = self.process.states.get(state)
        return self._title(f"states.{state}.title", found.title if found else "", state)

    def role(self, role: str) -> str:
        """A role's title."""
        found = self.process.roles.get(role)
        return self._title(f"roles.{role}.title", found.title if found else "", role)

    def duty(self, duty: str) -> str:
        """A duty's title."""
        found = self.process.duties.get(duty)
        return self._title(f"duties.{duty}.title", found.title if found else "", duty)

    def field(self, name: str) -> str:
        """The title of a field, or of a role that a step appoints."""
        found = self.process.fields.get(name)
        return self._title(f"fields.{name}.title", found.title, name) if found else self.role(name)

    def document(self, document: str) -> str:
        """A document's title."""
        found = self.process.documents.get(document)
        return self._title(f"documents.{document}.title", found.title if found else "", document)

    def copy(self, document: str, copy: str) -> str:
        """A copy with its title: 2 通知."""
        found = self.process.documents.get(document)
        known = found.copies.get(copy) if found and not found.single else None
        title = self._title(f"documents.{document}.copies.{copy}.title", known.title, "") if known else ""
        return f"{copy} {title}".strip() if known else "" if found and found.single else copy

    def unit(self, unit: str | None) -> str:
        """A unit's title, or its id."""
        found = self.org.units.get(unit or "") if self.org else None
        return (found.title if found and found.title else unit) or both("尚未确定", "nobody yet")

    def party(self, party: str | None) -> str:
        """Who holds papers: 受理部门(一车间)."""
        if not party:
            return ""
        role, _, unit = party.partition(":")
        return self.role(role) if unit == "*" else self.in_brackets(self.role(role), self.unit(unit))

    def acting(self, person: str, role: str, party: str) -> str:
        """Who acted, for which unit, as what: prod.lead（一车间 受理部门主管）."""
        unit = party.partition(":")[2]
        return self.in_brackets(
            person, self.role(role) if unit == "*" else f"{self.unit(unit)} {self.role(role)}"
        )

    def waiting(self, role: str, unit: str | None) -> str:
        """A role that the case waits for."""
        return self.party(f"{role}:{unit}") if unit else self.in_brackets(self.role(role), self.unit(None))

    def in_brackets(self, name: str, more: str) -> str:
        """A name with something in brackets behind it."""
        return both(f"{name}（{more}）", f"{name} ({more})")

    def list(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return both("、", ", ").join(names)

    def articles(self, articles: Iterable[str]) -> str:
        """Citations: 第2条、第8条②."""
        return cited(articles, current.lang)

    def cited(self, articles: Iterable[str]) -> str:
        """Citations in brackets, behind what they are the basis of: 〔第2条、第8条②〕, or nothing."""
        found = self.articles(articles)
        return both(f"〔{found}〕", f" ({found})") if found else ""

    def value(self, name: str, value: Any) -> str:
        """A value as JSON shows it, for people: members of enums by their titles."""
        if isinstance(value, list | tuple):
            return self.list(self.value(name, item) for item in value) or both("（无）", "(none)")
        if isinstance(value, dict):
            return self.list(f"{key}: {item}" for key, item in value.items())
        if isinstance(value, bool):
            return both("是", "yes") if value else both("否", "no")
        field = self.process.fields.get(name)
        if field is not None and field.type.kind == "money":
            return f"{value} {field.type.currency}"
        if field is None:
            return self.unit(str(value))
        return self._member(field.type.of, str(value)) if field.type.of else str(value)

    def members(self, enum: str) -> tuple[tuple[str, str], ...]:
        """The values of an enum with their titles, in the order in which the definition writes them."""
        values = self.process.enums[enum].values
        return tuple((value, self._member(enum, value)) for value in sorted(values, key=self._written(enum)))

    def _written(self, enum: str) -> Callable[[str], tuple[int, int]]:
        def place(value: str) -> tuple[int, int]:
            found = self.process.places.get(f"enums.{enum}.values.{value}")
            return (found.line, found.column) if found else (0, 0)

        return place

    def _member(self, enum: str, value: str) -> str:
        if enum not in self.process.enums:
            return {"unit": self.unit, "role": self.role}.get(enum, str)(value)
        found = self.process.enums[enum].values.get(value)
        return self._title(f"enums.{enum}.values.{value}.title", found.title if found else "", value)

    def _title(self, key: str, chinese: str, plain: str) -> str:
        title = chinese or plain
        return title if current.lang == "zh" else self.process.english(key, plain or title)
