"""Who holds the roles that a process asks about: the members of a round come with the command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from banfa.language.process import HOLDERS, Process
from banfa.people.organisation import Organisation


class Member(NamedTuple):
    """A person who holds a role, for which unit, and the kinds of member it is."""

    person: str
    unit: str
    kinds: tuple[str, ...]


def members_of(process: Process, org: Organisation, day: str) -> dict[str, tuple[Member, ...]]:
    """Return who holds each role that the process asks as `holders(ROLE)` or as `who`, on a day, sorted."""
    found: dict[str, tuple[Member, ...]] = {}
    for role in roles_asked(process):
        holders = (
            Member(person.id, unit, tuple(sorted(person.kinds)))
            for person in org.people.values()
            for held, unit in person.roles
            if held == role
        )
        found[role] = tuple(sorted(holders))
    return found


def roles_asked(process: Process) -> tuple[str, ...]:
    """Return the roles whose holders a round may need to know; worked out once."""
    roles: tuple[str, ...] | None = process.cache.get("roles_asked")
    if roles is None:
        roles = process.cache["roles_asked"] = tuple(sorted(set(_roles(process))))
    return roles


def _roles(process: Process) -> Iterator[str]:
    asks = [state.ask for state in process.states.values() if state.ask is not None]
    for ask in asks:
        if ask.who is not None:
            yield ask.who
    for names in (*(ask.each for ask in asks), *(step.adds for step in process.steps.values())):
        for name in names:
            if name.startswith(HOLDERS):
                yield name.removeprefix(HOLDERS).removesuffix(")")
