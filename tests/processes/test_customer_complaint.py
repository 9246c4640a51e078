"""The complaint regulation as it is shipped: it loads clean, scenarios pass, articles are realised."""

from pathlib import Path

import pytest

from banfa.language.load import load_process
from banfa.language.process import Process
from banfa.scenarios.articles import ArticlesReport, articles_report
from banfa.scenarios.coverage import Coverage, coverage_of
from banfa.scenarios.files import run_paths
from banfa.scenarios.results import RunResult, ScenarioResult, as_text

# DESIGN: the regulation's map.
STATES = """
    received acceptance_ruling decline_reply_due declined recording qm_assign leader_ruling shipping
    investigating report_review qm_review opinion_draft opinion_review reply_due replied executing closed
    withdrawn
"""
STEPS = """
    receive request_ruling accept decline explain_decline send_card_to_qm send_to_leader hand_to_shipping
    assign_department submit_report approve_report reassign_department contribute_findings
    return_with_qm_opinion submit_opinion approve_opinion reply_in_writing return_for_reason return_card
    return_card_from_leader return_report return_for_rework return_opinion rule_contract_dispute
    return_shipping_result reply_by_sales_unit triage start_remedy complete_remedy close withdraw urge
    rule_internal_dispute acknowledge_customer distribute_report reopen reopen_declined close_by_silence
"""
ROLES = """
    sales_unit sales_superior superior_department sales_head qm qm_superior handling_dept handling_supervisor
    handling_superior company_leader complained_dept contributing_dept customer
"""
RETURNS = """
    return_for_reason return_card return_card_from_leader return_report return_for_rework return_opinion
    reopen reopen_declined
"""
REPLIES = {"reply_in_writing", "reply_by_sales_unit"}


@pytest.fixture(scope="session")
def folder(root: Path) -> Path:
    return root / "processes" / "customer-complaint"


@pytest.fixture(scope="session")
def process(folder: Path) -> Process:
    return load_process(folder)


@pytest.fixture(scope="session")
def run(folder: Path) -> RunResult:
    return run_paths([folder])


@pytest.fixture(scope="session")
def coverage(process: Process, run: RunResult) -> Coverage:
    return coverage_of(process, run.results)


@pytest.fixture(scope="session")
def report(process: Process, run: RunResult) -> ArticlesReport:
    return articles_report(process, run.results)


def test_the_regulation_and_its_statistics_load_without_any_finding(process: Process) -> None:
    assert [p for kind in (process, *process.parts.values()) for p in kind.problems] == []


def test_states_roles_and_steps_are_those_of_the_design(process: Process) -> None:
    assert set(process.states) == set(STATES.split())
    assert set(process.roles) == set(ROLES.split())
    assert set(process.steps) == set(STEPS.split())


def test_every_reviewers_return_and_every_reopening_goes_back(process: Process) -> None:
    assert {step.id for step in process.steps.values() if step.kind == "back"} == set(RETURNS.split())


def test_nothing_in_it_waits_for_a_later_version(process: Process) -> None:
    assert [kind.not_yet_run for kind in (process, *process.parts.values())] == [(), ()]


def test_every_scenario_goes_as_expected(run: RunResult) -> None:
    assert run.exit_code == 0, as_text(run, "zh", passed=False)
    assert run.count("passed") >= 30


def test_scenarios_show_everything_there_is_to_show(coverage: Coverage) -> None:
    assert {m.id: m.unseen for m in coverage.measures if m.unseen} == {}
    assert coverage.complete


def test_every_return_is_taken_at_least_twice_in_one_scenario(run: RunResult) -> None:
    for step in RETURNS.split():
        most = max(sum(e.step == step for p in r.played for e in p.events) for r in run.results)
        assert most >= 2, step


def test_a_reopened_case_gets_its_second_reply(run: RunResult) -> None:
    after_reopen = [_steps_after(result, "reopen") for result in run.results]
    assert any(REPLIES & set(steps) for steps in after_reopen)
    assert any(REPLIES & set(_steps_after(result, "reopen_declined")) for result in run.results)


def _steps_after(result: ScenarioResult, step: str) -> list[str | None]:
    """The steps taken since `step` was taken for the first time."""
    taken = [event.step for played in result.played for event in played.events]
    return taken[taken.index(step) + 1 :] if step in taken else []


def test_all_nineteen_articles_are_realised(report: ArticlesReport) -> None:
    assert [article.number for article in report.articles] == list(range(1, 20))
    assert report.bare_clauses == ()
    assert report.bare_elements == ()
    assert report.unused == ()


def test_only_principles_are_declared_and_only_outside_rules_are_external(report: ArticlesReport) -> None:
    enforced = {article.number: article.enforced for article in report.articles}
    assert {number for number, how in enforced.items() if how == "declared"} == {1, 4}
    assert {number for number, how in enforced.items() if how == "external"} == {18}
    assert {number for number, how in enforced.items() if how == "no"} == set()


def test_every_text_has_its_english(process: Process) -> None:
    for kind in (process, *process.parts.values()):
        untranslated = [key for key in _texts_of(kind) if key not in kind.translations]
        assert untranslated == []


def _texts_of(process: Process) -> list[str]:
    sections = {
        "roles": process.roles,
        "fields": process.fields,
        "documents": process.documents,
        "states": process.states,
        "transitions": process.steps,
        "tables": process.tables,
    }
    own = [f"{section}.{name}.title" for section, named in sections.items() for name in named]
    guards = [
        f"guards.{guard.id}.{'refuse' if guard.refuse else 'warn' if guard.warn else 'title'}"
        for guard in process.guards.values()
    ]
    return [*own, *guards]


def test_at_least_fifteen_properties_are_stated(process: Process) -> None:
    assert len(process.properties) >= 15
