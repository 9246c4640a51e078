"""A few random commands on whatever process was loaded: the kernel answers every one, and never breaks."""

from __future__ import annotations

from random import Random
from typing import Any

from banfa.kernel import (
    Accepted,
    Case,
    Command,
    Facts,
    Grant,
    Invalid,
    Refusal,
    allowed,
    decide,
    evolve,
    waits_for,
)
from banfa.language.process import Process, Step
from banfa.language.values import FieldType

AT = "2026-09-28T09:00:00+08:00"
UNITS = ("u1", "u2")
ODD: tuple[Any, ...] = (None, True, 0, -1, 10**30, "", " ", "a", [], ["a"], {}, {"a": 1}, "2026-09-28", "1.5")


def walk(process: Process, seed: str, commands: int = 12) -> list[str]:
    """Play commands on a case of the process; return what the kernel did that it must not."""
    rng = Random(seed)
    case, complaints = Case("c"), []
    for _ in range(commands):
        command = _command(rng, process, case)
        answer = decide(process, case, command)
        if not isinstance(answer, Accepted | Refusal | Invalid):
            complaints.append(f"the kernel answered {answer!r:.200}")
        if isinstance(answer, Accepted):
            for event in answer.events:
                case = evolve(case, event)
        allowed(process, case, command)
        waits_for(process, case.trail)
    return complaints


def _command(rng: Random, process: Process, case: Case) -> Command:
    roles = sorted(process.roles)
    grants = tuple(Grant(role, unit) for role in roles for unit in ("*", *UNITS))
    kind = "fire" if rng.random() < 0.8 else rng.choice(["receive", "waive", "correct"])
    command = Command("m", kind, rng.choice(["a", "b"]), grants, AT, AT, facts=Facts(number="1"), reason="x")
    if kind == "fire":
        likely = [
            s
            for s in process.steps.values()
            if set(s.sources) & set(case.config) or (s.kind == "start") is (case.n == 0)
        ]
        step = rng.choice(likely or list(process.steps.values()) or [None])  # type: ignore[list-item]
        if step is None:
            return command._replace(step="nothing")
        target = rng.choice(step.back_to) if step.back_to else None
        return command._replace(step=step.id, target=target, data=_data(rng, process, step))
    document = rng.choice(sorted(process.documents) or ["nothing"])
    field = rng.choice(sorted(process.fields) or ["nothing"])
    return command._replace(
        document=document,
        set=rng.choice([1, 2]),
        copy=rng.choice(["1", "2"]),
        rule=rng.choice(sorted(process.separations) or ["nothing"]),
        person="b",
        field=field,
        value=_value(rng, process.fields[field].type) if field in process.fields else 1,
    )


def _data(rng: Random, process: Process, step: Step) -> dict[str, Any]:
    parts = [(d, p) for d, parts in step.complete.items() for p in parts]
    in_parts = [f for d, p in parts for f in process.documents[d].parts[p].all]
    names = {item.name for item in step.input} | set(step.optional) | set(step.appoint) | set(in_parts)
    data = {}
    for name in sorted(names):
        if name in process.roles:
            data[name] = list(UNITS) if process.roles[name].many else rng.choice(UNITS)
        elif name in process.fields and rng.random() < 0.9:
            data[name] = _value(rng, process.fields[name].type)
    return data


def _value(rng: Random, kind: FieldType) -> Any:
    if rng.random() < 0.1:
        return rng.choice(ODD)
    members = kind.members or ("a",)
    return {
        "text": "文", "bool": rng.random() < 0.5, "int": rng.choice([0, 1, 50, 2**63 - 1]), "money": "12.50",
        "date": "2026-09-28", "datetime": AT, "enum": rng.choice(members), "person": "a", "unit": "u1",
        "role": "a", "file": "f", "list": [{name: _value(rng, of) for name, of in kind.record}],
        "set": rng.sample(members, rng.randint(1, len(members))) if kind.of not in ("int",) else [1, 2],
    }[kind.kind]  # fmt: skip
