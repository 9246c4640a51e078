"""The engine on a real database: commands, what they answer, what they refuse."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from banfa import BanfaError, Conflict, Engine, InvalidInput, Refused, UnknownCase, UnknownProcess
from tests.engine.tiny import STORY, Hand, engine_in, write


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def engine(tmp_path: Path, clock: Hand) -> Iterator[Engine]:
    with engine_in(tmp_path, clock=clock) as opened:
        yield opened


def apply(engine: Engine, **more: object) -> str:
    return engine.start("seal-use", actor="ann", data={"purpose": "合同", **more}).id


def test_a_case_runs_from_its_start_to_its_end(engine: Engine) -> None:
    case = engine.start("seal-use", actor="ann", data={"purpose": "合同"})
    assert (case.state, case.version, case.number) == ("asked", 1, "YZ-2026-001")
    for step, actor, data in STORY:
        case = engine.fire(case.id, step, actor=actor, data=data)
    assert (case.state, case.version) == ("done", 5)


def test_numbers_run_within_the_year_of_entry_in_the_time_zone_of_the_process(
    engine: Engine, clock: Hand
) -> None:
    clock.now = datetime.fromisoformat("2026-12-31T15:59:59+00:00")
    first = engine.start("seal-use", actor="ann", data={"purpose": "一"})
    clock.turn(seconds=1)
    second = engine.start("seal-use", actor="ann", data={"purpose": "二"}, happened="2026-12-31T10:00+08:00")
    third = engine.start("seal-use", actor="ann", data={"purpose": "三"})
    assert [first.number, second.number, third.number] == ["YZ-2026-001", "YZ-2027-001", "YZ-2027-002"]


def test_a_refusal_writes_nothing_and_uses_no_number(engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        engine.start("seal-use", actor="ann")
    assert refused.value.refusal.because == "missing"
    assert engine.cases() == []
    assert engine.show(apply(engine))["number"] == "YZ-2026-001"


def test_a_refused_step_leaves_the_case_as_it_was(engine: Engine) -> None:
    case = apply(engine)
    before = engine.show(case)
    with pytest.raises(Refused) as refused:
        engine.fire(case, "grant", actor="boss", data={"pages": 101, "keeper": "vault"})
    refusal = refused.value.refusal
    assert (refusal.because, refusal.articles, refusal.failed[0].guard) == ("guard", ("1", "2"), "few_pages")
    assert engine.show(case) == before


def test_a_stranger_learns_nothing(engine: Engine) -> None:
    case = apply(engine)
    with pytest.raises(Refused) as refused:
        engine.fire(case, "grant", actor="guest")
    refusal = refused.value.refusal
    assert (refusal.because, refusal.articles, refusal.allowed) == ("role", (), ())
    assert engine.allowed(case, actor="guest") == ()


def test_an_unexpected_version_is_a_conflict(engine: Engine) -> None:
    case = apply(engine)
    engine.fire(case, "add_note", actor="ann", data={"why": "急"}, expected_version=1)
    with pytest.raises(Conflict):
        engine.fire(case, "add_note", actor="ann", data={"why": "很急"}, expected_version=1)
    assert engine.show(case)["version"] == 2


@pytest.mark.parametrize("unit", ["nowhere", "east"])
def test_a_unit_that_is_not_there_or_cannot_have_the_role_is_bad_input(engine: Engine, unit: str) -> None:
    case = apply(engine, pages=1)
    with pytest.raises(InvalidInput) as invalid:
        engine.fire(case, "grant", actor="boss", data={"keeper": unit})
    assert invalid.value.problems[0].at == "data.keeper"
    assert engine.show(case)["version"] == 1


@pytest.mark.parametrize(
    ("step", "data"),
    [("nothing", {}), ("grant", {"colour": "red"}), ("grant", {"pages": 1.5, "keeper": "vault"})],
)
def test_a_malformed_command_is_bad_input(engine: Engine, step: str, data: dict[str, object]) -> None:
    case = apply(engine)
    with pytest.raises(InvalidInput):
        engine.fire(case, step, actor="boss", data=data)


@pytest.mark.parametrize(
    "happened", ["yesterday", "2026-09-28T09:00", "2026-02-30T09:00+08:00", "2099-01-01T00:00+08:00"]
)
def test_a_time_that_is_none_or_lies_ahead_is_bad_input(engine: Engine, happened: str) -> None:
    with pytest.raises(InvalidInput) as invalid:
        engine.start("seal-use", actor="ann", data={"purpose": "合同"}, happened=happened)
    assert invalid.value.problems[0].at == "happened"


def test_times_are_kept_in_the_zone_of_the_process(engine: Engine) -> None:
    case = engine.start("seal-use", actor="ann", data={"purpose": "合同"}, happened="2026-09-25T08:30:00Z").id
    event = engine.history(case)[0]
    assert (event["happened"], event["entered"]) == ("2026-09-25T16:30:00+08:00", "2026-09-28T09:00:00+08:00")


def test_history_says_who_did_what_by_which_article(engine: Engine) -> None:
    case = apply(engine, pages=3)
    (event,) = engine.history(case)
    assert (event["step"], event["actor"], event["role"], event["party"]) == (
        "apply",
        "ann",
        "applicant",
        "applicant:east",
    )
    assert (event["articles"], event["data"]) == (["1"], {"purpose": "合同", "pages": 3})


def test_a_case_is_known_by_its_number_too(engine: Engine) -> None:
    case = apply(engine)
    assert engine.show("YZ-2026-001")["case"] == case


def test_an_unknown_case_is_said_so(engine: Engine) -> None:
    apply(engine)
    with pytest.raises(UnknownCase, match="YZ-2026-009"):
        engine.show("YZ-2026-009")
    with pytest.raises(UnknownCase):
        engine.fire("YZ-2026-009", "grant", actor="boss")


def test_an_unknown_process_names_the_nearest(engine: Engine) -> None:
    with pytest.raises(UnknownProcess, match="seal-use"):
        engine.start("seal-uses", actor="ann")


def test_a_copy_is_received_and_its_custody_told(engine: Engine) -> None:
    case = apply(engine)
    sent = engine.copies(case)[1]
    assert (sent["copy"], sent["status"], sent["holder"]) == ("2", "transit", "approver:*")
    engine.receive(case, "form.2", actor="boss")
    arrived = engine.copies(case)[1]
    assert (arrived["status"], arrived["holder"], arrived["since"]) == ("at", "approver:*", None)


def test_a_waiver_lets_one_person_pass_once(engine: Engine) -> None:
    case = engine.start("seal-use", actor="both", data={"purpose": "合同", "pages": 1}).id
    with pytest.raises(Refused) as refused:
        engine.fire(case, "grant", actor="both", data={"keeper": "vault"})
    assert refused.value.refusal.because == "separation"
    engine.waive(case, "two_people", "both", actor="boss", reason="无人可换")
    assert engine.fire(case, "grant", actor="both", data={"keeper": "vault"}).state == "granted"


def test_a_correction_replaces_a_wrongly_entered_value(engine: Engine) -> None:
    case = apply(engine, pages=30)
    engine.correct(case, "pages", 3, actor="ann", reason="录入有误")
    assert engine.show(case)["fields"]["pages"] == 3
    correction = engine.history(case)[1]
    assert (correction["kind"], correction["data"], correction["reason"]) == (
        "correct",
        {"pages": 3},
        "录入有误",
    )


def test_again_takes_over_what_came_last_time_though_it_was_undone(engine: Engine) -> None:
    case = apply(engine)
    engine.fire(case, "grant", actor="boss", data={"pages": 3, "keeper": "vault"})
    engine.fire(case, "send_back", actor="boss", data={"why": "再想想"})
    assert "pages" not in engine.show(case)["fields"]
    engine.fire(case, "grant", actor="boss", data={"pages": 4}, again=True)
    fields = engine.show(case)["fields"]
    assert (fields["pages"], fields["keeper"]) == (4, "vault")


def test_allowed_tells_what_each_step_needs(engine: Engine) -> None:
    case = apply(engine)
    (grant,) = engine.allowed(case, actor="boss")
    assert (grant.transition, grant.status, grant.needs) == ("grant", "needs", ("keeper", "pages"))
    assert [one.transition for one in engine.allowed(case, actor="ann")] == ["add_note"]


def test_show_tells_whom_the_case_waits_for(engine: Engine) -> None:
    shown = engine.show(apply(engine, fee="12.50"))
    assert shown["waits_for"] == [{"role": "approver", "unit": "*"}]
    assert shown["fields"]["fee"] == "12.50"
    assert shown["documents"]["form"]["parts"]["body"]["values"] == {"purpose": "合同"}


def test_cases_are_listed_oldest_first_and_by_state(engine: Engine, clock: Hand) -> None:
    first = apply(engine, pages=1)
    clock.turn(seconds=1)
    second = apply(engine)
    engine.fire(first, "grant", actor="boss", data={"keeper": "vault"})
    assert [one["case"] for one in engine.cases()] == [first, second]
    assert [one["case"] for one in engine.cases(state="granted")] == [first]
    assert engine.cases(process="another") == []


def test_a_process_of_ones_own_without_an_organisation_is_an_error(tmp_path: Path) -> None:
    processes, _ = write(tmp_path)
    with Engine.in_memory(processes) as engine, pytest.raises(BanfaError, match="org"):
        engine.start("seal-use", actor="ann", data={"purpose": "合同"})


def test_an_organisation_that_does_not_fit_is_an_error_with_its_place(tmp_path: Path) -> None:
    processes, people = write(tmp_path, org="org: small\nunits: {}\npeople: {ann: {roles: {nobody: east}}}\n")
    with Engine.in_memory(processes, people) as engine, pytest.raises(BanfaError, match="nobody"):
        engine.start("seal-use", actor="ann", data={"purpose": "合同"})


def test_an_engine_in_memory_runs_the_same_cases(tmp_path: Path, clock: Hand) -> None:
    processes, people = write(tmp_path)
    with Engine.in_memory(processes, people, clock) as engine:
        case = apply(engine)
        assert engine.fire(case, "add_note", actor="ann", data={"why": "急"}).version == 2
        assert len(engine.history(case)) == 2


def test_the_public_names_are_imported_when_they_are_asked_for() -> None:
    import banfa

    assert {name for name in dir(banfa) if name in banfa.__all__} == set(banfa.__all__)
    assert all(callable(getattr(banfa, name)) for name in banfa.__all__)
    with pytest.raises(AttributeError):
        banfa.nothing  # noqa: B018


@pytest.mark.parametrize(
    "asked",
    [
        {"data": [1]},
        {"data": "reason"},
        {"data": {1: 2}},
        {"step": 3},
        {"actor": 3},
        {"role": 5},
        {"expected_version": "1"},
        {"expected_version": True},
    ],
)
def test_what_has_the_wrong_type_is_bad_input(engine: Engine, asked: dict[str, object]) -> None:
    case = apply(engine)
    wanted: dict[str, object] = {"step": "apply", "actor": "ann", **asked}
    with pytest.raises(InvalidInput) as caught:
        engine.fire(case, **wanted)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.at in asked
