"""Numbers from patterns, and ids that sort by time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from banfa.language.numbering import counted_in, number
from banfa.store.ids import new_id


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("TS-{year}-{seq:04}", "TS-2026-0007"),
        ("{seq}", "7"),
        ("{year}{seq:02}号", "202607号"),
        ("no places {here}", "no places {here}"),
    ],
)
def test_a_number_fills_the_places_of_its_pattern(pattern: str, expected: str) -> None:
    assert number(pattern, 2026, 7) == expected


def test_a_number_grows_past_its_width() -> None:
    assert number("{seq:02}", 2026, 1234) == "1234"


def test_only_a_pattern_with_the_year_counts_anew_each_year() -> None:
    assert (counted_in("TS-{year}-{seq}", 2026), counted_in("TS-{seq}", 2026)) == (2026, 0)


def test_ids_are_of_version_7_and_sort_by_time() -> None:
    start = datetime(2026, 9, 28, tzinfo=UTC)
    ids = [new_id(start + timedelta(milliseconds=i)) for i in range(50)]
    assert ids == sorted(ids)
    assert {UUID(one).version for one in ids} == {7}
    assert {UUID(one).variant for one in ids} == {UUID(ids[0]).variant}


def test_ids_of_one_moment_differ() -> None:
    now = datetime(2026, 9, 28, tzinfo=UTC)
    assert len({new_id(now) for _ in range(100)}) == 100
