"""The report on articles as text, Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from banfa.language.citations import cited
from banfa.scenarios.articles import ArticleReport, ArticlesReport, Choice, Sentence
from banfa.scenarios.evidence import Seen
from banfa.scenarios.source import SourceCheck
from banfa.texts import Text, counted

ENFORCED = {
    "yes": Text("执行", "enforced"),
    "partly": Text("部分执行", "partly enforced"),
    "no": Text("尚未执行", "not enforced"),
    "declared": Text("声明", "declared"),
    "external": Text("由外部规定执行", "enforced elsewhere"),
}
HOW = {
    "fired": Text("办成", "fired"),
    "refused": Text("拒绝", "refused"),
    "missing": Text("缺数据", "missing"),
    "warned": Text("提醒", "warned"),
    "waived": Text("免除", "waived"),
}
KINDS = {
    "chosen": Text("自定", "chosen"),
    "inferred": Text("推定", "inferred"),
    "articles": Text("条文", "articles"),
}


def articles_text(
    report: ArticlesReport,
    lang: str,
    source: Mapping[str, str] | None = None,
    check: SourceCheck | None = None,
) -> str:
    """The report; with the owner's text, its sentences beside ours, and whether it is the right one."""
    lines = [check.message.in_(lang), ""] if check is not None else []
    for article in report.articles:
        lines += [*_article_lines(report, article, lang, source or {}), ""]
    return "\n".join([*lines, *_coverage_lines(report, lang)]) + "\n"


def choices_text(choices: Iterable[Choice], lang: str) -> str:
    """One line for each choice: the element, which part of it, why, and the articles that cover the rest."""
    every = list(choices)
    lines = [_choice_line(choice, lang) for choice in every]
    count = Text(f"共 {len(every)} 处", f"{len(every)} in all").in_(lang)
    return "\n".join([*lines, count]) + "\n"


def _article_lines(
    report: ArticlesReport, article: ArticleReport, lang: str, source: Mapping[str, str]
) -> Iterator[str]:
    heading = Text(f"第{article.number}条", f"Article {article.number}").in_(lang)
    says = _says(report, article.own, lang)
    yield f"{heading}  {says}{_enforced(article.enforced, lang)}"
    yield from _sentence_lines(report, article.own, lang, source)
    for sentence in article.clauses:
        sign = sentence.clause.id.removeprefix(str(article.number))
        yield f"  {sign} {_says(report, sentence, lang)}{_enforced(sentence.enforced, lang)}"
        yield from _sentence_lines(report, sentence, lang, source)
    yield from (f"  {_choice_line(choice, lang)}" for choice in article.choices)


def _says(report: ArticlesReport, sentence: Sentence, lang: str) -> str:
    clause = sentence.clause
    return clause.says if lang != "en" else report.process.english(f"articles.{clause.id}.says", clause.says)


def _enforced(how: str, lang: str) -> str:
    said = ENFORCED[how].in_(lang)
    return Text(f"  〔{said}〕", f"  [{said}]").in_(lang)


def _sentence_lines(
    report: ArticlesReport, sentence: Sentence, lang: str, source: Mapping[str, str]
) -> Iterator[str]:
    clause = sentence.clause
    text = source.get(clause.id)
    if text:
        yield Text(f"    原文：{text}", f"    the text: {text}").in_(lang)
    for number, point in enumerate(clause.checklist, 1):
        key = f"articles.{clause.id}.checklist.{number}"
        yield f"    □ {Text(point, report.process.english(key, point)).in_(lang)}"
    shown: dict[str, list[Seen]] = {element.name: [] for element in sentence.elements}
    for seen in sentence.evidence:
        shown.setdefault(seen.element, []).append(seen)
    for element, observations in shown.items():
        named = element.startswith("articles.")
        label = Text("拒绝时点名这一条", "named by a refusal").in_(lang) if named else element
        yield f"    {label}{_evidence(observations, lang)}"


def _evidence(observations: Iterable[Seen], lang: str) -> str:
    told = [f"{HOW[s.how].in_(lang)} {s.place.file}:{s.place.line}" for s in observations]
    return f"  ← {'; '.join(told)}" if told else ""


def _choice_line(choice: Choice, lang: str) -> str:
    part = f".{choice.part}" if choice.part else ""
    zh, en = (f"：{choice.reason.zh}", f": {choice.reason.en}") if choice.reason.zh else ("", "")
    by = cited(choice.articles, lang)
    zh, en = (f"{zh}〔{by}〕", f"{en} ({by})") if by else (zh, en)
    return f"{KINDS[choice.kind].in_(lang)} {choice.element}{part}{Text(zh, en).in_(lang)}"


def _coverage_lines(report: ArticlesReport, lang: str) -> Iterator[str]:
    yield from _listed(Text("没有元素实现的条款", "clauses without an element"), report.bare_clauses, lang)
    yield from _listed(Text("没有写出处的元素", "elements without an origin"), report.bare_elements, lang)
    unused = [
        Text(f"{u.clause} {u.kind} {u.name}：{u.message.zh}", f"{u.clause} {u.kind} {u.name}: {u.message.en}")
        for u in report.unused
    ]
    yield from _listed(
        Text("条文点到而没有做到的", "named and not done"), (u.in_(lang) for u in unused), lang
    )
    counts = {name: sum(1 for a in report.articles if a.enforced == name) for name in ENFORCED}
    told = [f"{ENFORCED[name].in_(lang)} {count}" for name, count in counts.items() if count]
    total = len(report.articles)
    zh, en = f"共 {total} 条：{'，'.join(told)}", f"{counted(total, 'article')}: {', '.join(told)}"
    yield Text(zh, en).in_(lang)


def _listed(title: Text, items: Iterable[str], lang: str) -> Iterator[str]:
    found = list(items)
    if found:
        yield title.in_(lang)
        yield from (f"  - {item}" for item in found)
