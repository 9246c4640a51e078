import copy

import pytest

from banfa.people import Grant, organisation_of
from tests.people.small import TEXT, organisation


def test_a_company_role_is_granted_with_the_unit_star() -> None:
    assert organisation().grants("qm.a", "2026-01-01") == (Grant("qm", "*"),)


def test_a_role_of_a_unit_is_granted_with_that_unit() -> None:
    assert organisation().grants("sales.a", "2026-01-01") == (Grant("sales_unit", "sales_east"),)


def test_a_stranger_is_granted_nothing() -> None:
    assert organisation().grants("nobody", "2026-01-01") == ()


@pytest.mark.parametrize(
    ("day", "stands_in"),
    [("2026-09-30", False), ("2026-10-01", True), ("2026-10-08", True), ("2026-10-09", False)],
)
def test_a_stand_in_holds_from_the_first_day_to_the_last_both_included(day: str, stands_in: bool) -> None:
    lent = Grant("qm", "*", "qm.a")
    assert (lent in organisation().grants("qm.b", day)) is stands_in


def test_own_grants_come_before_those_of_standing_in() -> None:
    assert organisation().grants("qm.b", "2026-10-02") == (Grant("qm", "*"), Grant("qm", "*", "qm.a"))


def test_a_stand_in_lends_only_the_roles_named() -> None:
    both = {"roles": {"sales_unit": "sales_east", "qm": "company"}}
    org = organisation(
        people={"a": both, "b": {}},
        stand_ins=[{"for": "a", "by": "b", "roles": ["qm"]}],
    )
    assert org.grants("b", "2026-01-01") == (Grant("qm", "*", "a"),)


def test_a_stand_in_without_roles_lends_all() -> None:
    both = {"roles": {"sales_unit": "sales_east", "qm": "company"}}
    org = organisation(people={"a": both, "b": {}}, stand_ins=[{"for": "a", "by": "b"}])
    assert {g.role for g in org.grants("b", "2026-01-01")} == {"sales_unit", "qm"}


def test_who_stands_in_cannot_lend_what_was_lent() -> None:
    org = organisation(
        people={"a": {"roles": {"qm": "company"}}, "b": {}, "c": {}},
        stand_ins=[{"for": "a", "by": "b"}, {"for": "b", "by": "c"}],
    )
    assert org.grants("c", "2026-01-01") == ()


def test_a_person_may_hold_a_role_in_several_units() -> None:
    org = organisation(people={"a": {"roles": {"handling_dept": ["plant_2", "plant_1"]}}}, stand_ins=[])
    assert [g.unit for g in org.grants("a", "2026-01-01")] == ["plant_1", "plant_2"]


def test_the_persons_of_a_role_are_its_holders_and_their_stand_ins() -> None:
    org = organisation(
        people={"a": {"roles": {"qm": "company"}}, "b": {}},
        stand_ins=[{"for": "a", "by": "b", "until": "2026-01-31"}],
    )
    assert org.persons_of("qm", "*", "2026-01-31") == ("a", "b")
    assert org.persons_of("qm", "*", "2026-02-01") == ("a",)


def test_a_unit_can_be_what_it_is_and_what_it_may_be_appointed_to() -> None:
    org = organisation()
    assert org.can_be("sales_east", "sales_unit")
    assert org.can_be("plant_1", "handling_dept")
    assert not org.can_be("plant_1", "sales_unit")
    assert not org.can_be("nowhere", "sales_unit")


def test_only_an_admin_may_apply_an_organisation() -> None:
    assert organisation().is_admin("qm.b")
    assert not organisation().is_admin("qm.a")
    assert not organisation().is_admin("nobody")


def test_the_digest_does_not_depend_on_the_order_of_writing() -> None:
    turned = {key: TEXT[key] for key in reversed(TEXT)}
    turned["people"] = dict(reversed(TEXT["people"].items()))
    assert organisation_of(turned).digest == organisation().digest


@pytest.mark.parametrize(
    ("section", "element", "key", "value"),
    [
        ("units", "plant_1", "can_be", []),
        ("people", "qm.a", "admin", True),
        ("people", "sales.a", "roles", {}),
        ("units", "hq", "title", "总公司"),
    ],
)
def test_the_digest_changes_with_the_content(section: str, element: str, key: str, value: object) -> None:
    changed = copy.deepcopy(TEXT)
    changed[section][element][key] = value
    assert organisation_of(changed).digest != organisation().digest
