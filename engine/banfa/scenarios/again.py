"""`again: true`: the data a step was given last time, whether that still stands or not (SEMANTICS 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from banfa.kernel.event import Event
from banfa.kernel.program import program_of
from banfa.language.process import Process


def given_last_time(
    process: Process, events: Sequence[Event], step: str
) -> tuple[int | None, dict[str, Any]]:
    """Return the number of the last event of `step` and the data it was given; (None, {}) if there is none.

    The data are what the event wrote and appointed, as far as the step takes them from a person.
    """
    event = next((e for e in reversed(events) if e.step == step), None)
    if event is None:
        return None, {}
    taken = program_of(process).plans[step].takes
    written = {
        effect[1]: effect[2]
        for effect in event.effects
        if effect[0] in ("write", "appoint") and effect[1] in taken and effect[2] is not None
    }
    return event.n, written
