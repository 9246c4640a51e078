"""The façade: load, decide, append in one transaction. The one place where the parts meet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from banfa.engine.answers import CaseNow
from banfa.engine.asking import first_step
from banfa.engine.commands import Commands
from banfa.engine.moments import Clock
from banfa.engine.parts import Parts
from banfa.engine.questions import Questions
from banfa.store import Store
from banfa.store.catalogue import Catalogue
from banfa.store.database import IN_MEMORY

__all__ = ["CaseNow", "Clock", "Engine", "first_step"]


class Engine(Commands, Questions):
    """Runs cases on one database. May be shared by threads; callers vouch for `actor`."""

    @classmethod
    def open(
        cls,
        url: str = "sqlite:///cases.db",
        processes: str | Path | None = None,
        org: str | Path | None = None,
        clock: Clock | None = None,
        *,
        create: bool = True,
    ) -> Self:
        """Open the database at `url`, making it if need be (not with `create=False`).

        `processes`: a folder of processes, or of one; without it, those that came with banfa. `org`: the
        organisation's file; only a shipped process does without, on the sample beside it. `clock` gives an
        aware datetime. Raises `BanfaError` if the database cannot be used.
        """
        catalogue = Catalogue(Path(processes) if processes is not None else None)
        file = Path(org) if org is not None else None
        return cls(Parts(Store.open(url, create=create), catalogue, file, clock or _now))

    @classmethod
    def in_memory(
        cls, processes: str | Path | None = None, org: str | Path | None = None, clock: Clock | None = None
    ) -> Self:
        """Like `open`, on a database that is gone with the engine: for tests."""
        return cls.open(IN_MEMORY, processes, org, clock)

    def close(self) -> None:
        """Let go of the database."""
        self._parts.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _now() -> datetime:
    return datetime.now(UTC)
