"""LANGUAGE 11: whom a state asks, what may be answered there, and what is counted of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from banfa.language.models.states import State as StateModel
from banfa.language.models.transitions import Transition
from banfa.language.process import HOLDERS, START, Ask, State, Step
from banfa.language.resolve.linking import Linking
from banfa.language.written import Path
from banfa.texts import Text

ASKED = "asked"
PARTIES = ("unit", "role", "person")
ROUND = (ASKED, "answered", "left")
"""What is counted of every round beside its answers."""


def resolve_ask(link: Linking, model: StateModel, path: Path) -> Ask | None:
    """Return whom a state asks."""
    ask = model.ask
    if ask is None:
        return None
    at: Path = (*path, "ask")
    if ask.who is not None:
        link.know("roles", ask.who, (*at, "who"))
    if ask.silent is not None:
        link.know("transitions", ask.silent, (*at, "silent"))
    return Ask(
        each=askable(link, ask.each, (*at, "each")),
        who=ask.who,
        in_turn=ask.order == "in_turn",
        silent=ask.silent,
        keep=ask.answers == "keep",
        min=ask.min or 0,
    )


def resolve_roster(link: Linking, model: Transition, path: Path) -> tuple[Any, tuple[str, ...]]:
    """Return what a step does to the roster: "leave", "close" or None, and whom it adds."""
    roster, at = model.roster, (*path, "roster")
    if roster is None or roster in ("leave", "close"):
        return roster, ()
    if isinstance(roster, dict) and set(roster) == {"add"}:
        names = roster["add"]
        return None, askable(link, [names] if isinstance(names, str) else names, (*at, "add"))
    message = Text("roster 写 leave、close 或 {add: …}", "roster is leave, close or {add: …}")
    link.report("B155", message, Text("例如 roster: close", "for example roster: close"), at)
    return None, ()


def askable(link: Linking, names: Iterable[str], path: Path) -> tuple[str, ...]:
    """Return the names that mean somebody: roles, holders(ROLE), tables, sets and lists of parties."""
    kept = []
    for i, name in enumerate(names):
        if not isinstance(name, str):
            _nobody(link, str(name), (*path, i))
        elif name.startswith(HOLDERS) and name.endswith(")"):
            if link.know("roles", name.removeprefix(HOLDERS).removesuffix(")"), (*path, i)):
                kept.append(name)
        elif _of(link, name) in PARTIES:
            kept.append(name)
        else:
            _nobody(link, name, (*path, i))
    return tuple(kept)


def _of(link: Linking, name: str) -> str | None:
    """Of what sort of party a name speaks; None if of none."""
    if name in link.names("roles"):
        return "role"
    table, named, field = (link.section(kind).get(name) for kind in ("tables", "sets", "fields"))
    if table is not None:
        return "role" if table.gives in ("role", "list of roles") else str(table.gives)
    if named is not None:
        return str(named.of)
    if field is None:
        return None
    if field.type == "list":
        column = (field.record or {}).get(field.key or "")
        return None if column is None else str(column.type)
    return str(field.of if field.type == "set" else field.type)


def _nobody(link: Linking, name: str, path: Path) -> None:
    message = Text(f"{name} 说不出问谁", f"{name} does not say who is asked")
    fix = Text(
        "写角色、holders(角色)、给出角色或单位的表，或单位、角色、人的集合",
        "write a role, holders(ROLE), a table of roles or units, or a set of units, roles or persons",
    )
    link.report("B317", message, fix, path)


def counts_in(link: Linking) -> Mapping[str, frozenset[str]]:
    """Return what is counted of each state that asks: its answers, how many are asked, kinds of members."""
    kinds = {f"answered_by:{kind}" for role in link.section("roles").values() for kind in role.kinds}
    found: dict[str, set[str]] = {
        name: {*ROUND, *kinds} for name, model in link.section("states").items() if model.ask is not None
    }
    for name, step in link.section("transitions").items():
        if step.by is not None and ASKED in step.by.roles and step.to is None and not step.back_to:
            for state in _sources(link, step):
                found.get(state, set()).add(name)
    return {state: frozenset(names) for state, names in found.items()}


def _sources(link: Linking, step: Transition) -> list[str]:
    sets = link.section("sets")
    return [
        state
        for name in step.sources
        if name != START
        for state in (sets[name].members if name in sets and sets[name].of == "state" else (name,))
    ]


def check_asking(link: Linking, steps: Mapping[str, Step], states: Mapping[str, State]) -> None:
    """Report answers where nobody is asked, and silence that counts as no answer."""
    for step in steps.values():
        path: Path = ("transitions", step.id)
        changes = step.asked or step.roster is not None or step.adds
        if changes and not any(states[name].ask for name in step.sources if name in states):
            message = Text(f"{step.id} 所在的状态没有向谁征求意见", f"nobody is asked where {step.id} starts")
            fix = Text("在那个状态写 ask:", "write ask: in that state")
            link.report("B318", message, fix, (*path, "from"))
        if step.roster == "leave" and not step.asked:
            message = Text("只有被征求意见的人能退出名单", "only one that is asked leaves the roster")
            link.report("B318", message, Text("写 by: asked", "write by: asked"), (*path, "roster"))
    for state in states.values():
        silent = state.ask.silent if state.ask is not None else None
        if silent is not None and silent in steps:
            step = steps[silent]
            if not step.answers or state.id not in step.sources:
                message = Text(f"{silent} 不是这里的答复", f"{silent} is no answer here")
                fix = Text("写一个 by: asked、不移动的步骤", "name a step by: asked that does not move")
                link.report("B318", message, fix, ("states", state.id, "ask", "silent"))
