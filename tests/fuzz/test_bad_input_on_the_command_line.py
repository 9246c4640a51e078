"""Bad files and data on the command line: a word on what is wrong, the documented exit code, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.tiny import ORG, PROCESS
from tests.fuzz import inputs
from tests.fuzz.limits import trouble_with
from tests.fuzz.targets import SCENARIO

SEED = 30
ROOT = Path(__file__).parents[2]


def test_every_command_meets_broken_misshapen_and_hostile_files() -> None:
    broken = inputs.broken_inputs(inputs.COMMANDS, SEED, 4, 3)
    misshapen = inputs.tree_inputs(inputs.COMMANDS, SEED, 5)
    hostile = inputs.hostile_inputs(inputs.COMMANDS, SEED, 3)
    assert trouble_with([*broken, *misshapen, *hostile]) == []


def test_data_may_be_anything() -> None:
    assert trouble_with(inputs.hostile_inputs(inputs.WITH_DATA, SEED, 20)) == []
    assert trouble_with(inputs.broken_inputs(inputs.WITH_DATA, SEED, 10, 4)) == []


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A process folder and data, all sound."""
    (tmp_path / "p" / "scenarios").mkdir(parents=True)
    for name, text in (
        ("p/process.yaml", PROCESS),
        ("p/org.yaml", ORG),
        ("p/scenarios/s.yaml", SCENARIO),
        ("data.json", '{"purpose": "合同"}'),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


START = (
    "case",
    "start",
    "p",
    "--org",
    "p/org.yaml",
    "--as",
    "ann",
    "--data",
    "data.json",
    "--db",
    "sqlite:///c.db",
)
RUNS = [
    (("check", "p"), "p/process.yaml", b"\xff\xfe\x00", 1),
    (("check", "p"), "p/process.yaml", None, 0),
    (("scenario", "p"), "p/org.yaml", "org: 甲".encode("gbk"), 2),
    (("fmt", "--check", "p"), "p/org.yaml", b"\0" * 50, 1),
    (START, "data.json", b"[" * 100_000, 2),
    (START, "data.json", b"{}", 3),
]


@pytest.mark.parametrize(("words", "file", "content", "code"), RUNS)
def test_a_real_process_ends_with_the_documented_code(
    words: tuple[str, ...], file: str, content: bytes | None, code: int, desk: Path
) -> None:
    if content is not None:
        (desk / file).write_bytes(content)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "engine"), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        [sys.executable, "-m", "banfa.cli", *words],
        cwd=desk,
        env=environment,
        capture_output=True,
        check=False,
    )
    said = (ended.stdout + ended.stderr).decode()
    assert ended.returncode == code, said
    assert said.strip()
    assert "Traceback" not in said
