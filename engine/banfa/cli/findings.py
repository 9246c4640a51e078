"""A problem of a text as lines for people: where, which element, what is wrong, what to do."""

from __future__ import annotations

from banfa.language.citations import cited
from banfa.language.problems import Problem
from banfa.texts import Text


def lines_of(problem: Problem) -> Text:
    """The lines, in both languages."""
    return Text(_lines(problem, "zh"), _lines(problem, "en"))


def _lines(problem: Problem, lang: str) -> str:
    place, also = problem.place, problem.also
    where = f"{place.file}:{place.line}:{place.column}" if place else ""
    articles = cited(problem.articles, lang) if problem.articles else ""
    head = " ".join(part for part in (where, articles, problem.element) if part)
    message = f"{head}{'：' if lang == 'zh' else ': '}{problem.message.in_(lang)} [{problem.code}]"
    lines = [message.lstrip("：: ")]
    if also is not None:
        lines.append(f"    {'另见' if lang == 'zh' else 'see also'} {also.file}:{also.line}:{also.column}")
    if problem.fix is not None:
        lines.append(f"    → {problem.fix.in_(lang)}")
    return "\n".join(lines)
