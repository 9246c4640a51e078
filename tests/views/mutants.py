"""Every way in which one thing of a resolved definition can be another, made by walking its dataclasses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from banfa.language.expressions import Computation, Condition, Expr
from banfa.language.process import Demand, Document, Origin, Process, Role
from banfa.language.terms import DayOfMonth, Term
from banfa.language.turns import Turn

SECTIONS = (
    "articles",
    "roles",
    "references",
    "enums",
    "sets",
    "fields",
    "documents",
    "states",
    "steps",
    "guards",
    "tables",
    "separations",
    "properties",
    "duties",
)
HEAD = ("title", "version", "effective", "time_zone", "calendar", "source_sha256", "numbering", "language")


class Mutant(NamedTuple):
    """A process of which one thing is changed, and where."""

    where: str
    process: Process


def mutants(process: Process) -> Iterator[Mutant]:
    """Yield the process with each single thing changed, one at a time."""
    for name in HEAD:
        for where, changed in _changed(getattr(process, name)):
            yield Mutant(f"{name}{where}", replace(process, **{name: changed}))
    for section in SECTIONS:
        found = getattr(process, section)
        for name, element in found.items():
            yield Mutant(f"{section}.{name} gone", replace(process, **{section: _without(found, name)}))
            for where, changed in _changed(element):
                made = replace(process, **{section: {**found, name: changed}})
                yield Mutant(f"{section}.{name}{where}", made)


def _without(found: Mapping[Any, Any], name: Any) -> dict[Any, Any]:
    return {key: value for key, value in found.items() if key != name}


_FOLLOWS = frozenset(
    (
        ("Demand", "condition"),
        ("FieldType", "members"),
        ("FieldType", "open"),
        ("Lit", "kind"),
        ("Property", "form"),
        ("State", "within"),
        ("Step", "kind"),
        ("Table", "reads"),
        ("Table", "type"),
    )
)
"""What follows from other parts of the definition, or cannot be another by itself."""
_OTHERS = {
    "enforced": ("declared", "external"),
    "kind": ("text", "int"),
    "op": ("==", "!=", "<", "<=", ">", ">="),
    "hit": ("unique", "first", "collect"),
    "end": ("resting", "final"),
}
"""Words of the language that stand for one another."""
_KEYS = frozenset(("id", "number"))
"""What an element is found by: it stands in the map above as well."""


def _changed(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Condition | Computation):
        yield from ((where, _of_expr(value, expr)) for where, expr in _changed(value.expr))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _changed_record(value)
    elif isinstance(value, Mapping):
        for key in value:
            yield f".{key} gone", _without(value, key)
            if value[key] is True and key in ("keeps", "auto"):
                continue  # what is not so is not written
            yield from ((f".{key}{where}", {**value, key: one}) for where, one in _changed(value[key]))
    elif isinstance(value, Turn):
        yield ".day", value._replace(day=value.day + 1)
    elif isinstance(value, tuple):
        yield from _changed_tuple(value)
    elif isinstance(value, bool):
        yield " flipped", not value
    elif isinstance(value, int):
        yield " more", value + 1
    elif isinstance(value, str):
        yield " another", value + "z"


def _of_expr(value: Any, expr: Expr) -> Any:
    """The same condition with another expression; only read, never asked."""
    made = object.__new__(type(value))
    for slot in type(value).__slots__:
        setattr(made, slot, getattr(value, slot))
    made.expr = expr
    return made


def _changed_record(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Term):
        yield ".number", Term(value.number + 1, value.unit)
        return
    if isinstance(value, DayOfMonth):
        yield ".day", DayOfMonth(value.day % 28 + 1)
        return
    for field in fields(value):
        found = getattr(value, field.name)
        if field.name == "says" and not isinstance(found, str):
            yield from (
                (f".says{where}", replace(value, says=one))
                for where, one in _changed(found)
                if " gone" not in where
            )
            continue
        if field.name in _KEYS and not isinstance(value, Expr):
            continue
        if (type(value).__name__, field.name) in _FOLLOWS:
            continue
        if isinstance(value, Demand) and field.name == "negated" and value.condition is None:
            continue  # only a guard can be unless
        if isinstance(value, Role) and field.name == "scope" and value.outside:
            continue  # nobody asks in which unit a customer is
        if isinstance(value, Document) and field.name == "copies" and value.single:
            continue  # the one paper has no copies of its own
        if field.name in _OTHERS:
            yield from (
                (f".{field.name} {one}", replace(value, **{field.name: one}))
                for one in _others(field.name, found)
            )
            continue
        if isinstance(value, Origin) and field.name == "at":
            continue  # it is whose origin this is
        if isinstance(value, Origin) and field.name != "articles":
            yield from (
                (f".{field.name}{where}", replace(value, **{field.name: one}))
                for where, one in _reasons(found)
            )
            continue
        yield from (
            (f".{field.name}{where}", replace(value, **{field.name: one})) for where, one in _changed(found)
        )


def _others(name: str, found: str | None) -> Iterator[str]:
    known = _OTHERS[name] if name != "op" or found in _OTHERS[name] else ("+", "-", "*", "/", "%")
    yield from (other for other in known if other != found)


def _reasons(found: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    for part, reason in found.items():
        yield f".{part} gone", _without(found, part)
        yield f".{part} another", {**found, part: reason + "z"}


def _changed_tuple(value: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for number, item in enumerate(value):
        if not (len(value) == 2 and is_dataclass(value[1])):  # the name and the type of a column
            yield f"[{number}] gone", value[:number] + value[number + 1 :]
        for where, one in _changed(item):
            yield f"[{number}]{where}", (*value[:number], one, *value[number + 1 :])
