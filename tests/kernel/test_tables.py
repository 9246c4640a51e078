"""Decision tables: one row, the first row, all rows; and what they say where they cannot answer."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banfa.kernel import Accepted, Case, Command, Decision, Grant, Refusal, decide, fold
from banfa.kernel.case import standing_values
from banfa.kernel.facts import Facts
from banfa.kernel.program import program_of
from banfa.kernel.tables import Answer, ask_table
from banfa.language import process_from
from banfa.language.process import Process, Row, Table

TEXT = """\
banfa: 1
process: tables
roles: {{clerk: {{chosen: 试}}}}
enums:
  way: {{values: {{a: {{chosen: 试}}, b: {{chosen: 试}}, c: {{chosen: 试}}}}}}
  tag: {{values: {{x: {{chosen: 试}}, y: {{chosen: 试}}, z: {{chosen: 试}}}}}}
fields:
  n: {{type: int, chosen: 试}}
  flag: {{type: bool, chosen: 试}}
  tags: {{type: set, of: tag, chosen: 试}}
  kind: {{type: enum, of: tag, chosen: 试}}
  way: {{type: {field}, of: way, chosen: 试}}
guards:
  broken: {{if: case.n / 0 > 1, refuse: 算不出, chosen: 试}}
  by_way_a: {{where: {{way: {way}}}, refuse: 不走甲路, chosen: 试}}
tables:
  way:
    gives: way
    hit: {hit}
    rows:
{rows}
{otherwise}
states: {{here: {{}}, there: {{end: final}}}}
transitions:
  start_it: {{from: start, to: here, by: clerk, optional: [n, flag, tags, kind], decide: [way], chosen: 试}}
  decide_it: {{from: here, by: clerk, input: [way], chosen: 试}}
  again: {{from: here, by: clerk, optional: [n, flag, tags, kind], decide: [way], chosen: 试}}
  go_on: {{from: here, to: there, by: clerk, when: [by_way_a], chosen: 试}}
"""
AT = "2026-09-28T09:00:00+08:00"


@lru_cache(maxsize=256)
def process_with(rows: str, hit: str = "unique", otherwise: str = "") -> Process:
    """A process whose table `way` has these rows, one a line."""
    lines = "\n".join(f"      - {{{row}, chosen: 试}}" for row in rows.strip().splitlines())
    of = ("set", "{some: [a]}") if hit == "collect" else ("enum", "a")
    last = f"    otherwise: {{{otherwise}, chosen: 试}}" if otherwise else ""
    text = TEXT.format(hit=hit, rows=lines, otherwise=last, field=of[0], way=of[1])
    process, problems = process_from({"process.yaml": text.encode()})
    assert process is not None, [(p.place, p.message.zh) for p in problems]
    return process


def asked(process: Process, table: Table | None = None, **values: Any) -> Answer:
    """What the table answers over these values."""
    facts = Facts(program_of(process), Case("c"), values, {})
    return ask_table(table or process.tables["way"], facts)


def ask(rows: str, hit: str = "unique", otherwise: str = "", **values: Any) -> Answer:
    return asked(process_with(rows, hit, otherwise), None, **values)


BY_NUMBER = """
n: {at_most: 3}, then: a
n: {above: 3, below: 10}, then: b
n: 10, then: c
"""
OVERLAPPING = """
n: {at_least: 5}, then: a
flag: true, then: b
"""


# -- unique ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "value", "row"), [(3, "a", 0), (4, "b", 1), (9, "b", 1), (10, "c", 2)])
def test_the_one_row_that_holds_answers(n: int, value: str, row: int) -> None:
    assert ask(BY_NUMBER, n=n) == Answer(value, row)


def test_two_rows_that_hold_are_a_fault() -> None:
    assert ask(OVERLAPPING, n=5, flag=True) == Answer(fault="overlap")


def test_two_rows_that_hold_are_a_fault_though_a_third_is_open() -> None:
    rows = OVERLAPPING + "kind: x, then: c"
    assert ask(rows, n=5, flag=True) == Answer(fault="overlap")


def test_no_row_that_holds_is_a_gap() -> None:
    assert ask(BY_NUMBER, n=11) == Answer(fault="gap")


def test_otherwise_answers_when_every_row_is_false() -> None:
    assert ask(BY_NUMBER, otherwise="then: c", n=11) == Answer("c", "otherwise")


def test_otherwise_does_not_answer_while_a_row_is_open() -> None:
    assert ask(BY_NUMBER, otherwise="then: c").lacks == (frozenset({"n"}),)


def test_an_open_row_keeps_another_from_answering_since_both_might_hold() -> None:
    assert ask(OVERLAPPING, n=5) == Answer(lacks=(frozenset({"flag"}),))


def test_what_is_lacking_is_what_decides_every_open_row() -> None:
    rows = "n: 1, then: a\nflag: true, then: b\nkind: x, then: c"
    assert ask(rows, flag=False).lacks == (frozenset({"n", "kind"}),)


def test_a_false_cell_closes_a_row_whatever_else_it_lacks() -> None:
    assert ask("n: 1, flag: true, then: a\nn: 2, then: b", n=2) == Answer("b", 1)


def test_an_absent_set_reads_as_empty() -> None:
    assert ask("tags: {some: [x]}, then: a\ntags: {none: [x]}, then: b") == Answer("b", 1)


def test_a_row_without_cells_always_holds() -> None:
    assert ask("then: c") == Answer("c", 0)


# -- first, collect ----------------------------------------------------------------------------------------


def test_the_first_row_that_holds_answers_though_a_later_one_would_too() -> None:
    assert ask(OVERLAPPING, "first", n=5, flag=True) == Answer("a", 0)
    assert ask(OVERLAPPING, "first", n=4, flag=True) == Answer("b", 1)


def test_an_open_row_before_one_that_holds_leaves_the_answer_open() -> None:
    assert ask(OVERLAPPING, "first", flag=True) == Answer(lacks=(frozenset({"n"}),))


def test_an_open_row_after_one_that_holds_does_not_matter() -> None:
    assert ask(OVERLAPPING, "first", n=5) == Answer("a", 0)


def test_every_row_that_holds_is_collected_once_and_sorted() -> None:
    rows = "n: {at_least: 1}, then: c\nflag: true, then: a\nkind: x, then: a"
    assert ask(rows, "collect", n=1, flag=True, kind="x") == Answer(("a", "c"), [0, 1, 2])


def test_a_collection_with_an_open_row_is_open() -> None:
    assert ask(OVERLAPPING, "collect", n=5) == Answer(lacks=(frozenset({"flag"}),))


def test_nothing_to_collect_is_a_gap_or_what_otherwise_says() -> None:
    assert ask(OVERLAPPING, "collect", n=1, flag=False) == Answer(fault="gap")
    assert ask(OVERLAPPING, "collect", "then: b", n=1, flag=False).row == "otherwise"


# -- faulty rows -------------------------------------------------------------------------------------------


def with_broken_row(process: Process, at: int) -> Table:
    """The table with a row that nothing can cure: no cell can be so, an expression in its place is."""
    table = process.tables["way"]
    broken = Row(process.guards["broken"].condition, "c", table.rows[0].origin)
    return replace(table, rows=(*table.rows[:at], broken, *table.rows[at:]))


@pytest.mark.parametrize("hit", ["unique", "collect"])
def test_a_faulty_row_makes_the_table_faulty_before_an_open_one_makes_it_unknown(hit: str) -> None:
    process = process_with(OVERLAPPING, hit)
    for at in range(3):
        assert asked(process, with_broken_row(process, at), n=5) == Answer(fault="row")


def test_of_first_a_faulty_row_matters_only_if_it_is_reached() -> None:
    process = process_with(OVERLAPPING, "first")
    assert asked(process, with_broken_row(process, 1), n=5) == Answer("a", 0)
    assert asked(process, with_broken_row(process, 1), n=4) == Answer(fault="row")
    assert asked(process, with_broken_row(process, 0), n=5) == Answer(fault="row")


# -- in a step ---------------------------------------------------------------------------------------------


def take(process: Process, case: Case, step: str, **data: Any) -> tuple[Decision, Case]:
    command = Command("m", "fire", "a", (Grant("clerk", "*"),), AT, AT, step, data=data)
    answer = decide(process, case, command)
    return answer, fold(answer.events, case) if isinstance(answer, Accepted) else case


def test_the_answer_is_written_into_the_field_of_the_tables_name() -> None:
    answer, case = take(process_with(BY_NUMBER), Case("c"), "start_it", n=4)
    assert isinstance(answer, Accepted)
    assert ("table", "way", 1) in answer.events[0].effects
    assert standing_values(case) == {"n": 4, "way": "b"}


@pytest.mark.parametrize(
    ("data", "fault"), [({"n": 5, "flag": True}, "overlap"), ({"n": 1, "flag": False}, "gap")]
)
def test_a_fault_of_a_table_refuses_the_step(data: dict[str, Any], fault: str) -> None:
    process = process_with(OVERLAPPING)
    assert asked(process, None, **data).fault == fault
    answer, _ = take(process, Case("c"), "start_it", **data)
    assert isinstance(answer, Refusal)
    assert (answer.because, [f.guard for f in answer.failed]) == ("guard", ["banfa.table.way"])


def test_what_a_table_lacks_is_missing_and_who_can_give_it_is_said() -> None:
    answer, _ = take(process_with(OVERLAPPING), Case("c"), "start_it", flag=True)
    assert isinstance(answer, Refusal)
    assert (answer.because, [(m.field, m.supplied_by) for m in answer.missing]) == (
        "missing",
        [("n", ("clerk",))],
    )


ASKING = process_with(BY_NUMBER, "unique", "ask: decide_it")


def test_a_table_that_asks_lets_the_step_pass_and_leaves_its_field_absent() -> None:
    answer, case = take(ASKING, Case("c"), "start_it", n=11)
    assert isinstance(answer, Accepted)
    assert "way" not in standing_values(case)


def test_a_guard_over_a_field_that_was_asked_names_the_step_that_answers() -> None:
    _, case = take(ASKING, Case("c"), "start_it", n=11)
    answer, _ = take(ASKING, case, "go_on")
    assert isinstance(answer, Refusal)
    assert (answer.because, [(m.field, m.steps) for m in answer.missing]) == (
        "missing",
        [("way", ("decide_it",))],
    )


def test_the_step_asked_answers() -> None:
    _, case = take(ASKING, Case("c"), "start_it", n=11)
    _, case = take(ASKING, case, "decide_it", way="a")
    assert isinstance(take(ASKING, case, "go_on")[0], Accepted)


def test_asking_anew_hides_an_earlier_answer() -> None:
    """B9."""
    _, case = take(ASKING, Case("c"), "start_it", n=1)
    assert standing_values(case)["way"] == "a"
    answer, case = take(ASKING, case, "again", n=11)
    assert isinstance(answer, Accepted)
    assert ("write", "way", None) in answer.events[0].effects
    assert "way" not in standing_values(case)


# -- L8 ----------------------------------------------------------------------------------------------------

DOMAINS: dict[str, tuple[Any, ...]] = {
    "n": (0, 1, 2, 3, 4),
    "flag": (True, False),
    "kind": ("x", "y", "z"),
    "tags": ((), ("x",), ("y",), ("x", "y"), ("x", "y", "z")),
}
CELLS = {
    "n": ["1", "[1, 3]", "{at_least: 2}", "{below: 3}", "{above: 0, at_most: 3}"],
    "flag": ["true", "false"],
    "kind": ["x", "[x, y]"],
    "tags": ["{some: [x]}", "{only: [x, y]}", "{none: [y]}", "{all: [x, y]}", "{not_only: x}"],
}
rows = st.lists(
    st.fixed_dictionaries({}, optional={name: st.sampled_from(cells) for name, cells in CELLS.items()}),
    min_size=1,
    max_size=4,
)
values = st.fixed_dictionaries({}, optional={name: st.sampled_from(known) for name, known in DOMAINS.items()})
endings = st.sampled_from(["", "then: c", "ask: decide_it"])
hits = st.sampled_from(["unique", "first", "collect"])


def written(cells: list[dict[str, str]]) -> str:
    return "\n".join(
        ", ".join([*(f"{name}: {cell}" for name, cell in row.items()), f"then: {'abc'[i % 3]}"])
        for i, row in enumerate(cells)
    )


def holds(cell: str, name: str, value: Any) -> bool:
    """A cell read plainly, over a value that is there."""
    members = set(value) if name == "tags" else set()
    plain: dict[str, bool] = {
        "1": value == 1, "[1, 3]": value in (1, 3), "true": value is True, "false": value is False,
        "x": value == "x", "[x, y]": value in ("x", "y"), "{some: [x]}": "x" in members,
        "{only: [x, y]}": bool(members) and members <= {"x", "y"}, "{none: [y]}": "y" not in members,
        "{all: [x, y]}": {"x", "y"} <= members, "{not_only: x}": bool(members - {"x"}),
    }  # fmt: skip
    if name == "n":
        plain |= {
            "{at_least: 2}": value >= 2,
            "{below: 3}": value < 3,
            "{above: 0, at_most: 3}": 0 < value <= 3,
        }
    return plain[cell]


def expected(cells: list[dict[str, str]], hit: str, otherwise: str, known: dict[str, Any]) -> Answer:
    """The answer where every field is there, read off the rows."""
    held = [
        i for i, row in enumerate(cells) if all(holds(cell, name, known[name]) for name, cell in row.items())
    ]
    then = [("abc"[i % 3]) for i in held]
    if not held:
        return {"": Answer(fault="gap"), "then: c": Answer("c", "otherwise")}.get(
            otherwise, Answer(None, "ask")
        )
    if hit == "collect":
        return Answer(tuple(sorted(set(then))), held)
    if hit == "unique" and len(held) > 1:
        return Answer(fault="overlap")
    return Answer(then[0], held[0])


def extensions(process: Process, known: dict[str, Any], sets_too: bool) -> list[dict[str, Any]]:
    """Every way to give what is absent of what the table reads."""
    absent = [n for n in process.tables["way"].reads if n not in known and (sets_too or n != "tags")]
    return [
        {**known, **dict(zip(absent, v, strict=True))}
        for v in itertools.product(*(DOMAINS[n] for n in absent))
    ]


few = settings(max_examples=120, deadline=None)


@few
@given(cells=rows, hit=hits, otherwise=endings, known=values)
def test_an_answer_stays_whatever_else_becomes_known(
    cells: list[dict[str, str]], hit: str, otherwise: str, known: dict[str, Any]
) -> None:
    """L8: a value or fault is that of every extension; an absent set is left as it is."""
    process = process_with(written(cells), hit, "then: c" if otherwise and hit == "collect" else otherwise)
    answer = asked(process, None, **known)
    if answer.lacks is not None:
        return
    for more in extensions(process, known, sets_too=False):
        assert asked(process, None, **more) == answer


@few
@given(cells=rows, hit=hits, otherwise=endings, known=values)
def test_what_an_open_answer_lacks_is_absent_and_suffices(
    cells: list[dict[str, str]], hit: str, otherwise: str, known: dict[str, Any]
) -> None:
    process = process_with(written(cells), hit, "then: c" if otherwise and hit == "collect" else otherwise)
    answer = asked(process, None, **known)
    if answer.lacks is None:
        return
    assert answer.lacks
    for names in answer.lacks:
        assert names
        assert not names & known.keys()
        ways = itertools.product(*(DOMAINS[name] for name in sorted(names)))
        given_too = [{**known, **dict(zip(sorted(names), way, strict=True))} for way in ways]
        assert any(asked(process, None, **more).lacks != answer.lacks for more in given_too)


@few
@given(cells=rows, hit=hits, otherwise=endings, data=st.data())
def test_where_everything_is_known_a_table_answers_as_it_reads(
    cells: list[dict[str, str]], hit: str, otherwise: str, data: st.DataObject
) -> None:
    ending = "then: c" if otherwise and hit == "collect" else otherwise
    known = {name: data.draw(st.sampled_from(domain)) for name, domain in DOMAINS.items()}
    answer = asked(process_with(written(cells), hit, ending), None, **known)
    wanted = expected(cells, hit, ending, known)
    if hit == "collect" and wanted.row == "otherwise":
        assert answer.row == "otherwise"
    else:
        assert answer == wanted
