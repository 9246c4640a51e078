"""The kernel and the second opinion, command by command; the first difference ends a run with a report."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from pprint import pformat
from random import Random
from typing import Any

import orjson

from banfa import kernel
from banfa.kernel.case import (
    Case,
    standing_done,
    standing_seals,
    standing_units,
    standing_values,
    standing_waivers,
)
from banfa.language.load import load_process, process_from
from banfa.language.process import Process
from tests.oracle import asking, definitions, regulation, side_by_side, timed
from tests.oracle.generate import Generator, Grants
from tests.oracle.interpreter import Oracle, State, view_round

STEPS_A_CASE = 120
EXAMPLES = sorted(file.parent for file in regulation.ROOT.glob("examples/*/process.yaml"))


class Difference(AssertionError):
    """The two opinions differ."""


@dataclass
class Counts:
    """What was seen in a run."""

    drawn: int = 0  # commands that `allowed` offered
    verdicts: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    because: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Counts") -> None:
        self.drawn += other.drawn
        for name in ("verdicts", "accepted", "because", "failed", "warned"):
            getattr(self, name).update(getattr(other, name))


def definition_of(process: Process) -> dict[str, Any]:
    return orjson.loads(process.canonical)  # type: ignore[no-any-return]


def kernel_answer(decision: Any) -> tuple[Any, ...]:
    """A decision of the kernel in the words of the second opinion."""
    if isinstance(decision, kernel.Invalid):
        return ("invalid",)
    if isinstance(decision, kernel.Accepted):
        events = [kernel_event(event) for event in decision.events]
        late = {code for event in events if event["kind"] == "due" for code in event["warned"]}
        return ("accepted", sorted({w.code for w in decision.warnings} | late), events)  # R53: in the event
    refusal = {
        "because": decision.because,
        "failed": sorted(f.guard for f in decision.failed),
        "missing": sorted(m.field for m in decision.missing),
        "articles": list(decision.articles),
    }
    return ("refused", refusal)


CLOCKS = ("stay", "left", "clock")


def kernel_event(event: Any) -> dict[str, Any]:
    """The head of an event, and what was warned in it."""
    steps = event.kind in ("fire", "auto") or (event.kind == "due" and event.step)
    return {
        "kind": event.kind,
        "step": event.step,
        "cause": event.cause,
        "who": (event.actor, event.role, event.party, event.recorder) if steps else None,
        "round": event.round,
        "clocks": [e if e[0] != "clock" else tuple(e) for e in event.effects if e[0] in CLOCKS],
        "warned": sorted(effect[1] for effect in event.effects if effect[0] == "warned"),
    }


def kernel_view(case: Case) -> dict[str, Any]:
    """A case of the kernel as `Oracle.view` shows its own."""
    return {
        "n": case.n,
        "number": case.number,
        "home": case.home,
        "values": standing_values(case),
        "units": standing_units(case),
        "done": {step: (done.persons, done.n) for step, done in standing_done(case).items()},
        "trail": view_trail(case.trail),
        "ledger": {d: [view_set(s) for s in sets] for d, sets in sorted(case.papers.items()) if sets},
        "waivers": standing_waivers(case),
        "seals": standing_seals(case),
        "ever": sorted(case.ever),
    }


def view_trail(trail: Any) -> list[Any]:
    inner = [{r: view_trail(t) for r, t in sorted((entry.regions or {}).items())} for entry in trail]
    return [
        (e.state, e.in_, e.out, e.rounds, i, view_round(e.round)) for e, i in zip(trail, inner, strict=True)
    ]


def view_set(paper: Any) -> dict[str, Any]:
    return {
        "current": paper.current,
        "issuer": paper.issuer,
        "parts": {part: [dict(r) for r in revs] for part, revs in sorted(paper.parts.items()) if revs},
        "copies": {
            copy: tuple(x for x in custody if x is not None) for copy, custody in sorted(paper.copies.items())
        },
    }


@dataclass
class Run:
    """One process, two opinions, many commands."""

    process: Process
    oracle: Oracle
    generator: Generator
    name: str
    counts: Counts = field(default_factory=Counts)
    commands: list[kernel.Command] = field(default_factory=list)
    case: Case = field(default_factory=lambda: Case("case"))
    state: State = field(default_factory=State)

    def steps(self, count: int) -> Counts:
        for _ in range(count):
            if self.ended():
                self.commands, self.case, self.state = [], Case(f"case{self.generator.count}"), State()
                self.generator.new_case()
            self.step(self.generator.command(self.state))
        self.counts.drawn = self.generator.drawn
        return self.counts

    def ended(self) -> bool:
        ends = {self.oracle.p["states"][state]["end"] for state in self.state.active}
        return len(self.commands) >= STEPS_A_CASE or ("final" in ends and self.generator.rng.random() < 0.6)

    def step(self, m: kernel.Command) -> None:
        self.commands.append(m)
        ours = self.oracle.decide(self.state, m)
        decision = kernel.decide(self.process, self.case, m)
        theirs = kernel_answer(decision)
        self.same("decision", theirs, ours if ours[0] != "accepted" else ("accepted", *ours[2:]))
        self.count(m, theirs)
        if isinstance(decision, kernel.Refusal):
            listed = {p.transition: (p.by, p.needs) for p in decision.allowed}
            self.same("allowed of the refusal", listed, self.oracle.listed(self.state, m))
        if isinstance(decision, kernel.Accepted):
            self.state = ours[1]
            for event in decision.events:
                self.case = kernel.evolve(self.case, event)
            self.same("case", kernel_view(self.case), self.oracle.view(self.state))
        if self.generator.rng.random() < 0.3:
            asks = m._replace(recorder=None, recorder_grants=(), role=None)
            theirs_now = {p.transition: p.status for p in kernel.allowed(self.process, self.case, asks)}
            self.same("allowed", theirs_now, self.oracle.allowed(self.state, asks))

    def count(self, m: kernel.Command, answer: tuple[Any, ...]) -> None:
        self.counts.verdicts[answer[0]] += 1
        if answer[0] == "refused":
            self.counts.because[answer[1]["because"]] += 1
            self.counts.failed.update(answer[1]["failed"])
        if answer[0] == "accepted":
            self.counts.warned.update(answer[1])
            self.counts.accepted.update(event["step"] or event["kind"] for event in answer[2])
            self.generator.accepted[m.step or m.kind] += 1

    def same(self, what: str, theirs: Any, ours: Any) -> None:
        if theirs == ours:
            return
        raise Difference(self.report(what, theirs, ours))

    def report(self, what: str, theirs: Any, ours: Any) -> str:
        lines = [f"{self.name}: the opinions differ about the {what}", "-- commands so far"]
        lines += [shown(m) for m in self.commands[:-1] if m.kind != ""]
        lines += ["-- last command", pformat({**self.commands[-1]._asdict(), "facts": None}, width=110)]
        if isinstance(theirs, dict) and isinstance(ours, dict):
            keys = [key for key in {**theirs, **ours} if theirs.get(key) != ours.get(key)]
            theirs, ours = ({key: side.get(key) for key in keys} for side in (theirs, ours))
        lines += ["-- kernel", pformat(theirs, width=110), "-- second opinion", pformat(ours, width=110)]
        step = self.oracle.steps.get(self.commands[-1].step or "")
        if step:
            lines += ["-- step", pformat({k: v for k, v in step.items() if v}, width=110)]
            lines += [f"{i['guard']}: {self.oracle.p['guards'][i['guard']]}" for i in step["when"]]
        return "\n".join(lines)


def shown(m: kernel.Command) -> str:
    said = {k: v for k, v in m._asdict().items() if v not in (None, (), {}) and k in SHOWN}
    return f"{m.kind} {m.actor}: {said}"


SHOWN = (
    "step",
    "target",
    "data",
    "document",
    "set",
    "copy",
    "rule",
    "person",
    "field",
    "value",
    "duty",
    "happened",
)


def run(process: Process, oracle: Oracle, people: list[str], grants: Grants, seed: int, steps: int) -> Counts:
    """So many commands on one process; raises Difference."""
    generator = Generator(Random(seed), oracle, people, grants)
    name = f"{process.id}, seed {seed}, {steps} steps"
    return Run(process, oracle, generator, name).steps(steps)


MAKERS: dict[str, Callable[[int], dict[str, bytes]]] = {
    "plain": definitions.files,
    "side by side": side_by_side.files,
    "asking": asking.files,
    "timed": timed.files,
}
"""Kinds of random definitions."""


def run_random(seed: int, steps: int, kind: str = "plain") -> Counts | None:
    """So many commands on the random definition of the seed; None if it does not load, or is not run yet."""
    process, _ = process_from(MAKERS[kind](seed))
    if process is None or process.not_yet_run:
        return None
    definition = definition_of(process)
    people = definitions.people(seed, definition["roles"])
    oracle = Oracle(definition)
    return run(process, oracle, sorted(people), lambda person, day: people[person], seed, steps)


def run_regulation(seed: int, steps: int, definition: dict[str, Any] | None = None) -> Counts:
    """So many commands on the complaint regulation with its sample organisation.

    `definition` is what the second opinion reads, if not the regulation's own.
    """
    return run_process(regulation.process(), regulation.FOLDER, seed, steps, definition)


def run_example(folder: Path, seed: int, steps: int) -> Counts | None:
    """So many commands on an example with its sample organisation; None if it is not run yet."""
    process = load_process(folder)
    return None if process.not_yet_run else run_process(process, folder, seed, steps)


def run_process(
    process: Process, folder: Path, seed: int, steps: int, definition: dict[str, Any] | None = None
) -> Counts:
    organisation = regulation.Organisation(folder / "org.yaml")
    oracle = Oracle(definition or definition_of(process))
    return run(process, oracle, organisation.people, organisation.grants, seed, steps)
