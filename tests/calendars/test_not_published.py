"""Years that are not published: a range that says so, and that holds what is published later."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from banfa.calendars import Calendar, CalendarUnknown, Pause, Rules, Term, china, due
from tests.calendars.hidden_years import SINCE_2008, YEARS, from_then_on, only_that, outside_bounds

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("hide", [only_that, from_then_on])
def test_every_hidden_year_turns_out_within_the_bounds(hide: Callable[[int], frozenset[int]]) -> None:
    wrong = {y: outside_bounds(y, hide(y), range(y % 90, 366, 180)) for y in SINCE_2008}
    assert {year: found for year, found in wrong.items() if found} == {}


def a_term(chance: random.Random) -> Term:
    if chance.random() < 0.25:
        return Term(chance.randint(1, 120), "hour")
    return Term(chance.randint(1, 60), "working day")


def a_question(year: int, chance: random.Random) -> tuple[Term, datetime, list[Pause], Rules]:
    start = datetime(year - 1, 11, 15, tzinfo=ZONE) + timedelta(minutes=chance.randrange(330 * 24 * 60))
    pauses = []
    for _ in range(chance.choice([0, 0, 1, 2])):
        begin = start + timedelta(hours=chance.randrange(24 * 40))
        pauses.append(Pause(begin, begin + timedelta(hours=chance.randrange(24 * 30)), "stay"))
    rules = Rules(chance.random() < 0.3, chance.choice([None, time(17)]), chance.random() < 0.3)
    return a_term(chance), start, pauses, rules


@pytest.mark.parametrize("year", SINCE_2008)
def test_the_range_holds_what_is_published_later(year: int) -> None:
    chance, calendar = random.Random(year), china(without=only_that(year))
    ranges = 0
    for _ in range(40):
        term, start, pauses, rules = a_question(year, chance)
        before = due(term, start, calendar=calendar.with_rules(rules), pauses=pauses)
        try:
            after = due(term, start, calendar=china().with_rules(rules), pauses=pauses)
        except CalendarUnknown:
            continue
        assert before.latest and after.latest
        asked = term, start, pauses, rules
        assert before.earliest <= after.earliest and after.latest <= before.latest, asked
        assert before.known or (before.why and year in before.unpublished)
        ranges += not before.known
    assert ranges > 5


def test_the_range_says_which_calendar_is_missing() -> None:
    beyond = max(YEARS) + 1
    found = due("7 working days", datetime(beyond - 1, 12, 28, 9, tzinfo=ZONE))
    assert not found.known and not found.stopped and found.unpublished == (beyond,)
    assert found.why == (f"{beyond} 年的工作日历尚未公布", f"calendar not yet published: {beyond}")
    assert found.latest and timedelta(0) < found.latest - found.earliest < timedelta(days=20)


def test_terms_that_no_calendar_decides_are_known_in_any_year() -> None:
    for term in ("60 days", "3 months", "24 clock hours", "day 5"):
        assert due(term, datetime(2050, 3, 1, 9, tzinfo=ZONE)).known


def test_ten_years_of_unpublished_working_days_are_a_range_too() -> None:
    found = due("2500 working days", datetime(2050, 3, 1, 9, tzinfo=ZONE))
    assert found.latest and found.earliest.year >= 2059 and found.latest.year <= 2061


def rolling(calendar: Calendar) -> Calendar:
    return calendar.with_rules(Rules(rolls=True))


def test_the_end_rule_asks_an_unpublished_year_too() -> None:
    found = due("10 days", datetime(2050, 3, 1, 9, tzinfo=ZONE), calendar=rolling(china()))
    assert not found.known and found.earliest.date() == date(2050, 3, 11)
