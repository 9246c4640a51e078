"""The kernel agrees with the second opinion; all 100,000 commands are in benchmarks/second_opinion.py."""

from pathlib import Path

import pytest

from tests.oracle.compare import (
    EXAMPLES,
    Counts,
    Difference,
    definition_of,
    run_example,
    run_random,
    run_regulation,
)
from tests.oracle.regulation import process

BATCHES = [range(start, start + 10) for start in range(0, 30, 10)]


@pytest.mark.parametrize("seed", [1, 2])
def test_both_agree_on_random_commands_over_the_regulation(seed: int) -> None:
    counts = run_regulation(seed, 400)
    assert counts.verdicts["accepted"] > 100 and counts.verdicts["refused"] > 100
    assert 120 < counts.drawn < 280


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_both_agree_on_random_walks_of_every_example(folder: Path) -> None:
    counts = run_example(folder, 1, 100)
    if counts is None:
        pytest.skip("it uses what is not run yet")
    assert counts.verdicts["accepted"] > 10 and counts.verdicts["refused"] > 10


@pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_both_agree_on_random_commands_over_random_definitions(seeds: range) -> None:
    loaded = played("plain", seeds)
    assert len(loaded) >= 8
    assert sum(counts.verdicts["accepted"] for counts in loaded) > 50


@pytest.mark.parametrize("kind", ["side by side", "asking", "timed"])
def test_both_agree_where_several_things_go_on_at_once(kind: str) -> None:
    loaded = played(kind, range(8))
    if not loaded:
        pytest.skip("it uses what is not run yet")
    assert len(loaded) >= 7
    assert sum(counts.verdicts["accepted"] for counts in loaded) > 50


ONCE_DIFFERED = [
    ("side by side", 107, 40, "a return goes through an entry between the whole and its target"),
    ("side by side", 106, 150, "an auto step that follows never rests"),
    ("side by side", 125, 150, "of two targets only one can be returned to with the right data"),
    ("asking", 35, 40, "one role that nobody holds is addressed and asked"),
    ("asking", 47, 40, "an answer that adds to the roster"),
]


@pytest.mark.parametrize(
    ("kind", "seed", "steps", "why"), ONCE_DIFFERED, ids=[one[3] for one in ONCE_DIFFERED]
)
def test_both_agree_where_they_once_differed(kind: str, seed: int, steps: int, why: str) -> None:
    counts = run_random(seed, steps, kind)
    assert counts is not None and counts.verdicts["accepted"] > 5, why


def played(kind: str, seeds: range) -> list[Counts]:
    runs = [run_random(seed, 40, kind) for seed in seeds]
    return [counts for counts in runs if counts is not None]


CHANGES = {
    "an input less": ("input", []),
    "nothing completed": ("complete", {}),
    "another state": ("to", "recording"),
    "another role": ("by", ["qm"]),
    "other articles": ("articles", ["1"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_definition_is_found_and_reported_with_what_led_to_it(change: str) -> None:
    definition, (key, value) = definition_of(process()), CHANGES[change]
    definition["transitions"]["receive"][key] = value
    with pytest.raises(Difference, match="-- second opinion") as found:
        run_regulation(1, 500, definition)
    assert "receive" in str(found.value)
