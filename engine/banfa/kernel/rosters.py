"""Whom a state asks: rosters resolved when it is entered, or when somebody is added (SEMANTICS 11.1, R46)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from banfa.kernel.command import Member
from banfa.kernel.facts import Facts
from banfa.kernel.program import Program
from banfa.kernel.rounds import Asked
from banfa.kernel.scratch import Scratch
from banfa.kernel.tables import ask_table
from banfa.language.process import HOLDERS


class Roster:
    """A roster in the making; what is missing or fails is gathered beside it."""

    def __init__(
        self,
        program: Program,
        scratch: Scratch,
        facts: Facts,
        members: Mapping[str, tuple[Member, ...]],
        who: str | None,
    ) -> None:
        self.program = program
        self.scratch = scratch
        self.facts = facts
        self.members = members
        self.who = who
        self.asked: dict[str, Asked] = {}
        self.absent: list[str] = []  # fields that might have named somebody
        self.lacks: list[tuple[str, Any]] = []  # (table, minimal sets of what it lacks)
        self.faults: list[str] = []  # built-in ids

    def ask(self, names: Iterable[str]) -> None:
        """Add everybody whom these names mean, in their order; nobody is asked twice."""
        process = self.program.process
        for name in names:
            if name.startswith(HOLDERS):
                self.holders(name.removeprefix(HOLDERS).removesuffix(")"))
            elif name in process.roles:
                self.role(name)
            elif name in process.tables:
                self.table(name)
            elif name in process.fields:
                self.field(name)
            else:
                self.listed(process.sets[name].of, process.sets[name].members)

    def holders(self, role: str) -> None:
        """Every person who holds a role, as it is bound in the case."""
        unit = self.scratch.binding(role)
        for member in sorted(self.members.get(role, ()), key=lambda member: member.person):
            if member.unit == unit or (isinstance(unit, tuple) and member.unit in unit):
                self.add(f"{role}@{member.person}", member.kinds)

    def role(self, role: str) -> None:
        """The party that a role is, or the parties of one of several units."""
        unit = self.scratch.binding(role)
        if unit is None:
            self.faults.append(f"banfa.unbound.{role}")
        for one in unit if isinstance(unit, tuple) else (unit,):
            if one is not None:
                self.add(f"{self.program.holders[role]}:{one}")

    def table(self, name: str) -> None:
        """What a table answers now."""
        table = self.program.process.tables[name]
        answer = ask_table(table, self.facts)
        if answer.lacks is not None:
            self.lacks.append((name, answer.lacks))
        elif answer.fault is not None:
            self.faults.append(f"banfa.table.{name}")
        elif answer.value is None:
            self.absent.append(name)
        else:
            self.listed(table.type.of if table.type.kind == "set" else table.type.kind, answer.value)

    def field(self, name: str) -> None:
        """The members of a set, or the keys of a list."""
        value = self.facts.case.get(name)
        t = self.program.process.fields[name].type
        if value is None:
            self.absent.append(name)
        elif t.kind == "list":
            key = dict(t.record)[t.key or ""]
            self.listed(key.kind, [line[t.key] for line in value])  # type: ignore[union-attr, index]
        else:
            self.listed(t.of if t.kind == "set" else t.kind, value)

    def listed(self, of: str | None, value: Any) -> None:
        """Roles, units or persons."""
        for one in value if isinstance(value, tuple | list) else (value,):
            if of == "role":
                self.role(one)
            elif of == "person":
                self.add(f"{self.who or '*'}@{one}", self.kinds(one))
            else:
                holder = self.program.holders[self.who] if self.who else "*"
                self.add(f"{holder}:{one}")

    def kinds(self, person: str) -> tuple[str, ...]:
        """The kinds of member that a person is, if it holds a role that is asked about."""
        return next((m.kinds for members in self.members.values() for m in members if m.person == person), ())

    def add(self, who: str, kinds: tuple[str, ...] = ()) -> None:
        """One more, unless it is asked already."""
        self.asked.setdefault(who, Asked(who, tuple(sorted(kinds))))
