"""When a clock stands still, and why: pauses as they were recorded, overlapping or still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from banfa.calendars.days import BEGIN
from banfa.calendars.zones import aware, local_day
from banfa.language.terms import BadTerm
from banfa.texts import Text

Spans = tuple[tuple[int, int], ...]
"""From, until (not included), sorted and apart: of seconds since 1970, or of days since 2000."""
FOREVER = 1 << 62
"""The end of what is still open."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from `begin` until `end` (not included; None: still), for a reason."""

    begin: datetime
    end: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if aware(self.begin) and self.end is not None and aware(self.end) < self.begin:
            zh = f"暂停到 {self.end.isoformat()} 为止，却从 {self.begin.isoformat()} 才开始"
            en = f"the pause ends at {self.end.isoformat()}, before it begins at {self.begin.isoformat()}"
            raise BadTerm(Text(zh, en))


@dataclass(frozen=True, slots=True)
class Suspensions:
    """The ledger of a clock: every pause with its reason, in the order of recording. Nothing is taken out."""

    pauses: tuple[Pause, ...] = ()

    def suspend(self, at: datetime, reason: str) -> Suspensions:
        """Return the ledger with a pause begun; several may be open at once, each for its own reason."""
        return Suspensions((*self.pauses, Pause(at, None, reason)))

    def resume(self, at: datetime, reason: str) -> Suspensions:
        """Return the ledger with the last open pause of that reason ended; `BadTerm` if there is none."""
        for i in reversed(range(len(self.pauses))):
            pause = self.pauses[i]
            if pause.end is None and pause.reason == reason:
                ended = Pause(pause.begin, at, reason)
                return Suspensions((*self.pauses[:i], ended, *self.pauses[i + 1 :]))
        raise BadTerm(Text(f"没有因“{reason}”而暂停的期限", f"no pause for “{reason}” is open"))

    def reasons_at(self, at: datetime) -> tuple[str, ...]:
        """Return why the clock stands at an instant, in the order of recording; nothing if it runs."""
        return tuple(p.reason for p in self.pauses if p.begin <= at and (p.end is None or at < p.end))


def seconds_paused(pauses: Iterable[Pause]) -> Spans:
    """Return the pauses in seconds since 1970, merged."""
    return merged((_second(p.begin), FOREVER if p.end is None else _second(p.end)) for p in pauses)


def days_paused(pauses: Iterable[Pause], zone: ZoneInfo) -> Spans:
    """Return the days that do not count: that on which a pause begins to the one before it ends."""
    return merged((_day(p.begin, zone), FOREVER if p.end is None else _day(p.end, zone)) for p in pauses)


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return spans sorted, those that touch or overlap made one, and empty ones left out."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif begin < end:
            found.append((begin, end))
    return tuple(found)


def free(begin: int, spans: Spans) -> Iterable[tuple[int, int]]:
    """Yield what lies between the spans from `begin` on; the last piece ends with `FOREVER`."""
    for first, after in spans:
        if begin < first:
            yield begin, first
        begin = max(begin, after)
    if begin < FOREVER:
        yield begin, FOREVER


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _day(moment: datetime, zone: ZoneInfo) -> int:
    return local_day(moment, zone).toordinal() - BEGIN
