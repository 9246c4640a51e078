"""A shell completes commands, cases, the steps allowed and people: asked through its own script."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from banfa.cli.commands.completion import SHELLS
from tests.cli.conftest import ORG, PROCESS, Banfa, Said
from tests.conftest import Need

ASK = """
compopt() {{ :; }}  # there is no line being edited here
source <(banfa completion bash)
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_LINE="{words}"; COMP_POINT=${{#COMP_LINE}}
{function} banfa
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def shell(seal: Path) -> Path:
    """A folder in which `banfa` is a command of the shell."""
    program = seal / "bin" / "banfa"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m banfa.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    return seal


def offered(shell: Path, *words: str) -> list[str]:
    """What a real bash offers after these words."""
    written = " ".join(repr(word) if not word or "{" in word else word for word in ("banfa", *words))
    asked = ASK.format(words=written, function="_banfa_completion")
    env = {**os.environ, "PATH": f"{shell / 'bin'}:{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "-c", asked], cwd=shell, env=env, capture_output=True, check=True)
    assert ran.stderr == b""
    return ran.stdout.decode().split()


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


@needs_bash
def test_bash_offers_commands_options_and_shells(shell: Path) -> None:
    assert offered(shell, "sc") == ["scenario", "schema"]
    assert offered(shell, "case", "re") == ["receive", "record"]
    assert offered(shell, "completion", "") == [*SHELLS]
    assert "--expect-version" in offered(shell, "case", "fire", "X", "--e")


@needs_bash
def test_bash_offers_processes_that_came_with_banfa(shell: Path) -> None:
    assert offered(shell, "case", "start", "customer") == ["customer-complaint"]


@needs_bash
def test_bash_offers_cases_steps_and_people_of_the_database(shell: Path, started: Said) -> None:
    number = started.json["number"]
    assert offered(shell, "case", "show", "YZ") == [number]
    assert offered(shell, "case", "fire", number, "") == ["add_note", "grant"]
    assert offered(shell, "case", "fire", *ORG, "--as", "ann", number, "") == ["add_note"]
    assert offered(shell, "case", "fire", number, "grant", *ORG, "--as", "bo") == ["boss", "both"]
    assert offered(shell, "case", "start", PROCESS, *ORG, "--as", "a") == ["ann"]
    assert offered(shell, "case", "receive", number, "form.") == ["form.1", "form.2"]
    assert offered(shell, "case", "correct", number, "p") == ["pages", "purpose"]


@needs_bash
def test_where_there_is_no_database_bash_offers_nothing_and_makes_none(shell: Path) -> None:
    assert offered(shell, "case", "show", "") == []
    assert not (shell / "cases.db").exists()


@pytest.mark.parametrize("name", SHELLS)
def test_every_shell_has_a_script(banfa: Banfa, name: str) -> None:
    assert f"_BANFA_COMPLETE={name}_complete" in banfa("completion", name).out


@pytest.mark.parametrize("name", SHELLS)
def test_the_script_is_one_that_the_shell_reads(banfa: Banfa, name: str, tmp_path: Path, need: Need) -> None:
    need(shutil.which(name), f"no {name} here")
    script = tmp_path / "script"
    script.write_text(banfa("completion", name).out, "utf-8")
    assert subprocess.run([name, "-n", str(script)], capture_output=True).stderr == b""


@pytest.mark.parametrize("asked", ["", "bash", "nothing_complete", "bash_nonsense"])
def test_a_shell_that_asks_nonsense_is_told_nothing(
    banfa: Banfa, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setenv("_BANFA_COMPLETE", asked)
    assert banfa("case") == (0, "", "")
