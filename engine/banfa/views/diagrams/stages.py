"""The stage map: every state and transition of a process, and the path of a case through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import ascii_uppercase

from banfa.language.process import Process, Step
from banfa.views.diagrams.path import Path
from banfa.views.diagrams.picture import Edge, Group, Node, Note, Picture, Said, Shape
from banfa.views.diagrams.routes import Routes, depths, first_of_regions, regions_of, routes_of, targets
from banfa.views.diagrams.titles import Titles

START = "start"
ELSEWHERE = "elsewhere"
FEW = 2
"""From so many states a step is drawn; one from more is told in a note, under a letter."""
_SIGNS = "●▲■◆★▼"


class _Map:
    """One stage map in the making."""

    def __init__(self, process: Process, titles: Titles, path: Path, case: str | None) -> None:
        self.process, self.titles, self.path, self.case = process, titles, path, case
        self.depths = depths(process)
        self.steps = [step for _, step in sorted(process.steps.items())]
        self.routes = routes_of(process)
        self.homes = dict(_homes(process))
        self.letters = dict(zip((s.id for s in self.steps if self.wide(s)), _letters(), strict=False))

    def wide(self, step: Step) -> bool:
        """Whether a step may be taken in so many states that it is told in a note."""
        return len(step.sources) > FEW

    def picture(self) -> Picture:
        """The finished picture."""
        return Picture(
            kind="stages",
            title=self._title(),
            told=self._told(),
            lang=self.titles.lang,
            nodes=tuple(self._nodes()),
            edges=tuple(self._edges()),
            groups=tuple(self._groups()),
            notes=tuple(self._notes()),
        )

    def _title(self) -> str:
        title, say = self.titles.process(), self.titles.say
        if self.case:
            return say(f"{title} · 案件 {self.case} 走过的路", f"{title} · the path of case {self.case}")
        return say(f"{title} · 阶段图", f"{title} · stage map")

    # -- places --------------------------------------------------------------------------------------------

    def _nodes(self) -> Iterator[Node]:
        if any(step.kind == "start" for step in self.steps):
            yield Node(START, "start", visited=bool(self.path.moves))
        for name in self.process.states:
            yield self._node(name)
        for step in self.steps:
            if self.wide(step) and step.moves:
                yield self._many(step)
        if any(to not in self.process.states for step in self.steps for to in self._targets(step)):
            yield Node(ELSEWHERE, "many", self.titles.say("回到被打断处", "where it was interrupted"))

    def _targets(self, step: Step) -> tuple[str, ...]:
        """Whereto a step leads; one that resumes names no state."""
        return (targets(self.process, step) or ("",)) if step.moves else ()

    def _node(self, name: str) -> Node:
        here = [step for step in self.steps if name in step.sources]
        acts = [step for step in here if not self.wide(step) and self._stays(step, name)]
        return Node(
            id=_state(name),
            shape=self._shape(name),
            title=self.titles.state(name),
            acts=tuple(self._act(step, name) for step in acts),
            letters=tuple(sorted(self.letters[step.id] for step in here if step.id in self.letters)),
            group=self._group_of(name),
            current=name in self.path.states,
            visited=name in self.path.visited,
        )

    def _stays(self, step: Step, state: str) -> bool:
        """Whether a step leads nowhere from a state, or may lead into it anew."""
        return not step.moves or (step.kind != "back" and state in self._targets(step))

    def _act(self, step: Step, state: str) -> Said:
        if not step.moves:
            return self._said(step, self.path.numbers_at(step.id, state))
        said = self._said(step, self.path.numbers(step.id, state, state))
        return replace(said, detail=said.detail + self.titles.say("（重新进入）", " (enters it anew)"))

    def _shape(self, name: str) -> Shape:
        if self.process.states[name].regions:
            return "whole"
        ends: dict[str | None, Shape] = {"resting": "resting", "final": "final", "region": "final"}
        return ends.get(self.process.states[name].end, "state")

    def _many(self, step: Step) -> Node:
        """Where a step from many states sets out."""
        count = len(step.sources)
        title = self.titles.say(f"{count} 个状态", f"{count} states")
        letter = self.letters[step.id]
        return Node(_many(step.id), "many", title, letters=(letter,), visited=step.id in self._taken())

    def _taken(self) -> set[str]:
        return {move.step for move in self.path.moves}

    # -- ways ----------------------------------------------------------------------------------------------

    def _edges(self) -> Iterator[Edge]:
        for name in sorted(self.process.states):
            for first in first_of_regions(self.process, name):
                yield Edge(_state(name), _state(first), "fork", Said(""))
        for step in self.steps:
            if step.moves:
                yield from self._ways(step)

    def _ways(self, step: Step) -> Iterator[Edge]:
        for head in self._targets(step):
            for tail in (None,) if self.wide(step) else step.sources or (START,):
                if tail != head or step.kind == "back":
                    yield self._way(step, tail, head)

    def _way(self, step: Step, tail: str | None, head: str) -> Edge:
        """One way of a step; `tail` None: from many states at once."""
        if tail is None:
            numbers = tuple(m.n for m in self.path.moves if m.step == step.id and m.head == head)
        else:
            numbers = self.path.numbers(step.id, None if step.kind == "start" else tail, head)
        begin = _many(step.id) if tail is None else START if step.kind == "start" else _state(tail)
        end = _state(head) if head in self.process.states else ELSEWHERE
        return Edge(begin, end, "back" if step.kind == "back" else "forward", self._said(step, numbers))

    def _said(self, step: Step, numbers: tuple[int, ...] = ()) -> Said:
        actors = self.titles.say("自动", "by itself") if step.auto else ""
        by = [*step.by, *_listed(step.several.get("by", ()))]
        actors = actors or self.titles.actors(by, step.by_table)
        detail = f"{actors} {self.titles.cited(step.origin.articles)}".strip()
        return Said(self.titles.step(step.id), detail, numbers, step.id)

    # -- what belongs together -----------------------------------------------------------------------------

    def _groups(self) -> Iterator[Group]:
        used = {self._route_of(name) for name in self.process.states} - {None}
        for tone, ways in enumerate(_ordered(self.routes, {ways for ways in used if ways})):
            yield Group(_route(ways), self._route_title(ways, tone), tone)
        for whole in sorted(name for name in self.process.states if list(regions_of(self.process, name))):
            yield Group(f"whole:{whole}", "", parent=self._outer(whole))
            for region, _ in regions_of(self.process, whole):
                yield Group(f"region:{whole}:{region}", region, parent=f"whole:{whole}")

    def _group_of(self, name: str) -> str | None:
        if list(regions_of(self.process, name)):
            return f"whole:{name}"
        return self._outer(name)

    def _outer(self, name: str) -> str | None:
        if name in self.homes:
            return self.homes[name]
        ways = self._route_of(name)
        return _route(ways) if ways else None

    def _route_of(self, name: str) -> tuple[str, ...] | None:
        if self.routes is None or name in self.homes:
            return None
        return self.routes.states.get(name)

    def _route_title(self, ways: tuple[str, ...], tone: int) -> str:
        assert self.routes is not None
        field, enum = self.routes.field, self.routes.enum
        of = self.titles.table(field) if field in self.process.tables else self.titles.field(field)
        values = self.titles.say("或", " or ").join(self.titles.value(enum, value) for value in ways)
        return self.titles.say(f"{sign(tone)} {of}：{values}", f"{sign(tone)} {of}: {values}")

    # -- what is said beside it ----------------------------------------------------------------------------

    def _notes(self) -> Iterator[Note]:
        for step in self.steps:
            if step.id in self.letters:
                yield Note(
                    self.letters[step.id], self._said(step, self.path.numbers_of(step.id)), self._where(step)
                )

    def _where(self, step: Step) -> str:
        """Where it may be taken, and whereto."""
        say, names = self.titles.say, self._names(step.sources)
        to = self.titles.list(
            self.titles.state(s) for s in targets(self.process, step) if s in self.process.states
        )
        if not step.moves:
            return say(f"状态不变；在：{names}", f"the state stays; in: {names}")
        return say(f"→ {to}；自：{names}", f"→ {to}; from: {names}")

    def _names(self, states: Iterable[str]) -> str:
        """Titles of states, from the start onward."""
        order = sorted(states, key=lambda state: (self.depths[state], state))
        return self.titles.list(map(self.titles.state, order))

    def _told(self) -> str:
        say, process = self.titles.say, self.process
        count, steps = len(process.states), len(process.steps)
        told = say(f"{count} 个状态，{steps} 个步骤。", f"{count} states, {steps} steps. ")
        if self.routes is not None:
            told += self._routes_told(self.routes)
        if self.path.states:
            now = self._names(self.path.states)
            told += say(f"案件现在：{now}。", f"The case is now: {now}. ")
        return told.strip()

    def _routes_told(self, routes: Routes) -> str:
        say, told = self.titles.say, ""
        for ways in _ordered(routes, set(routes.states.values())):
            states = [name for name, of in routes.states.items() if of == ways]
            values = say("或", " or ").join(self.titles.value(routes.enum, value) for value in ways)
            names = self._names(states)
            told += say(f"{values}：{names}。", f"{values}: {names}. ")
        return told


def map_of(process: Process, lang: str, path: Path, case: str | None) -> Picture:
    """Return the stage map of a process, with the path of a case if one was taken."""
    return _Map(process, Titles(process, lang), path, case).picture()


def sign(tone: int) -> str:
    """The sign of a route, told apart without colour."""
    return _SIGNS[tone % len(_SIGNS)]


def _listed(words: str | Iterable[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _ordered(routes: Routes | None, found: set[tuple[str, ...]]) -> list[tuple[str, ...]]:
    order = routes.values if routes else ()
    return sorted(found, key=lambda ways: (len(ways), [order.index(value) for value in ways]))


def _homes(process: Process) -> Iterator[tuple[str, str]]:
    for whole in sorted(process.states):
        for region, members in regions_of(process, whole):
            yield from ((member, f"region:{whole}:{region}") for member in members)


def _letters() -> Iterator[str]:
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def _state(name: str) -> str:
    return f"state:{name}"


def _many(step: str) -> str:
    return f"many:{step}"


def _route(ways: tuple[str, ...]) -> str:
    return f"route:{' '.join(ways)}"
