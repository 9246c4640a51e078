"""Bad input in quantity: every kind of tests/fuzz, within 5 s and 256 MB an input.

python benchmarks/fuzzing.py [COUNT]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzz.inputs import broken_inputs, hostile_inputs, regulation_inputs
from tests.fuzz.limits import meet


def measure(count: int = 1_000) -> dict[str, Any]:
    """Meet them all; `failed` lists what was not met as it should be."""
    kinds = {
        "hostile": hostile_inputs(),
        "broken": broken_inputs(1, count),
        "regulation": regulation_inputs(1, max(1, count // 20)),
    }
    result: dict[str, Any] = {}
    failed: list[str] = []
    for kind, inputs in kinds.items():
        met = meet(inputs)
        slowest = max((m.seconds for m in met), default=0.0)
        result[kind] = {"inputs": len(met), "slowest_seconds": round(slowest, 2)}
        failed += [f"{m.target} ← {m.name}: {c}" for m in met for c in m.complaints]
        print(f"{kind}: {len(met)}", file=sys.stderr, flush=True)
    return {**result, "failed": failed[:50]}


if __name__ == "__main__":
    measured = measure(*map(int, sys.argv[1:2]))
    print(json.dumps(measured, indent=2, ensure_ascii=False))
    raise SystemExit(1 if measured["failed"] else 0)
