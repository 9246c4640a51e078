"""Citations such as "8" and "8②": their parts and their order."""

from __future__ import annotations

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def citation_key(citation: str) -> tuple[int, int]:
    """Return (article, clause) for sorting; clause 0 is the article's own sentence."""
    article = citation.rstrip(CIRCLED)
    clause = citation[len(article) :]
    return int(article), CIRCLED.index(clause) + 1 if clause else 0
