"""Duties (LANGUAGE 11, SEMANTICS 12): what is owed, since when, until when, and what a clock does."""

from __future__ import annotations

from datetime import datetime

import pytest

from banfa.calendars import china
from banfa.kernel import Accepted, Command, Decision, Facts, Invalid, decide
from banfa.kernel.command import Grant
from banfa.kernel.duties import Deadline, deadlines, owed, periods, status_of
from tests.kernel.playing import Playing, accepted, problems_of, process_of, refused

MEDIATION = """\
banfa: 1
process: mediation
title: 调解
time_zone: Asia/Shanghai
calendar: cn
roles:
  station: {title: 工商所, chosen: 试}
  centre: {title: 中心, chosen: 试}
fields:
  result: {type: text, title: 结论, chosen: 试}
states:
  filed: {title: 已登记}
  mediating: {title: 调解中}
  testing: {title: 送检中, keeps: true}
  settled: {title: 已调解, end: resting}
  failed: {title: 未成, end: resting}
guards:
  time_is_up: {if: passed(mediate)}
  in_time: {if: "!passed(mediate)", refuse: 已经逾期}
  still_owed: {if: owed(mediate)}
duties:
  look: {in: filed, within: 7 working days, remind: 1 working day, late: {tell: [centre]}, chosen: 试}
  mediate:
    from: accept
    until: [settle, lapse]
    within: 10 days
    pauses: [testing]
    late: {fire: give_notice}
    chosen: 试
transitions:
  file: {from: start, to: filed, by: station, chosen: 试}
  accept: {from: filed, to: mediating, by: station, chosen: 试}
  test: {from: mediating, to: testing, by: station, chosen: 试}
  test_back: {from: testing, to: resume, by: station, input: [result], chosen: 试}
  settle: {from: mediating, to: settled, by: station, when: [in_time], chosen: 试}
  give_notice: {from: mediating, by: [clock, centre], tell: [station], chosen: 试}
  lapse: {from: mediating, to: failed, auto: true, when: [noticed, time_is_up], chosen: 试}
  refile: {from: [mediating, settled], back_to: filed, by: centre, chosen: 试}
  reopen: {from: [settled, failed], back_to: mediating, by: centre, chosen: 试}
  check: {from: mediating, by: centre, when: [still_owed], chosen: 试}
"""
MEDIATION = MEDIATION.replace("guards:\n", "guards:\n  noticed: {if: done(give_notice)}\n")


def at(day: str, hour: int = 10) -> str:
    return f"2026-{day}T{hour:02}:00:00+08:00"


class Timed(Playing):
    """A case whose commands say on which day they happened, and are entered then unless said."""

    def on(self, day: str, step: str, by: str, entered: str = "", **data: str) -> Decision:
        command = self.command("fire", by, step=step, data=data, happened=at(day), facts=FACTS)
        return self.play(command._replace(entered=at(entered or day)))

    def clock(self, kind: str, duty: str, happened: str, entered: str = "") -> Decision:
        own = Command(
            "due-1", kind, "banfa.clock", (), at(happened, 0), at(entered or happened), duty=duty, facts=FACTS
        )
        return self.play(own)

    def deadline(self, day: str) -> Deadline:
        (found,) = deadlines(self.process, self.case, china(), datetime.fromisoformat(at(day)))
        return found


FACTS = Facts(calendar=china())


def mediation(text: str = MEDIATION) -> Timed:
    case = Timed(process_of(text))
    accepted(case.on("09-28", "file", "station"))
    return case


def accepted_case() -> Timed:
    case = mediation()
    accepted(case.on("10-10", "accept", "station"))
    return case


def test_a_duty_of_a_state_runs_from_entering_it_in_working_days() -> None:
    case = mediation()
    found = case.deadline("09-29")
    assert (found.duty, found.since, found.status) == ("look", at("09-28"), "running")
    assert found.due is not None
    assert found.due.earliest.date().isoformat() == "2026-10-13"
    assert found.remind is not None
    assert found.remind.date().isoformat() == "2026-10-12"
    assert case.deadline("10-14").status == "overdue"


def test_an_act_does_not_restart_it_and_leaving_ends_it() -> None:
    case = accepted_case()
    assert [one.duty for one in owed(case.process, case.case)] == ["mediate"]
    accepted(case.on("10-11", "check", "centre"))
    accepted(case.on("10-12", "settle", "station"))
    assert owed(case.process, case.case) == ()


def test_an_undone_discharge_makes_it_owed_again_from_the_old_start() -> None:
    case = accepted_case()
    accepted(case.on("10-12", "settle", "station"))
    accepted(case.on("10-13", "reopen", "centre"))
    assert case.deadline("10-13").since == at("10-10")
    accepted(case.on("10-14", "refile", "centre"))
    assert [(one.duty, one.since) for one in owed(case.process, case.case)] == [("look", at("10-14"))]


def test_pauses_stop_the_clock_and_stay_though_undone() -> None:
    case = accepted_case()
    accepted(case.on("10-11", "test", "station"))
    assert case.deadline("10-15").status == "stopped"
    accepted(case.on("10-16", "test_back", "station", result="合格"))
    found = case.deadline("10-17")
    assert found.due is not None
    assert found.due.earliest.date().isoformat() == "2026-10-25"
    accepted(case.on("10-17", "settle", "station"))
    accepted(case.on("10-18", "reopen", "centre"))
    again = case.deadline("10-18").due
    assert again is not None
    assert again.earliest.date().isoformat() == "2026-10-25"


def test_what_is_entered_late_counts_from_when_it_happened() -> None:
    early, late = mediation(), mediation()
    accepted(early.on("10-10", "accept", "station"))
    accepted(late.on("10-10", "accept", "station", entered="10-30"))
    assert early.deadline("11-01") == late.deadline("11-01")
    assert periods(early.process, early.events) == periods(late.process, late.events)


def test_a_clock_tells_once_that_a_duty_is_late() -> None:
    case = mediation()
    assert refused(case.clock("due", "look", "10-13")) == ("state", ["banfa.due.look"])
    event = accepted(case.clock("due", "look", "10-14"))
    assert (event.kind, event.step, event.cause, event.actor) == ("due", None, "look", "banfa.clock")
    assert event.effects == (("clock", "late", "look", at("09-28")), ("tell", "centre"))
    assert refused(case.clock("due", "look", "10-15")) == ("state", ["banfa.due.look"])
    assert case.deadline("10-15").told


def test_a_reminder_tells_whom_the_case_waits_for_once() -> None:
    case = mediation()
    assert refused(case.clock("remind", "look", "10-11")) == ("state", ["banfa.due.look"])
    event = accepted(case.clock("remind", "look", "10-12"))
    assert event.effects == (("clock", "reminded", "look", at("09-28")), ("tell", "station"))
    assert refused(case.clock("remind", "look", "10-12")) == ("state", ["banfa.due.look"])


def test_a_late_duty_fires_its_step_and_auto_steps_follow() -> None:
    case = accepted_case()
    answer = case.clock("due", "mediate", "10-21")
    event = accepted(answer)
    assert (event.step, event.cause, event.role) == ("give_notice", "mediate", "clock")
    assert ("tell", "station") in event.effects
    assert isinstance(answer, Accepted)
    assert [e.step for e in answer.events] == ["give_notice", "lapse"]
    assert case.config == ("failed",)


def test_a_clock_that_finds_the_step_impossible_says_so() -> None:
    text = MEDIATION.replace("give_notice: {from: mediating", "give_notice: {from: filed")
    case = mediation(text)
    accepted(case.on("10-10", "accept", "station"))
    event = accepted(case.clock("due", "mediate", "10-21"))
    assert event.step is None
    assert ("warned", "banfa.due.mediate", []) in event.effects


def test_a_due_time_with_nothing_to_fire_lets_auto_steps_fire() -> None:
    text = MEDIATION.replace("    late: {fire: give_notice}\n", "").replace(
        "when: [noticed, time_is_up]", "when: [time_is_up]"
    )
    case = mediation(text)
    accepted(case.on("10-10", "accept", "station"))
    answer = case.clock("due", "mediate", "10-21")
    assert isinstance(answer, Accepted)
    assert [(e.step, e.cause) for e in answer.events] == [("lapse", "mediate")]


def test_guards_ask_whether_a_duty_is_owed_and_passed_when_it_happened() -> None:
    case = accepted_case()
    accepted(case.on("10-11", "check", "centre"))
    assert refused(case.on("10-21", "settle", "station")) == ("guard", ["in_time"])
    accepted(case.on("10-20", "settle", "station", entered="10-30"))


def test_a_year_without_a_calendar_is_missing() -> None:
    text = MEDIATION.replace("within: 10 days", "within: 10 working days")
    case = mediation(text)
    accepted(case.on("10-10", "accept", "station"))
    no_calendar = case.command("fire", "station", step="settle", happened=at("10-11"))
    because, names = refused(case.play(no_calendar._replace(entered=at("10-11"))))
    assert (because, names) == ("missing", ["calendar"])
    unpublished = Facts(calendar=china(without=frozenset({2026})))
    for day, expected in (("10-11", None), ("10-21", ("missing", ["calendar 2026"]))):
        command = case.command("fire", "station", step="settle", happened=at(day), facts=unpublished)
        answer = decide(case.process, case.case, command._replace(entered=at(day)))
        assert isinstance(answer, Accepted) if expected is None else refused(answer) == expected


def test_periods_say_how_each_ended() -> None:
    case = accepted_case()
    accepted(case.on("10-12", "settle", "station"))
    accepted(case.on("10-13", "refile", "centre"))
    found = periods(case.process, case.events)
    assert [(p.duty, p.since, p.ended, p.undone) for p in found] == [
        ("look", at("09-28"), at("10-10"), False),
        ("mediate", at("10-10"), at("10-12"), False),
        ("look", at("10-13"), None, False),
    ]
    now = datetime.fromisoformat(at("11-30"))
    statuses = [status_of(case.process, case.case, period, china(), now) for period in found]
    assert statuses == ["met", "met", "overdue"]


def test_a_case_may_be_opened_by_the_clock_and_belongs_to_the_company() -> None:
    text = MEDIATION + "  open_it: {from: start, to: filed, by: clock, every: month, on: day 1, chosen: 试}\n"
    case = Timed(process_of(text))
    grants = (Grant("clock", "*"),)
    command = Command("m", "fire", "banfa.clock", grants, at("10-01"), at("10-01"), "open_it")
    accepted(case.play(command))
    assert case.case.home == "*"
    assert refused(case.on("10-02", "open_it", "station")) == ("role", [])


def test_people_are_no_clock() -> None:
    case = mediation()
    command = Command(
        "m", "due", "station.a", (Grant("station", "*"),), at("10-20"), at("10-20"), duty="look"
    )
    assert isinstance(case.play(command), Invalid)
    assert isinstance(case.clock("due", "nothing", "10-20"), Invalid)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("late: {fire: give_notice}", "late: {fire: settle}"), "B904"),
        (("    within: 10 days\n", ""), "B901"),
        (("by: [clock, centre]", "by: [clock, centre], every: month"), "B905"),
    ],
)
def test_mistakes_in_duties_are_found_when_the_text_is_read(change: tuple[str, str], code: str) -> None:
    assert problems_of(MEDIATION.replace(*change)) == [code]
