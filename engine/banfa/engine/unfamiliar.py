"""What an organisation speaks of and nobody knows: roles of no process, units that it does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from banfa.kernel.decision import Warned
from banfa.language.process import COMPANY
from banfa.language.suggest import suggest
from banfa.people import Organisation
from banfa.texts import Text


def unfamiliar(organisation: Organisation, roles: Collection[str]) -> tuple[Warned, ...]:
    """Return a warning for each name that is unknown, with the nearest one that is not.

    `roles` are those of all processes that are known. An organisation that shares none with them is for a
    process not seen yet: then nothing can be said of its roles.
    """
    named = _roles(organisation)
    seen = not named.keys().isdisjoint(roles)
    text = Text("没有哪个办法有角色", "no process has a role")
    found = [
        _warned("banfa.unknown_role", text, role, where, roles)
        for role, where in sorted(named.items())
        if seen and role not in roles
    ]
    return (*found, *_units(organisation))


def _units(organisation: Organisation) -> Iterator[Warned]:
    units = organisation.units
    named = Text("这个组织里没有单位", "this organisation has no unit")
    for unit, where in sorted(_units_named(organisation).items()):
        if unit not in units and unit != COMPANY:
            yield _warned("banfa.unknown_unit", named, unit, where, units)


def _warned(code: str, said: Text, name: str, where: list[str], known: Collection[str]) -> Warned:
    near, more = suggest(name, known), len(where) - 1
    zh = f"{said.zh} {name}（{where[0]}{f' 等 {more + 1} 处' if more else ''}）"
    en = f"{said.en} {name} ({where[0]}{f' and {more} more' if more else ''})"
    if near is not None:
        zh, en = f"{zh}；是否指 {near}？", f"{en}; do you mean {near}?"
    return Warned(code, (), Text(zh, en))


def _roles(organisation: Organisation) -> dict[str, list[str]]:
    """Every role that is named, with the places that name it."""
    found: dict[str, list[str]] = {}
    for unit in organisation.units.values():
        for role in sorted(unit.fits):
            found.setdefault(role, []).append(f"units.{unit.id}")
    for person in organisation.people.values():
        for role, _ in person.roles:
            found.setdefault(role, []).append(f"people.{person.id}")
    for stand_in in organisation.stand_ins:
        for role in stand_in.roles:
            found.setdefault(role, []).append(f"stand_ins: {stand_in.by}")
    return found


def _units_named(organisation: Organisation) -> dict[str, list[str]]:
    """Every unit that is referred to, with the places that do."""
    found: dict[str, list[str]] = {}
    for unit in organisation.units.values():
        if unit.under is not None:
            found.setdefault(unit.under, []).append(f"units.{unit.id}")
    for person in organisation.people.values():
        for _, unit_id in person.roles:
            found.setdefault(unit_id, []).append(f"people.{person.id}")
    return found
