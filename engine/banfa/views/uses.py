"""Which element uses which: the edges that no single file of a definition shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

from banfa.language.expressions import Computation, Condition, Expr
from banfa.language.expressions import syntax as x
from banfa.language.process import Demand, Document, Process, Step, Table
from banfa.views.words import SECTIONS

Name: TypeAlias = tuple[str, str]
"""A section of the definition and an id in it."""


class Uses:
    """Who uses whom in one process."""

    def __init__(self, process: Process) -> None:
        self.process = process

    def by(self, thing: Name) -> tuple[Name, ...]:
        """Return what uses a thing itself."""
        return tuple(user for user, used in self._used.items() if thing in used and user != thing)

    def touched(self, thing: Name) -> tuple[Name, ...]:
        """Return everything that an edit of a thing may change, through whatever lies between.

        A step is an end of the way: that its fields are used elsewhere does not carry the edit on.
        """
        found: dict[Name, None] = {}
        waiting = [thing]
        while waiting:
            for user in self.by(waiting.pop()):
                if user not in found:
                    found[user] = None
                    waiting += [user] if user[0] not in ("transitions", "roles", "states") else []
        return tuple(found)

    def articles(self, thing: Name) -> tuple[str, ...]:
        """Return what an element cites."""
        element = getattr(self.process, SECTIONS[thing[0]]).get(thing[1])
        origin = getattr(element, "origin", None)
        return origin.articles if origin is not None else ()

    @cached_property
    def _used(self) -> dict[Name, frozenset[Name]]:
        return {
            (section, name): frozenset(self._of(section, thing))
            for section, attribute in SECTIONS.items()
            for name, thing in getattr(self.process, attribute).items()
        }

    def _of(self, section: str, thing: Any) -> Iterator[Name]:
        if isinstance(thing, Step):
            yield from self._step(thing)
        elif isinstance(thing, Table):
            yield from self._table(thing)
        elif isinstance(thing, Document):
            fields = [f for part in thing.parts.values() for f in part.all] + [thing.each or ""]
            yield from (("fields", f) for f in fields if f)
        elif section == "guards":
            yield from self._expression(thing.condition.expr)
        elif section == "properties" or section == "duties":
            yield from self._said(thing.says)
        else:
            yield from self._plain(section, thing)

    def _plain(self, section: str, thing: Any) -> Iterator[Name]:
        if section == "roles":
            yield from (
                ("roles", r)
                for r in (thing.scope, thing.acts_for, *thing.recorded_by)
                if r in self.process.roles
            )
        elif section == "fields":
            yield from self._field(thing)
        elif section == "sets":
            yield ("enums", thing.of)
            yield from (("states", state) for state in thing.members if thing.of == "state")
        elif section == "separation":
            yield from (("transitions", step) for step in thing.steps)
            yield from (("roles", role) for role in thing.waived_by)
        elif section == "states":
            yield from (("roles", role) for role in (thing.rounds.tell if thing.rounds is not None else ()))
            yield from self._said(thing.several)

    def _field(self, field: Any) -> Iterator[Name]:
        if field.type.of in self.process.enums:
            yield ("enums", field.type.of)
        if field.source is not None and field.source != "case.number":
            yield ("transitions", field.source.removesuffix(".happened"))
        yield from (("roles", role) for role in field.seen_by)

    def _step(self, step: Step) -> Iterator[Name]:
        states = [*step.sources, *step.back_to, *([step.to] if step.to else [])]
        yield from (("states", state) for state in states)
        yield from self._named_set(step.sources, "state")
        yield from (("roles", role) for role in (*step.by, *step.appoint))
        yield from (("tables", t) for t in (*step.decide, step.by_table, step.to_table) if t)
        yield from (
            ("fields", f) for f in (*step.optional, *step.set, *step.decide) if f in self.process.fields
        )
        for section, demands in (
            ("guards", step.when),
            ("fields", step.input),
            ("references", step.uses),
            ("roles", step.tell),
        ):
            yield from self._demands(section, demands)
        for computation in step.set.values():
            yield from self._expression(computation.expr)
        yield from self._papers(step)
        yield from self._said(step.several)

    def _demands(self, section: str, demands: Iterable[Demand]) -> Iterator[Name]:
        for demand in demands:
            yield (section, demand.name)
            if demand.only_if is not None:
                yield from self._expression(demand.only_if.expr)

    def _papers(self, step: Step) -> Iterator[Name]:
        for document in (*step.issue, *step.complete, *step.void, *step.recall):
            yield ("documents", document)
        for sends in (step.send, step.send_if_held):
            for document, to in sends.items():
                yield ("documents", document)
                yield from (("roles", role) for role in to)

    def _table(self, table: Table) -> Iterator[Name]:
        for row in table.rows:
            yield from self._expression(row.condition.expr)
        if table.ask is not None:
            yield ("transitions", table.ask)
        if table.type.of in self.process.enums:
            yield ("enums", str(table.type.of))
        for answer in [row.then for row in table.rows] + [table.otherwise]:
            for one in answer if isinstance(answer, tuple) else (answer,):
                yield from self._word(one, ("roles", "states"))

    def _said(self, said: Any) -> Iterator[Name]:
        """Everything named in the keys of a property, a duty, or what is carried and not run yet."""
        if isinstance(said, Condition | Computation):
            yield from self._expression(said.expr)
        elif isinstance(said, dict):
            for value in said.values():
                yield from self._said(value)
        elif isinstance(said, list | tuple):
            if said and all(isinstance(one, str) for one in said):
                yield from self._named_set(tuple(said), "state")
            for value in said:
                yield from self._said(value)
        else:
            yield from self._word(said, ("states", "transitions", "roles", "documents"))

    def _word(self, word: Any, sections: tuple[str, ...]) -> Iterator[Name]:
        for section in sections:
            if isinstance(word, str) and word in getattr(self.process, SECTIONS[section]):
                yield (section, word)

    # ---- expressions: named sets and conditions are inlined there, and found again by what they say

    def _expression(self, expr: Expr) -> Iterator[Name]:
        for node in x.walk(expr):
            yield from self._node(node)
            yield from (("guards", name) for name in self._conditions.get(node, ()))

    def _node(self, node: Expr) -> Iterator[Name]:
        if isinstance(node, x.Case | x.Before | x.Has | x.Given | x.SetCell):
            yield ("fields" if node.name in self.process.fields else "roles", node.name)
        if isinstance(node, x.SetCell) and node.name in self.process.fields:
            yield from self._named_set(node.members, str(self.process.fields[node.name].type.of))
        elif isinstance(node, x.Items):
            values = tuple(sorted(str(item.value) for item in node.items if isinstance(item, x.Lit)))
            yield from self._named_set(values, None)
        elif isinstance(node, x.Lit) and node.kind == "role":
            yield ("roles", str(node.value))
        yield from _standing(node)

    def _named_set(self, members: tuple[Any, ...], of: str | None) -> Iterator[Name]:
        for named in self.process.sets.values():
            if len(members) > 1 and named.members == tuple(sorted(members)) and of in (None, named.of):
                yield ("sets", named.id)

    @cached_property
    def _conditions(self) -> dict[Expr, list[str]]:
        """The guards by what they say: one that is used within another, or behind `only_if`."""
        found: dict[Expr, list[str]] = {}
        for guard in self.process.guards.values():
            if guard.refuse is None and guard.warn is None:
                found.setdefault(guard.condition.expr, []).append(guard.id)
        if not found:
            return {}
        return found


def _standing(node: Expr) -> Iterator[Name]:
    if isinstance(node, x.Rounds | x.At):
        yield ("states", node.state)
    elif isinstance(node, x.Done | x.Ever):
        yield ("transitions", node.step)
    elif isinstance(node, x.Holder):
        yield ("documents", node.document)
    elif isinstance(node, x.Passed | x.Owed):
        yield ("duties", node.duty)
