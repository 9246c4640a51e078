"""Which bad contents are put where: a small choice for the suite, thousands for the benchmark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from pathlib import Path
from random import Random

import yaml

from tests.engine.tiny import ORG, PROCESS
from tests.fuzz import broken, hostile, trees
from tests.fuzz.everything import TEXT as EVERYTHING
from tests.fuzz.limits import Input
from tests.fuzz.targets import REGULATION, SCENARIO, regulation_files
from tests.kernel.repairs import TEXT as REPAIRS
from tests.language.written_processes import SOUND

Named = tuple[str, bytes]
DATA = '{"purpose": "合同", "pages": 3, "kinds": ["letter"], "fee": "12.50", "why": "再看"}'.encode()
FILES = tuple(f"regulation/{name}" for name in regulation_files())
PURE = ("process", "org", "scenario", "regulation/guards.yaml", "regulation/texts/en.yaml")
COMMANDS = (
    "banfa check",
    "banfa check --format json",
    "banfa scenario",
    "banfa scenario of an org",
    "banfa fmt",
    "banfa articles",
    "banfa case start of a process",
)
WITH_DATA = ("banfa case start", "banfa case fire")


@lru_cache
def sound(target: str) -> tuple[bytes, ...]:
    """The sound contents that are broken for a target."""
    if target.startswith("regulation/"):
        return (regulation_files()[target.removeprefix("regulation/")],)
    return {
        "process": (SOUND.encode(), PROCESS.encode(), REPAIRS.encode(), EVERYTHING.encode()),
        "org": ((REGULATION / "org.yaml").read_bytes(), ORG.encode()),
        "scenario": (scenarios("returns.yaml")[0], scenarios("papers-and-facts.yaml")[0], SCENARIO.encode()),
        "banfa scenario": (SCENARIO.encode(),),
        "banfa scenario of an org": (ORG.encode(),),
        "banfa case start": (DATA,),
        "banfa case fire": (b'{"why": "x"}', DATA),
    }.get(target, (PROCESS.encode(),))


def scenarios(file: str) -> tuple[bytes, ...]:
    """The scenarios of a file of the regulation, one a content."""
    return tuple((REGULATION / "scenarios" / file).read_bytes().split(b"\n---\n"))


def chosen(found: Iterable[Named], seed: int, count: int | None) -> Iterable[Named]:
    """So many of the contents, by a lot drawn from the name of each; all for None."""
    if count is None:
        return found
    return nsmallest(count, found, key=lambda named: lot(seed, named[0]))


def lot(seed: int, name: str) -> float:
    """A number from 0 to 1, always the same for a name."""
    return Random(f"{seed} {name}").random()


def hostile_inputs(targets: Sequence[str], seed: int, count: int | None = None) -> Iterator[Input]:
    """Contents made to do harm."""
    with_data = [target for target in targets if target in WITH_DATA]
    with_files = [target for target in targets if target not in WITH_DATA]
    for made, given in ((hostile.data, with_data), (hostile.everything, with_files)):
        for name, content in chosen(made(), seed, count) if given else ():
            for target in given:
                yield Input(target, name, content)


def broken_inputs(targets: Iterable[str], seed: int, count: int, cuts: int | None = None) -> Iterator[Input]:
    """Sound contents, cut off and broken."""
    for target in targets:
        for content in sound(target):
            every = [*chosen(broken.cuts(content), seed, cuts), *broken.mutants(content, seed, count)]
            for name, damaged in every:
                yield Input(target, name, damaged)


def tree_inputs(targets: Iterable[str], seed: int, count: int) -> Iterator[Input]:
    """Sound contents in which a node is of another kind, or a key is another, doubled or gone."""
    for target in targets:
        for content in sound(target):
            for name, changed in trees.several(trees.tree_of(content), seed, count):
                yield Input(target, name, changed)


def suite_inputs(folder: Path, targets: Iterable[str]) -> Iterator[Input]:
    """The published YAML suite: its files, and the texts in them."""
    files = [(file.name, file.read_bytes()) for file in sorted(folder.glob("*.yaml"))]
    texts = [
        (f"{name} {i}", case["yaml"].replace("␣", " ").replace("∎\n", "").encode())
        for name, content in files
        for i, case in enumerate(yaml.safe_load(content))
        if "yaml" in case
    ]
    for target in targets:
        for name, content in (*files, *texts):
            yield Input(target, name, content)
