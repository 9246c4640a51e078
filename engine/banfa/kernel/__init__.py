"""Deciding and remembering: pure functions of a process, a case and a command. No I/O, no clock."""

from banfa.kernel.allowed import allowed
from banfa.kernel.case import Case
from banfa.kernel.command import Command, Facts, Grant
from banfa.kernel.decide import decide
from banfa.kernel.decision import Accepted, Decision, Invalid, Refusal
from banfa.kernel.event import Event
from banfa.kernel.evolve import evolve, fold
from banfa.kernel.waiting import waits_for

__all__ = [
    "Accepted", "Case", "Command", "Decision", "Event", "Facts", "Grant", "Invalid", "Refusal",
    "allowed", "decide", "evolve", "fold", "waits_for",
]  # fmt: skip
