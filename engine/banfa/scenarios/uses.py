"""Which fields, values and references an element uses: takes, computes, reads, shows or applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from banfa.language.expressions import Condition
from banfa.language.expressions.syntax import Before, Case, Expr, Given, Has, Lit, SetCell, walk
from banfa.language.process import (
    Document,
    Enum,
    Field,
    Guard,
    NamedSet,
    Part,
    Process,
    Property,
    Role,
    Row,
    Step,
    Table,
)
from banfa.scenarios.elements import Element


class Declared(NamedTuple):
    """What a process and its parts declare, together."""

    roles: Mapping[str, Role]
    fields: Mapping[str, Field]
    enums: Mapping[str, Enum]
    documents: Mapping[str, Document]
    tables: Mapping[str, Table]
    steps: Mapping[str, Step]


def declared_by(process: Process) -> Declared:
    """Return what a process and its parts declare; where both do, the process comes first."""
    family = (*process.parts.values(), process)
    return Declared(
        *({k: v for p in family for k, v in getattr(p, name).items()} for name in Declared._fields)
    )


def uses_field(declared: Declared, elements: Iterable[Element], field: str) -> bool:
    """True if a step takes or computes the field, a rule reads it, or a part shows it."""
    return any(field in fields_of(declared, element) for element in elements)


def uses_value(declared: Declared, elements: Iterable[Element], value: str) -> bool:
    """True if a set, rule or row speaks of the value (`ENUM.VALUE`, or `VALUE` where only one enum has it).

    Where no rule among the elements speaks of any value of the enum, it is enough that one uses a field that
    can have it.
    """
    citing = tuple(elements)
    if any(speaks_of(declared, element, value) for element in citing):
        return True
    enums, _ = _enums_of(declared, value)
    others = [f"{enum}.{other}" for enum in enums for other in declared.enums[enum].values]
    rules = [element for element in citing if isinstance(element.thing, Guard | Row)]
    if any(speaks_of(declared, rule, other) for rule in rules for other in others):
        return False
    fields = {field.id for field in declared.fields.values() if field.type.of in enums}
    return any(fields & fields_of(declared, element) for element in citing)


def uses_reference(elements: Iterable[Element], reference: str) -> bool:
    """True if a step applies the outside rule."""
    steps = [element.thing for element in elements if isinstance(element.thing, Step)]
    return any(item.name == reference for step in steps for item in step.uses)


def speaks_of(declared: Declared, element: Element, value: str) -> bool:
    """True if a set, a row or a condition has the value (`ENUM.VALUE` or `VALUE`) in it."""
    enums, member = _enums_of(declared, value)
    thing = element.thing
    if isinstance(thing, NamedSet):
        return thing.of in enums and member in thing.members
    if isinstance(thing, Row) and thing.then == member:
        return True
    return any(_has(declared, node, enums, member) for node in _nodes(thing))


def fields_of(declared: Declared, element: Element) -> set[str]:
    """Return the fields that a step takes, computes or writes, a rule reads, or a completed part shows."""
    thing = element.thing
    found = {node.name for node in _nodes(thing) if isinstance(node, Case | Before | Given | Has | SetCell)}
    if isinstance(thing, Step):
        found |= {item.name for item in thing.input} | {*thing.optional, *thing.set, *thing.decide}
        found |= {field for part in _completed_by(declared, thing) for field in part.all}
        found |= {f.id for f in declared.fields.values() if f.source == f"{thing.id}.happened"}
    if isinstance(thing, Part) and any(thing in _completed_by(declared, s) for s in declared.steps.values()):
        found |= set(thing.all)  # until a step completes it, a part is a mere definition
    return found


def _completed_by(declared: Declared, step: Step) -> list[Part]:
    return [declared.documents[d].parts[part] for d, parts in step.complete.items() for part in parts]


def _enums_of(declared: Declared, value: str) -> tuple[set[str], str]:
    enum, _, member = value.rpartition(".")
    return {e.id for e in declared.enums.values() if member in e.values and enum in ("", e.id)}, member


def _has(declared: Declared, node: Expr, enums: set[str], member: str) -> bool:
    if isinstance(node, SetCell):
        return declared.fields[node.name].type.of in enums and member in node.members
    return isinstance(node, Lit) and node.kind in {f"enum:{e}" for e in enums} and node.value == member


def _nodes(thing: object) -> Iterator[Expr]:
    """Every node of the expressions of a guard, a row, a property or a step."""
    if isinstance(thing, Guard | Row):
        yield from walk(thing.condition.expr)
    elif isinstance(thing, Property):
        for said in thing.says.values():
            yield from walk(said.expr) if isinstance(said, Condition) else ()
    elif isinstance(thing, Step):
        items = (*thing.when, *thing.input, *thing.uses, *thing.tell)
        conditions = [c.expr for item in items for c in (item.condition, item.only_if) if c is not None]
        for expr in (*conditions, *(rule.expr for rule in thing.set.values())):
            yield from walk(expr)
