"""The command line, run within the test: its exit code, what it says and what it complains about."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from banfa.cli.running import run
from tests.cli.said_in_json import held_to_its_schema
from tests.engine.tiny import write


class Said(NamedTuple):
    """What one run came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on stdout."""
        return orjson.loads(self.out)


Banfa = Callable[..., Said]


@pytest.fixture(autouse=True)
def _of_no_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BANFA_LANG", "BANFA_DB", "BANFA_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def banfa(capsys: pytest.CaptureFixture[str]) -> Banfa:
    """`banfa(word, …)` runs the command line; what it says in JSON is held to the schema of the command."""

    def banfa(*words: str) -> Said:
        code = run([*map(str, words)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        held_to_its_schema(words, code, out)
        return Said(code, out, err)

    return banfa


@pytest.fixture
def seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with the process `seal-use` and its people; a database appears with the first case."""
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    yield tmp_path


PROCESS, ORG = "processes/seal-use", ("--org", "people.yaml")


@pytest.fixture
def started(seal: Path, banfa: Banfa) -> Said:
    """A case that is started."""
    return banfa(
        "case", "start", PROCESS, *ORG, "--as", "ann", "--data", '{"purpose": "合同", "pages": 3}', "--json"
    )
