"""The kernel against the second opinion on 100,000 random commands, half of them drawn from `allowed`.

    python benchmarks/second_opinion.py [STEPS]

Half are played on the complaint regulation, a tenth on the examples, the others on random small definitions:
plain ones, and such with regions, interruptions and auto steps, with rounds, with duties. What is not run yet
is left out and named. Compared are verdict, refusal, warnings, events, trail, rounds, ledger, standing values
and what is allowed. The first difference is printed with the commands before it, and the exit code is 1; so
it is if something was seen less than 100 times.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "engine")]

from progress import alone, show, telling  # noqa: E402

from tests.oracle import regulation  # noqa: E402
from tests.oracle.compare import (  # noqa: E402
    EXAMPLES,
    MAKERS,
    Counts,
    Difference,
    run_example,
    run_random,
    run_regulation,
)

STEPS = 100_000
A_RUN = 5_000  # commands of one run over the regulation
A_DEFINITION = 200  # and over one random definition
AN_EXAMPLE = 500  # and over one example
LEAST = 100
BECAUSE = ("role", "state", "separation", "custody", "guard", "missing")


def measure(steps: int = STEPS) -> dict[str, Any]:
    """Play all commands; raises Difference, and ValueError where something was hardly seen."""
    began = perf_counter()
    most, tenth = steps // 2, steps // 10
    ours, theirs = Counts(), Counts()
    kinds = dict.fromkeys(MAKERS, 0)
    with telling(lambda: counted(ours, theirs)):
        over_the_regulation(most, ours)
        idle = over_the_examples(tenth, theirs)
        share = (steps - most - tenth) // len(kinds)
        for kind in kinds:
            kinds[kind] = over_random_definitions(kind, share, theirs)
    if steps >= STEPS:
        demand_enough(ours)
    return {
        **counted(ours, theirs),
        "random definitions": kinds,
        "examples": len(EXAMPLES) - len(idle),
        "not run yet": [*idle, *(kind for kind, count in kinds.items() if not count)],
        "differences": 0,
        "seconds": round(perf_counter() - began),
    }


def counted(ours: Counts, theirs: Counts) -> dict[str, Any]:
    """What was played on the regulation and on random definitions."""
    total = Counts()
    total.add(ours)
    total.add(theirs)
    return {
        "commands": sum(total.verdicts.values()),
        "drawn from allowed": total.drawn,
        "verdicts": dict(sorted(total.verdicts.items())),
        "refused because": dict(sorted(total.because.items())),
        "regulation: least accepted transition": min(ours.accepted[t] for t in transitions()),
        "regulation: least frequent because": min(ours.because[b] for b in BECAUSE),
    }


def over_the_regulation(steps: int, total: Counts) -> None:
    """Runs over the complaint regulation, counted in `total`."""
    for seed, start in enumerate(range(0, steps, A_RUN)):
        progress("regulation", start, steps)
        total.add(run_regulation(seed, min(A_RUN, steps - start)))


def over_the_examples(steps: int, total: Counts) -> list[str]:
    """Walks over each example, counted in `total`; the examples that are not run yet."""
    share, idle = steps // max(len(EXAMPLES), 1), []
    for folder in EXAMPLES:
        for seed, start in enumerate(range(0, share, AN_EXAMPLE)):
            progress(folder.name, start, share)
            counts = run_example(folder, seed, min(AN_EXAMPLE, share - start))
            if counts is None:
                idle.append(folder.name)
                break
            total.add(counts)
    return idle


def over_random_definitions(kind: str, steps: int, total: Counts) -> int:
    """Runs over one random definition of a kind after another, counted in `total`; how many there were."""
    definitions = 0
    for seed, start in enumerate(range(0, steps, A_DEFINITION)):
        progress(f"random definitions, {kind}", start, steps)
        counts = run_random(seed, min(A_DEFINITION, steps - start), kind)
        if counts is not None:
            definitions += 1
            total.add(counts)
    return definitions


def transitions() -> list[str]:
    """The steps of the regulation."""
    return sorted(regulation.process().steps)


def demand_enough(counts: Counts) -> None:
    """Every transition accepted and every `because` refused at least 100 times."""
    seldom = {name: counts.accepted[name] for name in transitions() if counts.accepted[name] < LEAST}
    seldom |= {name: counts.because[name] for name in BECAUSE if counts.because[name] < LEAST}
    if seldom:
        raise ValueError(f"seen less than {LEAST} times: {seldom}")


def progress(what: str, done: int, steps: int) -> None:
    """One line on a terminal."""
    show(f"{what}: {min(done, steps):,} of {steps:,} commands agree")


def main() -> int:
    """Print the counts, or the first difference."""
    try:
        return alone(lambda: measure(*map(int, sys.argv[1:2])))
    except (Difference, ValueError) as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
