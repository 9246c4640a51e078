"""Timing contenders fairly: in turns within one run, compared by the median of per-round ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Rate(NamedTuple):
    """What one contender did: operations a second (median of the rounds)."""

    name: str
    per_second: float


def interleaved(
    contenders: Mapping[str, Callable[[], int]], rounds: int = 15
) -> tuple[dict[str, Rate], Callable[[str, str], float]]:
    """Run every contender once a round. Each returns how many operations it did.

    Returns the rates and a function ratio(a, b): the median over the rounds of a's speed by b's.
    """
    speeds: dict[str, list[float]] = {name: [] for name in contenders}
    gc.collect()
    gc.freeze()  # what was loaded before is nobody's work in the rounds
    for turn in range(rounds + 1):
        for name, run in contenders.items():
            gc.collect()
            began = time.perf_counter()
            done = run()
            took = time.perf_counter() - began
            if turn:  # the first round warms up
                speeds[name].append(done / took)
    rates = {name: Rate(name, statistics.median(all_of_them)) for name, all_of_them in speeds.items()}

    def ratio(a: str, b: str) -> float:
        return statistics.median(x / y for x, y in zip(speeds[a], speeds[b], strict=True))

    return rates, ratio
