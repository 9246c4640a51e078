"""Worked examples of returns, papers, persons and outside roles, on one small process."""

from __future__ import annotations

import pytest

from banfa.kernel import Invalid
from tests.kernel.playing import Playing, accepted, process_of, refused
from tests.kernel.repairs import Repair, assigned, opened, reported


def effects(event: object, kind: str) -> list[tuple[object, ...]]:
    return [effect[1:] for effect in event.effects if effect[0] == kind]  # type: ignore[attr-defined]


# -- entering a state again, forward -----------------------------------------------------------------------


def test_a_state_entered_again_stands_once_and_its_older_stay_is_merged_into_the_one_above() -> None:
    repair = reported()
    repair.must("redo", "office")
    assert repair.stays == [("received", 0), ("review", 0), ("assigned", 0)]
    assert repair.units == {"dept": "plant"}


def test_what_an_older_stay_wrote_falls_with_the_stay_it_was_merged_into() -> None:
    repair = reported()
    repair.must("redo", "office")
    repair.must("back_to_review", "office")
    assert (repair.units, repair.values["finding"]) == ({"dept": "plant"}, "管裂")
    repair.must("return_all", "office")
    assert (repair.units, repair.values) == ({}, {"matter": "漏水"})


def test_an_older_stay_that_was_used_up_is_no_target_though_the_entry_is_undone() -> None:
    repair = reported()
    repair.must("redo", "office")
    repair.must("back_to_review", "office")
    assert refused(repair.fire("return_report", "office", note="再查")) == ("state", ["banfa.not_on_trail"])


# -- returning ---------------------------------------------------------------------------------------------


def test_a_return_undoes_values_and_the_older_ones_stand_again() -> None:
    repair = opened(size=10)
    repair.must("assign", "desk", dept="plant", note="急")
    repair.must("annotate", "office", size=20)
    repair.must("report", "dept", finding="管裂")
    event = repair.must("return_all", "office")
    assert repair.values == {"matter": "漏水", "size": 10}
    assert effects(event, "back") == [
        ("received", ["annotate", "assign", "report"], ["finding", "note", "reported_on", "size"])
    ]


def test_what_was_done_in_the_target_state_itself_stands() -> None:
    repair = assigned()
    repair.must("annotate", "office", size=20)
    repair.must("report", "dept", finding="管裂")
    repair.must("return_report", "office", note="再查")
    assert repair.values == {"matter": "漏水", "size": 20, "note": "再查"}
    assert repair.done == {"open", "assign", "annotate", "return_report"}


def test_a_return_undoes_an_appointment() -> None:
    repair = assigned()
    repair.must("reassign", "office", dept="yard")
    assert repair.units == {"dept": "yard"}
    repair.must("return_all", "office")
    assert repair.units == {}


def test_a_return_restores_the_appointment_that_stood_before() -> None:
    repair = reported()
    repair.must("reassign", "office", dept="yard")
    repair.must("return_report", "office", note="再查")
    assert repair.units == {"dept": "plant"}


def test_a_seal_falls_by_a_return_and_the_revision_stays_in_the_ledger() -> None:
    repair = reported()
    assert repair.seals == {("card", 1, "head"): 1, ("card", 1, "result"): 1, ("findings", 1, "body"): 1}
    repair.must("return_report", "office", note="再查")
    assert repair.seals == {("card", 1, "head"): 1}
    assert repair.case.papers["card"][0].parts["result"] == ({"finding": "管裂"},)


def test_a_person_goes_back_to_one_of_several_states_by_naming_it() -> None:
    repair = reported()
    assert isinstance(repair.fire("return_where", "chief"), Invalid)
    assert isinstance(repair.fire("return_where", "chief", target="answered"), Invalid)
    repair.must("return_where", "chief", target="assigned")
    assert repair.stays == [("received", 0), ("assigned", 1)]


def test_a_return_from_an_end_goes_to_the_state_before_it() -> None:
    repair = reported()
    repair.must("approve", "office")
    repair.must("reopen", "chief")
    assert repair.stays[-1] == ("review", 1)
    assert "approve" not in repair.done and "report" in repair.done


def test_a_step_that_stands_outlives_every_return() -> None:
    repair = assigned()
    repair.must("pay", "office", paid="80.00")
    repair.must("return_all", "office")
    assert repair.values == {"matter": "漏水", "paid": "80.00 CNY"}
    assert repair.done == {"open", "pay", "return_all"}


def test_undone_steps_were_taken_all_the_same() -> None:
    repair = reported()
    repair.must("return_all", "office")
    assert repair.case.ever == {"open", "assign", "report", "return_all"}


# -- rounds ------------------------------------------------------------------------------------------------


def go_round(repair: Repair, times: int) -> list[list[tuple[object, ...]]]:
    """Return the report so often; whom each return told."""
    told = []
    for _ in range(times):
        repair.must("report", "dept", finding="管裂")
        told.append(effects(repair.must("return_report", "office", note="再查"), "tell"))
    return told


def test_returns_are_counted_and_from_the_limit_on_somebody_is_told() -> None:
    repair = assigned()
    assert go_round(repair, 3) == [[], [("chief",)], [("chief",)]]
    assert repair.stays[-1] == ("assigned", 3)


def test_entering_a_state_forward_begins_the_count_anew() -> None:
    repair = assigned()
    go_round(repair, 2)
    repair.must("report", "dept", finding="管裂")
    assert repair.must("redo", "office").round == 0
    assert repair.stays == [("received", 0), ("review", 0), ("assigned", 0)]


def test_an_act_leaves_the_count_as_it_is() -> None:
    repair = assigned()
    go_round(repair, 1)
    assert repair.must("annotate", "office", size=3).round == 1
    assert repair.stays[-1] == ("assigned", 1)


# -- corrections -------------------------------------------------------------------------------------------


def test_a_corrected_value_stands_as_if_it_had_been_entered_right() -> None:
    repair = opened(size=10)
    repair.must("assign", "desk", dept="plant")
    accepted(repair.correct("size", 12))
    repair.must("return_all", "office")
    assert repair.values["size"] == 12


def test_a_correction_falls_with_the_value_that_it_corrected() -> None:
    repair = opened(size=10)
    repair.must("assign", "desk", dept="plant")
    repair.must("annotate", "office", size=20)
    accepted(repair.correct("size", 21))
    assert repair.values["size"] == 21
    repair.must("return_all", "office")
    assert repair.values["size"] == 10


def test_only_what_was_given_and_stands_is_corrected() -> None:
    repair = opened()
    assert refused(repair.correct("size", 12)) == ("missing", ["size"])
    assert isinstance(repair.correct("reported_on", "2026-09-01"), Invalid)


def test_what_a_seal_shows_is_not_corrected() -> None:
    assert refused(opened().correct("matter", "停电")) == ("custody", ["banfa.sealed.card.head.matter"])


# -- sealed parts ------------------------------------------------------------------------------------------


def test_a_sealed_part_takes_no_other_value() -> None:
    assert refused(opened().fire("amend", "desk", matter="停电")) == (
        "custody",
        ["banfa.sealed.card.head.matter"],
    )


def test_a_sealed_part_takes_the_same_value() -> None:
    repair = opened()
    repair.must("amend", "desk", matter=" 漏水 ")
    assert repair.seals == {("card", 1, "head"): 1}


def test_completing_a_part_again_makes_its_second_revision() -> None:
    repair = opened()
    repair.must("rewrite", "desk", matter="停电")
    assert repair.seals == {("card", 1, "head"): 2}
    assert repair.case.papers["card"][0].parts["head"] == ({"matter": "漏水"}, {"matter": "停电"})


def test_completing_a_part_again_with_the_same_values_makes_no_revision() -> None:
    repair = opened()
    assert effects(repair.must("rewrite", "desk", matter="漏水"), "seal") == []
    assert repair.seals == {("card", 1, "head"): 1}


def test_a_part_completed_again_after_a_return_goes_on_counting() -> None:
    repair = reported()
    repair.must("return_report", "office", note="再查")
    repair.must("report", "dept", finding="阀坏")
    assert repair.seals[("card", 1, "result")] == 2


def test_blanks_are_sealed_too() -> None:
    repair = assigned()
    repair.must("report", "dept", finding="管裂")
    assert refused(repair.fire("confirm", "desk", note="同意")) == (
        "custody",
        ["banfa.sealed.card.result.note"],
    )


def test_only_who_has_a_copy_completes_a_part() -> None:
    repair = assigned()
    repair.must("send_copies", "desk")
    assert refused(repair.fire("rewrite", "desk", matter="停电")) == ("custody", ["banfa.no_set.card"])


def test_a_part_lacking_a_field_is_not_completed() -> None:
    repair = assigned()
    assert refused(repair.fire("report", "dept", note="看过")) == ("missing", ["finding"])


# -- sending and receiving ---------------------------------------------------------------------------------


def test_a_copy_sent_is_under_way_until_its_addressee_receives_it() -> None:
    repair = assigned()
    assert (repair.at("card.1"), repair.at("card.2")) == ("desk:east", "→ dept:plant")
    accepted(repair.receive("card.2", "dept"))
    assert repair.at("card.2") == "dept:plant"


def test_only_the_addressee_receives() -> None:
    assert refused(assigned().receive("card.2", "office")) == ("custody", ["banfa.holds.card.2"])


def test_nobody_receives_what_is_there_already() -> None:
    repair = assigned()
    accepted(repair.receive("card.2", "dept"))
    assert refused(repair.receive("card.2", "dept")) == ("custody", ["banfa.holds.card.2"])


def test_nothing_arrives_before_it_was_sent() -> None:
    repair = assigned()
    early = repair.command(
        "receive", "dept", document="card", set=1, copy="2", happened="2026-09-01T10:00:00+08:00"
    )
    assert refused(repair.play(early)) == ("custody", ["banfa.order"])


def test_who_acts_for_a_role_holds_its_papers() -> None:
    repair = assigned()
    accepted(repair.receive("card.2", "dept_head"))
    assert repair.at("card.2") == "dept:plant"
    assert repair.must("report", "dept_head", finding="管裂").party == "dept:plant"


def test_what_is_under_way_to_me_is_received_by_what_i_do_with_it() -> None:
    event = assigned().must("report", "dept", finding="管裂")
    assert ("card", 1, "2", "dept:plant", "implied") in effects(event, "received")


def test_what_i_do_not_have_i_do_not_send() -> None:
    repair = opened()
    repair.must("send_stub", "desk")
    assert refused(repair.fire("send_stub", "desk")) == ("custody", ["banfa.holds.card.1"])


def test_all_is_every_copy_at_me_and_at_least_one() -> None:
    repair = assigned()
    repair.must("send_copies", "desk")
    assert (repair.at("card.1"), repair.at("card.2")) == ("→ office:*", "→ dept:plant")
    assert refused(repair.fire("send_copies", "desk")) == ("custody", ["banfa.holds.card.all"])


def test_send_if_held_sends_what_is_there_and_no_more() -> None:
    repair = assigned()
    event = repair.must("hand_on", "office")
    assert effects(event, "move") == [("card", 1, "3", "office:*", "chief:*")]
    assert effects(repair.must("hand_on", "office"), "move") == []


def test_a_void_copy_is_void_for_ever() -> None:
    repair = opened()
    repair.must("assign", "desk", dept="plant")
    repair.must("cancel_stub", "desk")
    assert refused(repair.fire("send_stub", "desk")) == ("custody", ["banfa.holds.card.1"])
    assert refused(repair.receive("card.1", "desk")) == ("custody", ["banfa.holds.card.1"])
    repair.must("return_all", "office")
    assert repair.at("card.1") == "void"
    assert refused(repair.fire("cancel_stub", "desk")) == ("custody", ["banfa.holds.card.1"])


def test_a_thing_is_held_like_a_paper() -> None:
    repair = assigned()
    repair.must("fetch_key", "desk")
    accepted(repair.receive("key", "dept"))
    assert repair.at("key") == "dept:plant"


def test_nobody_can_be_sent_to_who_is_not_appointed() -> None:
    assert refused(opened().fire("fetch_key", "desk")) == ("custody", ["banfa.unbound.dept"])


# -- papers follow -----------------------------------------------------------------------------------------


def test_papers_follow_a_new_appointment_whether_held_or_under_way() -> None:
    repair = assigned()
    repair.must("fetch_key", "desk")
    accepted(repair.receive("key", "dept"))
    event = repair.must("reassign", "office", dept="yard")
    assert effects(event, "move") == [
        ("card", 1, "2", "dept:plant", "dept:yard"),
        ("key", 1, "1", "dept:plant", "dept:yard"),
    ]
    assert (repair.at("card.2"), repair.at("key"), repair.at("card.3")) == (
        "→ dept:yard",
        "→ dept:yard",
        "→ office:*",
    )


def test_papers_follow_an_appointment_that_a_return_restores() -> None:
    repair = reported()
    repair.must("return_report", "office", note="再查")
    repair.must("report", "dept", finding="管裂")
    repair.must("reassign", "office", dept="yard")
    repair.must("return_report", "office", note="再查")
    assert repair.at("card.2") == "→ dept:plant"


def test_a_copy_with_nobody_of_its_role_any_more_is_stray_and_its_issuer_takes_it_back() -> None:
    repair = assigned()
    assert refused(repair.receive("card.2", "desk")) == ("custody", ["banfa.holds.card.2"])
    repair.must("return_all", "office")
    assert (repair.at("card.2"), repair.counts("card")) == ("→ dept:plant", [True])
    accepted(repair.receive("card.2", "desk"))
    assert repair.at("card.2") == "desk:east"


def test_a_stray_copy_goes_to_who_is_appointed_next() -> None:
    repair = assigned()
    accepted(repair.receive("card.2", "dept"))
    repair.must("return_all", "office")
    event = repair.must("reassign", "office", dept="yard")
    assert effects(event, "move") == [("card", 1, "2", "dept:plant", "dept:yard")]


# -- sets that no longer count -----------------------------------------------------------------------------


def test_issuing_again_supersedes_the_earlier_set() -> None:
    repair = assigned()
    repair.must("fetch_key", "desk")
    event = repair.must("fetch_key", "desk")
    assert effects(event, "supersede") == [("key", 1)]
    assert repair.counts("key") == [False, True]
    assert (repair.at("key", 1), repair.at("key", 2)) == ("→ dept:plant", "→ dept:plant")


def test_no_earlier_set_counts_again_when_the_later_one_is_undone() -> None:
    repair = opened()
    repair.must("assign", "desk", dept="plant")
    repair.must("report", "dept", finding="管裂")
    repair.must("redo", "office")
    accepted(repair.receive("card.2", "office"))
    repair.must("return_all", "office")
    assert (repair.counts("findings"), repair.counts("card")) == ([False], [True])


def test_a_set_that_an_undone_step_issued_no_longer_counts() -> None:
    repair = reported()
    event = repair.must("return_report", "office", note="再查")
    assert effects(event, "supersede") == [("findings", 1)]
    assert repair.counts("findings") == [False]
    repair.must("report", "dept", finding="阀坏")
    assert repair.counts("findings") == [False, True]


def test_a_step_that_returns_still_finds_what_it_undoes_and_hands_it_back() -> None:
    event = reported().must("return_report", "office", note="再查")
    assert ("findings", 1, "1", "office:*", "dept:plant") in effects(event, "move")
    assert [kind for kind, *_ in event.effects][-3:] == ["move", "supersede", "did"]


def test_an_undone_set_goes_nowhere_by_itself_and_is_handed_back_to_its_issuer_alone() -> None:
    repair = reported()
    accepted(repair.receive("findings", "office"))
    assert effects(repair.must("return_where", "chief", target="assigned"), "move") == []
    assert refused(repair.receive("findings", "desk")) == ("custody", ["banfa.holds.findings.1"])
    accepted(repair.receive("findings", "dept"))
    assert repair.at("findings", 1) == "dept:plant"


def test_a_superseded_copy_still_arrives_where_it_was_sent() -> None:
    repair = reported()
    repair.must("return_where", "chief", target="assigned")
    accepted(repair.receive("findings", "office"))
    assert repair.at("findings", 1) == "office:*"


def test_a_recalled_document_no_longer_counts_whoever_holds_it() -> None:
    repair = reported()
    accepted(repair.receive("findings", "office"))
    repair.must("withdraw_findings", "chief")
    assert (repair.counts("findings"), repair.at("findings")) == ([False], "office:*")


def test_a_recall_outlives_every_return() -> None:
    repair = reported()
    repair.must("withdraw_findings", "chief")
    repair.must("return_report", "office", note="再查")
    assert repair.counts("findings") == [False]


def test_recalling_what_was_never_issued_does_nothing() -> None:
    repair = reported()
    repair.must("withdraw_findings", "chief")
    assert effects(repair.must("withdraw_findings", "chief"), "supersede") == []


# -- a copy for each ---------------------------------------------------------------------------------------


def ordered() -> Repair:
    repair = assigned()
    repair.must("get_help", "office", helpers=["yard", "shed"])
    repair.must("order", "desk", places=["yard", "shed"])
    return repair


def test_a_copy_is_made_for_each_member_and_goes_to_the_unit_it_is_named_for() -> None:
    repair = ordered()
    assert sorted(repair.case.papers["orders"][0].copies) == ["shed", "yard"]
    assert (repair.at("orders.shed"), repair.at("orders.yard")) == ("→ helpers:shed", "→ helpers:yard")


def test_own_is_the_copy_named_for_the_unit_that_acts() -> None:
    repair = ordered()
    repair.must("carry_out", "helpers:yard")
    assert (repair.at("orders.shed"), repair.at("orders.yard")) == ("→ helpers:shed", "→ desk:east")


def test_a_copy_for_a_unit_that_is_not_appointed_has_no_addressee() -> None:
    repair = assigned()
    repair.must("get_help", "office", helpers=["yard"])
    assert refused(repair.fire("order", "desk", places=["yard", "barn"])) == (
        "custody",
        ["banfa.unbound.helpers"],
    )


def test_without_members_there_is_nothing_to_issue() -> None:
    repair = assigned()
    repair.must("get_help", "office", helpers=["yard"])
    assert refused(repair.fire("order", "desk")) == ("missing", ["places"])


def test_each_unit_of_a_role_of_many_may_act() -> None:
    repair = ordered()
    accepted(repair.receive("orders.shed", "helpers:shed"))
    assert refused(repair.fire("carry_out", "helpers:barn"))[0] == "role"


# -- persons -----------------------------------------------------------------------------------------------


def reported_by(person: str) -> Repair:
    repair = assigned()
    repair.must("report", f"{person}=dept:plant", finding="管裂")
    return repair


def test_nobody_takes_both_of_two_steps_that_different_people_must_take() -> None:
    repair = reported_by("p.a")
    assert refused(repair.fire("approve", "p.a=dept_head:plant")) == (
        "separation",
        ["banfa.separation.not_oneself"],
    )
    repair.must("approve", "p.b=dept_head:plant")


def test_a_stand_in_counts_as_both() -> None:
    repair = reported_by("p.a")
    for person, principal in (("p.a", "p.b"), ("p.b", "p.a")):
        command = repair.command("fire", f"{person}=dept_head:plant", step="approve", for_whom=principal)
        assert refused(repair.play(command)) == ("separation", ["banfa.separation.not_oneself"])


def test_an_undone_step_compares_with_nothing() -> None:
    repair = reported_by("p.a")
    repair.must("return_report", "office", note="再查")
    repair.must("report", "p.b=dept:plant", finding="管裂")
    repair.must("approve", "p.a=dept_head:plant")


def test_a_waiver_lets_one_pass_once() -> None:
    repair = reported_by("p.a")
    accepted(repair.waive("p.a"))
    assert repair.waivers == {("not_oneself", "p.a"): True}
    event = repair.must("approve", "p.a=dept_head:plant")
    assert effects(event, "waiver") == [("not_oneself", "p.a", "spent")]
    assert repair.waivers == {("not_oneself", "p.a"): False}


def test_a_spending_that_a_return_undoes_frees_the_waiver_again() -> None:
    repair = reported_by("p.a")
    accepted(repair.waive("p.a"))
    repair.must("approve", "p.a=dept_head:plant")
    repair.must("reopen", "chief")
    assert repair.waivers == {("not_oneself", "p.a"): True}
    repair.must("approve", "p.a=dept_head:plant")


def test_a_waiver_falls_with_the_stay_it_was_given_in() -> None:
    repair = reported_by("p.a")
    accepted(repair.waive("p.a"))
    repair.must("return_report", "office", note="再查")
    assert repair.waivers == {}


def test_a_waiver_that_nobody_needs_is_not_spent() -> None:
    repair = reported_by("p.a")
    accepted(repair.waive("p.b"))
    repair.must("approve", "p.b=dept_head:plant")
    assert repair.waivers == {("not_oneself", "p.b"): True}


def test_nobody_waives_for_oneself() -> None:
    assert refused(reported_by("p.a").waive("chief.a")) == ("separation", ["banfa.separation.not_oneself"])


def test_only_the_roles_named_waive() -> None:
    assert refused(reported_by("p.a").waive("p.a", by="office"))[0] == "role"


# -- who enters it, and who stands outside -----------------------------------------------------------------


def recorded(repair: Repair, by: str, recorder: str, held: str, step: str = "annotate") -> object:
    """A step of one person, entered by another who holds `ROLE:UNIT`."""
    data = {"note": "见过"} if step == "confirm" else {"size": 3}
    command = repair.command("fire", by, step=step, data=data)
    grants = repair.command("fire", held, step=step).grants
    return repair.play(command._replace(recorder=recorder, recorder_grants=grants))


def test_another_of_the_same_party_may_enter_what_somebody_did() -> None:
    event = accepted(recorded(opened(), "desk", "desk.b", "desk:east"))  # type: ignore[arg-type]
    assert (event.actor, event.recorder) == ("desk.a", "desk.b")


@pytest.mark.parametrize("held", ["desk:west", "office", "dept:plant"])
def test_nobody_of_another_party_may_enter_it(held: str) -> None:
    assert refused(recorded(opened(), "desk", "other.a", held))[0] == "role"  # type: ignore[arg-type]


def test_who_enters_a_step_does_not_count_as_having_taken_it() -> None:
    repair = assigned()
    command = repair.command("fire", "p.a=dept:plant", step="report", data={"finding": "管裂"})
    accepted(repair.play(command._replace(recorder="p.b", recorder_grants=command.grants)))
    repair.must("approve", "p.b=dept_head:plant")


def test_what_one_outside_does_is_recorded_by_the_role_named() -> None:
    event = opened().must("confirm", "desk", note="同意")
    assert (event.role, event.party) == ("resident", "resident:*")
    assert (event.actor, event.recorder) == ("desk.a", "desk.a")
    assert effects(event, "did") == [("confirm", ["desk.a"])]


def test_nobody_else_records_for_one_outside() -> None:
    repair = opened()
    repair.must("send_stub", "desk")
    assert refused(repair.fire("confirm", "office", note="同意"))[0] == "role"


def test_nobody_records_for_the_recorder_of_one_outside() -> None:
    assert refused(recorded(opened(), "desk", "desk.b", "desk:east", "confirm"))[0] == "role"  # type: ignore[arg-type]


def test_what_followed_an_appointment_counts_as_sent_only_if_the_role_is_appointed_now() -> None:
    repair = assigned()
    assert repair.at("card.2") == "→ dept:plant"
    assert refused(repair.fire("send_anew", "desk")) == ("custody", ["banfa.holds.card.2"])
    repair.must("send_anew", "desk", dept="plant")
    assert repair.at("card.2") == "→ dept:plant"


LINES = """\
banfa: 1
process: lines
roles: {clerk: {chosen: 试}}
fields:
  items: {type: list, record: {what: {type: text}}, key: what, chosen: 试}
states: {open: {}, done: {end: final}}
transitions:
  begin: {from: start, to: open, by: clerk, optional: [items], chosen: 试}
  list_them: {from: open, to: done, by: clerk, input: [items], chosen: 试}
"""


def test_an_input_list_needs_a_line_and_an_optional_one_may_be_empty() -> None:
    case = Playing(process_of(LINES), {})
    case.must("begin", "clerk", items=[])
    assert "items" in case.values
    assert refused(case.fire("list_them", "clerk", items=[])) == ("missing", ["items"])
    case.must("list_them", "clerk", items=[{"what": "甲"}])
