"""Which fields a step takes and computes."""

from __future__ import annotations

from banfa.language.process import Step


def computed(step: Step) -> dict[str, str]:
    """Return the fields a step computes, each with the key that does it."""
    return {**dict.fromkeys(step.decide, "decide"), **dict.fromkeys(step.set, "set")}


def taken(step: Step) -> dict[str, str]:
    """Return the fields a step takes by name, each with the key that says so."""
    return {**dict.fromkeys(step.optional, "optional"), **{item.name: "input" for item in step.input}}
