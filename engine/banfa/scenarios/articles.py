"""How each article is realised: by which elements, how far it is enforced, by what evidence.

**How far a sentence is enforced.** A sentence (an article's own, or a clause) is *declared* or *external*
where the text says so. Every other is judged by what scenarios have shown of the elements that cite it:

- *yes*: such an element fired (a step was taken, a guard held, a row answered, a copy moved), **and**
  something was refused in its name (a refusal cites the sentence, or such an element stood against a step);
- *partly*: only one of the two was shown;
- *no*: neither; it is on paper only.

A clause that names values is also realised by the guards and rows that cite the article's own sentence and
have those values in them: the rule that draws the line stands beside the list that it draws it with.

An own sentence that names nothing, is cited by nothing and has clauses under it only introduces them and
does not count. An article is *yes* if each of its sentences that can be enforced is, *no* if none is, else
*partly*; *declared* or *external* if no sentence can be enforced by a machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from banfa.language.citations import citation_key
from banfa.language.process import Clause, Names, Origin, Process
from banfa.scenarios.elements import Element, elements_of, needs_origin
from banfa.scenarios.evidence import Seen, evidence_of, seen_as
from banfa.scenarios.names import Unused, unused_names
from banfa.scenarios.results import ScenarioResult
from banfa.scenarios.uses import Declared, declared_by, speaks_of
from banfa.texts import Text

Enforced = Literal["yes", "partly", "no", "declared", "external"]
_FOR = ("fired", "waived")
_AGAINST = ("refused", "missing", "warned")


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision about an element that the text does not make: `kind` chosen or inferred, its part, why."""

    element: str
    kind: str
    part: str
    reason: Text
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """An article's own sentence or a clause: what cites it, what was shown, how far it is enforced."""

    clause: Clause
    elements: tuple[Element, ...]
    evidence: tuple[Seen, ...]
    enforced: Enforced

    @property
    def counts(self) -> bool:
        """True unless it only introduces clauses."""
        return bool(self.elements or self.clause.enforced or self.clause.names != Names())


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """One article."""

    number: int
    own: Sentence
    clauses: tuple[Sentence, ...]
    enforced: Enforced
    choices: tuple[Choice, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that count: its own, unless that only introduces the clauses, and the clauses."""
        return (self.own, *self.clauses) if self.own.counts or not self.clauses else self.clauses


@dataclass(frozen=True, slots=True)
class ArticlesReport:
    """All articles, and coverage both ways."""

    process: Process
    articles: tuple[ArticleReport, ...]
    bare_clauses: tuple[str, ...]  # clauses that no element cites
    bare_elements: tuple[str, ...]  # elements that do not say where they come from
    unused: tuple[Unused, ...]  # named by a clause and not done by what cites it


def articles_report(process: Process, results: Iterable[ScenarioResult] = ()) -> ArticlesReport:
    """Return the report on a process and its parts, with played scenarios as evidence."""
    elements, declared = elements_of(process), declared_by(process)
    evidence = evidence_of(process, results)
    articles = tuple(
        _article(process, number, elements, declared, evidence) for number in sorted(process.articles)
    )
    return ArticlesReport(
        process,
        articles,
        tuple(s.clause.id for a in articles for s in a.sentences if not s.elements and not s.clause.enforced),
        tuple(e.name for e in elements if needs_origin(e) and not e.origin.given),
        unused_names(process),
    )


def choices_in(process: Process, kind: str) -> tuple[Choice, ...]:
    """Return every choice ("chosen") or inference ("inferred") made about an element, by element and part.

    For "articles" it returns what each element cites, with no reason.
    """
    return tuple(choice for element in elements_of(process) for choice in _choices(process, element, kind))


def _choices(process: Process, element: Element, kind: str) -> Iterable[Choice]:
    origin: Origin = element.origin
    if kind == "articles":
        yield from (Choice(element.name, kind, "", _NO_REASON, origin.articles) for _ in origin.articles[:1])
        return
    own = process.parts.get(element.process, process)
    for part in sorted(getattr(origin, kind)):
        yield Choice(element.name, kind, part, own.reason(origin, kind, part), origin.articles)


_NO_REASON = Text("", "")


def _article(
    process: Process,
    number: int,
    elements: Iterable[Element],
    declared: Declared,
    evidence: Mapping[str, tuple[Seen, ...]],
) -> ArticleReport:
    article = process.articles[number]
    sentences = (article.own, *article.clauses)
    own, *clauses = (_sentence(c, _realising(declared, elements, c, number), evidence) for c in sentences)
    choices = {
        choice
        for sentence in (own, *clauses)
        for element in sentence.elements
        for kind in ("chosen", "inferred")
        for choice in _choices(process, element, kind)
    }
    report = ArticleReport(number, own, tuple(clauses), "no", tuple(sorted(choices, key=_choice_order)))
    return ArticleReport(number, own, tuple(clauses), _together(report.sentences), report.choices)


def _choice_order(choice: Choice) -> tuple[str, str, str]:
    return (choice.element, choice.kind, choice.part)


def _realising(
    declared: Declared, elements: Iterable[Element], clause: Clause, number: int
) -> tuple[Element, ...]:
    """The elements that cite a clause, and rules of its article that speak of the values it names."""
    return tuple(
        e
        for e in elements
        if clause.id in e.origin.articles
        or (
            e.kind in ("guards", "rows")
            and str(number) in e.origin.articles
            and any(speaks_of(declared, e, value) for value in clause.names.values)
        )
    )


def _sentence(
    clause: Clause, citing: tuple[Element, ...], evidence: Mapping[str, tuple[Seen, ...]]
) -> Sentence:
    names = (*(e.name for e in citing), f"articles.{clause.id}")
    fired = [seen for name in names for seen in seen_as(evidence, name, *_FOR)]
    against = [seen for name in names for seen in seen_as(evidence, name, *_AGAINST)]
    first: dict[tuple[str, str], Seen] = {}
    for seen in (*fired, *against):
        first.setdefault((seen.element, seen.how), seen)
    enforced = clause.enforced or _enforced(bool(fired), bool(against))
    return Sentence(clause, citing, tuple(first[key] for key in sorted(first)), enforced)


def _enforced(fired: bool, against: bool) -> Enforced:
    if fired and against:
        return "yes"
    return "partly" if fired or against else "no"


def _together(sentences: Iterable[Sentence]) -> Enforced:
    every = list(sentences)
    computed = {s.enforced for s in every if not s.clause.enforced}
    if not computed:
        return "declared" if any(s.enforced == "declared" for s in every) else "external"
    return computed.pop() if len(computed) == 1 else "partly"


def as_json(report: ArticlesReport) -> dict[str, object]:
    """The report as one object, by the names of DESIGN; `coverage` has what is bare or unused."""
    return {
        "articles": [_article_json(article) for article in report.articles],
        "coverage": {
            "clauses_without_element": list(report.bare_clauses),
            "elements_without_origin": list(report.bare_elements),
            "names_not_used": [
                {
                    "clause": unused.clause,
                    "kind": unused.kind,
                    "name": unused.name,
                    "element": unused.element or None,
                    "message": unused.message._asdict(),
                }
                for unused in report.unused
            ],
        },
    }


def choices_json(choices: Iterable[Choice]) -> dict[str, object]:
    """Choices as one object."""
    return {"choices": [_choice_json(choice) for choice in choices]}


def _article_json(article: ArticleReport) -> dict[str, object]:
    sentences = (article.own, *article.clauses)
    return {
        "article": article.number,
        "summary": article.own.clause.says,
        "clauses": [
            {"clause": s.clause.id, "says": s.clause.says, **_sentence_json(s)} for s in article.clauses
        ],
        "elements": sorted({e.name for s in sentences for e in s.elements}),
        "enforced": article.enforced,
        "evidence": [_seen_json(seen) for seen in _once(sentences)],
        "own": _sentence_json(article.own),
        "choices": [_choice_json(choice) for choice in article.choices],
    }


def _once(sentences: Iterable[Sentence]) -> Iterable[Seen]:
    """Each piece of evidence once, however many sentences it speaks for."""
    return sorted({seen for s in sentences for seen in s.evidence}, key=lambda s: (s.element, s.how, s.place))


def _sentence_json(sentence: Sentence) -> dict[str, object]:
    return {
        "elements": [e.name for e in sentence.elements],
        "enforced": sentence.enforced,
        "evidence": [_seen_json(seen) for seen in sentence.evidence],
        "checklist": list(sentence.clause.checklist),
    }


def _seen_json(seen: Seen) -> dict[str, object]:
    return {
        "element": seen.element,
        "how": seen.how,
        "scenario": seen.scenario,
        "file": seen.place.file,
        "line": seen.place.line,
        "row": seen.row._asdict(),
    }


def _choice_json(choice: Choice) -> dict[str, object]:
    return {
        "element": choice.element,
        "kind": choice.kind,
        "part": choice.part or None,
        "reason": choice.reason.zh,
        "articles": sorted(choice.articles, key=citation_key),
    }
