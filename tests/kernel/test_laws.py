"""The laws of the semantics hold over random commands, on the regulation and on random small definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banfa.kernel import Accepted, Case, Invalid, Refusal, decide
from banfa.kernel.facts import standing_names
from tests.kernel.laws import Decided, as_bytes, check_all
from tests.kernel.walks import random_walk, regulation, regulation_walk

SEEDS = st.integers(min_value=0, max_value=10_000)
few = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


@few
@given(seed=SEEDS)
def test_every_law_holds_on_walks_over_the_regulation(seed: int) -> None:
    accepted = 0
    for decided in regulation_walk(seed, 120):
        check_all(decided)
        accepted += isinstance(decided.answer, Accepted)
    assert accepted > 10


@settings(few, max_examples=16)
@given(seed=SEEDS)
def test_every_law_holds_on_walks_over_random_definitions(seed: int) -> None:
    decided: list[Decided] = []
    for one in random_walk(seed, 80):
        check_all(one)
        decided.append(one)
    assert len(decided) == 80


@settings(few, max_examples=5)
@given(seed=SEEDS)
def test_a_stranger_gets_the_same_bytes_whatever_the_case(seed: int) -> None:
    answers = set()
    for decided in regulation_walk(seed, 60):
        if decided.case.n:
            command = decided.command._replace(actor="nobody", grants=(), recorder=None, recorder_grants=())
            if command.kind == "fire":
                command = command._replace(step="accept", data={}, target=None, happened=command.entered)
                answers.add(as_bytes(decide(decided.process, decided.case, command)))
    assert len(answers) == 1
    assert b"role" in answers.pop()


def test_a_guard_that_fails_goes_on_failing_whatever_further_data_come() -> None:
    """L6: more data, in keys that are inputs or absent in the case, never cure a guard with T={}."""
    checked = 0
    for seed in range(4):
        for walk in (regulation_walk(seed, 300), random_walk(seed, 300)):
            checked += sum(cures_tried(decided, seen) for decided, seen in with_data_seen(walk))
    assert checked > 100


def with_data_seen(walk: Iterator[Decided]) -> Iterator[tuple[Decided, list[Mapping[str, Any]]]]:
    """Each firing that role and state allow, with the data that earlier commands gave to the same step."""
    seen: dict[str | None, list[Mapping[str, Any]]] = {}
    for decided in walk:
        earlier = seen.setdefault(decided.command.step, [])
        if decided.command.kind != "fire" or isinstance(decided.answer, Invalid):
            continue
        earlier.append(decided.command.data)
        if isinstance(decided.answer, Accepted) or decided.answer.because not in ("role", "state"):
            yield decided, earlier[-8:]


def cures_tried(decided: Decided, seen: list[Mapping[str, Any]]) -> int:
    """Fire with little data; where a guard fails, add more, and see it fail again. Returns how often."""
    process, case = decided.process, decided.case
    step, standing = process.steps[decided.command.step or ""], standing_names(case)
    fresh = {item.name for item in step.input} | set(step.appoint)
    tried = 0
    for less in (decided.command.data, {}, *({k: v} for data in seen for k, v in data.items())):
        answer = decide(process, case, decided.command._replace(data=less))
        if not isinstance(answer, Refusal):
            continue
        failed = {f.guard for f in answer.failed if f.guard in process.guards}
        for other in seen if failed else ():
            more = {k: v for k, v in other.items() if k in fresh or k not in standing}
            again = decide(process, case, decided.command._replace(data={**more, **less}))
            assert isinstance(again, Refusal)
            assert failed <= {f.guard for f in again.failed}
            tried += 1
    return tried


def test_what_has_not_started_can_only_be_started() -> None:
    decided = next(d for d in regulation_walk(1, 50) if isinstance(d.answer, Accepted) and d.case.n == 0)
    assert decided.command.step in {s.id for s in regulation().steps.values() if s.kind == "start"}
    with pytest.raises(IndexError):
        Case("empty").trail[-1]
