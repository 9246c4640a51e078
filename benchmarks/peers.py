"""The same work on other engines: a case of 18 steps (peers/turns.py), each on the disk before the next.

    python benchmarks/peers.py

SpiffWorkflow and DBOS are installed into an environment of their own in a temporary folder; one that does
not install is left out, and said to be. They check no role and keep no log of who did what; banfa does. DBOS
keeps SQLite's rollback journal, as it ships; the others write ahead.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from durable import Work, chain
from interleave import interleaved
from progress import alone, say, show

HERE = Path(__file__).parent / "peers"
STEPS, CASES_A_ROUND, ROUNDS = 18, 4, 7
OURS = "banfa"


class Peer(NamedTuple):
    """A contender in a process of its own: what it needs, what is run, and what we aim at against it."""

    name: str
    needs: str
    arguments: tuple[str, ...]
    aim: int


PEERS = (
    Peer("SpiffWorkflow, saves", "SpiffWorkflow==3.2.0", ("spiff.py",), 3),
    Peer("SpiffWorkflow, loads and saves", "SpiffWorkflow==3.2.0", ("spiff.py", "load"), 3),
    Peer("DBOS", "dbos==3.4.0", ("dbos_steps.py",), 5),
)


def installed(folder: Path, needs: str) -> str:
    """Install into an environment of its own; "" or why that failed."""
    show(f"installing {needs}")
    python = folder / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", needs]
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    except subprocess.CalledProcessError as error:
        return str(error.stderr).strip().splitlines()[-1][:200]
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    return ""


@contextmanager
def taking_turns(python: Path, peer: Peer) -> Iterator[Callable[[], int]]:
    """A peer that waits for its turn."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        script, *words = peer.arguments
        command = [str(python), str(HERE / script), folder, *words]
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                _heard(process, "ready")
                yield lambda: _turn(process)
            finally:
                process.kill()


def _turn(process: subprocess.Popen[str]) -> int:
    assert process.stdin is not None
    process.stdin.write(f"{CASES_A_ROUND}\n")
    process.stdin.flush()
    _heard(process, "done")
    return CASES_A_ROUND * STEPS


def _heard(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if said != word:
        raise RuntimeError(f"{process.args} said {said!r}")


def ours(work: Work, file: Path) -> Callable[[], int]:
    """`Engine.start` and `Engine.fire`, a commit each."""
    engine = work.engine(file)

    def run() -> int:
        for _ in range(CASES_A_ROUND):
            work.go_on(engine, work.start(engine))
        return CASES_A_ROUND * STEPS

    return run


def measure() -> dict[str, Any]:
    """Steps a second and how many times as fast we are as each peer that installs."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        environment = folder / "peers"
        work = chain(folder)
        contenders = {OURS: ours(work, folder / "ours.db")}
        absent = {needs: installed(environment, needs) for needs in {peer.needs for peer in PEERS}}
        there = [peer for peer in PEERS if not absent[peer.needs]]
        for needs, why in absent.items():
            if why:
                say(f"!! left out, since it does not install: {needs}: {why}")
        for peer in there:
            turn = taking_turns(environment / "bin" / "python", peer)
            contenders[peer.name] = stack.enter_context(turn)
        rates, ratio = interleaved(contenders, ROUNDS)
    return {
        "steps_per_second": {name: round(rate.per_second) for name, rate in rates.items()},
        "how many times as fast": {
            f"as {peer.name} (aim {peer.aim})": round(ratio(OURS, peer.name), 2) for peer in there
        },
        "left out": {needs: why for needs, why in absent.items() if why} or "nobody",
        "versions": ", ".join(sorted({peer.needs for peer in there})),
    }


if __name__ == "__main__":
    raise SystemExit(alone(measure))
