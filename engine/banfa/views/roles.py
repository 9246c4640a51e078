"""What a role must do, may do, holds, waits for: worked out from the process, for one role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from banfa.language.process import ALL, OWN, Process, Step
from banfa.views.flow import Flow


class Held(NamedTuple):
    """A copy in the hands of a role: by which steps it comes and goes. `own` at the steps that issue it."""

    document: str
    copy: str
    comes: tuple[str, ...]
    goes: tuple[tuple[str, str], ...]  # step, receiving role; "" where it is voided


@dataclass(frozen=True)
class Part:
    """The part that a role plays in a process."""

    process: Process
    role: str
    flow: Flow

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that the role may take, or records for an outside role, as a case meets them."""
        roles = {self.role, *(r.id for r in self.process.roles.values() if self.role in r.recorded_by)}
        every = (self.process.steps[name] for name in self.flow.steps)
        return tuple(step for step in every if roles & {*step.by, *self._by_table(step)})

    def _by_table(self, step: Step) -> set[str]:
        table = self.process.tables.get(step.by_table or "")
        answers = [row.then for row in table.rows] + [table.otherwise] if table is not None else []
        return {
            str(role) for answer in answers for role in (answer if isinstance(answer, tuple) else (answer,))
        }

    @cached_property
    def awaited_at(self) -> tuple[str, ...]:
        """The states in which a case waits for the role."""
        return tuple(state for state in self.flow.states if self.role in self.flow.awaited(state))

    def due_at(self, state: str) -> tuple[Step, ...]:
        """What the role owes in a state: the steps that the case waits for."""
        return tuple(step for step in self.flow.awaited_steps(state) if step in self.steps)

    def returns_at(self, state: str) -> tuple[Step, ...]:
        """The ways back that the role has in a state, instead."""
        return tuple(step for step in self.flow.taken_at(state, "back") if step in self.steps)

    @cached_property
    def may(self) -> tuple[Step, ...]:
        """The steps that the role may take and no case waits for."""
        owed = {s.id for state in self.awaited_at for s in (*self.due_at(state), *self.returns_at(state))}
        return tuple(step for step in self.steps if step.id not in owed)

    # ---- papers

    @property
    def party(self) -> str:
        """The role whose papers it holds."""
        return self.process.roles[self.role].holder

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every copy that comes into its hands and does not leave them in the same step."""
        found = (
            self._held(document.id, copy)
            for document in self.process.documents.values()
            for copy in (tuple(document.copies) or ("",))
        )
        return tuple(held for held in found if held.comes)

    def _held(self, document: str, copy: str) -> Held:
        comes, goes = [], []
        for name in self.flow.steps:
            step = self.process.steps[name]
            mine = any(self._is_mine(role) for role in step.by)
            sent = list(_receivers(step, document, copy))
            issued = mine and document in step.issue
            if any(self._is_mine(role) for role in sent) or (
                issued and not sent and not _void(step, document, copy)
            ):
                comes.append(name)
            elif mine and not issued:
                goes += [(name, role) for role in sent]
            if mine and not issued and _void(step, document, copy):
                goes.append((name, ""))
        return Held(document, copy, tuple(comes), tuple(goes))

    def _is_mine(self, role: str) -> bool:
        known = self.process.roles.get(role)
        return known is not None and known.holder == self.party

    # ---- others

    @cached_property
    def handed_on(self) -> tuple[tuple[Step, str], ...]:
        """The steps after which a case waits for others, with the state it then stands in."""
        found = []
        for step in self.steps:
            for state in (step.to,) if step.to is not None else step.back_to:
                if self.flow.awaited(state) and self.role not in self.flow.awaited(state):
                    found.append((step, state))
        return tuple(found)

    @cached_property
    def told_by(self) -> tuple[tuple[Step, bool], ...]:
        """The steps that the role is told of, and whether only if a condition holds or it is awaited."""
        found = []
        for name in self.flow.steps:
            step = self.process.steps[name]
            always = [d for d in step.tell if d.name == self.role]
            waiting = (
                [d for d in step.tell if d.name == "waiting"]
                if set(step.sources) & set(self.awaited_at)
                else []
            )
            if always or waiting:
                found.append((step, not always or always[0].only_if is not None))
        return tuple(found)


def _receivers(step: Step, document: str, copy: str) -> Iterator[str]:
    for sends in (step.send, step.send_if_held):
        for role, copies in sorted(sends.get(document, {}).items()):
            if copy in copies or copies in ((ALL,), (OWN,)):
                yield role


def _void(step: Step, document: str, copy: str) -> bool:
    copies: Mapping[str, tuple[str, ...]] = step.void
    return copy in copies.get(document, ()) or copies.get(document) == (ALL,)
