"""The identity of a definition (SEMANTICS 14): canonical JSON of all that decides, and its hashes.

The bytes are RFC 8785: sorted keys, no white space; our values have no floats, so orjson's sorted keys give
the same. Everything is explicit; lists whose order means nothing are sorted; rows, copies and `when` keep
theirs. Titles, reasons, texts of refusals and translations stay outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import orjson

from banfa.language.expressions import Condition
from banfa.language.process import (
    Article,
    Clause,
    Demand,
    Document,
    Duty,
    Enum,
    Field,
    Guard,
    NamedSet,
    Origin,
    Process,
    Property,
    Reference,
    Role,
    Separation,
    State,
    Step,
    Table,
)
from banfa.language.values import FieldType

FORMAT = 1


def canonical_bytes(value: Any) -> bytes:
    """Return the canonical bytes of plain data without floats."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(data: bytes) -> str:
    """Return the sha256 in hexadecimal."""
    return sha256(data).hexdigest()


def canonical(process: Process) -> dict[str, Any]:
    """Return all that decides in a process as plain data; `meaning` hashes its canonical bytes."""
    return {
        "banfa": FORMAT,
        "process": process.id,
        "part_of": process.part_of,
        "time_zone": process.time_zone,
        "calendar": process.calendar,
        "numbering": _numbering(process),
        "source": process.source_sha256,
        "articles": {c.id: _clause(c) for article in process.articles.values() for c in _sentences(article)},
        "roles": _each(process.roles, _role),
        "references": _each(process.references, _reference),
        "enums": _each(process.enums, _enum),
        "sets": _each(process.sets, _set),
        "fields": _each(process.fields, _field),
        "documents": _each(process.documents, _document),
        "states": _each(process.states, _state),
        "transitions": _each(process.steps, _step),
        "guards": _each(process.guards, _guard),
        "tables": _each(process.tables, _table),
        "separation": _each(process.separations, _separation),
        "properties": _each(process.properties, _property),
        "duties": _each(process.duties, _duty),
    }


def _each(elements: Mapping[str, Any], shown: Any) -> dict[str, Any]:
    return {name: shown(element) for name, element in elements.items()}


def _numbering(process: Process) -> dict[str, Any] | None:
    n = process.numbering
    return None if n is None else {"pattern": n.pattern, "gapless": n.gapless}


def _sentences(article: Article) -> tuple[Clause, ...]:
    return (article.own, *article.clauses)


def _clause(clause: Clause) -> dict[str, Any]:
    names = clause.names
    return {
        "enforced": clause.enforced,
        "names": {
            "acts": names.acts,
            "papers": dict(names.papers),
            "fields": names.fields,
            "values": names.values,
            "references": names.references,
            "duties": names.duties,
        },
    }


def _articles(origin: Origin) -> list[str]:
    return list(origin.articles)


def _role(role: Role) -> dict[str, Any]:
    return {
        "scope": role.scope,
        "acts_for": role.acts_for,
        "many": role.many,
        "outside": role.outside,
        "recorded_by": role.recorded_by,
        "kinds": role.kinds,
        "articles": _articles(role.origin),
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {"status": reference.status, "articles": _articles(reference.origin)}


def _enum(enum: Enum) -> dict[str, Any]:
    return {
        "open": enum.open,
        "values": {v.id: {"articles": _articles(v.origin)} for v in enum.values.values()},
    }


def _set(named: NamedSet) -> dict[str, Any]:
    return {"of": named.of, "members": named.members, "articles": _articles(named.origin)}


def type_json(t: FieldType) -> dict[str, Any]:
    """Return a type as plain data."""
    return {
        "kind": t.kind,
        "of": t.of,
        "currency": t.currency,
        "members": t.members,
        "open": t.open,
        "record": [[name, type_json(column)] for name, column in t.record],
        "key": t.key,
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "type": type_json(field.type),
        "source": field.source,
        "personal": field.personal,
        "seen_by": field.seen_by,
        "articles": _articles(field.origin),
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "thing": document.thing,
        "single": document.single,
        "each": document.each,
        "parts": {
            part.id: {"fields": part.fields, "optional": part.optional, "articles": _articles(part.origin)}
            for part in document.parts.values()
        },
        "copies": list(document.copies),
        "copy_articles": {copy.id: _articles(copy.origin) for copy in document.copies.values()},
        "articles": _articles(document.origin),
    }


def _state(state: State) -> dict[str, Any]:
    rounds = None if state.rounds is None else {"limit": state.rounds.limit, "tell": state.rounds.tell}
    shown: dict[str, Any] = {"end": state.end, "rounds": rounds, "articles": _articles(state.origin)}
    if state.regions:
        shown["regions"] = {region: list(members) for region, members in state.regions.items()}
    if state.keeps:
        shown["keeps"] = True
    if state.ask is not None:
        ask = state.ask
        shown["ask"] = {
            "each": list(ask.each),
            "who": ask.who,
            "in_turn": ask.in_turn,
            "silent": ask.silent,
            "keep": ask.keep,
            "min": ask.min,
        }
    return {**shown, "outcome": state.outcome} if state.outcome else shown


def _step(step: Step) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": step.kind,
        "from": step.sources,
        "to": step.to,
        "to_table": step.to_table,
        "back_to": sorted(step.back_to),
        "stands": step.stands,
        "by": step.by,
        "by_table": step.by_table,
        "when": [_when(demand) for demand in step.when],
        "input": _demands("field", step.input),
        "optional": step.optional,
        "decide": step.decide,
        "set": {name: computation.expr.to_json() for name, computation in step.set.items()},
        "appoint": step.appoint,
        "issue": step.issue,
        "complete": dict(step.complete),
        "void": dict(step.void),
        "send": {document: dict(to) for document, to in step.send.items()},
        "send_if_held": {document: dict(to) for document, to in step.send_if_held.items()},
        "recall": step.recall,
        "uses": _demands("reference", step.uses),
        "tell": _demands("role", step.tell),
        "later": step.later,
        "articles": _articles(step.origin),
    }
    more: dict[str, Any] = {"auto": step.auto, "asked": step.asked, "roster": step.roster, "add": step.adds}
    more |= {"clock": step.clock, "every": list(step.every) if step.every is not None else None}
    return {**shown, **{key: value for key, value in more.items() if value}}


def _when(demand: Demand) -> dict[str, Any]:
    return {"guard": demand.name, "negated": demand.negated, "only_if": _expr(demand.only_if)}


def _demands(key: str, demands: Iterable[Demand]) -> list[dict[str, Any]]:
    return [{key: demand.name, "only_if": _expr(demand.only_if)} for demand in demands]


def _expr(condition: Condition | None) -> list[Any] | None:
    return None if condition is None else condition.expr.to_json()


def _guard(guard: Guard) -> dict[str, Any]:
    effect = "refuse" if guard.refuse is not None else "warn" if guard.warn is not None else "none"
    return {"effect": effect, "condition": _expr(guard.condition), "articles": _articles(guard.origin)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "type": type_json(table.type),
        "hit": table.hit,
        "rows": [
            {"condition": _expr(row.condition), "then": row.then, "articles": _articles(row.origin)}
            for row in table.rows
        ],
        "otherwise": table.otherwise,
        "ask": table.ask,
        "articles": _articles(table.origin),
    }


def _separation(rule: Separation) -> dict[str, Any]:
    return {"steps": rule.steps, "waived_by": rule.waived_by, "articles": _articles(rule.origin)}


def _property(prop: Property) -> dict[str, Any]:
    says = {key: _expr(v) if isinstance(v, Condition) else v for key, v in prop.says.items()}
    return {"form": prop.form, **says, "articles": _articles(prop.origin)}


def _duty(duty: Duty) -> dict[str, Any]:
    return {**duty.says, "articles": _articles(duty.origin)}
