"""Whether the units that a command appoints are there and may have the role (asked by the façade)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from banfa.language.process import Process, Step
from banfa.people.findings import suggestion
from banfa.people.organisation import Organisation
from banfa.texts import Text


class BadAppointment(NamedTuple):
    """One appointed unit that cannot be: `at` is the role, `message` says why and what to do."""

    at: str
    message: Text


def check_appointments(
    org: Organisation, process: Process, step: Step, data: Mapping[str, Any]
) -> tuple[BadAppointment, ...]:
    """Return what is wrong with the units that `data` gives to the roles `step` appoints.

    Malformed values are left to the kernel, which knows them without an organisation.
    """
    return tuple(
        BadAppointment(role, message)
        for role in step.appoint
        for unit in _units(data.get(role))
        if (message := _problem(org, unit, role)) is not None
    )


def _units(given: Any) -> list[str]:
    items = given if isinstance(given, list | tuple | set | frozenset) else [given]
    return sorted({item for item in items if isinstance(item, str)})


def _problem(org: Organisation, unit: str, role: str) -> Text | None:
    if unit in org.units and org.can_be(unit, role):
        return None
    fitting = [u for u in sorted(org.units) if org.can_be(u, role)]
    fix = suggestion(unit, fitting)
    if unit not in org.units:
        return Text(f"没有名为 {unit} 的单位；{fix.zh}", f"there is no unit {unit}; {fix.en}")
    return Text(f"单位 {unit} 不能作 {role}；{fix.zh}", f"the unit {unit} cannot be {role}; {fix.en}")
