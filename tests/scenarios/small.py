"""A small regulation about lending a book, its people, and how to play a scenario on it."""

from pathlib import Path

from banfa.language.load import process_from
from banfa.language.process import Process
from banfa.language.single_files import org_from, scenarios_from
from banfa.people import Organisation, organisation_for
from banfa.scenarios import RunResult, ScenarioResult, run_paths, run_scenario

PROCESS = """
banfa: 1
process: lending
title: 借阅办法
version: 1.0.0
time_zone: Asia/Shanghai
numbering: {pattern: "JY-{year}-{seq:03}"}
articles:
  - article: 1
    says: 读者申请，写明书名
    names: {acts: [reader], fields: [book], values: [novel, rare_print]}
  - article: 2
    says: 馆员审核，善本不外借
    names: {acts: [librarian], papers: {slip.2: librarian}}
    clauses:
      - {says: 善本只在馆内看, names: {values: [kind.rare_print]}}
      - {says: 借期依读者守则, enforced: external, names: {references: [reader_rules]}}
  - article: 3
    says: 爱护图书
    enforced: declared
    checklist: [不折页]
    shown_at: [approve]
roles:
  reader: {title: 读者, scope: unit, articles: [1]}
  librarian: {title: 馆员, articles: [2]}
  keeper: {title: 保管人, scope: case, chosen: 指定一个书库}
  chief: {title: 馆长, chosen: 可以免除}
references:
  reader_rules: {title: 读者守则, status: unresolved, articles: [2②]}
enums:
  kind:
    values:
      novel: {title: 小说, articles: [1]}
      rare_print: {title: 善本, articles: [1, 2①]}
  lane: {values: {shelf: {title: 架上, chosen: 架上的}, vault: {title: 库里, chosen: 库里的}}}
fields:
  book: {type: text, title: 书名, articles: [1]}
  kinds: {type: set, of: kind, title: 种类, articles: [1]}
  deposit: {type: money, currency: CNY, title: 押金, chosen: 贵重的书}
  urgent: {type: bool, title: 急用, chosen: 有人急用}
  remark: {type: text, title: 说明, chosen: 退回要说明}
  lane: {type: enum, of: lane, title: 去处, chosen: 从哪里取书}
tables:
  lane:
    title: 去处
    gives: lane
    rows:
      - {kinds: {only: novel}, then: shelf, chosen: 小说在架上}
      - {kinds: {some: rare_print}, then: vault, chosen: 善本在库里}
    otherwise: {then: shelf, chosen: 其余在架上}
guards:
  may_leave: {where: {kinds: {none: rare_print}}, refuse: 善本不能外借, articles: [2, 2①]}
  has_deposit: {where: {deposit: {at_least: "10.00"}}, warn: 押金不足十元, chosen: 提醒而已}
documents:
  slip:
    title: 借书单
    parts: {body: {fields: [book], optional: [deposit], articles: [1]}}
    copies:
      - {copy: 1, title: 存根, chosen: 读者留底}
      - {copy: 2, title: 馆员联, articles: [2]}
states:
  asked: {title: 已申请}
  review: {title: 待审核, rounds: {limit: 1, tell: [chief]}}
  lent: {title: 已借出}
  done: {title: 已还, end: final}
transitions:
  ask:
    title: 申请
    from: start
    to: asked
    by: reader
    input: [book, kinds]
    optional: [deposit, urgent]
    issue: [slip]
    complete: {slip: [body]}
    articles: [1]
    chosen: {issue: 单子一式两联}
  submit:
    title: 送审
    from: asked
    to: review
    by: reader
    optional: [remark]
    decide: [lane]
    send: {slip: {librarian: [2]}}
    articles: [1, 2]
    chosen: {decide: 先看去处}
  approve:
    title: 批准
    from: review
    to: lent
    by: librarian
    when: [may_leave, has_deposit]
    appoint: [keeper]
    uses: [reader_rules]
    tell: [reader]
    articles: [2, 2②]
    chosen: {tell: 让读者知道}
  return_slip:
    title: 退回
    from: review
    back_to: asked
    by: librarian
    input: [remark]
    send: {slip: {reader: [2]}}
    chosen: 写错的退回
  new_slip:
    title: 换单
    from: review
    by: reader
    issue: [slip]
    complete: {slip: [body]}
    chosen: 写错的换一套
  give_back:
    title: 还书
    from: lent
    to: done
    by: [reader, librarian]
    chosen: 有借有还
separation:
  not_oneself: {different_people: [submit, approve], waived_by: chief, chosen: 不能自己批自己}
"""

ORG = """
org: library
units:
  class_1: {title: 一班, is: reader}
  stack_a: {title: 甲库, can_be: keeper}
people:
  r.a: {roles: {reader: class_1}}
  r.lib: {roles: {reader: class_1, librarian: company}}
  lib.a: {roles: {librarian: company}}
  boss: {roles: {chief: company}}
  k.a: {roles: {keeper: stack_a}}
stand_ins:
  - {for: lib.a, by: r.a, roles: [librarian], from: "2026-03-01", until: "2026-03-02"}
"""

ASK = "{by: r.a, do: ask, with: {book: 围城, kinds: [novel]}, now: asked}"


def process(text: str = PROCESS, *changes: tuple[str, str]) -> Process:
    """The process of a text, with pieces of it replaced."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    found, problems = process_from({"process.yaml": text.encode()})
    assert found is not None, [(p.place, p.message.zh) for p in problems]
    return found


def organisation(of: Process) -> Organisation:
    """The library's people."""
    written, problems = org_from(ORG.encode())
    assert written is not None, problems
    return organisation_for(written, of)


def play(text: str, of: Process | None = None) -> ScenarioResult:
    """Play one scenario; `text` is the list of its rows, indented or not, and perhaps an `expect:`."""
    lines = "\n".join(line if line.startswith(("expect", " ")) else f"  {line}" for line in text.splitlines())
    scenarios, problems = scenarios_from(f"scenario: 试\nsteps:\n{lines}\n".encode(), "try.yaml")
    assert scenarios, [(p.place, p.message.zh) for p in problems]
    rules = of or process()
    return run_scenario(rules, organisation(rules), scenarios[0])


def folder(at: Path, **scenarios: str) -> Path:
    """A process folder on the disk, with scenario files."""
    at.mkdir(parents=True, exist_ok=True)
    (at / "process.yaml").write_text(PROCESS, encoding="utf-8")
    (at / "org.yaml").write_text(ORG, encoding="utf-8")
    (at / "scenarios").mkdir(exist_ok=True)
    for name, text in scenarios.items():
        (at / "scenarios" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return at


def run(at: Path, **scenarios: str) -> RunResult:
    """Play the scenarios of a folder made for them."""
    return run_paths([folder(at, **scenarios)])
