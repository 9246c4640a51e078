"""What came of scenarios: rows, differences, verdicts; as data, as JSON and as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from banfa.kernel import Accepted, Case, Command, Decision, Event
from banfa.language.problems import Place, Problem
from banfa.language.process import Process
from banfa.language.single_files import Scenario
from banfa.texts import Text, counted

Status = Literal["passed", "failed", "error"]


class Difference(NamedTuple):
    """Something that is not as expected: what, what was expected, what happened, and why if that is known."""

    place: Place
    row: Text
    what: Text
    expected: Text
    found: Text
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """A row as it was played: the case before, the command, the decision."""

    place: Place
    row: Text
    before: Case
    command: Command
    decision: Decision

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of an accepted row; () of a refused one."""
        return self.decision.events if isinstance(self.decision, Accepted) else ()


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario: what was played, the case at the end, what is not as expected, what could not run."""

    scenario: Scenario
    process: Process
    played: tuple[Played, ...] = ()
    case: Case | None = None
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> Status:
        """passed, failed (not as expected) or error (could not run)."""
        if any(p.severity == "error" for p in self.problems):
            return "error"
        return "failed" if self.differences else "passed"


@dataclass(frozen=True, slots=True)
class RunResult:
    """All scenarios of a run, with problems of files that hold none that can be read."""

    results: tuple[ScenarioResult, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 all as expected, 1 not as expected or none found, 2 could not run (DESIGN)."""
        if self.problems or any(r.status == "error" for r in self.results):
            return 2
        return 0 if self.results and all(r.status == "passed" for r in self.results) else 1

    def joined(self, other: RunResult) -> RunResult:
        """Both runs as one; a problem that stopped several scenarios is told once."""
        problems = dict.fromkeys((*self.problems, *other.problems))
        return RunResult((*self.results, *other.results), tuple(problems))

    def count(self, status: Status) -> int:
        """How many scenarios have a status."""
        return sum(1 for result in self.results if result.status == status)


def as_json(run: RunResult) -> dict[str, object]:
    """The run as one object: `scenarios` with their differences and problems, `summary` with counts."""
    return {
        "scenarios": [_scenario_json(result) for result in run.results],
        "problems": [problem.as_json() for problem in run.problems],
        "summary": {status: run.count(status) for status in ("passed", "failed", "error")},
    }


def as_text(run: RunResult, lang: str, *, passed: bool = True) -> str:
    """The run for people: a line for each scenario (`passed` ones if wanted), what differs, a summary."""
    lines = [line for p in run.problems for line in _problem_lines(p, lang)]
    for result in run.results:
        if passed or result.status != "passed":
            lines += _scenario_lines(result, lang)
    return "\n".join([*lines, _summary(run).in_(lang)]) + "\n"


def _scenario_json(result: ScenarioResult) -> dict[str, object]:
    scenario = result.scenario
    return {
        "scenario": scenario.model.scenario,
        "file": scenario.place.file,
        "line": scenario.place.line,
        "status": result.status,
        "rows": len(result.played),
        "differences": [_difference_json(d) for d in result.differences],
        "problems": [problem.as_json() for problem in result.problems],
    }


def _difference_json(difference: Difference) -> dict[str, object]:
    texts = {name: getattr(difference, name) for name in ("row", "what", "expected", "found", "why")}
    return {
        "file": difference.place.file,
        "line": difference.place.line,
        **{name: text._asdict() if text is not None else None for name, text in texts.items()},
    }


_MARKS = {"passed": "✓", "failed": "✗", "error": "!"}


def _scenario_lines(result: ScenarioResult, lang: str) -> list[str]:
    scenario = result.scenario
    lines = [
        f"{_MARKS[result.status]} {scenario.model.scenario} ({scenario.place.file}:{scenario.place.line})"
    ]
    lines += [f"    {line}" for p in result.problems for line in _problem_lines(p, lang)]
    row = None
    for difference in result.differences:
        here = f"    {_at(difference.place)}{difference.row.in_(lang)}"
        lines += [here] if here != row else []
        lines += _difference_lines(difference, lang)
        row = here
    return lines


def _difference_lines(difference: Difference, lang: str) -> list[str]:
    what, expected, found = (t.in_(lang) for t in (difference.what, difference.expected, difference.found))
    if lang == "en":
        lines = [f"      {what}: expected {expected}, found {found}"]
    else:
        lines = [f"      {what}：期望 {expected}，实际 {found}"]
    why = difference.why.in_(lang).splitlines() if difference.why else []
    return [*lines, *(f"        {line}" for line in why)]


def _problem_lines(problem: Problem, lang: str) -> Iterable[str]:
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column} " if place is not None else ""
    yield f"{where}{problem.message.in_(lang)}  [{problem.code}]"
    if problem.fix is not None:
        yield f"  → {problem.fix.in_(lang)}"


def _at(place: Place | None) -> str:
    return f"{place.file}:{place.line} " if place is not None else ""


def _summary(run: RunResult) -> Text:
    total, passed = len(run.results), run.count("passed")
    failed, error = run.count("failed"), run.count("error")
    if not total and run.problems:
        return Text("场景没有跑：先改好上面的错", "no scenario was played: first mend what stands above")
    if not total:
        return Text("没有找到场景", "no scenario was found")
    zh, en = f"{total} 个场景：{passed} 个如预期", f"{counted(total, 'scenario')}: {passed} as expected"
    if failed:
        zh, en = zh + f"，{failed} 个不符", en + f", {failed} not"
    if error:
        zh, en = zh + f"，{error} 个无法运行", en + f", {error} could not run"
    if run.problems:
        zh, en = (
            zh + "；其余没有跑，先改好上面的错",
            en + "; the rest not played: first mend what stands above",
        )
    return Text(zh, en)
