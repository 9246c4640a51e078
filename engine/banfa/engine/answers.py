"""What the engine answers: a case after a command."""

from __future__ import annotations

from typing import NamedTuple

from banfa.kernel.case import Case
from banfa.kernel.decision import Accepted, Warned
from banfa.language.process import Process


class CaseNow(NamedTuple):
    """A case after a command: where it stands, and what the command passed with a warning."""

    id: str
    number: str | None
    process: str
    states: tuple[str, ...]
    version: int
    warnings: tuple[Warned, ...] = ()

    @property
    def state(self) -> str:
        """The state, or all of them with spaces between."""
        return " ".join(self.states)


def case_now(process: Process, case: Case, accepted: Accepted) -> CaseNow:
    """Return the answer to a command that was accepted and led to `case`."""
    return CaseNow(case.id, case.number, process.id, case.config, case.n, accepted.warnings)
