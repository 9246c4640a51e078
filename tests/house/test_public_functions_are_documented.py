"""Every public module, class, method and function says in a docstring what goes in and out."""

import subprocess
import sys
from pathlib import Path

RULES = "D100,D101,D102,D103"


def undocumented(folder: Path) -> str:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", RULES, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return run.stdout if run.returncode else ""


def test_nothing_public_in_engine_lacks_a_docstring(root: Path) -> None:
    assert undocumented(root / "engine") == ""


def test_a_missing_docstring_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('"""A module."""\n\n\ndef f() -> None:\n    pass\n', encoding="utf-8")
    assert "D103" in undocumented(tmp_path)
