"""Run every benchmark of this folder and write down what came out.

    python benchmarks/run.py [NAME…]

A benchmark is a file here with a function `measure() -> dict`; adding one edits no list. Results go to
`results.json`, and as a table into `README.md` between its two markers. Each file also runs alone.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from machine import load_a_core, machine
from progress import INTERRUPTED, say

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def names() -> list[str]:
    """The benchmarks here, sorted."""
    return sorted(p.stem for p in HERE.glob("*.py") if "\ndef measure(" in p.read_text(encoding="utf-8"))


def flat(results: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Nested results as rows."""
    rows: list[tuple[str, Any]] = []
    for key, value in results.items():
        if isinstance(value, dict):
            rows += flat(value, f"{before}{key} · ")
        else:
            rows.append((before + key, value))
    return rows


def table(results: dict[str, Any]) -> str:
    """The results as one Markdown table a benchmark."""
    parts = []
    for name, result in results.items():
        rows = "\n".join(f"| {key} | {value} |" for key, value in flat(result))
        parts.append(f"### {name}\n\n| what | result |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def write_down(results: dict[str, Any]) -> None:
    """Keep the results beside the benchmarks."""
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    merged = {**before, **results}
    RESULTS.write_text(
        json.dumps(merged, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    page = HERE / "README.md"
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    tail = rest.partition(END)[2]
    shown = table({name: merged[name] for name in sorted(merged)})
    page.write_text(f"{head}{BEGIN}\n\n{shown}\n{END}{tail}", encoding="utf-8")


def main() -> int:
    """Run the named benchmarks, or all. What Ctrl-C interrupts is not kept, what came before is."""
    failed: list[str] = []
    for name in sys.argv[1:] or names():
        try:
            failed += run_one(name)
        except KeyboardInterrupt:
            say(f"interrupted at {name}; what was measured before is in {RESULTS.name}")
            return INTERRUPTED
    if failed:
        say("failed: " + ", ".join(failed))
    return 1 if failed else 0


def run_one(name: str) -> list[str]:
    """Measure one and write it down; its name, if it failed."""
    print(f"== {name}", file=sys.stderr, flush=True)
    began, load = time.perf_counter(), load_a_core()
    result = importlib.import_module(name).measure()
    print(json.dumps(result, indent=2, ensure_ascii=False), flush=True)
    took = round(time.perf_counter() - began)
    circumstances = {"seconds the benchmark took": took, "load a core when it began": load}
    write_down({"machine": machine(), name: {**result, **circumstances}})
    return [name] if result.get("failed") else []


if __name__ == "__main__":
    raise SystemExit(main())
