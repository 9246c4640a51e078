"""A process that uses every key of the language once, those that are not yet run among them."""

TEXT = """\
banfa: 1
process: everything
title: 全部
version: 1.2.0
effective: "2026-01-01"
language: zh
time_zone: Asia/Shanghai
calendar: cn
source: {sha256: "0000000000000000000000000000000000000000000000000000000000000000"}
numbering: {pattern: "A-{year}-{seq:04}", gapless: true}
articles:
  - article: 1
    says: 一
    names: {acts: [desk], fields: [matter], values: [kind.big], references: [rules], papers: {card.1: desk}}
    clauses: [{says: 甲, enforced: external}, {says: 乙, names: {duties: [look]}}, {says: 丙}]
  - {article: 2, says: 二, enforced: declared, checklist: [认真], shown_at: [go]}
roles:
  desk: {title: 台, aliases: [柜台], scope: unit, articles: [1], ignore: [{code: B505, reason: 试}]}
  boss: {scope: desk, chosen: 试}
  dept: {scope: case, inferred: 试}
  head: {acts_for: dept, chosen: 试}
  helpers: {scope: case, many: true, kinds: {lay: {title: 外行}}, chosen: 试}
  client: {outside: {recorded_by: [desk]}, chosen: 试}
references: {rules: {title: 规定, status: unresolved, articles: ["1①"]}}
enums:
  kind: {open: true, values: {big: {title: 大, articles: ["1①-③"]}, small: {chosen: 试}}}
  way: {values: {a: {chosen: 试}, b: {chosen: 试}}}
sets:
  kinds: {of: kind, members: [big, small], chosen: 试}
  busy: {of: state, members: [open, review], chosen: 试}
fields:
  matter: {type: text, personal: customer, seen_by: [desk], articles: [1]}
  fine: {type: bool, chosen: 试}
  count: {type: int, chosen: 试}
  sum: {type: money, currency: CNY, chosen: 试}
  day: {type: date, from: go.happened, chosen: 试}
  time: {type: datetime, chosen: 试}
  number: {type: text, from: case.number, chosen: 试}
  kind: {type: enum, of: kind, chosen: 试}
  tags: {type: set, of: kind, chosen: 试}
  lines: {type: list, record: {name: {type: text}, price: {type: money, currency: CNY}}, key: name, chosen: 试}
  who: {type: person, chosen: 试}
  places: {type: set, of: unit, chosen: 试}
  part: {type: role, chosen: 试}
  scan: {type: file, chosen: 试}
  way: {type: enum, of: way, chosen: 试}
  ways: {type: set, of: way, chosen: 试}
documents:
  card:
    parts: {top: {fields: [matter], optional: [count], chosen: 试}, low: {fields: [kind], chosen: 试}}
    copies: [{copy: 1, title: 存根, chosen: 试}, {copy: "2", articles: ["1②"]}]
    chosen: 试
  note: {parts: {body: {fields: [matter], chosen: 试}}, chosen: 试}
  orders: {copies: {each: places}, chosen: 试}
things: {key: {title: 钥匙, chosen: 试}}
guards:
  big: {where: {kind: big, count: {at_least: 1, below: 10}}, refuse: 不大, articles: [1]}
  tagged: {where: [{tags: {some: kinds}}, {tags: {only: [big], not_only: small}}], warn: 没有, chosen: 试}
  known: {where: {sum: {given: true}}}
  rule: {if: "case.count > 1 && rounds.open < 3 && !done(go) || has(case.who)", refuse: 不行, chosen: 试}
  held: {if: "holder(card.1) == 'desk' && case.tags.exists(t, t == kind.big)", refuse: 不在, chosen: 试}
tables:
  way:
    gives: way
    rows:
      - {kind: big, then: a, articles: [1]}
      - {kind: [small], tags: {none: kinds}, then: b, chosen: 试}
    otherwise: {ask: pick, chosen: 试}
  ways: {gives: way, hit: collect, rows: [{count: {above: 1}, then: a, chosen: 试}], otherwise: {then: b, chosen: 试}}
  judge: {gives: list of roles, hit: first, rows: [{fine: true, then: [desk, boss], chosen: 试}]}
  next: {gives: state, rows: [{fine: true, then: done, chosen: 试}, {fine: false, then: review, chosen: 试}]}
states:
  open: {title: 开, rounds: {limit: 2, tell: [boss]}}
  review: {ask: {each: [holders(boss)], silent: agree, min: 1}}
  whole: {regions: {left: [one, two], right: [three]}}
  one: {}
  two: {end: region}
  three: {}
  test: {keeps: true}
  done: {end: final, outcome: used}
transitions:
  start_it:
    {from: start, to: open, by: desk, input: [matter], optional: [kind, tags, count, places], issue: [card],
     complete: {card: [top]}, articles: [1]}
  go:
    from: [open, review]
    to: review
    by: [desk, boss]
    when: [big, {rule: {only_if: known}}, {held: {refuse: 另外的话}}]
    unless: [tagged]
    input: [{kind: {only_if: known}}, fine]
    optional: [sum, lines, who, helpers]
    decide: [way, ways]
    set: {count: "before.count + 1"}
    appoint: [dept, helpers]
    issue: [orders]
    void: {card: [1]}
    send: {card: {dept: [2]}, orders: {helpers: all}}
    send_if_held: {card: {boss: all}}
    uses: [{rules: {only_if: known}}]
    tell: [waiting, {boss: {only_if: known}}]
    articles: [1, "1①"]
    chosen: {void: 试, send: 试}
    inferred: {set: 试}
  pick: {from: open, by: boss, input: [way], stands: true, chosen: 试}
  back: {from: review, back_to: [open], by: {table: judge}, recall: [card], chosen: 试}
  agree: {from: review, by: asked, chosen: 试}
  stop_asking: {from: review, by: boss, roster: close, chosen: 试}
  jump: {from: review, to: {table: next}, by: desk, optional: [fine], chosen: 试}
  alone: {from: review, to: whole, auto: true, when: [rule], chosen: 试}
  move: {from: one, to: two, by: clock, chosen: 试}
  monthly: {from: start, to: open, by: clock, every: month, on: day 1, chosen: 试}
  hurry: {from: open, to: review, by: [boss, clock], chosen: 试}
  check: {from: whole, to: test, by: boss, open: {seal: {process: other, with: {a: 1}, if_parent_ends: cancel}}, chosen: 试}
  resume_it: {from: test, to: resume, by: boss, chosen: 试}
  say: {from: busy, by: client, input: [time], chosen: 试}
separation: {apart: {different_people: [go, pick], waived_by: boss, chosen: 试}}
properties:
  first: {never: go, before: pick, chosen: 试}
  never_so: {never: big, while: tagged, chosen: 试}
  thrice: {at_most: {times: 3, step: go}, chosen: 试}
  kept: {always: {copy: card.1, with: desk, void: true}, in: [open], chosen: 试}
  ends: {from: any, can_reach: end, chosen: 试}
duties:
  look: {in: open, within: 7 working days, remind: 1 working day, pauses: [test], late: {tell: [boss], fire: hurry}, articles: [1]}
  file: {from: go, until: [jump], due: day 5, chosen: 试}
"""
