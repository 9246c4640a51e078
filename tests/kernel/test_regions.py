"""Regions side by side, what interrupts them, and resuming (LANGUAGE 11, SEMANTICS 3.5, 3.6)."""

from __future__ import annotations

from banfa.kernel import Accepted, waits_for
from banfa.kernel.allowed import allowed
from banfa.kernel.trail import entry_of
from tests.kernel.playing import Playing, problems_of, process_of, refused

MEDIATION = """\
banfa: 1
process: mediation
title: 调解
roles:
  station: {title: 工商所, chosen: 试}
  bureau: {title: 分局, chosen: 试}
  expert: {title: 鉴定机构, scope: case, chosen: 试}
fields:
  topic: {type: text, title: 事由, chosen: 试}
  terms: {type: text, title: 条款, chosen: 试}
  clue: {type: text, title: 线索, chosen: 试}
  fine: {type: int, title: 罚款, chosen: 试}
  result: {type: text, title: 结论, chosen: 试}
documents:
  record: {title: 笔录, chosen: 试, parts: {body: {fields: [terms]}}}
  notice: {title: 处罚书, chosen: 试}
states:
  filed: {title: 已登记}
  handling:
    title: 办理中
    regions: {civil: [consent, mediating, settled], penalty: [no_clue, checking, punished, appraisal]}
  consent: {title: 征求同意}
  mediating: {title: 调解中}
  settled: {title: 已调解, end: region}
  no_clue: {title: 无线索, end: region}
  checking: {title: 核查中, rounds: {limit: 2, tell: [bureau]}}
  punished: {title: 已处罚, end: region}
  testing: {title: 送检中, keeps: true}
  appraisal: {title: 听证中, keeps: true}
  done: {title: 办结, end: resting}
  dropped: {title: 撤回, end: final}
guards:
  both_over: {if: at(settled) && (at(no_clue) || at(punished))}
transitions:
  file: {from: start, to: filed, by: station, input: [topic], chosen: 试}
  begin: {from: filed, to: handling, by: station, tell: [waiting], chosen: 试}
  agree: {from: consent, to: mediating, by: station, chosen: 试}
  hold:
    {from: mediating, by: station, input: [terms], issue: [record], complete: {record: [body]}, chosen: 试}
  settle: {from: mediating, to: settled, by: station, optional: [terms], chosen: 试}
  reopen_talks: {from: settled, back_to: [mediating, consent], by: station, chosen: 试}
  suspect: {from: no_clue, to: checking, by: station, input: [clue], appoint: [expert], chosen: 试}
  recheck: {from: punished, back_to: checking, by: bureau, chosen: 试}
  punish: {from: checking, to: punished, by: bureau, input: [fine], issue: [notice], chosen: 试}
  remind: {from: [mediating, checking], by: bureau, tell: [waiting], chosen: 试}
  note: {from: [handling, filed], by: bureau, input: [result], chosen: 试}
  finish: {from: handling, to: done, auto: true, when: [both_over], chosen: 试}
  drop: {from: [filed, handling], to: dropped, by: station, chosen: 试}
  test: {from: mediating, to: testing, by: station, chosen: 试}
  test_back: {from: testing, to: resume, by: station, input: [result], chosen: 试}
  hear: {from: checking, to: appraisal, by: bureau, chosen: 试}
  heard: {from: appraisal, to: resume, by: bureau, chosen: 试}
  again: {from: done, back_to: handling, by: bureau, chosen: 试}
  again_talks: {from: done, back_to: mediating, by: bureau, chosen: 试}
  refile: {from: [handling, done], back_to: filed, by: bureau, chosen: 试}
"""


def handling() -> Playing:
    case = Playing(process_of(MEDIATION), {"expert": "lab"})
    case.must("file", "station", topic="质量")
    case.must("begin", "station")
    return case


def rounds(case: Playing, state: str) -> int:
    entry = entry_of(case.case.trail, state)
    assert entry is not None
    return entry.rounds


def test_a_state_with_regions_begins_each_with_its_first_state() -> None:
    case = handling()
    assert case.config == ("consent", "no_clue")
    assert case.stays == [("filed", 0), ("handling", 0)]
    assert case.events[-1].effects[:3] == (
        ("enter", "handling"),
        ("region", "handling", "civil", "consent"),
        ("region", "handling", "penalty", "no_clue"),
    )
    assert waits_for(case.process, case.case.trail) == ("station",)


def test_each_region_moves_on_its_own() -> None:
    case = handling()
    case.must("agree", "station")
    assert case.config == ("mediating", "no_clue")
    case.must("suspect", "station", clue="无照", expert="lab")
    assert case.config == ("checking", "mediating")
    assert waits_for(case.process, case.case.trail) == ("bureau", "station")
    assert refused(case.fire("agree", "station"))[0] == "state"
    assert case.units == {"expert": "lab"}


def test_a_join_fires_when_the_regions_are_where_it_asks_for() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("settle", "station")
    assert case.config == ("done",)
    assert case.steps[-2:] == ["settle", "finish"]
    assert case.stays == [("filed", 0), ("handling", 0), ("done", 0)]


def test_a_return_in_a_region_undoes_only_what_was_done_there() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("punish", "bureau", fine=100)
    case.must("hold", "station", terms="退款")
    event = case.must("recheck", "bureau")
    assert case.config == ("checking", "mediating")
    assert event.round == rounds(case, "checking") == 1
    assert case.values == {"topic": "质量", "clue": "无照", "terms": "退款"}
    assert event.effects[0] == ("back", "checking", ["punish"], ["fine"])
    assert case.counts("notice") == [False]
    assert case.counts("record") == [True]


def test_of_two_targets_the_one_named_is_taken_if_the_region_stands_on_it() -> None:
    case = handling()
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("agree", "station")
    case.must("settle", "station", terms="换货")
    case.must("reopen_talks", "station", target="consent")
    assert case.config == ("checking", "consent")
    assert "terms" not in case.values
    assert refused(case.fire("reopen_talks", "station", target="mediating"))[0] == "state"


def test_an_act_is_written_where_its_state_is_and_falls_with_it() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("hold", "station", terms="退款")
    assert ("in", "mediating") in case.events[-1].effects
    case.must("settle", "station")
    case.must("reopen_talks", "station", target="mediating")
    assert case.values["terms"] == "退款"  # done in mediating itself
    case.must("settle", "station")
    case.must("reopen_talks", "station", target="consent")
    assert "terms" not in case.values
    assert case.counts("record") == [False]


def test_an_act_of_the_whole_stands_whatever_falls_in_a_region() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("note", "bureau", result="先看")
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("settle", "station")
    case.must("reopen_talks", "station", target="consent")
    assert case.values["result"] == "先看"


def test_a_return_to_the_whole_finds_its_regions_as_they_were_left() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("settle", "station")
    event = case.must("again", "bureau")
    # the join is ready again at once: nothing has changed in the regions
    assert event.effects[0][:2] == ("back", "handling")
    assert case.config == ("done",)
    assert rounds(case, "handling") == 1


def test_a_return_from_outside_to_a_state_of_a_region_goes_back_within_it() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("settle", "station", terms="换货")
    event = case.must("again_talks", "bureau")
    assert case.config == ("mediating", "no_clue")
    assert rounds(case, "handling") == rounds(case, "mediating") == 1
    assert event.round == 1
    assert "terms" not in case.values
    case.must("settle", "station")
    assert case.config == ("done",)


def test_returning_before_the_whole_undoes_all_of_its_regions() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("punish", "bureau", fine=100)
    event = case.must("refile", "bureau")
    assert case.config == ("filed",)
    assert case.values == {"topic": "质量"}
    assert case.done == {"file", "refile"}
    assert event.effects[0][2] == ["agree", "begin", "punish", "suspect"]
    assert case.counts("notice") == [False]


def test_leaving_the_whole_ends_its_regions_and_keeps_what_they_wrote() -> None:
    case = handling()
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("drop", "station")
    assert case.config == ("dropped",)
    assert case.values == {"topic": "质量", "clue": "无照"}


def test_entering_the_whole_again_begins_its_regions_anew_and_keeps_what_stood() -> None:
    text = MEDIATION + "  restart: {from: handling, to: handling, by: bureau, chosen: 试}\n"
    case = Playing(process_of(text), {"expert": "lab"})
    case.must("file", "station", topic="质量")
    case.must("begin", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("restart", "bureau")
    assert case.config == ("consent", "no_clue")
    assert case.stays == [("filed", 0), ("handling", 0)]
    assert case.values["clue"] == "无照"
    assert {"suspect", "begin"} <= case.done
    case.must("refile", "bureau")
    assert case.values == {"topic": "质量"}


def test_what_interrupts_the_whole_stops_all_regions_and_resuming_finds_them_as_they_were() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    before = case.case.trail[-1]
    case.must("test", "station")
    assert case.config == ("testing",)
    assert refused(case.fire("punish", "bureau", fine=1))[0] == "state"
    event = case.must("test_back", "station", result="合格")
    assert event.effects[0] == ("resume", "testing")
    assert case.config == ("checking", "mediating")
    after = case.case.trail[-1]
    assert (after.in_, after.out, after.rounds, after.regions) == (
        before.in_, before.out, before.rounds, before.regions
    )  # fmt: skip
    assert case.values["result"] == "合格"
    assert {"test", "test_back"} <= case.done


def test_what_interrupts_one_region_leaves_the_others_running() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("hear", "bureau")
    assert case.config == ("appraisal", "mediating")
    case.must("settle", "station")
    assert case.config == ("appraisal", "settled")
    case.must("heard", "bureau")
    assert case.config == ("checking", "settled")
    case.must("punish", "bureau", fine=3)
    assert case.config == ("done",)


def test_what_interrupted_nothing_cannot_be_left_by_resuming() -> None:
    text = MEDIATION + "  straight: {from: start, to: testing, by: station, chosen: 试}\n"
    case = Playing(process_of(text))
    case.must("straight", "station")
    answer = case.fire("test_back", "station", result="合格")
    assert refused(answer) == ("state", ["banfa.not_on_trail"])
    ask = case.command("fire", "station")
    assert allowed(case.process, case.case, ask) == ()


def test_a_return_into_a_region_as_often_as_the_limit_says_tells() -> None:
    case = handling()
    case.must("suspect", "station", clue="无照", expert="lab")
    case.must("punish", "bureau", fine=1)
    assert ("tell", "bureau") not in case.must("recheck", "bureau").effects
    case.must("punish", "bureau", fine=2)
    assert ("tell", "bureau") in case.must("recheck", "bureau").effects


def test_whom_the_case_waits_for_counts_every_region() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    event = case.must("remind", "bureau")
    assert [e for e in event.effects if e[0] == "tell"] == [("tell", "bureau"), ("tell", "station")]
    ask = case.command("fire", "bureau")
    names = [p.transition for p in allowed(case.process, case.case, ask)]
    assert names == ["hear", "note", "punish", "refile", "remind"]


def test_a_step_may_not_be_dated_before_the_stay_that_it_ends() -> None:
    case = handling()
    case.must("agree", "station")
    case.must("suspect", "station", clue="无照", expert="lab")
    early = "2026-09-03T10:00:00+08:00"
    assert isinstance(case.play(case.command("fire", "station", step="settle", happened=early)), Accepted)
    late = case.command("fire", "bureau", step="punish", data={"fine": 1}, happened=early)
    assert refused(case.play(late)) == ("guard", ["banfa.order"])
    whole = case.command("fire", "station", step="drop", happened=early)
    assert refused(case.play(whole)) == ("guard", ["banfa.order"])


def test_corrections_reach_into_regions() -> None:
    case = handling()
    case.must("suspect", "station", clue="无照", expert="lab")
    answer = case.play(case.command("correct", "station", field="clue", value="超范围", reason="笔误"))
    assert isinstance(answer, Accepted)
    assert case.values["clue"] == "超范围"
    case.must("refile", "bureau")
    assert "clue" not in case.values


def test_mistakes_in_regions_are_found_when_the_text_is_read() -> None:
    def codes(line: str) -> list[str]:
        return problems_of(MEDIATION + line)

    assert codes("  x: {from: mediating, to: done, by: station, chosen: 试}\n") == ["B313"]
    assert codes("  x: {from: mediating, to: checking, by: station, chosen: 试}\n") == ["B313"]
    assert codes("  x: {from: filed, to: checking, by: station, chosen: 试}\n") == ["B313"]
    assert codes("  x: {from: start, to: checking, by: station, chosen: 试}\n") == ["B313"]
    assert codes("  x: {from: mediating, back_to: filed, by: station, chosen: 试}\n") == ["B313"]
    assert codes("  x: {from: mediating, to: resume, by: station, chosen: 试}\n") == ["B316"]
    assert codes("  x: {from: consent, by: station, optional: [clue], chosen: 试}\n") == ["B314"]
    assert codes("  x: {from: handling, to: checking, by: station, chosen: 试}\n") == []
    assert problems_of(MEDIATION.replace("filed: {title: 已登记}", "filed: {end: region}")) == ["B315"]
    assert problems_of(MEDIATION.replace("civil: [consent,", "civil: [consent, handling,")) == ["B313"]
