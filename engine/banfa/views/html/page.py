"""The page: head, way around, and one chapter a view."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path

from banfa.language.process import Process
from banfa.views.html.body import body
from banfa.views.html.pictures import picture_of
from banfa.views.markdown import body_of
from banfa.views.registry import View, views
from banfa.views.words import Words

_STYLE = (Path(__file__).parent / "page.css").read_text("utf-8")
_FOLDED = frozenset(("sentences",))
"""Views whose sentences fold up: what is under a step is read out in full among the steps."""


def page(words: Words, view: View | None = None, of: str | None = None) -> str:
    """Return the HTML of a whole process, or of one view of it (of one thing, with `of`)."""
    linked = Words(words.process, words.lang, linked=view is None, source=words.source)
    chapters = list(views().values()) if view is None else [view]
    title = _title(words)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{words.both("zh-CN", "en")}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}</style>",
            "</head>",
            "<body>",
            *_head(words, title),
            *(_around(linked, chapters) if view is None else ()),
            "<main>",
            *(_chapter(linked, chapter, of) for chapter in chapters),
            "</main>",
            *_foot(words),
            "</body>",
            "</html>",
            "",
        )
    )


def _title(words: Words) -> str:
    chinese = words.process.title
    return escape(words.process.english("title", chinese) if words.lang == "en" else chinese)


def _head(words: Words, title: str) -> Iterator[str]:
    process = words.process
    facts = [words.both(f"第 {escape(process.version)} 版", f"version {escape(process.version)}")]
    if process.effective is not None:
        facts.append(
            words.both(f"自 {escape(process.effective)} 起施行", f"in force from {escape(process.effective)}")
        )
    facts += [f"{count} {escape(name)}" for name, count in _counts(words, process)]
    yield f'<header id="top"><h1>{title}</h1><p>{" · ".join(facts)}</p></header>'


def _counts(words: Words, process: Process) -> Iterator[tuple[str, int]]:
    for zh, en, found in (
        ("条", "articles", process.articles),
        ("个角色", "roles", process.roles),
        ("个状态", "states", process.states),
        ("个步骤", "steps", process.steps),
        ("种文件", "papers", process.documents),
    ):
        yield words.both(zh, en), len(found)


def _around(words: Words, chapters: list[View]) -> Iterator[str]:
    """The way around: chapters, and under some the things in them."""
    contents = words.both("目录", "Contents")
    yield f'<nav aria-label="{contents}"><details open><summary>{contents}</summary><ol>'
    for chapter in chapters:
        yield f'<li><a href="#{chapter.name}">{escape(words.both(*chapter.title))}</a>'
        links = list(_inside(words, chapter))
        if links:
            yield f'<p class="inside">{" ".join(links)}</p>'
        yield "</li>"
    yield "</ol></details></nav>"


def _inside(words: Words, chapter: View) -> Iterator[str]:
    if chapter.name == "sentences":
        for number in sorted(words.process.articles):
            label = words.both(f"第{number}条", f"Article {number}")
            yield f'<a href="#{words.anchor("articles", str(number))}" aria-label="{label}">{number}</a>'
    elif chapter.of in ("roles", "documents", "tables"):
        for name in words.flow.as_written(chapter.of, words.own(chapter.of)):
            yield f'<a href="#{words.anchor(chapter.of, name)}">{_plain(words, chapter.of, name)}</a>'


def _plain(words: Words, section: str, name: str) -> str:
    thing = getattr(words.process, section)[name]
    return escape(
        words.process.english(f"{section}.{name}.title", thing.title) if words.lang == "en" else thing.title
    )


def _chapter(words: Words, chapter: View, of: str | None) -> str:
    title = escape(words.both(*chapter.title))
    inner = body("\n".join(body_of(words, chapter, of)), partial(picture_of, words), chapter.name in _FOLDED)
    return f'<section class="chapter {chapter.name}" id="{chapter.name}"><h2>{title}</h2>\n{inner}</section>'


def _foot(words: Words) -> Iterator[str]:
    made = words.both(
        f"本页由定义生成，不要手改。定义的指纹：{words.process.meaning}",
        f"Made from the definition; not to be edited. The definition's fingerprint: {words.process.meaning}",
    )
    up = words.both("回到开头", "Back to the top")
    yield f'<footer><p>{made}</p><p class="up"><a href="#top">{up}</a></p></footer>'
