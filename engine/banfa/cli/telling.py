"""Cases and refusals told to people, in the language of the run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.cli.names import Names
from banfa.cli.session import both, say
from banfa.engine import CaseNow
from banfa.kernel.decision import Failed, Missing, Possible, Refusal, Warned

_FEW = 4
"""So many needs of a step are named in a refusal; `case allowed` names all."""

_BECAUSE = {
    "role": ("不由此人办", "not this person's to do"),
    "state": ("现在还不能办，或已经办过", "not now"),
    "separation": ("须由不同的人办", "different people must do it"),
    "custody": ("文件不在该在的地方", "a paper is not where it must be"),
    "guard": ("条件不满足", "a condition is not met"),
    "missing": ("资料不全", "something is missing"),
}


def done(names: Names, what: str, now: CaseNow) -> Iterator[str]:
    """What a command did, and with which warnings it passed."""
    states = names.list(names.state(state) for state in now.states)
    number = now.number or now.id
    yield both(f"✓ {number} {what} → {states}", f"✓ {number} {what} → {states}")
    for one in now.warnings:
        yield warning(names, one)


def warning(names: Names, one: Warned) -> str:
    """One warning in a line."""
    return both("  ⚠ 提醒：", "  ⚠ warning: ") + say(one.message) + names.cited(one.articles)


def refused(names: Names, refusal: Refusal) -> Iterator[str]:
    """A refusal: what, why, which articles, what is missing and who supplies it, what is allowed now."""
    yield _head(names, refusal)
    if refusal.because == "role":
        yield from _who_may(names, refusal)
    for one in refusal.failed:
        yield from _failed(names, one)
    for lack in refusal.missing:
        yield _missing(names, lack)
    if refusal.allowed:
        yield both("  现在可以办：", "  allowed now:")
        yield from (_possible(names, one) for one in refusal.allowed)


def _head(names: Names, refusal: Refusal) -> str:
    what = names.step(refusal.transition) if refusal.transition else ""
    why = both(*_BECAUSE[refusal.because])
    head = both(f"✗ 不许{'：' if what else ''}{what}，", f"✗ refused{': ' if what else ''}{what}, ")
    return f"{head}{why}{names.cited(refusal.articles)}"


def _who_may(names: Names, refusal: Refusal) -> Iterator[str]:
    """Who may take the step. An opaque refusal lists nothing, and nothing is said here either."""
    step = names.process.steps.get(refusal.transition or "")
    if step is None or not (refusal.allowed or refusal.articles):
        yield both("  此人与本案无关，或案件不在其手中", "  this person has nothing to do with the case")
    elif step.by:
        by = names.list(names.role(role) for role in step.by)
        yield both(f"  由 {by} 办", f"  by {by}")


def _failed(names: Names, one: Failed) -> Iterator[str]:
    yield f"  · {say(one.message)}{names.cited(one.articles)}"
    for name, value in one.values.items():
        known = name in names.process.fields or name in names.process.roles
        title = names.field(name) if known else both("涉及", "involved")
        shown = names.value(name, value) if known else names.list(map(str, value))
        yield both(f"      {title}：{shown}", f"      {title}: {shown}")


def _missing(names: Names, lack: Missing) -> str:
    by = names.list(names.role(role) for role in lack.supplied_by)
    title = names.in_brackets(names.field(lack.field), lack.field)
    if not lack.steps:
        return both(
            f"  · 缺少 {title}：由 {by} 在这一步填", f"  · missing {title}: given with this step by {by}"
        )
    steps = names.list(names.step(step) for step in lack.steps)
    return both(
        f"  · 缺少 {title}：由 {by} 在“{steps}”时填", f"  · missing {title}: given by {by} with {steps}"
    )


def _possible(names: Names, one: Possible) -> str:
    by = names.list(names.role(role) for role in one.by)
    line = f"    {names.in_brackets(names.step(one.transition), one.transition)} — {by}"
    return line + needs(names, one)


def needs(names: Names, one: Possible) -> str:
    """What a possible step still needs, behind its name."""
    if not one.needs:
        return ""
    listed = names.list(names.field(name) for name in one.needs[:_FEW])
    left = len(one.needs) - _FEW
    more = both(f" 等 {len(one.needs)} 项", f" and {left} more") if left > 0 else ""
    return both(f"；要填：{listed}{more}", f"; needs: {listed}{more}")


def waits_for(names: Names, waiting: list[dict[str, Any]]) -> str:
    """Whom a case waits for."""
    return names.list(names.waiting(one["role"], one["unit"]) for one in waiting)


def time(moment: str) -> str:
    """A time to the minute, without its offset."""
    return moment[:16].replace("T", " ")
