"""A case of a small process, played by hand: short commands in, what stands out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from banfa.kernel import Accepted, Case, Command, Decision, Event, Facts, Grant, Refusal, decide, fold
from banfa.kernel import case as standing
from banfa.language import process_from
from banfa.language.process import Process


@lru_cache
def process_of(text: str) -> Process:
    """The process that a text describes; it must be sound."""
    found, problems = process_from({"process.yaml": text.encode()})
    assert found is not None, [(p.place, p.message.zh) for p in problems]
    assert not [p for p in problems if p.severity == "error"]
    return found


def problems_of(text: str) -> list[str]:
    """The codes of what is wrong with a text."""
    return [p.code for p in process_from({"process.yaml": text.encode()})[1] if p.severity == "error"]


class Playing:
    """A case played by short commands: `case.must("report", "dept", finding=…)`. Each is a day later.

    `units`: of the roles that are not the company's.
    """

    def __init__(
        self, process: Process, units: Mapping[str, str] | None = None, number: str | None = None
    ) -> None:
        self.process = process
        self.own_units = units or {}
        self.number = number
        self.case = Case("c")
        self.events: list[Event] = []
        self.day = 0

    def command(self, kind: str, by: str, **more: Any) -> Command:
        """A command of `ROLE`, `ROLE:UNIT` or `PERSON=ROLE:UNIT`."""
        person, _, held = by.rpartition("=")
        role, _, unit = held.partition(":")
        grant = Grant(role, unit or self.own_units.get(role, "*"), more.pop("for_whom", None))
        self.day += 1
        time = more.pop("happened", f"2026-09-{self.day:02}T10:00:00+08:00")
        entered = f"2026-09-{self.day:02}T10:00:00+08:00"
        facts = more.pop("facts", Facts(number=self.number))
        return Command(
            f"m{self.day}", kind, person or f"{role}.a", (grant,), time, entered, facts=facts, **more
        )

    def play(self, command: Command) -> Decision:
        """Decide a command; if it is accepted, the case goes on."""
        answer = decide(self.process, self.case, command)
        assert decide(self.process, self.case, command) == answer
        if isinstance(answer, Accepted):
            self.events += answer.events
            if answer.events:
                self.case = fold(answer.events, self.case)
                assert fold(tuple(self.events)) == self.case
        return answer

    def fire(self, step: str, by: str, target: str | None = None, **data: Any) -> Decision:
        return self.play(self.command("fire", by, step=step, target=target, data=data))

    def must(self, step: str, by: str, target: str | None = None, **data: Any) -> Event:
        """Fire a step that is accepted; returns its event."""
        return accepted(self.fire(step, by, target, **data))

    def receive(self, copy: str, by: str, set: int = 1) -> Decision:
        document, _, name = copy.partition(".")
        return self.play(self.command("receive", by, document=document, set=set, copy=name or "1"))

    # -- what stands

    @property
    def steps(self) -> list[str | None]:
        """The steps of all events."""
        return [event.step for event in self.events]

    @property
    def config(self) -> tuple[str, ...]:
        return self.case.config

    @property
    def values(self) -> dict[str, Any]:
        return standing.standing_values(self.case)

    @property
    def units(self) -> dict[str, Any]:
        return standing.standing_units(self.case)

    @property
    def done(self) -> set[str]:
        return set(standing.standing_done(self.case))

    @property
    def seals(self) -> dict[tuple[str, int, str], int]:
        return standing.standing_seals(self.case)

    @property
    def waivers(self) -> dict[tuple[str, str], bool]:
        return standing.standing_waivers(self.case)

    @property
    def stays(self) -> list[tuple[str, int]]:
        """The states of the trail, oldest first, each with its rounds."""
        return [(entry.state, entry.rounds) for entry in self.case.trail]

    def at(self, copy: str, set: int = 0) -> str:
        """Where a copy is: "ROLE:UNIT", "→ ROLE:UNIT" or "void"; `set` counts from 1, 0 is the last."""
        document, _, name = copy.partition(".")
        custody = self.case.papers[document][set - 1].copies[name or "1"]
        return {"at": custody.party, "transit": f"→ {custody.to}", "void": "void"}[custody.status] or ""

    def counts(self, document: str) -> list[bool]:
        """Which sets of a document count, oldest first."""
        return [one.current for one in self.case.papers[document]]


def accepted(answer: Decision) -> Event:
    assert isinstance(answer, Accepted), answer
    return answer.events[0]


def refused(answer: Decision) -> tuple[str, list[str]]:
    """Why, and what failed or is missing."""
    assert isinstance(answer, Refusal), answer
    return answer.because, [f.guard for f in answer.failed] or [m.field for m in answer.missing]
