"""Where a bad content is put, and what is said of how it was met: complaints, none if all is well."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from banfa.check import summary_of
from banfa.cli.running import run
from banfa.errors import DefinitionError
from banfa.language import load_org, org_from, process_from, scenarios_from
from banfa.language.folders import files_of
from banfa.language.problems import Problem
from banfa.language.process import Process
from banfa.people import Organisation, organisation_for
from banfa.scenarios import articles_report, run_scenario
from tests.engine.tiny import ORG, PROCESS
from tests.fuzz.complaints import about_problems, about_text
from tests.fuzz.walking import walk

REGULATION = Path(__file__).parents[2] / "processes" / "customer-complaint"
SCENARIO = "scenario: 一件\nsteps:\n  - {by: ann, do: apply, with: {purpose: 合同}, now: asked}\n"
Complaints = list[str]
_TRACE = re.compile(r'Traceback|File "|\bline [0-9]+, in |NoneType|pydantic')


def give(target: str, content: bytes) -> Complaints:
    """Put a content to its target: `process`, `regulation/FILE`, `org`, `scenario`, or `banfa COMMAND`."""
    if target in _FAULTY:
        return _FAULTY[target]()
    if target.startswith("banfa "):
        return _COMMANDS[target.removeprefix("banfa ")](content)
    if target.startswith("regulation/"):
        return as_process({**regulation_files(), target.removeprefix("regulation/"): content})
    return {"process": lambda: as_process({"process.yaml": content}), "org": lambda: as_org(content),
            "scenario": lambda: as_scenario(content)}[target]()  # fmt: skip


@lru_cache
def regulation_files() -> dict[str, bytes]:
    """The shipped regulation."""
    return files_of(REGULATION)


@lru_cache
def regulation() -> tuple[Process, Organisation]:
    """The shipped regulation and its people."""
    process, problems = process_from(regulation_files())
    assert process is not None, problems
    return process, organisation_for(load_org(REGULATION / "org.yaml"), process)


def as_process(files: dict[str, bytes]) -> Complaints:
    """The files of a process folder: problems, or a process that runs."""
    process, problems = process_from(files, "办法")
    complaints = about_problems(problems, files)
    errors = _errors(problems)
    if (process is None) != bool(errors):
        complaints.append(
            f"a process in spite of {len(errors)} errors" if errors else "neither process nor error"
        )
    for kind in (process, *process.parts.values()) if process is not None else ():
        summary_of(kind)
        articles_report(kind, ())
        complaints += walk(kind, kind.meaning)
    return complaints


def as_org(content: bytes) -> Complaints:
    """An organisation's file: problems, or people that fit the regulation or do not."""
    org, problems = org_from(content, "org.yaml")
    complaints = about_problems(problems, {"org.yaml": content})
    if (org is None) != bool(_errors(problems)):
        complaints.append("neither organisation nor error")
    if org is not None:
        try:
            people = organisation_for(org, regulation()[0])
            for person in people.people:
                people.grants(person, "2026-10-01")
        except DefinitionError as error:
            complaints += about_problems(error.problems, {"org.yaml": content})
    return complaints


def as_scenario(content: bytes) -> Complaints:
    """A scenario file: problems, or scenarios that are played."""
    scenarios, problems = scenarios_from(content, "s.yaml")
    complaints = about_problems(problems, {"s.yaml": content})
    if not scenarios and not _errors(problems) and content.strip():
        complaints += [] if _is_empty(content) else ["neither scenario nor error"]
    for scenario in scenarios:
        result = run_scenario(*regulation(), scenario)
        complaints += about_problems(result.problems, {"s.yaml": content})
        for difference in result.differences:
            for text in (difference.row, difference.what, difference.expected, difference.found):
                complaints += [f"{c} in {text!r:.300}" for c in about_text(text) if "characters" not in c]
    return complaints


def _is_empty(content: bytes) -> bool:
    """Whether only comments and document signs stand in it."""
    return not re.sub(rb"(?m)^(#.*|---.*|\.\.\.|\s*)$", b"", content).strip()


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [p for p in problems if p.severity == "error"]


def _die() -> Complaints:
    os._exit(9)


_FAULTY: dict[str, Callable[[], Complaints]] = {
    "raise": lambda: [str(1 // 0)],
    "die": _die,
    "hog": lambda: [str(len(bytearray(1 << 30)))],
}
"""What must be noticed, for a test of the limits."""


# -- the command line ----------------------------------------------------------------------------------------


@lru_cache
def _desk() -> Path:
    """A folder with a small process, its people, a scenario, and a case that has begun."""
    desk = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (desk / "p" / "scenarios").mkdir(parents=True)
    for name, text in (("process.yaml", PROCESS), ("org.yaml", ORG), ("scenarios/s.yaml", SCENARIO)):
        (desk / "p" / name).write_text(text, "utf-8")
    (desk / "data.json").write_text('{"purpose": "合同"}', "utf-8")
    return desk


_ACTED = ("--org", "p/org.yaml", "--as", "ann", "--data", "data.json", "--db")


def _check(content: bytes) -> Complaints:
    return _replaced("p/process.yaml", content, ("check", "p"), (0, 1))


def _check_json(content: bytes) -> Complaints:
    return _replaced("p/process.yaml", content, ("check", "p", "--format", "json", "--lang", "en"), (0, 1))


def _scenario(content: bytes) -> Complaints:
    return _replaced("p/scenarios/s.yaml", content, ("scenario", "p"), (0, 1, 2))


def _scenario_org(content: bytes) -> Complaints:
    return _replaced("p/org.yaml", content, ("scenario", "p", "--json"), (0, 1, 2))


def _fmt(content: bytes) -> Complaints:
    return _replaced("p/process.yaml", content, ("fmt", "--check", "--diff", "p/process.yaml"), (0, 1))


def _articles(content: bytes) -> Complaints:
    return _replaced("p/process.yaml", content, ("articles", "p"), (0, 1, 2))


def _start(content: bytes) -> Complaints:
    words = ("case", "start", "p", *_ACTED, "sqlite:///s.db")
    return _replaced("data.json", content, words, (0, 2, 3))


def _fire(content: bytes) -> Complaints:
    if not (_desk() / "f.db").exists():
        _replaced("data.json", b'{"purpose": "x"}', ("case", "start", "p", *_ACTED, "sqlite:///f.db"), (0,))
    words = ("case", "fire", _first_number(), "add_note", *_ACTED, "sqlite:///f.db", "--json")
    return _replaced("data.json", content, words, (0, 2, 3))


@lru_cache
def _first_number() -> str:
    _, said = _banfa(("case", "list", "--db", "sqlite:///f.db", "--json"))
    return str(json.loads(said)["cases"][0]["number"])


def _start_from(content: bytes) -> Complaints:
    words = ("case", "start", "p", *_ACTED, "sqlite:///s.db")
    return _replaced("p/process.yaml", content, words, (0, 2, 3))


_COMMANDS: dict[str, Callable[[bytes], Complaints]] = {
    "check": _check,
    "check --format json": _check_json,
    "scenario": _scenario,
    "scenario of an org": _scenario_org,
    "fmt": _fmt,
    "articles": _articles,
    "case start": _start,
    "case fire": _fire,
    "case start of a process": _start_from,
}


def _replaced(name: str, content: bytes, words: tuple[str, ...], codes: tuple[int, ...]) -> Complaints:
    """Run the command line at the desk while a file there has this content."""
    file = _desk() / name
    before = file.read_bytes()
    file.write_bytes(content)
    try:
        code, said = _banfa(words)
    finally:
        kept = file.read_bytes()
        file.write_bytes(before)
    complaints = [] if code in codes else [f"exit code {code}: {said[-800:]}"]
    if kept != content:
        complaints.append("the file was changed")
    if code and not said.strip():
        complaints.append(f"exit code {code} without a word")
    found = _TRACE.search(said)
    if "B131" in said:
        complaints.append("the layout would change the meaning")
    return complaints + ([f"it says {found[0]!r}: {said[-800:]}"] if found else [])


def _banfa(words: tuple[str, ...]) -> tuple[int, str]:
    out, here = io.TextIOWrapper(io.BytesIO(), "utf-8"), Path.cwd()
    os.chdir(_desk())
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = run(words)
            sys.stdout.flush()
    finally:
        os.chdir(here)
    return code, out.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]
