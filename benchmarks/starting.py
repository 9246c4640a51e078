"""`banfa --help` by the starts of a bare interpreter.

python benchmarks/starting.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from interleave import interleaved
from progress import alone

ROOT = Path(__file__).parent.parent
RUNS = 3
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import click'": ["-c", "import click"],
    "banfa --help": ["-m", "banfa.cli", "--help"],
    "banfa check": ["-m", "banfa.cli", "check", str(ROOT / "processes" / "customer-complaint")],
}


def starting(arguments: list[str]) -> Callable[[], int]:
    """Start an interpreter with these arguments and wait for its end, a few times."""
    engine = str(ROOT / "engine")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([engine, os.environ.get("PYTHONPATH", "")])}

    def run() -> int:
        for _ in range(RUNS):
            subprocess.run(
                [sys.executable, *arguments],
                check=True,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        return RUNS

    return run


def measure() -> dict[str, Any]:
    """Milliseconds of a start, and by how many bare starts."""
    rates, ratio = interleaved({name: starting(arguments) for name, arguments in COMMANDS.items()})
    return {
        "milliseconds": {name: round(1000 / rate.per_second, 1) for name, rate in rates.items()},
        "ratios": {
            "banfa --help by bare starts (aim 5)": round(ratio("python -c pass", "banfa --help"), 2),
            "import of click by bare starts": round(ratio("python -c pass", "python -c 'import click'"), 2),
            "banfa check by bare starts": round(ratio("python -c pass", "banfa check"), 2),
        },
    }


if __name__ == "__main__":
    raise SystemExit(alone(measure))
