"""LANGUAGE 2: articles and clauses, and what they name."""

from __future__ import annotations

from collections.abc import Iterable

from banfa.language.citations import CIRCLED, citation
from banfa.language.models.articles import Names as NamesModel
from banfa.language.models.articles import Sentence
from banfa.language.process import Article, Clause, Names
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.papers import named_paper
from banfa.language.written import Path
from banfa.texts import Text


def resolve_articles(link: Linking) -> dict[int, Article]:
    """Return the articles by number."""
    found = {}
    _check_signs(link)
    for i, article in enumerate(link.model.articles):
        path: Path = ("articles", i)
        clauses = tuple(
            _clause(link, clause, citation(article.article, n), (*path, "clauses", n - 1))
            for n, clause in enumerate(article.clauses, 1)
        )
        found[article.article] = Article(
            article.article, _clause(link, article, str(article.article), path), clauses
        )
    return dict(sorted(found.items()))


def _clause(link: Linking, written: Sentence, id: str, path: Path) -> Clause:
    return Clause(
        id,
        written.says,
        _names(link, written.names, (*path, "names")),
        written.enforced,
        written.checklist,
        _sorted(link, "transitions", written.shown_at, (*path, "shown_at")),
    )


def _names(link: Linking, written: NamesModel, path: Path) -> Names:
    return Names(
        acts=_sorted(link, "roles", written.acts, (*path, "acts")),
        papers=_papers(link, written.papers, (*path, "papers")),
        fields=_sorted(link, "fields", written.fields, (*path, "fields")),
        values=tuple(sorted(_values(link, written.values, (*path, "values")))),
        references=_sorted(link, "references", written.references, (*path, "references")),
        duties=_sorted(link, "duties", written.duties, (*path, "duties")),
    )


def _sorted(link: Linking, kind: str, names: Iterable[str], path: Path) -> tuple[str, ...]:
    return tuple(sorted(link.known(kind, names, path, link.elsewhere.get(kind, ()))))


def _papers(link: Linking, written: dict[str, str], path: Path) -> dict[str, str]:
    found = {}
    for paper, role in written.items():
        known = paper.partition(".")[0] in link.elsewhere.get("papers", ()) or named_paper(
            link, paper, (*path, paper), key=True
        )
        if link.know("roles", role, (*path, paper)) and known:
            found[paper] = role
    return found


def _values(link: Linking, written: Iterable[str], path: Path) -> list[str]:
    """Enum values as ENUM.VALUE; a bare value counts if only one enum has it."""
    found = []
    for i, name in enumerate(written):
        full = _value(link, name, (*path, i))
        if full is not None:
            found.append(full)
    return found


def _value(link: Linking, name: str, path: Path) -> str | None:
    enums = link.section("enums")
    every = {f"{enum}.{value}" for enum, e in enums.items() for value in e.values}
    if name in every:
        return name
    fitting = sorted(full for full in every if full.partition(".")[2] == name)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        choice = Text(f"写成 {'、'.join(fitting)} 之一", f"write one of {', '.join(fitting)}")
        link.report("B202", Text(f"几个枚举都有 {name}", f"several enums have {name}"), choice, path)
        return None
    link.unknown("values", name, path, every | {full.partition(".")[2] for full in every})
    return None


def _check_signs(link: Linking) -> None:
    """Report an article with more clauses than there are signs."""
    for i, article in enumerate(link.model.articles):
        if len(article.clauses) > len(CIRCLED):
            message = Text("一条最多二十项", "an article has twenty clauses at most")
            link.report("B504", message, Text("拆成几条", "split it"), ("articles", i, "clauses"))
