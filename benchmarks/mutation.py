"""Strength of the scenarios: every mutant of the regulation makes at least one scenario fail.

    python benchmarks/mutation.py [WORD…]      mutants whose name holds every word; all without

A mutant is killed by the load (it does not load, or the sample organisations no longer fit it), or by the
first scenario that no longer goes as expected. What survives is listed, with the reason where no scenario can
tell it from the regulation (`survivors.py`); a survivor without one is a failure.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from mutants import Mutant, mutants
from progress import alone, show, telling
from regulation import Regulation, as_files, edited, read_regulation, without_reasons
from survivors import EXPLAINED, pattern_of

from banfa.errors import DefinitionError
from banfa.language import org_from, process_from, scenarios_from
from banfa.language.process import Process
from banfa.language.single_files import Org, Scenario
from banfa.people import Organisation, organisation_for
from banfa.scenarios import run_scenario
from banfa.scenarios.files import scenario_files

FOLDER = Path(__file__).parent.parent / "processes" / "customer-complaint"
SAME, LOAD, SURVIVED = "same meaning", "by the load", "survived"


class Known(NamedTuple):
    """A scenario with the process and the organisation it is played with, and the steps it speaks of."""

    scenario: Scenario
    process: str
    org: Path
    steps: frozenset[str]
    name: str


class Verdict(NamedTuple):
    """What became of a mutant: `SAME`, `LOAD`, `SURVIVED`, or the name of the scenario that failed."""

    mutant: Mutant
    by: str


class Strength:
    """The regulation with its scenarios, against which mutants are tried."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.regulation: Regulation = without_reasons(read_regulation(folder))
        self.known = sorted(known_scenarios(folder), key=lambda k: len(k.scenario.rows))
        self.orgs = {file: read_org(file) for file in {known.org for known in self.known}}
        self.lucky: Counter[str] = Counter()
        family = self.load(self.regulation)
        assert family is not None, "the regulation does not load"
        self.meanings = {name: process.meaning for name, process in family.items()}
        failing = [known.name for known in self.known if self.fails(known, family, {})]
        assert not failing, f"scenarios fail on the regulation itself: {failing}"

    def load(self, regulation: Regulation) -> dict[str, Process] | None:
        """The family of processes that a regulation says, or None."""
        process, _ = process_from(as_files(regulation), FOLDER.name)
        return None if process is None else {process.id: process, **process.parts}

    def verdict(self, mutant: Mutant) -> Verdict:
        """Load a mutant and play scenarios until one fails."""
        family = self.load(edited(self.regulation, mutant.folder, mutant.edits))
        if family is None:
            return Verdict(mutant, LOAD)
        changed = {name for name, process in family.items() if process.meaning != self.meanings[name]}
        if not changed:
            return Verdict(mutant, SAME)
        fitted: dict[tuple[Path, str], Organisation] = {}
        try:
            for known in self.in_turn(mutant, changed):
                if self.fails(known, family, fitted):
                    self.lucky[known.name] += 1
                    return Verdict(mutant, known.name)
        except DefinitionError:
            return Verdict(mutant, LOAD)
        return Verdict(mutant, SURVIVED)

    def in_turn(self, mutant: Mutant, changed: set[str]) -> list[Known]:
        """Scenarios of the changed processes, those that will probably fail first."""
        there = [known for known in self.known if known.process in changed]
        return sorted(there, key=lambda k: (not mutant.steps & k.steps, -self.lucky[k.name]))

    def fails(self, known: Known, family: Mapping[str, Process], fitted: dict[Any, Organisation]) -> bool:
        """Whether a scenario does not go as expected."""
        process = family[known.process]
        key = known.org, process.id
        if key not in fitted:
            fitted[key] = organisation_for(self.orgs[known.org], process)
        return run_scenario(process, fitted[key], known.scenario).status != "passed"


def known_scenarios(folder: Path) -> Iterator[Known]:
    """Every scenario of a process folder and its parts."""
    for file in scenario_files(folder):
        home = file.parent.parent
        scenarios, problems = scenarios_from(file.read_bytes(), file.name)
        assert not problems, problems
        for scenario in scenarios:
            model = scenario.model
            org = file.parent / model.org if model.org else folder / "org.yaml"
            steps = frozenset(row.do for row in model.steps if row.do)
            yield Known(scenario, model.process or home.name, org.resolve(), steps, model.scenario)


def read_org(file: Path) -> Org:
    """An organisation file as written."""
    org, problems = org_from(file.read_bytes(), file.name)
    assert org is not None, problems
    return org


# -- many mutants at once --------------------------------------------------------------------------------


def verdicts(chosen: list[Mutant], workers: int) -> Iterator[Verdict]:
    """The verdict on every mutant, in order, worked out on several cores."""
    with ProcessPoolExecutor(workers, initializer=prepare) as pool:
        try:
            yield from pool.map(verdict_here, chosen, chunksize=8)
        finally:
            pool.shutdown(cancel_futures=True)


def prepare() -> None:
    """Read the regulation once in a worker; Ctrl-C is for who started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _here
    _here = Strength()


def verdict_here(mutant: Mutant) -> Verdict:
    """The verdict of this worker."""
    return _here.verdict(mutant)


_here: Strength


def collected(found: Iterable[Verdict], total: int) -> list[Verdict]:
    """Collect verdicts, with a line that counts them on a terminal; of an interrupted run, say what came."""
    kept: list[Verdict] = []
    with telling(lambda: report(kept, whole=False)):
        for verdict in found:
            kept.append(verdict)
            survived = sum(v.by == SURVIVED for v in kept)
            show(f"{len(kept)} of {total} mutants, {survived} survived")
    return kept


def report(found: list[Verdict], whole: bool) -> dict[str, Any]:
    """Counts and what survived; `failed` if a survivor is unexplained or an explanation is wrong."""
    kinds = sorted({verdict.mutant.kind for verdict in found})
    survived = [verdict.mutant.name for verdict in found if verdict.by == SURVIVED]
    reasons = Counter(EXPLAINED[pattern] for name in survived if (pattern := pattern_of(name)))
    unexplained = [name for name in survived if pattern_of(name) is None]
    wrong = wrong_explanations(found, whole)
    return {
        "mutants": len(found),
        "killed by a scenario": sum(v.by not in (SAME, LOAD, SURVIVED) for v in found),
        "killed by the load": sum(v.by == LOAD for v in found),
        "same meaning, not counted": sum(v.by == SAME for v in found),
        "survivors unexplained": unexplained,
        "survivors explained": dict(reasons),
        "wrong explanations": wrong,
        "that do not load": [verdict.mutant.name for verdict in found if verdict.by == LOAD],
        "killed by kind": {kind: counted(found, kind) for kind in kinds},
        "failed": bool(unexplained or wrong),
    }


def wrong_explanations(found: list[Verdict], whole: bool) -> list[str]:
    """Explanations that fit a mutant which was killed or, where all mutants were tried, that fit none."""
    fits: dict[str, set[bool]] = {pattern: set() for pattern in EXPLAINED}
    for verdict in found:
        pattern = pattern_of(verdict.mutant.name)
        if pattern is not None:
            fits[pattern].add(verdict.by in (SURVIVED, SAME))
    return [pattern for pattern, right in fits.items() if False in right or (whole and not right)]


def counted(found: list[Verdict], kind: str) -> str:
    """Killed of all, of one kind."""
    mine = [v.by for v in found if v.mutant.kind == kind and v.by != SAME]
    return f"{len(mine) - mine.count(SURVIVED)} of {len(mine)} ({mine.count(LOAD)} by the load)"


def sliced(every: list[Mutant], step: int = 100) -> list[Mutant]:
    """A fixed slice: the first mutant of every kind, and of all the others one in so many."""
    first = {mutant.kind: mutant for mutant in reversed(every)}
    return list({mutant.name: mutant for mutant in [*first.values(), *every[::step]]}.values())


def measure(words: Iterable[str] = ()) -> dict[str, Any]:
    """Try every mutant."""
    began = time.perf_counter()
    wanted = list(words)
    every = mutants(without_reasons(read_regulation(FOLDER)))
    chosen = [m for m in every if all(word in f"{m.kind} {m.name}" for word in wanted)]
    found = collected(verdicts(chosen, os.cpu_count() or 1), len(chosen))
    return {**report(found, whole=not wanted), "seconds": round(time.perf_counter() - began)}


if __name__ == "__main__":
    raise SystemExit(alone(lambda: measure(sys.argv[1:])))
