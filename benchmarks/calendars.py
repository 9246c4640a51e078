"""Deadlines against an independent counter, hidden years against what they turned out to be, and speed.

    python benchmarks/calendars.py [DEADLINES]

Every day of every year known is compared with chinesecalendar; 100,000 random deadlines (all units, rules,
overlapping and open pauses) with a counter that walks day by day and minute by minute; and each year since
2008 is hidden, alone and with all that follow it, to see whether its stretches lie within the bounds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "engine")]

import chinese_calendar  # noqa: E402
from interleave import interleaved  # noqa: E402
from progress import alone, show  # noqa: E402

from banfa.calendars import Pause, Rules, Term, china, due  # noqa: E402
from banfa.calendars.published import published  # noqa: E402
from tests.calendars.brute_force import SHANGHAI  # noqa: E402
from tests.calendars.comparing import disagreements  # noqa: E402
from tests.calendars.hidden_years import (  # noqa: E402
    SINCE_2008,
    from_then_on,
    only_that,
    outside_bounds,
)

DEADLINES = 100_000
A_BATCH = 5_000
ONE = timedelta(days=1)
START = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


def measure(deadlines: int = DEADLINES) -> dict[str, Any]:
    """Compare and time everything; `failed` if anything differs."""
    days, wrong = days_compared()
    began = perf_counter()
    differ = deadlines_compared(deadlines)
    seconds = perf_counter() - began
    outside = years_hidden()
    return {
        "days compared with chinesecalendar": days,
        "days that differ": wrong,
        "random deadlines compared": deadlines,
        "deadlines that differ": differ,
        "seconds for the comparison": round(seconds),
        "years hidden": len(SINCE_2008),
        "stretches outside the bounds, that year hidden": outside["only_that"],
        "stretches outside the bounds, all later hidden too": outside["from_then_on"],
        **speed(),
        "failed": bool(wrong or differ or any(outside.values())),
    }


def days_compared() -> tuple[int, int]:
    """How many days there are in the years known, and how many differ."""
    all_days = [date(y, 1, 1) + ONE * i for y in published() for i in range(len(published()[y]))]
    return len(all_days), sum(china().works(d) != chinese_calendar.is_workday(d) for d in all_days)


def deadlines_compared(number: int) -> int:
    """How many of so many random deadlines differ; the first is printed."""
    differ = 0
    for seed in range(0, number, A_BATCH):
        show(f"{seed} of {number} deadlines")
        found = disagreements(seed, min(A_BATCH, number - seed))
        if found and not differ:
            print(*found[0], sep="\n", file=sys.stderr)
        differ += len(found)
    return differ


def years_hidden() -> dict[str, int]:
    """How many stretches lie outside: every seventh start of every year, every length, both ways."""
    outside = {}
    for hide in (only_that, from_then_on):
        outside[hide.__name__] = 0
        for year in SINCE_2008:
            show(f"{hide.__name__} {year}")
            outside[hide.__name__] += len(outside_bounds(year, hide(year), range(year % 7, 366, 7)))
    return outside


def speed() -> dict[str, Any]:
    """Deadlines a second, in turns with a walk over chinesecalendar."""
    contenders = {
        "7 working days": asks("working day", 7),
        "45 working days with two pauses": asks("working day", 45, PAUSES),
        "60 days, end rolling": asks("day", 60, rules=Rules(rolls=True)),
        "24 clock hours": asks("clock hour", 24),
        "20 hours": asks("hour", 20),
        "7 working days, not published": asks("working day", 7, year=max(published()) + 1),
        "7 working days, walking chinesecalendar": walking,
    }
    rates, ratio = interleaved(contenders, rounds=7)
    times = ratio("7 working days", "7 working days, walking chinesecalendar")
    return {
        "deadlines_per_second": {name: round(rate.per_second) for name, rate in rates.items()},
        "ratios": {"7 working days / walking chinesecalendar": round(times, 2)},
    }


PAUSES = [
    Pause(START + 20 * ONE, START + 26 * ONE, "testing"),
    Pause(START + 24 * ONE, START + 31 * ONE, "waiting"),
]


def asks(
    unit: Any, number: int, pauses: list[Pause] | None = None, rules: Rules | None = None, year: int = 2026
) -> Callable[[], int]:
    """A contender: deadlines that begin on 200 days of a year."""
    calendar = china().with_rules(rules or Rules())
    term, begun = Term(number, unit), START.replace(year=year)
    starts = [begun + ONE * i for i in range(200)]

    def run() -> int:
        for start in starts:
            due(term, start, calendar=calendar, pauses=pauses or ())
        return len(starts)

    return run


def walking() -> int:
    """What one would write without a calendar of one's own: the day, without zone, pauses or doubt."""
    for i in range(200):
        day, left = START.date() + ONE * i, 7
        while left:
            day += ONE
            left -= chinese_calendar.is_workday(day)
    return 200


if __name__ == "__main__":
    raise SystemExit(alone(lambda: measure(*map(int, sys.argv[1:]))))
