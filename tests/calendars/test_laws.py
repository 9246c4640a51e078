"""Laws that hold of every deadline, tried on random ones."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from banfa.calendars import (
    Extension,
    Pause,
    Rules,
    Term,
    add_working_days,
    china,
    due,
    plain,
    subtract_working_days,
    working_days_between,
)
from banfa.calendars.calendar import Calendar
from banfa.calendars.months import add_months
from banfa.calendars.published import published
from banfa.calendars.suspensions import FOREVER, free, merged
from banfa.calendars.zones import end_of_day, instant
from banfa.language.terms import Unit

ZONES = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Cairo",
]
DAYS = st.dates(date(2005, 1, 1), date(2024, 12, 31))
STARTS = st.datetimes(
    datetime(2005, 1, 1), datetime(2022, 12, 31), timezones=st.just(ZoneInfo("Asia/Shanghai"))
)
NUMBERS = st.integers(1, 60)
UNITS: st.SearchStrategy[Unit] = st.sampled_from(
    ["working day", "day", "month", "hour", "clock hour", "clock minute", "minute"]
)
RULES = st.builds(Rules, st.booleans(), st.none() | st.times(), st.booleans())


@st.composite
def pauses_after(draw: st.DrawFn, start: datetime) -> list[Pause]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        begin = start + timedelta(minutes=draw(st.integers(-10_000, 60_000)))
        found.append(Pause(begin, begin + timedelta(minutes=draw(st.integers(0, 40_000)))))
    return found


@given(DAYS, NUMBERS, NUMBERS)
def test_working_days_add_up(day: date, a: int, b: int) -> None:
    assert add_working_days(add_working_days(day, a), b) == add_working_days(day, a + b)
    assert add_working_days(day, a) < add_working_days(day, a + 1)
    assert working_days_between(day + timedelta(1), add_working_days(day, a)) == a


@given(DAYS, NUMBERS)
def test_going_back_undoes_going_on(day: date, n: int) -> None:
    back = subtract_working_days(add_working_days(day, n), n)
    assert back <= day and working_days_between(back + timedelta(1), day) == 0
    assert working_days_between(subtract_working_days(day, n), day - timedelta(1)) == n


@given(st.data(), STARTS, NUMBERS, UNITS, RULES)
def test_more_time_never_ends_earlier(
    data: st.DataObject, start: datetime, n: int, unit: Unit, rules: Rules
) -> None:
    calendar, pauses = china().with_rules(rules), data.draw(pauses_after(start))
    ends = [due(Term(k, unit), start, calendar=calendar, pauses=pauses) for k in (n, n + 1)]
    assert all(end.known for end in ends) and ends[0].earliest <= ends[1].earliest


@given(st.data(), STARTS, NUMBERS, NUMBERS, UNITS)
def test_an_extension_in_the_same_unit_is_a_longer_term(
    data: st.DataObject, start: datetime, a: int, b: int, unit: Unit
) -> None:
    pauses = data.draw(pauses_after(start))
    longer = due(Term(a + b, unit), start, pauses=pauses)
    assert due(Term(a, unit), start, pauses=pauses, extensions=[Extension(Term(b, unit), "why")]) == longer


@given(st.data(), STARTS, NUMBERS, UNITS)
def test_a_pause_never_brings_the_end_nearer(
    data: st.DataObject, start: datetime, n: int, unit: Unit
) -> None:
    pauses = data.draw(pauses_after(start))
    with_all = due(Term(n, unit), start, pauses=pauses)
    assert due(Term(n, unit), start, pauses=pauses[1:]).earliest <= with_all.earliest
    assert due(Term(n, unit), start, pauses=[*pauses, *pauses]) == with_all
    assert due(Term(n, unit), start, pauses=pauses[::-1]) == with_all


@given(STARTS, st.integers(1, 400), st.integers(0, 300), st.integers(0, 300))
def test_a_pause_within_the_term_moves_the_end_by_its_length(
    start: datetime, n: int, after: int, length: int
) -> None:
    begin = start + timedelta(hours=min(after, n - 1))
    pause = Pause(begin, begin + timedelta(hours=length))
    assert (
        due(Term(n, "clock hour"), start, pauses=[pause]).earliest
        == due(Term(n + length, "clock hour"), start).earliest
    )
    day = start + timedelta(days=1 + min(after, n - 1))
    pause = Pause(day, day + timedelta(days=length))
    assert due(Term(n, "day"), start, pauses=[pause]).earliest == due(Term(n + length, "day"), start).earliest


@given(STARTS, NUMBERS, UNITS, RULES)
def test_an_open_pause_lies_between_no_pause_and_any_end_of_it(
    start: datetime, n: int, unit: Unit, rules: Rules
) -> None:
    calendar, begin = china().with_rules(rules), start + timedelta(hours=5)
    still = due(Term(n, unit), start, calendar=calendar, pauses=[Pause(begin)])
    ended = due(Term(n, unit), start, calendar=calendar, pauses=[Pause(begin, begin + timedelta(days=9))])
    assert still.earliest <= ended.earliest
    assert still.latest in (None, ended.latest)


@given(st.dates(date(1, 1, 1), date(9000, 1, 1)), st.integers(0, 1_200))
def test_months_keep_the_day_or_take_the_last(day: date, n: int) -> None:
    found = add_months(day, n)
    assert (found.year - day.year) * 12 + found.month - day.month == n
    assert found.day == day.day or (found.day < day.day and (found + timedelta(1)).day == 1)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))), st.integers(0, 40))
def test_merged_spans_are_the_same_points_sorted_and_apart(spans: list[tuple[int, int]], begin: int) -> None:
    whole = merged(spans)
    assert {i for a, b in whole for i in range(a, b)} == {i for a, b in spans for i in range(a, b)}
    assert all(a[1] < b[0] for a, b in pairwise(whole))
    outside = {i for a, b in free(begin, whole) for i in range(a, min(b, 100))}
    assert outside == set(range(begin, 100)) - {i for a, b in whole for i in range(a, b)}
    assert list(free(FOREVER, whole)) == []


@settings(max_examples=60)
@given(st.sampled_from(ZONES), st.dates(date(2005, 1, 1), date(2030, 1, 1)))
def test_every_second_belongs_to_one_day(zone: str, day: date) -> None:
    there = ZoneInfo(zone)
    end, second = end_of_day(day, there), timedelta(seconds=1)
    assert end.date() <= day < datetime.fromtimestamp(end.timestamp() + 1, there).date()
    assert (
        instant(day + timedelta(1), datetime.min.time(), there).timestamp() - end.timestamp()
        == second.total_seconds()
    )


def hidden(year: int) -> Calendar:
    return china(without=frozenset({year}))


@settings(max_examples=150)
@given(st.data(), st.sampled_from([y for y in published() if y >= 2008]), NUMBERS, RULES)
def test_a_range_holds_what_is_published_later(data: st.DataObject, year: int, n: int, rules: Rules) -> None:
    start = datetime(year - 1, 12, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    start += timedelta(minutes=data.draw(st.integers(0, 400_000)))
    pauses = data.draw(pauses_after(start))
    term = Term(n, data.draw(st.sampled_from(["working day", "hour", "day"])))
    before = due(term, start, calendar=hidden(year).with_rules(rules), pauses=pauses)
    after = due(term, start, calendar=china().with_rules(rules), pauses=pauses)
    assert before.latest and after.latest
    assert before.earliest <= after.earliest and after.latest <= before.latest


@given(STARTS, st.integers(1, 250), st.booleans())
def test_without_holidays_five_working_days_are_a_week(start: datetime, weeks: int, counts: bool) -> None:
    calendar = plain().with_rules(Rules(first_counts=counts))
    begun = due("1 working day", start, calendar=calendar).earliest
    assert due(Term(5 * weeks + 1, "working day"), start, calendar=calendar).earliest == begun + timedelta(
        7 * weeks
    )
