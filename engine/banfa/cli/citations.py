"""Citations as people read them: 第8条②."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

_CLAUSES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def cited(articles: Iterable[str], lang: str) -> str:
    """Return `第2条、第10条①-⑥` or `Art. 2, 10①-⑥`; clauses that follow one another become a range."""
    found = [piece for number, of in groupby(articles, _number) for piece in _pieces(number, list(of))]
    if lang == "en":
        return f"Art. {', '.join(number + clauses for number, clauses in found)}" if found else ""
    return "、".join(f"第{number}条{clauses}" for number, clauses in found)


def _number(article: str) -> str:
    return article.rstrip(_CLAUSES)


def _pieces(number: str, articles: list[str]) -> Iterator[tuple[str, str]]:
    signs = [article[len(number) :] for article in articles]
    place = [_CLAUSES.find(sign) if sign else -len(articles) for sign in signs]
    for _, run in groupby(enumerate(signs), lambda pair: place[pair[0]] - pair[0]):
        clauses = [sign for _, sign in run]
        if len(clauses) > 2 and clauses[0]:
            yield number, f"{clauses[0]}-{clauses[-1]}"
        else:
            yield from ((number, sign) for sign in clauses)
