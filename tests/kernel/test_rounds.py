"""Rounds (LANGUAGE 11, SEMANTICS 11.1, 11.2): whom a state asks, answers, rosters, counts as ranges."""

from __future__ import annotations

from typing import Any

from banfa.kernel import Accepted, Decision, Facts, allowed, waits_for
from banfa.kernel.command import Grant, Member
from banfa.kernel.trail import entry_of
from banfa.kernel.waiting import asked_in
from tests.kernel.playing import Playing, accepted, problems_of, process_of, refused

REVIEW = """\
banfa: 1
process: review
title: 会审
roles:
  clerk: {title: 经办人, chosen: 试}
  qm: {title: 质量, chosen: 试}
  legal: {title: 法务, chosen: 试}
  plant: {title: 车间, scope: case, chosen: 试}
  lay: {title: 委员, kinds: {outside: {title: 院外}}, chosen: 试}
fields:
  depts: {type: set, of: unit, title: 部门, chosen: 试}
  more: {type: set, of: role, title: 加签, chosen: 试}
  remark: {type: text, title: 意见, chosen: 试}
states:
  draft: {title: 起草}
  review: {title: 会审, ask: {each: [qm, legal, plant]}}
  approved: {title: 通过, end: resting}
  rejected: {title: 否决, end: resting}
guards:
  majority: {if: 2 * review.agree > review.asked}
  no_majority: {if: 2 * review.agree <= review.asked}
transitions:
  begin: {from: start, to: draft, by: clerk, appoint: [plant], chosen: 试}
  submit: {from: draft, to: review, by: clerk, tell: [waiting], chosen: 试}
  agree: {from: review, by: asked, optional: [remark], chosen: 试}
  object: {from: review, by: asked, input: [remark], chosen: 试}
  veto: {from: review, to: rejected, by: asked, chosen: 试}
  recuse: {from: review, by: asked, roster: leave, chosen: 试}
  close: {from: review, by: clerk, roster: close, chosen: 试}
  invite: {from: review, by: clerk, input: [more], roster: {add: more}, chosen: 试}
  rework: {from: [review, approved], back_to: draft, by: clerk, chosen: 试}
  again: {from: [approved, rejected], back_to: review, by: clerk, chosen: 试}
  passed: {from: review, to: approved, auto: true, when: [majority], chosen: 试}
  failed: {from: review, to: rejected, auto: true, when: [no_majority], chosen: 试}
"""
PLAIN = REVIEW.replace("  recuse: {from: review, by: asked, roster: leave, chosen: 试}\n", "").replace(
    "  invite: {from: review, by: clerk, input: [more], roster: {add: more}, chosen: 试}\n", ""
)


def review(text: str = PLAIN, **facts: Any) -> Playing:
    case = Playing(process_of(text), {"plant": "p1"})
    case.must("begin", "clerk", plant="p1")
    accepted(case.play(case.command("fire", "clerk", step="submit", facts=Facts(**facts))))
    return case


def asking(each: str, text: str = PLAIN) -> str:
    return text.replace("ask: {each: [qm, legal, plant]}", f"ask: {{{each}}}")


def roster(case: Playing) -> list[str]:
    entry = entry_of(case.case.trail, "review")
    assert entry is not None
    assert entry.round is not None
    return [who for who, _ in entry.round.roster]


def answer(case: Playing, step: str, *grants: Grant, actor: str = "x", **data: Any) -> Decision:
    command = case.command("fire", "nobody", step=step, data=data)
    return case.play(command._replace(actor=actor, recorder=None, grants=grants))


def test_entering_the_state_opens_a_round_of_the_parties_that_its_roles_are() -> None:
    case = review()
    assert roster(case) == ["qm:*", "legal:*", "plant:p1"]
    assert ("tell", "legal") in case.events[-1].effects
    assert waits_for(case.process, case.case.trail) == ("legal", "plant", "qm")
    assert asked_in(case.case.trail) == (("legal", "*"), ("plant", "p1"), ("qm", "*"))


def test_an_early_majority_ends_the_round_and_an_early_minority_too() -> None:
    case = review()
    case.must("agree", "qm")
    assert case.config == ("review",)
    case.must("agree", "legal")
    assert case.config == ("approved",)
    other = review()
    other.must("object", "qm", remark="不妥")
    other.must("object", "legal", remark="不妥")
    assert other.config == ("rejected",)


def test_each_party_answers_once_and_only_those_asked() -> None:
    case = review()
    case.must("agree", "qm")
    assert refused(case.fire("object", "qm", remark="改")) == ("state", ["banfa.answered"])
    assert refused(case.fire("agree", "clerk"))[0] == "role"
    stranger = answer(case, "agree", Grant("plant", "p2"))
    assert refused(stranger) == ("role", [])


def test_a_step_of_one_that_is_asked_may_move_the_case_and_is_no_answer() -> None:
    case = review()
    case.must("veto", "plant")
    assert case.config == ("rejected",)
    assert refused(case.fire("agree", "qm"))[0] == "state"


def test_what_came_with_answers_falls_with_the_round() -> None:
    case = review()
    case.must("object", "plant", remark="缺图")
    assert case.values["remark"] == "缺图"
    assert "object" in case.done
    event = case.must("rework", "clerk")
    assert "remark" not in case.values
    assert event.effects[0][2:] == (["object", "submit"], ["remark"])


def test_a_return_into_the_state_asks_anew_unless_answers_are_kept() -> None:
    case = review()
    case.must("object", "plant", remark="缺图")
    case.must("agree", "qm")
    case.must("agree", "legal")
    case.must("again", "clerk")
    assert case.config == ("review",)
    assert "remark" not in case.values
    assert "agree" not in case.done
    assert {e[0] for e in case.events[-1].effects} == {"back", "ask", "did"}
    case.must("agree", "plant")
    kept = review(asking("each: [qm, legal, plant], answers: keep"))
    kept.must("object", "plant", remark="缺图")
    kept.must("veto", "qm")
    kept.must("again", "clerk")
    assert kept.config == ("review",)
    assert kept.values["remark"] == "缺图"
    assert refused(kept.fire("agree", "plant")) == ("state", ["banfa.answered"])


def test_in_turn_each_waits_for_the_one_before() -> None:
    case = review(asking("each: [qm, legal, plant], order: in_turn"))
    assert asked_in(case.case.trail) == (("qm", "*"),)
    assert refused(case.fire("agree", "legal")) == ("state", ["banfa.turn"])
    ask = case.command("fire", "legal")
    assert "agree" not in [p.transition for p in allowed(case.process, case.case, ask)]
    case.must("object", "qm", remark="缓")
    case.must("agree", "legal")
    case.must("agree", "plant")
    assert case.config == ("approved",)


def test_silence_counts_once_the_round_is_closed() -> None:
    case = review(asking("each: [qm, legal, plant], silent: agree"))
    case.must("object", "qm", remark="缓")
    assert case.config == ("review",)
    case.must("close", "clerk")
    assert case.config == ("approved",)
    quiet = review()
    quiet.must("agree", "qm")
    quiet.must("close", "clerk")
    assert quiet.config == ("rejected",)


def test_a_closed_round_takes_no_more_answers() -> None:
    text = PLAIN.replace(
        "majority: {if: 2 * review.agree > review.asked}", "majority: {if: review.agree > 9}"
    )
    text = text.replace(
        "no_majority: {if: 2 * review.agree <= review.asked}", "no_majority: {if: review.agree > 8}"
    )
    case = review(text)
    case.must("close", "clerk")
    assert refused(case.fire("agree", "qm")) == ("state", ["banfa.closed"])
    assert refused(case.fire("veto", "qm")) == ("state", ["banfa.closed"])
    assert asked_in(case.case.trail) == ()


def test_who_recuses_leaves_the_roster_and_what_is_asked_shrinks() -> None:
    case = review(REVIEW.replace("  invite:", "  # invite:"))
    case.must("recuse", "plant")
    assert roster(case) == ["qm:*", "legal:*"]
    assert refused(case.fire("agree", "plant"))[0] == "role"
    case.must("agree", "qm")
    assert case.config == ("review",)
    case.must("agree", "legal")
    assert case.config == ("approved",)


def test_while_others_may_leave_a_tie_may_still_be_broken() -> None:
    case = review(REVIEW.replace("  invite:", "  # invite:"))
    case.must("agree", "qm")
    case.must("object", "legal", remark="否")
    assert case.config == ("review",)
    case.must("recuse", "plant")
    assert case.config == ("rejected",)


def test_a_signer_that_is_added_is_asked_too() -> None:
    case = review(REVIEW.replace("  recuse:", "  # recuse:"))
    case.must("agree", "qm")
    case.must("agree", "legal")
    assert case.config == ("review",)  # others may still be added
    case.must("invite", "clerk", more=["lay", "qm"])
    assert roster(case) == ["qm:*", "legal:*", "plant:p1", "lay:*"]
    case.must("agree", "lay")
    assert case.config == ("review",)
    case.must("agree", "plant")
    assert case.config == ("approved",)


def test_a_set_of_units_asks_whoever_is_of_them_or_the_role_that_answers() -> None:
    text = asking("each: depts").replace("appoint: [plant]", "appoint: [plant], input: [depts]")
    case = Playing(process_of(text))
    case.must("begin", "clerk", plant="p1", depts=["u1", "u2"])
    case.must("submit", "clerk")
    assert roster(case) == ["*:u1", "*:u2"]
    assert isinstance(answer(case, "agree", Grant("plant", "u1")), Accepted)
    assert refused(answer(case, "agree", Grant("qm", "u1"))) == ("state", ["banfa.answered"])
    text = text.replace("each: depts", "each: depts, who: plant")
    named = Playing(process_of(text))
    named.must("begin", "clerk", plant="p1", depts=["u1", "u2"])
    named.must("submit", "clerk")
    assert roster(named) == ["plant:u1", "plant:u2"]
    assert refused(answer(named, "agree", Grant("qm", "u1")))[0] == "role"
    assert isinstance(answer(named, "agree", Grant("plant", "u1")), Accepted)


MEMBERS = {
    "lay": (Member("m.a", "*", ("outside",)), Member("m.b", "*"), Member("m.c", "*", ("outside",))),
}


def test_the_holders_of_a_role_are_asked_in_the_order_of_their_ids() -> None:
    there = {role: tuple(reversed(members)) for role, members in MEMBERS.items()}
    one, other = (review(asking("each: holders(lay)"), members=members) for members in (MEMBERS, there))
    assert roster(one) == roster(other) == sorted(roster(one))
    assert len(roster(one)) > 1


def test_the_holders_of_a_role_answer_each_for_himself_and_a_stand_in_for_whom_he_stands_in() -> None:
    case = review(asking("each: holders(lay)"), members=MEMBERS)
    assert roster(case) == ["lay@m.a", "lay@m.b", "lay@m.c"]
    lay = Grant("lay", "*")
    assert isinstance(answer(case, "agree", lay, actor="m.a"), Accepted)
    assert refused(answer(case, "agree", lay, actor="m.x"))[0] == "role"
    stands_in = Grant("lay", "*", "m.b")
    event = accepted(answer(case, "object", lay, stands_in, actor="m.a", remark="代"))
    assert (event.on_behalf_of, event.party) == ("m.b", "lay:*")
    assert refused(answer(case, "agree", lay, stands_in, actor="m.a")) == ("state", ["banfa.answered"])


def test_kinds_of_members_are_counted() -> None:
    text = asking("each: holders(lay)").replace(
        "2 * review.agree > review.asked", "review.agree >= 2 && review.answered_by(outside) >= 1"
    )
    text = text.replace("2 * review.agree <= review.asked", "review.agree < 2")
    case = review(text, members=MEMBERS)
    lay = Grant("lay", "*")
    answer(case, "agree", lay, actor="m.a")
    assert case.config == ("review",)
    answer(case, "agree", lay, actor="m.b")
    assert case.config == ("approved",)


def test_too_few_to_be_asked_keep_the_case_from_entering() -> None:
    text = asking("each: holders(lay), min: 2")
    case = Playing(process_of(text), {"plant": "p1"})
    case.must("begin", "clerk", plant="p1")
    few = Facts(members={"lay": MEMBERS["lay"][:1]})
    command = case.command("fire", "clerk", step="submit", facts=few)
    assert refused(case.play(command)) == ("guard", ["banfa.ask.review"])
    text = asking("each: depts, min: 1")
    other = Playing(process_of(text))
    other.must("begin", "clerk", plant="p1")
    assert refused(other.fire("submit", "clerk")) == ("missing", ["depts"])


def test_an_empty_roster_decides_at_once() -> None:
    case = Playing(process_of(asking("each: depts")))
    case.must("begin", "clerk", plant="p1")
    case.must("submit", "clerk")
    assert case.config == ("rejected",)  # 0 > 0 is false, 0 <= 0 is true


def test_a_guard_over_answers_that_are_out_misses_them() -> None:
    text = PLAIN + "  decide: {from: review, to: approved, by: clerk, when: [majority], chosen: 试}\n"
    case = review(text)
    refusal = case.fire("decide", "clerk")
    assert refused(refusal) == ("missing", ["answers of review"])
    missing = refusal.missing[0]  # type: ignore[union-attr]
    assert (missing.supplied_by, missing.steps) == (("asked",), ("agree", "object"))


def test_a_role_that_nobody_is_cannot_be_asked() -> None:
    text = PLAIN.replace("appoint: [plant]", "appoint: [plant], optional: [plant]")
    case = Playing(process_of(text))
    case.must("begin", "clerk")
    assert refused(case.fire("submit", "clerk")) == ("custody", ["banfa.unbound.plant"])


def test_those_asked_are_concerned_and_see_what_they_may_do() -> None:
    case = review()
    ask = case.command("fire", "legal")
    found = {p.transition: (p.by, p.status) for p in allowed(case.process, case.case, ask)}
    assert found == {
        "agree": (("asked",), "ready"), "object": (("asked",), "needs"), "veto": (("asked",), "ready"),
    }  # fmt: skip


def test_mistakes_in_rounds_are_found_when_the_text_is_read() -> None:
    def codes(*change: str) -> list[str]:
        return problems_of(PLAIN.replace(*change))

    assert codes("each: [qm, legal, plant]", "each: remark") == ["B317"]
    assert codes("each: [qm, legal, plant]", "each: [qm], silent: veto") == ["B318"]
    assert codes("from: review, by: clerk, roster: close", "from: draft, by: clerk, roster: close") == [
        "B318"
    ]
    assert codes("by: clerk, roster: close", "by: clerk, roster: leave") == ["B318"]
    assert codes("by: asked, optional: [remark]", "by: [asked, clerk], optional: [remark]") == ["B303"]
    assert codes("2 * review.agree > review.asked", "review.agree * review.agree > 1") == ["B401"]
    assert codes("2 * review.agree > review.asked", "review.approve > 1") == ["B401"]
    assert codes("2 * review.agree > review.asked", "draft.agree > 1") == ["B401"]
