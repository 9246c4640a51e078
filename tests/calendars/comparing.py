"""What the room and the second opinion answer to the same questions."""

from __future__ import annotations

import random
from datetime import datetime

from banfa.calendars import Pause, Rules, Term, china, due
from tests.calendars.brute_force import Question, answer, question


def asked(q: Question) -> datetime | None:
    """The room's answer: an instant, or None while the clock stands."""
    calendar = china().with_rules(Rules(q.first_counts, q.cut_off, q.rolls))
    pauses = [Pause(a, b, "stay") for a, b in q.stays]
    found = due(Term(q.number, q.unit), q.start, calendar=calendar, pauses=pauses)  # type: ignore[arg-type]
    assert found.known or found.stopped
    return found.latest


def disagreements(seed: int, number: int) -> list[tuple[Question, datetime | None, datetime | None]]:
    """Every random question that the two answer differently, with both answers."""
    chance = random.Random(seed)
    questions = [question(chance) for _ in range(number)]
    answers = [(q, asked(q), answer(q)) for q in questions]
    return [(q, ours, theirs) for q, ours, theirs in answers if ours != theirs]
