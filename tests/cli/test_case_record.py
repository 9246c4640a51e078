"""`banfa case record`: what happened becomes a scenario that passes."""

import shutil
from pathlib import Path

import pytest

from banfa import Engine
from tests.cli.conftest import ORG, PROCESS, Banfa
from tests.engine.tiny import Hand, engine_in


def a_long_case(folder: Path, clock: Hand) -> str:
    """Everything that can happen to a case, at several times, by one with several roles too."""
    with engine_in(folder, clock=clock) as engine:
        data = {"purpose": "合同：甲, 乙", "pages": 3, "fee": "12.5", "kinds": ["letter", "contract"]}
        case = engine.start("seal-use", actor="both", data=data, happened="2026-09-25T10:00+08:00").id
        engine.receive(case, "form.2", actor="boss")
        engine.correct(case, "pages", 30, actor="both", reason="录错了", role="applicant:east")
        clock.turn(hours=1)
        engine.waive(case, "two_people", "both", actor="boss", reason="无人可换")
        engine.fire(case, "grant", actor="both", data={"keeper": "vault"}, role="approver")
        engine.fire(case, "send_back", actor="boss", data={"why": "no"})
        engine.fire(case, "grant", actor="boss", again=True)
        engine.fire(case, "finish", actor="ann")
        return case


def test_a_recorded_case_passes_as_a_scenario(seal: Path, banfa: Banfa) -> None:
    case = a_long_case(seal, Hand())
    shutil.copy("people.yaml", Path(PROCESS) / "org.yaml")
    scenarios = Path(PROCESS) / "scenarios"
    scenarios.mkdir()
    said = banfa("case", "record", case, *ORG, "--out", str(scenarios / "a.yaml"))
    assert said.code == 0
    run = banfa("scenario", PROCESS)
    assert run.code == 0, run.out
    again = banfa("case", "record", case, *ORG, "--out", str(scenarios / "a.yaml"))
    assert again.code == 2  # what is there is not written over


def test_a_recorded_case_can_be_printed(seal: Path, banfa: Banfa) -> None:
    case = a_long_case(seal, Hand())
    printed = banfa("case", "record", case, *ORG).out
    assert printed == banfa("case", "record", case, *ORG, "--json").json["scenario"]
    assert "waive: two_people" in printed and "receives: form.2(1)" in printed


@pytest.mark.parametrize("person", ["guest", "nobody"])
def test_one_whom_it_does_not_concern_records_nothing(seal: Path, banfa: Banfa, person: str) -> None:
    case = a_long_case(seal, Hand())
    assert banfa("case", "record", case, *ORG, "--as", person).code == 3


def test_when_the_people_are_others_it_is_said_that_it_does_not_play_again(seal: Path, banfa: Banfa) -> None:
    case = a_long_case(seal, Hand())
    people = Path("people.yaml")
    people.write_text(
        people.read_text("utf-8").replace("  boss: {roles: {approver: company}}\n", ""), "utf-8"
    )
    said = banfa("case", "record", case, *ORG)
    assert (said.code, "重办一遍" in said.err) == (2, True)


def test_a_real_complaint_is_recorded(tmp_path: Path) -> None:
    with Engine.open(f"sqlite:///{tmp_path / 'c.db'}", clock=Hand()) as engine:
        data = {"customer": "某公司", "reasons": ["quality_defect"], "intake_form": "电话"}
        case = engine.start("customer-complaint", actor="sales.a", data=data).id
        asked = {"assessment": "founded", "proposal": "to_accept", "demands": ["exchange"]}
        engine.fire(case, "request_ruling", actor="sales.a", data=asked)
        engine.fire(case, "accept", actor="super.a")
        assert "do: accept" in engine.record(case)
