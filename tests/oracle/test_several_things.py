"""Worked examples of SEMANTICS 3.5, 3.6, 11 and 12 on the second opinion itself, and laws A1 and A2."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.oracle_counts import early, ends
from tests.oracle.oracle_days import Pause, last_in_time
from tests.oracle.oracle_duties import is_working
from tests.oracle.oracle_rounds import Asking, Round, Tally, weighed
from tests.oracle.small import Play, act, back, definition, go, guard, start, step

WHOLE = {"whole": {"regions": {"left": ["l1", "l2"], "right": ["r1", "r2"]}}}
SIDES = {
    "begin": start(optional=["x"]),
    "in": go("a", "whole"),
    "left": go("l1", "l2", input=["x"]),
    "right": go("r1", "r2", input=["y"]),
    "redo": back("l2", "l1"),
    "out": go("whole", "z"),
    "return": back("z", "l1"),
}


def shape(trail: Any) -> Any:
    """The states of a trail with their rounds, and those of its regions."""
    return [(s[0], s[3], {r: shape(t) for r, t in s[4].items()}) for s in trail]


def several(**more: Any) -> Play:
    states = {name: {} for name in ("a", "z", "l1", "l2", "r1", "r2")}
    return Play(definition({**SIDES, **more.pop("steps", {})}, states={**states, **WHOLE, **more}))


def test_a_return_within_a_region_leaves_the_other_as_it_is() -> None:
    play = several()
    play.must("begin")
    play.must("in")
    play.must("left", {"x": "one"})
    play.must("right", {"y": "two"})
    play.must("redo")
    assert play.now["values"] == {"y": "two"}
    regions = {"left": [("l1", 1, {})], "right": [("r1", 0, {}), ("r2", 0, {})]}
    assert shape(play.now["trail"]) == [("a", 0, {}), ("whole", 0, regions)]


def test_a_return_from_outside_brings_the_whole_back_and_then_shortens_the_region() -> None:
    play = several()
    for name, data in (
        ("begin", {}),
        ("in", {}),
        ("left", {"x": "one"}),
        ("right", {"y": "two"}),
        ("out", {}),
    ):
        play.must(name, data)
    play.must("return")
    assert play.now["values"] == {"y": "two"}
    assert shape(play.now["trail"])[1][:2] == ("whole", 1)
    assert shape(play.now["trail"])[1][2]["left"] == [("l1", 1, {})]


def test_what_interrupts_gives_what_it_wrote_to_what_it_interrupted() -> None:
    steps = {
        "stop": go("l2", "pause"),
        "note": act("pause", input=["z"]),
        "go_on": step("resume", "clerk", **{"from": ["pause"]}),
    }
    play = several(steps=steps, pause={"keeps": True})
    for name, data in (
        ("begin", {}),
        ("in", {}),
        ("left", {"x": "one"}),
        ("stop", {}),
        ("note", {"z": "three"}),
    ):
        play.must(name, data)
    assert play.fire("redo")[1]["because"] == "state"
    play.must("go_on")
    play.must("redo")
    assert play.now["values"] == {"z": "three"}


def test_what_interrupted_nothing_cannot_be_resumed() -> None:
    steps = {"begin": start(), "go_on": step("resume", "clerk", **{"from": ["a"]})}
    play = Play(definition(steps, states={"a": {"keeps": True}}))
    play.must("begin")
    assert play.fire("go_on")[1]["failed"] == ["banfa.not_on_trail"]


def test_a_join_waits_for_both_regions_and_then_fires_by_itself() -> None:
    both = guard(["and", ["at", "l2"], ["at", "r2"]])
    join = {**go("whole", "z", when=["both"]), "auto": True, "by": []}
    states = {name: {} for name in ("a", "z", "l1", "l2", "r1", "r2")}
    play = Play(definition({**SIDES, "join": join}, states={**states, **WHOLE}, guards={"both": both}))
    for name in ("begin", "in"):
        play.must(name)
    assert [event["step"] for event in play.fire("left", {"x": "one"})[3]] == ["left"]
    answer = play.fire("right", {"y": "two"})
    assert [(event["step"], event["cause"]) for event in answer[3]] == [("right", None), ("join", 4)]
    assert play.state.active == {"z"}


def test_an_auto_step_that_never_rests_refuses_the_whole_command() -> None:
    steps = {"begin": start(), "again": {**act("a"), "auto": True, "by": []}}
    play = Play(definition(steps))
    answer = play.fire("begin")
    assert (answer[1]["because"], answer[1]["failed"]) == ("guard", ["banfa.auto.again"])


ASK = {"each": ["clerk", "head"], "who": None, "in_turn": True, "silent": None, "keep": False, "min": 0}


def answers(**more: Any) -> dict[str, Any]:
    return {**act("b", **more), "asked": True, "by": []}


def asking() -> Play:
    steps = {
        "begin": start(),
        "on": go("a", "b"),
        "agree": answers(optional=["x"]),
        "object": answers(optional=["x"]),
        "undo": back("c", "b", by="office"),
        "end": {**go("b", "c", when=["objected"]), "auto": True, "by": []},
    }
    objected = guard(["cmp", ">", ["count", "b", "object"], ["lit", "int", 0]])
    states = {"a": {}, "b": {"ask": ASK}, "c": {}}
    return Play(definition(steps, states=states, guards={"objected": objected}))


def test_those_asked_answer_in_turn_and_the_first_objection_ends_the_round() -> None:
    play = asking()
    play.must("begin")
    play.must("on")
    assert play.fire("object", by="head")[1]["failed"] == ["banfa.turn"]
    play.must("agree")
    assert play.fire("agree")[1]["failed"] == ["banfa.answered"]
    play.must("object", {"x": "no"}, by="head")
    assert play.state.active == {"c"} and play.now["values"] == {"x": "no"}


def test_a_return_opens_a_new_round_and_the_old_answers_fall() -> None:
    play = asking()
    for name, by in (("begin", "clerk"), ("on", "clerk"), ("agree", "clerk"), ("object", "head")):
        play.must(name, {"x": by} if name in ("agree", "object") else {}, by=by)
    play.must("undo", by="office")
    assert play.now["values"] == {}
    assert play.now["trail"][-1][5] == (6, (("clerk:east", ()), ("head:east", ())), None, True, {}, False)
    assert "agree" not in play.now["done"]


OPS = {
    "<": lambda v: v < 0,
    "<=": lambda v: v <= 0,
    ">": lambda v: v > 0,
    ">=": lambda v: v >= 0,
    "==": lambda v: v == 0,
    "!=": lambda v: v != 0,
}
NAMES = ("agree", "object", "asked", "answered", "left")


@given(
    st.sampled_from(sorted(OPS)),
    st.fixed_dictionaries({name: st.integers(-3, 3) for name in NAMES}),
    st.integers(-4, 4),
    st.integers(0, 6),
    st.lists(st.sampled_from(["agree", "object"]), max_size=6),
    st.booleans(),
)
def test_a_verdict_over_an_open_round_is_that_of_every_way_it_can_end(
    op: str, factors: dict[str, int], more: int, asked: int, given_already: list[str], silent: bool
) -> None:
    steps = {name: {**act("b"), "asked": True} for name in ("agree", "object")}
    roster = tuple((f"*@p{n}", ()) for n in range(asked))
    given_already = given_already[:asked]
    told = {f"*@p{n}": (name, (), n) for n, name in enumerate(given_already)}
    tally = Asking(steps, {}).tally("b", Round(1, roster, "agree" if silent else None, False, told), True)
    verdict = early(
        op, *ends(lambda n: form(n, factors, more), {"b": tally}, {("b", name) for name in NAMES})
    )
    ways = [OPS[op](weighed(counts, factors) + more) for counts in endings(tally)]
    if verdict is not None:
        assert set(ways) == {verdict}
    if op not in ("==", "!="):
        assert verdict is (ways[0] if len(set(ways)) == 1 else None)


def form(numbers: dict[tuple[str, str], int], factors: dict[str, int], more: int) -> int:
    return sum(factors[name] * number for (_, name), number in numbers.items()) + more


def endings(tally: Tally) -> list[dict[str, int]]:
    """The counts of each way in which those who are out may act."""
    found = []
    for chosen in product(*tally.options):
        counts = dict(tally.counts)
        for one in chosen:
            for name, number in one.items():
                counts[name] = counts.get(name, 0) + number
        found.append(counts)
    return found


@pytest.mark.parametrize(
    "term, pauses, last",
    [
        ("2 days", [], "2026-09-30T23:59:59+08:00"),
        ("7 working days", [], "2026-10-13T23:59:59+08:00"),
        ("2 days", [("2026-09-29T08:00:00+08:00", "2026-10-01T08:00:00+08:00")], "2026-10-02T23:59:59+08:00"),
        ("2 days", [("2026-09-30T08:00:00+08:00", None)], None),
        ("5 clock hours", [], "2026-09-28T14:00:00+08:00"),
        ("1 month", [], "2026-10-28T23:59:59+08:00"),
        ("day 28", [], "2026-09-28T23:59:59+08:00"),
    ],
)
def test_the_last_second_in_time(term: str, pauses: list[tuple[str, str | None]], last: str | None) -> None:
    stays = [Pause(*pause) for pause in pauses]
    found = last_in_time(term, "2026-09-28T09:00:00+08:00", stays, is_working)
    assert (found and found.isoformat()) == last
