"""The same inputs give the same bytes: in every process, for every spelling, for every blind reader; and what
is refused leaves no trace. Run as a program it prints the digest of its walks."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from banfa import Engine, InvalidInput, Refused
from banfa.kernel import Accepted, Case, Command, Grant, Refusal, allowed, decide, fold
from banfa.kernel.case import Layer
from banfa.kernel.program import program_of
from banfa.language import process_from
from banfa.language.folders import files_of
from banfa.language.problems import Problems
from banfa.language.process import Process
from banfa.language.yaml import plain, read
from tests.engine.tiny import engine_in
from tests.kernel.laws import Decided, as_bytes
from tests.kernel.walks import REGULATION, random_walk, regulation, regulation_walk

ROOT = Path(__file__).parents[2]

# -- L2: in every process ----------------------------------------------------------------------------------


def digest() -> str:
    """Of the definition, and of every decision and event of some walks."""
    found = hashlib.sha256((regulation().meaning + regulation().text).encode())
    for walk in (regulation_walk(3, 120), random_walk(1, 60), random_walk(2, 60)):
        for decided in walk:
            found.update(as_bytes(decided.answer))
            found.update(as_bytes(allowed(decided.process, decided.case, decided.command)))
    return found.hexdigest()


SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "99", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "1"},
]


def test_decisions_and_events_are_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    def run(surroundings: dict[str, str]) -> str:
        path = os.pathsep.join([str(ROOT / "engine"), str(ROOT)])
        environment = {**os.environ, **surroundings, "PYTHONPATH": path}
        command = [sys.executable, "-m", "tests.kernel.test_same_bytes"]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        ).stdout

    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(run, SURROUNDINGS))
    assert found == {digest() + "\n"}


# -- L16: for every spelling -------------------------------------------------------------------------------

WORDS = ("title", "says", "refuse", "warn")
ORDERLESS = ("input", "optional", "by", "articles", "members", "tell", "different_people", "issue", "appoint")


def respelt(seed: int) -> Process:
    """The regulation in other words, other files and another order; it must mean the same."""
    rng = Random(seed)
    files: dict[str, bytes] = {}
    for folder in ("", "monthly-statistics/"):
        sections = gathered(folder)
        for section, content in sections.items():
            content = changed(content, rng, section)
            if isinstance(content, dict) and section not in ("source", "numbering"):
                for at in range(3):
                    part = {name: content[name] for name in list(content)[at::3]}
                    files[f"{folder}{section}-{at}.yaml"] = orjson.dumps({section: part})
            else:
                files[f"{folder}{section}.yaml"] = orjson.dumps({section: content})
        files[f"{folder}process.yaml"] = files.pop(f"{folder}process.yaml")
    process, problems = process_from(files)
    assert process is not None, [(p.place, p.message.zh) for p in problems if p.severity == "error"]
    return process


def gathered(folder: str) -> dict[str, Any]:
    """Every section of a folder's files."""
    sections: dict[str, Any] = {}
    for name, content in files_of(REGULATION).items():
        if name.rpartition("/")[0] == folder.rstrip("/"):
            node = read(content, name, Problems())
            assert node is not None
            for section, written in dict(plain(node)).items():  # type: ignore[arg-type]
                if isinstance(written, dict):
                    sections.setdefault(section, {}).update(written)
                elif isinstance(written, list):
                    sections.setdefault(section, []).extend(written)
                else:
                    sections[section] = written
    return sections


def changed(written: Any, rng: Random, key: str) -> Any:
    """Other words, the entries of maps and of lists without an order in another order."""
    if isinstance(written, dict):
        entries = [(name, changed(value, rng, name)) for name, value in written.items()]
        rng.shuffle(entries)
        return dict(entries)
    if isinstance(written, list):
        items = [changed(item, rng, "") for item in written]
        if key in ORDERLESS:
            rng.shuffle(items)
        return items
    return f"换一种说法：{written}" if key in WORDS and isinstance(written, str) else written


@pytest.mark.parametrize("seed", [1, 2])
def test_other_words_files_and_order_make_the_same_events(seed: int) -> None:
    """L16: events depend on the meaning alone; of refusals only the words differ."""
    other = respelt(seed)
    assert other.meaning == regulation().meaning
    assert other.text != regulation().text
    compared = {"accepted": 0, "refused": 0}
    for decided in regulation_walk(seed, 300):
        again = decide(other, decided.case, decided.command)
        assert as_bytes(wordless(again)) == as_bytes(wordless(decided.answer))
        if isinstance(decided.answer, Accepted):
            assert isinstance(again, Accepted)
            assert as_bytes(again.events) == as_bytes(decided.answer.events)
        compared["accepted" if isinstance(again, Accepted) else "refused"] += 1
    assert min(compared.values()) > 50


def wordless(answer: Any) -> Any:
    """A decision without the texts in it."""
    if isinstance(answer, Refusal):
        failed = tuple((f.guard, f.articles, f.values) for f in answer.failed)
        return (answer.because, failed, answer.missing, answer.articles, answer.allowed)
    if isinstance(answer, Accepted):
        return tuple((w.code, w.articles, w.missing) for w in answer.warnings)
    return [p.at for p in answer.problems]


# -- L9: for every blind reader ----------------------------------------------------------------------------

MASKED = """\
banfa: 1
process: masked
roles:
  clerk: {chosen: 试}
  boss: {chosen: 试}
fields:
  points: {type: int, personal: staff, seen_by: [boss], chosen: 试}
  note: {type: text, chosen: 试}
guards:
  few_points: {where: {points: {at_most: 10}}, refuse: 分数太高, chosen: 试}
states: {here: {}, there: {end: final}}
transitions:
  begin: {from: start, to: here, by: boss, input: [points], chosen: 试}
  go_on: {from: here, to: there, by: [clerk, boss], when: [few_points], input: [note], chosen: 试}
"""
AT = "2026-09-28T09:00:00+08:00"


def masked_answers(process: Process, points: int, role: str) -> tuple[bytes, bytes]:
    """What somebody of a role is told when the points are so many: a refusal, and what is allowed."""
    begin = Command("m", "fire", "b", (Grant("boss", "*"),), AT, AT, "begin", data={"points": points})
    begun = decide(process, Case("c"), begin)
    assert isinstance(begun, Accepted)
    case = fold(begun.events)
    command = Command("m", "fire", "a", (Grant(role, "*"),), AT, AT, "go_on", data={"note": "好"})
    return as_bytes(decide(process, case, command)), as_bytes(allowed(process, case, command))


def test_who_may_not_see_a_value_gets_the_same_refusal_whatever_it_is() -> None:
    process, problems = process_from({"process.yaml": MASKED.encode()})
    assert process is not None, problems
    told = {points: masked_answers(process, points, "clerk") for points in (11, 12, 5_000)}
    assert len(set(told.values())) == 1
    assert "few_points" in told[11][0].decode() and "•" in told[11][0].decode()
    assert masked_answers(process, 10, "clerk") != told[11]


def test_who_may_see_a_value_is_shown_it() -> None:
    process, problems = process_from({"process.yaml": MASKED.encode()})
    assert process is not None, problems
    told = {points: masked_answers(process, points, "boss")[0] for points in (11, 12)}
    assert told[11] != told[12]
    assert b"11" in told[11]


def hidden_fields(process: Process) -> dict[str, frozenset[str]]:
    """Text fields that only some roles see."""
    viewers = program_of(process).viewers
    return {
        n: v for n, f in process.fields.items() if f.type.kind == "text" and (v := viewers[n]) is not None
    }


def with_other_values(case: Case, names: frozenset[str]) -> Case:
    """The case with another text wherever one of these fields stands or is shown by a paper."""

    def layer(one: Layer) -> Layer:
        written = {k: (n, "另一个" if k in names and v else v) for k, (n, v) in one.values.items()}
        return one._replace(values=written)

    def paper(one: Any) -> Any:
        parts = {
            part: tuple({k: "另一个" if k in names else v for k, v in shown.items()} for shown in revisions)
            for part, revisions in one.parts.items()
        }
        return one._replace(parts=parts)

    return case._replace(
        base=layer(case.base),
        trail=tuple(entry._replace(layer=layer(entry.layer)) for entry in case.trail),
        papers={name: tuple(map(paper, sets)) for name, sets in case.papers.items()},
    )


def blind(decided: Decided, hidden: dict[str, frozenset[str]]) -> frozenset[str]:
    """The hidden fields that the actor may not see and does not give."""
    roles = {grant.role for grant in decided.command.grants}
    given = {*decided.command.data, decided.command.field}
    return frozenset(name for name, viewers in hidden.items() if not roles & viewers and name not in given)


def test_in_the_regulation_hidden_values_change_no_byte_of_a_refusal() -> None:
    hidden = hidden_fields(regulation())
    assert hidden
    compared = 0
    for seed in range(3):
        for decided in regulation_walk(seed, 250):
            names = blind(decided, hidden)
            other = with_other_values(decided.case, names)
            if isinstance(decided.answer, Refusal) and other != decided.case:
                compared += 1
                assert as_bytes(decide(decided.process, other, decided.command)) == as_bytes(decided.answer)
    assert compared > 50


# -- L4: what is refused leaves no trace -------------------------------------------------------------------


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with engine_in(tmp_path) as opened:
        yield opened


def contents(folder: Path) -> list[str]:
    """Everything in the database."""
    with closing(sqlite3.connect(folder / "cases.db")) as connection:
        return list(connection.iterdump())


NO_STARTS: dict[str, dict[str, Any]] = {
    "missing": {"actor": "ann", "data": {}},
    "role": {"actor": "guest", "data": {"purpose": "合同"}},
    "nobody": {"actor": "nobody", "data": {"purpose": "合同"}},
    "malformed": {"actor": "ann", "data": {"purpose": ""}},
    "unknown key": {"actor": "ann", "data": {"purpose": "合同", "colour": "red"}},
    "not a start": {"actor": "ann", "data": {"purpose": "合同"}, "step": "grant"},
}


@pytest.mark.parametrize("name", NO_STARTS)
def test_a_start_that_is_refused_writes_nothing_and_uses_no_number(
    name: str, engine: Engine, tmp_path: Path
) -> None:
    engine.start("seal-use", actor="ann", data={"purpose": "一"})
    before = contents(tmp_path)
    with pytest.raises((Refused, InvalidInput)):
        engine.start("seal-use", **NO_STARTS[name])
    assert contents(tmp_path) == before
    assert engine.start("seal-use", actor="ann", data={"purpose": "二"}).number == "YZ-2026-002"


NO_COMMANDS: dict[str, Callable[[Engine, str], object]] = {
    "fire, refused by role": lambda e, c: e.fire(
        c, "grant", actor="ann", data={"keeper": "vault", "pages": 1}
    ),
    "fire, refused by a guard": lambda e, c: e.fire(
        c, "grant", actor="boss", data={"pages": 500, "keeper": "vault"}
    ),
    "fire, malformed": lambda e, c: e.fire(c, "grant", actor="boss", data={"pages": "many"}),
    "receive": lambda e, c: e.receive(c, "form.1", actor="boss"),
    "waive": lambda e, c: e.waive(c, "two_people", "ann", actor="ann", reason="急"),
    "correct": lambda e, c: e.correct(c, "purpose", "别的", actor="ann", reason="错字"),
}


@pytest.mark.parametrize("name", NO_COMMANDS)
def test_a_command_that_is_refused_writes_nothing(name: str, engine: Engine, tmp_path: Path) -> None:
    case = engine.start("seal-use", actor="ann", data={"purpose": "一"})
    before = contents(tmp_path)
    with pytest.raises((Refused, InvalidInput)):
        NO_COMMANDS[name](engine, case.id)
    assert contents(tmp_path) == before


if __name__ == "__main__":
    print(digest())
