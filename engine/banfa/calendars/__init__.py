"""Working days and deadlines as pure functions of given dates. It knows no wall clock and no cases.

Names are imported when first asked for: reading a calendar file costs, counting days does not.

- `due(term, start, calendar=…, pauses=…, extensions=…)`: until when, as `Due`: an instant, or the range in
  which it lies while a calendar is not yet published or a pause is open;
- `status`, `is_overdue`, `remind_at`: how a deadline stands at an instant, when to remind of it;
- `next_turn(every, on, after, zone)`: what comes again;
- `add_working_days(day, n)`, `subtract_working_days`, `working_days_between`: days that are all known;
- `china()`, `plain()`, `load_calendar(file)`, `calendar_from(content)`: calendars;
- `days_on_record`, `calendar_on_record`: the days as facts of an event, and back.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banfa.calendars.calendar import Calendar, Rules, china, plain
    from banfa.calendars.changes import ChangingTerm, Extension, ExtensionLimit, check_extensions
    from banfa.calendars.deadlines import Due, due
    from banfa.calendars.failures import CalendarUnknown, ExtensionRefused, NoWorkingDay, UnknownTimeZone
    from banfa.calendars.reading import calendar_from, load_calendar
    from banfa.calendars.record import calendar_on_record, days_on_record
    from banfa.calendars.standing import Status, is_overdue, remind_at, status
    from banfa.calendars.suspensions import Pause, Suspensions
    from banfa.calendars.turns import next_turn
    from banfa.calendars.working_days import add_working_days, subtract_working_days, working_days_between
    from banfa.language.terms import BadTerm, CalendarError, DayOfMonth, Term, term_of

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
    "Status",
    "Suspensions",
    "Term",
    "UnknownTimeZone",
    "add_working_days",
    "calendar_from",
    "calendar_on_record",
    "check_extensions",
    "china",
    "days_on_record",
    "due",
    "is_overdue",
    "load_calendar",
    "next_turn",
    "plain",
    "remind_at",
    "status",
    "subtract_working_days",
    "term_of",
    "working_days_between",
]

_ROOM = {
    ".calendar": "Calendar Rules china plain",
    ".changes": "ChangingTerm Extension ExtensionLimit check_extensions",
    ".deadlines": "Due due",
    ".failures": "CalendarUnknown ExtensionRefused NoWorkingDay UnknownTimeZone",
    ".reading": "calendar_from load_calendar",
    ".record": "calendar_on_record days_on_record",
    ".standing": "Status is_overdue remind_at status",
    ".suspensions": "Pause Suspensions",
    ".turns": "next_turn",
    "banfa.language.terms": "BadTerm CalendarError DayOfMonth Term term_of",
    ".working_days": "add_working_days subtract_working_days working_days_between",
}
"""Module → what it offers."""


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    module = next((module for module, names in _ROOM.items() if name in names.split()), None)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(module, __name__), name)
    return value
