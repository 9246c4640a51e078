"""Duties: what is owed, since when, until when, and whether that has passed (SEMANTICS 12, R50 to R53)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from chinese_calendar import is_workday

from tests.oracle.oracle_days import last_in_time
from tests.oracle.oracle_expr import Known, Lacking
from tests.oracle.oracle_history import History
from tests.oracle.oracle_state import Json, State
from tests.oracle.oracle_trail import Nesting, Stay, Trail

NO_CALENDAR = Lacking(frozenset([frozenset(["calendar"])]))


class Duties:
    """The duties of one definition."""

    def __init__(self, definition: Json, nesting: Nesting) -> None:
        self.says: dict[str, Json] = definition.get("duties", {})
        self.keeps = {name for name, state in definition["states"].items() if state.get("keeps")}
        self.nesting = nesting
        self.pauses = sorted({state for duty in self.says.values() for state in duty.get("pauses", ())})

    def since(self, c: State, duty: str) -> str | None:
        """Since when a duty is owed; None if it is not."""
        says = self.says[duty]
        if "in" in says:
            stays = {stay.state: stay for stay in self.stayed_in(c.trail)}
            return stays[says["in"]].since if says["in"] in stays else None
        begun, over = last_of(c.history, says["from"]), last_of(c.history, says.get("until", ()))
        return begun[1] if begun and (not over or over[0] < begun[0]) else None

    def stayed_in(self, trail: Trail) -> Iterator[Stay]:
        """The stays that last: the last one, and what is only interrupted."""
        for stay in reversed(trail):
            yield stay
            for inner in stay.regions.values():
                yield from self.stayed_in(inner)
            if stay.state not in self.keeps:
                break

    def until(self, c: State, duty: str, calendar: Any) -> datetime | None:
        """The last second in time of a duty that is owed; None if it is open."""
        says, since = self.says[duty], self.since(c, duty)
        pauses = [pause for state in says.get("pauses", ()) for pause in c.stays.get(state, ())]
        return last_in_time(term(says), since or "", pauses, is_working if calendar else None)

    def passed(self, c: State, duty: str, happened: str, calendar: Any) -> Known | Lacking:
        """Whether it is owed and overdue when the command happened."""
        if self.since(c, duty) is None:
            return Known(False)
        if calendar is None and "working" in term(self.says[duty]):
            return NO_CALENDAR
        until = self.until(c, duty, calendar)
        return Known(until is not None and datetime.fromisoformat(happened) > until)


def term(says: Json) -> str:
    return says.get("within") or says["due"]  # type: ignore[no-any-return]


def last_of(history: History, steps: Any) -> tuple[int, str] | None:
    """The last of these steps that stands: its n, and when it happened."""
    names = [steps] if isinstance(steps, str) else steps
    return max(((r.n, r.happened) for r in history if r.step in names), default=None)


def is_working(day: date) -> bool:
    return bool(is_workday(day))
