"""Counting answers (SEMANTICS 11.2): what a sum of counts can still become while some are out. Pure.

A sum of counts is a sum over those asked, and each of them decides alone: its ends are the sums of the ends
for each. So the early verdict of a comparison by an order is exact, whatever kinds of members there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Change = Mapping[str, int]
"""What one that is out may add to the counts, by the name of the count."""


class Tally(NamedTuple):
    """Counts as they are; for each that is out, the changes it may make; and those of one that may be added.

    `kinds`: counts that an added one may also raise, since nobody knows of what kind it will be.
    """

    now: Mapping[str, int]
    out: tuple[tuple[Change, ...], ...] = ()
    added: tuple[Change, ...] = ()
    kinds: tuple[str, ...] = ()

    def bounds(self, terms: Mapping[str, int]) -> tuple[int | None, int | None]:
        """The least and the greatest value of a sum of counts, each times its factor; None: no end."""
        low = high = worth(self.now, terms)
        for changes in self.out:
            values = [worth(change, terms) for change in changes]
            low, high = low + min(values), high + max(values)
        if not self.out or not self.added:
            return low, high
        extra = [terms.get(kind, 0) for kind in self.kinds]
        values = [worth(change, terms) for change in self.added]
        falls = min(values) + sum(min(0, x) for x in extra) < 0
        rises = max(values) + sum(max(0, x) for x in extra) > 0
        return None if falls else low, None if rises else high


def worth(change: Change, terms: Mapping[str, int]) -> int:
    """What a change of the counts is worth to a sum of them."""
    return sum(factor * change.get(name, 0) for name, factor in terms.items())


def changes_of(
    answers: Iterable[str], kinds: Iterable[str], *, silence: bool, leaving: bool
) -> tuple[Change, ...]:
    """What one that is out may do: give each answer, be silent (`silence`), leave (`leaving`)."""
    of_kind = {by_kind(kind): 1 for kind in kinds}
    found: list[Change] = [{answer: 1, "answered": 1, "left": -1, **of_kind} for answer in answers]
    if silence:
        found.append({})
    if leaving:
        found.append({"asked": -1, "left": -1})
    return tuple(found) or ({},)


def by_kind(kind: str) -> str:
    """The name of the count of answers by members of a kind."""
    return f"answered_by:{kind}"
