"""What the README tells people to type exists; tests/docs types it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[2] / "README.md"
TARGETS = {"setup", "demo", "test", "lint", "bench"}


def typed(program: str) -> set[str]:
    """The words that follow `program` where a line or a code span of the README begins with it."""
    readme = README.read_text(encoding="utf-8")
    return set(re.findall(rf"(?:^|`)(?:\.venv/bin/)?{program} ([a-z]+)", readme, re.MULTILINE))


def test_make_has_five_targets_and_nothing_else(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][\w-]*):(?!=)", makefile, re.MULTILINE))
    assert targets == TARGETS


def test_every_make_command_of_the_readme_is_a_target() -> None:
    assert {"demo", "test"} <= typed("make") <= TARGETS


@pytest.mark.parametrize("command", sorted(typed("banfa")))
def test_every_banfa_command_of_the_readme_has_help(command: str) -> None:
    main = "import sys; from banfa.cli import main; sys.exit(main())"
    help_of = [sys.executable, "-c", main, command, "--help"]
    run = subprocess.run(help_of, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip()
