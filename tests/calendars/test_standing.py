"""How a deadline stands, when to remind of it, what comes again, and days kept as facts."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from banfa.calendars import (
    BadTerm,
    CalendarUnknown,
    Due,
    Pause,
    calendar_on_record,
    china,
    days_on_record,
    due,
    is_overdue,
    next_turn,
    plain,
    remind_at,
    status,
)

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


KNOWN = due("7 working days", at("2026-09-28 09:00"))
OPEN = due("7 working days", at("2026-09-28 09:00"), pauses=[Pause(at("2026-10-09 09:00"), None, "送检")])
RANGE = Due(at("2027-01-04 23:59:59"), at("2027-01-19 23:59:59"))


@pytest.mark.parametrize(
    ("deadline", "as_of", "met", "stands"),
    [
        (KNOWN, "2026-10-13 23:59:59", None, "running"),
        (KNOWN, "2026-10-14 00:00:00", None, "overdue"),
        (KNOWN, "2026-12-01 00:00:00", "2026-10-13 23:59:59", "met"),
        (KNOWN, "2026-12-01 00:00:00", "2026-10-14 00:00:00", "late"),
        (OPEN, "2026-12-01 00:00:00", None, "stopped"),
        (OPEN, "2026-12-01 00:00:00", "2026-11-30 00:00:00", "met"),
        (RANGE, "2027-01-04 09:00:00", None, "provisional"),
        (RANGE, "2027-01-10 09:00:00", None, "provisional"),
        (RANGE, "2027-01-20 09:00:00", None, "overdue"),
        (RANGE, "2027-01-20 09:00:00", "2027-01-04 09:00:00", "met"),
        (RANGE, "2027-01-20 09:00:00", "2027-01-10 09:00:00", "provisional"),
        (RANGE, "2027-01-20 09:00:00", "2027-01-20 00:00:00", "late"),
    ],
)
def test_a_duty_stands(deadline: Due, as_of: str, met: str | None, stands: str) -> None:
    assert status(deadline, at(as_of), at(met) if met else None) == stands


def test_overdue_is_yes_no_or_not_known_yet() -> None:
    assert is_overdue(RANGE, at("2027-01-04 23:59:59")) is False
    assert is_overdue(RANGE, at("2027-01-05 00:00:00")) is None
    assert is_overdue(RANGE, at("2027-01-20 00:00:00")) is True
    assert is_overdue(OPEN, at("2030-01-01 00:00:00")) is False


@pytest.mark.parametrize(
    ("before", "reminder"),
    [
        ("1 working day", "2026-10-12 09:00"),
        ("3 working days", "2026-10-09 09:00"),
        ("4 working days", "2026-10-08 09:00"),
        ("5 working days", "2026-09-30 09:00"),
        ("3 days", "2026-10-10 09:00"),
        ("1 month", "2026-09-13 09:00"),
        ("2 clock hours", "2026-10-13 21:59:59"),
        ("30 clock minutes", "2026-10-13 23:29:59"),
    ],
)
def test_reminders_come_when_work_begins(before: str, reminder: str) -> None:
    assert remind_at(KNOWN, before) == at(reminder)


def test_the_reminder_of_a_fifth_on_a_holiday_comes_on_the_working_day_before() -> None:
    assert remind_at(due("day 5", at("2026-10-01 00:00")), "1 working day") == at("2026-09-30 09:00")


def test_a_reminder_in_an_unpublished_year_comes_early_rather_than_late() -> None:
    hidden = china(without=frozenset({2026}))
    truth = remind_at(KNOWN, "3 working days")
    assert remind_at(KNOWN, "3 working days", hidden) <= truth
    with pytest.raises(CalendarUnknown):
        remind_at(due("day 5", at("2004-01-02 00:00")), "10 working days")


@pytest.mark.parametrize("before", ["2 hours", "day 5", "0 days", "soon"])
def test_some_reminders_make_no_sense(before: str) -> None:
    with pytest.raises(BadTerm):
        remind_at(KNOWN, before)


# -- what comes again ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "on", "after", "turn"),
    [
        ("month", "day 1", "2026-10-01 00:00", "2026-11-01"),
        ("month", "day 1", "2026-09-30 23:59", "2026-10-01"),
        ("month", "day 31", "2026-02-01 00:00", "2026-02-28"),
        ("month", "day 31", "2026-02-28 12:00", "2026-03-31"),
        ("month", "day 1", "2026-12-15 00:00", "2027-01-01"),
        ("quarter", "day 5", "2026-10-05 00:00", "2027-01-05"),
        ("6 months", "day 1", "2026-03-01 00:00", "2026-07-01"),
        ("12 months", "day 15", "2026-01-14 00:00", "2026-01-15"),
        ("year", "day 15", "2026-01-15 00:00", "2027-01-15"),
        ("week", "day 1", "2026-11-23 08:00", "2026-11-30"),
        ("week", "day 5", "2026-11-24 08:00", "2026-11-27"),
    ],
)
def test_the_next_turn_begins(every: str, on: str, after: str, turn: str) -> None:
    assert next_turn(every, on, at(after), ZONE) == at(f"{turn} 00:00")


@pytest.mark.parametrize(
    ("every", "on"), [("5 months", "day 1"), ("moon", "day 1"), ("month", "1 day"), ("week", "day 8")]
)
def test_turns_that_are_none_are_refused(every: str, on: str) -> None:
    with pytest.raises(BadTerm):
        next_turn(every, on, at("2026-11-24 08:00"), ZONE)


# -- days as facts -------------------------------------------------------------------------------------------


def test_days_on_record_give_the_same_deadlines() -> None:
    record = days_on_record(china(), [2026, 2025, 2050])
    assert sorted(record) == ["2025", "2026"] and all(isinstance(days, str) for days in record.values())
    kept = calendar_on_record(record, china())
    assert due("7 working days", at("2026-09-28 09:00"), calendar=kept) == KNOWN
    assert all(
        kept.works(date(2025, m, d)) == china().works(date(2025, m, d)) for m in range(1, 13) for d in (1, 28)
    )


def test_a_record_knows_no_other_year() -> None:
    kept = calendar_on_record(days_on_record(china(), [2026]), china())
    with pytest.raises(CalendarUnknown):
        due("1 working day", at("2025-12-30 09:00"), calendar=kept)
    with pytest.raises(CalendarUnknown):
        due("9 working days", at("2026-12-28 09:00"), calendar=kept)


def test_a_broken_record_is_refused() -> None:
    for days in ("", "xyz", "f" * 200):
        with pytest.raises(BadTerm):
            calendar_on_record({"2026": days}, plain())
