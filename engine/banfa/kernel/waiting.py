"""Whom a case waits for (LANGUAGE 6): computed from the process and the case, never stored."""

from __future__ import annotations

from collections.abc import Iterable

from banfa.kernel.case import Trail
from banfa.kernel.rounds import asked_now, asking
from banfa.kernel.trail import active
from banfa.language.process import Process


def waits_for(process: Process, trail: Trail) -> tuple[str, ...]:
    """Return the sorted roles that a case with this trail waits for, those asked and not yet answered too."""
    asked = {role for role, _ in asked_in(trail) if role is not None}
    return tuple(sorted(asked | set(leading_on(process, active(trail)))))


def leading_on(process: Process, states: Iterable[str]) -> tuple[str, ...]:
    """Return the sorted roles of `by` of the steps that lead on from one of some states.

    Steps with a `to` that is no end count; if there is none, steps with any `to`. Nobody is waited for to
    take an auto step. Worked out once a process and states.
    """
    here = tuple(states)
    known: dict[tuple[str, ...], tuple[str, ...]] = process.cache.setdefault("leading_on", {})
    if here not in known:
        known[here] = _leading_on(process, frozenset(here))
    return known[here]


def _leading_on(process: Process, here: frozenset[str]) -> tuple[str, ...]:
    onward = [
        step
        for step in process.steps.values()
        if step.kind in ("forward", "resume") and not step.auto and here & set(step.sources)
    ]
    going_on = [step for step in onward if step.to is None or process.states[step.to].end is None]
    return tuple(sorted({role for step in going_on or onward for role in step.by}))


def asked_in(trail: Trail) -> tuple[tuple[str | None, str], ...]:
    """Those asked who have not answered: the role (None: any) and "UNIT" or "@PERSON", sorted."""
    found = [who for entry in asking(trail) if entry.round is not None for who in asked_now(entry.round)]
    named = ((_role(who), who[len(_role(who) or "*") :].removeprefix(":")) for who in found)
    return tuple(sorted(named, key=lambda one: (one[0] or "", one[1])))


def _role(who: str) -> str | None:
    role = who.partition("@")[0].partition(":")[0]
    return None if role == "*" else role
