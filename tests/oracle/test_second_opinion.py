"""The kernel agrees with the second opinion; all 100,000 commands are in benchmarks/second_opinion.py."""

import pytest

from tests.oracle.compare import Difference, definition_of, run_random, run_regulation
from tests.oracle.regulation import process

BATCHES = [range(start, start + 10) for start in range(0, 60, 10)]


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_both_agree_on_random_commands_over_the_regulation(seed: int) -> None:
    counts = run_regulation(seed, 500)
    assert counts.verdicts["accepted"] > 100 and counts.verdicts["refused"] > 100
    assert 200 < counts.drawn < 300


@pytest.mark.parametrize("seeds", BATCHES, ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_both_agree_on_random_commands_over_random_definitions(seeds: range) -> None:
    runs = [run_random(seed, 40) for seed in seeds]
    loaded = [counts for counts in runs if counts is not None]
    assert len(loaded) >= 8
    assert sum(counts.verdicts["accepted"] for counts in loaded) > 50


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
