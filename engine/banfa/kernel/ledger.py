"""The ledger of papers: which sets there are, what is sealed on them, where each copy is (SEMANTICS 2, 8).

One mutable view of an immutable map, copied where it is written. `evolve` keeps the books with it, and
`decide` tries out on it what a step would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from banfa.kernel.case import VOID, Custody, PaperSet


def at_or_bound_for(custody: Custody) -> str | None:
    """The party that a copy is at or on its way to; None if it is void."""
    return custody.to if custody.status == "transit" else custody.party


class Ledger:
    """The papers of a case while they change. `happened` dates what leaves."""

    __slots__ = ("happened", "papers")

    def __init__(self, papers: Mapping[str, tuple[PaperSet, ...]], happened: str) -> None:
        self.papers = papers
        self.happened = happened

    def current(self, document: str) -> int | None:
        """The number of a document's current set, or None."""
        sets = self.papers.get(document)
        return len(sets) if sets and sets[-1].current else None

    def copies(self, document: str, k: int) -> Mapping[str, Custody]:
        """Where the copies of a set are."""
        return self.papers[document][k - 1].copies

    def issue(self, document: str, k: int, party: str, copies: Iterable[str], parts: Iterable[str]) -> None:
        """A new set, every copy in the hands of its issuer, every part open."""
        at = Custody("at", party)
        made = PaperSet(True, party, {part: () for part in parts}, {copy: at for copy in copies})  # noqa: C420
        self.papers = {**self.papers, document: (*self.papers.get(document, ()), made)}

    def supersede(self, document: str, k: int) -> None:
        """A set no longer counts, for ever."""
        one = self.papers[document][k - 1]
        self._put(document, k, PaperSet(False, one.issuer, one.parts, one.copies))

    def seal(self, document: str, k: int, part: str, values: Mapping[str, Any]) -> int:
        """A part gets its next revision; returns its number, from 1."""
        one = self.papers[document][k - 1]
        revisions = (*one.parts.get(part, ()), values)
        self._put(document, k, PaperSet(one.current, one.issuer, {**one.parts, part: revisions}, one.copies))
        return len(revisions)

    def void(self, document: str, k: int, copy: str) -> None:
        """A copy is void, for ever."""
        self._custody(document, k, copy, VOID)

    def move(self, document: str, k: int, copy: str, party: str, to: str) -> None:
        """A copy leaves one party for another; nobody holds it on the way."""
        self._custody(document, k, copy, Custody("transit", party, to, self.happened))

    def received(self, document: str, k: int, copy: str, party: str, _implied: str = "") -> None:
        """A copy is in a party's hands."""
        self._custody(document, k, copy, Custody("at", party))

    def _custody(self, document: str, k: int, copy: str, custody: Custody) -> None:
        one = self.papers[document][k - 1]
        self._put(document, k, PaperSet(one.current, one.issuer, one.parts, {**one.copies, copy: custody}))

    def _put(self, document: str, k: int, one: PaperSet) -> None:
        sets = self.papers[document]
        self.papers = {**self.papers, document: (*sets[: k - 1], one, *sets[k:])}
