"""The kernel against the second opinion on 100,000 random commands, half of them drawn from `allowed`.

    python benchmarks/second_opinion.py [STEPS]

Three in five are played on the complaint regulation, the others on random small definitions. Compared are
verdict, refusal, warnings, ledger, standing values and what is allowed. The first difference is printed with
the commands before it, and the exit code is 1; so it is if something was seen less than 100 times.
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
from tests.oracle.compare import Counts, Difference, run_random, run_regulation  # noqa: E402

STEPS = 100_000
A_RUN = 5_000  # commands of one run over the regulation
A_DEFINITION = 200  # and over one random definition
LEAST = 100
BECAUSE = ("role", "state", "separation", "custody", "guard", "missing")


def measure(steps: int = STEPS) -> dict[str, Any]:
    """Play all commands; raises Difference, and ValueError where something was hardly seen."""
    began = perf_counter()
    most = steps * 3 // 5
    ours, theirs = Counts(), Counts()
    with telling(lambda: counted(ours, theirs)):
        over_the_regulation(most, ours)
        definitions = over_random_definitions(steps - most, theirs)
    if steps >= STEPS:
        demand_enough(ours)
    return {
        **counted(ours, theirs),
        "random definitions": definitions,
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


def over_random_definitions(steps: int, total: Counts) -> int:
    """Runs over one random definition after another, counted in `total`; how many there were."""
    seed, definitions = 0, 0
    while (played := sum(total.verdicts.values())) < steps:
        progress("random definitions", played, steps)
        counts = run_random(seed, min(A_DEFINITION, steps - played))
        seed += 1
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
