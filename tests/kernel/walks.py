"""Random walks: commands of the test generator, decided by the kernel, each handed to whoever asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from random import Random

from banfa.kernel import Accepted, Case, Event, decide, fold
from banfa.language import load_org, load_process, process_from
from banfa.language.process import Process
from banfa.people import organisation_of
from tests.kernel.laws import Decided
from tests.oracle import definitions
from tests.oracle.generate import Generator
from tests.oracle.interpreter import Oracle, State

REGULATION = Path(__file__).parents[2] / "processes" / "customer-complaint"
COMMANDS_A_CASE = 60


@lru_cache
def regulation() -> Process:
    """The shipped regulation."""
    return load_process(REGULATION)


@lru_cache(maxsize=64)
def random_process(seed: int) -> Process:
    """A random small definition."""
    process, problems = process_from(definitions.files(seed))
    assert process is not None, problems
    return process


def regulation_walk(seed: int, commands: int) -> Iterator[Decided]:
    """A walk over cases of the regulation, by the people of its sample organisation."""
    org = organisation_of(load_org(REGULATION / "org.yaml").model)
    return walk(regulation(), sorted(org.people), org.grants, seed, commands)


def random_walk(seed: int, commands: int) -> Iterator[Decided]:
    """A walk over cases of a random definition."""
    process = random_process(seed)
    held = definitions.people(seed, json.loads(process.canonical)["roles"])
    return walk(process, sorted(held), lambda person, _day: held[person], seed, commands)


def walk(
    process: Process, people: list[str], grants: Callable[..., tuple[object, ...]], seed: int, commands: int
) -> Iterator[Decided]:
    """Decide so many commands, one case after another."""
    oracle = Oracle(json.loads(process.canonical))
    generator = Generator(Random(seed), oracle, people, grants)  # type: ignore[arg-type]
    case, state = Case("case0"), State()
    events: tuple[Event, ...] = ()
    history: tuple[Case, ...] = ()
    for count in range(commands):
        if count % COMMANDS_A_CASE == 0 or (
            case.trail and process.states[case.trail[-1].state].end == "final"
        ):
            case, state, events, history = Case(f"case{count}"), State(), (), ()
        command = generator.command(state)
        answer = decide(process, case, command)
        after = case
        if isinstance(answer, Accepted):
            after = fold(answer.events, case)
            events += answer.events
            history += (case,)
            state = oracle.decide(state, command)[1]
            generator.accepted[command.step or command.kind] += 1
        yield Decided(process, case, command, answer, after, events, history)
        case = after
