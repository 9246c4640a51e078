"""The ways of a document's copies: who holds them, and which step takes them from whom to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from banfa.language.process import ALL, OWN, Document, Process, Step
from banfa.views.diagrams.picture import Edge, Node, Note, Picture, Said, Shape
from banfa.views.diagrams.routes import depths
from banfa.views.diagrams.titles import Titles

ISSUED = "start"


class _Ways:
    """The picture of one document in the making."""

    def __init__(self, process: Process, document: Document, titles: Titles) -> None:
        self.process, self.document, self.titles = process, document, titles
        depth = depths(process)
        order = sorted(process.steps.values(), key=lambda step: (_depth(step, depth), step.id))
        self.steps = [step for step in order if self._touches(step)]
        self.edges = tuple(self._edges())

    def picture(self) -> Picture:
        """The finished picture."""
        name, say = self.titles.document(self.document.id), self.titles.say
        told = say("箭头是步骤：谁把哪几联送到谁手里。", "Arrows are steps: who sends which copies to whom.")
        return Picture(
            kind="papers",
            title=say(f"《{name}》各联的去向", f"{name}: where its copies go"),
            told=told if self.edges else say("没有步骤用到它。", "No step handles it."),
            lang=self.titles.lang,
            nodes=tuple(self._nodes()),
            edges=self.edges,
            notes=tuple(self._notes()),
        )

    def _touches(self, step: Step) -> bool:
        name = self.document.id
        handled = (step.issue, step.complete, step.void, step.send, step.send_if_held, step.recall)
        return any(name in what for what in handled)

    # -- parties -------------------------------------------------------------------------------------------

    def _nodes(self) -> Iterator[Node]:
        acts = dict(self._acts())
        if any(edge.tail == ISSUED for edge in self.edges):
            yield Node(ISSUED, "start")
        ends = {end for edge in self.edges for end in (edge.tail, edge.head)} | acts.keys()
        for party in sorted(ends - {ISSUED}):
            role = self.process.roles.get(party.removeprefix("party:"))
            shape: Shape = "many" if role is not None and role.outside else "party"
            yield Node(
                party, shape, self.titles.role(party.removeprefix("party:")), tuple(acts.get(party, ()))
            )

    def _acts(self) -> Iterator[tuple[str, list[Said]]]:
        """What parties do to a copy in their own hands."""
        found: dict[str, list[Said]] = {}
        for step in self.steps:
            for said in self._done_to_it(step):
                for actor in self._actors(step):
                    found.setdefault(actor, []).append(said)
        yield from found.items()

    def _done_to_it(self, step: Step) -> Iterator[Said]:
        name, say, title = self.document.id, self.titles.say, self.titles.step(step.id)
        if name in step.void:
            copies = self._copies(step.void[name])
            yield Said(say(f"作废{copies}", f"voids {copies}"), title, step=step.id)
        if name in step.recall:
            yield Said(say("收回", "recalls it"), title, step=step.id)

    def _actors(self, step: Step) -> tuple[str, ...]:
        roles = (self.process.roles.get(by) for by in step.by)
        known = tuple(dict.fromkeys(_party(role.holder) for role in roles if role is not None))
        return known or (_party(self.titles.actors(step.by, step.by_table)),)

    # -- ways ----------------------------------------------------------------------------------------------

    def _edges(self) -> Iterator[Edge]:
        for step in self.steps:
            if self.document.id in step.issue:
                said = Said(self.titles.step(step.id), self._issued(step), step=step.id)
                yield from (Edge(ISSUED, actor, "forward", said) for actor in self._actors(step))
            yield from self._sent(step, step.send, "")
            yield from self._sent(step, step.send_if_held, self.titles.say("（手里有才送）", " (if held)"))

    def _issued(self, step: Step) -> str:
        parts = self.titles.say("出具", "issued") + " " + self.titles.cited(step.origin.articles)
        return parts.strip()

    def _sent(
        self, step: Step, sends: Mapping[str, Mapping[str, tuple[str, ...]]], only: str
    ) -> Iterator[Edge]:
        for role, copies in sorted(sends.get(self.document.id, {}).items()):
            found = self.process.roles.get(role)
            articles = self.titles.cited(step.origin.articles)
            said = Said(
                self.titles.step(step.id), f"{self._copies(copies)}{only} {articles}".strip(), step=step.id
            )
            head = _party(found.holder if found else role)
            for actor in self._actors(step):
                yield Edge(actor, head, "back" if step.kind == "back" else "forward", said)

    def _copies(self, copies: Iterable[str]) -> str:
        """第 2、4 联; of a single paper nothing need be said."""
        say, names = self.titles.say, list(copies)
        if names == [ALL] or self.document.single:
            return say("全部", "all of it")
        if names == [OWN]:
            return say("各自的一份", "each its own")
        return say(f"第 {'、'.join(names)} 联", f"copies {', '.join(names)}")

    # -- copy by copy --------------------------------------------------------------------------------------

    def _notes(self) -> Iterator[Note]:
        if self.document.single or self.document.each:
            return
        for copy, known in self.document.copies.items():
            title = self.titles.copy(self.document.id, copy)
            said = Said(title, self.titles.cited(known.origin.articles))
            yield Note(copy, said, self.titles.say("；", "; ").join(self._goes(copy)) or self._stays())

    def _stays(self) -> str:
        return self.titles.say("留在出具人手里", "stays with whoever issued it")

    def _goes(self, copy: str) -> Iterator[str]:
        say = self.titles.say
        for step in self.steps:
            title = self.titles.step(step.id)
            for sends in (step.send, step.send_if_held):
                for role, copies in sorted(sends.get(self.document.id, {}).items()):
                    if copy in copies or ALL in copies:
                        yield say(
                            f"{title} → {self.titles.role(role)}", f"{title} → {self.titles.role(role)}"
                        )
            if {copy, ALL} & set(step.void.get(self.document.id, ())):
                yield say(f"{title}：作废", f"{title}: void")


def papers_of(process: Process, document: Document, lang: str) -> Picture:
    """Return the picture of a document's ways."""
    return _Ways(process, document, Titles(process, lang)).picture()


def _party(role: str) -> str:
    return f"party:{role}"


def _depth(step: Step, depth: Mapping[str, int]) -> int:
    return min((depth.get(state, len(depth)) for state in step.sources), default=-1)
