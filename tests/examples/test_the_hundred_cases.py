"""`examples/notebook` as its user runs it: a picture, and errors where it could not be read."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest

SCRIPT = "examples/notebook/hundred_cases.py"
Need = Callable[[object, str], None]


def run(root: Path, code: str, folder: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    words = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, 'examples/notebook'); {code}",
        str(folder),
    ]
    told = {**os.environ, **env}
    return subprocess.run(words, cwd=root, env=told, capture_output=True, text=True, timeout=300)


@pytest.fixture(autouse=True)
def _needs(need: Need) -> None:
    need(find_spec("matplotlib") and find_spec("manimgx_fonts_cjk"), "the extra `pictures`")


def test_it_plays_a_hundred_cases_to_many_ends_and_draws_each(root: Path, tmp_path: Path) -> None:
    words = [sys.executable, str(root / SCRIPT), str(tmp_path / "a.svg"), "7"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.startswith("100 个案件，") and done.stderr == ""
    assert all(end in done.stdout for end in ("已结案", "不受理", "已撤回"))
    drawn = ElementTree.parse(tmp_path / "a.svg").getroot()
    assert len(list(drawn.iter("{http://www.w3.org/2000/svg}path"))) > 500


def test_one_seed_gives_one_picture_and_another_another(root: Path, tmp_path: Path) -> None:
    code = "import hundred_cases as h; print([h.played(seed, 5) == h.played(1, 5) for seed in (1, 2)])"
    assert run(root, code, tmp_path).stdout == "[True, False]\n"


DRAW = "from picture import *; draw(['甲'], [Story((Stay('甲', 1.0),), '{end}')], sys.argv[1] + '/x.svg')"


def test_a_character_that_the_font_lacks_is_an_error(root: Path, tmp_path: Path) -> None:
    assert run(root, DRAW.format(end="完"), tmp_path).returncode == 0
    failed = run(root, DRAW.format(end="\U000e0fff"), tmp_path)
    assert failed.returncode != 0 and "U+E0FFF" in failed.stderr


def test_an_absent_font_is_an_error(root: Path, tmp_path: Path) -> None:
    failed = run(root, DRAW.format(end="完"), tmp_path, BANFA_FONT=str(tmp_path / "none.ttf"))
    assert failed.returncode != 0 and "没有中文字体" in failed.stderr
    assert list(tmp_path.iterdir()) == []
