"""Callers that race: each does and notes what it is told, by one clock for all of this machine."""

import random
import time
from collections.abc import Mapping
from typing import Any

from banfa import Conflict, Engine, Refused
from tests.engine.linearizability import Call
from tests.engine.tiny import Hand

WHO = {"add_note": "ann", "grant": "boss", "send_back": "boss"}


def race(engine: Engine, cases: list[str], caller: str, times: int) -> tuple[list[Call], list[str]]:
    """Work on shared cases and start others; return the calls, and the numbers of what was started."""
    chance, calls, numbers, seen = random.Random(caller), [], [], dict.fromkeys(cases, 1)
    for i in range(times):
        calls.append(_one(engine, chance, chance.choice(cases), f"{caller}-{i}", seen))
        if chance.random() < 0.3:
            numbers.append(engine.start("seal-use", actor="ann", data={"purpose": caller}).number or "")
    return calls, numbers


def _one(engine: Engine, chance: random.Random, case: str, word: str, seen: dict[str, int]) -> Call:
    step = chance.choice(["look", "add_note", "add_note", "grant", "send_back"])
    expected = seen[case] if chance.random() < 0.4 and step != "look" else None
    began, version, error = time.monotonic_ns(), None, None
    try:
        version = seen[case] = _do(engine, case, step, word, expected)
    except Refused as refused:
        error = refused.refusal.because
    except Conflict:
        error = "conflict"
    word_kept = word if step in ("add_note", "send_back") else None
    return Call(began, time.monotonic_ns(), case, (step, word_kept), expected, version, error)


def _do(engine: Engine, case: str, step: str, word: str, expected: int | None) -> int:
    if step == "look":
        return int(engine.show(case)["version"])
    data = {"pages": 3, "keeper": "vault"} if step == "grant" else {"why": word}
    return engine.fire(case, step, actor=WHO[step], data=data, expected_version=expected).version


def right(call: Call, event: Mapping[str, Any]) -> bool:
    """Whether the error that a call got is right after an event."""
    if call.error == "conflict":
        return event["n"] != call.expected
    granted = event["state"] == "granted"
    fits_version = call.expected in (None, event["n"])
    return fits_version and call.error == "state" and granted == (call.asked[0] == "grant")


def with_states(history: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The history with the state after each event."""
    state, shown = "asked", []
    for event in history:
        state = {"grant": "granted", "send_back": "asked"}.get(event["step"], state)
        shown.append({**event, "state": state})
    return shown


def in_process(address: str, processes: str, people: str, cases: list[str], caller: str, times: int) -> Any:
    """The same in a process of its own."""
    with Engine.open(address, processes, people, Hand()) as engine:
        return race(engine, cases, caller, times)
