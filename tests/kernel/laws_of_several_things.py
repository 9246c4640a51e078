"""Laws of SEMANTICS 15 for regions, rounds, auto steps and duties, as functions of one decided command."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from banfa.kernel import Accepted, Case, Command, Decision, Event, allowed, decide, evolve, fold
from banfa.kernel.case import Entry, Trail, leaves, standing_values
from banfa.kernel.duties import owed, periods
from banfa.kernel.facts import Facts, standing_names
from banfa.kernel.program import program_of
from banfa.kernel.rest import ready
from banfa.kernel.rounds import asking
from banfa.kernel.trail import active, entries, entry_of
from banfa.language.expressions.counts import counted
from banfa.language.expressions.syntax import Compare, Count, walk
from banfa.language.process import Guard, Process
from banfa.store.codec import case_bytes, case_from, event_bytes, event_from
from tests.kernel.laws import as_bytes


class Taken(NamedTuple):
    """One command and what came of it; `events`: all so far; `after` is `case` unless it was accepted."""

    process: Process
    case: Case
    command: Command
    answer: Decision
    after: Case
    events: tuple[Event, ...]


def check_all(t: Taken) -> None:
    """Every law that speaks of one decision."""
    assert as_bytes(decide(t.process, t.case, t.command)) == as_bytes(t.answer)  # L2
    allowed(t.process, t.case, t.command)
    if not isinstance(t.answer, Accepted):
        return
    if t.events:
        assert fold(t.events) == t.after  # L3
    assert case_from(case_bytes(t.after)) == t.after
    l7_allowed(t)
    a1_auto(t)
    a2_answers(t)
    b3_trail(t.after.trail)
    l15_duties(t)
    case = t.case
    for event in t.answer.events:
        after = evolve(case, event)
        assert evolve(case, event_from(event_bytes(event))) == after
        l12_acts(t.process, case, event, after)
        b5_names(case, event, after)
        b8_rounds(case, event, after)
        case = after


def l7_allowed(t: Taken) -> None:
    """What was accepted was ready or needed something."""
    if t.command.kind == "fire":
        status = {p.transition: p.status for p in allowed(t.process, t.case, t.command)}
        assert status.get(t.command.step or "") in ("ready", "needs"), (t.command, status)


def a1_auto(t: Taken) -> None:
    """e1…ek are what firing auto steps singly gives; then none is ready; each fired at most once."""
    assert isinstance(t.answer, Accepted)
    program = program_of(t.process)
    events = list(t.answer.events)
    case = t.case
    if events and events[0].kind != "auto":
        case = evolve(case, events.pop(0))
    for event in events:
        work = next(iter(ready(program, case, t.command)))
        assert (event.kind, event.step) == ("auto", work.plan.step.id)
        assert event.effects[: len(work.effects)] == tuple(work.effects)
        case = evolve(case, event)
    assert case == t.after
    if t.answer.events:
        assert list(ready(program, case, t.command)) == []
    steps = [event.step for event in events]
    assert len(steps) == len(set(steps)) <= len(program.autos)


def a2_answers(t: Taken) -> None:
    """A verdict over an open round is that of every completion of it; for one comparison conversely."""
    for entry in asking(t.after.trail):
        for guard in t.process.guards.values():
            names = {node.of for node in walk(guard.condition.expr) if isinstance(node, Count)}
            if names == {entry.state}:
                check_completions(t.process, t.after, entry, guard)


def check_completions(process: Process, case: Case, entry: Entry, guard: Guard) -> None:
    """See `a2_answers`."""
    ends = {verdict(process, done, guard) for done in completed(process, case, entry)}
    found = verdict(process, case, guard)
    if found is not None:
        assert ends == {found}, (guard.id, found, ends)
    elif isinstance(guard.condition.expr, Compare) and counted(guard.condition.expr):
        assert guard.condition.expr.op in ("==", "!=") or len(ends) > 1


def verdict(process: Process, case: Case, guard: Guard) -> bool | None:
    """What a guard says of what stands."""
    standing = standing_names(case)
    return guard.condition.verdict(Facts(program_of(process), case, standing, standing))


def completed(process: Process, case: Case, entry: Entry) -> list[Case]:
    """The case for every way that those who are out could act, with the round closed."""
    assert entry.round is not None
    ways = program_of(process).answers[entry.state]
    assert not ways.may_add
    out = [] if entry.round.closed else [w for w, _ in entry.round.roster if w not in entry.round.answers]
    options = [*ways.answers, "leave"] if ways.may_leave else list(ways.answers)
    if entry.round.silent is None or not options:
        options.append("nothing")
    cases = []
    for choice in product(options, repeat=len(out)):
        effects: list[tuple[object, ...]] = []
        for who, what in zip(out, choice, strict=True):
            if what == "leave":
                effects.append(("roster", entry.state, "leave", who))
            elif what != "nothing":
                effects.append(("answer", entry.state, who, what, ["p"]))
        effects.append(("roster", entry.state, "close"))
        head = (case.id, case.n + 1, "", 1, "", "fire", None, None, "", None, "", "", "", "2026", "2026", 0)
        event = Event(*head, tuple(effects))
        cases.append(evolve(case, event))
    return cases


def b3_trail(trail: Trail) -> None:
    """No state twice, however nested; the innermost last ones are the configuration."""
    states = [entry.state for entry in entries(trail)]
    assert len(states) == len(set(states))
    assert set(leaves(trail)) <= set(active(trail))


def l15_duties(t: Taken) -> None:
    """When something was entered changes no duty."""
    later = [event._replace(entered="2030-01-01T00:00:00+08:00") for event in t.events]
    assert periods(t.process, later) == periods(t.process, t.events)
    if later:
        assert owed(t.process, fold(tuple(later))) == owed(t.process, t.after)


def moves(event: Event) -> set[str]:
    """What an event does to the trail."""
    return {effect[0] for effect in event.effects} & {"enter", "back", "resume"}


def l12_acts(process: Process, case: Case, event: Event, after: Case) -> None:
    """What does not move leaves where the case stands as it is."""
    if not moves(event):
        assert places(after) == places(case)
    step = process.steps.get(event.step or "")
    assert bool(moves(event)) == (step is not None and step.moves)


def places(case: Case) -> list[tuple[object, ...]]:
    """The entries without what was written in them."""
    return [(e.state, e.in_, e.out, e.rounds) for e in entries(case.trail)]


def b5_names(case: Case, event: Event, after: Case) -> None:
    """What a return changes is named by it, or its own; nothing else changes but what an event writes."""
    before, now = standing_values(case), standing_values(after)
    changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    named = {e[1] for e in event.effects if e[0] in ("write", "correct")}
    named |= {name for e in event.effects if e[0] == "back" for name in e[3]}
    if not any(effect[0] == "ask" for effect in event.effects):
        assert changed <= named, (event, changed)


def b8_rounds(case: Case, event: Event, after: Case) -> None:
    """Forward entries begin at 0, a return adds one to what it returns into, all else leaves rounds."""
    before = {e.state: e.rounds for e in entries(case.trail)}
    new = {effect[1] for effect in event.effects if effect[0] == "enter"}
    new |= {effect[3] for effect in event.effects if effect[0] == "region"}
    target = {effect[1] for effect in event.effects if effect[0] == "back"}
    for entry in entries(after.trail):
        if entry.state in new:
            assert entry.rounds == 0
        elif entry.state in target:
            assert entry.rounds == before[entry.state] + 1 == event.round
        elif not target:
            assert entry.rounds == before[entry.state]
        else:
            assert entry.rounds - before[entry.state] in (0, 1)


def in_its_region_only(t: Taken, region_of_field: dict[str, str]) -> None:
    """A return within a region leaves the fields that other regions write as they were."""
    assert isinstance(t.answer, Accepted)
    event = t.answer.events[0]
    target = next((effect[1] for effect in event.effects if effect[0] == "back"), None)
    within = t.process.states[target].within if target is not None else None
    whole = entry_of(t.case.trail, within[0]) if within is not None else None
    if within is None or whole is None or within[0] not in active(t.case.trail):
        return
    before, now = standing_values(t.case), standing_values(evolve(t.case, event))
    for name, region in region_of_field.items():
        if region != within[1] and not any(e[0] == "write" and e[1] == name for e in event.effects):
            assert before.get(name) == now.get(name)
