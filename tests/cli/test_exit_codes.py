"""Every exit code is documented, and every documented one really ends some run."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from banfa.cli import exits
from tests.cli.conftest import ORG, PROCESS, Banfa, Said

NUMBER = "YZ-2026-001"
BROKEN = 'banfa: 1\nprocess: broken\nreferences:\n  r:   {status:   unresolved, titel: "规则"}\n'
CASE = (*ORG, "--as", "boss")

ENDS = [
    (0, ("case", "start", PROCESS, *ORG, "--as", "ann", "--data", '{"purpose": "x"}')),
    (2, ("case", "start", PROCESS, *ORG, "--as", "ann", "--data", "[]")),
    (3, ("case", "start", PROCESS, *CASE)),
    (4, ("case", "start", PROCESS, *ORG, "--as", "ann", "--data", '{"purpose": "y"}', "--key", "k")),
    (0, ("case", "fire", NUMBER, "grant", *CASE, "--data", '{"keeper": "vault", "pages": 3}')),
    (2, ("case", "fire", NUMBER, "grand", *CASE)),
    (3, ("case", "fire", NUMBER, "grant", *CASE, "--data", '{"keeper": "vault", "pages": 101}')),
    (4, ("case", "fire", NUMBER, "grant", *CASE, "--expect-version", "7")),
    (0, ("case", "receive", NUMBER, "form.2", *CASE)),
    (2, ("case", "receive", NUMBER, "form.9", *CASE)),
    (3, ("case", "receive", NUMBER, "form.1", *CASE)),
    (4, ("case", "receive", NUMBER, "form.2", *CASE, "--expect-version", "7")),
    (0, ("case", "correct", NUMBER, "pages", "4", *ORG, "--as", "ann", "--reason", "x")),
    (2, ("case", "correct", NUMBER, "pages", "four", *ORG, "--as", "ann", "--reason", "x")),
    (3, ("case", "correct", NUMBER, "pages", "4", *ORG, "--as", "guest", "--reason", "x")),
    (
        4,
        (
            "case",
            "correct",
            NUMBER,
            "pages",
            "4",
            *ORG,
            "--as",
            "ann",
            "--reason",
            "x",
            "--expect-version",
            "7",
        ),
    ),
    (0, ("case", "waive", NUMBER, "two_people", "both", *CASE, "--reason", "x")),
    (2, ("case", "waive", NUMBER, "two", "both", *CASE, "--reason", "x")),
    (3, ("case", "waive", NUMBER, "two_people", "both", *ORG, "--as", "ann", "--reason", "x")),
    (4, ("case", "waive", NUMBER, "two_people", "both", *CASE, "--reason", "x", "--expect-version", "7")),
    (0, ("case", "show", NUMBER)),
    (2, ("case", "show", "X-1")),
    (3, ("case", "show", NUMBER, *ORG, "--as", "guest")),
    (0, ("case", "history", NUMBER)),
    (2, ("case", "history", "X-1")),
    (3, ("case", "history", NUMBER, *ORG, "--as", "guest")),
    (0, ("case", "copies", NUMBER)),
    (2, ("case", "copies", "X-1")),
    (3, ("case", "copies", NUMBER, *ORG, "--as", "guest")),
    (0, ("case", "record", NUMBER, *ORG)),
    (2, ("case", "record", "X-1")),
    (3, ("case", "record", NUMBER, *ORG, "--as", "guest")),
    (0, ("case", "list")),
    (2, ("case", "list", "--field", "nothing=1")),
    (0, ("case", "allowed", NUMBER, *CASE)),
    (2, ("case", "allowed", NUMBER)),
    (0, ("case", "explain", NUMBER, "finish", *CASE)),
    (2, ("case", "explain", NUMBER, "finich", *CASE)),
    (3, ("case", "fire", NUMBER, "finish", *ORG, "--as", "guest")),
    (0, ("view", PROCESS, "stages")),
    (1, ("view", PROCESS, "--source", "people.yaml")),
    (2, ("view", "nowhere")),
    (3, ("view", "--case", NUMBER, *ORG, "--as", "guest")),
    (0, ("diagram", PROCESS, "--format", "mermaid")),
    (2, ("diagram", "nowhere")),
    (3, ("diagram", PROCESS, "--format", "mermaid", "--case", NUMBER, "--as", "guest")),
    (0, ("overlay", PROCESS)),
    (2, ("overlay", "nowhere")),
    (0, ("demo",)),
    (2, ("demo", "nothing")),
    (0, ("due", "--processes", "processes")),
    (2, ("due", "--processes", "nowhere")),
    (2, ("worker", "--every", "often")),
    (0, ("org", "list")),
    (2, ("org", "list", "--db", "none.db")),
    (0, ("org", "apply", "people.yaml", "--as", "ann")),
    (2, ("org", "apply", "nothing.yaml", "--as", "ann")),
    (3, ("org", "apply", "people.yaml", "--as", "ann")),
    (0, ("check", PROCESS)),
    (1, ("check", "broken")),
    (2, ("check", "nowhere")),
    (0, ("scenario", "customer-complaint", "--quiet")),
    (1, ("scenario", PROCESS)),
    (2, ("scenario", "nowhere")),
    (0, ("articles", PROCESS)),
    (1, ("articles", PROCESS, "--source", "people.yaml")),
    (2, ("articles", "nowhere")),
    (0, ("fmt", PROCESS)),
    (1, ("fmt", "--check", "broken")),
    (2, ("fmt", "nowhere")),
    (0, ("schema", "org")),
    (2, ("schema", "nothing")),
    (0, ("init", "new-one")),
    (2, ("init", "processes")),
    (0, ("completion", "bash")),
    (2, ("completion", "dos")),
    (0, ("--help",)),
    (2, ("nothing",)),
]


@pytest.mark.parametrize(("code", "words"), ENDS, ids=str)
def test_a_run_ends_with_the_documented_code(
    started: Said, seal: Path, banfa: Banfa, code: int, words: tuple[str, ...]
) -> None:
    (seal / "broken").mkdir()
    (seal / "broken" / "process.yaml").write_text(BROKEN, "utf-8")
    if "--key" in words:
        banfa(*words[:-3], '{"purpose": "x"}', "--key", "k")
    if code == 3 and words[0] in ("org", "diagram"):
        banfa("org", "apply", "people.yaml", "--as", "ann")
    assert banfa(*words).code == code


ENDINGS = {
    "case start": (0, 2, 3, 4),
    "case fire": (0, 2, 3, 4),
    "case receive": (0, 2, 3, 4),
    "case correct": (0, 2, 3, 4),
    "case waive": (0, 2, 3, 4),
    "case show": (0, 2, 3),
    "case history": (0, 2, 3),
    "case copies": (0, 2, 3),
    "case record": (0, 2, 3),
    "case list": (0, 2),
    "case allowed": (0, 2),
    "case explain": (0, 2),
    "org apply": (0, 2, 3),
    "org list": (0, 2),
    "check": (0, 1, 2),
    "scenario": (0, 1, 2),
    "articles": (0, 1, 2),
    "view": (0, 1, 2, 3),
    "diagram": (0, 2, 3),
    "fmt": (0, 1, 2),
    "overlay": (0, 2),
    "schema": (0, 2),
    "init": (0, 2),
    "completion": (0, 2),
    "demo": (0, 2),
    "due": (0, 2),
    "worker": (2,),  # and 0 once it is told to stop, below
}
"""With which codes a command can end by itself; any can be interrupted, lose its reader or be broken."""


def test_every_command_has_its_codes_and_every_code_of_it_a_run() -> None:
    run = {(command, code) for code, words in ENDS for command in ENDINGS if _is_of(words, command)}
    assert run == {(command, code) for command, codes in ENDINGS.items() for code in codes}
    assert set(ENDINGS) == set(_commands())


def _is_of(words: tuple[str, ...], command: str) -> bool:
    return list(words[: len(command.split())]) == command.split()


def _commands() -> Iterator[str]:
    """Every command there is, by its file."""
    folder = Path(exits.__file__).with_name("commands")
    for file in folder.rglob("[a-z]*.py"):
        yield " ".join(file.relative_to(folder).with_suffix("").parts)


def test_a_worker_that_is_told_to_stop_is_done(started: Said, seal: Path) -> None:
    command = [sys.executable, "-m", "banfa.cli", "worker", "--processes", "processes"]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    worker = subprocess.Popen(command, cwd=seal, env=env, text=True, **pipes)
    assert worker.stdout is not None and "Ctrl-C" in worker.stdout.readline()
    worker.send_signal(signal.SIGINT)
    out, err = worker.communicate(timeout=60)
    assert (worker.returncode, err) == (0, "") and "已停止" in out


def test_an_organisation_is_changed_by_an_admin_alone(seal: Path, banfa: Banfa) -> None:
    assert banfa("org", "apply", "people.yaml", "--as", "ann").code == 0
    assert banfa("org", "apply", "people.yaml", "--as", "ann").code == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_tells_every_code(banfa: Banfa, lang: str) -> None:
    told = banfa("--lang", lang, "--help").out.split("退出码" if lang == "zh" else "Exit codes")[1]
    codes = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert {int(line.split()[0]) for line in told.splitlines()[1:] if line.strip()} == codes
    assert all(words.in_(lang) in " ".join(told.split()) for _, words in exits.MEANINGS)
