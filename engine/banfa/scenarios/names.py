"""What an article itself names against what the elements that cite it do (LANGUAGE 2).

`names` is a second, independent statement: whom the clause has act, which papers go where, of which fields,
values, references and duties it speaks. A definition is not a use: that a role, field or copy of that name is
there proves nothing, only what is done with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from banfa.language.citations import CIRCLED
from banfa.language.expressions import Condition
from banfa.language.expressions.syntax import Before, Case, Expr, Given, Has, Lit, SetCell, walk
from banfa.language.process import (
    ALL,
    OWN,
    Clause,
    Document,
    Guard,
    NamedSet,
    Part,
    Process,
    Property,
    Row,
    Step,
)
from banfa.scenarios.elements import Element, elements_of
from banfa.texts import Text


class Unused(NamedTuple):
    """Something a clause names that no element citing it does, or that one does otherwise."""

    clause: str
    kind: str  # acts, papers, fields, values, references, duties
    name: str
    message: Text
    element: str = ""  # the element that does it otherwise


class Citing(NamedTuple):
    """The elements that cite a clause, and those that cite any part of its article."""

    process: Process
    clause: tuple[Element, ...]
    article: tuple[Element, ...]

    def steps(self) -> list[Step]:
        """The steps among those that cite the clause."""
        return [e.thing for e in self.clause if isinstance(e.thing, Step)]


def unused_names(process: Process) -> tuple[Unused, ...]:
    """Return everything that clauses name and citing elements do not do, by article, then kind."""
    elements = elements_of(process)
    return tuple(
        unused
        for article in sorted(process.articles.values(), key=lambda a: a.number)
        for clause in (article.own, *article.clauses)
        for unused in _of_clause(_citing(process, elements, clause.id), clause)
    )


def _citing(process: Process, elements: Iterable[Element], clause: str) -> Citing:
    article = clause.rstrip(CIRCLED)
    cited = [e for e in elements if any(c.rstrip(CIRCLED) == article for c in e.origin.articles)]
    return Citing(process, tuple(e for e in cited if clause in e.origin.articles), tuple(cited))


def _of_clause(citing: Citing, clause: Clause) -> Iterator[Unused]:
    names = clause.names
    plain: tuple[tuple[str, tuple[str, ...], Callable[[Citing, str], bool], Text], ...] = (
        (
            "acts",
            names.acts,
            acts,
            Text("没有引用这一项的步骤由它办", "no step that cites it is taken by it"),
        ),
        (
            "fields",
            names.fields,
            uses_field,
            Text("没有引用它的步骤、条件或部分用到", "nothing that cites it uses it"),
        ),
        (
            "values",
            names.values,
            uses_value,
            Text("没有引用它的步骤、条件或行用到", "nothing that cites it uses it"),
        ),
        (
            "references",
            names.references,
            uses_reference,
            Text("没有引用它的步骤用到", "no step that cites it uses it"),
        ),
        ("duties", names.duties, uses_duty, Text("没有引用它的时限", "no duty cites it")),
    )
    for kind, named, used, message in plain:
        yield from (Unused(clause.id, kind, name, message) for name in named if not used(citing, name))
    for paper, role in names.papers.items():
        yield from _paper(citing, clause.id, paper, role)


# -- who acts ------------------------------------------------------------------------------------------------


def acts(citing: Citing, role: str) -> bool:
    """True if a citing step is taken by the role, or by one that acts for it."""
    roles = citing.process.roles
    taken_by = {name for step in citing.steps() for name in _takers(citing.process, step)}
    return any(name == role or (name in roles and roles[name].acts_for == role) for name in taken_by)


def _takers(process: Process, step: Step) -> Iterator[str]:
    yield from step.by
    table = process.tables.get(step.by_table or "")
    if table is not None:
        for given in (*(row.then for row in table.rows), table.otherwise):
            yield from given if isinstance(given, tuple) else (str(given),)


# -- where papers go -----------------------------------------------------------------------------------------


def _paper(citing: Citing, clause: str, paper: str, role: str) -> Iterator[Unused]:
    name, _, copy = paper.partition(".")
    document = citing.process.documents.get(name)
    if document is None:
        return
    wanted = copy or ("1" if document.single else "")
    holder = _holder(citing.process, role)
    goes = [(step, _addressees(citing.process, step, document, wanted)) for step in citing.steps()]
    if wanted:
        for step, addressees in goes:
            if addressees and holder not in addressees:
                there = "、".join(sorted(addressees))
                message = Text(f"{step.id} 把它交给 {there}，不是 {role}", f"{step.id} sends it to {there}")
                yield Unused(clause, "papers", f"{paper}: {role}", message, f"transitions.{step.id}")
    if not any(holder in addressees for _, addressees in goes) and not _stays(
        citing, document, wanted, holder
    ):
        message = Text(f"没有引用这一项的步骤把它交给 {role}", f"no step that cites it sends it to {role}")
        yield Unused(clause, "papers", f"{paper}: {role}", message)


def _addressees(process: Process, step: Step, document: Document, copy: str) -> set[str]:
    """The parties' roles that a step sends the copy to; "" stands for any copy."""
    found: set[str] = set()
    for sends in (step.send, step.send_if_held):
        for role, copies in sends.get(document.id, {}).items():
            if not copy or copy in copies or ALL in copies or OWN in copies:
                found.add(_holder(process, role))
    return found


def _stays(citing: Citing, document: Document, copy: str, holder: str) -> bool:
    """True if a citing step issues the copy into those hands and keeps it, or a property holds it there."""
    for element in citing.clause:
        thing = element.thing
        if isinstance(thing, Step) and document.id in thing.issue:
            issuers = {_holder(citing.process, role) for role in thing.by}
            if holder in issuers and not (copy and _addressees(citing.process, thing, document, copy)):
                return True
        if isinstance(thing, Property) and thing.form == "always":
            kept_by = _holder(citing.process, thing.says["with"])
            if kept_by == holder and _keeps(thing, document, copy):
                return True
    return False


def _keeps(property: Property, document: Document, copy: str) -> bool:
    """True if the property speaks of the copy (of any, for "")."""
    return property.says["document"] == document.id and copy in ("", property.says["copy"])


def _holder(process: Process, role: str) -> str:
    return process.roles[role].holder if role in process.roles else role


# -- what data are used --------------------------------------------------------------------------------------


def uses_field(citing: Citing, field: str) -> bool:
    """True if a citing step takes or computes the field, a rule reads it, or a part shows it."""
    return any(field in _fields_of(citing.process, element) for element in citing.article)


def uses_value(citing: Citing, value: str) -> bool:
    """True if a citing rule speaks of the value (`ENUM.VALUE`, or `VALUE` where only one enum has it).

    Where no citing rule speaks of any value of the enum, it is enough that a citing element uses a field that
    can have it.
    """
    if any(speaks_of(citing.process, element, value) for element in citing.article):
        return True
    enums, _ = _enums_of(citing.process, value)
    others = {f"{enum}.{other}" for enum in enums for other in citing.process.enums[enum].values}
    rules = [e for e in citing.article if isinstance(e.thing, Guard | Row)]
    if any(speaks_of(citing.process, rule, other) for rule in rules for other in others):
        return False
    fields = {f.id for f in citing.process.fields.values() if f.type.of in enums}
    return any(fields & _fields_of(citing.process, element) for element in citing.article)


def _enums_of(process: Process, value: str) -> tuple[set[str], str]:
    enum, _, member = value.rpartition(".")
    return {e.id for e in process.enums.values() if member in e.values and enum in ("", e.id)}, member


def uses_reference(citing: Citing, reference: str) -> bool:
    """True if a citing step applies the outside rule."""
    steps = [e.thing for e in citing.article if isinstance(e.thing, Step)]
    return any(item.name == reference for step in steps for item in step.uses)


def uses_duty(citing: Citing, duty: str) -> bool:
    """True if the duty, which is no mere definition, cites the clause."""
    return any(element.name.endswith(f"duties.{duty}") for element in citing.clause)


def _fields_of(process: Process, element: Element) -> set[str]:
    thing = element.thing
    found = {node.name for node in _nodes(thing) if isinstance(node, Case | Before | Given | Has | SetCell)}
    if isinstance(thing, Step):
        found |= {item.name for item in thing.input} | {*thing.optional, *thing.set, *thing.decide}
        found |= {
            f for d, parts in thing.complete.items() for p in parts for f in process.documents[d].parts[p].all
        }
        found |= {f.id for f in process.fields.values() if f.source == f"{thing.id}.happened"}
    if isinstance(thing, Part) and _completed(process, element):
        found |= set(thing.all)
    return found


def _completed(process: Process, element: Element) -> bool:
    """True if some step completes the part: until then it is a mere definition."""
    _, document, _, part = element.name.rpartition("/")[2].split(".")
    return any(part in step.complete.get(document, ()) for step in process.steps.values())


def speaks_of(process: Process, element: Element, value: str) -> bool:
    """True if a set, a row or a condition has the value (`ENUM.VALUE` or `VALUE`) in it."""
    enums, member = _enums_of(process, value)
    thing = element.thing
    if isinstance(thing, NamedSet):
        return thing.of in enums and member in thing.members
    if isinstance(thing, Row) and thing.then == member:
        return True
    return any(_has(process, node, enums, member) for node in _nodes(thing))


def _has(process: Process, node: Expr, enums: set[str], member: str) -> bool:
    if isinstance(node, SetCell):
        return process.fields[node.name].type.of in enums and member in node.members
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
