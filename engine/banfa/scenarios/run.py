"""Plays scenarios on the kernel: no storage, no clock, no numbers but the first (LANGUAGE 12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from banfa.kernel import Accepted, Case, Decision, Invalid, decide, evolve, fold
from banfa.kernel.clock import CLOCK_ACTOR, command_for, next_act
from banfa.kernel.command import Command
from banfa.kernel.decision import Problem, Warned
from banfa.kernel.event import Event
from banfa.language.models.scenario import Row
from banfa.language.process import Process
from banfa.language.single_files import Scenario
from banfa.people import Organisation, check_appointments
from banfa.scenarios.commands import Stage, calendar_of, command_of, opened_by_clock, with_facts
from banfa.scenarios.expectations import Mismatch, mismatches, state_mismatches, verdict_mismatches
from banfa.scenarios.findings import problems_in
from banfa.scenarios.results import Difference, Played, ScenarioResult
from banfa.scenarios.rows import START_OF_TIME, moment
from banfa.scenarios.words import row_text, why_text
from banfa.texts import Text


def run_scenario(process: Process, org: Organisation, scenario: Scenario) -> ScenarioResult:
    """Play a scenario to its end, or to the first row whose acceptance or refusal is not as expected.

    A scenario with something wrong in itself (`problems_in`) is not played.
    """
    problems = problems_in(process, org, scenario)
    if problems:
        return ScenarioResult(scenario, process, problems=problems)
    stage = Stage(process, org, Case("scenario"), (), moment(START_OF_TIME, process.time_zone))
    played: list[Played] = []
    differences: list[Difference] = []
    for index, row in enumerate(scenario.model.steps):
        stage, one = play(stage, scenario, index)
        played.append(one)
        verdicts = list(verdict_mismatches(row, one.decision))
        differences += _differences(one, [*verdicts, *_row_mismatches(stage, row, one)])
        if isinstance(one.decision, Accepted) is not (row.refused is None):
            break
    else:
        differences += _end(stage, scenario)
    return ScenarioResult(scenario, process, tuple(played), stage.case, tuple(differences))


def play(stage: Stage, scenario: Scenario, index: int) -> tuple[Stage, Played]:
    """Play one row; return the stage after it and what was played."""
    row = scenario.model.steps[index]
    if row.at is not None:
        stage = stage._replace(entered=moment(row.at, stage.process.time_zone))
    if row.wait:
        return _waited(stage, scenario, index)
    command = command_of(stage, row, index)
    decision: Decision = decide(stage.process, stage.case, command)
    if isinstance(decision, Accepted):
        decision = _appointments(stage, row, command.data) or decision
    words = row_text(stage.process, row)
    one = Played(scenario.rows[index], words, stage.case, command, decision)
    if isinstance(decision, Accepted):
        case = stage.case
        for event in decision.events:
            case = evolve(case, event)
        stage = stage._replace(case=case, events=(*stage.events, *decision.events))
    return stage, one


def _waited(stage: Stage, scenario: Scenario, index: int) -> tuple[Stage, Played]:
    """Let the clock do what is due by now, in the order in which it is due; then the row is played."""
    before, calendar = stage, calendar_of(stage.process)
    as_of = datetime.fromisoformat(stage.entered)
    events: list[Event] = []
    warnings: list[Warned] = []
    after: datetime | None = None
    opening = opened_by_clock(stage, index)
    if opening is not None:
        decision = decide(stage.process, stage.case, opening)
        if not isinstance(decision, Accepted):
            return stage, Played(
                scenario.rows[index],
                row_text(stage.process, scenario.model.steps[index]),
                stage.case,
                opening,
                decision,
            )
        events, warnings = list(decision.events), list(decision.warnings)
        stage = stage._replace(case=fold(decision.events, stage.case), events=decision.events)
    while True:
        act = next_act(stage.process, stage.case, calendar, as_of, after)
        if act is None or act.at > as_of:
            break
        after = act.at
        command = command_for(stage.process, act, calendar, as_of)._replace(id=f"row-{index + 1}")
        decision = decide(stage.process, stage.case, with_facts(command, stage.process, stage.org))
        if not isinstance(decision, Accepted):
            break
        events += decision.events
        warnings += decision.warnings
        stage = stage._replace(
            case=fold(decision.events, stage.case), events=(*stage.events, *decision.events)
        )
    row = scenario.model.steps[index]
    waited = Command(f"row-{index + 1}", "wait", CLOCK_ACTOR, (), stage.entered, stage.entered)
    words = row_text(stage.process, row)
    answer = Accepted(tuple(events), tuple(warnings))
    return stage, Played(scenario.rows[index], words, before.case, waited, answer)


def _appointments(stage: Stage, row: Row, data: object) -> Invalid | None:
    """Units that the organisation does not know or that cannot be what they are appointed to."""
    step = stage.process.steps.get(row.do or "")
    if step is None or not isinstance(data, dict):
        return None
    bad = check_appointments(stage.org, stage.process, step, data)
    return Invalid(tuple(Problem(f"data.{b.at}", b.message) for b in bad)) if bad else None


def _row_mismatches(stage: Stage, row: Row, one: Played) -> Iterator[Mismatch]:
    """What else a row says, if it was accepted or refused as expected; else it says nothing more."""
    if isinstance(one.decision, Accepted) is (row.refused is None):
        yield from state_mismatches(row.now, stage.case)
        yield from mismatches(stage.process, row, stage.case, one.events)


def _differences(one: Played, found: Iterable[Mismatch]) -> Iterator[Difference]:
    """The first difference of a row carries why the row was decided as it was."""
    why = why_text(one.decision)
    for mismatch in found:
        yield Difference(one.place, one.row, *mismatch, why)
        why = None


def _end(stage: Stage, scenario: Scenario) -> Iterator[Difference]:
    expect = scenario.model.expect
    at_end = Text("最后", "at the end")
    found = [
        *state_mismatches(expect.state, stage.case),
        *mismatches(stage.process, expect, stage.case, stage.events),
    ]
    for mismatch in found:
        yield Difference(scenario.expect, at_end, *mismatch)
