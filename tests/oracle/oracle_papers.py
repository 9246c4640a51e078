"""Papers by SEMANTICS 8: a plain ledger, changed in place; what cannot be is noted in `failures`."""

from dataclasses import dataclass, field
from typing import Any

Custody = tuple[str, ...]  # ("at", q) | ("transit", q, q', since) | ("void",)


@dataclass
class PaperSet:
    """One set of a document."""

    current: bool
    issuer: str
    parts: dict[str, list[dict[str, Any]]]
    copies: dict[str, Custody]

    def copy(self) -> "PaperSet":
        parts = {part: [*revisions] for part, revisions in self.parts.items()}
        return PaperSet(self.current, self.issuer, parts, dict(self.copies))


Ledger = dict[str, list[PaperSet]]


def current(ledger: Ledger, document: str) -> PaperSet | None:
    sets = ledger.get(document, [])
    return sets[-1] if sets and sets[-1].current else None


def goal(custody: Custody) -> str | None:
    """The party that a copy is at or bound for."""
    return {"at": custody[1:2], "transit": custody[2:3], "void": (None,)}[custody[0]][0]


def concerns(ledger: Ledger, party: str) -> bool:
    return any(goal(c) == party for sets in ledger.values() for s in sets for c in s.copies.values())


@dataclass
class Desk:
    """The papers of one step: who acts, who is bound after it, what the step undoes and appoints."""

    ledger: Ledger
    me: str  # the acting party
    happened: str
    parties: dict[str, str]  # role -> its party after the step, where somebody is bound
    appointed: frozenset[str]  # roles the step appoints, with their unit given
    waiting_for: frozenset[str]  # roles it appoints that are still missing
    undone: frozenset[tuple[str, int]]  # (document, set)
    standing: dict[str, Any]  # values after the step
    failures: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    sealed: list[tuple[str, int, str, dict[str, Any]]] = field(default_factory=list)
    issued: list[tuple[str, int]] = field(default_factory=list)
    put_off: set[str] = field(default_factory=set)  # documents whose copies are not known yet

    def follow(self, role: str) -> None:
        """Papers at or bound for another unit of the role go to the one that is bound now."""
        party = self.parties[role]
        for document, sets in self.ledger.items():
            for number, paper in enumerate(sets, 1):
                if paper.current and (document, number) not in self.undone:
                    self.follow_set(paper, role, party)

    def follow_set(self, paper: PaperSet, role: str, party: str) -> None:
        for copy, custody in paper.copies.items():
            at = goal(custody)
            if at is not None and at != party and at.split(":")[0] == role:
                paper.copies[copy] = ("transit", at, party, self.happened)

    def issue(self, document: str, definition: dict[str, Any]) -> None:
        copies = list(definition["copies"])
        if definition["each"] is not None:
            copies = [str(member) for member in self.standing.get(definition["each"], ())]
            if not copies:
                self.missing.add(definition["each"])
                self.put_off.add(document)
                return
        sets = self.ledger.setdefault(document, [])
        if sets:
            sets[-1].current = False
        parts: dict[str, list[dict[str, Any]]] = {part: [] for part in definition["parts"]}
        sets.append(PaperSet(True, self.me, parts, dict.fromkeys(copies, ("at", self.me))))
        self.issued.append((document, len(sets)))

    def complete(self, document: str, part: str, fields: list[str], optional: list[str]) -> None:
        if document in self.put_off:
            return
        self.missing |= {name for name in fields if name not in self.standing}
        paper = current(self.ledger, document)
        if paper is None or (document, len(self.ledger[document])) in self.undone or not self.at_hand(paper):
            self.failures.add(f"banfa.no_set.{document}")
            return
        shown = {name: self.standing[name] for name in sorted({*fields, *optional}) if name in self.standing}
        self.sealed.append((document, len(self.ledger[document]), part, shown))

    def at_hand(self, paper: PaperSet) -> bool:
        """I have a copy; else the lowest under way to me is received by implication."""
        if any(custody == ("at", self.me) for custody in paper.copies.values()):
            return True
        coming = sorted(copy for copy, custody in paper.copies.items() if goal(custody) == self.me)
        for copy in coming[:1]:
            paper.copies[copy] = ("at", self.me)
        return bool(coming)

    def void(self, document: str, copies: list[str]) -> None:
        paper = self.current_or_fail(document)
        if paper is None:
            return
        mine = [copy for copy in sorted(paper.copies) if paper.copies[copy] == ("at", self.me)]
        chosen = mine if copies == ["all"] else copies
        if copies == ["all"] and not mine:
            self.failures.add(f"banfa.holds.{document}.all")
        for copy in chosen:
            if copy in mine:
                paper.copies[copy] = ("void",)
            else:
                self.failures.add(f"banfa.holds.{document}.{copy}")

    def current_or_fail(self, document: str) -> PaperSet | None:
        if document in self.put_off:
            return None
        paper = current(self.ledger, document)
        if paper is None:
            self.failures.add(f"banfa.no_set.{document}")
        return paper

    def recall(self, document: str) -> None:
        paper = current(self.ledger, document)
        if paper is not None:
            paper.current = False

    def send(self, document: str, role: str, copies: list[str]) -> None:
        paper = self.current_or_fail(document)
        if paper is None or role in self.waiting_for:
            return
        party = self.parties.get(role)
        there = {copy for copy, custody in paper.copies.items() if goal(custody) == party}
        followed = there if role in self.appointed else set()
        mine = self.within_reach(paper)
        if copies == ["all"] and not mine and not followed:
            self.failures.add(f"banfa.holds.{document}.all")
        for copy in mine if copies == ["all"] else sorted(set(self.own(copies)) - followed):
            if copy not in mine:
                self.failures.add(f"banfa.holds.{document}.{copy}")
            elif party is None:
                self.failures.add(f"banfa.unbound.{role}")
            else:
                self.hand_over(paper, copy, party)

    def send_if_held(self, document: str, role: str, copies: list[str]) -> None:
        paper = current(self.ledger, document)
        if paper is None or role in self.waiting_for or document in self.put_off:
            return
        mine = self.within_reach(paper)
        chosen = mine if copies == ["all"] else [copy for copy in mine if copy in self.own(copies)]
        if chosen and role not in self.parties:
            self.failures.add(f"banfa.unbound.{role}")
            return
        for copy in chosen:
            self.hand_over(paper, copy, self.parties[role])

    def within_reach(self, paper: PaperSet) -> list[str]:
        """The copies at me or on their way to me."""
        return [copy for copy in sorted(paper.copies) if goal(paper.copies[copy]) == self.me]

    def own(self, copies: list[str]) -> list[str]:
        return [self.me.split(":")[1]] if copies == ["own"] else copies

    def hand_over(self, paper: PaperSet, copy: str, party: str) -> None:
        here = party == self.me
        paper.copies[copy] = ("at", self.me) if here else ("transit", self.me, party, self.happened)

    def supersede_undone(self) -> None:
        for document, number in self.undone:
            self.ledger[document][number - 1].current = False
