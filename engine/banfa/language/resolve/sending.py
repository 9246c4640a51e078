"""LANGUAGE 5 and 7: what a step does with papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banfa.language.models.transitions import Transition as Model
from banfa.language.process import ALL, OWN, Role
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.papers import known_copies, parts_of
from banfa.language.written import Path
from banfa.texts import Text

Sends = dict[str, dict[str, tuple[str, ...]]]


def resolve_papers(link: Linking, model: Model, path: Path, roles: Mapping[str, Role]) -> dict[str, Any]:
    """Return the keys of a `Step` that concern papers."""
    return {
        "issue": tuple(sorted(link.known("papers", model.issue, (*path, "issue")))),
        "complete": _complete(link, model, (*path, "complete")),
        "void": _void(link, model, (*path, "void")),
        "send": _send(link, model.send, (*path, "send"), roles),
        "send_if_held": _send(link, model.send_if_held, (*path, "send_if_held"), roles),
        "recall": tuple(sorted(link.known("papers", model.recall, (*path, "recall")))),
    }


def _complete(link: Linking, model: Model, path: Path) -> dict[str, tuple[str, ...]]:
    found = {}
    for document, parts in sorted(model.complete.items()):
        at: Path = (*path, document)
        if document in link.names("things") - link.names("documents"):
            message = Text(f"{document} 是物品，没有部分可填", f"{document} is a thing and has no parts")
            link.report("B701", message, Text("删去这一行", "remove this line"), at, key=True)
        elif link.know("documents", document, at, key=True):
            found[document] = _parts(link, document, parts, at)
    return found


def _parts(link: Linking, document: str, parts: tuple[str, ...], path: Path) -> tuple[str, ...]:
    known = parts_of(link, document)
    kept = set()
    for i, part in enumerate(parts):
        if part in kept:
            link.twice(part, (*path, i))
        elif part in known or document not in link.section("documents"):
            kept.add(part)
        else:
            link.unknown("parts", part, (*path, i), known)
    return tuple(sorted(kept))


def _void(link: Linking, model: Model, path: Path) -> dict[str, tuple[str, ...]]:
    return {
        paper: known_copies(link, paper, copies, (*path, paper), (ALL,))
        for paper, copies in sorted(model.void.items())
        if link.know("papers", paper, (*path, paper), key=True)
    }


def _send(
    link: Linking, written: Mapping[str, Mapping[str, tuple[str, ...]]], path: Path, roles: Mapping[str, Role]
) -> Sends:
    found: Sends = {}
    for paper, to in sorted(written.items()):
        at: Path = (*path, paper)
        if not link.know("papers", paper, at, key=True):
            continue
        found[paper] = {
            role: known_copies(link, paper, copies, (*at, role), (ALL, OWN) if copies == (OWN,) else (ALL,))
            for role, copies in sorted(to.items())
            if link.know("roles", role, (*at, role), key=True)
        }
        _check_addressees(link, paper, found[paper], at, roles)
        _check_sent_once(link, found[paper], at)
    return found


def _check_addressees(
    link: Linking, paper: str, to: Mapping[str, tuple[str, ...]], path: Path, roles: Mapping[str, Role]
) -> None:
    document = link.section("documents").get(paper)
    each = document is not None and document.copies.each is not None
    for role, copies in to.items():
        at: Path = (*path, role)
        if role in roles and roles[role].many and not each:
            message = Text(
                f"{role} 可以是几个单位，不知道送给哪一个",
                f"{role} may be several units: to which is it sent",
            )
            fix = Text(
                "送给一个单位的角色，或按成员分联（copies: {each: …}）",
                "send to a role of one unit, or make a copy for each",
            )
            link.report("B702", message, fix, at, key=True)
        if copies == (OWN,) and not each:
            message = Text("own 只用于按成员分联的单据", "own is for documents with a copy for each member")
            link.report("B703", message, Text("写联的名称或 all", "name the copies, or write all"), at)


def _check_sent_once(link: Linking, to: Mapping[str, tuple[str, ...]], path: Path) -> None:
    sent: dict[str, str] = {}
    for role, copies in to.items():
        for copy in copies:
            if copy in sent or (sent and ALL in (copy, *sent)):
                other = sent.get(copy) or next(iter(sent.values()))
                message = Text(
                    f"同一联送给 {other} 又送给 {role}", f"the same copy goes to {other} and to {role}"
                )
                link.report(
                    "B704",
                    message,
                    Text("一联只有一个去处", "a copy has one way to go"),
                    (*path, role),
                    key=True,
                )
                return
            sent[copy] = role
