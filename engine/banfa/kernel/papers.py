"""What a step does with papers (SEMANTICS 8.3): preconditions and effects, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from banfa.kernel.case import Custody, standing_seals, standing_values
from banfa.kernel.event import Effect
from banfa.kernel.evolve import Draft
from banfa.kernel.program import Plan, Program, Unit
from banfa.kernel.roles import at_or_bound_for
from banfa.language.process import ALL, OWN


class Clash(NamedTuple):
    """A custody failure: its built-in id and what to call it by."""

    id: str
    document: str | None = None
    detail: str | None = None


class PaperWork:
    """The paper stages of one step. Failures are gathered; a failed item has no effect and stops nothing."""

    def __init__(
        self,
        program: Program,
        plan: Plan,
        draft: Draft,
        effects: list[Effect],
        *,
        me: str,
        given: Mapping[str, Any],
        undone: frozenset[tuple[str, int]],
        before: Mapping[str, Unit],
    ) -> None:
        self.program = program
        self.plan = plan
        self.draft = draft
        self.effects = effects
        self.me = me
        self.given = given
        self.undone = undone
        self.before = before
        self.clashes: list[Clash] = []
        self.missing: list[str] = []
        self.after = program.bindings(draft.as_case())
        self.held_back: set[str] = set()  # documents whose `each` field is not known yet (R27)

    def run(self) -> None:
        """All stages, in order."""
        step = self.plan.step
        self.follow(role for role in step.appoint if role in self.given)
        self.issue()
        self.complete()
        self.void()
        self.recall()
        self.send(step.send, demanded=True)
        self.send(step.send_if_held, demanded=False)
        self.supersede_undone()
        self.follow(
            role
            for role in self.program.scopes
            if role not in step.appoint and self.before.get(role) != self.after.get(role)
        )

    # -- small words

    def emit(self, *effect: Any) -> None:
        """An effect, played at once."""
        self.effects.append(effect)
        self.draft.play(effect)

    def current(self, document: str) -> int | None:
        """The current set of a document on the scratch case."""
        sets = self.draft.papers.get(document, ())
        return len(sets) if sets and sets[-1].current else None

    def copies(self, document: str, k: int) -> Mapping[str, Custody]:
        """The copies of a set, on the scratch case."""
        return self.draft.papers[document][k - 1].copies

    def mine(self, document: str, k: int) -> list[str]:
        """Copies at or on their way to the acting party, sorted."""
        found = self.copies(document, k).items()
        return sorted(n for n, custody in found if at_or_bound_for(custody) == self.me)

    def clash(self, id: str, document: str | None = None, detail: str | None = None) -> None:
        """Record a failure once."""
        clash = Clash(id, document, detail)
        if clash not in self.clashes:
            self.clashes.append(clash)

    # -- stages

    def follow(self, roles: Iterable[str]) -> None:
        """Papers at or bound for another unit of a role go to the unit that the role has now."""
        for role in sorted(roles):
            unit = self.after.get(role)
            if not isinstance(unit, str) or self.program.holders[role] != role:
                continue
            party = f"{role}:{unit}"
            for document in sorted(self.draft.papers):
                k = self.current(document)
                if k is None or (document, k) in self.undone:
                    continue
                for name, custody in sorted(self.copies(document, k).items()):
                    there = at_or_bound_for(custody)
                    if there is not None and there != party and there.startswith(f"{role}:"):
                        self.emit("move", document, k, name, there, party)

    def issue(self) -> None:
        """A new set in the hands of the acting party."""
        for name in self.plan.step.issue:
            document = self.program.process.documents[name]
            copies: tuple[str, ...] = tuple(sorted(document.copies))
            if document.each:
                members = standing_values(self.draft.as_case()).get(document.each)
                if not members:
                    self.missing.append(document.each)
                    self.held_back.add(name)
                    continue
                copies = tuple(sorted(str(m) for m in members))  # type: ignore[union-attr]
            k = self.current(name)
            if k is not None:
                self.emit("supersede", name, k)
            made = len(self.draft.papers.get(name, ())) + 1
            self.emit("issue", name, made, self.me, list(copies), sorted(document.parts))

    def complete(self) -> None:
        """Seal parts with the values now."""
        step = self.plan.step
        for name in sorted(step.complete):
            if name in self.held_back:
                continue
            k = self.current(name)
            if k is None or (name, k) in self.undone or not self.holds_one(name, k):
                self.clash(f"banfa.no_set.{name}", name)
            for part in sorted(step.complete[name]):
                self.complete_part(name, k, part)

    def holds_one(self, document: str, k: int) -> bool:
        """Whether the acting party holds a copy; one on its way to it is received by that."""
        mine = self.mine(document, k)
        if any(self.copies(document, k)[n].status == "at" for n in mine):
            return True
        if mine:
            self.emit("received", document, k, mine[0], self.me, "implied")
        return bool(mine)

    def complete_part(self, name: str, k: int | None, part_id: str) -> None:
        """Each field must stand; then a new revision, unless the standing seal shows exactly this."""
        part = self.program.process.documents[name].parts[part_id]
        case = self.draft.as_case()
        values = standing_values(case)
        lacking = [field for field in part.fields if field not in values]
        self.missing += lacking
        if lacking or k is None or (name, k) in self.undone:
            return
        now = {field: values[field] for field in part.all if field in values}
        revision = standing_seals(case).get((name, k, part_id))
        if revision is None or self.draft.papers[name][k - 1].parts[part_id][revision - 1] != now:
            self.emit("seal", name, k, part_id, now)

    def void(self) -> None:
        """Copies in the acting party's hands become void."""
        for name, wanted in sorted(self.plan.step.void.items()):
            if name in self.held_back:
                continue
            k = self.current(name)
            if k is None:
                self.clash(f"banfa.no_set.{name}", name)
                continue
            here = {n for n, c in self.copies(name, k).items() if c.status == "at" and c.party == self.me}
            if wanted == (ALL,):
                if not here:
                    self.clash(f"banfa.holds.{name}.all", name)
                wanted = tuple(here)
            for copy in sorted(wanted):
                if copy in here:
                    self.emit("void", name, k, copy)
                else:
                    self.clash(f"banfa.holds.{name}.{copy}", name, copy)

    def recall(self) -> None:
        """The current set no longer counts, for ever."""
        for name in self.plan.step.recall:
            k = self.current(name)
            if k is not None:
                self.emit("supersede", name, k)

    def send(self, sends: Mapping[str, Mapping[str, tuple[str, ...]]], *, demanded: bool) -> None:
        """Copies leave the acting party for the addressees."""
        for name in sorted(sends):
            if name in self.held_back:
                continue
            k = self.current(name)
            if k is None:
                if demanded:
                    self.clash(f"banfa.no_set.{name}", name)
                continue
            for role in sorted(sends[name]):
                self.send_to(name, k, role, sends[name][role], demanded=demanded)

    def send_to(self, name: str, k: int, role: str, wanted: tuple[str, ...], *, demanded: bool) -> None:
        """Send the wanted copies to one role."""
        if role in self.plan.appointed and role not in self.given:
            return  # the role itself is missing (R27)
        to = self.party(role)
        mine = self.mine(name, k)
        followed = self.followed(name, k, role, to)
        if wanted == (ALL,):
            copies = mine
            if demanded and not mine and not followed:
                self.clash(f"banfa.holds.{name}.all", name)
        else:
            copies = sorted(self.me.partition(":")[2] if copy == OWN else copy for copy in wanted)
        for copy in copies:
            if copy in mine:
                self.hand_over(name, k, copy, role, to)
            elif demanded and copy not in followed:
                self.clash(f"banfa.holds.{name}.{copy}", name, copy)

    def party(self, role: str) -> str | None:
        """The party a role is now, after the undoing."""
        unit = self.after.get(role)
        return f"{self.program.holders[role]}:{unit}" if isinstance(unit, str) else None

    def followed(self, name: str, k: int, role: str, to: str | None) -> frozenset[str]:
        """Copies already at or bound for a role that this step appoints: they count as sent."""
        if role not in self.plan.step.appoint or to is None:
            return frozenset()
        return frozenset(n for n, c in self.copies(name, k).items() if at_or_bound_for(c) == to)

    def hand_over(self, name: str, k: int, copy: str, role: str, to: str | None) -> None:
        """One copy goes; if it is still on its way to the sender, it is received by that."""
        if to is None:
            self.clash(f"banfa.unbound.{role}", name, role)
            return
        if self.copies(name, k)[copy].status == "transit":
            self.emit("received", name, k, copy, self.me, "implied")
        if to != self.me:
            self.emit("move", name, k, copy, self.me, to)

    def supersede_undone(self) -> None:
        """Sets that an undone step issued no longer count."""
        for name, k in sorted(self.undone):
            if self.draft.papers[name][k - 1].current:
                self.emit("supersede", name, k)


def sealed_clashes(
    plan: Plan, draft: Draft, writes: Mapping[str, Any], undone: frozenset[tuple[str, int]]
) -> list[Clash]:
    """Fields of sealed parts that get another value (SEMANTICS 7.3). `draft`: after the undoing."""
    case = draft.as_case()
    seals = standing_seals(case)
    found = []
    for document, part, fields in plan.sealable:
        k = case.current_set(document)
        if k is None or (document, k) in undone or (document, k, part) not in seals:
            continue
        shown = case.papers[document][k - 1].parts[part][seals[document, k, part] - 1]
        found += [
            Clash(f"banfa.sealed.{document}.{part}.{field}", document, field)
            for field in sorted(fields)
            if field in writes and writes[field] != shown.get(field)
        ]
    return found
