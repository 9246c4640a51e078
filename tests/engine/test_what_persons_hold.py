"""What a person holds is worked out once a day and organisation, and changes with either."""

from datetime import UTC, datetime

from banfa.engine.asking import grants_of
from banfa.kernel.command import Grant
from banfa.people import Organisation, Person, StandIn

MONDAY, TUESDAY = datetime(2026, 9, 28, 9, tzinfo=UTC), datetime(2026, 9, 29, 9, tzinfo=UTC)
ANN = Person("ann", (("applicant", "east"),))


def test_another_organisation_gives_other_roles() -> None:
    before = Organisation("small", people={"ann": ANN})
    after = Organisation("small", people={"ann": Person("ann", (("approver", "*"),))})
    for _ in range(2):
        assert grants_of(before, "ann", MONDAY) == (Grant("applicant", "east"),)
        assert grants_of(after, "ann", MONDAY) == (Grant("approver", "*"),)


def test_a_stand_in_holds_it_on_his_days_only() -> None:
    stand_in = StandIn("ann", "bob", start="2026-09-29")
    org = Organisation("small", people={"ann": ANN, "bob": Person("bob")}, stand_ins=(stand_in,))
    for _ in range(2):
        assert grants_of(org, "bob", MONDAY) == ()
        assert grants_of(org, "bob", TUESDAY) == (Grant("applicant", "east", "ann"),)
