"""How a peer takes its turns: a number of cases comes in a line, and a line goes back when they are done."""

from __future__ import annotations

import sys
from collections.abc import Callable

STEPS = 18
"""Of a case: one that begins it, and 17 that go on."""


def take_turns(do: Callable[[int], None]) -> None:
    """Do so many cases a turn, until nobody asks any more."""
    print("ready", flush=True)
    for line in sys.stdin:
        do(int(line))
        print("done", flush=True)
