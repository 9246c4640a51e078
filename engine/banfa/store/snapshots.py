"""Cases as the store keeps them; those written lately need not be taken apart, or written out anew, to go on.

A remembered case counts only for the very bytes that it was written as. So the database alone says how a case
stands, whoever else wrote to it and whatever was rolled back.
"""

from __future__ import annotations

import threading
from typing import NamedTuple

from banfa.kernel.case import Case
from banfa.language.process import Process
from banfa.store.codec import NO_PIECES, Pieces, case_from, joined, pieces_of
from banfa.store.marks import Mark, marks_of

MOST = 500
"""So many cases are remembered: those that were written last."""


class Written(NamedTuple):
    """A case, its canonical bytes, the pieces these are made of, and by what the case is found."""

    case: Case
    data: bytes
    pieces: Pieces
    marks: frozenset[Mark]


class Snapshots:
    """Cases and their bytes, either from the other. May be shared by threads and databases."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._last: dict[str, Written] = {}  # by case, the one written longest ago first
        self._lock = threading.Lock()

    def case(self, case_id: str, data: bytes) -> Case:
        """Return the case that these bytes say."""
        known = self._last.get(case_id)
        return known.case if known is not None and known.data == data else case_from(data)

    def marks(self, process: Process, case: Case) -> frozenset[Mark]:
        """Return by what a case is found."""
        known = self._last.get(case.id)
        return known.marks if known is not None and known.case is case else marks_of(process, case)

    def write(self, process: Process, case: Case) -> Written:
        """Write out a case; what it shares with the one remembered is written out already.

        Pieces are made from the second time on: for a case that takes one step a day they cost more than
        they save.
        """
        known = self._last.get(case.id)
        pieces = pieces_of(case, known.pieces) if known is not None else NO_PIECES
        written = Written(case, joined(case, pieces), pieces, marks_of(process, case))
        self._remember(written)
        return written

    def _remember(self, written: Written) -> None:
        with self._lock:
            self._last.pop(written.case.id, None)
            self._last[written.case.id] = written
            if len(self._last) > self._most:
                del self._last[next(iter(self._last))]
