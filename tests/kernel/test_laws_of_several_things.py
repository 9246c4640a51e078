"""The laws of regions, rounds, auto steps and duties hold over random commands on processes that use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from banfa.calendars import china
from banfa.kernel import Accepted, Case, Command, Facts, Grant, decide, fold
from banfa.kernel.clock import command_for, next_act
from banfa.kernel.command import Member
from banfa.language.process import Process, Step
from tests.kernel.laws_of_several_things import Taken, check_all, in_its_region_only
from tests.kernel.playing import process_of
from tests.kernel.test_auto_steps import CLAIM
from tests.kernel.test_duties import MEDIATION as TIMED
from tests.kernel.test_regions import MEDIATION
from tests.kernel.test_rounds import PLAIN, REVIEW

MEMBERS = {"lay": tuple(Member(f"m.{x}", "*", ("outside",) if x < "c" else ()) for x in "abcd")}
HOLDERS = PLAIN.replace("each: [qm, legal, plant]", "each: holders(lay)")
LEAVING = REVIEW.replace("  invite:", "  # invite:")
SILENT = PLAIN.replace("each: [qm, legal, plant]", "each: [qm, legal, plant], silent: agree, order: in_turn")
KINDS = HOLDERS.replace(
    "2 * review.agree > review.asked", "review.agree >= 2 && review.answered_by(outside) >= 1"
)
TEXTS = {
    "regions": MEDIATION, "autos": CLAIM, "timed": TIMED, "rounds": PLAIN, "holders": HOLDERS,
    "leaving": LEAVING, "silent": SILENT, "kinds": KINDS,
}  # fmt: skip


def taken(process: Process, seed: int, commands: int) -> Iterator[Taken]:
    """A walk: random commands, most of them possible, each an hour to three days later."""
    chance = Random(seed)
    case, events = Case("c"), ()
    now = datetime.fromisoformat("2026-09-01T09:00:00+08:00")
    for count in range(commands):
        if count % 40 == 0 or (case.trail and process.states[case.trail[-1].state].end == "final"):
            case, events = Case("c"), ()
        now += timedelta(hours=chance.choice([1, 24, 72]))
        command = random_command(chance, process, case, now)
        answer = decide(process, case, command)
        after = case
        if isinstance(answer, Accepted) and answer.events:
            after = fold(answer.events, case)
            events = (*events, *answer.events)
        yield Taken(process, case, command, answer, after, events)
        case = after


def random_command(chance: Random, process: Process, case: Case, now: datetime) -> Command:
    """A command of somebody who may, or of anybody."""
    facts = Facts(members=MEMBERS, calendar=china())
    if chance.random() < 0.2 and case.n:
        act = next_act(process, case, china(), now)
        if act is not None and act.at <= now:
            return command_for(process, act, china(), now)._replace(id="d", facts=facts)
    steps = [s for s in process.steps.values() if not s.auto]
    states = set(case.config) | {e.state for e in case.trail[-1:]}
    likely = (
        [s for s in steps if states & set(s.sources)] if case.n else [s for s in steps if s.kind == "start"]
    )
    step = chance.choice(likely if likely and chance.random() < 0.9 else steps)
    person = chance.choice(["m.a", "m.b", "m.c", "m.d"])
    entered = now.isoformat()
    happened = (now - timedelta(days=chance.choice([0, 0, 0, 1, 5]))).isoformat()
    return Command(
        f"m{case.n}", "fire", person, grants(chance, process, step), happened, entered, step.id,
        chance.choice(step.back_to) if step.back_to else None, data(chance, process, step), facts=facts,
    )  # fmt: skip


def grants(chance: Random, process: Process, step: Step) -> tuple[Grant, ...]:
    """The grants of one role, mostly of one that may."""
    asked = ("lay", "legal", "plant", "qm") if "lay" in process.roles else tuple(sorted(process.roles))
    by = step.by or asked
    role = chance.choice(by if chance.random() < 0.9 else sorted(process.roles))
    unit = {"plant": "p1", "expert": "lab"}.get(role, "*")
    return (Grant(role, unit),)


def data(chance: Random, process: Process, step: Step) -> dict[str, Any]:
    """Values for what the step takes."""
    found: dict[str, Any] = {role: {"plant": "p1", "expert": "lab"}[role] for role in step.appoint}
    for name in (*(item.name for item in step.input), *step.optional):
        if name in process.fields and (chance.random() < 0.9):
            kind = process.fields[name].type.kind
            found[name] = (
                chance.choice([5, 500])
                if kind == "int"
                else ["qm"]
                if kind == "set"
                else chance.choice("甲乙")
            )
    return found


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_law_holds_on_random_walks(name: str) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(3):
        for one in taken(process_of(TEXTS[name]), seed, 160):
            check_all(one)
            if isinstance(one.answer, Accepted):
                kinds.update(effect[0] for event in one.answer.events for effect in event.effects)
    expected = {"regions": "region", "timed": "resume", "autos": "enter"}.get(name, "answer")
    assert kinds[expected] > 5


def test_a_return_in_a_region_leaves_the_others_alone() -> None:
    returned = 0
    for seed in range(6):
        for one in taken(process_of(MEDIATION), seed, 160):
            if isinstance(one.answer, Accepted) and one.answer.events[0].effects[0][0] == "back":
                in_its_region_only(one, {"terms": "civil", "clue": "penalty", "fine": "penalty"})
                returned += 1
    assert returned > 20
