"""What an article itself names against what the elements that cite it do (LANGUAGE 2).

`names` is a second, independent statement: whom the clause has act, which papers go where, of which fields,
values, references and duties it speaks. A definition is not a use: that a role, field or copy of that name is
there proves nothing, only what is done with it. Compared are

- each clause with the elements that cite it: what it names must be done by one of them, and a citing step
  that sends a named copy must send it there;
- each step with the clauses it cites: if they name who acts, it is one of them who takes it; if they name
  copies of a document, these and no others are what it sends.

What a step says is chosen or inferred (as a whole, or `by`, or `send`) is ours and is not held against it: a
return cites the article whose review it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from banfa.language.citations import CIRCLED
from banfa.language.process import (
    ALL,
    OWN,
    Clause,
    Document,
    Process,
    Property,
    Role,
    Step,
    Table,
)
from banfa.scenarios.elements import Element, elements_of
from banfa.scenarios.uses import Declared, declared_by, uses_field, uses_reference, uses_value
from banfa.texts import Text


class Unused(NamedTuple):
    """Something a clause names that no element citing it does, or that one (`element`) does otherwise."""

    clause: str
    kind: str  # acts, papers, fields, values, references, duties
    name: str
    message: Text
    element: str = ""


class Citing(NamedTuple):
    """The elements that cite a clause, and those that cite any part of its article."""

    declared: Declared
    clause: tuple[Element, ...]
    article: tuple[Element, ...]

    def steps(self) -> list[Element]:
        """The steps among those that cite the clause."""
        return [e for e in self.clause if isinstance(e.thing, Step)]


def unused_names(process: Process) -> tuple[Unused, ...]:
    """Return what clauses name and citing elements do not do, by article and kind, then by step."""
    elements, declared = elements_of(process), declared_by(process)
    articles = sorted(process.articles.values(), key=lambda a: a.number)
    clauses = [clause for article in articles for clause in (article.own, *article.clauses)]
    found = [u for clause in clauses for u in _of_clause(_citing(declared, elements, clause.id), clause)]
    said = {u.element for u in found}
    by_id = {clause.id: clause for clause in clauses}
    steps = [e for e in elements if isinstance(e.thing, Step) and e.name not in said]
    return (*found, *(u for step in steps for u in _of_step(declared, by_id, step)))


def _citing(declared: Declared, elements: Iterable[Element], clause: str) -> Citing:
    article = clause.rstrip(CIRCLED)
    cited = [e for e in elements if any(c.rstrip(CIRCLED) == article for c in e.origin.articles)]
    return Citing(declared, tuple(e for e in cited if clause in e.origin.articles), tuple(cited))


# -- a clause and what cites it ------------------------------------------------------------------------------


def _of_clause(citing: Citing, clause: Clause) -> Iterator[Unused]:
    for kind, used, message in _PLAIN:
        for name in getattr(clause.names, kind):
            if not used(citing, name):
                yield Unused(clause.id, kind, name, message)
    for paper, role in clause.names.papers.items():
        yield from _paper(citing, clause.id, paper, role)


def _acts(citing: Citing, role: str) -> bool:
    return any(
        _may_be(citing.declared, taker, role) for e in citing.steps() for taker in _takers(citing.declared, e)
    )


def _duty(citing: Citing, duty: str) -> bool:
    return any(element.name.rpartition("/")[2] == f"duties.{duty}" for element in citing.clause)


_PLAIN: tuple[tuple[str, Callable[[Citing, str], bool], Text], ...] = (
    ("acts", _acts, Text("没有引用这一项的步骤由它办", "no step that cites it is taken by it")),
    (
        "fields",
        lambda citing, field: uses_field(citing.declared, citing.article, field),
        Text("引用它的步骤、条件和部分都没有用到", "no step, guard or part that cites it uses it"),
    ),
    (
        "values",
        lambda citing, value: uses_value(citing.declared, citing.article, value),
        Text("引用它的步骤、条件和行都没有用到", "no step, guard or row that cites it uses it"),
    ),
    (
        "references",
        lambda citing, reference: uses_reference(citing.article, reference),
        Text("引用它的步骤都没有用到", "no step that cites it uses it"),
    ),
    ("duties", _duty, Text("没有引用它的时限", "no duty cites it")),
)


def _takers(declared: Declared, step: Element) -> Iterator[str]:
    yield from step.thing.by
    table: Table | None = declared.tables.get(step.thing.by_table or "")
    if table is not None:
        for given in (*(row.then for row in table.rows), table.otherwise):
            yield from given if isinstance(given, tuple) else (str(given),)


def _may_be(declared: Declared, taker: str, named: str) -> bool:
    """True if who takes a step is the role named, or acts for it."""
    role: Role | None = declared.roles.get(taker)
    return taker == named or (role is not None and role.acts_for == named)


def _paper(citing: Citing, clause: str, paper: str, role: str) -> Iterator[Unused]:
    name, _, copy = paper.partition(".")
    document = citing.declared.documents.get(name)
    if document is None:
        return
    wanted = copy or ("1" if document.single else "")
    holder = _holder(citing.declared, role)
    goes = [(step, _addressees(citing.declared, step.thing, name, wanted)) for step in citing.steps()]
    for step, addressees in goes if wanted else ():
        if addressees and holder not in addressees and not _ours(step) & _SENDING:
            there = ", ".join(sorted(addressees))
            message = Text(f"{step.thing.id} 把它交给 {there}", f"{step.thing.id} sends it to {there}")
            yield Unused(clause, "papers", f"{paper}: {role}", message, step.name)
    arrives = any(holder in addressees for _, addressees in goes)
    if not arrives and not _stays(citing, document, wanted, holder):
        message = Text(f"没有引用这一项的步骤把它交给 {role}", f"no step that cites it sends it to {role}")
        yield Unused(clause, "papers", f"{paper}: {role}", message)


def _addressees(declared: Declared, step: Step, document: str, copy: str) -> set[str]:
    """The roles of the parties that a step sends the copy to; "" stands for any copy."""
    return {
        _holder(declared, role)
        for role, sent in _sendings(step, document)
        if not copy or sent in (copy, ALL, OWN)
    }


def _sendings(step: Step, document: str) -> Iterator[tuple[str, str]]:
    for sends in (step.send, step.send_if_held):
        for role, copies in sends.get(document, {}).items():
            yield from ((role, copy) for copy in copies)


def _stays(citing: Citing, document: Document, copy: str, holder: str) -> bool:
    """True if a citing step issues the copy into those hands and keeps it, or a property holds it there."""
    return any(_keeps(citing.declared, e.thing, document.id, copy, holder) for e in citing.clause)


def _keeps(declared: Declared, thing: object, document: str, copy: str, holder: str) -> bool:
    if isinstance(thing, Step) and document in thing.issue:
        issued = holder in {_holder(declared, role) for role in thing.by}
        return issued and not (copy and _addressees(declared, thing, document, copy))
    if isinstance(thing, Property) and thing.form == "always":
        said = thing.says
        same = said["document"] == document and copy in ("", said["copy"])
        return same and _holder(declared, said["with"]) == holder
    return False


def _holder(declared: Declared, role: str) -> str:
    return declared.roles[role].holder if role in declared.roles else role


# -- a step and what it cites --------------------------------------------------------------------------------


_SENDING = frozenset(("", "send", "send_if_held"))


def _ours(step: Element) -> frozenset[str]:
    """The parts of a step that are chosen or inferred; "" is the whole."""
    return frozenset((*step.origin.chosen, *step.origin.inferred))


def _of_step(declared: Declared, clauses: Mapping[str, Clause], step: Element) -> Iterator[Unused]:
    cited = [clauses[c] for c in step.origin.articles if c in clauses]
    if not _ours(step) & {"", "by"}:
        yield from _taken_by_another(declared, cited, step)
    if not _ours(step) & _SENDING:
        yield from _sends_another(declared, cited, step)


def _taken_by_another(declared: Declared, cited: Iterable[Clause], step: Element) -> Iterator[Unused]:
    naming = [clause for clause in cited if clause.names.acts]
    named = {role for clause in naming for role in clause.names.acts}
    takers = sorted(set(_takers(declared, step)))
    if named and takers and not any(_may_be(declared, t, role) for t in takers for role in named):
        by = ", ".join(takers)
        message = Text(
            f"{step.thing.id} 由 {by} 办，它引用的条款没有说到",
            f"{step.thing.id} is by {by}, whom nothing it cites names",
        )
        yield Unused(naming[0].id, "acts", ", ".join(sorted(named)), message, step.name)


def _sends_another(declared: Declared, cited: Iterable[Clause], step: Element) -> Iterator[Unused]:
    named = {
        (*paper.partition(".")[::2], role): clause.id
        for clause in cited
        for paper, role in clause.names.papers.items()
    }
    for document in sorted({name for name, _, _ in named}):
        of_it = {
            (copy, _holder(declared, role)): c for (name, copy, role), c in named.items() if name == document
        }
        for role, copy in _sendings(step.thing, document):
            wanted = {(copy, _holder(declared, role)), ("", _holder(declared, role))}
            if copy not in (ALL, OWN) and not wanted & of_it.keys():
                message = Text(
                    f"{step.thing.id} 把 {document}.{copy} 交给 {role}，它引用的条款没有说到",
                    f"{step.thing.id} sends {document}.{copy} to {role}, which nothing it cites names",
                )
                yield Unused(min(of_it.values()), "papers", f"{document}.{copy}: {role}", message, step.name)
