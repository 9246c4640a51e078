"""How far a benchmark is, for who waits at a terminal; and what it had measured, for who waits no longer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

INTERRUPTED = 130
"""The exit code of what Ctrl-C ended, as shells have it."""


def show(text: str) -> None:
    """One line on a terminal, in the place of the last one."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def say(text: str) -> None:
    """One line that stays."""
    show("")
    print(text, file=sys.stderr, flush=True)


def shown(results: dict[str, Any]) -> str:
    """Results as JSON for a reader."""
    return json.dumps(results, indent=2, ensure_ascii=False)


@contextmanager
def telling(so_far: Callable[[], dict[str, Any]]) -> Iterator[None]:
    """If the block is interrupted, say what was measured until then; the interruption goes on."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"interrupted; until then:\n{shown(so_far())}")
        raise
    finally:
        show("")


def alone(measure: Callable[[], dict[str, Any]]) -> int:
    """Run one benchmark, print what it measured, and return the exit code."""
    try:
        results = measure()
    except KeyboardInterrupt:
        return INTERRUPTED
    print(shown(results))
    return 1 if results.get("failed") else 0
