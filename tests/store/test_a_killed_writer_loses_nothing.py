"""kill -9 in the middle of writing: what was acknowledged is there, and nothing is there by halves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from banfa.kernel.evolve import fold
from banfa.store import Store
from tests.engine.tiny import engine_in, write

WRITER = """
import sys
from banfa import Engine
engine = Engine.open(sys.argv[1], sys.argv[2], sys.argv[3])
while True:
    case = engine.start("seal-use", actor="ann", data={"purpose": "合同", "pages": 1})
    now = engine.fire(case.id, "add_note", actor="ann", data={"why": "急"})
    print(now.id, now.version, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 20])
def test_a_killed_writer_loses_nothing_acknowledged(tmp_path: Path, root: Path, acknowledged: int) -> None:
    address = f"sqlite:///{tmp_path / 'cases.db'}"
    words = [sys.executable, "-c", WRITER, address, *map(str, write(tmp_path))]
    env = {**os.environ, "PYTHONPATH": str(root / "engine")}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().split() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
    store = Store.open(address, create=False)
    with store.reading() as tx:
        cases = tuple(tx.cases())
        for kept in cases:
            assert fold([logged.event for logged in tx.events(kept.id)]) == kept.case
    store.close()
    versions = {kept.id: kept.n for kept in cases}
    assert all(versions[case] >= int(version) for case, version in said)
    numbers = sorted(kept.number or "" for kept in cases)
    assert [int(number.rpartition("-")[2]) for number in numbers] == list(range(1, len(cases) + 1))
    with engine_in(tmp_path) as engine:  # and the next one goes on without a gap
        assert engine.cases()
