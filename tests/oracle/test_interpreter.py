"""Worked examples of the semantics on the second opinion itself."""

import itertools

from tests.oracle.small import Play, act, back, definition, go, guard, paper, start

REFUSED = "refused"


def walk(*states: str) -> dict[str, object]:
    """Steps that lead through the states, each writing its own name into x."""
    steps = {"begin": start(optional=["x", "y"])}
    for here, there in itertools.pairwise(states):
        steps[f"{here}{there}"] = go(here, there, optional=["x", "y", "z"])
    return steps


def test_a_return_undoes_what_was_written_since_the_target_was_left() -> None:
    play = Play(definition({**walk("a", "b", "c"), "undo": back("c", "a")}))
    play.must("begin", {"x": "one"})
    play.must("ab", {"x": "two", "y": "new"})
    play.must("bc", {"z": "three"})
    play.must("undo")
    assert play.now["values"] == {"x": "one"}
    assert set(play.now["done"]) == {"begin", "undo"}
    assert [(stay[0], stay[3]) for stay in play.now["trail"]] == [("a", 1)]


def test_a_step_that_stands_outlives_every_return() -> None:
    steps = {**walk("a", "b"), "pay": act("b", stands=True, input=["z"]), "undo": back("b", "a")}
    play = Play(definition(steps))
    play.must("begin")
    play.must("ab", {"x": "two"})
    play.must("pay", {"z": "paid"})
    play.must("undo")
    assert play.now["values"] == {"z": "paid"}
    assert set(play.now["done"]) == {"begin", "pay", "undo"}


def test_a_state_entered_again_keeps_what_its_older_stay_wrote_in_the_stay_above() -> None:
    steps = {**walk("a", "b", "c"), "again": go("c", "b"), "undo": back("b", "c"), "all": back("c", "a")}
    play = Play(definition(steps))
    for name, data in (("begin", {}), ("ab", {"x": "two"}), ("bc", {}), ("again", {})):
        play.must(name, data)
    assert [stay[0] for stay in play.now["trail"]] == ["a", "c", "b"]
    play.must("undo")
    assert [stay[0] for stay in play.now["trail"]] == ["a", "c"]
    assert play.now["values"] == {"x": "two"}
    play.must("all")
    assert play.now["values"] == {}


def test_an_older_stay_that_was_used_up_is_no_target_any_more() -> None:
    steps = {**walk("a", "b", "c"), "again": go("c", "b"), "undo": back("b", "c"), "lost": back("c", "b")}
    play = Play(definition(steps))
    for name in ("begin", "ab", "bc", "again", "undo"):
        play.must(name)
    answer = play.fire("lost")
    assert answer[1]["because"] == "state" and answer[1]["failed"] == ["banfa.not_on_trail"]


def test_a_return_reads_the_case_before_the_undoing() -> None:
    guards = {"seen": guard(["cmp", "==", ["case", "x"], ["lit", "text", "two"]])}
    play = Play(definition({**walk("a", "b"), "undo": back("b", "a", when=["seen"])}, guards=guards))
    play.must("begin", {"x": "one"})
    play.must("ab", {"x": "two"})
    play.must("undo")
    assert play.now["values"] == {"x": "one"}


def test_an_input_has_to_come_afresh() -> None:
    play = Play(definition({**walk("a", "b"), "more": act("b", input=["x"])}))
    play.must("begin", {"x": "one"})
    play.must("ab")
    assert play.fire("more")[1]["missing"] == ["x"]


def test_papers_follow_the_unit_that_is_appointed_and_the_one_restored() -> None:
    steps = {
        "begin": start(issue=["card"]),
        "name": go("a", "b", by="clerk", appoint=["dept"], send={"card": {"dept": ["1"]}}),
        "on": go("b", "c"),
        "rename": act("c", by="office", appoint=["dept"]),
        "undo": back("c", "b", by="office"),
    }
    play = Play(definition(steps, documents={"card": paper(["1"])}))
    play.must("begin")
    play.must("name", {"dept": "plant"})
    assert play.custody("card", "1")[:3] == ("transit", "clerk:east", "dept:plant")
    play.must("on")
    play.must("rename", {"dept": "yard"}, by="office")
    assert play.custody("card", "1")[2] == "dept:yard"
    play.must("undo", by="office")
    assert play.custody("card", "1")[2] == "dept:plant"


def test_a_set_issued_by_an_undone_step_is_superseded_and_may_be_handed_back() -> None:
    steps = {
        "begin": start(),
        "write": go("a", "b", issue=["card"], send={"card": {"office": ["1"]}}),
        "undo": back("b", "a", by="office"),
    }
    play = Play(definition(steps, documents={"card": paper(["1", "2"])}))
    play.must("begin")
    play.must("write")
    play.must("undo", by="office")
    assert not play.state.papers["card"][0].current
    assert play.custody("card", "1")[0] == "transit"
    answer = play.decide(play.command("receive", "clerk", document="card", set=1, copy="1"))
    assert answer[0] == "accepted" and play.custody("card", "1") == ("at", "clerk:east")


def test_the_step_that_undoes_a_set_still_sends_its_copies_back() -> None:
    steps = {
        "begin": start(),
        "write": go("a", "b", issue=["card"], send={"card": {"office": ["1"]}}),
        "undo": back("b", "a", by="office", send={"card": {"clerk": ["1"]}}),
    }
    play = Play(definition(steps, documents={"card": paper(["1"])}))
    play.must("begin")
    play.must("write")
    play.must("undo", by="office")
    assert play.custody("card", "1")[:3] == ("transit", "office:*", "clerk:east")
    assert not play.state.papers["card"][0].current


def test_a_copy_is_stray_once_nobody_is_bound_to_its_role_and_its_issuer_takes_it_back() -> None:
    steps = {
        "begin": start(issue=["card"]),
        "name": go("a", "b", appoint=["dept"], send={"card": {"dept": ["1"]}}),
        "undo": back("b", "a"),
    }
    play = Play(definition(steps, documents={"card": paper(["1"])}))
    play.must("begin")
    play.must("name", {"dept": "plant"})
    play.must("undo")
    assert play.state.papers["card"][0].current and play.custody("card", "1")[2] == "dept:plant"
    answer = play.decide(play.command("receive", "clerk", document="card", set=1, copy="1"))
    assert answer[0] == "accepted" and play.custody("card", "1") == ("at", "clerk:east")


def test_a_sealed_part_takes_no_other_value_until_it_is_completed_again() -> None:
    steps = {
        "begin": start(issue=["card"], input=["x"], complete={"card": ["top"]}),
        "edit": act("a", input=["x"]),
        "redo": act("a", input=["x"], complete={"card": ["top"]}),
    }
    play = Play(definition(steps, documents={"card": paper(["1"], {"top": ["x"]})}))
    play.must("begin", {"x": "one"})
    answer = play.fire("edit", {"x": "two"})
    assert answer[1]["because"] == "custody" and answer[1]["failed"] == ["banfa.sealed.card.top.x"]
    play.must("edit", {"x": "one"})
    play.must("redo", {"x": "two"})
    assert play.state.papers["card"][0].parts["top"] == [{"x": "one"}, {"x": "two"}]


def test_a_seal_falls_with_its_step_and_the_older_one_stands_again() -> None:
    steps = {
        "begin": start(issue=["card"], input=["x"], complete={"card": ["top"]}),
        "on": go("a", "b", input=["x"], complete={"card": ["top"]}),
        "undo": back("b", "a"),
    }
    play = Play(definition(steps, documents={"card": paper(["1"], {"top": ["x"]})}))
    play.must("begin", {"x": "one"})
    play.must("on", {"x": "two"})
    play.must("undo")
    assert play.now["seals"] == {("card", 1, "top"): 1}
    assert play.now["values"] == {"x": "one"}
    assert len(play.state.papers["card"][0].parts["top"]) == 2


def test_a_correction_falls_with_the_value_it_corrects() -> None:
    play = Play(definition({**walk("a", "b"), "undo": back("b", "a")}))
    play.must("begin", {"x": "one"})
    play.must("ab", {"y": "two"})
    for name in ("x", "y"):
        m = play.command("correct", "clerk", field=name, value="right", reason="slip")
        assert play.decide(m)[0] == "accepted"
    play.must("undo")
    assert play.now["values"] == {"x": "right"}


RULE = {"rule": {"steps": ["ab", "begin"], "waived_by": ["head"], "articles": ["2"]}}


def test_different_people_counts_a_stand_in_as_both() -> None:
    play = Play(definition(walk("a", "b"), separation=RULE))
    play.must("begin")
    answer = play.fire("ab", actor="other", for_whom="clerk.a")
    assert answer[1]["because"] == "separation" and answer[1]["failed"] == ["banfa.separation.rule"]
    assert answer[1]["articles"] == ["2"]


def test_a_waiver_is_spent_by_the_step_that_clashes_and_freed_when_that_is_undone() -> None:
    steps = {**walk("a", "b"), "undo": back("b", "a", by="office")}
    play = Play(definition(steps, separation=RULE))
    play.must("begin")
    waived = play.command("waive", "head", rule="rule", person="clerk.a", reason="holiday")
    assert play.decide(waived)[0] == "accepted"
    play.must("ab")
    assert play.now["waivers"] == {("rule", "clerk.a"): False}
    play.must("undo", by="office")
    assert play.now["waivers"] == {("rule", "clerk.a"): True}


def test_nobody_waives_for_oneself_or_ones_principal() -> None:
    play = Play(definition(walk("a", "b"), separation=RULE))
    play.must("begin")
    for person in ("head.a", "head.b"):
        m = play.command("waive", "head", rule="rule", person=person, reason="x", for_whom="head.b")
        assert play.decide(m)[1]["because"] == "separation"


def test_strangers_learn_nothing_but_role() -> None:
    play = Play(definition(walk("a", "b")))
    play.must("begin")
    answer = play.fire("ab", unit="west")
    assert answer == (REFUSED, {"because": "role", "failed": [], "missing": [], "articles": []})


def test_a_step_dated_before_the_present_stay_is_out_of_order() -> None:
    play = Play(definition(walk("a", "b")))
    play.must("begin")
    m = play.command("fire", "clerk", step="ab")
    answer = play.decide(m._replace(happened="2026-08-01T10:00:00+08:00"))
    assert answer[1]["because"] == "guard" and answer[1]["failed"] == ["banfa.order"]


def test_a_table_that_asks_hides_the_earlier_answer() -> None:
    rows = [{"condition": ["cmp", "==", ["case", "y"], ["lit", "text", "known"]], "then": "way"}]
    table = {"hit": "unique", "rows": rows, "otherwise": None, "ask": "tell", "articles": []}
    steps = {**walk("a", "b"), "decide": act("a", input=["y"], decide=["x"])}
    play = Play(definition(steps, tables={"x": table}))
    play.must("begin", {"x": "old"})
    play.must("decide", {"y": "known"})
    assert play.now["values"]["x"] == "way"
    play.must("decide", {"y": "other"})
    assert "x" not in play.now["values"]


def test_data_for_an_unknown_field_a_wrong_type_or_an_empty_text_are_invalid_whatever_the_case() -> None:
    play = Play(definition(walk("a", "b")))
    for data in ({"nothing": "x"}, {"x": 3}, {"x": " "}, {"x": 1.5}):
        assert play.fire("begin", data) == ("invalid",)
    assert play.fire("begin", {"x": None})[0] == "accepted"
