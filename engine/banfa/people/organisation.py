"""An organisation: its units, its people with their roles, and who stands in for whom (LANGUAGE 12).

Pure values; days are ISO text ("2026-10-01"), which orders as text. A company role has the unit "*".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

import orjson

COMPANY_WORD = "company"
"""How an organisation writes the unit of a company role: `roles: {qm: company}`."""
COMPANY_UNIT = "*"


class Grant(NamedTuple):
    """A role that a person holds on a day: `unit` is "*" for a company role; `for_whom` if standing in."""

    role: str
    unit: str
    for_whom: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `is_` and `can_be` are the roles that it has always, or may be appointed to."""

    id: str
    title: str = ""
    is_: tuple[str, ...] = ()
    can_be: tuple[str, ...] = ()
    under: str | None = None

    @property
    def fits(self) -> frozenset[str]:
        """Every role that the unit is or can be."""
        return frozenset((*self.is_, *self.can_be))


@dataclass(frozen=True, slots=True)
class Person:
    """A person: the own grants as (role, unit) pairs, kinds of member, may apply an organisation."""

    id: str
    roles: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    admin: bool = False


@dataclass(frozen=True, slots=True)
class StandIn:
    """`by` stands in for `for_whom` in `roles` (none named: in all) from `start` to `end`, both included."""

    for_whom: str
    by: str
    roles: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None

    def covers(self, day: str) -> bool:
        """True on every day from `start` to `end`; an open end has no limit."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Organisation:
    """Who holds which role, for which unit, on which day. Immutable; shared by all cases and threads."""

    id: str
    units: Mapping[str, Unit] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    stand_ins: tuple[StandIn, ...] = ()

    def grants(self, person: str, day: str) -> tuple[Grant, ...]:
        """Return what `person` holds on `day` ("2026-10-01"), own and standing in; () for a stranger."""
        own = [Grant(role, unit) for role, unit in self._own(person)]
        lent = [g for s in self._standing_in.get(person, ()) if s.covers(day) for g in self._lent(s)]
        return tuple(sorted({*own, *lent}, key=_grant_order))

    def persons_of(self, role: str, unit: str, day: str) -> tuple[str, ...]:
        """Return who may act as `role` of `unit` ("*" for a company role) on `day`, sorted, stand-ins too."""
        return tuple(p for p in sorted(self.people) if self._holds(p, role, unit, day))

    def can_be(self, unit: str, role: str) -> bool:
        """True if the unit exists and is, or can be, the role."""
        return unit in self.units and role in self.units[unit].fits

    def is_admin(self, person: str) -> bool:
        """True if the person may apply a new organisation."""
        return person in self.people and self.people[person].admin

    @cached_property
    def digest(self) -> str:
        """The sha256 of the content, independent of the order in which it was written."""
        return sha256(orjson.dumps(self._plain(), option=orjson.OPT_SORT_KEYS)).hexdigest()

    def _own(self, person: str) -> tuple[tuple[str, str], ...]:
        found = self.people.get(person)
        return found.roles if found else ()

    def _lent(self, stand_in: StandIn) -> list[Grant]:
        """Only own grants are lent: one who stands in cannot pass that on."""
        wanted = stand_in.roles
        own = self._own(stand_in.for_whom)
        return [Grant(r, u, stand_in.for_whom) for r, u in own if not wanted or r in wanted]

    def _holds(self, person: str, role: str, unit: str, day: str) -> bool:
        return any(g.role == role and g.unit == unit for g in self.grants(person, day))

    @cached_property
    def _standing_in(self) -> Mapping[str, list[StandIn]]:
        found: dict[str, list[StandIn]] = {}
        for stand_in in self.stand_ins:
            found.setdefault(stand_in.by, []).append(stand_in)
        return found

    def _plain(self) -> dict[str, object]:
        return {
            "org": self.id,
            "units": {u.id: [u.title, sorted(u.is_), sorted(u.can_be), u.under] for u in self.units.values()},
            "people": {p.id: [sorted(p.roles), sorted(p.kinds), p.admin] for p in self.people.values()},
            "stand_ins": sorted(
                [s.for_whom, s.by, sorted(s.roles), s.start or "", s.end or ""] for s in self.stand_ins
            ),
        }


def _grant_order(grant: Grant) -> tuple[bool, str, str, str]:
    """Own before stand-in, then role, unit and for whom."""
    return (grant.for_whom is not None, grant.role, grant.unit, grant.for_whom or "")
