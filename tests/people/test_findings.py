from typing import Any

import pytest

from banfa.language.problems import Place
from banfa.people import Organisation, problems_with
from banfa.people.findings import circles, stand_in_circles
from banfa.people.organisation import StandIn
from tests.people.small import PROCESS, TEXT, organisation


def codes(org: Organisation) -> list[tuple[str, str]]:
    return [(p.code, p.element) for p in problems_with(org, PROCESS)]


def with_roles(**roles: Any) -> Organisation:
    return organisation(people={**TEXT["people"], "new": {"roles": roles}})


def test_the_sample_has_nothing_wrong() -> None:
    assert codes(organisation()) == []


def test_an_unknown_role_is_found_with_the_nearest_one() -> None:
    (problem,) = problems_with(with_roles(sales_unti="sales_east"), PROCESS)
    assert (problem.code, problem.element) == ("B601", "people.new.roles.sales_unti")
    assert problem.fix is not None and "sales_unit" in problem.fix.zh


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        ({"sales_unit": "nowhere"}, "B602"),
        ({"sales_unit": "plant_1"}, "B603"),
        ({"sales_superior": "plant_1"}, "B603"),
        ({"handling_lead": "sales_east"}, "B603"),
        ({"sales_unit": "company"}, "B604"),
        ({"qm": "sales_east"}, "B604"),
        ({"customer": "company"}, "B610"),
    ],
)
def test_a_role_that_does_not_fit_its_unit_is_found(roles: dict[str, str], code: str) -> None:
    (name,) = roles
    assert codes(with_roles(**roles)) == [(code, f"people.new.roles.{name}")]


def test_unknown_kinds_units_above_and_roles_of_units_are_found() -> None:
    org = organisation(
        units={**TEXT["units"], "x": {"is": "qn", "under": "hqq"}},
        people={**TEXT["people"], "new": {"kinds": ["lai"]}},
    )
    assert codes(org) == [("B601", "units.x"), ("B602", "units.x.under"), ("B611", "people.new.kinds")]


def test_units_under_each_other_in_a_circle_are_found() -> None:
    more = {"x": {"under": "y"}, "y": {"under": "z"}, "z": {"under": "x"}}
    assert codes(organisation(units={**TEXT["units"], **more})) == [("B612", "units.x.under")]


@pytest.mark.parametrize(
    ("stand_in", "code"),
    [
        ({"for": "qm.x", "by": "qm.b"}, "B605"),
        ({"for": "qm.a", "by": "qm.x"}, "B605"),
        ({"for": "qm.a", "by": "qm.a"}, "B607"),
        ({"for": "qm.a", "by": "qm.b", "from": "2026-02-01", "until": "2026-01-01"}, "B607"),
        ({"for": "qm.a", "by": "qm.b", "roles": ["sales_unit"]}, "B608"),
        ({"for": "qm.a", "by": "qm.b", "roles": ["qmm"]}, "B601"),
    ],
)
def test_a_stand_in_that_makes_no_sense_is_found(stand_in: dict[str, Any], code: str) -> None:
    assert [c for c, _ in codes(organisation(stand_ins=[stand_in]))] == [code]


def test_stand_ins_in_a_circle_on_one_day_are_found() -> None:
    there = {"for": "qm.a", "by": "qm.b", "from": "2026-01-01", "until": "2026-01-31"}
    back = {"for": "qm.b", "by": "qm.a", "from": "2026-01-31", "until": "2026-02-28"}
    assert codes(organisation(stand_ins=[there, back])) == [("B606", "stand_ins.qm.a")]


def test_stand_ins_the_other_way_round_on_other_days_are_no_circle() -> None:
    one = StandIn("a", "b", (), "2026-01-01", "2026-01-31")
    two = StandIn("b", "a", (), "2026-02-01", None)
    assert stand_in_circles([one, two]) == []
    assert stand_in_circles([one, StandIn("b", "a")]) == [("a", "b")]


def test_circles_share_no_node_and_begin_with_their_least() -> None:
    after = {"c": ["b"], "b": ["a", "x"], "a": ["c"], "x": [], "z": ["z"], "y": ["z"]}
    assert circles(after, after.__getitem__) == [("a", "c", "b"), ("z",)]


def test_a_role_that_acts_and_nobody_holds_is_a_warning() -> None:
    people = {p: says for p, says in TEXT["people"].items() if p != "sales.a"}
    (problem,) = problems_with(organisation(people=people), PROCESS)
    assert (problem.code, problem.severity, problem.element) == ("B609", "warning", "roles.sales_unit")


def test_a_unit_that_can_be_appointed_and_has_nobody_is_a_warning() -> None:
    org = organisation(units={**TEXT["units"], "plant_2": {"can_be": ["handling_dept"]}})
    (problem,) = problems_with(org, PROCESS)
    assert (problem.code, problem.severity, problem.element) == ("B613", "warning", "units.plant_2")


def test_a_problem_has_the_place_of_the_nearest_thing_written() -> None:
    places = {"people.new": Place("org.yaml", 9, 3)}
    (problem,) = problems_with(with_roles(qn="company"), PROCESS, places)
    assert problem.place == Place("org.yaml", 9, 3)
