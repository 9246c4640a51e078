"""What every event says of the command behind it (SEMANTICS 4.5)."""

from __future__ import annotations

from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.event import FORMAT, Effect, Event
from banfa.kernel.program import Program
from banfa.kernel.roles import Acting


def header(
    program: Program,
    case: Case,
    command: Command,
    who: Acting,
    step: str | None,
    rounds: int,
    effects: tuple[Effect, ...],
    cause: int | str | None = None,
) -> Event:
    """The next event of a case, caused by a command of `who`."""
    reason = command.reason
    return Event(
        case.id,
        case.n + 1,
        program.process.meaning,
        FORMAT,
        command.id,
        command.kind,
        step,
        cause,
        command.actor,
        who.grant.for_whom,
        who.role,
        who.party,
        command.recorder or command.actor,
        command.happened,
        command.entered,
        rounds,
        effects,
        reason.strip() if reason else None,
    )
