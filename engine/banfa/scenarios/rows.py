"""The small words of a scenario: what a row does, copies of papers, moments."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from banfa.language.models.scenario import Row

ACTIONS = ("do", "correct", "waive", "receives", "wait")
"""The keys of a row that say what happens; a row has exactly one."""

START_OF_TIME = "2026-01-05T09:00+08:00"
"""When a scenario begins that names no time."""


class PaperName(NamedTuple):
    """`DOC`, `DOC.COPY` or `DOC.COPY(n)`: no copy means the one paper, no set the last one."""

    document: str
    copy: str | None
    set: int | None


_PAPER = re.compile(r"([a-z][a-z0-9_]*)(?:\.([^\s().]+))?(?:\(([1-9][0-9]{0,8})\))?")


def paper_name(text: str) -> PaperName | None:
    """Return the parts of `DOC.COPY(n)`, or None if the text is not of that form."""
    match = _PAPER.fullmatch(text)
    if match is None:
        return None
    return PaperName(match[1], match[2], int(match[3]) if match[3] else None)


def actions_of(row: Row) -> list[str]:
    """Return which of the `ACTIONS` a row has."""
    return [name for name in ACTIONS if getattr(row, name) not in (None, False)]


def asserts(row: Row) -> bool:
    """True if a row says what must come of it, beyond that it is accepted."""
    said = (row.now, row.refused, row.articles, row.warned is not None, row.copies, row.sets, row.rounds)
    return any(said) or bool(row.data) or row.recall is not None or row.told is not None


def moment(text: str, time_zone: str) -> str:
    """Return a moment to the second in a time zone."""
    instant = datetime.fromisoformat(text)
    with suppress(ZoneInfoNotFoundError, ValueError):  # a zone unknown here: the offset written stands
        instant = _in_zone(instant, ZoneInfo(time_zone))
    return instant.isoformat(timespec="seconds")


def _in_zone(instant: datetime, zone: ZoneInfo) -> datetime:
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return instant  # the first or last day there is
