"""Working days and deadlines as pure functions of given dates. It knows no wall clock and no cases.

- `add_working_days(day, n)`, `subtract_working_days`, `working_days_between`: days that are all known;
- `china()`, `plain()`: calendars.
"""

from banfa.calendars.calendar import Calendar, Rules, china, plain
from banfa.calendars.deadlines import Due, due
from banfa.calendars.failures import (
    BadTerm,
    CalendarError,
    CalendarUnknown,
    ExtensionRefused,
    NoWorkingDay,
    UnknownTimeZone,
)
from banfa.calendars.suspensions import Pause, Suspensions
from banfa.calendars.terms import (
    ChangingTerm,
    DayOfMonth,
    Extension,
    ExtensionLimit,
    Term,
    check_extensions,
    term_of,
)
from banfa.calendars.working_days import add_working_days, subtract_working_days, working_days_between

__all__ = [
    "BadTerm",
    "Calendar",
    "CalendarError",
    "CalendarUnknown",
    "ChangingTerm",
    "DayOfMonth",
    "Due",
    "Extension",
    "ExtensionLimit",
    "ExtensionRefused",
    "NoWorkingDay",
    "Pause",
    "Rules",
    "Suspensions",
    "Term",
    "UnknownTimeZone",
    "add_working_days",
    "check_extensions",
    "china",
    "due",
    "plain",
    "subtract_working_days",
    "term_of",
    "working_days_between",
]
