"""What an expression sees of a case: the one thing the kernel provides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from banfa.language.expressions.counts import Tally
from banfa.language.values import Value


class View(Protocol):
    """A case as guards see it. An absent field is a missing key; case-bound roles stand among the fields."""

    @property
    def case(self) -> Mapping[str, Value]:
        """The fields with this step's data."""

    @property
    def before(self) -> Mapping[str, Value]:
        """The fields without this step's data."""

    def rounds(self, state: str) -> int:
        """How often the case was returned into the state since it last entered it forward."""

    def at(self, state: str) -> bool:
        """Whether the case is in the state."""

    def done(self, step: str) -> bool:
        """Whether the step was taken and still stands."""

    def ever(self, step: str) -> bool:
        """Whether the step was ever taken."""

    def holder(self, document: str, copy: str) -> str | None:
        """The role that holds the copy of the current set; None if nobody does."""

    def passed(self, duty: str) -> bool | None:
        """Whether the duty's time is over; None if no calendar can tell."""

    def calendar_for(self, duty: str) -> frozenset[str]:
        """What is missing to tell whether the duty's time is over."""

    def tally(self, of: str) -> Tally | None:
        """The counts of a state's round, or of the sub-cases under a key; None if there is none."""

    def owed(self, duty: str) -> bool:
        """Whether the duty is open."""


class Within:
    """The same view inside an `exists` or `all`, where `names` holds the variables; made anew each time."""

    __slots__ = (
        "at", "before", "calendar_for", "case", "done", "ever", "holder", "names", "owed", "passed", "rounds",
        "tally",
    )  # fmt: skip

    def __init__(self, view: View) -> None:
        self.case, self.before = view.case, view.before
        self.rounds, self.at, self.done, self.ever = view.rounds, view.at, view.done, view.ever
        self.holder, self.passed, self.owed = view.holder, view.passed, view.owed
        self.tally, self.calendar_for = view.tally, view.calendar_for
        self.names: dict[str, Any] = dict(view.names) if isinstance(view, Within) else {}
