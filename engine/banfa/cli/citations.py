"""Citations as people read them: 第8条②."""

from __future__ import annotations

from collections.abc import Iterable

_CLAUSES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def cited(articles: Iterable[str], lang: str) -> str:
    """Return `第2条、第8条②` or `Art. 2, 8②`."""
    found = list(articles)
    if lang == "en":
        return f"Art. {', '.join(found)}" if found else ""
    return "、".join(_chinese(article) for article in found)


def _chinese(article: str) -> str:
    number = article.rstrip(_CLAUSES)
    return f"第{number}条{article[len(number) :]}"
