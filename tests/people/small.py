"""A small process and organisation, built without any text."""

from dataclasses import fields
from typing import Any

from banfa.language.process import Origin, Process, Role, Separation, Step
from banfa.people import Organisation, organisation_of

NOWHERE = Origin()


def role(name: str, scope: str = "company", acts_for: str | None = None, **more: Any) -> Role:
    given: dict[str, Any] = {"many": False, "outside": False, "recorded_by": (), "aliases": (), "kinds": ()}
    return Role(name, name, scope, acts_for, **{**given, **more}, origin=NOWHERE)


def step(name: str, by: str, appoint: tuple[str, ...] = ()) -> Step:
    empty = {f.name: () for f in fields(Step)}
    given = {"id": name, "title": name, "kind": "act", "by": (by,), "appoint": appoint, "origin": NOWHERE}
    return Step(**{**empty, **given})  # type: ignore[arg-type]


def process(*roles: Role, steps: tuple[Step, ...] = (), rules: tuple[Separation, ...] = ()) -> Process:
    empty: dict[str, Any] = {f.name: {} for f in fields(Process) if f.name != "cache"}
    given = {
        "id": "small",
        "roles": {r.id: r for r in roles},
        "steps": {s.id: s for s in steps},
        "separations": {r.id: r for r in rules},
    }
    return Process(**{**empty, **given})


PROCESS = process(
    role("sales_unit", "unit"),
    role("sales_superior", "sales_unit"),
    role("handling_dept", "case"),
    role("handling_lead", acts_for="handling_dept"),
    role("qm", kinds=("lay",)),
    role("customer", outside=True),
    steps=(
        step("receive", "sales_unit"),
        step("assign", "qm", ("handling_dept",)),
        step("report", "handling_dept"),
    ),
)

TEXT: dict[str, Any] = {
    "org": "sample",
    "units": {
        "hq": {"title": "总部"},
        "sales_east": {"title": "华东", "is": "sales_unit", "under": "hq"},
        "plant_1": {"can_be": ["handling_dept"]},
    },
    "people": {
        "sales.a": {"roles": {"sales_unit": "sales_east"}},
        "super.a": {"roles": {"sales_superior": "sales_east"}},
        "qm.a": {"roles": {"qm": "company"}, "kinds": ["lay"]},
        "qm.b": {"roles": {"qm": "company"}, "admin": True},
        "prod.a": {"roles": {"handling_dept": "plant_1", "handling_lead": "plant_1"}},
    },
    "stand_ins": [
        {"for": "qm.a", "by": "qm.b", "roles": ["qm"], "from": "2026-10-01", "until": "2026-10-08"},
    ],
}


def organisation(**sections: Any) -> Organisation:
    """The sample with whole sections replaced."""
    return organisation_of({**TEXT, **sections})
