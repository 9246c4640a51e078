"""`explain`: why a step is not to be taken, and what to do about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from banfa import Engine, InvalidInput
from banfa.engine.explanation import Explanation, as_json
from tests.engine.tiny import engine_in

REFUSAL = {"transition", "because", "failed", "missing", "articles", "allowed"}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with engine_in(tmp_path) as opened:
        yield opened


def begun(engine: Engine, actor: str = "ann", **more: object) -> str:
    return engine.start("seal-use", actor=actor, data={"purpose": "合同", **more}).id


def ways(found: Explanation) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(way.do, way.what, way.by) for way in found.forward]


def test_a_step_that_can_be_taken_is_ready(engine: Engine) -> None:
    found = engine.explain(begun(engine, pages=3), "grant", actor="boss", data={"keeper": "vault"})
    assert (found.status, found.refusal, found.forward, found.articles) == ("ready", None, (), ("1",))


def test_what_is_missing_is_named_with_who_supplies_it(engine: Engine) -> None:
    found = engine.explain(begun(engine, pages=3), "grant", actor="boss")
    assert found.status == "needs"
    assert ways(found) == [("fire", "grant", ("approver",))]
    assert "保管部门" in found.forward[0].message.zh


def test_a_condition_that_fails_names_the_fact_and_who_may_give_another(engine: Engine) -> None:
    case = begun(engine, pages=500)
    found = engine.explain(case, "grant", actor="boss", data={"keeper": "vault"})
    assert (found.status, found.refusal and found.refusal.because) == ("blocked", "guard")
    assert ways(found) == [("fire", "grant", ("approver",)), ("correct", "pages", ("applicant", "approver"))]


def test_a_step_of_another_role_names_that_role(engine: Engine) -> None:
    found = engine.explain(begun(engine), "grant", actor="ann")
    assert found.status == "blocked"
    assert ways(found) == [("fire", "grant", ("approver",))]


def test_a_step_of_a_later_state_names_the_steps_on_the_way_there(engine: Engine) -> None:
    found = engine.explain(begun(engine), "finish", actor="ann")
    assert (found.status, found.refusal and found.refusal.because) == ("blocked", "state")
    assert ways(found) == [("fire", "grant", ("approver",))]


def test_a_step_that_the_case_can_no_longer_reach_has_no_way(engine: Engine) -> None:
    case = begun(engine, pages=3)
    engine.fire(case, "grant", actor="boss", data={"keeper": "vault"})
    engine.fire(case, "finish", actor="ann")
    assert ways(engine.explain(case, "grant", actor="boss")) == []


def test_a_separation_names_another_person_and_who_may_waive(engine: Engine) -> None:
    found = engine.explain(begun(engine, "both", pages=3), "grant", actor="both", data={"keeper": "vault"})
    assert ways(found) == [("other", "two_people", ()), ("waive", "two_people", ("approver",))]


def test_a_stranger_learns_nothing_but_that(engine: Engine) -> None:
    shown = as_json(engine.explain(begun(engine), "grant", actor="guest"))
    assert shown["status"] == "blocked" and shown["because"] == "role"
    assert [shown[key] for key in ("failed", "missing", "articles", "allowed", "forward")] == [
        [],
        [],
        [],
        [],
        [],
    ]


def test_the_answer_as_json_has_the_keys_of_a_refusal(engine: Engine) -> None:
    case = begun(engine)
    for step, actor in (("grant", "boss"), ("add_note", "ann"), ("finish", "ann")):
        assert set(as_json(engine.explain(case, step, actor=actor))) == REFUSAL | {"status", "forward"}


def test_explaining_changes_nothing_and_malformed_questions_are_bad_input(engine: Engine) -> None:
    case = begun(engine)
    with pytest.raises(InvalidInput):
        engine.explain(case, "grunt", actor="boss")
    with pytest.raises(InvalidInput):
        engine.explain(case, "grant", actor="boss", data={"keeper": "nowhere"})
    engine.explain(case, "grant", actor="boss", data={"keeper": "vault", "pages": 1})
    assert engine.show(case)["version"] == 1
