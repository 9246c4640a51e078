"""From what is written to the models of well-formed elements, and the names of all declared ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from banfa.language.mistakes import report_mistakes
from banfa.language.models.process import SECTIONS, ProcessModel
from banfa.language.problems import Problems
from banfa.language.written import Written

_PLACEHOLDERS: dict[str, Any] = {"banfa": 1, "process": "unnamed"}
_NO_NUMBER = 1_000_000
"""An article whose number cannot be read stands under a number that nobody cites."""


def shape(written: Written, problems: Problems) -> ProcessModel | None:
    """Return the model of all well-formed elements; what is not is reported and left out.

    None if a section as a whole cannot be read, so that following references would only mislead.
    """
    data = written.data
    for _ in range(3):
        try:
            return ProcessModel.model_validate(data)
        except ValidationError as error:
            report_mistakes(error, ProcessModel, written, problems)
            broken = {found["loc"][:2] for found in error.errors(include_url=False, include_input=False)}
            if any(len(loc) == 1 and loc[0] in (*SECTIONS, "articles") for loc in broken):
                return None
            data = _without(data, broken)
    return None


def _without(data: dict[str, Any], broken: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """The data less the broken elements; what must be there gets a stand-in."""
    kept = {key: dict(value) if key in SECTIONS else value for key, value in data.items()}
    articles = list(data.get("articles", ()))
    for loc in broken:
        if loc[0] in SECTIONS:
            kept[loc[0]].pop(loc[1], None)
        elif loc[0] == "articles":
            articles[loc[1]] = {"article": _number(articles[loc[1]]) or _NO_NUMBER + loc[1], "says": "?"}
        else:
            kept.pop(loc[0], None)
    return {**_PLACEHOLDERS, **kept, **({"articles": articles} if articles else {})}


def _number(article: Any) -> int | None:
    number = article.get("article") if isinstance(article, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def declared(written: Written) -> dict[str, frozenset[str]]:
    """Return the ids of every section, of elements that are broken too."""
    sections = ((name, written.data.get(name)) for name in SECTIONS)
    return {name: frozenset(found) if isinstance(found, dict) else frozenset() for name, found in sections}


def clause_counts(written: Written) -> dict[int, int] | None:
    """Return for each article how many clauses it has; None if an article has no usable number."""
    articles = written.data.get("articles")
    if isinstance(articles, list) and any(_number(article) is None for article in articles):
        return None
    return {
        number: len(article["clauses"])
        if isinstance(article.get("clauses"), list)
        else 1
        if "clauses" in article
        else 0
        for article in (articles if isinstance(articles, list) else ())
        if (number := _number(article)) is not None
    }
