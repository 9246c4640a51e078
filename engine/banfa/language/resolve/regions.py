"""LANGUAGE 11 and SEMANTICS 3.6: regions side by side must not get into each other's way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from banfa.language.process import Document, Step
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.writers import computed, taken
from banfa.texts import Text


class Region(NamedTuple):
    """A region of a state."""

    whole: str
    name: str


def check_regions(link: Linking, steps: Mapping[str, Step], documents: Mapping[str, Document]) -> None:
    """Report states of two regions, steps that leave the whole from one, and what two of them write."""
    home = _homes(link)
    for step in steps.values():
        _check_leaving(link, step, home)
    wrote: dict[str, tuple[Region, str]] = {}
    for step in steps.values():
        for region in sorted({home[state] for state in step.sources if state in home}):
            for what in _written_by(step, documents):
                first, other = wrote.setdefault(what, (region, step.id))
                if first.whole == region.whole and first.name != region.name:
                    _written_twice(link, what, other, step.id)


def _homes(link: Linking) -> dict[str, Region]:
    home: dict[str, Region] = {}
    for whole, model in sorted(link.section("states").items()):
        for region, members in sorted(model.regions.items()):
            for i, state in enumerate(members):
                if state in home:
                    message = Text(f"{state} 在两处", f"{state} stands in two places")
                    fix = Text("留一处", "keep one")
                    link.report("B313", message, fix, ("states", whole, "regions", region, i))
                home.setdefault(state, Region(whole, region))
    return home


def _check_leaving(link: Linking, step: Step, home: Mapping[str, Region]) -> None:
    wholes = {home[state].whole for state in step.sources if state in home}
    if step.to is None or not wholes:
        return
    target = home.get(step.to)
    if target is None or target.whole not in wholes:
        message = Text(
            "从并行的一路离开整体，要从整体出发", "to leave the whole from a region, start from the whole"
        )
        whole = min(wholes)
        fix = Text(f"写 from: {whole}", f"write from: {whole}")
        link.report("B313", message, fix, ("transitions", step.id, "from"))


def _written_by(step: Step, documents: Mapping[str, Document]) -> Iterator[str]:
    """Fields that a step writes, those of the parts it completes among them."""
    yield from {*taken(step), *computed(step)}
    for name, parts in step.complete.items():
        for part in parts:
            if name in documents and part in documents[name].parts:
                yield from documents[name].parts[part].all


def _written_twice(link: Linking, what: str, one: str, other: str) -> None:
    message = Text(
        f"{what} 在并行的两路里都写（{one}、{other}）",
        f"{what} is written in two regions side by side ({one}, {other})",
    )
    fix = Text("每一路用自己的数据项", "let each region have its own field")
    link.report("B314", message, fix, ("transitions", other), key=True, also=("transitions", one))
