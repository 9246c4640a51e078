"""A small sound process in YAML, and what loading makes of variations of it."""

from banfa.language import process_from
from banfa.language.problems import Place, Problem
from banfa.language.process import Process

SOUND = """\
banfa: 1
process: small
title: 小办法
numbering: {pattern: "A-{year}-{seq:04}"}
articles:
  - {article: 1, says: 申请, names: {acts: [clerk], fields: [matter], papers: {form.1: chief}}}
  - article: 2
    says: 批准
    clauses: [{says: 同意}, {says: 不同意}, {says: 退回}]
roles:
  clerk: {title: 经办, articles: [1]}
  chief: {title: 主管, articles: [2]}
  office: {title: 承办单位, scope: case, articles: [1]}
  helpers: {title: 协办单位, scope: case, many: true, articles: [1]}
  customer: {title: 客户, outside: {recorded_by: clerk}, articles: [1]}
references:
  other_rules: {title: 另一办法, status: unresolved, articles: [1]}
enums:
  kind: {values: {big: {articles: [1]}, small: {articles: [1]}}}
sets:
  kinds: {of: kind, members: [big, small], articles: [1]}
  open_states: {of: state, members: [applied, returned], articles: [1]}
fields:
  matter: {type: text, articles: [1]}
  number: {type: text, from: case.number, articles: [1]}
  applied_on: {type: date, from: apply.happened, articles: [1]}
  kind: {type: enum, of: kind, articles: [1]}
  tags: {type: set, of: kind, articles: [1]}
  amount: {type: money, currency: CNY, articles: [1]}
  dollars: {type: money, currency: USD, articles: [1]}
  count: {type: int, articles: [1]}
  level: {type: enum, of: kind, articles: [1]}
documents:
  form:
    articles: [1]
    parts: {head: {fields: [matter, number]}, rest: {fields: [kind], optional: [amount]}}
    copies: [{copy: 1, title: 存根}, {copy: 2, title: 通知}]
  letter: {articles: [1]}
things:
  seal: {articles: [1]}
states:
  applied: {title: 待批, rounds: {limit: 3, tell: chief}}
  returned: {}
  approved: {end: final}
transitions:
  apply:
    from: start
    to: applied
    by: clerk
    input: [matter, kind]
    optional: [amount, tags]
    issue: form
    complete: {form: [head, rest]}
    send: {form: {chief: [2]}}
    articles: [1]
  approve:
    {from: applied, to: approved, by: chief, when: [is_big], decide: [level], uses: [other_rules],
     articles: [2①]}
  send_back: {from: applied, to: returned, by: chief, articles: [2③]}
  again: {from: returned, to: applied, by: clerk, appoint: [office], articles: [1]}
  note: {from: open_states, by: [clerk, chief], set: {count: before.count + 1}, tell: waiting, articles: [1]}
guards:
  is_big: {where: {kind: big}, refuse: 不大, articles: [2]}
  dear: {if: "case.amount > '100 CNY'"}
tables:
  level:
    gives: kind
    rows:
      - {kind: big, then: big, articles: [2]}
      - {kind: small, then: small, articles: [2]}
separation:
  not_self: {different_people: [apply, approve], waived_by: chief, articles: [2]}
properties:
  stub_stays: {always: {copy: form.1, with: clerk}, articles: [1]}
  ends: {from: any, can_reach: end, articles: [2]}
"""


def load(text: str, **files: str) -> tuple[Process | None, tuple[Problem, ...]]:
    """Load a process of one file, and of more files by name without ending."""
    more = {f"{name.replace('__', '/')}.yaml": content.encode() for name, content in files.items()}
    return process_from({"process.yaml": text.encode(), **more})


def sound(text: str = SOUND, **files: str) -> Process:
    """The process of a text without mistakes."""
    process, problems = load(text, **files)
    assert process is not None, problems
    return process


def varied(old: str, new: str, text: str = SOUND) -> str:
    """The sound text with one passage changed; the passage must be there once."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def problems_of(old: str, new: str) -> list[tuple[str, str]]:
    """Code and element of each problem after one change."""
    return [(p.code, p.element) for p in load(varied(old, new))[1]]


def place(passage: str, text: str = SOUND) -> Place:
    """Where a passage, which is there once, begins in the text of process.yaml."""
    assert text.count(passage) == 1, passage
    before = text[: text.index(passage)]
    return Place("process.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))
