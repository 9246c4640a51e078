"""What a step does with papers (SEMANTICS 8.3): preconditions and effects, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from banfa.kernel.case import Case
from banfa.kernel.event import Effect
from banfa.kernel.ledger import Ledger, at_or_bound_for
from banfa.kernel.program import Plan
from banfa.kernel.scratch import Scratch
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
        plan: Plan,
        case: Case,
        scratch: Scratch,
        ledger: Ledger,
        effects: list[Effect],
        me: str,
    ) -> None:
        self.program = scratch.program
        self.plan = plan
        self.case = case
        self.scratch = scratch
        self.ledger = ledger
        self.effects = effects
        self.me = me
        self.clashes: list[Clash] = []
        self.missing: list[str] = []
        self.held_back: set[str] = set()  # documents whose `each` field is not known yet (R27)

    def run(self) -> None:
        """All stages, in order."""
        step = self.plan.step
        if step.appoint:
            self.follow(filter(self.appoints, step.appoint))
        if step.issue:
            self.issue()
        if step.complete:
            self.complete()
        if step.void:
            self.void()
        for name in step.recall:
            self.recall(name)
        if step.send:
            self.send(step.send, demanded=True)
        if step.send_if_held:
            self.send(step.send_if_held, demanded=False)
        for name, k in sorted(self.scratch.undone):
            if self.ledger.papers[name][k - 1].current:
                self.supersede(name, k)
        if self.plan.shifts:
            self.follow(role for role in self.program.shifting if self.moved_on(role))

    # -- small words

    def appoints(self, role: str) -> bool:
        """Whether this firing appoints a role: one that may be given and is not, is not appointed (R29)."""
        return role in self.plan.step.appoint and role in self.scratch.data

    def moved_on(self, role: str) -> bool:
        """Whether a role that this firing does not appoint has another unit than before."""
        return not self.appoints(role) and self.program.binding(self.case, role) != self.scratch.binding(role)

    def mine(self, document: str, k: int) -> list[str]:
        """Copies at or on their way to the acting party, sorted."""
        found = self.ledger.copies(document, k).items()
        return sorted(n for n, custody in found if at_or_bound_for(custody) == self.me)

    def clash(self, id: str, document: str | None = None, detail: str | None = None) -> None:
        """Record a failure once."""
        if all(other.id != id for other in self.clashes):
            self.clashes.append(Clash(id, document, detail))

    def move(self, document: str, k: int, copy: str, party: str, to: str) -> None:
        """A copy leaves."""
        self.effects.append(("move", document, k, copy, party, to))
        self.ledger.move(document, k, copy, party, to)

    def receive(self, document: str, k: int, copy: str) -> None:
        """A copy on its way to the acting party is received by what it does with it."""
        self.effects.append(("received", document, k, copy, self.me, "implied"))
        self.ledger.received(document, k, copy, self.me)

    def supersede(self, document: str, k: int) -> None:
        """A set no longer counts."""
        self.effects.append(("supersede", document, k))
        self.ledger.supersede(document, k)

    # -- stages

    def follow(self, roles: Iterable[str]) -> None:
        """Papers at or bound for another unit of a role go to the unit that the role has now."""
        for role in sorted(roles):
            party = self.scratch.party(role)
            if party is None or self.program.holders[role] != role:
                continue
            for document in sorted(self.ledger.papers):
                k = self.ledger.current(document)
                if k is None or (document, k) in self.scratch.undone:
                    continue
                for name, custody in sorted(self.ledger.copies(document, k).items()):
                    there = at_or_bound_for(custody)
                    if there is not None and there != party and there.startswith(f"{role}:"):
                        self.move(document, k, name, there, party)

    def issue(self) -> None:
        """A new set in the hands of the acting party."""
        for name in self.plan.step.issue:
            document = self.program.process.documents[name]
            copies: list[str] = sorted(document.copies)
            if document.each:
                members = self.scratch.value(document.each)
                if not members:
                    self.missing.append(document.each)
                    self.held_back.add(name)
                    continue
                copies = sorted(str(m) for m in members)
            k = self.ledger.current(name)
            if k is not None:
                self.supersede(name, k)
            made = len(self.ledger.papers.get(name, ())) + 1
            parts = sorted(document.parts)
            self.effects.append(("issue", name, made, self.me, copies, parts))
            self.ledger.issue(name, made, self.me, copies, parts)

    def complete(self) -> None:
        """Seal parts with the values now."""
        step = self.plan.step
        for name in sorted(step.complete):
            if name in self.held_back:
                continue
            k = self.ledger.current(name)
            if k is None or (name, k) in self.scratch.undone or not self.holds_one(name, k):
                self.clash(f"banfa.no_set.{name}", name)
            for part in sorted(step.complete[name]):
                self.complete_part(name, k, part)

    def holds_one(self, document: str, k: int) -> bool:
        """Whether the acting party holds a copy; one on its way to it is received by that."""
        mine = self.mine(document, k)
        if any(self.ledger.copies(document, k)[n].status == "at" for n in mine):
            return True
        if mine:
            self.receive(document, k, mine[0])
        return bool(mine)

    def complete_part(self, name: str, k: int | None, part_id: str) -> None:
        """Each field must stand; then a new revision, unless the standing seal shows exactly this."""
        part = self.program.process.documents[name].parts[part_id]
        now = {field: value for field in part.all if (value := self.scratch.value(field)) is not None}
        lacking = [field for field in part.fields if field not in now]
        self.missing += lacking
        if lacking or k is None or (name, k) in self.scratch.undone:
            return
        revision = self.scratch.seal((name, k, part_id))
        if revision is None or self.ledger.papers[name][k - 1].parts[part_id][revision - 1] != now:
            self.effects.append(("seal", name, k, part_id, now))
            self.ledger.seal(name, k, part_id, now)

    def void(self) -> None:
        """Copies in the acting party's hands become void."""
        for name, wanted in sorted(self.plan.step.void.items()):
            if name in self.held_back:
                continue
            k = self.ledger.current(name)
            if k is None:
                self.clash(f"banfa.no_set.{name}", name)
                continue
            here = {
                n for n, c in self.ledger.copies(name, k).items() if c.status == "at" and c.party == self.me
            }
            if wanted == (ALL,):
                if not here:
                    self.clash(f"banfa.holds.{name}.all", name)
                wanted = tuple(here)
            for copy in sorted(wanted):
                if copy in here:
                    self.effects.append(("void", name, k, copy))
                    self.ledger.void(name, k, copy)
                else:
                    self.clash(f"banfa.holds.{name}.{copy}", name, copy)

    def recall(self, name: str) -> None:
        """The current set no longer counts, for ever."""
        k = self.ledger.current(name)
        if k is not None:
            self.supersede(name, k)

    def send(self, sends: Mapping[str, Mapping[str, tuple[str, ...]]], *, demanded: bool) -> None:
        """Copies leave the acting party for the addressees."""
        for name in sorted(sends):
            if name in self.held_back:
                continue
            k = self.ledger.current(name)
            if k is None:
                if demanded:
                    self.clash(f"banfa.no_set.{name}", name)
                continue
            for role in sorted(sends[name]):
                self.send_to(name, k, role, sends[name][role], demanded=demanded)

    def send_to(self, name: str, k: int, role: str, wanted: tuple[str, ...], *, demanded: bool) -> None:
        """Send the wanted copies to one role."""
        if role in self.plan.appointed and role not in self.scratch.data:
            return  # the role itself is missing (R27)
        mine = self.mine(name, k)
        followed = self.followed(name, k, role, self.scratch.party(role))
        if wanted == (ALL,):
            copies = mine
            if demanded and not mine and not followed:
                self.clash(f"banfa.holds.{name}.all", name)
        else:
            copies = sorted(self.me.partition(":")[2] if copy == OWN else copy for copy in wanted)
        for copy in copies:
            if copy in mine:
                self.hand_over(name, k, copy, role)
            elif demanded and copy not in followed:
                self.clash(f"banfa.holds.{name}.{copy}", name, copy)

    def followed(self, name: str, k: int, role: str, to: str | None) -> frozenset[str]:
        """Copies already at or bound for a role that this step appoints: they count as sent."""
        if not self.appoints(role) or to is None:
            return frozenset()
        return frozenset(n for n, c in self.ledger.copies(name, k).items() if at_or_bound_for(c) == to)

    def addressee(self, name: str, copy: str, role: str) -> str | None:
        """The party a copy goes to: of a role of several units the one that the copy is made for (R16)."""
        unit = self.scratch.binding(role)
        if not isinstance(unit, tuple):
            return self.scratch.party(role)
        made_for_it = self.program.process.documents[name].each is not None and copy in unit
        return f"{self.program.holders[role]}:{copy}" if made_for_it else None

    def hand_over(self, name: str, k: int, copy: str, role: str) -> None:
        """One copy goes; if it is still on its way to the sender, it is received by that."""
        to = self.addressee(name, copy, role)
        if to is None:
            self.clash(f"banfa.unbound.{role}", name, role)
            return
        if self.ledger.copies(name, k)[copy].status == "transit":
            self.receive(name, k, copy)
        if to != self.me:
            self.move(name, k, copy, self.me, to)


def sealed_clashes(plan: Plan, scratch: Scratch, ledger: Ledger) -> list[Clash]:
    """Fields of sealed parts that get another value (SEMANTICS 7.3). `ledger`: before the step's papers."""
    found = []
    for document, part, fields in plan.sealable:
        k = ledger.current(document)
        revision = None if k is None or (document, k) in scratch.undone else scratch.seal((document, k, part))
        if k is None or revision is None:
            continue
        shown = ledger.papers[document][k - 1].parts[part][revision - 1]
        found += [
            Clash(f"banfa.sealed.{document}.{part}.{field}", document, field)
            for field in sorted(fields)
            if field in scratch.writes and scratch.writes[field] != shown.get(field)
        ]
    return found
