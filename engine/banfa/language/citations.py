"""Citations such as "8" and "8②": their parts, their order, and what a range stands for."""

from __future__ import annotations

import re

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WRITTEN = re.compile(
    rf"(?P<article>[1-9][0-9]{{0,17}})"
    rf"(?:(?P<first>[{CIRCLED}])(?:-(?P<last>[{CIRCLED}]))?|[(（](?P<number>[0-9]{{1,5}})[)）])?"
)


def parts(written: str) -> tuple[int, int, int] | None:
    """Return article, first and last clause of "8", "8②", "10①-⑥", "8(2)"; None for anything else.

    Clause 0 is the article's own sentence.
    """
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    if found["number"]:
        return int(found["article"]), int(found["number"]), int(found["number"])
    first = CIRCLED.index(found["first"]) + 1 if found["first"] else 0
    return int(found["article"]), first, CIRCLED.index(found["last"]) + 1 if found["last"] else first


def citation(article: int, clause: int) -> str:
    """Return how a clause is cited; beyond the signs there are, by its number."""
    if not clause:
        return str(article)
    return f"{article}{CIRCLED[clause - 1]}" if clause <= len(CIRCLED) else f"{article}({clause})"


def expand(written: str) -> tuple[str, ...]:
    """Return the single clauses that a citation stands for; () for what is none, or runs backwards."""
    found = parts(written)
    if found is None:
        return ()
    article, first, last = found
    return tuple(citation(article, clause) for clause in range(first, last + 1))


def citation_key(citation: str) -> tuple[int, int]:
    """Return (article, clause) for sorting; clause 0 is the article's own sentence."""
    found = parts(citation)
    return found[:2] if found is not None else (0, 0)
