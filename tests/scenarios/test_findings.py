import pytest

from tests.scenarios.small import ASK, play


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        ("{by: r.a, do: aks, now: asked}", "B290", "ask"),
        ("{by: r.a, do: ask, now: aksed}", "B290", "asked"),
        ("{by: r.b, do: ask, now: asked}", "B290", "r.a"),
        ("{by: r.a, recorder: r.b, do: ask, now: asked}", "B290", "r.a"),
        ("{by: r.a, role: raeder, do: ask, now: asked}", "B290", "reader"),
        ("{by: r.a, correct: boook, with: {value: x, reason: y}, now: asked}", "B290", "book"),
        ("{by: boss, waive: not_onself, for: r.a, now: asked}", "B290", "not_oneself"),
        ("{by: boss, waive: not_oneself, for: r.x, now: asked}", "B290", "r.a"),
        ("{by: r.a, receives: slap.1, now: asked}", "B290", "slip"),
        ("{by: r.a, receives: slip.3, now: asked}", "B290", "1、2"),
        ("{by: r.a, receives: slip, now: asked}", "B290", "slip.1"),
        ("{by: r.a, receives: 'slip.2(x)', now: asked}", "B290", "slip"),
        ("{by: r.a, do: ask, refused: {failed: [may_leve]}}", "B290", "may_leave"),
        ("{by: r.a, do: ask, refused: {missing: [bok]}}", "B290", "book"),
        ("{by: r.a, do: ask, warned: [has_depsit]}", "B290", "has_deposit"),
        ("{by: r.a, do: ask, told: [librarien]}", "B290", "librarian"),
        ("{by: r.a, do: ask, sets: {slp: 1}}", "B290", "slip"),
        ("{by: r.a, do: ask, rounds: {reviw: 1}}", "B290", "review"),
        ("{by: r.a, do: ask, data: {bok: x}}", "B290", "book"),
        ("{by: r.a, do: ask, copies: {slip.1: raeder}}", "B290", "reader"),
        ("{by: r.a, do: ask, copies: {slip.1: at raeder:class_1}}", "B290", "reader"),
        ("{by: r.a, do: ask, copies: {slip.1: near reader}}", "B290", "at、to"),
        ("{by: r.a, do: ask, recall: [slip.4]}", "B290", "1、2"),
        ("{by: r.a, now: asked}", "B291", "do"),
        ("{by: r.a, do: ask, correct: book, now: asked}", "B291", "do"),
        ("{do: ask, now: asked}", "B291", "by"),
        ("{by: r.a, do: ask, articles: [1], now: asked}", "B291", "refused"),
        ("{by: r.a, receives: slip.1, again: true, now: asked}", "B291", "do"),
        ("{by: r.a, do: ask, for: r.a, now: asked}", "B291", "waive"),
        ("{by: r.a, do: ask}", "B292", "now"),
        ("{wait: true, by: r.a, now: asked}", "B291", "只写 at"),
        ("{case: seal, by: r.a, do: ask, now: asked}", "B293", "删去"),
    ],
)
def test_a_row_that_cannot_be_meant_is_an_error_with_its_place_and_a_fix(
    row: str, code: str, says: str
) -> None:
    result = play(f"- {row}")
    (problem,) = result.problems
    assert (result.status, problem.code, result.played) == ("error", code, ())
    assert problem.place is not None and problem.place.line >= 1
    assert problem.fix is not None and says in problem.fix.zh


def test_all_that_is_wrong_is_told_at_once() -> None:
    result = play("- {by: r.a, do: aks, now: aksed}\nexpect: {state: lnt, copies: {slip.9: reader}}")
    assert len(result.problems) == 4


@pytest.mark.parametrize(
    "expect", ["state: asked", "copies: {slip.1: reader}", "recall: []", "told: []", "sets: {slip: 1}"]
)
def test_one_expectation_at_the_end_is_enough(expect: str) -> None:
    row = ASK.replace(", now: asked", "")
    assert play(f"- {row}\nexpect: {{{expect}}}").status == "passed"


def test_one_refusal_is_enough() -> None:
    assert play("- {by: lib.a, do: ask, refused: role}").status == "passed"
