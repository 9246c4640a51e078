"""From the text of an organisation, as the language room read it, to an `Organisation`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banfa.errors import DefinitionError
from banfa.language.process import Process
from banfa.language.single_files import Org
from banfa.people.findings import problems_with
from banfa.people.organisation import COMPANY_UNIT, COMPANY_WORD, Organisation, Person, StandIn, Unit


def organisation_of(text: Any) -> Organisation:
    """Return the organisation that an `OrgModel`, or a mapping with the keys of LANGUAGE 12, describes.

    The shape is taken as checked (by the model); whether ids fit a process is `problems_with`'s to say.
    """
    plain: Mapping[str, Any] = text if isinstance(text, Mapping) else text.model_dump(by_alias=True)
    return Organisation(
        id=plain["org"],
        units={u: _unit(u, says or {}) for u, says in (plain.get("units") or {}).items()},
        people={p: _person(p, says or {}) for p, says in (plain.get("people") or {}).items()},
        stand_ins=tuple(_stand_in(says) for says in plain.get("stand_ins") or ()),
    )


def organisation_for(written: Org, process: Process) -> Organisation:
    """Return an organisation that fits a process; raises `DefinitionError` with every error of it."""
    org = organisation_of(written.model)
    errors = tuple(p for p in problems_with(org, process, written.places) if p.severity == "error")
    if errors:
        raise DefinitionError(errors)
    return org


def _unit(unit: str, says: Mapping[str, Any]) -> Unit:
    return Unit(
        unit, says.get("title") or "", _ids(says.get("is")), _ids(says.get("can_be")), says.get("under")
    )


def _person(person: str, says: Mapping[str, Any]) -> Person:
    roles = tuple(
        (role, COMPANY_UNIT if unit == COMPANY_WORD else unit)
        for role, units in sorted((says.get("roles") or {}).items())
        for unit in _ids(units)
    )
    return Person(person, roles, _ids(says.get("kinds")), bool(says.get("admin")))


def _stand_in(says: Mapping[str, Any]) -> StandIn:
    return StandIn(says["for"], says["by"], _ids(says.get("roles")), says.get("from"), says.get("until"))


def _ids(value: Any) -> tuple[str, ...]:
    """One id or several, sorted; none for nothing."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(sorted(value))
