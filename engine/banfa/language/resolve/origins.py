"""LANGUAGE 2: citations to single clauses, origins, and what says nothing about where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from banfa.language.citations import citation, citation_key, expand, parts
from banfa.language.models.element import Element
from banfa.language.process import Origin
from banfa.language.resolve.linking import Linking
from banfa.language.suggest import suggest
from banfa.language.written import Path
from banfa.texts import Text


def citations(link: Linking, written: Iterable[str], path: Path) -> tuple[str, ...]:
    """Return single citations, in the order of the articles; what does not exist is reported."""
    found: set[str] = set()
    for i, cited in enumerate(written):
        found.update(_single(link, cited, (*path, i)))
    return tuple(sorted(found, key=citation_key))


def _single(link: Linking, cited: str, path: Path) -> tuple[str, ...]:
    found = parts(cited)
    if found is None or link.clauses is None:
        return ()
    article, first, last = found
    clauses = link.clauses.get(article)
    if clauses is None:
        _no_such_article(link, article, path)
    elif last > clauses:
        _no_such_clause(link, article, clauses, path)
    elif first > last:
        _backwards(link, cited, path)
    else:
        _check_writing(link, cited, path)
        return expand(cited)
    return ()


def _check_writing(link: Linking, cited: str, path: Path) -> None:
    if cited.endswith((")", "）")):
        better = expand(cited)[0]
        message = Text(f"{cited} 读作 {better}", f"{cited} is read as {better}")
        link.report("B162", message, Text(f"写成 {better}", f"write {better}"), path, severity="note")


def _no_such_article(link: Linking, article: int, path: Path) -> None:
    known = sorted(link.clauses or ())
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
    last = citation(article, clauses).removeprefix(str(article))
    fix = (
        Text(f"第{article}条有 ①-{last}", f"Article {article} has ①-{last}")
        if last
        else Text(
            f"第{article}条没有分项，写 {article}", f"Article {article} has no clauses: write {article}"
        )
    )
    link.report("B503", Text(f"第{article}条没有这一项", f"Article {article} has no such clause"), fix, path)


def _backwards(link: Linking, cited: str, path: Path) -> None:
    message = Text(f"{cited} 的起止颠倒了", f"{cited} runs backwards")
    link.report("B503", message, Text("先小后大，如 10①-⑥", "smaller first, such as 10①-⑥"), path)


def origin_of(link: Linking, element: Element, path: Path) -> Origin:
    """Return where an element comes from; parts that it does not have are reported."""
    for key in ("inferred", "chosen"):
        _check_parts(link, getattr(element, key), path, key)
    return Origin(
        citations(link, element.articles, (*path, "articles")),
        dict(element.inferred),
        dict(element.chosen),
        link.written.element(path),
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


def require_origin(link: Linking, element: Element, path: Path, *wholes: Element) -> None:
    """Warn (B501) if neither an element nor what it is part of says where it comes from."""
    if any(each.articles or each.inferred or each.chosen for each in (element, *wholes)):
        return
    link.report(
        "B501",
        Text("没有写出处", "it does not say where it comes from"),
        Text("加 articles（条文）、inferred（推定）或 chosen（自定）", "add articles, inferred or chosen"),
        path,
        key=True,
        severity="warning",
    )
