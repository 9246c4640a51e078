"""Bad input in quantity: files, data and the command line, each input within 5 s and 256 MB.

    python benchmarks/fuzzing.py [COUNT]

COUNT is how many broken contents are made of each sound one (400). `troubles` counts what was met by anything
but a clear error at its place, or a process that runs, and the documented exit code; fifty are shown.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "engine")]

from tests.fuzz import inputs  # noqa: E402
from tests.fuzz.limits import Input, Met, meet  # noqa: E402

SUITE = ROOT.parent / "shared" / "data" / "yaml"
COUNT, SEED = 300, 2
MOST_SHOWN = 50
ALONE = ("process", "org", "scenario")


def kinds(count: int) -> dict[str, Iterable[Input]]:
    """Every kind of bad input."""
    few = max(1, count // 8)
    found: dict[str, Iterable[Input]] = {
        "hostile files": inputs.hostile_inputs(inputs.PURE, SEED),
        "hostile files and data on the command line": inputs.hostile_inputs(
            (*inputs.COMMANDS, *inputs.WITH_DATA), SEED
        ),
        "cut and broken files": inputs.broken_inputs(ALONE, SEED, count),
        "cut and broken files of the regulation": inputs.broken_inputs(inputs.FILES, SEED, few),
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


def measure(count: int = COUNT) -> dict[str, Any]:
    """Meet them all."""
    result: dict[str, Any] = {}
    troubles: list[str] = []
    for kind, made in kinds(count).items():
        met = meet(made)
        found = [f"{one.target} ← {one.name}: {complaint}" for one in met for complaint in one.complaints]
        result[kind] = summary(met, len(found))
        troubles += found
        print(f"{kind}: {result[kind]}", file=sys.stderr, flush=True)
    for trouble in troubles[:MOST_SHOWN]:
        print(trouble, file=sys.stderr)
    total = sum(one["inputs"] for one in result.values())
    return {**result, "inputs": total, "troubles": len(troubles), "failed": bool(troubles)}


def summary(met: list[Met], troubles: int) -> dict[str, Any]:
    """How many inputs of a kind, how many of them in a wrong way, and the slowest."""
    slowest = max((one.seconds for one in met), default=0.0)
    return {"inputs": len(met), "troubles": troubles, "slowest, in seconds": round(slowest, 1)}


if __name__ == "__main__":
    measured = measure(*map(int, sys.argv[1:2]))
    print(json.dumps(measured, indent=2, ensure_ascii=False))
    raise SystemExit(1 if measured["failed"] else 0)
