"""One step in memory: a full decision against bare `transitions` and a dict-dispatch floor.

python benchmarks/deciding.py
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chain import STATES, chain_process
from interleave import interleaved
from progress import alone
from transitions import Machine

from banfa.kernel import Accepted, Case, Command, Grant, decide, evolve
from banfa.language import process_from

STEPS = 3_000
AT = "2026-09-28T09:00:00+08:00"


def bare_transitions() -> Callable[[], int]:
    """Transitions 0.9: one shared machine, `Event.trigger` on an unbound model, one condition a step."""

    class Model:
        state = "s0"

        def enough(self, amount: int) -> bool:
            return amount >= 1

    machine = Machine(
        model=None, states=[f"s{i}" for i in range(STATES)], initial="s0", auto_transitions=False
    )
    for i in range(STATES):
        machine.add_transition(f"go{i}", f"s{i}", f"s{(i + 1) % STATES}", conditions="enough")
    events = [machine.events[f"go{i}"] for i in range(STATES)]
    model = Model()

    def run() -> int:
        model.state = "s0"
        for n in range(STEPS):
            assert events[n % STATES].trigger(model, 5)
        return STEPS

    return run


def dict_dispatch() -> Callable[[], int]:
    """The floor: a dict look-up and nothing else."""
    table = {(f"s{i}", f"go{i}"): f"s{(i + 1) % STATES}" for i in range(STATES)}
    names = [f"go{i}" for i in range(STATES)]

    def run() -> int:
        state = "s0"
        for n in range(STEPS):
            state = table[state, names[n % STATES]]
        return STEPS

    return run


def useful_dispatch() -> Callable[[], int]:
    """The floor of a useful step: dispatch with an error, a guard, hooks and a history."""
    table: dict[tuple[str, str], tuple[str, Callable[[int], bool]]] = {
        (f"s{i}", f"go{i}"): (f"s{(i + 1) % STATES}", lambda amount: amount >= 1) for i in range(STATES)
    }
    names = [f"go{i}" for i in range(STATES)]
    hooks: list[Callable[[str], None]] = []

    def run() -> int:
        state, history = "s0", []
        for n in range(STEPS):
            found = table.get((state, names[n % STATES]))
            if found is None or not found[1](5):
                raise ValueError(state)
            state = found[0]
            for hook in hooks:
                hook(state)
            history.append((n, state))
        return STEPS

    return run


def command(step: str, **data: Any) -> Command:
    """A command of the clerk's."""
    return Command("m", "fire", "clerk.a", (Grant("clerk", "*"),), AT, AT, step, None, data)


def deciding(also_evolve: bool) -> Callable[[], int]:
    """banfa: role, state, inputs, guard, order, effects and the event; and the next case, if asked."""
    process, problems = process_from(chain_process())
    assert process is not None, problems
    begun = decide(process, Case("c"), command("begin", amount=5))
    assert isinstance(begun, Accepted)
    first = evolve(Case("c"), begun.events[0])
    cases = [first]
    for i in range(STATES - 1):
        answer = decide(process, cases[-1], command(f"go{i}", note="好"))
        assert isinstance(answer, Accepted)
        cases.append(evolve(cases[-1], answer.events[0]))
    commands = [command(f"go{i}", note="好") for i in range(STATES)]

    def decide_only() -> int:
        for n in range(STEPS):
            at = n % STATES
            assert decide(process, cases[at], commands[at]).__class__ is Accepted
        return STEPS

    def and_evolve() -> int:
        case = first
        for n in range(STEPS):
            at = n % (STATES - 1)
            if at == 0:
                case = first
            case = evolve(case, decide(process, case, commands[at]).events[0])  # type: ignore[union-attr]
        return STEPS

    return and_evolve if also_evolve else decide_only


def measure() -> dict[str, Any]:
    """Everything this file measures, as rates and ratios."""
    rates, ratio = interleaved(
        {
            "bare transitions": bare_transitions(),
            "dict dispatch": dict_dispatch(),
            "dict dispatch, useful": useful_dispatch(),
            "banfa decide": deciding(also_evolve=False),
            "banfa decide and evolve": deciding(also_evolve=True),
        }
    )
    return {
        "steps_per_second": {name: round(rate.per_second) for name, rate in rates.items()},
        "ratios": {
            "decide / bare transitions (aim 5)": round(ratio("banfa decide", "bare transitions"), 2),
            "decide and evolve / bare transitions (aim 4)": round(
                ratio("banfa decide and evolve", "bare transitions"), 2
            ),
            "decide / useful dict dispatch": round(ratio("banfa decide", "dict dispatch, useful"), 4),
            "decide / dict dispatch": round(ratio("banfa decide", "dict dispatch"), 4),
        },
    }


if __name__ == "__main__":
    raise SystemExit(alone(measure))
