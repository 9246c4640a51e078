"""What falls due is done once, in the order of time, also after downtime (LANGUAGE 11)."""

from __future__ import annotations

from pathlib import Path

import pytest

from banfa.calendars import china
from banfa.engine import CaseNow, Engine
from banfa.errors import InvalidInput
from tests.engine.mediating import FakeClock, engine


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock("09-28 09:00")


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Engine:
    return engine(tmp_path, clock)


def begun(desk: Engine) -> CaseNow:
    return desk.start("mediation", actor="clerk.a")


def done(desk: Engine) -> list[tuple[str, str | None, str]]:
    return [(work.kind, work.duty, work.happened[5:16]) for work in desk.due()]


def test_nothing_is_done_before_its_time_and_each_thing_once(desk: Engine, clock: FakeClock) -> None:
    begun(desk)
    assert done(desk) == []
    clock.set("10-12 08:59")
    assert done(desk) == []
    clock.set("10-12 09:00")
    assert done(desk) == [("remind", "investigate", "10-12T09:00")]
    assert done(desk) == []
    clock.set("10-14 00:00")
    assert done(desk) == [("due", "investigate", "10-14T00:00")]
    assert done(desk) == []
    assert desk.next_due() is None


def test_what_was_due_while_nobody_looked_is_done_in_order_as_of_when_it_was_due(
    desk: Engine, clock: FakeClock
) -> None:
    first = begun(desk)
    clock.set("09-29 09:00")
    second = begun(desk)
    clock.set("09-29 10:00")
    third = desk.fire(begun(desk).id, "report", actor="clerk.a")
    clock.set("10-22 08:00")
    works = desk.due()
    assert [(work.case, work.kind, work.happened[5:16]) for work in works] == [
        (third.id, "due", "09-29T12:00"),
        (first.id, "due", "10-14T00:00"),
        (second.id, "due", "10-15T00:00"),
    ]
    event = desk.history(third.id)[-1]
    assert (event["step"], event["kind"], event["cause"]) == ("lapse", "due", "finish")
    assert event["happened"] == "2026-09-29T12:00:01+08:00"
    assert event["entered"] == "2026-10-22T08:00:00+08:00"
    assert desk.show(third.id)["state"] == "failed"


def test_a_step_taken_in_time_leaves_nothing_to_do(desk: Engine, clock: FakeClock) -> None:
    case = begun(desk)
    clock.set("10-09 09:00")
    desk.fire(case.id, "report", actor="clerk.a")
    desk.fire(case.id, "finish", actor="boss.a")
    clock.set("12-31 09:00")
    assert done(desk) == []


def test_a_look_ahead_says_what_would_be_done_and_does_nothing(desk: Engine, clock: FakeClock) -> None:
    case = begun(desk)
    works = desk.due("2026-12-31T00:00+08:00", dry_run=True)
    assert [(work.case, work.kind, work.duty) for work in works] == [(case.id, "remind", "investigate")]
    assert len(desk.history(case.id)) == 1
    with pytest.raises(InvalidInput):
        desk.due("2026-12-31T00:00+08:00")
    with pytest.raises(InvalidInput):
        desk.due("soon")


def test_due_work_up_to_a_moment_leaves_what_comes_later(desk: Engine, clock: FakeClock) -> None:
    begun(desk)
    clock.set("10-12 10:00")
    assert desk.due("2026-10-12T08:00+08:00") == []
    assert len(desk.due()) == 1


def test_deadlines_are_shown_with_how_they_stand(desk: Engine, clock: FakeClock) -> None:
    case = begun(desk)
    (shown,) = desk.show(case.id)["deadlines"]
    assert (shown["duty"], shown["status"]) == ("investigate", "running")
    assert (shown["since"], shown["due"]) == ("2026-09-28T09:00:00+08:00", "2026-10-13T23:59:59+08:00")
    clock.set("10-14 09:00")
    assert desk.show(case.id)["deadlines"][0]["status"] == "overdue"
    assert [one["case"] for one in desk.cases(overdue=True)] == [case.id]
    clock.set("10-13 09:00")
    assert desk.cases(overdue=True) == []


def test_a_late_entry_derives_a_deadline_anew_and_marks_what_the_clock_did(
    desk: Engine, clock: FakeClock
) -> None:
    case = begun(desk)
    clock.set("10-14 09:00")
    desk.due()
    clock.set("10-15 09:00")
    desk.fire(case.id, "report", actor="clerk.a", happened="2026-10-13T16:00+08:00")
    shown = desk.show(case.id)["deadlines"][0]
    assert (shown["status"], shown["overtaken"]) == ("met", 2)
    assert [event["kind"] for event in desk.history(case.id)] == ["fire", "due", "fire"]
    desk.fire(case.id, "finish", actor="boss.a", happened="2026-10-13T17:00+08:00")
    assert desk.cases(overdue=True) == []


def test_a_calendar_that_is_published_moves_what_it_must_and_says_so(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banfa.calendars.china", lambda zone="Asia/Shanghai": china(zone, frozenset({2026})))
    desk = engine(tmp_path, clock)
    case = begun(desk)
    shown = desk.show(case.id)["deadlines"][0]
    assert shown["status"] == "provisional" and shown["due"] != shown["latest"]
    assert "2026" in shown["why"]["zh"]
    monkeypatch.undo()
    works = desk.due()
    assert [(work.kind, work.case) for work in works] == [("moved", case.id)]
    assert desk.due() == []
    assert desk.show(case.id)["deadlines"][0]["due"] == "2026-10-13T23:59:59+08:00"
    clock.set("10-14 00:00")
    assert [work.kind for work in desk.due()] == ["due"]


def test_a_clock_opens_a_case_every_month_once_also_after_downtime(tmp_path: Path, clock: FakeClock) -> None:
    desk = engine(tmp_path, clock, monthly=True)
    assert done(desk) == []
    clock.set("10-01 07:00")
    assert done(desk) == [("start", None, "10-01T00:00"), ("remind", "file", "10-01T00:00")]
    assert done(desk) == []
    (case,) = desk.cases(process="monthly")
    assert case["state"] == "due"
    event = desk.history(case["case"])[0]
    assert (event["actor"], event["happened"]) == ("banfa.clock", "2026-10-01T00:00:00+08:00")
    clock.set("12-02 07:00")
    assert done(desk) == [
        ("due", "file", "10-06T00:00"),
        ("start", None, "11-01T00:00"),
        ("due", "file", "11-06T00:00"),
        ("start", None, "12-01T00:00"),
    ]
    assert len(desk.cases(process="monthly")) == 3


def test_a_database_of_the_last_schema_gets_the_new_tables(tmp_path: Path, clock: FakeClock) -> None:
    import sqlite3

    engine(tmp_path, clock).close()
    with sqlite3.connect(tmp_path / "cases.db") as database:
        database.execute("DROP TABLE banfa_deadlines")
        database.execute("DROP TABLE banfa_turns")
        database.execute("UPDATE banfa_meta SET value = '3' WHERE key = 'schema'")
    desk = engine(tmp_path, clock)
    begun(desk)
    clock.set("10-14 00:00")
    assert [work.kind for work in desk.due()] == ["due"]
