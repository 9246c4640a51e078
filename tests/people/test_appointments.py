from typing import Any

import pytest

from banfa.people import check_appointments
from tests.people.small import PROCESS, TEXT, organisation

ASSIGN = PROCESS.steps["assign"]


@pytest.mark.parametrize("given", ["plant_1", ["plant_1"], None, 7])
def test_a_unit_that_can_be_it_or_none_or_a_malformed_one_is_no_problem_here(given: Any) -> None:
    assert check_appointments(organisation(), PROCESS, ASSIGN, {"handling_dept": given}) == ()


@pytest.mark.parametrize(("unit", "says"), [("plant_l", "没有"), ("sales_east", "不能作")])
def test_an_unknown_or_unfit_unit_is_told_with_one_that_fits(unit: str, says: str) -> None:
    (bad,) = check_appointments(organisation(), PROCESS, ASSIGN, {"handling_dept": unit})
    assert bad.at == "handling_dept"
    assert says in bad.message.zh and "plant_1" in bad.message.zh and "plant_1" in bad.message.en


def test_each_of_several_units_is_looked_at() -> None:
    org = organisation(units={**TEXT["units"], "plant_2": {"can_be": ["handling_dept"]}})
    bad = check_appointments(org, PROCESS, ASSIGN, {"handling_dept": ["plant_1", "x", "y"]})
    assert len(bad) == 2


def test_data_of_other_fields_are_not_looked_at() -> None:
    assert check_appointments(organisation(), PROCESS, ASSIGN, {"complained_dept": "x"}) == ()
