"""LANGUAGE 11 and SEMANTICS 3.5, 3.6: regions side by side, and what interrupts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banfa.language.process import Document, State, Step, Table
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.writers import computed, taken
from banfa.language.written import Path
from banfa.texts import Text

Region = tuple[str, str]
"""A state and the name of one of its regions."""


def check_regions(
    link: Linking,
    steps: Mapping[str, Step],
    states: Mapping[str, State],
    documents: Mapping[str, Document],
    tables: Mapping[str, Table],
) -> None:
    """Report states of two regions, steps that lead out of or into a region wrongly, and what two write."""
    if not _check_nesting(link, states):
        return
    for state in states.values():
        _check_end(link, state)
    for step in steps.values():
        for target in _targets(step, tables):
            if target in states:
                _check_way(link, step, states[target], states)
        _check_resume(link, step, states)
    _check_written(link, steps, states, documents)


def _targets(step: Step, tables: Mapping[str, Table]) -> tuple[str, ...]:
    """Every state that a step may lead to."""
    named = (*step.back_to, *((step.to,) if step.to else ()))
    if step.to_table not in tables:
        return named
    table = tables[step.to_table or ""]
    answers = {str(row.then) for row in table.rows} | ({str(table.otherwise)} if table.otherwise else set())
    return (*named, *sorted(answers))


# -- how states are nested ---------------------------------------------------------------------------------


def _check_nesting(link: Linking, states: Mapping[str, State]) -> bool:
    before = len(link.problems.found)
    seen: set[str] = set()
    for whole in states.values():
        for region, members in whole.regions.items():
            for i, state in enumerate(members):
                at: Path = ("states", whole.id, "regions", region, i)
                if state in seen:
                    message = Text(f"{state} 在两处", f"{state} stands in two places")
                    link.report("B313", message, Text("留一处", "keep one"), at)
                elif state in _around(states, whole.id):
                    message = Text(f"{state} 包在自己里面", f"{state} stands within itself")
                    link.report("B313", message, Text("拆开", "take them apart"), at)
                seen.add(state)
    return len(link.problems.found) == before


def _around(states: Mapping[str, State], name: str) -> list[str]:
    """A state and the states around it, outwards."""
    found = [name]
    while (state := states.get(found[-1])) is not None and state.within and state.within[0] not in found:
        found.append(state.within[0])
    return found


def _check_end(link: Linking, state: State) -> None:
    if state.end == "region" and state.within is None:
        message = Text(f"{state.id} 不在并行的一路里", f"{state.id} stands in no region")
        fix = Text("写 end: resting 或 final", "write end: resting or final")
        link.report("B315", message, fix, ("states", state.id, "end"))


# -- where steps lead --------------------------------------------------------------------------------------


def _check_way(link: Linking, step: Step, target: State, states: Mapping[str, State]) -> None:
    key = "back_to" if step.kind == "back" else "to"
    if step.kind == "start" and target.within is not None:
        _entered_by_whole(link, step, target.within[0], key)
    for source in step.sources:
        if source in states and not _may_lead(step, states[source], target, states):
            within = states[source].within
            if within is not None and target.within != within:
                _leaves_a_region(link, step, within[0])
            else:
                _entered_by_whole(link, step, _around(states, target.id)[1], key)
            return


def _may_lead(step: Step, source: State, target: State, states: Mapping[str, State]) -> bool:
    """Whether both stand on one trail (SEMANTICS 3.6), or the step may lead from the one to the other.

    From a state into itself; back from outside, by the whole; to what interrupts a region or the whole.
    """
    around_target, around_source = _around(states, target.id), _around(states, source.id)
    if source.id in around_target[1:] or source.within == target.within:
        return True
    if step.kind == "back":
        return any(states[name].within == source.within for name in around_target if name in states)
    return target.keeps and any(
        states[name].within == target.within for name in around_source if name in states
    )


def _leaves_a_region(link: Linking, step: Step, whole: str) -> None:
    message = Text(
        "从并行的一路离开整体，要从整体出发", "to leave the whole from a region, start from the whole"
    )
    fix = Text(f"写 from: {whole}", f"write from: {whole}")
    link.report("B313", message, fix, ("transitions", step.id, "from"))


def _entered_by_whole(link: Linking, step: Step, whole: str, key: str) -> None:
    message = Text("从外面进入并行的一路，要进入整体", "from outside, a region is entered by its whole")
    fix = Text(f"写 {key}: {whole}", f"write {key}: {whole}")
    link.report("B313", message, fix, ("transitions", step.id, key))


def _check_resume(link: Linking, step: Step, states: Mapping[str, State]) -> None:
    if step.kind != "resume":
        return
    for source in step.sources:
        if source in states and not states[source].keeps:
            message = Text(
                f"{source} 没有记住被打断的状态", f"{source} does not remember what it interrupted"
            )
            fix = Text(f"在 {source} 写 keeps: true", f"write keeps: true in {source}")
            link.report("B316", message, fix, ("transitions", step.id, "to"), also=("states", source))


# -- what two regions write --------------------------------------------------------------------------------


def _check_written(
    link: Linking, steps: Mapping[str, Step], states: Mapping[str, State], documents: Mapping[str, Document]
) -> None:
    wrote: dict[str, list[tuple[Region, str]]] = {}
    for step in steps.values():
        regions = sorted({home for name in step.sources for home in _regions_around(states, name)})
        for what in sorted(set(_written_by(step, documents))):
            for region in regions:
                for other, by in wrote.get(what, ()):
                    if other[0] == region[0] and other[1] != region[1]:
                        _written_twice(link, what, by, step.id)
                        break
                wrote.setdefault(what, []).append((region, step.id))


def _regions_around(states: Mapping[str, State], name: str) -> Iterator[Region]:
    for state in _around(states, name):
        within = states[state].within if state in states else None
        if within is not None:
            yield within


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
