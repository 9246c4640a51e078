"""What no single file shows: what each thing is used by, and what an edit of it touches."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.language.citations import citation_key
from banfa.texts import Text
from banfa.views.tables import table
from banfa.views.uses import Name, Uses
from banfa.views.words import Words

TITLE = Text("谁用到谁", "Dependencies")
ORDER = 80

_SECTIONS = (
    ("guards", Text("条件", "Conditions")),
    ("fields", Text("资料", "Data")),
    ("tables", Text("表", "Tables")),
    ("sets", Text("归在一起的值和状态", "Sets")),
    ("enums", Text("可选的值", "Lists of values")),
    ("documents", Text("文件", "Papers")),
    ("roles", Text("角色", "Roles")),
    ("states", Text("状态", "States")),
    ("references", Text("外部规定", "Outside rules")),
)


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """One table a section: what is used, by what, and what an edit of it touches in the end."""
    uses = Uses(words.process)
    yield words.both(
        "改动左边的一项，会直接影响中间各项，并最终波及右边的步骤和条文。",
        "An edit of what stands left changes what stands in the middle, and in the end what stands right.",
    )
    yield ""
    for section, title in _SECTIONS:
        found = words.own(section)
        if found:
            yield words.heading(3, words.both(*title))
            yield ""
            heads = (
                ("改动", "Edit of"),
                ("直接用到它的", "Used by"),
                ("波及的步骤", "Steps touched"),
                ("条文", "Articles"),
            )
            names = (
                words.flow.in_order(found) if section == "states" else words.flow.as_written(section, found)
            )
            rows = (_row(words, uses, (section, name)) for name in names)
            yield from table([words.both(*head) for head in heads], rows)
            yield ""


def _row(words: Words, uses: Uses, thing: Name) -> tuple[str, ...]:
    by, touched = uses.by(thing), uses.touched(thing)
    steps = [name for section, name in touched if section == "transitions"]
    shown = words.listed(_shown(words, user) for user in by)
    articles = sorted({a for one in (thing, *touched) for a in uses.articles(one)}, key=citation_key)
    return (
        words.name(*thing),
        shown or words.both("（没有用到）", "(not used)"),
        words.listed(words.step(step) for step in words.flow.steps if step in steps),
        words.cited(articles),
    )


def _shown(words: Words, user: Name) -> str:
    section, name = user
    if section in ("properties", "separation"):
        title = words.wording(f"{section}.{name}.title", name)
        return words.link(words.both(f"“{title}”", f"“{title}”"), section, name)
    return words.name(section, name)
