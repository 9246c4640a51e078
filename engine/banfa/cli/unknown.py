"""Ids on the command line that nothing has: a role, a person, a state, with the nearest that there is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from banfa.cli.names import Names
from banfa.cli.session import both
from banfa.engine import Engine
from banfa.errors import InvalidInput
from banfa.kernel.decision import Problem
from banfa.language.process import Process
from banfa.language.suggest import suggest
from banfa.texts import Text


def check_role(names: Names, said: str | None) -> None:
    """Raise InvalidInput for a `--role` that the process does not have."""
    if said is not None:
        _check("role", Text("角色", "role"), said.partition(":")[0], names.process.roles)


def check_filters(engine: Engine, state: str | None, waits_for: str | None, process: str | None) -> None:
    """Raise InvalidInput for a filter that no case could meet: of its process, or of any there is."""
    found = {one["process"]: one["case"] for one in engine.cases(limit=_LOOKED_AT)}
    known: list[Process] = [engine.process_of(str(case)) for case in found.values()]
    if process is not None and known:
        _check("process", Text("案件属于办法", "case of a process"), process, map(str, found))
    if state is not None and known:
        _check("state", Text("状态", "state"), state, chain.from_iterable(p.states for p in known))
    if waits_for is not None and known:
        role = waits_for.partition(":")[0]
        _check("waits-for", Text("角色", "role"), role, chain.from_iterable(p.roles for p in known))


_LOOKED_AT = 1000


def stranger(names: Names, person: str) -> str:
    """A word on a person whom the organisation does not have; "" for one whom it has."""
    people = names.org.people if names.org else {}
    if not people or person in people:
        return ""
    near = suggest(person, people)
    zh = f"  组织里没有 {person}" + (f"；是否指 {near}？" if near else "")
    en = f"  the organisation has nobody called {person}" + (f"; do you mean {near}?" if near else "")
    return both(zh, en)


def _check(at: str, what: Text, said: str, known: Iterable[str]) -> None:
    names = list(dict.fromkeys(known))
    if said in names:
        return
    near = suggest(said, names)
    zh = f"没有{what.zh} {said}" + (f"；是否指 {near}？" if near else "")
    en = f"there is no {what.en} {said}" + (f"; do you mean {near}?" if near else "")
    raise InvalidInput((Problem(at, Text(zh, en)),))
