"""LANGUAGE 2: citations to single clauses, origins, and what says nothing about where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from banfa.language.citations import citation_key
from banfa.language.models.element import Element, circled
from banfa.language.process import Origin
from banfa.language.resolve.linking import Linking
from banfa.language.suggest import suggest
from banfa.language.written import Path
from banfa.texts import Text

_PARTS = re.compile(r"(?P<article>\d+)(?P<clause>[①-⑳])?(?:-(?P<last>[①-⑳]))?(?:[(（](?P<number>\d+)[)）])?")


def citations(link: Linking, written: Iterable[str], path: Path) -> tuple[str, ...]:
    """Return single citations, in the order of the articles; what does not exist is reported."""
    found: set[str] = set()
    for i, citation in enumerate(written):
        found.update(_single(link, citation, (*path, i)))
    return tuple(sorted(found, key=citation_key))


def _single(link: Linking, citation: str, path: Path) -> list[str]:
    parts = _PARTS.fullmatch(citation)
    if parts is None:
        return []
    article = int(parts["article"])
    clauses = link.clauses.get(article)
    if clauses is None:
        _no_such_article(link, article, path)
        return []
    first, last = _range(link, parts, citation, path)
    if last > clauses:
        _no_such_clause(link, article, clauses, path)
        return []
    if first > last:
        _backwards(link, citation, path)
        return []
    return [f"{article}{circled(n) or ''}" for n in range(first, last + 1)] if first else [str(article)]


def _range(link: Linking, parts: re.Match[str], citation: str, path: Path) -> tuple[int, int]:
    if parts["number"]:
        number = int(parts["number"])
        better = f"{parts['article']}{circled(number) or ''}"
        message = Text(f"{citation} 读作 {better}", f"{citation} is read as {better}")
        link.report("B162", message, Text(f"写成 {better}", f"write {better}"), path, severity="note")
        return number, number
    first = _index(parts["clause"]) if parts["clause"] else 0
    return first, _index(parts["last"]) if parts["last"] else first


def _index(sign: str) -> int:
    return ord(sign) - 0x2460 + 1


def _no_such_article(link: Linking, article: int, path: Path) -> None:
    known = sorted(link.clauses)
    span = f"{known[0]}–{known[-1]}" if known else ""
    link.report(
        "B502",
        Text(f"没有第{article}条", f"there is no Article {article}"),
        Text(f"现有第 {span} 条", f"there are Articles {span}")
        if known
        else Text("先在 articles 里写这一条", "write it under articles"),
        path,
    )


def _no_such_clause(link: Linking, article: int, clauses: int, path: Path) -> None:
    last = circled(clauses)
    fix = (
        Text(f"第{article}条有 ①-{last}", f"Article {article} has ①-{last}")
        if last
        else Text(
            f"第{article}条没有分项，写 {article}", f"Article {article} has no clauses: write {article}"
        )
    )
    link.report("B503", Text(f"第{article}条没有这一项", f"Article {article} has no such clause"), fix, path)


def _backwards(link: Linking, citation: str, path: Path) -> None:
    message = Text(f"{citation} 的起止颠倒了", f"{citation} runs backwards")
    link.report("B503", message, Text("先小后大，如 10①-⑥", "smaller first, such as 10①-⑥"), path)


def origin_of(link: Linking, element: Element, path: Path) -> Origin:
    """Return where an element comes from; parts that it does not have are reported."""
    for key in ("inferred", "chosen"):
        _check_parts(link, getattr(element, key), path, key)
    return Origin(
        citations(link, element.articles, (*path, "articles")), dict(element.inferred), dict(element.chosen)
    )


def _check_parts(link: Linking, reasons: dict[str, str], path: Path, key: str) -> None:
    parts = [part for part in reasons if part]
    if not parts:
        return
    mentioned = link.mentioned(path)
    for part in parts:
        if part.partition(".")[0] not in mentioned:
            _no_such_part(link, part, mentioned, (*path, key, part))


def _no_such_part(link: Linking, part: str, mentioned: set[str], path: Path) -> None:
    near = suggest(part, mentioned)
    fix = (
        Text(f"改为 {near}", f"write {near}")
        if near
        else Text("写这里有的一项", "name something that stands here")
    )
    message = Text(f"{part} 不在这个元素里", f"{part} is no part of this element")
    link.report("B163", message, fix, path, key=True)


def require_origin(link: Linking, origin: Origin, path: Path, *others: Origin) -> None:
    """Warn (B501) about an element that says nothing about where it comes from."""
    if origin.given or any(other.given for other in others):
        return
    link.report(
        "B501",
        Text("没有写出处", "it does not say where it comes from"),
        Text("加 articles（条文）、inferred（推定）或 chosen（自定）", "add articles, inferred or chosen"),
        path,
        key=True,
        severity="warning",
    )
