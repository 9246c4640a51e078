"""The story of the demo played on the engine, row by row, at the times the story tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from banfa.cli.demo.telling import Teller
from banfa.engine import CaseNow, Engine
from banfa.errors import BanfaError, Refused
from banfa.language.models.scenario import Row
from banfa.texts import Text


class StoryClock:
    """The clock of the demo: the times of the story, moved by whole days if it would end after today."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        last = max(_moment(row.at) for row in rows if row.at)
        late = (last - datetime.now(UTC)).days + 1
        self._moved = timedelta(days=max(0, late))
        self._now = last

    def __call__(self) -> datetime:
        """The present of the story."""
        return self._now

    def turn_to(self, row: Row) -> None:
        """Go on to the time of a row."""
        if row.at:
            self._now = self.time(row.at)

    def time(self, said: str) -> datetime:
        """A time of the story, moved."""
        return _moment(said) - self._moved


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def play(engine: Engine, clock: StoryClock, process: str, rows: tuple[Row, ...], teller: Teller) -> CaseNow:
    """Play every row and tell it; return the case at the end. BanfaError if a row goes not as told."""
    now: CaseNow | None = None
    for row in rows:
        clock.turn_to(row)
        try:
            now = _play(engine, clock, process, row, now)
        except Refused as error:
            if row.refused is None:
                raise
            teller.refusal(row.by or "", row.do or "", error.refusal)
            continue
        if row.refused is not None:
            raise BanfaError(Text(f"示范里 {row.do} 应当被拒绝", f"the demo expected a refusal of {row.do}"))
        teller.receipt(now) if row.receives else teller.step(now)
    if now is None:
        raise BanfaError(Text("示范里没有步骤", "the demo has no rows"))
    return now


def _play(engine: Engine, clock: StoryClock, process: str, row: Row, now: CaseNow | None) -> CaseNow:
    who: dict[str, Any] = {"actor": row.by or "", "role": row.role}
    if row.happened:
        who["happened"] = clock.time(row.happened)
    data: Mapping[str, Any] = row.data_given
    if now is None:
        return engine.start(process, step=row.do, data=data, **who)
    if row.receives:
        return engine.receive(now.id, row.receives, **who)
    return engine.fire(now.id, row.do or "", data=data, again=row.again, target=row.back_to, **who)
