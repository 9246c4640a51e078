"""Citations such as "8" and "8②": their parts, their order, and what a range stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

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


def cited(articles: Iterable[str], lang: str) -> str:
    """Return `第2条、第10条①-⑥` or `Art. 2, 10①-⑥`; clauses that follow one another become a range."""
    found = [piece for number, of in groupby(articles, _number) for piece in _pieces(number, list(of))]
    if lang == "en":
        return f"Art. {', '.join(number + clauses for number, clauses in found)}" if found else ""
    return "、".join(f"第{number}条{clauses}" for number, clauses in found)


def _number(article: str) -> str:
    return article.rstrip(CIRCLED)


def _pieces(number: str, articles: list[str]) -> Iterator[tuple[str, str]]:
    signs = [article[len(number) :] for article in articles]
    place = [CIRCLED.find(sign) if sign else -len(articles) for sign in signs]
    for _, run in groupby(enumerate(signs), lambda pair: place[pair[0]] - pair[0]):
        clauses = [sign for _, sign in run]
        if len(clauses) > 2 and clauses[0]:
            yield number, f"{clauses[0]}-{clauses[-1]}"
        else:
            yield from ((number, sign) for sign in clauses)
