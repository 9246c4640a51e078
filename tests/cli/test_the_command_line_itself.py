"""Help, version, usage, languages; pipes that close, keys that interrupt, places that cannot be written."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from banfa.cli import exits, main
from tests.cli.conftest import Banfa

COMMANDS = sorted(
    file.stem if file.suffix else file.name
    for file in Path(exits.__file__).with_name("commands").iterdir()
    if not file.name.startswith("_")
)


def started(root: Path, *words: str, **more: object) -> "subprocess.Popen[str]":
    env = {**os.environ, "PYTHONPATH": str(root / "engine"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "banfa.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        **more,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_lists_every_command_in_the_language_asked_for(banfa: Banfa, lang: str) -> None:
    said = banfa("--lang", lang, "--help")
    assert said.code == 0
    assert all(f"\n  {command} " in said.out for command in COMMANDS)
    assert ("用法" in said.out) == (lang == "zh")
    assert said.out == banfa("--lang", lang).out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(banfa: Banfa, command: str) -> None:
    chinese, english = banfa(command, "--help"), banfa(command, "--help", "--lang", "en")
    assert (chinese.code, english.code) == (0, 0)
    assert chinese.out.startswith("用法：banfa ")
    assert english.out.startswith("Usage: banfa ")
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in english.out)


def test_help_imports_nothing_that_it_does_not_use(root: Path) -> None:
    program = (
        "import sys\nfrom banfa.cli.running import run\nrun(['--help'])\n"
        "print([name for name in ('sqlalchemy', 'pydantic', 'yaml', 'rich', 'transitions', 'lark', 'orjson')"
        " if name in sys.modules], file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(root / "engine")}
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, check=True
    )
    assert said.stderr.strip() == "[]"


def test_version_is_said(banfa: Banfa) -> None:
    said = banfa("--version")
    assert said.code == 0
    assert said.out.startswith("banfa")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["chek"], "是否指 check"),
        (["xyzzy"], "check"),
        (["check"], "PATH"),
        (["check", "--formt", "json", "."], "--format"),
        (["check", ".", "--format", "xml"], "text、json"),
        (["check", "a", "b"], "多了 b"),
        (["--lang", "fr", "check", "."], "zh"),
        (["--lang"], "zh"),
        (["schema", "everything"], "process"),
    ],
)
def test_a_command_line_that_makes_no_sense_is_explained(banfa: Banfa, words: list[str], hint: str) -> None:
    said = banfa(*words)
    assert (said.code, said.out) == (exits.BAD_INPUT, "")
    assert hint in said.err


def test_a_pipe_that_closes_ends_the_run_quietly(root: Path) -> None:
    with started(root, "schema", "process") as run:
        assert run.stdout is not None and run.stderr is not None
        run.stdout.close()
        complaints = run.stderr.read()
    assert (run.returncode, complaints) == (exits.CLOSED_PIPE, "")


def test_an_interruption_ends_the_run_with_its_code(root: Path, tmp_path: Path) -> None:
    words = ("case", "start", "customer-complaint", "--as", "x", "--data", "-")
    with started(root, *words, cwd=tmp_path, stdin=subprocess.PIPE) as run:
        assert run.stderr is not None
        _wait_until_it_reads(run)
        run.send_signal(signal.SIGINT)
        complaints = run.stderr.read()
    assert (run.returncode, complaints.strip()) == (exits.INTERRUPTED, "已中断")


def _wait_until_it_reads(run: "subprocess.Popen[str]") -> None:
    """Until the process sleeps in a read of its stdin; then it is in the middle of its command."""
    import time

    for _ in range(200):
        time.sleep(0.05)
        if "pipe" in Path(f"/proc/{run.pid}/wchan").read_text():
            return


def test_a_fault_of_banfa_itself_is_no_traceback(banfa: Banfa, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("banfa.language.schema.schema_text", broken)
    said = banfa("schema")
    assert said.code == exits.BROKEN
    assert "ZeroDivisionError" in said.err


def test_a_folder_that_cannot_be_written_is_told(
    banfa: Banfa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demo").write_text("a file where the demo wants a folder", "utf-8")
    monkeypatch.chdir(tmp_path)
    said = banfa("demo")
    assert said.code == exits.BAD_INPUT
    assert "demo" in said.err


def test_ctrl_c_while_it_is_still_being_loaded_is_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("banfa.cli.running.run", interrupted)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == exits.INTERRUPTED


def test_ctrl_c_after_the_last_word_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    known = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("banfa.cli.running.run", lambda _words: exits.REFUSED)
    try:
        with pytest.raises(SystemExit) as end:
            main()
        assert (end.value.code, signal.getsignal(signal.SIGINT)) == (exits.REFUSED, signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGINT, known)
