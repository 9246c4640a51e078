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
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
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
    """Put every input to its target, each within the limits; how each was met, in order for one worker."""
    return list(meeting(inputs, workers))


def meeting(inputs: Iterable[Input], workers: int = 2) -> Iterator[Met]:
    """Yield as `meet` returns, each once it is met; whoever stops asking ends the workers."""
    crew = _Crew()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for wave in _waves(inputs, workers * _A_BATCH):
                size = -(-len(wave) // workers)
                batches = [wave[i : i + size] for i in range(0, len(wave), size)]
                busy = [pool.submit(crew.meet, batch) for batch in batches]
                yield from islice(iter(crew.met.get, None), len(wave))
                for one in busy:
                    one.result()
        finally:
            crew.stop()


def trouble_with(inputs: Iterable[Input], workers: int = 2) -> list[str]:
    """Return what is wrong with how inputs were met, a line each."""
    return [f"{met.target} ← {met.name}: {c}" for met in meet(inputs, workers) for c in met.complaints]


class _Crew:
    """Worker processes, which do not outlive who waits for them. `met`: what they have done; None ends it."""

    def __init__(self) -> None:
        self.met: SimpleQueue[Met | None] = SimpleQueue()
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = False

    def stop(self) -> None:
        """End every worker."""
        self._stopped = True
        for worker in tuple(self._running):
            worker.kill()

    def meet(self, batch: Sequence[Input]) -> None:
        """Run workers until every input of the batch is done; one that dies died of the input it was at."""
        try:
            while batch and not self._stopped:
                batch = batch[self._run(batch) :]
        except BaseException:
            self.met.put(None)
            raise

    def _run(self, batch: Sequence[Input]) -> int:
        """Run one worker; how many inputs it has done with."""
        done = 0
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, self._worker(folder, batch) as worker:
            patience = Timer(_STUCK + len(batch), worker.kill)
            patience.start()
            for line in worker.stdout or ():
                seconds, *complaints = json.loads(line)
                self._put(batch[done], complaints, seconds)
                done += 1
            patience.cancel()
            self._running.discard(worker)
            said = (Path(folder) / "said").read_text("utf-8", "replace")
            if worker.wait() and done < len(batch):
                self._put(
                    batch[done], [f"the process ended with {worker.returncode}: {said[-1_500:]}"], SECONDS
                )
                done += 1
        return done

    def _put(self, one: Input, complaints: list[str], seconds: float) -> None:
        self.met.put(Met(one.target, one.name, tuple(complaints), seconds))

    def _worker(self, folder: str, batch: Sequence[Input]) -> subprocess.Popen[str]:
        todo = Path(folder) / "todo"
        with todo.open("wb") as file:
            for one in batch:
                pickle.dump(tuple(one), file)
        path = os.pathsep.join([str(ROOT / "engine"), str(ROOT)])
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.limits", str(todo)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path, "TMPDIR": folder},
            stdout=subprocess.PIPE,
            stderr=(Path(folder) / "said").open("w"),
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C is for who started the crew
        )
        self._running.add(worker)
        if self._stopped:
            worker.kill()
        return worker


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


def work(todo: Path) -> None:
    """Meet inputs one after another; how each was met is written to stdout, before the next, as JSON."""
    from tests.fuzz.targets import give

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with todo.open("rb") as inputs, os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing else may come between
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
    work(Path(sys.argv[1]))
