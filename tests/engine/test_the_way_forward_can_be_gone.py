"""`explain` names only ways that the case can still go, and what they hang on: the complaint regulation."""

from collections.abc import Iterator
from typing import Any

import pytest

from banfa import Engine
from banfa.engine.explanation import Explanation

RULING = {"assessment": "founded", "proposal": "to_accept", "complained_dept": "plant_1"}
BOTH_KINDS = ["contract_breach", "shipping_procedure"]
"""The table finds no route for these: the superior of the sales unit decides it."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine.in_memory() as opened:
        yield opened


def received(engine: Engine, *reasons: str, **more: Any) -> str:
    told: dict[str, Any] = {
        "customer": "某公司",
        "reasons": list(reasons),
        "intake_form": "电话记录",
        "demands": ["exchange"],
    }
    told |= {"product": "乙型", "quantity": "3"}
    return engine.start("customer-complaint", actor="sales.a", data=told | more).id


def accepted(engine: Engine, *reasons: str) -> str:
    case = received(engine, *reasons)
    engine.fire(case, "request_ruling", actor="sales.a", data=RULING)
    return engine.fire(case, "accept", actor="super.a").id


def steps(found: Explanation) -> list[str]:
    return [way.what for way in found.forward if way.do == "fire"]


def said(found: Explanation, step: str) -> str:
    return next(way.message.zh for way in found.forward if way.what == step)


def test_the_way_is_that_of_the_route_which_the_reasons_will_give(engine: Engine) -> None:
    found = engine.explain(received(engine, "contract_breach"), "close", actor="sales.a")
    by_the_leader = ["send_to_leader", "rule_contract_dispute", "reply_by_sales_unit"]
    assert steps(found) == ["request_ruling", "accept", *by_the_leader]
    found = engine.explain(received(engine, "quality_defect"), "close", actor="sales.a")
    assert "submit_report" in steps(found) and "send_to_leader" not in steps(found)


def test_a_way_that_a_decision_still_to_be_taken_opens_says_so(engine: Engine) -> None:
    found = engine.explain(received(engine, *BOTH_KINDS), "send_to_leader", actor="sales.a")
    assert steps(found) == ["request_ruling", "accept", "triage", "send_to_leader"]
    assert said(found, "send_to_leader").endswith("（若“办理路径”定为合同）")
    assert found.forward[-1].message.en.endswith(", if Route is decided as Contract")


def test_a_decision_supposed_for_one_step_holds_for_the_steps_after_it(engine: Engine) -> None:
    found = engine.explain(received(engine, *BOTH_KINDS), "reply_by_sales_unit", actor="sales.a")
    assert steps(found)[2:] == ["triage", "hand_to_shipping", "return_shipping_result"]
    assert "若“办理路径”定为发货手续" in said(found, "hand_to_shipping")


def test_a_route_taken_by_a_return_names_the_fact_that_may_be_wrong(engine: Engine) -> None:
    found = engine.explain(received(engine, "quality_defect"), "send_to_leader", actor="sales.a")
    assert steps(found)[2:] == ["send_card_to_qm", "return_card", "triage", "send_to_leader"]
    assert [(way.do, way.what) for way in found.forward][-1] == ("correct", "reasons")


def test_where_what_stands_bars_every_way_the_fact_is_named_and_the_way_it_would_open(engine: Engine) -> None:
    found = engine.explain(received(engine, "price_regret"), "close", actor="sales.a")
    assert (found.forward[0].do, found.forward[0].what) == ("correct", "reasons")
    assert "若“投诉理由”中有" in said(found, "accept")


def test_a_fact_that_may_still_be_given_is_a_condition(engine: Engine) -> None:
    found = engine.explain(received(engine, "contract_breach", demands=None), "close", actor="sales.a")
    assert said(found, "accept").endswith("（若填了“客户要求”）")


def test_a_guard_over_a_table_s_answer_names_the_steps_that_have_it_decided_anew(engine: Engine) -> None:
    found = engine.explain(accepted(engine, "quality_defect"), "send_to_leader", actor="sales.a")
    assert found.refusal is not None and found.refusal.because == "guard"
    assert steps(found)[:4] == ["send_card_to_qm", "return_card", "triage", "send_to_leader"]


def test_a_step_of_others_in_a_later_state_names_what_comes_before_it(engine: Engine) -> None:
    found = engine.explain(accepted(engine, "quality_defect"), "approve_report", actor="sales.a")
    assert steps(found) == ["send_card_to_qm", "assign_department", "submit_report", "approve_report"]


def test_a_missing_fact_that_only_an_earlier_step_takes_names_the_return_to_it(engine: Engine) -> None:
    case = received(engine, "contract_breach", demands=None)
    engine.fire(case, "request_ruling", actor="sales.a", data=RULING | {"proposal": "to_decline"})
    found = engine.explain(case, "accept", actor="super.a")
    assert steps(found) == ["return_for_reason", "request_ruling"]
    assert "填写“客户要求”" in said(found, "request_ruling")


def test_a_case_at_its_end_has_no_way(engine: Engine) -> None:
    case = received(engine, "quality_defect")
    engine.fire(case, "withdraw", actor="sales.a", data={"withdrawal_reason": "已解决"})
    assert engine.explain(case, "close", actor="sales.a").forward == ()
    others = engine.explain(case, "accept", actor="sales.a").forward
    assert [way.message.zh for way in others] == ["“裁定受理”由上级主管办，但案件已经走不到那一步"]
