"""A small process with every kind of return and of paper in it, and a case of it played by hand."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from banfa.kernel import Accepted, Case, Command, Decision, Event, Facts, Grant, Refusal, decide, fold
from banfa.kernel import case as standing
from banfa.language import process_from
from banfa.language.process import Process

TEXT = """\
banfa: 1
process: repairs
title: 报修
numbering: {pattern: "BX-{year}-{seq:03}"}
roles:
  desk: {title: 受理处, scope: unit, chosen: 试}
  office: {title: 总务处, chosen: 试}
  chief: {title: 主任, chosen: 试}
  dept: {title: 维修部门, scope: case, chosen: 试}
  dept_head: {title: 部门负责人, acts_for: dept, chosen: 试}
  helpers: {title: 协助部门, scope: case, many: true, chosen: 试}
  resident: {title: 住户, outside: {recorded_by: [desk]}, chosen: 试}
fields:
  matter: {type: text, title: 事由, chosen: 试}
  size: {type: int, title: 面积, chosen: 试}
  note: {type: text, title: 说明, chosen: 试}
  finding: {type: text, title: 结论, chosen: 试}
  paid: {type: money, currency: CNY, title: 已付, chosen: 试}
  places: {type: set, of: unit, title: 地点, chosen: 试}
  reported_on: {type: date, title: 查明日期, from: report.happened, chosen: 试}
documents:
  card:
    title: 报修卡
    chosen: 试
    parts:
      head: {fields: [matter], chosen: 试}
      result: {fields: [finding], optional: [note], chosen: 试}
    copies: [{copy: 1, chosen: 试}, {copy: 2, chosen: 试}, {copy: 3, chosen: 试}]
  findings: {title: 查明书, chosen: 试, parts: {body: {fields: [finding], chosen: 试}}}
  orders: {title: 派工单, chosen: 试, copies: {each: places}}
things:
  key: {title: 钥匙, chosen: 试}
states:
  received: {title: 已受理}
  assigned: {title: 维修中, rounds: {limit: 2, tell: [chief]}}
  review: {title: 待审, }
  answered: {title: 已答复, end: resting}
separation:
  not_oneself: {different_people: [report, approve], waived_by: chief, chosen: 试}
transitions:
  open:
    from: start
    to: received
    by: desk
    input: [matter]
    optional: [size, places]
    issue: [card]
    complete: {card: [head]}
    chosen: 试
  assign:
    from: received
    to: assigned
    by: desk
    appoint: [dept]
    optional: [note]
    send: {card: {dept: [2], office: [3]}}
    chosen: 试
  reassign: {from: [received, assigned, review], by: office, appoint: [dept], chosen: 试}
  report:
    from: assigned
    to: review
    by: [dept, dept_head]
    input: [finding]
    optional: [note]
    issue: [findings]
    complete: {card: [result], findings: [body]}
    send: {card: {office: [2]}, findings: {office: all}}
    chosen: 试
  approve: {from: review, to: answered, by: [office, dept_head], tell: [desk], chosen: 试}
  redo: {from: review, to: assigned, by: office, chosen: 试}
  back_to_review: {from: assigned, back_to: review, by: office, chosen: 试}
  return_report:
    from: review
    back_to: assigned
    by: office
    input: [note]
    send_if_held: {card: {dept: [1, 2]}, findings: {dept: all}}
    chosen: 试
  return_all: {from: [assigned, review], back_to: received, by: office, chosen: 试}
  return_where: {from: review, back_to: [received, assigned], by: chief, chosen: 试}
  reopen: {from: answered, back_to: review, by: chief, chosen: 试}
  pay: {from: [assigned, review], by: office, input: [paid], stands: true, chosen: 试}
  annotate: {from: [received, assigned, review], by: [desk, office], input: [size], chosen: 试}
  amend: {from: [received, assigned, review], by: desk, input: [matter], chosen: 试}
  rewrite:
    {from: [received, assigned, review], by: desk, input: [matter], complete: {card: [head]}, chosen: 试}
  cancel_stub: {from: [received, assigned, review], by: desk, void: {card: [1]}, chosen: 试}
  send_stub: {from: [received, assigned, review], by: desk, send: {card: {office: [1]}}, chosen: 试}
  send_copies: {from: [received, assigned, review], by: desk, send: {card: {office: all}}, chosen: 试}
  hand_on:
    {from: [received, assigned, review], by: office, send_if_held: {card: {chief: [1, 2, 3]}}, chosen: 试}
  withdraw_findings: {from: review, by: chief, recall: [findings], chosen: 试}
  fetch_key: {from: [received, assigned], by: desk, issue: [key], send: {key: {dept: all}}, chosen: 试}
  get_help: {from: [assigned, review], by: office, appoint: [helpers], chosen: 试}
  order:
    from: assigned
    by: desk
    optional: [places]
    issue: [orders]
    send: {orders: {helpers: all}}
    chosen: 试
  carry_out: {from: assigned, by: helpers, send: {orders: {desk: own}}, chosen: 试}
  confirm: {from: [received, assigned, review], by: resident, input: [note], chosen: 试}
"""
UNITS = {"desk": "east", "dept": "plant", "dept_head": "plant", "helpers": "yard"}


@lru_cache
def process() -> Process:
    """The process of this file."""
    found, problems = process_from({"process.yaml": TEXT.encode()})
    assert found is not None, [(p.place, p.message.zh) for p in problems]
    return found


class Repair:
    """A case played by short commands: `repair.must("report", "dept", finding=…)`. Each is a day later."""

    def __init__(self) -> None:
        self.case = Case("c")
        self.events: list[Event] = []
        self.day = 0

    def command(self, kind: str, by: str, **more: Any) -> Command:
        """A command of `ROLE`, `ROLE:UNIT` or `PERSON=ROLE:UNIT`."""
        person, _, held = by.rpartition("=")
        role, _, unit = held.partition(":")
        grant = Grant(role, unit or UNITS.get(role, "*"), more.pop("for_whom", None))
        self.day += 1
        time = more.pop("happened", f"2026-09-{self.day:02}T10:00:00+08:00")
        entered = f"2026-09-{self.day:02}T10:00:00+08:00"
        facts = Facts(number="BX-2026-001")
        return Command(
            f"m{self.day}", kind, person or f"{role}.a", (grant,), time, entered, facts=facts, **more
        )

    def play(self, command: Command) -> Decision:
        """Decide a command; if it is accepted, the case goes on."""
        answer = decide(process(), self.case, command)
        if isinstance(answer, Accepted):
            self.events += answer.events
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

    def waive(self, person: str, by: str = "chief") -> Decision:
        return self.play(self.command("waive", by, rule="not_oneself", person=person, reason="急修"))

    def correct(self, field: str, value: Any, by: str = "desk") -> Decision:
        return self.play(self.command("correct", by, field=field, value=value, reason="笔误"))

    # -- what stands

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


def opened(**data: Any) -> Repair:
    """A case that was opened by the desk."""
    repair = Repair()
    repair.must("open", "desk", matter="漏水", **data)
    return repair


def assigned(**data: Any) -> Repair:
    """… and given to the plant's department."""
    repair = opened(**data)
    repair.must("assign", "desk", dept="plant")
    return repair


def reported(**data: Any) -> Repair:
    """… which has reported."""
    repair = assigned(**data)
    repair.must("report", "dept", finding="管裂")
    return repair
