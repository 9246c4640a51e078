"""A small process with every kind of return and of paper in it, and a case of it played by hand."""

from __future__ import annotations

from typing import Any

from banfa.kernel import Decision
from tests.kernel.playing import Playing, process_of

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
  send_anew:
    from: assigned
    by: desk
    appoint: [dept]
    optional: [dept]
    send: {card: {dept: [2]}}
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


class Repair(Playing):
    """A case of it: `repair.must("report", "dept", finding=…)`."""

    def __init__(self) -> None:
        super().__init__(process_of(TEXT), UNITS, number="BX-2026-001")

    def waive(self, person: str, by: str = "chief") -> Decision:
        return self.play(self.command("waive", by, rule="not_oneself", person=person, reason="急修"))

    def correct(self, field: str, value: Any, by: str = "desk") -> Decision:
        return self.play(self.command("correct", by, field=field, value=value, reason="笔误"))


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
