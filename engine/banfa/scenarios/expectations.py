"""What a scenario expects against what happened.

A list of expectations names what must be there, not all that is there; an empty list says that there is
nothing. Maps speak of what they name. States are the whole configuration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from banfa.kernel import Accepted, Case, Decision, Event, Refusal
from banfa.kernel.case import standing_units, standing_values
from banfa.kernel.trail import entry_of
from banfa.language.models.scenario import Expectations, Row
from banfa.language.process import Process
from banfa.language.values import BadValue, Value, parser
from banfa.scenarios.commands import only_copy
from banfa.scenarios.custody import custody_of, is_where, recall_list
from banfa.scenarios.rows import paper_name
from banfa.scenarios.words import custody_text, decision_text, listed, states_text
from banfa.texts import Text


class Mismatch(NamedTuple):
    """One expectation that does not hold; `what` it is about."""

    what: Text
    expected: Text
    found: Text


Mismatches = Iterator[Mismatch]


def verdict_mismatches(row: Row, decision: Decision) -> Mismatches:
    """Whether a row was accepted or refused as it says, and what the refusal or the warnings name."""
    if row.refused is None:
        if not isinstance(decision, Accepted):
            yield Mismatch(_RESULT, Text("办成", "to be accepted"), decision_text(decision))
        elif row.warned is not None:
            yield from _named(Text("提醒", "warned"), row.warned, [w.code for w in decision.warnings])
        return
    if not isinstance(decision, Refusal):
        because = row.refused.because or ""
        wanted = Text(f"被拒绝 {because}".strip(), f"to be refused {because}".strip())
        yield Mismatch(_RESULT, wanted, decision_text(decision))
        return
    yield from _refusal(row, decision)


_RESULT = Text("结果", "result")


def _refusal(row: Row, refusal: Refusal) -> Mismatches:
    expected = row.refused
    assert expected is not None
    if expected.because is not None and expected.because != refusal.because:
        yield Mismatch(Text("拒绝的原因", "because"), listed([expected.because]), listed([refusal.because]))
    if "failed" in expected.model_fields_set:
        found = [f.guard for f in refusal.failed]
        yield from _named(Text("不成立的条件", "failed"), expected.failed, found)
    if "missing" in expected.model_fields_set:
        lacking = [m.field for m in refusal.missing]
        yield from _named(Text("缺少的数据", "missing"), expected.missing, lacking)
    if row.articles:
        yield from _named(Text("条款", "articles"), row.articles, refusal.articles)


def state_mismatches(expected: Sequence[str], case: Case) -> Mismatches:
    """Whether the case is in the states named, and in no other."""
    if expected and set(expected) != set(case.config):
        yield Mismatch(Text("状态", "state"), listed(sorted(expected)), states_text(case))


def mismatches(process: Process, expect: Expectations, case: Case, events: Sequence[Event]) -> Mismatches:
    """Whether papers, data and the rest are as expected; `events` are those that `told` speaks of."""
    yield from _copies(process, expect.copies, case)
    for document, count in expect.sets.items():
        made = len(case.papers.get(document, ()))
        yield from _equal(Text(f"{document} 的套数", f"sets of {document}"), count, made)
    if expect.recall is not None:
        to_recall = [f"{d}.{n}({k})" for d, k, n in recall_list(process, case)]
        wanted = [_full_name(process, case, name) for name in expect.recall]
        yield from _named(Text("待收回的联", "recall"), wanted, to_recall)
    if expect.told is not None:
        told = sorted({effect[1] for event in events for effect in event.effects if effect[0] == "tell"})
        yield from _named(Text("通知的角色", "told"), expect.told, told)
    for state, count in expect.rounds.items():
        entry = entry_of(case.trail, state)
        rounds = entry.rounds if entry is not None else 0
        yield from _equal(Text(f"退回到 {state} 的次数", f"rounds of {state}"), count, rounds)
    yield from _data(process, expect.data, case)


def expected_value(process: Process, name: str, raw: object) -> Value | None:
    """Return the value expected of a field or a case-bound role; None for "" (absent). Raises BadValue."""
    if raw == "":
        return None
    if name in process.fields:
        return parser(process.fields[name].type)(raw)
    if isinstance(raw, list | tuple):
        return tuple(sorted(str(unit) for unit in raw))
    return str(raw)


def _copies(process: Process, expected: Mapping[str, str], case: Case) -> Mismatches:
    for name, where in expected.items():
        paper = paper_name(name)
        custody = custody_of(case, paper, only_copy(process, paper.document)) if paper else None
        if not is_where(process, custody, where):
            yield Mismatch(Text(name, name), Text(where, where), custody_text(custody))


def _full_name(process: Process, case: Case, name: str) -> str:
    """`DOC.COPY(n)`; the set before the current one if none is named, since that is what is recalled."""
    paper = paper_name(name)
    if paper is None:
        return name
    sets = len(case.papers.get(paper.document, ()))
    last = sets - 1 if sets > 1 and case.current_set(paper.document) else sets
    return f"{paper.document}.{paper.copy or only_copy(process, paper.document)}({paper.set or last})"


def _data(process: Process, expected: Mapping[str, object], case: Case) -> Mismatches:
    values: dict[str, object] = {**standing_values(case), **standing_units(case)}
    for name, raw in expected.items():
        try:
            wanted = expected_value(process, name, raw)
        except BadValue as bad:
            yield Mismatch(Text(name, name), bad.text, _shown(values.get(name)))
            continue
        found = values.get(name)
        if (wanted or None) != (found or None) or (wanted is False) != (found is False):
            yield Mismatch(Text(name, name), _shown(wanted), _shown(found))


def _shown(value: object) -> Text:
    if value is None or value == ():
        return Text("没有", "nothing")
    return listed(value) if isinstance(value, tuple) else listed([value])


def _named(what: Text, expected: Iterable[str], found: Iterable[str]) -> Mismatches:
    wanted, there = list(expected), list(found)
    if not set(wanted) <= set(there) or (there and not wanted):
        yield Mismatch(what, listed(wanted), listed(there))


def _equal(what: Text, expected: int, found: int) -> Mismatches:
    if expected != found:
        yield Mismatch(what, listed([expected]), listed([found]))
