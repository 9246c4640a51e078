"""Timing contenders fairly: in turns within one run, compared by the median of per-round ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from progress import show, telling


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

    def ratio(a: str, b: str) -> float:
        return statistics.median(x / y for x, y in zip(speeds[a], speeds[b], strict=True))

    gc.collect()
    gc.freeze()  # what was loaded before is nobody's work in the rounds
    with telling(lambda: {name: round(rate.per_second) for name, rate in _rates(speeds).items()}):
        for turn in range(rounds + 1):
            for name, run in contenders.items():
                show(f"round {turn} of {rounds}: {name}")
                speed = _speed(run)
                if turn:  # the first round warms up
                    speeds[name].append(speed)
    return _rates(speeds), ratio


def _speed(run: Callable[[], int]) -> float:
    gc.collect()
    began = time.perf_counter()
    done = run()
    return done / (time.perf_counter() - began)


def _rates(speeds: Mapping[str, list[float]]) -> dict[str, Rate]:
    return {name: Rate(name, statistics.median(every)) for name, every in speeds.items() if every}
