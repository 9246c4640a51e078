"""A case told as it goes: what each row of the story did, read back from the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from banfa.cli import output, telling
from banfa.cli.custody import custody_table
from banfa.cli.names import Names
from banfa.cli.session import both
from banfa.engine import CaseNow, Engine
from banfa.kernel.decision import Refusal
from banfa.texts import counted

_FEW = 4
"""So many values are told one by one; of more only their number."""

Place = tuple[str, int, str]
"""A copy: document, set, name."""


class Seen(NamedTuple):
    """A case as it was last told."""

    states: tuple[str, ...] = ()
    copies: Mapping[Place, Mapping[str, Any]] = {}


class Teller:
    """Tells one case; remembers what it told, so that it tells only what changed."""

    def __init__(self, engine: Engine, names: Names) -> None:
        self._engine = engine
        self._names = names
        self._seen = Seen()
        self._told = 0

    def step(self, now: CaseNow) -> None:
        """Tell what a step did: who, what, by which article, where the case and its papers went."""
        event = self._engine.history(now.id)[-1]
        shown = self._engine.show(now.id)
        self._told += 1
        output.lines("", self._head(event), *self._given(event["data"]))
        output.lines(*(telling.warning(self._names, one) for one in now.warnings))
        copies = {(c["document"], c["set"], c["copy"]): c for c in shown["copies"]}
        output.lines(*self._papers(copies), *self._state(shown))
        self._seen = Seen(now.states, copies)

    def receipt(self, now: CaseNow) -> None:
        """Tell a receipt in a line."""
        event = self._engine.history(now.id)[-1]
        copies = {(c["document"], c["set"], c["copy"]): c for c in self._engine.copies(now.id)}
        moved = [place for place, copy in copies.items() if copy != self._seen.copies.get(place)]
        papers = self._names.list(self._paper(place) for place in moved)
        who = self._names.acting(event["actor"], event["role"], event["party"])
        output.lines(both(f"     {who} 签收 {papers}", f"     {who} receives {papers}"))
        self._seen = self._seen._replace(copies=copies)

    def refusal(self, actor: str, step: str, refusal: Refusal) -> None:
        """Tell a step that was tried and refused."""
        title = self._names.step(step)
        tried = both(f"{actor} 想办“{title}”，引擎不许：", f"{actor} tries {title}, and is refused:")
        output.lines("", f"  ✋ {tried}", *(f"     {line}" for line in telling.refused(self._names, refusal)))

    def custody(self, case: str) -> None:
        """Tell where the papers are: first the document with the most copies, then the others."""
        copies = self._engine.copies(case)
        documents = self._names.process.documents
        most = max(documents.values(), key=lambda document: len(document.copies)).id
        title = self._names.document(most)
        output.lines("", both(f"《{title}》各联现在在谁手里", f"Who holds each copy of {title}"))
        custody_table(self._names, [copy for copy in copies if copy["document"] == most])
        output.lines("", both("其余文件", "The other papers"))
        custody_table(self._names, [copy for copy in copies if copy["document"] != most])

    def _head(self, event: Mapping[str, Any]) -> str:
        who = self._names.acting(event["actor"], event["role"], event["party"])
        basis = self._names.cited(event["articles"]) or both("〔办法所选〕", " (our choice)")
        when = telling.time(event["happened"])
        return f"{self._told:>2}. {when}  {who}  {self._names.step(event['step'])}{basis}"

    def _given(self, data: Mapping[str, Any]) -> Iterator[str]:
        if len(data) > _FEW:
            yield both(f"     填写 {len(data)} 项", f"     {counted(len(data), 'value')} given")
            return
        for name, value in data.items():
            title, shown = self._names.field(name), self._names.value(name, value)
            yield both(f"     {title}：{shown}", f"     {title}: {shown}")

    def _papers(self, copies: Mapping[Place, Mapping[str, Any]]) -> Iterator[str]:
        """What happened to papers; copies of one set that went the same way stand in one line."""
        moved: dict[tuple[str, int, str], list[str]] = {}
        for (document, k, copy), custody in copies.items():
            before = self._seen.copies.get((document, k, copy))
            if custody != before:
                where = self._whereabouts(custody, before)
                moved.setdefault((document, k, where), []).append(copy)
        for (document, k, where), names in moved.items():
            yield f"     📄 {self._paper((document, k, *names))} → {where}"

    def _whereabouts(self, copy: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
        if copy["superseded"] and not (before and before["superseded"]):
            return both("不再作数", "no longer counts")
        return self._names.party(copy["holder"]) or both("作废", "void")

    def _state(self, shown: Mapping[str, Any]) -> Iterator[str]:
        if tuple(shown["states"]) == self._seen.states:
            return
        states = self._names.list(self._names.state(state) for state in shown["states"])
        waiting = telling.waits_for(self._names, shown["waits_for"])
        wait = both(f"，等 {waiting}", f", waits for {waiting}") if waiting else ""
        yield both(f"     ⇒ {states}{wait}", f"     ⇒ {states}{wait}")

    def _paper(self, place: tuple[Any, ...]) -> str:
        """A document, its set if not the first, and its copies; of several copies only the names."""
        document, k, *copies = place
        named = self._names.list(copies) if len(copies) > 1 else self._names.copy(document, copies[0])
        which = both(f"（第 {k} 套）", f" (set {k})") if k > 1 else ""
        return f"{self._names.document(document)}{which} {named}".strip()
