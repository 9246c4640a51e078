"""The case as the second opinion keeps it, what is tried on it, and what stands against a command."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.oracle import oracle_history as standing
from tests.oracle.oracle_days import Pause
from tests.oracle.oracle_papers import Ledger
from tests.oracle.oracle_roles import Grant
from tests.oracle.oracle_trail import Place, Trail, active

Json = dict[str, Any]


@dataclass
class State:
    """A case, as the second opinion sees it."""

    id: str = ""
    n: int = 0
    number: str | None = None
    home: str | None = None
    history: standing.History = field(default_factory=list)
    trail: Trail = ()
    papers: Ledger = field(default_factory=dict)
    ever: set[str] = field(default_factory=set)
    stays: dict[str, list[Pause]] = field(default_factory=dict)  # in states in which a clock stands still
    dealt: dict[str, str] = field(default_factory=dict)  # duty -> the `since` that a clock has dealt with

    def copy(self) -> "State":
        """A scratch case; records and stays are never changed, only replaced."""
        papers = {document: [paper.copy() for paper in sets] for document, sets in self.papers.items()}
        stays = {state: [*pauses] for state, pauses in self.stays.items()}
        return replace(
            self, history=[*self.history], papers=papers, ever={*self.ever}, stays=stays, dealt={**self.dealt}
        )

    @property
    def active(self) -> frozenset[str]:
        """The states that the case is in, and those around them."""
        return active(self.trail)


@dataclass(frozen=True)
class Turn:
    """One firing of a step: by whom, for which party, with which data."""

    name: str
    step: Json
    happened: str
    data: Json = field(default_factory=dict)
    unit: str = "*"  # of the acting grant: the home of a new case
    party: str = ":*"
    persons: tuple[str, ...] = ()
    target: str | None = None
    number: str | None = None
    who: str | None = None  # by asked: the place in the roster
    members: Mapping[str, Any] = field(default_factory=dict)  # role asked as holders(ROLE) -> who holds it


@dataclass(frozen=True)
class Written:
    """Where the event of a step writes: the trail, the state of the entry in it, and that entry's rounds."""

    place: Place
    state: str
    rounds: int


@dataclass
class Stop(Exception):
    """A refusal that ends the decision at once: opaque, role, state, or one of the small commands'."""

    because: str
    failed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    opaque: bool = False


@dataclass
class Collected:
    """All that stands against a step (SEMANTICS 6, step 4)."""

    separation: set[str] = field(default_factory=set)
    custody: set[str] = field(default_factory=set)
    guard: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    warnings: set[str] = field(default_factory=set)
    written: Written | None = None
    clocks: list[tuple[str, ...]] = field(default_factory=list)  # stays that begin and end

    def because(self) -> str | None:
        ranks = ("separation", "custody", "guard", "missing")
        return next((rank for rank in ranks if getattr(self, rank)), None)


def persons(m: Any, grant: Grant) -> tuple[str, ...]:
    """A stand-in counts as both."""
    return tuple(sorted({m.actor, *([grant.for_whom] if grant.for_whom else [])}))
