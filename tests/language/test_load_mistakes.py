"""Every mistake that loading finds: its code, the element it stands in, and that nothing else is reported."""

import pytest

from tests.language.written_processes import SOUND, load, problems_of, varied

NOTE = "note: {from: open_states, by: [clerk, chief],"
AGAIN = "again: {from: returned, to: applied, by: clerk, appoint: [office],"
APPROVE = "{from: applied, to: approved, by: chief,"
BACK = "send_back: {from: applied, to: returned, by: chief,"

ROWS = SOUND[SOUND.index("rows:") : SOUND.index("separation:")].rstrip()
# (what is changed, into what, code, element)
MISTAKES = [
    # shape
    ("title: 小办法", "titel: 小办法", "B151", ""),
    ("is_big: {where: {kind: big}", "is_big: {wher: {kind: big}", "B151", "guards.is_big"),
    ("status: unresolved, ", "", "B152", "references.other_rules"),
    ("title: 小办法", "title: 2026", "B153", "title"),
    ("title: 小办法", "title: [a]", "B153", "title"),
    (
        "stub_stays: {always: {copy: form.1, with: clerk}",
        "stub_stays: {always: form.1",
        "B153",
        "properties.stub_stays.always",
    ),
    ("many: true", 'many: "yes"', "B153", "roles.helpers.many"),
    ("limit: 3", 'limit: "3"', "B153", "states.applied.rounds.limit"),
    (
        ROWS,
        "rows: big",
        "B153",
        "tables.level.rows",
    ),
    ("end: final", "end: fianl", "B154", "states.approved.end"),
    ("status: unresolved", "status: open", "B154", "references.other_rules.status"),
    ("when: [is_big]", "when: [[is_big]]", "B155", "transitions.approve.when"),
    ("dear: {if: \"case.amount > '100 CNY'\"}", "dear: {if: [a]}", "B155", "guards.dear.if"),
    ("  helpers: {title", "  Helpers-1: {title", "B156", "roles"),
    ("currency: CNY", "currency: yuan", "B156", "fields.amount.currency"),
    ("values: {big: {articles: [1]}, small: {articles: [1]}}", "values: {}", "B157", "enums.kind.values"),
    ("title: 小办法", 'title: ""', "B157", "title"),
    (
        "different_people: [apply, approve]",
        "different_people: [apply]",
        "B157",
        "separation.not_self.different_people",
    ),
    ("limit: 3", "limit: -3", "B158", "states.applied.rounds.limit"),
    ("{article: 1, says", "{article: 0, says", "B158", "articles.0.article"),
    ("articles: [2③]", "articles: [2.3]", "B161", "transitions.send_back.articles"),
    ("articles: [2③]", "articles: [二]", "B161", "transitions.send_back.articles"),
    # the same thing twice
    (
        "  again: {",
        "  note: {from: applied, by: clerk, articles: [1]}\n  again: {",
        "B107",
        "transitions.note",
    ),
    ("  - article: 2\n", "  - {article: 1, says: 又一条}\n  - article: 2\n", "B150", "articles.1"),
    (
        "copies: [{copy: 1, title: 存根}, {copy: 2, ",
        "copies: [{copy: 1, title: 存根}, {copy: 1}, {copy: 2, ",
        "B150",
        "documents.form.copies.1.copy",
    ),
    ("input: [matter, kind]", "input: [matter, kind, kind]", "B150", "transitions.apply.input"),
    ("by: [clerk, chief]", "by: [clerk, chief, clerk]", "B150", "transitions.note.by"),
    ("  seal: {articles: [1]}", "  seal: {articles: [1]}\n  form: {articles: [1]}", "B150", "things.form"),
    ("  returned: {}", "  returned: {}\n  open_states: {}", "B150", "sets.open_states"),
    (
        "  amount: {type: money",
        "  office: {type: unit, articles: [1]}\n  amount: {type: money",
        "B150",
        "fields.office",
    ),
    ("  dear: {if", "  kinds: {where: {kind: big}}\n  dear: {if", "B150", "guards.kinds"),
    ("optional: [amount]}}", "optional: [amount, kind]}}", "B150", "documents.form.parts.rest.optional"),
    # names that nothing has
    (APPROVE, APPROVE.replace("chief", "cheif"), "B201", "transitions.approve.by"),
    (APPROVE, APPROVE.replace("to: approved", "to: aproved"), "B201", "transitions.approve.to"),
    (APPROVE, APPROVE.replace("from: applied", "from: aplied"), "B201", "transitions.approve.from"),
    ("when: [is_big]", "when: [is_bigg]", "B201", "transitions.approve.when"),
    ("when: [is_big]", "unless: [is_bigg]", "B201", "transitions.approve.unless"),
    ("when: [is_big]", "when: [is_big: {only_if: deer}]", "B201", "transitions.approve.when.is_big.only_if"),
    ("input: [matter, kind]", "input: [mater, kind]", "B201", "transitions.apply.input"),
    ("optional: [amount, tags]", "optional: [office]", "B201", "transitions.apply.optional"),
    ("issue: form", "issue: fork", "B201", "transitions.apply.issue"),
    (
        "complete: {form: [head, rest]}",
        "complete: {form: [head, tail]}",
        "B201",
        "transitions.apply.complete.form",
    ),
    ("send: {form: {chief: [2]}}", "send: {form: {chief: [3]}}", "B201", "transitions.apply.send.form.chief"),
    ("send: {form: {chief: [2]}}", "send: {from: {chief: [2]}}", "B201", "transitions.apply.send.from"),
    ("send: {form: {chief: [2]}}", "send: {form: {chef: [2]}}", "B201", "transitions.apply.send.form.chef"),
    ("uses: [other_rules]", "uses: [others_rules]", "B201", "transitions.approve.uses"),
    ("tell: waiting", "tell: wating", "B201", "transitions.note.tell"),
    ("set: {count:", "set: {cuont:", "B201", "transitions.note.set.cuont"),
    ("decide: [level]", "decide: [levl]", "B201", "transitions.approve.decide"),
    ("appoint: [office]", "appoint: [ofice]", "B201", "transitions.again.appoint"),
    ("tell: chief}", "tell: cheif}", "B201", "states.applied.rounds.tell"),
    ("recorded_by: clerk", "recorded_by: clark", "B201", "roles.customer.outside.recorded_by"),
    ("of: kind, members: [big, small]", "of: kind, members: [big, smal]", "B201", "sets.kinds.members"),
    (
        "of: state, members: [applied, returned]",
        "of: state, members: [aplied]",
        "B201",
        "sets.open_states.members",
    ),
    ("of: kind, members: [big, small]", "of: kinds, members: [big]", "B201", "sets.kinds.of"),
    ("kind: {type: enum, of: kind,", "kind: {type: enum, of: knd,", "B201", "fields.kind.of"),
    (
        "head: {fields: [matter, number]}",
        "head: {fields: [mater, number]}",
        "B201",
        "documents.form.parts.head.fields",
    ),
    ("from: apply.happened", "from: aply.happened", "B201", "fields.applied_on.from"),
    (
        "different_people: [apply, approve]",
        "different_people: [apply, aprove]",
        "B201",
        "separation.not_self.different_people",
    ),
    ("waived_by: chief", "waived_by: cheif", "B201", "separation.not_self.waived_by"),
    ("copy: form.1, with: clerk", "copy: form.3, with: clerk", "B201", "properties.stub_stays.always.copy"),
    ("copy: form.1, with: clerk", "copy: form.1, with: clark", "B201", "properties.stub_stays.always.with"),
    ("{from: any, can_reach: end", "{from: any, can_reach: ende", "B201", "properties.ends.can_reach"),
    ("acts: [clerk]", "acts: [clark]", "B201", "articles.1.names.acts"),
    ("papers: {form.1: chief}", "papers: {form.7: chief}", "B201", "articles.1.names.papers.form.7"),
    (
        "names: {acts: [clerk], fields: [matter]",
        "names: {acts: [clerk], fields: [mater]",
        "B201",
        "articles.1.names.fields",
    ),
    (
        "names: {acts: [clerk], fields: [matter]",
        "names: {values: [bigger]",
        "B201",
        "articles.1.names.values",
    ),
    ("chief: {title: 主管,", "chief: {title: 主管, scope: clrk,", "B201", "roles.chief.scope"),
    ("chief: {title: 主管,", "chief: {title: 主管, acts_for: clrk,", "B201", "roles.chief.acts_for"),
    ("gives: kind", "gives: kinds", "B201", "tables.level.gives"),
    # sorts of things
    ("  chief: {title: 主管", "  waiting: {articles: [1]}\n  chief: {title: 主管", "B203", "roles.waiting"),
    ("  returned: {}", "  returned: {}\n  start: {}", "B203", "states.start"),
    (
        "  amount: {type: money",
        "  then: {type: text, articles: [1]}\n  amount: {type: money",
        "B203",
        "fields.then",
    ),
    ("appoint: [office]", "appoint: [chief]", "B204", "transitions.again.appoint"),
    ("scope: case, many: true", "many: true", "B204", "roles.helpers.many"),
    (
        "chief: {title: 主管,",
        "chief: {title: 主管, acts_for: clerk, scope: unit,",
        "B204",
        "roles.chief.scope",
    ),
    ("recorded_by: clerk", "recorded_by: customer", "B204", "roles.customer.outside.recorded_by"),
    (
        "copies: [{copy: 1, title: 存根}, {copy: 2, title: 通知}]",
        "copies: {each: matter}",
        "B204",
        "documents.form.copies.each",
    ),
    (NOTE, NOTE.replace("open_states", "kinds"), "B204", "transitions.note.from"),
    ("  clerk: {title: 经办,", "  clerk: {title: 经办, scope: clerk,", "B205", "roles.clerk.scope"),
    ("  clerk: {title: 经办,", "  clerk: {title: 经办, acts_for: clerk,", "B205", "roles.clerk.acts_for"),
    ("of: kind, members: [big, small]", "of: int, members: [1, big]", "B206", "sets.kinds.members"),
    ("matter: {type: text,", "matter: {type: text, of: kind,", "B207", "fields.matter.of"),
    ("kind: {type: enum, of: kind,", "kind: {type: enum,", "B207", "fields.kind.type"),
    ("currency: CNY, ", "", "B207", "fields.amount.type"),
    ("matter: {type: text,", "matter: {type: list,", "B207", "fields.matter.type"),
    ("from: apply.happened", "from: apply.entered", "B208", "fields.applied_on.from"),
    ("applied_on: {type: date", "applied_on: {type: text", "B208", "fields.applied_on.from"),
    ('numbering: {pattern: "A-{year}-{seq:04}"}\n', "", "B209", "fields.number.from"),
    ("title: 小办法", "title: 小办法\ntime_zone: Asia/Shangai", "B210", "time_zone"),
    ("A-{year}-{seq:04}", "A-{year}", "B211", "numbering.pattern"),
    ("A-{year}-{seq:04}", "A-{month}-{seq}", "B211", "numbering.pattern"),
    ("title: 小办法", 'title: 小办法\neffective: "2026-02-30"', "B159", "effective"),
    ("  kind: {values", "  case: {values: {x: {articles: [1]}}}\n  kind: {values", "B203", "enums.case"),
    # steps
    (
        BACK,
        BACK.replace("to: returned", "to: returned, back_to: returned"),
        "B301",
        "transitions.send_back.back_to",
    ),
    ("    to: applied\n", "", "B302", "transitions.apply"),
    (AGAIN, AGAIN.replace("from: returned", "from: [start, returned]"), "B302", "transitions.again.from"),
    (BACK, BACK.replace(", by: chief", ""), "B303", "transitions.send_back"),
    (BACK, BACK.replace("by: chief", "by: chief, auto: true"), "B303", "transitions.send_back.by"),
    ("optional: [amount, tags]", "optional: [amount, kind]", "B304", "transitions.apply.optional"),
    ("decide: [level]", "decide: [level], input: [level]", "B305", "transitions.approve.input"),
    (
        "set: {count: before.count + 1}",
        "set: {count: before.count + 1}, optional: [count]",
        "B305",
        "transitions.note.optional",
    ),
    ("decide: [level]", "decide: [level], set: {level: kind.big}", "B305", "transitions.approve.set.level"),
    ("input: [matter, kind]", "input: [matter, kind, applied_on]", "B306", "transitions.apply.input"),
    ("before.count + 1", "case.count + 1", "B307", "transitions.note.set"),
    (AGAIN, AGAIN.replace("by: clerk", "by: office, issue: letter"), "B308", "transitions.again.appoint"),
    # guards and tables
    ("'100 CNY'", "case.dollars", "B401", "guards.dear.if"),
    ("case.amount > '100 CNY'", "case.amout > '100 CNY'", "B401", "guards.dear.if"),
    ("where: {kind: big}", "where: {tags: big}", "B401", "guards.is_big.where.tags"),
    ("where: {kind: big}", "where: {kind: bigg}", "B401", "guards.is_big.where.kind"),
    ("set: {count: before.count + 1}", "set: {count: before.kind}", "B401", "transitions.note.set.count"),
    ("- {kind: big, then", "- {kind: bug, then", "B401", "tables.level.rows.1.kind"),
    ("where: {kind: big}, ", "", "B402", "guards.is_big"),
    ("where: {kind: big}", 'where: {kind: big}, if: "true"', "B402", "guards.is_big"),
    ("refuse: 不大", "refuse: 不大, warn: 不大", "B402", "guards.is_big.warn"),
    ("where: {kind: big}", "if: is_big", "B403", "guards.is_big"),
    ("- {kind: big, then: big", "- {kind: big, then: bug", "B404", "tables.level.rows.1.then"),
    ("- {kind: big, then: big", "- {kind: big, then: [big, small]", "B404", "tables.level.rows.1.then"),
    (
        "    gives: kind\n",
        "    gives: kind\n    otherwise: {chosen: 其他}\n",
        "B404",
        "tables.level.otherwise",
    ),
    (
        "    gives: kind\n",
        "    gives: kind\n    otherwise: {ask: note, chosen: 其他}\n",
        "B405",
        "tables.level.otherwise.ask",
    ),
    ("level: {type: enum, of: kind", "level: {type: set, of: kind", "B406", "fields.level.type"),
    ("  level: {type: enum, of: kind, articles: [1]}\n", "", "B406", "transitions.approve.decide"),
    (APPROVE, APPROVE.replace("to: approved", "to: {table: level}"), "B406", "transitions.approve.to.table"),
    (APPROVE, APPROVE.replace("by: chief", "by: {table: level}"), "B406", "transitions.approve.by.table"),
    # articles
    ("matter: {type: text, articles: [1]}", "matter: {type: text}", "B501", "fields.matter"),
    ("articles: [2③]", "articles: [4]", "B502", "transitions.send_back.articles"),
    ("articles: [2③]", "articles: [2④]", "B503", "transitions.send_back.articles"),
    ("articles: [2③]", "articles: [2③-①]", "B503", "transitions.send_back.articles"),
    ("articles: [2③]", "articles: [2③], chosen: {sned: 自定}", "B163", "transitions.send_back.chosen.sned"),
    ("articles: [2③]", "articles: [2(3)]", "B162", "transitions.send_back.articles"),
    # papers
    ("complete: {form: [head, rest]}", "complete: {seal: [head]}", "B701", "transitions.apply.complete.seal"),
    (
        "send: {form: {chief: [2]}}",
        "send: {form: {helpers: [2]}}",
        "B702",
        "transitions.apply.send.form.helpers",
    ),
    ("send: {form: {chief: [2]}}", "send: {form: own}", "B153", "transitions.apply.send.form"),
    ("send: {form: {chief: [2]}}", "send: {form: {chief: own}}", "B703", "transitions.apply.send.form.chief"),
    (
        "send: {form: {chief: [2]}}",
        "send: {form: {chief: [2], clerk: [2]}}",
        "B704",
        "transitions.apply.send.form.clerk",
    ),
    (
        "send: {form: {chief: [2]}}",
        "send: {form: {chief: [2]}}\n    recall: form",
        "B705",
        "transitions.apply.recall",
    ),
    # properties
    ("{from: any, can_reach: end,", "{from: any, can_reach: end, never: apply,", "B801", "properties.ends"),
    ("{from: any, can_reach: end,", "{in: applied, can_reach: end,", "B801", "properties.ends.in"),
    ("copy: form.1, with: clerk", "copy: form, with: clerk", "B802", "properties.stub_stays.always.copy"),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "element"), MISTAKES, ids=lambda text: text[:50].replace("\n", "⏎")
)
def test_a_mistake_is_named_where_it_stands_and_alone(old: str, new: str, code: str, element: str) -> None:
    assert problems_of(old, new) == [(code, element)]


STANDING = "note: {stands: true, from: open_states, by: clerk,"


def test_a_part_is_not_written_by_standing_and_by_other_steps() -> None:
    text = varied(NOTE, STANDING + " optional: [amount],")
    assert [(p.code, p.element) for p in load(text)[1]] == [("B311", "documents.form.parts.rest")]


def test_a_standing_step_does_not_seal_what_others_write() -> None:
    text = varied(NOTE, STANDING + " complete: {form: [rest]},")
    assert [(p.code, p.element) for p in load(text)[1]] == [("B312", "transitions.note.complete.form")]


def test_steps_of_section_11_are_checked_though_not_run() -> None:
    auto = varied(BACK, BACK.replace("by: chief", "auto: true, input: [matter]"))
    assert [(p.code, p.element) for p in load(auto)[1]] == [("B309", "transitions.send_back")]
    papers = varied(BACK, BACK.replace("by: chief", "auto: true, void: {form: all}"))
    assert [(p.code, p.element) for p in load(papers)[1]] == [("B309", "transitions.send_back")]
    answer = varied(NOTE, NOTE.replace("by: [clerk, chief]", "stands: true, by: asked"))
    assert {(p.code, p.element) for p in load(answer)[1]} == {
        ("B310", "transitions.note.stands"),
        ("B318", "transitions.note.from"),
    }
    side_by_side = SOUND.replace(
        "  returned: {}", "  returned: {}\n  whole: {regions: {a: applied, b: returned}}"
    )
    side_by_side = varied("appoint: [office]", "set: {count: 1}", side_by_side)
    assert ("B314", "transitions.note") in [(p.code, p.element) for p in load(side_by_side)[1]]
    region = SOUND.replace(
        "  returned: {}", "  returned: {}\n  whole: {regions: {one: [applied], two: [applied]}}"
    )
    assert ("B313", "states.whole.regions.two") in [(p.code, p.element) for p in load(region)[1]]
    duty = SOUND + "duties:\n  answer: {in: applied, from: apply, within: 3 days, chosen: 快}\n"
    assert [(p.code, p.element) for p in load(duty)[1]] == [("B901", "duties.answer")]


def test_a_misnamed_section_is_named_alone_and_not_everything_it_declares() -> None:
    _, problems = load(varied("\nstates:", "\nstats:"))
    errors = [p for p in problems if p.severity == "error"]
    assert {p.code for p in errors} == {"B151"}
    assert errors[0].fix is not None and "states" in errors[0].fix.zh


def test_a_reason_that_is_no_text_is_asked_for_in_words() -> None:
    _, problems = load(varied("articles: [2③]", "chosen: true"))
    assert [p.message.zh for p in problems if p.code == "B153"] == ["这里要写理由"]
