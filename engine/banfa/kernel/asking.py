"""What a step does to rounds: it opens them, answers in them, changes their rosters (SEMANTICS 11.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from banfa.kernel.event import Effect
from banfa.kernel.facts import Facts, standing_names
from banfa.kernel.papers import Clash
from banfa.kernel.rosters import Roster
from banfa.kernel.rounds import open_round
from banfa.kernel.scratch import Scratch

if TYPE_CHECKING:
    from banfa.kernel.work import Work


def round_effects(work: Work, scratch: Scratch) -> Iterator[Effect]:
    """The effects on rounds, in order: opened, answered, changed. What stands against them is found."""
    step = work.plan.step
    for state in opened_by(work):
        ask = work.program.process.states[state].ask
        if ask is not None:
            asked = resolved(work, scratch, ask.each, ask.who)
            if len(asked.asked) < ask.min:
                found_short(work, asked, state)
            roster = [[one.who, list(one.kinds)] for one in asked.asked.values()]
            yield ("ask", state, roster, ask.silent, ask.in_turn)
    found = open_round(work.plan, work.case) if step.kind == "act" else None
    if found is None:
        return
    state, round_ = found
    who = work.acting.asked if work.acting is not None else None
    if step.answers:
        yield ("answer", state, who, step.id, list(work.acting.persons if work.acting else ()))
    elif step.roster == "leave":
        yield ("roster", state, "leave", who)
    elif step.roster == "close":
        yield ("roster", state, "close")
    if step.adds:
        ask = work.program.process.states[state].ask
        asked = resolved(work, scratch, step.adds, ask.who if ask else None)
        new = [[one.who, list(one.kinds)] for one in asked.asked.values() if one.who not in round_.kinds]
        yield ("roster", state, "add", new)


def opened_by(work: Work) -> list[str]:
    """The states whose rounds a step opens: those it enters, and the one it returns to, unless that keeps."""
    step = work.plan.step
    states = work.program.process.states
    if step.kind == "back":
        ask = states[work.target].ask if work.target is not None else None
        return [work.target] if work.target is not None and ask is not None and not ask.keep else []
    if work.target is None:
        return []
    effects = work.program.entering[work.target]
    return [effect[1] if effect[0] == "enter" else effect[3] for effect in effects]


def resolved(work: Work, scratch: Scratch, each: tuple[str, ...], who: str | None) -> Roster:
    """Whom some names mean, over V and the bindings after the step (R46)."""
    standing = standing_names(work.case)
    given: Mapping[str, Any] = {**work.data, **work.computed}
    values = {**{name: v for name, v in standing.items() if name not in work.plan.fresh}, **given}
    facts = Facts(work.program, work.case, values, standing, work.command)
    roster = Roster(work.program, scratch, facts, work.command.facts.members, who)
    roster.ask(each)
    for table, lacks in roster.lacks:
        work.find("missing", table, lacks=work.lacking(lacks))
    for id in roster.faults:
        if id.startswith("banfa.unbound."):
            work.find("custody", id, detail=Clash(id, None, id.rpartition(".")[2]))
        else:
            work.find("guard", id, detail="row")
    return roster


def found_short(work: Work, roster: Roster, state: str) -> None:
    """Too few are asked: what might name more is missing, or there are no more."""
    if roster.lacks or roster.faults:
        return
    for name in roster.absent:
        work.find("missing", name)
    if not roster.absent:
        work.find("guard", f"banfa.ask.{state}")
