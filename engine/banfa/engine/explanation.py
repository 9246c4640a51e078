"""Why a step is not to be taken now, and the way forward: which fact, who supplies it, which other step."""

from __future__ import annotations

from typing import Any, NamedTuple

from banfa.engine.ways import Way, ways_forward
from banfa.kernel import allowed, decide
from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.decision import Accepted, Invalid, Refusal
from banfa.language.process import Process
from banfa.store import shapes


class Explanation(NamedTuple):
    """A step and whether it is ready, needs something or is blocked; what stands against it, if anything."""

    transition: str
    status: str  # ready | needs | blocked
    refusal: Refusal | None
    articles: tuple[str, ...]
    forward: tuple[Way, ...] = ()


def as_json(found: Explanation) -> dict[str, Any]:
    """Return DESIGN's `explain`: transition and status, the keys of a refusal, and the way forward beside."""
    shown = shapes.refusal(found.refusal or Refusal(found.transition, "", articles=found.articles))
    ways = [
        {"do": way.do, "what": way.what, "by": list(way.by), "message": shapes.text(way.message)}
        for way in found.forward
    ]
    because = found.refusal.because if found.refusal else None
    return {
        **shown,
        "transition": found.transition,
        "status": found.status,
        "because": because,
        "forward": ways,
    }


def explain(process: Process, case: Case, command: Command, with_data: bool) -> Explanation | Invalid:
    """Explain how the firing of a step would be decided; Invalid if it makes no sense for the process."""
    decision = decide(process, case, command)
    if isinstance(decision, Invalid):
        return decision
    step = command.step or ""
    if isinstance(decision, Accepted):
        return Explanation(step, "ready", None, process.steps[step].origin.articles)
    status = _status(process, case, command, decision, with_data)
    ways = tuple(dict.fromkeys(ways_forward(process, case, command, decision)))
    return Explanation(step, status, decision, decision.articles, ways)


def _status(process: Process, case: Case, command: Command, refusal: Refusal, with_data: bool) -> str:
    if refusal.because in ("role", "state"):
        return "blocked"
    if with_data:
        return "needs" if refusal.because == "missing" else "blocked"
    mine = {one.transition: one.status for one in allowed(process, case, command)}
    return mine.get(refusal.transition or "", "blocked")
