"""A process small enough to be read at a glance, and its people: the use of a seal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from banfa.engine import Engine

PROCESS = """\
banfa: 1
process: seal-use
title: 用章
version: 1.0.0
language: zh
time_zone: Asia/Shanghai
numbering: {pattern: "YZ-{year}-{seq:03}", gapless: true}
articles:
  - {article: 1, says: 用章要申请}
  - {article: 2, says: 页数有限}
roles:
  applicant: {title: 申请人, scope: unit, articles: [1]}
  approver: {title: 批准人, articles: [1]}
  keeper: {title: 保管部门, scope: case, articles: [1]}
enums:
  kind: {title: 种类, values: {contract: {title: 合同, articles: [1]}, letter: {title: 公函, articles: [1]}}}
fields:
  purpose: {type: text, title: 用途, articles: [1]}
  pages: {type: int, title: 页数, articles: [2]}
  kinds: {type: set, of: kind, title: 种类, articles: [1]}
  fee: {type: money, currency: CNY, title: 费用, articles: [1]}
  why: {type: text, title: 理由, articles: [1]}
documents:
  form:
    title: 用章单
    articles: [1]
    parts: {body: {title: 正文, fields: [purpose], articles: [1]}}
    copies: [{copy: 1, title: 存根, articles: [1]}, {copy: 2, title: 批件, articles: [1]}]
states:
  asked: {title: 已申请}
  granted: {title: 已批准}
  done: {title: 已用章, end: final}
guards:
  few_pages: {if: case.pages <= 100, refuse: 页数太多, articles: [2]}
transitions:
  apply:
    title: 申请
    from: start
    to: asked
    by: applicant
    input: [purpose]
    optional: [pages, kinds, fee]
    issue: [form]
    complete: {form: [body]}
    send: {form: {approver: [2]}}
    articles: [1]
  grant:
    title: 批准
    from: asked
    to: granted
    by: approver
    optional: [pages]
    appoint: [keeper]
    when: [few_pages]
    articles: [1]
  send_back:
    title: 退回
    from: granted
    back_to: asked
    by: approver
    input: [why]
    articles: [1]
  add_note: {title: 补记, from: [asked, granted], by: applicant, input: [why], articles: [1]}
  finish: {title: 用章, from: granted, to: done, by: applicant, articles: [1]}
separation:
  two_people: {title: 申请人不批准, different_people: [apply, grant], waived_by: approver, articles: [1]}
"""

ORG = """\
org: small
units:
  east: {title: 东部, is: applicant}
  vault: {title: 档案室, can_be: keeper}
people:
  ann: {roles: {applicant: east}}
  both: {roles: {applicant: east, approver: company}}
  boss: {roles: {approver: company}}
  guest: {}
"""

STORY = (
    ("grant", "boss", {"pages": 3, "keeper": "vault"}),
    ("send_back", "boss", {"why": "再想想"}),
    ("grant", "boss", {"pages": 4, "keeper": "vault"}),
    ("finish", "ann", {}),
)
"""What happens after the application, to the end."""


class Hand:
    """A clock turned by hand: it stands at nine in the morning (Shanghai) of a Monday until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


def write(folder: Path, process: str = PROCESS, org: str = ORG) -> tuple[Path, Path]:
    """Write the process and its people below a folder; return the folder of processes and the org's file."""
    home = folder / "processes" / "seal-use"
    home.mkdir(parents=True, exist_ok=True)
    (home / "process.yaml").write_text(process, "utf-8")
    people = folder / "people.yaml"
    people.write_text(org, "utf-8")
    return folder / "processes", people


def address(folder: Path) -> str:
    """The database of a test that has this folder."""
    return f"sqlite:///{folder / 'cases.db'}"


def engine_in(folder: Path, *, clock: Hand | None = None) -> Engine:
    """An engine on a real database in this folder, with the process written beside it."""
    processes, people = write(folder)
    return Engine.open(address(folder), processes, people, clock or Hand())
