"""A case's history as a scenario: what was done, in order, and what comes of it when it is played again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import yaml

from banfa.engine.asking import grants_of
from banfa.errors import BanfaError
from banfa.kernel.authority import claims_now
from banfa.kernel.case import Case, standing_units, standing_values
from banfa.kernel.command import Grant
from banfa.kernel.event import Event
from banfa.kernel.evolve import evolve
from banfa.kernel.program import program_of
from banfa.kernel.trail import entries
from banfa.language.formatting import format_text
from banfa.language.process import COMPANY, Process
from banfa.language.single_files import scenarios_from
from banfa.people import Organisation
from banfa.scenarios import run_scenario
from banfa.store import shapes
from banfa.texts import Text

FILE = "scenario.yaml"


def scenario_of(process: Process, org: Organisation, events: Sequence[Event], eyes: shapes.Eyes) -> str:
    """Return the text of a scenario that plays these events again, as far as these eyes may see them.

    It is played before it is returned; raises BanfaError if it does not pass (the organisation has changed
    since, or values are hidden from these eyes).
    """
    rows: list[dict[str, Any]] = []
    case, entered = Case(events[0].case), ""
    for event in events:
        before, case = case, evolve(case, event)
        if event.kind == "auto":  # it follows from the row before
            rows[-1]["now"] = _listed(case.config)
            continue
        times = {"at": event.entered} if event.entered != entered else {}
        rows.append({**times, **_row(process, org, before, event, eyes), "now": _listed(case.config)})
        entered = event.entered
    kind = {"process": process.id} if process.part_of else {}
    said = {"scenario": f"案件 {case.number or case.id} 的经过", **kind, "steps": rows}
    text = _as_yaml({**said, "expect": _expected(process, case, eyes)})
    _check(process, org, text)
    return text


def _row(
    process: Process, org: Organisation, before: Case, event: Event, eyes: shapes.Eyes
) -> dict[str, Any]:
    row: dict[str, Any] = {"by": event.actor}
    if event.happened != event.entered:
        row["happened"] = event.happened
    role = _role(process, org, before, event)
    if role is not None:
        row["role"] = role
    if event.recorder != event.actor:
        row["recorder"] = event.recorder
    return {**row, **_doing(process, event, eyes)}


def _doing(process: Process, event: Event, eyes: shapes.Eyes) -> dict[str, Any]:
    """What the row does, by the kind of the event; every word of it stands in the effects."""
    data = shapes.values(process, shapes.given(process, event), eyes)
    of = {effect[0]: effect for effect in event.effects}
    if event.kind == "fire" and event.step is not None:
        step = process.steps[event.step]
        target = {"back_to": of["back"][1]} if len(step.back_to) > 1 else {}
        return {"do": event.step, **target, **({"with": data} if data else {})}
    if event.kind == "receive":
        _, document, number, copy, *_ = of["received"]
        return {"receives": f"{document}.{copy}({number})"}
    if event.kind == "waive":
        _, rule, person, _ = of["waiver"]
        return {"waive": rule, "for": person, "with": {"reason": event.reason}}
    if event.kind == "correct":
        field = of["correct"][1]
        return {"correct": field, "with": {"value": data[field], "reason": event.reason}}
    text = Text(
        f"第 {event.n} 件事（{event.kind}）还不能写成场景",
        f"event {event.n} ({event.kind}) is for no scenario",
    )
    raise BanfaError(text)


def _role(process: Process, org: Organisation, before: Case, event: Event) -> str | None:
    """Which grant was used, where the actor has several; None leaves nothing to choose."""
    grants = grants_of(org, event.actor, datetime.fromisoformat(event.happened))
    if len(grants) < 2:
        return None
    unit = event.party.partition(":")[2]
    fitting = [grant for grant in grants if _was_used(process, before, event, grant, unit)]
    return f"{fitting[0].role}:{fitting[0].unit}" if fitting else None


def _was_used(process: Process, before: Case, event: Event, grant: Grant, unit: str) -> bool:
    program = program_of(process)
    if grant.for_whom != event.on_behalf_of:
        return False
    if event.step is None:
        return grant.role == event.role and grant.unit == unit
    claims = [c for c in claims_now(program, program.plans[event.step], before) if c.acts_as == event.role]
    return any(c.role == grant.role and (c.outside or grant.unit == unit) for c in claims)


def _expected(process: Process, case: Case, eyes: shapes.Eyes) -> dict[str, Any]:
    standing = {**standing_units(case), **standing_values(case)}
    counted = {name for name, field in process.fields.items() if field.source == "case.number"}
    data = shapes.values(process, {n: v for n, v in standing.items() if n not in counted}, eyes)
    parts = {
        "state": _listed(case.config),
        "data": {name: value for name, value in data.items() if value != []},
        "copies": dict(_copies(case)),
        "sets": {document: len(sets) for document, sets in sorted(case.papers.items())},
        "rounds": {entry.state: entry.rounds for entry in entries(case.trail) if entry.rounds},
    }
    return {name: part for name, part in parts.items() if part}


def _copies(case: Case) -> Iterator[tuple[str, str]]:
    for one in shapes.copies(case):
        name = f"{one['document']}.{one['copy']}({one['set']})"
        role, _, unit = (one["holder"] or "").partition(":")
        whom = role if unit == COMPANY else f"{role}:{unit}"
        yield name, "void" if one["status"] == "void" else f"{_WAYS[one['status']]} {whom}"


_WAYS = {"at": "at", "transit": "to"}


def _listed(states: Sequence[str]) -> str | list[str]:
    return states[0] if len(states) == 1 else list(states)


def _as_yaml(scenario: dict[str, Any]) -> str:
    text = yaml.safe_dump(_plain(scenario), allow_unicode=True, sort_keys=False, width=10**6)
    return format_text(text, FILE).text


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _check(process: Process, org: Organisation, text: str) -> None:
    scenarios, problems = scenarios_from(text.encode("utf-8"), FILE)
    results = [run_scenario(process, org, scenario) for scenario in scenarios]
    if len(results) == 1 and results[0].status == "passed":
        return
    found = [p.message for p in problems]
    found += [p.message for result in results for p in result.problems]
    found += [
        Text(f"{d.row.zh}：{d.found.zh}", f"{d.row.en}: {d.found.en}") for r in results for d in r.differences
    ]
    why = found[0] if found else Text("不知为何", "for no reason known")
    zh = f"这段经过照现在的组织、这个人所见，重办一遍结果不同，没有写成场景：{why.zh}"
    en = f"played again, with the present people and what these eyes see, it comes out otherwise: {why.en}"
    raise BanfaError(Text(zh, en))
