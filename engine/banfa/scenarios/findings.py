"""What is wrong with a scenario before it is played: rows that say nothing, names that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banfa.language.expressions.counts import WHAT_IS_OUT
from banfa.language.models.scenario import Expectations, Row
from banfa.language.problems import MOST_ERRORS, Place, Problem
from banfa.language.process import Process
from banfa.language.single_files import Scenario
from banfa.language.suggest import suggest
from banfa.people import Organisation
from banfa.scenarios.rows import ACTIONS, actions_of, asserts, paper_name
from banfa.texts import Text

CODES = {
    "B290": Text("场景里的名称不存在", "an unknown name in a scenario"),
    "B291": Text("一行没有说清谁做什么", "a row that does not say who does what"),
    "B292": Text("场景什么也没有断言", "a scenario that asserts nothing"),
    "B293": Text("场景用到还不能运行的部分", "a scenario that uses what is not run yet"),
    "B296": Text("没有组织文件", "no organisation file"),
    "B297": Text("场景不在办法的目录里", "a scenario outside the folder of a process"),
    "B298": Text("读不了场景", "a scenario file that cannot be read"),
}
"""What each code means; a code is never used for anything else."""

Found = Iterator[Problem]


def problems_in(process: Process, org: Organisation, scenario: Scenario) -> tuple[Problem, ...]:
    """Return what keeps a scenario from being played as it is meant; () if it can be.

    All are errors: the scenario is not played.
    """
    found: list[Problem] = []
    for row, place in zip(scenario.model.steps, scenario.rows, strict=True):
        found += _row(process, org, row, place)
        if len(found) >= MOST_ERRORS:
            return tuple(found[:MOST_ERRORS])
    expect = scenario.model.expect
    found += _expected(process, expect, scenario.expect)
    found += _names(process.states, expect.state, scenario.expect, _STATE)
    if not any(asserts(row) for row in scenario.model.steps) and not (expect.state or _any_expected(expect)):
        found.append(_asserts_nothing(scenario))
    return tuple(found)


_STATE = Text("状态", "state")
_STEP = Text("步骤", "step")
_FIELD = Text("数据项", "field")
_ROLE = Text("角色", "role")
_PAPER = Text("单据或物品", "document or thing")
_RULE = Text("分人规则", "separation rule")
_WAY = Text("说法（at 在手，to 在途）", "word (at: there, to: on its way)")
_PERSON = Text("人员", "person")


def _any_expected(expect: Expectations) -> bool:
    lists = (expect.recall, expect.told)
    return any((expect.copies, expect.sets, expect.rounds, expect.data)) or any(x is not None for x in lists)


def _asserts_nothing(scenario: Scenario) -> Problem:
    return Problem(
        "B292",
        "error",
        Text(
            "这个场景什么也没有断言，怎样都会通过",
            "this scenario asserts nothing and passes whatever happens",
        ),
        Text("在某行写 now: 或 refused:，或在最后写 expect:", "write now: or refused: on a row, or expect:"),
        scenario.place,
    )


def _row(process: Process, org: Organisation, row: Row, place: Place) -> Found:
    yield from _one_action(row, place)
    yield from _out_of_place(row, place)
    for person in (row.by, row.recorder, row.for_):
        if person is not None and not (person == row.by and row.refused):
            yield from _names(org.people, [person], place, _PERSON)
    yield from _acted(process, row, place)
    yield from _names(process.states, [*row.now, *([row.back_to] if row.back_to else [])], place, _STATE)
    if row.role is not None:
        yield from _names(process.roles, [row.role.partition(":")[0]], place, _ROLE)
    if row.refused is not None:
        yield from _names({*process.guards, *_builtin(row.refused.failed)}, row.refused.failed, place, _GUARD)
        names = {*process.fields, *process.roles, *process.tables, *_outstanding(process)}
        yield from _names(names, row.refused.missing, place, _FIELD)
    yield from _expected(process, row, place)


_GUARD = Text("条件", "guard")


def _builtin(names: Iterable[str]) -> set[str]:
    """Names of the kernel's own refusals and warnings, which no process declares."""
    return {name for name in names if name.startswith(("banfa.", "tell."))}


def _outstanding(process: Process) -> set[str]:
    """What may be missing that is no field: answers that are out."""
    return {WHAT_IS_OUT + state.id for state in process.states.values() if state.ask is not None}


def _one_action(row: Row, place: Place) -> Found:
    actions = actions_of(row)
    if row.case is not None:
        message = Text("case: 这一版还不能运行", "case: this release does not run it yet")
        fix = Text("先删去这一行；子案件属于以后的版本", "leave it out; a later release runs it")
        yield Problem("B293", "error", message, fix, place)
    elif len(actions) != 1:
        told = "、".join(actions) or "（没有）"
        message = Text(
            f"一行恰好说一件事，这里是：{told}",
            f"a row says exactly one thing, this one: {', '.join(actions) or '(none)'}",
        )
        fix = Text(f"写 {'、'.join(ACTIONS[:4])} 之一", f"write one of {', '.join(ACTIONS[:4])}")
        yield Problem("B291", "error", message, fix, place)
    elif row.wait and (row.by is not None or row.refused is not None):
        message = Text(
            "wait: 的一行没有人办，也不会被拒绝", "nobody acts in a row with wait:, and nothing refuses"
        )
        yield Problem("B291", "error", message, Text("只写 at 和 wait", "write only at and wait"), place)
    elif row.by is None and not row.wait:
        message = Text("没有说由谁办", "it does not say who does it")
        fix = Text("加上 by: 人员编号", "add by: with a person's id")
        yield Problem("B291", "error", message, fix, place)


_ONLY_WITH = (("again", "do"), ("back_to", "do"), ("for_", "waive"), ("articles", "refused"))


def _out_of_place(row: Row, place: Place) -> Found:
    """Keys that say something only beside another one."""
    for key, other in _ONLY_WITH:
        if getattr(row, key) and getattr(row, other) is None:
            name = key.rstrip("_")
            message = Text(f"{name}: 只和 {other}: 一起写", f"{name}: goes only with {other}:")
            fix = Text(f"加上 {other}:，或删去 {name}:", f"add {other}:, or remove {name}:")
            yield Problem("B291", "error", message, fix, place)


def _acted(process: Process, row: Row, place: Place) -> Found:
    named = (
        (row.do, process.steps, _STEP),
        (row.correct, process.fields, _FIELD),
        (row.waive, process.separations, _RULE),
    )
    for name, known, what in named:
        if name is not None:
            yield from _names(known, [name], place, what)
    if row.receives is not None:
        yield from _papers(process, [row.receives], place)


def _expected(process: Process, expect: Expectations, place: Place) -> Found:
    yield from _papers(process, [*expect.copies, *(expect.recall or ())], place)
    yield from _names(process.roles, sorted(_roles_in(expect)), place, _ROLE)
    ways = [where.rpartition(" ")[0] for where in expect.copies.values()]
    yield from _names(("at", "to"), [way for way in ways if way], place, _WAY)
    yield from _names(process.documents, expect.sets, place, _PAPER)
    yield from _names(process.states, expect.rounds, place, _STATE)
    yield from _names({*process.fields, *process.roles}, expect.data, place, _FIELD)
    if isinstance(expect, Row) and expect.warned:
        known = {*process.guards, *process.references, *_builtin(expect.warned)}
        yield from _names(known, expect.warned, place, _GUARD)


def _roles_in(expect: Expectations) -> set[str]:
    holders = {where.split(" ")[-1].partition(":")[0] for where in expect.copies.values() if where != "void"}
    return holders | set(expect.told or ())


def _papers(process: Process, names: Iterable[str], place: Place) -> Found:
    for name in names:
        paper = paper_name(name)
        document = process.documents.get(paper.document) if paper else None
        if document is None:
            yield from _names(process.documents, [paper.document if paper else name], place, _PAPER)
        elif paper is not None and not document.each:
            copies = {"1", *document.copies} if document.single else document.copies
            yield from _copy(document.id, paper.copy, copies, place, single=document.single)


def _copy(document: str, copy: str | None, copies: Iterable[str], place: Place, *, single: bool) -> Found:
    if copy is None and not single:
        shown = sorted(copies)
        message = Text(f"{document} 有几联，要说是哪一联", f"{document} has several copies: say which")
        fix = Text(f"写 {document}.{shown[0]} 等", f"write {document}.{shown[0]} or another")
        yield Problem("B290", "error", message, fix, place)
    elif copy is not None:
        yield from _names(copies, [copy], place, Text(f"{document} 的联", f"copy of {document}"))


def _names(known: Iterable[str], names: Iterable[str], place: Place, what: Text) -> Found:
    there = set(known)
    for name in names:
        if name not in there:
            near = suggest(name, there)
            fix = Text(f"改为 {near}", f"write {near}") if near else _one_of(there)
            message = Text(f"没有名为 {name} 的{what.zh}", f"there is no {what.en} {name}")
            yield Problem("B290", "error", message, fix, place)


def _one_of(known: set[str]) -> Text:
    shown = sorted(known)[:20]
    return Text(f"可以写：{'、'.join(shown) or '（没有）'}", f"use one of: {', '.join(shown) or '(none)'}")
