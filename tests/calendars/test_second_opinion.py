"""A slice of what benchmarks/calendars.py asks in full."""

from tests.calendars.comparing import disagreements


def test_an_independent_counter_finds_the_same_deadlines() -> None:
    assert disagreements(seed=7, number=2_500) == []
