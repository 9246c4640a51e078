"""What happened to papers, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from banfa.cli.names import Names
from banfa.cli.session import both


def told(names: Names, moves: Iterable[dict[str, Any]]) -> str:
    """What one event did with papers, in a line: copies that fare alike stand together."""
    return both("；", "; ").join(_each(names, moves))


def _each(names: Names, moves: Iterable[dict[str, Any]]) -> Iterator[str]:
    for (document, number, how, to), of in groupby(
        moves, key=lambda move: (move["document"], move["set"], move["how"], move["to"])
    ):
        copies = names.list(filter(None, (names.copy(document, move["copy"]) for move in of)))
        again = both(f"（第 {number} 套）", f" (set {number})") if number > 1 else ""
        title = names.document(document)
        papers = both(f"《{title}》{again}{copies}", f"{title}{again} {copies}".strip())
        yield _fared(how, papers, names.party(to))


def _fared(how: str, papers: str, whom: str) -> str:
    return {
        "issue": both(f"出具{papers}", f"issued {papers}"),
        "sent": both(f"{papers}送{whom}", f"{papers} sent to {whom}"),
        "received": both(f"收到{papers}", f"received {papers}"),
        "void": both(f"{papers}作废", f"{papers} voided"),
    }[how]
