"""The laws of SEMANTICS 15 as functions of one decided command. `check_all` runs every one that applies.

They look at the kernel's answers from outside: what stands is worked out here again, by plain folds.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from banfa.kernel import Accepted, Case, Command, Event, Invalid, Refusal, allowed, decide, evolve, fold
from banfa.kernel.case import standing_done, standing_seals, standing_units, standing_values, standing_waivers
from banfa.language.process import Process


class Decided(NamedTuple):
    """One command and what came of it. `events`: all so far; `history`: the case before each."""

    process: Process
    case: Case
    command: Command
    answer: Any
    after: Case  # the same as `case` unless accepted
    events: tuple[Event, ...]
    history: tuple[Case, ...]


def as_bytes(value: Any) -> bytes:
    """Anything the kernel returns, as canonical bytes."""
    return orjson.dumps(plain(value), option=orjson.OPT_SORT_KEYS)


def plain(value: Any) -> Any:
    """Tuples, maps and sets as JSON."""
    if isinstance(value, Mapping):
        return {repr(key) if not isinstance(key, str) else key: plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def check_all(d: Decided) -> None:
    """Every law that speaks of one decision."""
    l1_total(d)
    l2_pure(d)
    l5_form(d)
    if isinstance(d.answer, Accepted):
        for law in (l3_replay, l7_allowed, l12_acts, l13_frame, l17_persons, b3_trail, b7_bounded, b8_rounds):
            law(d)
        if d.events[-1].step and d.process.steps[d.events[-1].step].kind == "back":
            for law in (b1_undo, b2_idempotent, b5_names, b6_papers):
                law(d)
        l11_papers(d)
    elif isinstance(d.answer, Refusal):
        l8b_collect_all(d)
        refusal_shape(d)


def l1_total(d: Decided) -> None:
    """One of three answers."""
    assert isinstance(d.answer, Accepted | Refusal | Invalid)


def l2_pure(d: Decided) -> None:
    """The same answer again, and case and command as they were."""
    case, command = copy.deepcopy(d.case), copy.deepcopy(d.command)
    assert as_bytes(decide(d.process, d.case, d.command)) == as_bytes(d.answer)
    assert (d.case, d.command) == (case, command)


def l3_replay(d: Decided) -> None:
    """Folding all events gives the case that evolving made; one more n an event."""
    assert fold(d.events) == d.after
    assert [event.n for event in d.events] == list(range(1, len(d.events) + 1))
    assert d.after.n == d.case.n + len(d.answer.events)


def l5_form(d: Decided) -> None:
    """Form is judged without the case."""
    others = (Case(d.case.id), *d.history[-3:])
    for other in others:
        again = decide(d.process, other, d.command)
        assert isinstance(again, Invalid) == isinstance(d.answer, Invalid)
        if isinstance(d.answer, Invalid):
            assert again == d.answer


def l7_allowed(d: Decided) -> None:
    """What was accepted was allowed: ready, or needing something."""
    if d.command.kind == "fire":
        status = {p.transition: p.status for p in allowed(d.process, d.case, d.command)}
        assert status.get(d.command.step or "") in ("ready", "needs"), (d.command, status)


def l8b_collect_all(d: Decided) -> None:
    """Past role and state, everything demanded and not given is listed as missing."""
    step = d.process.steps.get(d.command.step or "")
    if d.command.kind != "fire" or step is None or d.answer.because in ("role", "state"):
        return
    missing = {m.field for m in d.answer.missing}
    given = {key for key, value in d.command.data.items() if value is not None and value not in ([], ())}
    demanded = {i.name for i in step.input if i.only_if is None} | (set(step.appoint) - set(step.optional))
    assert demanded - given <= missing


def refusal_shape(d: Decided) -> None:
    """`because` is the first kind that found something; every list is sorted and holds a thing once."""
    answer = d.answer
    guards = [f.guard for f in answer.failed]
    fields = [m.field for m in answer.missing]
    assert guards == sorted(set(guards))
    assert fields == sorted(set(fields))
    if answer.because == "missing":
        assert fields
        assert not guards
    if answer.because in ("separation", "custody", "guard"):
        assert guards


def l11_papers(d: Decided) -> None:
    """I1-I8 of SEMANTICS 8.5."""
    for name, sets in d.after.papers.items():
        document = d.process.documents[name]
        currents = [k for k, one in enumerate(sets, 1) if one.current]
        assert currents in ([], [len(sets)])  # I2
        for k, one in enumerate(sets, 1):
            if not document.each:
                assert set(one.copies) == set(document.copies)  # I1
            before = d.case.papers.get(name, ())
            if k <= len(before):
                check_monotone(before[k - 1], one)
    check_moves(d)
    check_seals(d)
    check_placed(d)


def check_monotone(before: Any, after: Any) -> None:
    """I5, I6: void, superseded and revisions are for ever."""
    assert before.current or not after.current
    for part, revisions in before.parts.items():
        assert after.parts[part][: len(revisions)] == revisions
    for copy_name, custody in before.copies.items():
        assert custody.status != "void" or after.copies[copy_name].status == "void"


def check_moves(d: Decided) -> None:
    """I3, I4: only current copies move, from where they are; superseded ones only arrive."""
    scratch = d.case
    for event in d.answer.events:
        for effect in event.effects:
            if effect[0] == "move":
                one = scratch.papers[effect[1]][effect[2] - 1]
                custody = one.copies[effect[3]]
                assert one.current
                assert (custody.to if custody.status == "transit" else custody.party) == effect[4]
            scratch = evolve(scratch, event._replace(n=scratch.n + 1, effects=(effect,)))._replace(
                n=scratch.n
            )


def check_seals(d: Decided) -> None:
    """I8: every standing seal shows the values that stand."""
    values = standing_values(d.after)
    for (name, k, part), revision in standing_seals(d.after).items():
        shown = d.after.papers[name][k - 1].parts[part][revision - 1]
        fields = d.process.documents[name].parts[part].all
        assert shown == {f: values[f] for f in fields if f in values}


def check_placed(d: Decided) -> None:
    """I7: a current copy that is not void is with the party its role is bound to now, or its role is
    bound to nobody (stray); papers follow whoever is appointed next."""
    from banfa.kernel.program import program_of

    bindings = program_of(d.process).bindings(d.after)
    for sets in d.after.papers.values():
        for one in sets:
            for custody in one.copies.values() if one.current else ():
                if custody.status == "void":
                    continue
                party = custody.to if custody.status == "transit" else custody.party
                role, _, unit = (party or "").partition(":")
                bound = bindings[role]
                assert bound is None or bound == unit or isinstance(bound, tuple)


def l12_acts(d: Decided) -> None:
    """An act, a receipt, a waiver and a correction leave where the case stands as it is."""
    event = d.events[-1]
    if event.kind != "fire" or d.process.steps[event.step or ""].kind == "act":
        assert places(d.after) == places(d.case)


def places(case: Case) -> list[tuple[Any, ...]]:
    """The trail without its layers."""
    return [(e.state, e.in_, e.out, e.rounds) for e in case.trail]


def l13_frame(d: Decided) -> None:
    """Only what a step gives, computes, gets by happening, or restores, changes."""
    before, after = standing_values(d.case), standing_values(d.after)
    changed = {f for f in before.keys() | after.keys() if before.get(f) != after.get(f)}
    event = d.events[-1]
    if event.kind == "correct":
        assert changed <= {d.command.field}
        return
    if event.kind != "fire":
        assert not changed
        return
    step = d.process.steps[event.step or ""]
    sources = {f.id for f in d.process.fields.values() if f.source in (f"{step.id}.happened", "case.number")}
    back = [set(e[3]) for e in event.effects if e[0] == "back"]
    assert changed <= set(d.command.data) | set(step.set) | set(step.decide) | sources | set().union(*back)


def l17_persons(d: Decided) -> None:
    """A step that clashes had a free waiver for each person, and leaves it spent."""
    event = d.events[-1]
    if event.step is None:
        return
    done = standing_done(d.case)
    before, after = standing_waivers(d.case), standing_waivers(d.after)
    persons = {event.actor, event.on_behalf_of} - {None}
    for rule in d.process.separations.values():
        if event.step not in rule.steps:
            continue
        others = {p for step in rule.steps if step != event.step and step in done for p in done[step].persons}
        for person in persons & others:
            assert before[rule.id, person] is True
            assert ("waiver", rule.id, person, "spent") in event.effects
            assert after.get((rule.id, person)) is not True


def own_names(d: Decided) -> set[str]:
    """What the back step itself wrote, and what is written in the base."""
    event = d.events[-1]
    return {e[1] for e in event.effects if e[0] in ("write", "appoint")} | {
        name for layer in (d.after.base,) for name in (*layer.values, *layer.units)
    }


def b1_undo(d: Decided) -> None:
    """After `back_to T` everything stands as just before the step by which T was last left."""
    target = next(e[1] for e in d.events[-1].effects if e[0] == "back")
    then = last_time_in(d, target)
    if any(e.kind == "correct" for e in d.events[then.n :]):
        return  # corrections of what still stands are carried along
    own = own_names(d)
    for standing in (standing_values, standing_units):
        now, before = standing(d.after), standing(then)
        names = (now.keys() | before.keys()) - own
        assert {n: now.get(n) for n in names} == {n: before.get(n) for n in names}


def last_time_in(d: Decided, target: str) -> Case:
    """The case just before the step that last left the target going forward."""
    cases = (*d.history, d.case)
    at = next(i for i in range(len(cases) - 1, -1, -1) if cases[i].config == (target,))
    return cases[at]


def b2_idempotent(d: Decided) -> None:
    """Undoing again what is undone changes nothing but rounds, in and n."""
    effect = next(e for e in d.events[-1].effects if e[0] == "back")
    event = d.events[-1]._replace(n=d.after.n + 1, effects=(effect,))
    again = evolve(d.after, event)
    assert standing_values(again) == standing_values(d.after)
    assert standing_done(again) == standing_done(d.after)
    assert [e.state for e in again.trail] == [e.state for e in d.after.trail]


def b3_trail(d: Decided) -> None:
    """No state twice; the last entry is where the case is."""
    states = [e.state for e in d.after.trail]
    assert len(states) == len(set(states)) <= len(d.process.states)
    assert d.after.config == (states[-1],)


def b5_names(d: Decided) -> None:
    """Fields that change by a return are among those it names, or its own."""
    before, after = standing_values(d.case), standing_values(d.after)
    changed = {f for f in before.keys() | after.keys() if before.get(f) != after.get(f)}
    effect = next(e for e in d.events[-1].effects if e[0] == "back")
    assert changed <= set(effect[3]) | {e[1] for e in d.events[-1].effects if e[0] == "write"}


def b6_papers(d: Decided) -> None:
    """Sets that an undone step issued are superseded, others are not by a return alone."""
    target = next(e[1] for e in d.events[-1].effects if e[0] == "back")
    at = next(i for i, e in enumerate(d.case.trail) if e.state == target)
    undone = {key for entry in d.case.trail[at + 1 :] for key in entry.layer.issued}
    for name, k in undone:
        assert not d.after.papers[name][k - 1].current
    step = d.process.steps[d.events[-1].step or ""]
    for name, sets in d.case.papers.items():
        for k, one in enumerate(sets, 1):
            if one.current and (name, k) not in undone and name not in (*step.recall, *step.issue):
                assert d.after.papers[name][k - 1].current


def b7_bounded(d: Decided) -> None:
    """A case does not grow with its events."""
    people = {p for event in d.events for e in event.effects if e[0] == "did" for p in e[2]}
    process = d.process
    bound = (len(process.states) + 1) * (
        len(process.fields) + len(process.roles) + len(process.steps) * max(1, len(people))
    )
    size = sum(len(layer.values) + len(layer.units) + len(layer.done) for layer in d.after.layers())
    assert size <= bound


def b8_rounds(d: Decided) -> None:
    """Forward sets rounds 0, a return adds one, anything else leaves them."""
    event = d.events[-1]
    before = {e.state: e.rounds for e in d.case.trail}
    last = d.after.trail[-1]
    kind = d.process.steps[event.step].kind if event.step else "act"
    expected = {
        "start": 0,
        "forward": 0,
        "back": before.get(last.state, 0) + 1,
        "act": before.get(last.state),
    }
    assert last.rounds == expected[kind] == event.round
