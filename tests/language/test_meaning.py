"""SEMANTICS 14 and L16: what changes the identity of a definition, and what does not."""

import random

import orjson
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from banfa.language import process_from
from banfa.language.meaning import canonical, canonical_bytes, digest
from banfa.language.problems import Problems
from banfa.language.yaml import plain, read
from tests.language.written_processes import SOUND, sound, varied

DATA = plain(read(SOUND.encode(), "process.yaml", Problems()))  # type: ignore[arg-type]
SMALL = sound()
ORDERLESS = ("input", "optional", "by", "articles", "members", "fields", "tell", "different_people")


def shuffled(data: object, chance: random.Random, key: str = "") -> object:
    if isinstance(data, dict):
        entries = [(name, shuffled(value, chance, name)) for name, value in data.items()]
        chance.shuffle(entries)
        return dict(entries)
    if isinstance(data, list):
        items = [shuffled(item, chance) for item in data]
        if key in ORDERLESS and not any(isinstance(item, dict) for item in items):
            chance.shuffle(items)
        return items
    return data


@settings(max_examples=25)
@given(st.integers().map(random.Random))
def test_the_order_of_keys_and_of_orderless_lists_means_nothing(chance: random.Random) -> None:
    other = orjson.dumps(shuffled(DATA, chance), option=orjson.OPT_INDENT_2)
    process, problems = process_from({"process.yaml": other})
    assert process is not None, problems
    assert (process.meaning, process.canonical) == (SMALL.meaning, SMALL.canonical)


LAYOUT = [
    ("title: 小办法", "# 说明\ntitle:   小办法   # 办法"),
    ("issue: form", "issue: [form]"),
    ("copy: 1", 'copy: "1"'),
    ("articles: [2③]", "articles: 2③"),
    ("when: [is_big]", "when: [is_big: {}]"),
    ("{title: 经办,", '{"title": "经办", scope: company,'),
]


@pytest.mark.parametrize(("old", "new"), LAYOUT)
def test_layout_comments_shorthand_and_defaults_mean_nothing(old: str, new: str) -> None:
    assert sound(varied(old, new)).meaning == SMALL.meaning


WORDS = [
    ("title: 小办法", "title: 大办法"),
    ("says: 不同意", "says: 不批准"),
    ("title: 存根", "title: 底联"),
    ("refuse: 不大", "refuse: 太小"),
    ("articles: [2③]", "articles: [2③], chosen: 自定"),
    ("title: 小办法", "title: 小办法\nversion: 2.0.0\neffective: '2026-01-01'"),
    ("{says: 同意}", "{says: 同意, checklist: [看清楚], shown_at: approve}"),
]


@pytest.mark.parametrize(("old", "new"), WORDS)
def test_words_change_the_text_and_not_the_meaning(old: str, new: str) -> None:
    other = sound(varied(old, new))
    assert other.meaning == SMALL.meaning
    assert other.text != SMALL.text


def test_translations_change_the_text_and_not_the_meaning() -> None:
    other = sound(SOUND, texts__en="title: {of: 小办法, en: small rules}")
    assert other.meaning == SMALL.meaning and other.text != SMALL.text


DECIDES = [
    ("process: small", "process: tiny"),
    ("title: 小办法", "title: 小办法\ntime_zone: UTC"),
    ("title: 小办法", "title: 小办法\ncalendar: cn"),
    ("A-{year}-{seq:04}", "B-{year}-{seq:04}"),
    ('numbering: {pattern: "A-{year}-{seq:04}"', 'numbering: {gapless: true, pattern: "A-{year}-{seq:04}"'),
    ("{says: 同意}", "{says: 同意, enforced: declared}"),
    ("acts: [clerk]", "acts: [chief]"),
    ("papers: {form.1: chief}", "papers: {form.2: chief}"),
    ("chief: {title: 主管,", "chief: {title: 主管, scope: unit,"),
    ("chief: {title: 主管,", "chief: {title: 主管, acts_for: clerk,"),
    ("status: unresolved", "status: resolved"),
    ("kind: {values: {big", "kind: {open: true, values: {big"),
    ("members: [big, small]", "members: [big]"),
    ("matter: {type: text,", "matter: {type: text, personal: customer,"),
    ("matter: {type: text,", "matter: {type: text, seen_by: chief,"),
    ("dollars: {type: money, currency: USD", "dollars: {type: money, currency: EUR"),
    ("rest: {fields: [kind], optional: [amount]}", "rest: {fields: [kind, amount]}"),
    ("[{copy: 1, title: 存根}, {copy: 2, title: 通知}]", "[{copy: 2, title: 通知}, {copy: 1, title: 存根}]"),
    ("limit: 3", "limit: 2"),
    ("end: final", "end: resting"),
    ("from: returned, to: applied", "from: [returned, applied], to: applied"),
    ("from: returned, to: applied", "from: returned, back_to: applied"),
    ("from: returned, to: applied", "from: returned, stands: true, to: applied"),
    ("by: [clerk, chief]", "by: clerk"),
    ("when: [is_big]", "unless: [is_big]"),
    ("when: [is_big]", "when: [is_big: {only_if: dear}]"),
    ("when: [is_big]", "when: [is_big, dear]"),
    ("input: [matter, kind]", "input: [matter, kind: {only_if: dear}]"),
    (
        "input: [matter, kind]\n    optional: [amount, tags]",
        "input: [kind]\n    optional: [matter, amount, tags]",
    ),
    ("before.count + 1", "before.count + 2"),
    ("complete: {form: [head, rest]}", "complete: {form: [head]}"),
    ("send: {form: {chief: [2]}}", "send: {form: {chief: all}}"),
    ("send: {form: {chief: [2]}}", "send_if_held: {form: {chief: [2]}}"),
    ("tell: waiting", "tell: chief"),
    ("uses: [other_rules],", ""),
    ("where: {kind: big}", "where: {kind: small}"),
    ("refuse: 不大", "warn: 不大"),
    ("    gives: kind\n", "    gives: kind\n    hit: first\n"),
    ("- {kind: small, then: small", "- {kind: small, then: big"),
    ("different_people: [apply, approve]", "different_people: [apply, send_back]"),
    (", waived_by: chief", ""),
    ("copy: form.1, with: clerk", "copy: form.2, with: clerk"),
    ("articles: [2③]", "articles: [2②]"),
]


@pytest.mark.parametrize(("old", "new"), DECIDES)
def test_whatever_decides_changes_the_meaning(old: str, new: str) -> None:
    assert sound(varied(old, new)).meaning != SMALL.meaning


def test_the_order_of_rows_and_of_guards_means_something() -> None:
    big, small = "{kind: big, then: big, articles: [2]}", "{kind: small, then: small, articles: [2]}"
    assert sound(varied(big, "X").replace(small, big).replace("X", small)).meaning != SMALL.meaning
    one = sound(varied("when: [is_big]", "when: [is_big, dear]"))
    other = sound(varied("when: [is_big]", "when: [dear, is_big]"))
    assert one.meaning != other.meaning


def test_the_bytes_are_those_of_rfc_8785() -> None:
    process = sound()
    assert process.canonical == rfc8785.dumps(orjson.loads(canonical_bytes(canonical(process))))
    assert process.meaning == digest(process.canonical)


SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text()
ASCII = st.text(st.characters(max_codepoint=127))


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(ASCII, inner)))
def test_canonical_bytes_agree_with_another_implementation(value: object) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


def test_the_canonical_form_has_the_keys_that_others_read() -> None:
    shown = canonical(sound())
    assert list(shown) == [
        "banfa", "process", "part_of", "time_zone", "calendar", "numbering", "source", "articles", "roles",
        "references", "enums", "sets", "fields", "documents", "states", "transitions", "guards", "tables",
        "separation", "properties", "duties",
    ]  # fmt: skip
    assert set(shown["transitions"]["apply"]) == {
        "kind", "from", "to", "to_table", "back_to", "stands", "by", "by_table", "when", "input", "optional",
        "decide", "set", "appoint", "issue", "complete", "void", "send", "send_if_held", "recall", "uses",
        "tell", "later", "articles",
    }  # fmt: skip
    assert shown["transitions"]["approve"]["when"] == [{"guard": "is_big", "negated": False, "only_if": None}]
    assert shown["guards"]["is_big"]["condition"] == [
        "cmp",
        "==",
        ["case", "kind"],
        ["lit", "enum:kind", "big"],
    ]
    assert shown["articles"]["2①"] == {
        "enforced": None,
        "names": {"acts": (), "papers": {}, "fields": (), "values": (), "references": (), "duties": ()},
    }
    assert shown["documents"]["form"]["copies"] == ["1", "2"]
