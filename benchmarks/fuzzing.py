"""Bad input in quantity: files, data and the command line, each input within 5 s and 256 MB.

    python benchmarks/fuzzing.py [COUNT [WORD…]]

COUNT is how many broken contents are made of each sound one; with words, only kinds whose name holds them.
`troubles` counts what was met by anything but a clear error at its place, or a process that runs, and the
documented exit code; fifty are shown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "engine")]

from progress import alone, say, show, telling  # noqa: E402

from tests.fuzz import inputs  # noqa: E402
from tests.fuzz.limits import Input, Met, meeting  # noqa: E402

SUITE = ROOT.parent / "shared" / "data" / "yaml"
COUNT, SEED = 200, 2
MOST_SHOWN = 50
ALONE = ("process", "org", "scenario")


def kinds(count: int) -> dict[str, Iterable[Input]]:
    """Every kind of bad input."""
    few = max(1, count // 8)
    found: dict[str, Iterable[Input]] = {
        "hostile files": inputs.hostile_inputs(inputs.PURE, SEED),
        "hostile files and data on the command line": inputs.hostile_inputs(
            (*inputs.COMMANDS, *inputs.WITH_DATA), SEED, count
        ),
        "cut and broken files": inputs.broken_inputs(ALONE, SEED, count),
        "cut and broken files of the regulation": inputs.broken_inputs(inputs.FILES, SEED, few, few),
        "cut and broken on the command line": inputs.broken_inputs(
            (*inputs.COMMANDS, *inputs.WITH_DATA), SEED, count // 2
        ),
        "wrong shapes": inputs.tree_inputs(ALONE, SEED, count * 2),
        "wrong shapes in the regulation": inputs.tree_inputs(inputs.FILES, SEED, few * 2),
        "wrong shapes on the command line": inputs.tree_inputs(inputs.COMMANDS, SEED, few),
    }
    if SUITE.is_dir():
        found["the published YAML suite"] = inputs.suite_inputs(SUITE, inputs.PURE)
    return found


def measure(count: int = COUNT, *words: str) -> dict[str, Any]:
    """Meet them all."""
    chosen = {kind: made for kind, made in kinds(count).items() if all(word in kind for word in words)}
    result: dict[str, dict[str, Any]] = {}
    troubles: list[str] = []

    def so_far() -> dict[str, Any]:
        total = sum(one["inputs"] for one in result.values())
        return {**result, "inputs": total, "troubles": len(troubles), "failed": bool(troubles)}

    with telling(so_far):
        for kind, made in chosen.items():
            for seen in summaries(meeting(made), troubles):
                result[kind] = seen
                show(f"{kind}: {seen}")
            say(f"{kind}: {result[kind]}")
    return so_far()


def summaries(every: Iterable[Met], troubles: list[str]) -> Iterator[dict[str, Any]]:
    """After each input: how many were met, how many of them in a wrong way, and the slowest."""
    inputs, wrong, slowest = 0, 0, 0.0
    for met in every:
        found = [f"{met.target} ← {met.name}: {complaint}" for complaint in met.complaints]
        for trouble in found[: max(0, MOST_SHOWN - len(troubles))]:
            say(trouble)
        troubles += found
        inputs, wrong, slowest = inputs + 1, wrong + bool(found), max(slowest, met.seconds)
        yield {"inputs": inputs, "met wrongly": wrong, "slowest, in seconds": round(slowest, 1)}


if __name__ == "__main__":
    raise SystemExit(alone(lambda: measure(*map(int, sys.argv[1:2]), *sys.argv[2:])))
