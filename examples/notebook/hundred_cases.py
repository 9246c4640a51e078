"""A hundred complaints, played with chance and a clock of their own, and a picture of what happened to them.

    python examples/notebook/hundred_cases.py [PICTURE.svg] [SEED]

All of it goes through `Engine`: what may be done is asked (`allowed`), done (`fire`), told (`subscribe`).
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from picture import Stay, Story, draw

from banfa import Engine, InvalidInput, Refused
from banfa.engine import Happened

CASES, MOST_STEPS = 100, 60
PEOPLE = "sales.a sales.b super.a qm.a prod.a prod.lead prod.chief leader.a".split()
REASONS = {"quality_defect": 5, "contract_breach": 2, "shipping_procedure": 2, "late_delivery": 1}
LIKELY = {"forward": 8.0, "back": 1.5, "act": 0.3}
"""How much likelier a case goes on than back or nowhere."""


class Play:
    """One game: an engine in memory, a clock turned by hand, and what the engine told of each case."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = datetime(2026, 1, 5, 1, tzinfo=UTC)
        self.engine = Engine.in_memory(clock=lambda: self.now)
        self.process = self.engine.process("customer-complaint")
        self.told: dict[str, list[Happened]] = defaultdict(list)
        self.engine.subscribe(lambda one: self.told[one.case.id].append(one))

    def begin(self) -> str:
        """A new case, some hours after the last."""
        self.now += timedelta(hours=self.chance.uniform(1, 30))
        reason = self.chance.choices([*REASONS], [*REASONS.values()])[0]
        data = {"customer": "某贸易公司", "reasons": [reason], "demands": ["exchange"], "intake_form": "来电"}
        return self.engine.start("customer-complaint", actor="sales.a", data=data).id

    def run(self, case: str) -> None:
        """Take steps by chance until the case is at its end, or nobody can do anything."""
        self.now = _time(self.told[case][0])
        for _ in range(MOST_STEPS):
            if self.told[case][-1].ended:
                return
            self.now += timedelta(hours=1 + self.chance.expovariate(1 / 40))
            if not self._step(case):
                return

    def _step(self, case: str) -> bool:
        """Try what may be done, the likelier sooner, until something is accepted."""
        may = {(one.transition, by) for by in PEOPLE for one in self.engine.allowed(case, actor=by)}
        tried = sorted(may)
        tried.sort(key=lambda one: self.chance.random() ** (1 / self._likely(one[0])), reverse=True)
        return any(self._taken(case, step, person) for step, person in tried)

    def _likely(self, step: str) -> float:
        return 0.3 if step == "withdraw" else LIKELY[self.process.steps[step].kind]

    def _taken(self, case: str, step: str, person: str) -> bool:
        """Whether a step was accepted; what it lacks is given, as far as it may come with the step."""
        data: dict[str, Any] = {}
        while True:
            try:
                self.engine.fire(case, step, actor=person, data=data)
                return True
            except Refused as refused:
                lacks = {one.field for one in refused.refusal.missing if not one.steps} - data.keys()
                if refused.refusal.failed or not lacks:
                    return False
                data |= {name: self._value(name) for name in sorted(lacks)}
            except InvalidInput:
                return False

    def _value(self, name: str) -> Any:
        """Some value that a field can have; for a role, a unit."""
        if name in self.process.roles:
            return "plant_1"
        of = self.process.fields[name].type
        one = self.chance.choice(of.members) if of.members else "记下"
        plain = {"bool": True, "int": 1, "money": "100.00", "date": "2026-02-02", "set": [one]}
        return plain.get(of.kind, one)

    def story(self, case: str) -> Story:
        """The states that a case was in, in order, with the days spent there; then how it ended."""
        told = self.told[case]
        stays = [
            Stay(self._state(one), (_time(after) - _time(one)) / timedelta(days=1))
            for one, after in pairwise(told)
        ]
        return Story(tuple(stays), self._state(told[-1]) if told[-1].ended else None)

    def _state(self, one: Happened) -> str:
        return self.process.states[one.case.states[0]].title


def _time(one: Happened) -> datetime:
    return datetime.fromisoformat(one.events[-1].entered).astimezone(UTC)


def played(seed: int, cases: int = CASES) -> tuple[list[str], list[Story]]:
    """Play the cases; return the titles of all states, in the regulation's order, and each case's story."""
    play = Play(seed)
    with play.engine:
        ids = [play.begin() for _ in range(cases)]
        for case in ids:
            play.run(case)
    places = play.process.places
    written = sorted(play.process.states.values(), key=lambda state: places[f"states.{state.id}"].line)
    return [state.title for state in written], [play.story(case) for case in ids]


def main(picture: str = "hundred-cases.svg", seed: str = "7") -> None:
    """Play, say in figures what happened, and draw it."""
    states, stories = played(int(seed))
    ends = Counter(story.end or "没有办完" for story in stories)
    steps = sum(len(story.stays) for story in stories)
    print(f"{len(stories)} 个案件，{steps} 步：" + "，".join(f"{end} {n}" for end, n in ends.most_common()))
    draw(states, stories, picture)
    print(f"画在 {picture}")


if __name__ == "__main__":
    main(*sys.argv[1:])
