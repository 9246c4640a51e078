"""Published decision tables (in XML) give the same answers when they are written as our tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as Xml

import pytest

from banfa.kernel import Accepted, Case, Command, Grant, decide, fold
from banfa.kernel.case import standing_values
from banfa.language import process_from
from banfa.language.process import Process

POLICIES = {"UNIQUE": "unique", "FIRST": "first"}
"""Those of our hit policies that answer with one row; `collect` gathers a set, which no case here does."""
EXCLUDED = {
    "0005-simpletable-A": "ANY",
    "0006-simpletable-P1": "PRIORITY",
    "0007-simpletable-P2": "PRIORITY",
    "0109-ruleOrder-hitpolicy": "RULE ORDER",
    "0110-outputOrder-hitpolicy": "OUTPUT ORDER",
    "0113-outputOrder-hitpolicy-singleinoutcol": "OUTPUT ORDER",
}
PASSED = {
    "0004-simpletable-U": "UNIQUE",
    "0108-first-hitpolicy": "FIRST",
    "0111-first-hitpolicy-singleoutputcol": "FIRST",
}
BOUNDS = {">=": "at_least", ">": "above", "<=": "at_most", "<": "below"}
LITERAL = re.compile('"[^"]*"')
AT = "2026-09-28T09:00:00+08:00"


class Example(NamedTuple):
    """One published test: what goes in, and what must come out, as text by name."""

    given: dict[str, str]
    expected: dict[str, str]


def cases(shared_data: Path) -> dict[str, Path]:
    return {folder.name: folder for folder in (shared_data / "decisions").iterdir() if folder.is_dir()}


def test_every_case_passes_or_is_excluded_by_its_hit_policy(shared_data: Path) -> None:
    policies = {name: table_of(folder).attrib["hitPolicy"] for name, folder in cases(shared_data).items()}
    assert {name: hit for name, hit in policies.items() if hit in POLICIES} == PASSED
    assert {name: hit for name, hit in policies.items() if hit not in POLICIES} == EXCLUDED


@pytest.mark.parametrize("name", PASSED)
def test_a_table_answers_as_published(name: str, shared_data: Path) -> None:
    folder = cases(shared_data)[name]
    process = translated(folder)
    every = list(examples(folder))
    assert len(every) == 3
    for example in every:
        assert answers(process, example) == example.expected


# -- the text of a process, from XML -------------------------------------------------------------------------


def elements(at: Xml.Element, name: str) -> list[Xml.Element]:
    return [each for each in at.iter() if each.tag.rpartition("}")[2] == name]


def text(at: Xml.Element, name: str) -> str:
    return (elements(elements(at, name)[0], "text")[0].text or "").strip() if elements(at, name) else ""


def identifier(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.strip(' "').lower())


def table_of(folder: Path) -> Xml.Element:
    (table,) = elements(Xml.parse(next(folder.glob("*.dmn"))).getroot(), "decisionTable")
    return table


def translated(folder: Path) -> Process:
    """The process whose first step asks a table for each output column."""
    table = table_of(folder)
    inputs, outputs = elements(table, "input"), elements(table, "output")
    names = [identifier(text(column, "inputExpression")) for column in inputs]
    results = [identifier(column.get("name") or table.get("outputLabel", "")) for column in outputs]
    lines = [
        "banfa: 1",
        "process: decisions",
        "roles: {clerk: {chosen: 试}}",
        "states: {decided: {end: final}}",
        *enums(table, inputs, names, results),
        "fields:",
        *(f"  {name}: {field_type(column, name)}" for name, column in zip(names, inputs, strict=True)),
        *(f"  {name}: {{type: enum, of: {name}, chosen: 试}}" for name in results),
        "tables:",
    ]
    for i, (name, column) in enumerate(zip(results, outputs, strict=True)):
        lines += [
            f"  {name}:",
            f"    gives: {name}",
            f"    hit: {POLICIES[table.attrib['hitPolicy']]}",
            "    rows:",
        ]
        lines += [f"      - {{{row(rule, names, i)}, chosen: 试}}" for rule in elements(table, "rule")]
        default = text(column, "defaultOutputEntry")
        lines += [f"    otherwise: {{then: {identifier(default)}, chosen: 试}}"] if default else []
    lines.append("transitions:")
    lines.append(
        f"  ask: {{from: start, to: decided, by: clerk, input: [{', '.join(names)}], "
        f"decide: [{', '.join(results)}], chosen: 试}}"
    )
    process, problems = process_from({"process.yaml": "\n".join(lines).encode()})
    assert process is not None, (lines, problems)
    return process


def enums(
    table: Xml.Element, inputs: list[Xml.Element], names: list[str], results: list[str]
) -> Iterator[str]:
    yield "enums:"
    columns: dict[str, set[str]] = {}
    for i, (name, column) in enumerate(zip(names, inputs, strict=True)):
        if elements(column, "inputExpression")[0].get("typeRef") == "string":
            written = ",".join(text_of(rule, "inputEntry", i) for rule in elements(table, "rule"))
            columns[name] = set(LITERAL.findall(written + text(column, "inputValues")))
    for i, name in enumerate(results):
        columns[name] = {text_of(rule, "outputEntry", i) for rule in elements(table, "rule")}
    for name, values in columns.items():
        members = ", ".join(f"{identifier(value)}: {{chosen: 试}}" for value in sorted(values))
        yield f"  {name}: {{values: {{{members}}}}}"


def text_of(rule: Xml.Element, kind: str, i: int) -> str:
    return (elements(elements(rule, kind)[i], "text")[0].text or "").strip()


def field_type(column: Xml.Element, name: str) -> str:
    kind = elements(column, "inputExpression")[0].get("typeRef")
    shown = {"number": "int", "boolean": "bool", "string": f"enum, of: {name}"}[kind or ""]
    return f"{{type: {shown}, chosen: 试}}"


def row(rule: Xml.Element, names: list[str], output: int) -> str:
    cells = [(name, cell(text_of(rule, "inputEntry", i))) for i, name in enumerate(names)]
    result = identifier(text_of(rule, "outputEntry", output))
    return ", ".join([*(f"{name}: {value}" for name, value in cells if value), f"then: {result}"])


def cell(written: str) -> str:
    """`>=18` as `{at_least: 18}`, `"A","B"` as `[a, b]`; nothing for `-`."""
    bound = re.fullmatch(r"(>=|>|<=|<)\s*([0-9]+)", written)
    if bound:
        return f"{{{BOUNDS[bound[1]]}: {bound[2]}}}"
    if '"' in written:
        return "[" + ", ".join(map(identifier, LITERAL.findall(written))) + "]"
    return "" if written == "-" else written


# -- examples ------------------------------------------------------------------------------------------------


def examples(folder: Path) -> Iterator[Example]:
    for case in elements(Xml.parse(next(folder.glob("*-test-*.xml"))).getroot(), "testCase"):
        given = {identifier(node.attrib["name"]): value_of(node) for node in elements(case, "inputNode")}
        expected = {}
        for node in elements(case, "resultNode"):
            parts = elements(node, "component") or [node]
            expected |= {identifier(part.attrib["name"]): identifier(value_of(part)) for part in parts}
        yield Example(given, expected)


def value_of(node: Xml.Element) -> str:
    return elements(node, "value")[0].text or ""


def answers(process: Process, example: Example) -> dict[str, object]:
    data = {name: typed(process, name, value) for name, value in example.given.items()}
    command = Command("m", "fire", "a", (Grant("clerk", "*"),), AT, AT, "ask", data=data)
    answer = decide(process, Case("c"), command)
    assert isinstance(answer, Accepted), answer
    standing = standing_values(fold(answer.events))
    return {name: standing[name] for name in process.tables}


def typed(process: Process, name: str, value: str) -> object:
    kind = process.fields[name].type.kind
    return int(value) if kind == "int" else value == "true" if kind == "bool" else identifier(value)
