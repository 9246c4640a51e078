"""All the bad inputs there are, by kind; how many of each is the caller's to say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tests.engine.tiny import ORG, PROCESS
from tests.fuzz import broken, hostile, trees
from tests.fuzz.limits import Input
from tests.fuzz.targets import SCENARIO, regulation_files

SOUND = {"process": PROCESS, "org": ORG, "scenario": SCENARIO}


def hostile_inputs() -> Iterator[Input]:
    """Every hostile content as a process, an organisation and a scenario."""
    for name, content in hostile.everything():
        for target in SOUND:
            yield Input(target, name, content)


def broken_inputs(seed: int, count: int) -> Iterator[Input]:
    """Sound contents cut at every class of position, and broken at random, `count` each."""
    for target, sound in SOUND.items():
        content = sound if isinstance(sound, bytes) else sound.encode()
        for name, bad in (*broken.cuts(content), *broken.mutants(content, seed, count)):
            yield Input(target, name, bad)


def regulation_inputs(seed: int, count: int) -> Iterator[Input]:
    """Each file of the regulation with one node replaced, renamed, doubled or dropped, `count` a file."""
    for file, content in sorted(regulation_files().items()):
        if "/" not in file:
            for name, bad in islice(trees.several(trees.tree_of(content), seed, count), count):
                yield Input(f"regulation/{file}", name, bad)
