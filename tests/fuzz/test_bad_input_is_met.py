"""Whatever is handed in as a definition gets a clear answer at its place, within 5 s and 256 MB."""

from __future__ import annotations

from tests.fuzz.inputs import broken_inputs, hostile_inputs, regulation_inputs
from tests.fuzz.limits import meet, trouble_with


def test_hostile_contents_get_a_clear_answer_within_limits() -> None:
    inputs = list(hostile_inputs())[::16]
    assert len(inputs) > 10
    assert trouble_with(inputs) == []


def test_cut_and_broken_definitions_get_a_clear_answer() -> None:
    met = meet(broken_inputs(seed=7, count=4))
    assert len(met) > 8
    assert [(m.target, m.name, m.complaints) for m in met if m.complaints] == []


def test_the_regulation_with_one_thing_changed_loads_or_says_what_is_wrong() -> None:
    met = meet(regulation_inputs(seed=7, count=1))
    assert len(met) > 8
    assert [(m.target, m.name, m.complaints) for m in met if m.complaints] == []
