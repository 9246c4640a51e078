"""Near misses: which known name was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_LONGEST = 80
_MOST = 5000


def suggest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `name` most likely stands for, or None if nothing is near.

    The same name written otherwise (case, `-` for `_`, a space) is nearest, then the fewest typing slips.
    The answer does not depend on the order of `candidates`.
    """
    if not name or len(name) > _LONGEST:
        return None
    known = sorted({each for each in candidates if each != name and len(each) <= _LONGEST})[:_MOST]
    same = next((each for each in known if _folded(each) == _folded(name)), None)
    if same is not None:
        return same
    scored = [
        (slips(_folded(name), _folded(each)), -_likeness(name, each), each) for each in _near(name, known)
    ]
    return min(scored)[2] if scored else None


def slips(one: str, other: str) -> int:
    """How many letters are lost, added, replaced or swapped with their neighbour between two names."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
    return last[-1]


def _near(name: str, known: list[str]) -> list[str]:
    allowed = max(1, len(name) // 3) if len(name) > 2 else 1
    return [
        each
        for each in known
        if abs(len(each) - len(name)) <= allowed
        and slips(_folded(name), _folded(each)) <= min(allowed, max(len(name), len(each)) - 1)
    ]


def _folded(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_").replace(".", "_")


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name, other, autojunk=False).ratio()
