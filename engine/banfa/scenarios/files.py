"""Scenario files on the disk: which there are, which process and organisation each belongs to, playing them.

Places name files relative to the folder of the process (a part is named under its whole).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from banfa.errors import DefinitionError
from banfa.language.folders import HEAD, ORGANISATION, family_folder, organisation_file
from banfa.language.load import load_process, read_process
from banfa.language.problems import Place, Problem
from banfa.language.process import Process
from banfa.language.single_files import Scenario, org_from, scenarios_from
from banfa.people import Organisation, organisation_for
from banfa.scenarios.articles import ArticlesReport, articles_report
from banfa.scenarios.results import RunResult
from banfa.scenarios.run import run_scenario
from banfa.texts import Text

FOLDER = "scenarios"


def run_paths(paths: Iterable[str | Path]) -> RunResult:
    """Play every scenario under the paths: process folders, other folders, files.

    What cannot be read or loaded comes back as problems of the run; nothing is raised.
    """
    run, library = RunResult(), _Library()
    for path in paths:
        run = run.joined(_run_path(Path(path), library))
    return run


def articles_of(folder: str | Path) -> tuple[ArticlesReport, RunResult]:
    """Return the report on the articles of a process folder, and the run of its scenarios, its evidence.

    Raises `DefinitionError` if the process cannot be loaded, `OSError` if it cannot be read.
    """
    process = load_process(folder)
    run = run_paths([folder])
    return articles_report(process, run.results), run


def scenario_files(path: Path) -> tuple[Path, ...]:
    """Return the scenario files of a path, sorted.

    Of a process folder those in `scenarios/`, and its parts' too; of another folder every YAML file in a
    folder called `scenarios`, or all of them if it stands in one or has none; of a file itself.
    """
    if not path.is_dir():
        return (path,)
    found = sorted(p for p in path.rglob("*.yaml") if p.is_file())
    inside = FOLDER in path.resolve().parts and process_folder(path) != path.resolve()
    return tuple(p for p in found if inside or FOLDER in p.relative_to(path).parts[:-1])


def process_folder(path: Path) -> Path | None:
    """Return the nearest folder around a path, or the path itself, that holds a `process.yaml`."""
    here = path.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / HEAD).is_file()), None)


class _Library:
    """Processes and organisations of one run, each read once; raises `DefinitionError`."""

    def __init__(self) -> None:
        self._processes: dict[Path, Process | DefinitionError] = {}
        self._organisations: dict[tuple[Path, str], Organisation | DefinitionError] = {}

    def process(self, folder: Path) -> Process:
        """Return the process of a folder."""
        if folder not in self._processes:
            process, problems = read_process(folder)
            self._processes[folder] = DefinitionError(problems) if process is None else process
        found = self._processes[folder]
        if isinstance(found, DefinitionError):
            raise found
        return found

    def organisation(self, file: Path, shown: str, process: Process) -> Organisation:
        """Return the organisation of a file, which must fit the process."""
        key = (file, process.meaning)
        if key not in self._organisations:
            self._organisations[key] = _read_organisation(file, shown, process)
        found = self._organisations[key]
        if isinstance(found, DefinitionError):
            raise found
        return found


def _read_organisation(file: Path, shown: str, process: Process) -> Organisation | DefinitionError:
    if not file.is_file():
        return DefinitionError((_no_organisation(shown),))
    written, problems = org_from(file.read_bytes(), shown)
    try:
        return DefinitionError(problems) if written is None else organisation_for(written, process)
    except DefinitionError as error:
        return error


def _run_path(path: Path, library: _Library) -> RunResult:
    run = RunResult()
    try:
        for file in scenario_files(path):
            run = run.joined(_run_file(file, library))
    except OSError as error:
        run = run.joined(RunResult((), (_unreadable(path, error),)))
    return run


def _run_file(file: Path, library: _Library) -> RunResult:
    content = file.read_bytes()
    folder = process_folder(file)
    if folder is None:
        return RunResult((), (_no_process(file.name),))
    whole, _ = family_folder(folder)
    shown = file.resolve().relative_to(whole.resolve()).as_posix()
    scenarios, problems = scenarios_from(content, shown)
    run = RunResult((), tuple(p for p in problems if p.severity == "error"))
    for scenario in scenarios:
        run = run.joined(_run_scenario(scenario, file, folder, whole, library))
    return run


def _run_scenario(scenario: Scenario, file: Path, folder: Path, whole: Path, library: _Library) -> RunResult:
    try:
        process = _process_of(scenario, library.process(folder), library.process(whole))
        named = scenario.model.org
        org_file = file.parent / named if named else organisation_file(whole)
        org = library.organisation(org_file, named or ORGANISATION, process)
    except DefinitionError as error:
        return RunResult((), error.problems)
    return RunResult((run_scenario(process, org, scenario),))


def _process_of(scenario: Scenario, own: Process, whole: Process) -> Process:
    """The kind of case that the scenario names, else the one in whose folder it stands."""
    named = scenario.model.process
    if named is None or named == own.id:
        return own
    family = {whole.id: whole, **whole.parts}
    if named not in family:
        raise DefinitionError((_unknown_process(scenario, named, family),))
    return family[named]


def _unknown_process(scenario: Scenario, named: str, family: Iterable[str]) -> Problem:
    there = sorted(family)
    return Problem(
        "B290",
        "error",
        Text(f"没有名为 {named} 的案件种类", f"there is no kind of case {named}"),
        Text(f"可以写：{'、'.join(there)}", f"use one of: {', '.join(there)}"),
        scenario.place,
    )


def _no_organisation(shown: str) -> Problem:
    return Problem(
        "B296",
        "error",
        Text(f"没有组织文件 {shown}", f"there is no organisation file {shown}"),
        Text(
            "在办法的目录里放 org.yaml，或在场景里写 org: 文件名",
            "put org.yaml beside the process, or write org: FILE",
        ),
        Place(shown, 1, 1),
    )


def _no_process(shown: str) -> Problem:
    return Problem(
        "B297",
        "error",
        Text(f"{shown} 上面没有办法（process.yaml）", f"there is no process.yaml above {shown}"),
        Text("把场景放在办法目录的 scenarios/ 里", "put it into scenarios/ of a process folder"),
        Place(shown, 1, 1),
    )


def _unreadable(path: Path, error: OSError) -> Problem:
    missing = isinstance(error, FileNotFoundError)
    return Problem(
        "B298",
        "error",
        Text(
            f"{path} 不存在" if missing else f"读不了 {path}",
            f"{path} does not exist" if missing else f"cannot read {path}",
        ),
        Text("检查路径和权限", "check the path and its permissions"),
        Place(str(path), 1, 1),
    )
