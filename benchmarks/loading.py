"""Loading the regulation, by the time that PyYAML's C parser takes for the same bytes.

python benchmarks/loading.py
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from cases import FOLDER
from interleave import interleaved
from progress import alone

from banfa.language import process_from
from banfa.language.folders import files_of
from banfa.language.problems import Problems
from banfa.language.yaml import read


def measure() -> dict[str, Any]:
    """Loads a second and ratios; the first load of a process, which also reads the grammar, is not in it."""
    files = files_of(FOLDER)
    rates, ratio = interleaved(
        {
            "PyYAML CSafeLoader": times(4, lambda: [yaml.load(x, yaml.CSafeLoader) for x in files.values()]),
            "PyYAML SafeLoader": times(1, lambda: [yaml.load(x, yaml.SafeLoader) for x in files.values()]),
            "read strictly, with places": times(4, lambda: read_all(files)),
            "load": times(1, lambda: process_from(files, FOLDER.name)),
        }
    )
    return {
        "kilobytes": round(sum(map(len, files.values())) / 1000),
        "milliseconds": {name: round(1000 / rate.per_second, 1) for name, rate in rates.items()},
        "ratios": {
            "load by CSafeLoader": round(ratio("PyYAML CSafeLoader", "load"), 2),
            "load by SafeLoader": round(ratio("PyYAML SafeLoader", "load"), 2),
            "read by CSafeLoader": round(ratio("PyYAML CSafeLoader", "read strictly, with places"), 2),
        },
    }


def times(count: int, work: Callable[[], object]) -> Callable[[], int]:
    """Do some work a few times in a round."""

    def run() -> int:
        for _ in range(count):
            work()
        return count

    return run


def read_all(files: dict[str, bytes]) -> None:
    """Read every file as the loader does: a strict subset of YAML, each value with its place."""
    problems = Problems()
    for name, content in files.items():
        read(content, name, problems)
    assert not problems.found


if __name__ == "__main__":
    raise SystemExit(alone(measure))
