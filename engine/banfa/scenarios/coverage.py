"""How much of a process its scenarios have shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banfa.kernel import Refusal
from banfa.language.process import Process
from banfa.scenarios.elements import elements_of
from banfa.scenarios.evidence import Seen, evidence_of, seen_as
from banfa.scenarios.results import ScenarioResult
from banfa.scenarios.words import BECAUSE
from banfa.texts import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """One measure: everything there is, and what no scenario has shown, sorted."""

    id: str
    title: Text
    total: tuple[str, ...]
    unseen: tuple[str, ...]

    @property
    def seen(self) -> int:
        """How many of the total were shown."""
        return len(self.total) - len(self.unseen)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The measures, how often each cause refused, and which causes refused each step."""

    measures: tuple[Shown, ...]
    because: Mapping[str, int]
    refused: Mapping[str, tuple[str, ...]]

    @property
    def complete(self) -> bool:
        """True if every measure is at 100 %, and every cause was seen."""
        return all(not m.unseen for m in self.measures) and all(self.because.values())


def coverage_of(process: Process, results: Iterable[ScenarioResult]) -> Coverage:
    """Return the coverage of a process by scenarios that were played; a part counts if one of its was."""
    played = tuple(results)
    evidence = evidence_of(process, played)
    kinds: dict[str, list[str]] = {}
    counted = {"", *(result.process.id for result in played)}
    for element in (e for e in elements_of(process) if e.process in counted):
        kinds.setdefault(element.kind, []).append(element.name)
    guards = [*kinds.get("guards", ()), *kinds.get("conditions", ())]
    rows = [*kinds.get("rows", ()), *kinds.get("otherwise", ())]
    steps = kinds.get("transitions", [])
    measures = (
        _shown("transitions", Text("步骤办成", "transitions fired"), steps, evidence, "fired"),
        _shown("refused", Text("步骤被拒绝", "transitions refused"), steps, evidence, "refused"),
        _shown("guards_true", Text("条件成立", "guards that held"), guards, evidence, "fired"),
        _shown("guards_false", Text("条件不成立", "guards that did not"), guards, evidence, *_AGAINST),
        _shown("rows", Text("决定表各行", "rows of tables"), rows, evidence, "fired"),
        _shown("states", Text("状态", "states"), kinds.get("states", []), evidence, "fired"),
        _shown("parts", Text("单据各部分", "parts completed"), kinds.get("parts", []), evidence, "fired"),
        _shown(
            "separation", Text("分人规则", "separation kept"), kinds.get("separation", []), evidence, "fired"
        ),
        _shown(
            "separated",
            Text("分人拒绝", "separation refused"),
            kinds.get("separation", []),
            evidence,
            "refused",
        ),
    )
    because, refused = _refusals(played)
    return Coverage(measures, because, refused)


_AGAINST = ("refused", "missing", "warned")


def as_json(coverage: Coverage) -> dict[str, object]:
    """`measures` with total, seen and the names not seen; `because` with counts; `refused` by step."""
    return {
        "measures": {
            m.id: {"total": len(m.total), "seen": m.seen, "unseen": list(m.unseen)} for m in coverage.measures
        },
        "because": dict(coverage.because),
        "refused": {step: list(causes) for step, causes in coverage.refused.items()},
        "complete": coverage.complete,
    }


def as_text(coverage: Coverage, lang: str) -> str:
    """A line for each measure, with the names not seen below it, and one for the causes of refusals."""
    lines = []
    for measure in coverage.measures:
        lines.append(f"{measure.title.in_(lang)} {measure.seen}/{len(measure.total)}")
        lines += [f"  - {name}" for name in measure.unseen]
    causes = ", ".join(f"{because} {count}" for because, count in coverage.because.items())
    return "\n".join([*lines, Text(f"拒绝的原因 {causes}", f"refusals {causes}").in_(lang)]) + "\n"


def _shown(
    id: str, title: Text, names: Iterable[str], evidence: Mapping[str, tuple[Seen, ...]], *how: str
) -> Shown:
    total = tuple(sorted(names))
    return Shown(id, title, total, tuple(name for name in total if not seen_as(evidence, name, *how)))


def _refusals(results: Iterable[ScenarioResult]) -> tuple[dict[str, int], dict[str, tuple[str, ...]]]:
    counts = dict.fromkeys(BECAUSE, 0)
    by_step: dict[str, set[str]] = {}
    for decision in (played.decision for result in results for played in result.played):
        if isinstance(decision, Refusal):
            counts[decision.because] += 1
            if decision.transition is not None:
                by_step.setdefault(decision.transition, set()).add(decision.because)
    return counts, {step: tuple(sorted(causes)) for step, causes in sorted(by_step.items())}
