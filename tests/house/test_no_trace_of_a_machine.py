"""Committed files work anywhere: no path of the machine that wrote them, no host of a package registry."""

import re
import subprocess
from pathlib import Path

import pytest

# Spelled in pieces, so that this file does not find itself.
FOLDERS = "|".join(["work", "tmp", "root", "home", "Users"])
ABSOLUTE_PATH = re.compile(rf"(?<![\w.*/\-])/(?:{FOLDERS})/\w")
REGISTRIES = ["py" + "pi.org", "py" + "pi.python.org", "python" + "hosted.org", "npm" + "js.org"]
REGISTRY_HOST = re.compile("|".join(map(re.escape, REGISTRIES)))


def committed_files(root: Path) -> list[Path]:
    # safe.directory: a build server's checkout often belongs to another user.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    return [root / name for name in listing.decode().split("\0") if name and (root / name).is_file()]


def traces(text: str, root: Path) -> list[str]:
    found = [m.group() for pattern in (ABSOLUTE_PATH, REGISTRY_HOST) for m in pattern.finditer(text)]
    return found + [str(root)] * (str(root) in text)


def test_no_committed_file_names_this_machine_or_a_registry(root: Path) -> None:
    files = committed_files(root)
    assert files
    found = {file.name: traces(file.read_bytes().decode("utf-8", "replace"), root) for file in files}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "text", ["see /" + "work/main", "cp x '/" + "home/me/x'", "index https://" + "pypi." + "org/simple"]
)
def test_a_trace_is_noticed(text: str, root: Path) -> None:
    assert traces(text, root)


@pytest.mark.parametrize("text", ["./demo/tmp/x", "engine/work/x", "https://docs.example/home/x"])
def test_a_relative_path_or_a_link_is_no_trace(text: str, root: Path) -> None:
    assert traces(text, root) == []
