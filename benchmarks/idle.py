"""What an idle case costs beyond the values of its fields: as an object in memory, and as the store keeps it.

    python benchmarks/idle.py

10,000 distinct cases of the complaint regulation are held at once, at several stages. Memory is what
`tracemalloc` counts for holding them; from it the values are taken off, each object of a value once and
those that all cases share (ids of enums, true and false) not at all. Beside them a model of bare
`transitions` with the states and steps of the regulation, which holds its state and nothing else.
"""

from __future__ import annotations

import gc
import json
import sys
import tracemalloc
from collections.abc import Iterator
from typing import Any

from cases import after, regulation
from progress import alone, show, telling
from transitions import Machine

from banfa.kernel import Case
from banfa.kernel.case import standing_values
from banfa.store.codec import case_bytes

CASES = 10_000
STAGES = {
    "received": "receive",
    "recording": "accept",
    "investigating, six copies out": "assign_department",
    "opinion_draft, with the report": "return_with_qm_opinion",
    "closed": "complete_remedy",
}
AIM = 300


def measure() -> dict[str, Any]:
    """Bytes a case, beyond its values, by stage."""
    after("complete_remedy")  # whatever is worked out once is nobody's
    stages: dict[str, dict[str, int]] = {}
    with telling(lambda: stages):
        for name, last in STAGES.items():
            show(f"{CASES:,} cases: {name}")
            stages[name] = stage(last)
    return {
        f"bytes a case beyond its values (aim {AIM})": stages,
        "bytes a model of bare transitions": bare_transitions(),
    }


def bare_transitions(models: int = 500) -> int:
    """The size of a model that one machine with the regulation's states and steps drives."""

    class Model:
        pass

    process, _ = regulation()
    machine = Machine(model=None, states=sorted(process.states), initial="received", auto_transitions=False)
    for step in process.steps.values():
        for source in step.sources:
            machine.add_transition(step.id, source, step.to or source)
    gc.collect()
    tracemalloc.start()
    held = [Model() for _ in range(models)]
    machine.add_model(held)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return round(size / models)


def stage(last: str) -> dict[str, int]:
    """Hold many cases at one stage."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held: list[Case | None] = [None] * CASES
    for which in range(CASES):
        held[which] = after(last, which)
    gc.collect()
    whole = tracemalloc.get_traced_memory()[0] - before - sys.getsizeof(held)
    tracemalloc.stop()
    cases = [case for case in held if case is not None]
    values = sum(own_values(cases))
    stored, said = sum(len(case_bytes(case)) for case in cases), sum(map(text_of_values, cases))
    return {
        "fields standing": len(standing_values(cases[0])),
        "its values alone, in memory": round(values / CASES),
        "in memory": round((whole - values) / CASES),
        "in the store": round((stored - said) / CASES),
    }


def own_values(cases: list[Case]) -> Iterator[int]:
    """The size of what each case alone holds as a value of a field."""
    shared = shared_objects(cases)
    for case in cases:
        objects = {
            id(x): sys.getsizeof(x) for value in standing_values(case).values() for x in parts_of(value)
        }
        yield sum(size for number, size in objects.items() if number not in shared)


def shared_objects(cases: list[Case]) -> set[int]:
    """Objects that two cases both hold."""
    first, second = ({id(x) for v in standing_values(c).values() for x in parts_of(v)} for c in cases[:2])
    return first & second


def parts_of(value: Any) -> Iterator[Any]:
    """A value and the values in it."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from parts_of(item)


def text_of_values(case: Case) -> int:
    """How long the values of a case are when they are written down once."""
    return sum(
        len(json.dumps(value, ensure_ascii=False).encode()) for value in standing_values(case).values()
    )


if __name__ == "__main__":
    raise SystemExit(alone(measure))
