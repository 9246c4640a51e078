"""Scenarios answer rounds, move regions and let time pass (LANGUAGE 11, 12)."""

from banfa.language.load import process_from
from banfa.language.single_files import org_from, scenarios_from
from banfa.people import organisation_for
from banfa.scenarios import ScenarioResult, run_scenario
from banfa.scenarios.coverage import coverage_of

PROCESS = """
banfa: 1
process: papers
title: 文件审核
time_zone: Asia/Shanghai
calendar: cn
roles:
  clerk: {title: 文员, chosen: 试}
  member: {title: 委员, kinds: {outside: {title: 院外}}, chosen: 试}
fields:
  text: {type: text, title: 正文, chosen: 试}
  remark: {type: text, title: 意见, chosen: 试}
states:
  work: {title: 办理, regions: {paper: [review, agreed, refused], print: [setting, set_up]}}
  review: {title: 审核, ask: {each: holders(member), silent: agree, min: 2}}
  agreed: {title: 同意, end: region}
  refused: {title: 不同意, end: region}
  setting: {title: 排版}
  set_up: {title: 排好, end: region}
  done: {title: 完成, end: resting}
guards:
  majority: {if: 2 * review.agree > review.asked && review.answered_by(outside) >= 1}
  minority: {if: 2 * review.object >= review.asked}
  both: {if: (at(agreed) || at(refused)) && at(set_up)}
duties:
  answer: {in: review, within: 3 working days, remind: 1 working day, late: {fire: close}, chosen: 试}
transitions:
  begin: {from: start, to: work, by: clerk, input: [text], chosen: 试}
  agree: {from: review, by: asked, chosen: 试}
  object: {from: review, by: asked, input: [remark], chosen: 试}
  close: {from: review, by: [clock, clerk], roster: close, chosen: 试}
  pass_on: {from: review, to: agreed, auto: true, when: [majority], chosen: 试}
  turn_down: {from: review, to: refused, auto: true, when: [minority], chosen: 试}
  set: {from: setting, to: set_up, by: clerk, chosen: 试}
  finish: {from: work, to: done, auto: true, when: [both], chosen: 试}
"""
ORG = """
org: sample
people:
  clerk.a: {roles: {clerk: company}}
  member.a: {roles: {member: company}, kinds: [outside]}
  member.b: {roles: {member: company}}
  member.c: {roles: {member: company}}
"""
BEGUN = '{at: "2026-09-28T09:00+08:00", by: clerk.a, do: begin, with: {text: 稿}, now: [review, setting]}'


def played(*rows: str, expect: str = "{}") -> ScenarioResult:
    process, problems = process_from({"process.yaml": PROCESS.encode()})
    assert process is not None, problems
    written, wrong = org_from(ORG.encode())
    assert written is not None, wrong
    steps = "\n".join(f"  - {row}" for row in (BEGUN, *rows))
    text = f"scenario: 试\nsteps:\n{steps}\nexpect: {expect}\n"
    scenarios, wrong = scenarios_from(text.encode(), "s.yaml")
    assert scenarios, [(p.place, p.message.zh) for p in wrong]
    return run_scenario(process, organisation_for(written, process), scenarios[0])


def test_answers_end_the_round_and_the_regions_are_joined() -> None:
    result = played(
        "{by: clerk.a, do: set, now: [review, set_up]}",
        "{by: member.b, do: agree, now: [review, set_up]}",
        "{by: member.b, do: agree, refused: {because: state, failed: banfa.answered}}",
        "{by: clerk.a, do: agree, refused: role}",
        "{by: member.a, do: agree, now: done}",
        expect="{state: done}",
    )
    assert result.status == "passed", result.differences


def test_waiting_reminds_and_then_lets_silence_count() -> None:
    result = played(
        '{at: "2026-09-30T09:00+08:00", wait: true, told: member, now: [review, setting]}',
        "{by: member.a, do: agree}",
        '{at: "2026-10-20T09:00+08:00", wait: true, now: [agreed, setting]}',
        "{by: clerk.a, do: set, now: done}",
    )
    assert result.status == "passed", result.differences
    steps = [event.step for one in result.played for event in one.events]
    assert steps == ["begin", None, "agree", "close", "pass_on", "set", "finish"]


def test_time_that_passes_with_nothing_due_changes_nothing() -> None:
    result = played('{at: "2026-09-28T10:00+08:00", wait: true, now: [review, setting]}')
    assert result.status == "passed", result.differences
    assert result.played[-1].events == ()


def test_what_fires_by_itself_counts_for_the_coverage() -> None:
    result = played(
        "{by: member.a, do: object, with: {remark: 不}}", "{by: member.b, do: object, with: {remark: 不}}"
    )
    coverage = coverage_of(result.process, [result])
    fired = next(measure for measure in coverage.measures if measure.id == "transitions")
    assert "transitions.turn_down" not in fired.unseen
    assert "transitions.pass_on" in fired.unseen
    states = next(measure for measure in coverage.measures if measure.id == "states")
    assert set(states.unseen) == {"states.agreed", "states.done", "states.set_up"}
