"""Working days of mainland China: as published, and an error where nothing is."""

from datetime import date, datetime, timedelta

import chinese_calendar
import pytest

from banfa.calendars import (
    BadTerm,
    CalendarUnknown,
    NoWorkingDay,
    add_working_days,
    china,
    plain,
    subtract_working_days,
    working_days_between,
)
from banfa.calendars.published import published

ONE = timedelta(days=1)


def every_day_of(year: int) -> list[date]:
    return [date(year, 1, 1) + ONE * i for i in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def test_every_day_of_every_year_known_is_as_chinesecalendar_says() -> None:
    years = sorted(published())
    assert years[0] == 2004 and years[-1] >= 2026 and len(years) == years[-1] - years[0] + 1
    days = [day for year in years for day in every_day_of(year)]
    wrong = [day for day in days if china().works(day) != chinese_calendar.is_workday(day)]
    assert wrong == [] and len(days) >= 8_401


def test_seven_working_days_over_the_national_holiday() -> None:
    assert add_working_days(date(2026, 9, 28), 7) == date(2026, 10, 13)
    assert subtract_working_days(date(2026, 10, 13), 7) == date(2026, 9, 28)
    assert working_days_between(date(2026, 1, 1), date(2026, 12, 31)) == 248


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(1999, 5, 4), date(1, 1, 1), date(9999, 12, 31)])
def test_years_that_are_not_known_are_said_to_be(day: date) -> None:
    with pytest.raises(CalendarUnknown) as found:
        add_working_days(day, 7)
    assert found.value.year == day.year or day.year < 2000 or day.year > 2100
    with pytest.raises(CalendarUnknown):
        china().works(day)


def test_a_term_that_runs_into_a_year_not_known_names_it() -> None:
    hidden = china(without=frozenset({2026}))
    assert add_working_days(date(2025, 12, 24), 5, hidden) == date(2025, 12, 31)
    with pytest.raises(CalendarUnknown) as found:
        add_working_days(date(2025, 12, 24), 6, hidden)
    assert found.value.year == 2026
    with pytest.raises(CalendarUnknown):
        subtract_working_days(date(2027, 1, 4), 1, hidden)
    with pytest.raises(CalendarUnknown):
        working_days_between(date(2025, 12, 31), date(2026, 1, 1), hidden)


@pytest.mark.parametrize("number", [0, -1, 10**6, 10**30, True, 1.5])
def test_no_days_and_a_century_of_them_are_refused(number: int) -> None:
    for count in (add_working_days, subtract_working_days):
        with pytest.raises(BadTerm):
            count(date(2026, 9, 28), number)


def test_an_instant_is_no_day() -> None:
    with pytest.raises(BadTerm):
        add_working_days(datetime(2026, 9, 28, 9), 7)


def test_a_calendar_that_never_works_says_so_at_once() -> None:
    never = plain(frozenset())
    with pytest.raises(NoWorkingDay):
        add_working_days(date(2026, 9, 28), 7, never)
    with pytest.raises(NoWorkingDay):
        subtract_working_days(date(2026, 9, 28), 7, never)
    assert working_days_between(date(2026, 1, 1), date(2026, 12, 31), never) == 0
    assert working_days_between(date(2026, 1, 2), date(2026, 1, 1)) == 0
