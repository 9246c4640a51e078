"""Until when: worked examples of every kind of term, start and end."""

from datetime import date, datetime, time

import pytest

from banfa.calendars import (
    BadTerm,
    CalendarError,
    CalendarUnknown,
    ChangingTerm,
    Extension,
    ExtensionLimit,
    ExtensionRefused,
    NoWorkingDay,
    Pause,
    Rules,
    Suspensions,
    Term,
    UnknownTimeZone,
    check_extensions,
    china,
    due,
    plain,
    term_of,
)


def at(text: str) -> datetime:
    """`2026-09-28 09:00` in Shanghai, or an instant with its offset."""
    return datetime.fromisoformat(text if "T" in text else f"{text}+08:00")


def ends(term: str, start: str, *pauses: Pause, rules: Rules | None = None) -> str:
    calendar = china().with_rules(rules or Rules())
    found = due(term, at(start), calendar=calendar, pauses=pauses)
    assert found.known and found.latest
    return found.latest.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        ("7 working days", "2026-09-28 09:00", "2026-10-13 23:59:59"),
        ("1 working day", "2026-09-30 23:59", "2026-10-08 23:59:59"),
        ("1 working day", "2026-10-09 10:00", "2026-10-10 23:59:59"),
        ("60 days", "2026-09-28 09:00", "2026-11-27 23:59:59"),
        ("1 month", "2026-01-31 09:00", "2026-02-28 23:59:59"),
        ("1 month", "2024-01-31 09:00", "2024-02-29 23:59:59"),
        ("2 months", "2026-01-31 09:00", "2026-03-31 23:59:59"),
        ("12 months", "2024-02-29 09:00", "2025-02-28 23:59:59"),
        ("24 clock hours", "2026-09-30 17:00", "2026-10-01 17:00:00"),
        ("90 clock minutes", "2026-09-30 17:00", "2026-09-30 18:30:00"),
        ("8 hours", "2026-09-30 17:00", "2026-10-08 17:00:00"),
        ("30 minutes", "2026-09-30 11:45", "2026-09-30 13:15:00"),
        ("8 hours", "2026-10-03 03:00", "2026-10-08 18:00:00"),
        ("day 5", "2026-10-01 00:00", "2026-10-05 23:59:59"),
        ("day 5", "2026-10-05 12:00", "2026-10-05 23:59:59"),
        ("day 5", "2026-10-06 00:00", "2026-11-05 23:59:59"),
        ("day 31", "2026-02-03 00:00", "2026-02-28 23:59:59"),
        ("day 31", "2026-12-31 08:00", "2026-12-31 23:59:59"),
    ],
)
def test_a_term_ends(term: str, start: str, end: str) -> None:
    assert ends(term, start) == end


@pytest.mark.parametrize(
    ("rules", "term", "start", "end"),
    [
        (Rules(first_counts=True), "1 working day", "2026-09-28 09:00", "2026-09-28 23:59:59"),
        (Rules(first_counts=True), "1 working day", "2026-10-01 09:00", "2026-10-08 23:59:59"),
        (Rules(first_counts=True), "1 day", "2026-10-01 09:00", "2026-10-01 23:59:59"),
        (Rules(first_counts=True), "1 month", "2026-03-01 09:00", "2026-03-31 23:59:59"),
        (Rules(first_counts=True), "1 month", "2026-01-31 09:00", "2026-02-28 23:59:59"),
        (Rules(cut_off=time(17)), "1 working day", "2026-09-28 17:00", "2026-09-29 23:59:59"),
        (Rules(cut_off=time(17)), "1 working day", "2026-09-28 17:01", "2026-09-30 23:59:59"),
        (Rules(cut_off=time(17)), "1 working day", "2026-10-01 09:00", "2026-10-09 23:59:59"),
        (Rules(cut_off=time(17)), "2 days", "2026-09-28 18:00", "2026-10-01 23:59:59"),
        (Rules(rolls=True), "3 days", "2026-09-28 09:00", "2026-10-08 23:59:59"),
        (Rules(rolls=True), "day 5", "2026-10-01 09:00", "2026-10-08 23:59:59"),
        (Rules(rolls=True), "1 month", "2026-08-31 09:00", "2026-09-30 23:59:59"),
        (Rules(closes=time(17, 30)), "7 working days", "2026-09-28 09:00", "2026-10-13 17:30:00"),
    ],
)
def test_rules_say_how_a_term_begins_and_ends(rules: Rules, term: str, start: str, end: str) -> None:
    assert ends(term, start, rules=rules) == end


# -- pauses --------------------------------------------------------------------------------------------------


def test_days_of_a_pause_do_not_count_and_the_day_it_ends_does() -> None:
    testing = Pause(at("2026-10-08 15:00"), at("2026-10-12 09:00"), "送检")
    assert ends("7 working days", "2026-09-28 09:00", testing) == "2026-10-16 23:59:59"
    assert ends("10 days", "2026-09-28 09:00", testing) == "2026-10-12 23:59:59"
    assert ends("1 month", "2026-09-28 09:00", testing) == "2026-11-01 23:59:59"


def test_overlapping_pauses_stop_the_clock_once() -> None:
    first, second = (
        Pause(at("2026-10-08 00:00"), at("2026-10-10 00:00")),
        Pause(at("2026-10-09 00:00"), at("2026-10-12 00:00")),
    )
    whole = Pause(at("2026-10-08 00:00"), at("2026-10-12 00:00"))
    assert ends("20 days", "2026-10-01 08:00", first, second) == ends("20 days", "2026-10-01 08:00", whole)


def test_hours_stand_still_to_the_second() -> None:
    pause = Pause(at("2026-09-28 10:00"), at("2026-09-28 10:30:30"))
    assert ends("2 clock hours", "2026-09-28 09:00", pause) == "2026-09-28 11:30:30"
    assert ends("2 hours", "2026-09-28 11:00", pause) == "2026-09-28 14:00:00"
    assert ends("2 hours", "2026-09-28 10:15", pause) == "2026-09-28 13:30:30"


def test_a_day_of_the_month_is_not_moved_by_pauses() -> None:
    assert ends("day 5", "2026-10-01 08:00", Pause(at("2026-10-02 00:00"), None)) == "2026-10-05 23:59:59"


def test_an_open_pause_leaves_the_end_open_and_says_why() -> None:
    for term in ("7 working days", "10 days", "1 month", "400 clock hours", "60 hours"):
        found = due(term, at("2026-09-28 09:00"), pauses=[Pause(at("2026-10-08 09:00"), None, "送检")])
        assert found.stopped and not found.known and found.latest is None
        assert found.why and "送检" in found.why.zh and "送检" in found.why.en
        assert found.earliest == due(term, at("2026-09-28 09:00")).latest


def test_a_pause_after_the_end_changes_nothing() -> None:
    assert ends("7 working days", "2026-09-28 09:00", Pause(at("2026-10-14 00:00"), None)) == (
        "2026-10-13 23:59:59"
    )


def test_the_ledger_keeps_every_pause_with_its_reason() -> None:
    ledger = Suspensions().suspend(at("2026-10-08 09:00"), "送检").suspend(at("2026-10-09 09:00"), "停产")
    assert ledger.reasons_at(at("2026-10-09 10:00")) == ("送检", "停产")
    ledger = ledger.resume(at("2026-10-10 09:00"), "送检")
    assert ledger.reasons_at(at("2026-10-10 09:00")) == ("停产",)
    assert [(p.reason, p.end) for p in ledger.pauses] == [("送检", at("2026-10-10 09:00")), ("停产", None)]
    with pytest.raises(BadTerm):
        ledger.resume(at("2026-10-11 09:00"), "送检")
    with pytest.raises(BadTerm):
        Pause(at("2026-10-11 09:00"), at("2026-10-10 09:00"))
    with pytest.raises(BadTerm):
        Pause(datetime(2026, 10, 11))


# -- extensions, changes -------------------------------------------------------------------------------------


def test_an_extension_goes_on_where_the_term_ends() -> None:
    start, why = at("2026-09-28 09:00"), "案情复杂"
    same = due("7 working days", start, extensions=[Extension(Term(3, "working day"), why)])
    assert same == due("10 working days", start)
    other = due("7 working days", start, extensions=[Extension(Term(1, "month"), why)])
    assert other.latest == at("2026-11-13 23:59:59")
    assert due("day 5", start, extensions=[Extension(Term(2, "day"), why)]).latest == at(
        "2026-10-07 23:59:59"
    )
    with pytest.raises(BadTerm):
        due("24 clock hours", start, extensions=[Extension(Term(1, "day"), why)])


def test_an_extension_has_a_reason_and_a_limit() -> None:
    limit = ExtensionLimit(times=2, at_most=Term(30, "working day"))
    once = Extension(Term(15, "working day"), "案情复杂")
    check_extensions([once, once], limit)
    for refused in (
        [once, once, once],
        [Extension(Term(31, "working day"), "案情复杂")],
        [Extension(Term(1, "day"), "案情复杂")],
        [Extension(Term(1, "working day"), " \u3000")],
    ):
        with pytest.raises(ExtensionRefused):
            check_extensions(refused, limit)


def test_what_began_before_a_change_keeps_its_term() -> None:
    changing = ChangingTerm(Term(60, "day"), ((date(2026, 4, 1), Term(45, "working day")),))
    assert due(changing, at("2026-03-31 23:59")) == due("60 days", at("2026-03-31 23:59"))
    assert due(changing, at("2026-04-01 00:00")) == due("45 working days", at("2026-04-01 00:00"))
    with pytest.raises(BadTerm):
        ChangingTerm(
            Term(60, "day"), ((date(2026, 4, 1), Term(45, "day")), (date(2026, 4, 1), Term(4, "day")))
        )


# -- time zones ----------------------------------------------------------------------------------------------


def test_a_day_belongs_to_the_time_zone() -> None:
    found = due("1 day", at("2026-09-28T23:30+00:00"))
    assert found.latest == at("2026-09-30 23:59:59")


@pytest.mark.parametrize(
    ("zone", "start", "term", "end"),
    [
        ("Europe/Berlin", "2026-03-28T12:00+01:00", "24 clock hours", "2026-03-29T13:00+02:00"),
        ("Europe/Berlin", "2026-03-28T12:00+01:00", "1 day", "2026-03-29T23:59:59+02:00"),
        ("Europe/Berlin", "2026-10-24T12:00+02:00", "24 clock hours", "2026-10-25T11:00+01:00"),
        ("Europe/Berlin", "2026-10-24T12:00+02:00", "1 day", "2026-10-25T23:59:59+01:00"),
        ("America/Sao_Paulo", "2018-11-02T12:00-03:00", "1 day", "2018-11-03T23:59:59-03:00"),
        ("America/Sao_Paulo", "2018-11-03T12:00-03:00", "1 day", "2018-11-04T23:59:59-02:00"),
        ("Africa/Cairo", "2024-04-25T12:00+02:00", "1 day", "2024-04-26T23:59:59+03:00"),
        ("Asia/Kathmandu", "2026-01-01T23:00+05:45", "1 day", "2026-01-02T23:59:59+05:45"),
    ],
)
def test_days_on_which_clocks_change_end_when_they_end(zone: str, start: str, term: str, end: str) -> None:
    found = due(term, at(start), calendar=plain(zone=zone))
    assert found.latest == at(end) and found.latest.isoformat() == at(end).isoformat()


def test_an_unknown_time_zone_is_said_to_be() -> None:
    for name in ("Asia/Beijing", "", "../etc/passwd", "\0", "x" * 999):
        with pytest.raises(UnknownTimeZone):
            china(name)
        with pytest.raises(UnknownTimeZone):
            china().in_zone(name)


# -- what cannot be counted ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "term",
    [
        "0 days",
        "-1 days",
        "3661 days",
        "100 years",
        "121 months",
        "999999999 clock minutes",
        "9" * 40 + " days",
        "7 workdays",
        "day 0",
        "day 32",
        "",
        "seven days",
        "７ days",
        "7 days\n",
    ],
)
def test_a_term_that_is_none_is_refused_in_both_languages(term: str) -> None:
    with pytest.raises(BadTerm) as found:
        due(term, at("2026-09-28 09:00"))
    assert found.value.text.zh and found.value.text.en


def test_terms_read_as_they_are_written() -> None:
    for text in ("7 working days", "1 working day", "24 clock hours", "1 month", "8 hours", "day 5"):
        assert str(term_of(text)) == text
    assert term_of("1 days") == Term(1, "day")


def test_a_start_without_offset_is_refused() -> None:
    with pytest.raises(BadTerm):
        due("7 days", datetime(2026, 9, 28, 9))


@pytest.mark.parametrize("term", ["1 working day", "1 hour"])
def test_a_calendar_that_never_works_says_so(term: str) -> None:
    with pytest.raises(NoWorkingDay):
        due(term, at("2026-09-28 09:00"), calendar=plain(frozenset()))


@pytest.mark.parametrize(
    "start", ["2003-12-30 09:00", "1999-01-01 09:00", "1900-01-01 09:00", "9998-01-01 09:00"]
)
@pytest.mark.parametrize("term", ["1 working day", "1 hour"])
def test_years_that_will_never_be_published_are_no_range(term: str, start: str) -> None:
    with pytest.raises(CalendarUnknown):
        due(term, at(start))


def test_the_end_of_all_days_is_an_error_and_no_crash() -> None:
    for term in ("3660 days", "120 months", "87840 clock hours", "2500 working days", "day 5"):
        for start in ("9999-12-30 09:00", "9995-06-01 09:00", "2099-12-30 09:00", "0001-01-02 09:00"):
            try:
                found = due(term, at(start))
            except CalendarError as error:
                assert error.text.zh
            else:
                assert found.earliest > at(start)
