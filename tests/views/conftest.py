"""Processes to look at: the regulation that we ship, one with every key, and the one that `init` writes."""

from pathlib import Path

import pytest

from banfa.language import load_process
from banfa.language.init import init_files
from banfa.language.process import Process
from tests.fuzz.everything import TEXT


@pytest.fixture(scope="session")
def complaint(root: Path) -> Process:
    return load_process(root / "processes" / "customer-complaint")


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Process:
    folder = tmp_path_factory.mktemp("everything")
    (folder / "process.yaml").write_text(TEXT, encoding="utf-8")
    return load_process(folder)


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Process:
    folder = tmp_path_factory.mktemp("new") / "leave"
    for name, text in init_files("leave").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load_process(folder)
