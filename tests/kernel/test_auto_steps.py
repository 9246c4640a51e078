"""Auto steps (LANGUAGE 11, SEMANTICS 11.4): they fire by themselves until the case rests."""

from __future__ import annotations

from banfa.kernel import Accepted, Invalid, allowed, waits_for
from tests.kernel.playing import Playing, problems_of, process_of, refused

CLAIM = """\
banfa: 1
process: claims
title: 报销
roles:
  clerk: {title: 经办人, chosen: 试}
  boss: {title: 经理, chosen: 试}
fields:
  amount: {type: int, title: 金额, chosen: 试}
  level: {type: int, title: 级别, chosen: 试}
states:
  entered: {title: 已录入}
  small: {title: 小额}
  large: {title: 大额}
  paid: {title: 已付, end: final}
guards:
  is_small: {if: case.amount < 100}
  is_large: {if: case.amount >= 100}
  agreed: {if: done(agree)}
transitions:
  enter: {from: start, to: entered, by: clerk, optional: [amount], chosen: 试}
  state: {from: entered, by: clerk, input: [amount], chosen: 试}
  to_small:
    {from: entered, to: small, auto: true, when: [is_small], set: {level: "1"}, tell: [boss], chosen: 试}
  to_large: {from: entered, to: large, auto: true, when: [is_large], chosen: 试}
  agree: {from: large, by: boss, chosen: 试}
  pay_small: {from: small, to: paid, auto: true, chosen: 试}
  pay_large: {from: large, to: paid, auto: true, when: [agreed], chosen: 试}
"""


def claim() -> Playing:
    return Playing(process_of(CLAIM))


def test_an_auto_step_fires_after_the_command_that_makes_its_guards_true() -> None:
    case = claim()
    case.must("enter", "clerk")
    assert case.config == ("entered",)
    case.must("state", "clerk", amount=500)
    assert case.config == ("large",)
    assert case.steps == ["enter", "state", "to_large"]


def test_auto_steps_follow_each_other_until_none_is_ready_and_say_after_which_event_they_came() -> None:
    case = claim()
    case.must("enter", "clerk", amount=5)
    assert case.config == ("paid",)
    assert case.steps == ["enter", "to_small", "pay_small"]
    assert [event.cause for event in case.events] == [None, 1, 2]
    assert [event.kind for event in case.events] == ["fire", "auto", "auto"]
    auto = case.events[1]
    assert (auto.actor, auto.role, auto.party, auto.recorder) == ("banfa", "", "", "banfa")
    assert (auto.happened, auto.command) == (case.events[0].happened, case.events[0].command)
    assert ("tell", "boss") in auto.effects
    assert case.values == {"amount": 5, "level": 1}


def test_an_unknown_guard_waits() -> None:
    case = claim()
    case.must("enter", "clerk")
    assert case.steps == ["enter"]


def test_nobody_takes_an_auto_step_and_nobody_is_asked_to() -> None:
    case = claim()
    case.must("enter", "clerk")
    answer = case.fire("to_small", "clerk")
    assert isinstance(answer, Invalid)
    assert answer.problems[0].at == "step"
    ask = case.command("fire", "clerk")
    assert [p.transition for p in allowed(case.process, case.case, ask)] == ["state"]
    because, missing = refused(case.fire("state", "clerk"))
    assert (because, missing) == ("missing", ["amount"])
    assert waits_for(case.process, case.case.trail) == ()


def test_what_follows_a_step_is_refused_or_accepted_with_it() -> None:
    """All or nothing: a command whose auto steps never rest changes nothing."""
    text = CLAIM + "  again: {from: small, to: entered, auto: true, when: [is_small], chosen: 试}\n"
    text = text.replace("  pay_small: {from: small, to: paid, auto: true, chosen: 试}\n", "")
    case = Playing(process_of(text))
    case.must("enter", "clerk")
    before = case.case
    assert refused(case.fire("state", "clerk", amount=5)) == ("guard", ["banfa.auto.to_small"])
    assert case.case == before
    answer = case.fire("state", "clerk", amount=5)
    assert "停不下来" in answer.failed[0].message.zh  # type: ignore[union-attr]
    case.must("state", "clerk", amount=500)
    assert case.config == ("large",)


def test_of_two_that_compete_the_least_id_is_first_and_that_is_warned() -> None:
    text = CLAIM.replace("when: [is_large]", "when: [is_small]")
    case = Playing(process_of(text))
    answer = case.fire("enter", "clerk", amount=5)
    assert isinstance(answer, Accepted)
    assert case.steps == ["enter", "to_large"]
    assert [w.code for w in answer.warnings] == ["banfa.auto.to_small"]
    assert ("warned", "banfa.auto.to_small", []) in case.events[1].effects


def test_two_acts_that_are_ready_at_once_do_not_compete() -> None:
    text = CLAIM + (
        "  mark: {from: large, auto: true, when: [agreed], unless: [marked], tell: [boss], chosen: 试}\n"
        "  note: {from: large, auto: true, when: [agreed], unless: [noted], tell: [clerk], chosen: 试}\n"
    )
    text = text.replace("guards:\n", "guards:\n  marked: {if: done(mark)}\n  noted: {if: done(note)}\n")
    text = text.replace("  pay_large: {from: large, to: paid, auto: true, when: [agreed], chosen: 试}\n", "")
    case = Playing(process_of(text))
    case.must("enter", "clerk", amount=500)
    answer = case.fire("agree", "boss")
    assert isinstance(answer, Accepted)
    assert answer.warnings == ()
    assert case.steps[-3:] == ["agree", "mark", "note"]


def test_an_auto_step_that_leaves_by_itself_what_nobody_asked_for_is_a_return_like_any_other() -> None:
    text = CLAIM + "  retract: {from: large, back_to: entered, auto: true, when: [agreed], chosen: 试}\n"
    text = text.replace("  pay_large: {from: large, to: paid, auto: true, when: [agreed], chosen: 试}\n", "")
    text = text.replace(
        "  agree: {from: large, by: boss, chosen: 试}", "  agree: {from: large, by: boss, chosen: 试}"
    )
    text = text.replace(
        "is_large: {if: case.amount >= 100}", "is_large: {if: case.amount >= 100 && rounds.entered == 0}"
    )
    case = Playing(process_of(text))
    case.must("enter", "clerk", amount=500)
    case.must("agree", "boss")
    assert case.config == ("entered",)
    assert case.stays == [("entered", 1)]


def test_mistakes_in_auto_steps_are_found_when_the_text_is_read() -> None:
    def codes(line: str) -> list[str]:
        return problems_of(CLAIM + line)

    assert codes("  x: {from: large, to: paid, auto: true, by: boss, chosen: 试}\n") == ["B303"]
    assert codes("  x: {from: large, to: paid, auto: true, input: [level], chosen: 试}\n") == ["B309"]
    assert codes("  x: {from: start, to: large, auto: true, chosen: 试}\n") == ["B309"]
