"""A small process in time, and its people: mediation with deadlines, and a monthly report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from banfa.engine import Engine

PROCESS = """\
banfa: 1
process: mediation
title: 调解
version: 1.0.0
language: zh
time_zone: Asia/Shanghai
calendar: cn
articles: [{article: 1, says: 限期办结}]
roles:
  clerk: {title: 经办人, articles: [1]}
  boss: {title: 主任, articles: [1]}
states:
  open: {title: 调查中}
  review: {title: 审核中}
  failed: {title: 未成, end: final}
  done: {title: 办结, end: final}
transitions:
  begin: {title: 立案, from: start, to: open, by: clerk, articles: [1]}
  report: {title: 报告, from: open, to: review, by: clerk, articles: [1]}
  finish: {title: 办结, from: review, to: done, by: boss, articles: [1]}
  lapse: {title: 到期, from: review, to: failed, by: [clock, boss], articles: [1]}
duties:
  investigate:
    {title: 调查期限, in: open, within: 7 working days, remind: 1 working day, late: {tell: [boss]},
     articles: [1]}
  finish:
    {title: 办结期限, in: review, within: 2 clock hours, late: {fire: lapse}, articles: [1]}
"""
MONTHLY = """\
banfa: 1
process: monthly
part_of: mediation
title: 月报
version: 1.0.0
time_zone: Asia/Shanghai
states:
  due: {title: 待报}
  filed: {title: 已报, end: final}
transitions:
  file_month: {title: 开月报, from: start, to: due, by: clock, every: month, on: day 1, articles: [1]}
  file: {title: 报送, from: due, to: filed, by: clerk, articles: [1]}
duties:
  file: {title: 报送期限, in: due, due: day 5, remind: 1 working day, late: {tell: [boss]}, articles: [1]}
"""
ORG = """\
org: sample
units: {office: {title: 办公室, is: clerk}}
people:
  clerk.a: {roles: {clerk: company}}
  boss.a: {roles: {boss: company}}
"""


class FakeClock:
    """A clock that is set by hand."""

    def __init__(self, now: str) -> None:
        self.set(now)

    def set(self, now: str) -> None:
        self.now = datetime.fromisoformat(now if now.count("-") == 2 else f"2026-{now}")
        if self.now.tzinfo is None:
            self.now = datetime.fromisoformat(f"{self.now.isoformat()}+08:00")

    def __call__(self) -> datetime:
        return self.now


def folder(at: Path, *, monthly: bool = False) -> Path:
    """The processes, in a folder."""
    family = at / "processes" / "mediation"
    family.mkdir(parents=True, exist_ok=True)
    (family / "process.yaml").write_text(PROCESS, encoding="utf-8")
    (at / "org.yaml").write_text(ORG, encoding="utf-8")
    if monthly:
        (family / "monthly").mkdir(exist_ok=True)
        (family / "monthly" / "process.yaml").write_text(MONTHLY, encoding="utf-8")
    return at / "processes"


def engine(at: Path, clock: FakeClock, url: str = "", *, monthly: bool = False) -> Engine:
    """An engine on a database in the folder."""
    processes = folder(at, monthly=monthly)
    return Engine.open(url or f"sqlite:///{at / 'cases.db'}", processes, at / "org.yaml", clock)
