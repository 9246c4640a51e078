"""Bad contents met within limits: worker processes with 256 MB of memory, and 5 s of computing a content.

`trouble_with(inputs)` is called by tests and benchmarks; `python -m tests.fuzz.limits FILE` is a worker.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MEMORY = 256 * 1024 * 1024
SECONDS = 5
_A_BATCH = 250
_A_WAVE_OF_BYTES = 128 * 1024 * 1024
_STUCK = 60.0  # a worker that waits for something computes nothing, and no limit ends it


class Input(NamedTuple):
    """A content, where it is put, and the name by which it is found again."""

    target: str
    name: str
    content: bytes


class Met(NamedTuple):
    """How one input was met."""

    target: str
    name: str
    complaints: tuple[str, ...]
    seconds: float


def meet(inputs: Iterable[Input], workers: int = 2) -> list[Met]:
    """Put every input to its target, each within the limits; how each was met, in order."""
    found: list[Met] = []
    with ThreadPoolExecutor(workers) as pool:
        for wave in _waves(inputs, workers * _A_BATCH):
            size = -(-len(wave) // workers)
            batches = [wave[i : i + size] for i in range(0, len(wave), size)]
            found += [met for batch in pool.map(_meet_batch, batches) for met in batch]
    return found


def _waves(inputs: Iterable[Input], most: int) -> Iterator[list[Input]]:
    """So many inputs at a time as all workers take, and not too many bytes."""
    wave: list[Input] = []
    for one in inputs:
        wave.append(one)
        if len(wave) == most or sum(len(other.content) for other in wave) > _A_WAVE_OF_BYTES:
            yield wave
            wave = []
    if wave:
        yield wave


def trouble_with(inputs: Iterable[Input], workers: int = 2) -> list[str]:
    """Return what is wrong with how inputs were met, a line each."""
    return [f"{met.target} ← {met.name}: {c}" for met in meet(inputs, workers) for c in met.complaints]


def _meet_batch(batch: Sequence[Input]) -> list[Met]:
    """Run workers until every input of the batch is done; one that dies died of the input it was at."""
    done: list[Met] = []
    while len(done) < len(batch):
        lines, why = _run_worker(batch[len(done) :])
        for seconds, *complaints in lines:
            at = batch[len(done)]
            done.append(Met(at.target, at.name, tuple(complaints), seconds))
        if why and len(done) < len(batch):
            at = batch[len(done)]
            done.append(Met(at.target, at.name, (why,), float(SECONDS)))
    return done


def _run_worker(batch: Sequence[Input]) -> tuple[list[list[object]], str]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        todo, done = Path(folder) / "todo", Path(folder) / "done"
        with todo.open("wb") as file:
            for one in batch:
                pickle.dump(tuple(one), file)
        done.touch()
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "engine"), str(ROOT)]),
            "TMPDIR": folder,
        }
        command = [sys.executable, "-m", "tests.fuzz.limits", str(todo), str(done)]
        why = ""
        try:
            ended = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, timeout=_STUCK + len(batch)
            )
            if ended.returncode:
                why = f"the process ended with {ended.returncode}: {ended.stderr.decode(errors='replace')[-1_500:]}"
        except subprocess.TimeoutExpired:
            why = "the process is stuck"
        return [json.loads(line) for line in done.read_text("utf-8").splitlines()], why


def work(todo: Path, done: Path) -> None:
    """Meet inputs one after another, writing down each before the next."""
    from tests.fuzz.targets import give

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with todo.open("rb") as inputs, done.open("w", encoding="utf-8") as out:
        while inputs.peek(1):
            target, _, content = pickle.load(inputs)
            gc.collect()
            begin = time.process_time()
            resource.setrlimit(resource.RLIMIT_CPU, (int(begin) + 1 + SECONDS, -1))
            try:
                complaints = give(target, content)
            except BaseException:
                complaints = ["it raised " + traceback.format_exc()[-1_500:]]
            out.write(json.dumps([round(time.process_time() - begin, 3), *complaints]) + "\n")
            out.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]))
