"""Who holds which role, for which unit, standing in for whom, on a given date. It knows no cases."""

from banfa.people.appointments import BadAppointment, check_appointments
from banfa.people.findings import problems_with
from banfa.people.members import Member, members_of
from banfa.people.organisation import Grant, Organisation, Person, StandIn, Unit
from banfa.people.reading import organisation_for, organisation_of

__all__ = [
    "BadAppointment",
    "Grant",
    "Member",
    "Organisation",
    "Person",
    "StandIn",
    "Unit",
    "check_appointments",
    "members_of",
    "organisation_for",
    "organisation_of",
    "problems_with",
]
