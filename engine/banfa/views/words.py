"""The names of a process's things in sentences: titles in one language, quoted, safe, never two alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from banfa.language.citations import cited
from banfa.language.process import Document, Origin, Process
from banfa.views.escaping import escaped
from banfa.views.flow import Flow

SECTIONS = {
    "roles": "roles",
    "references": "references",
    "enums": "enums",
    "sets": "sets",
    "fields": "fields",
    "documents": "documents",
    "states": "states",
    "transitions": "steps",
    "guards": "guards",
    "tables": "tables",
    "separation": "separations",
    "properties": "properties",
    "duties": "duties",
}
"""Sections of a definition, in the order in which people ask for them, and the attributes of `Process`."""

_QUOTED = frozenset(
    ("states", "transitions", "tables", "enums", "duties", "guards", "properties", "separation")
)


class Words:
    """One process in one language. `linked`: names carry links, headings anchors (for HTML).

    `within` is the process that a kind of case stands under; what both have is the parent's. `source` has the
    owner's text by citation, where it is at hand.
    """

    def __init__(
        self,
        process: Process,
        lang: str = "zh",
        linked: bool = False,
        within: Process | None = None,
        source: Mapping[str, str] | None = None,
    ) -> None:
        self.process, self.lang, self.linked, self.within = process, lang, linked, within
        self.source = source or {}

    @cached_property
    def flow(self) -> Flow:
        """The shape of the process."""
        return Flow(self.process)

    def parts(self) -> Iterator[Words]:
        """The kinds of case under this process, each with its own words."""
        for name in sorted(self.process.parts):
            yield self.of_part(name)

    def of_part(self, name: str) -> Words:
        """The words of a kind of case under this process; of the process itself for ""."""
        if not name:
            return self
        return Words(self.process.parts[name], self.lang, self.linked, self.process, self.source)

    def both(self, zh: str, en: str) -> str:
        """The half of the language."""
        return en if self.lang == "en" else zh

    # ---- what there is

    def own(self, section: str) -> Mapping[str, Any]:
        """The elements of a section, without those that belong to the process above."""
        found = getattr(self.process, SECTIONS[section])
        above = getattr(self.within, SECTIONS[section]) if self.within is not None else {}
        return {name: thing for name, thing in found.items() if not _same(above.get(name), thing)}

    # ---- names

    def wording(self, key: str, otherwise: str) -> str:
        """A text of the definition by its dotted key alone; `otherwise` if none is written."""
        return self.text(key, self.process.wording.get(key, otherwise))

    def text(self, key: str, chinese: str) -> str:
        """A text of the definition by its dotted key, in the language, safe in Markdown."""
        return escaped(chinese if self.lang != "en" else self.process.english(key, chinese))

    def reason(self, origin: Origin, kind: str, part: str = "") -> str:
        """Why something was chosen or inferred, in the language, safe in Markdown."""
        return escaped(self.process.reason(origin, kind, part).in_(self.lang))

    def title(self, section: str, name: str) -> str:
        """The plain title of an element; with its id where another has the same title."""
        return self._titles[section].get(name) or escaped(name)

    def name(self, section: str, name: str) -> str:
        """The title as it stands in a sentence: quoted where the language quotes it, linked if asked."""
        title = self.title(section, name)
        if section in ("documents", "references"):
            title = self.both(f"《{title}》", f"“{title}”")
        elif section in _QUOTED:
            title = f"“{title}”"
        return self.link(title, section, name)

    def state(self, name: str) -> str:
        """A state in a sentence."""
        return self.name("states", name)

    def states(self, names: Iterable[str]) -> list[str]:
        """States in sentences, in the order in which a case meets them."""
        return [self.state(name) for name in self.flow.in_order(names)]

    def fields(self, names: Iterable[str]) -> str:
        """Fields in a list, in the order in which their owner wrote them."""
        return self.listed(self.field(name) for name in self.flow.as_written("fields", names))

    def step(self, name: str) -> str:
        """A transition in a sentence."""
        return self.name("transitions", name)

    def role(self, name: str) -> str:
        """A role in a sentence, or one of those that no definition names."""
        known = {
            "waiting": ("案件当时等待的各方", "whomever the case then waits for"),
            "asked": ("被征求意见的各方", "the parties asked"),
            "clock": ("时钟", "the clock"),
            "parent": ("上一级案件", "the parent case"),
        }
        if name in known and name not in self.process.roles:
            return self.both(*known[name])
        return self.name("roles", name)

    def field(self, name: str) -> str:
        """A field in a sentence, or a role that a step appoints."""
        return self.name("fields" if name in self.process.fields else "roles", name)

    def strong(self, name: str) -> str:
        """A role in bold; the stars stand within the link, since behind its `)` they would not close."""
        title = self.title("roles", name)
        plain = title[:1].isalnum() and title[-1:].isalnum()
        return (
            self.link(f"**{title}**", "roles", name)
            if plain and name in self.process.roles
            else self.role(name)
        )

    def quoted(self, name: str) -> str:
        """A field, or a role that a step appoints, in a condition: its title must not run on."""
        section = "fields" if name in self.process.fields else "roles"
        title = self.title(section, name)
        return self.link(f"“{title}”" if section == "fields" else title, section, name)

    def document(self, name: str) -> str:
        """A document or thing in a sentence."""
        return self.name("documents", name)

    def copy(self, document: str, copy: str) -> str:
        """A copy in a sentence: 《客户投诉记录卡》第4联（调查报告）; the one paper by its document alone."""
        copy = self.copy_alone(document, copy)
        return self.document(document) + (self.both("", " ") if copy else "") + copy

    def copy_alone(self, document: str, copy: str) -> str:
        """A copy without its document: 第4联（调查报告）; nothing for the one paper."""
        found = self.process.documents.get(document)
        if found is not None and found.single and copy in found.copies:
            return ""
        return self.both(f"第{escaped(copy)}联", f"copy {escaped(copy)}") + self._copy_title(found, copy)

    def _copy_title(self, document: Document | None, copy: str) -> str:
        known = document.copies.get(copy) if document is not None else None
        if known is None or document is None or known.title in ("", copy):
            return ""
        title = self.text(f"documents.{document.id}.copies.{copy}.title", known.title)
        return self.in_brackets("", title)

    def part(self, document: str, part: str) -> str:
        """A part of a document in a sentence."""
        found = self.process.documents.get(document)
        key = f"{'things' if found and found.thing else 'documents'}.{document}.parts.{part}.title"
        return f"“{self.wording(key, part)}”"

    def value(self, kind: str, value: Any) -> str:
        """A literal in a sentence. `kind` is that of a type, `enum:ID` for a member of an enum."""
        if isinstance(value, bool):
            return self.both("“是”", "“yes”") if value else self.both("“否”", "“no”")
        if kind.startswith("enum:"):
            return f"“{self.member(kind[5:], str(value))}”"
        if kind == "role":
            return self.role(str(value))
        if kind == "state":
            return self.state(str(value))
        if kind == "money":
            amount, _, currency = str(value).partition(" ")
            return f"{amount} {currency}".strip()
        return str(value) if kind in ("int", "date", "datetime") else f"“{escaped(str(value))}”"

    def member(self, enum: str, value: str) -> str:
        """The title of a member of an enum, with its id where two have the same title."""
        return self._members.get(enum, {}).get(value) or escaped(value)

    @cached_property
    def _members(self) -> dict[str, dict[str, str]]:
        return {
            enum.id: self._distinct(
                {
                    v.id: self.text(f"enums.{enum.id}.values.{v.id}.title", v.title)
                    for v in enum.values.values()
                }
            )
            for enum in self.process.enums.values()
        }

    @cached_property
    def _titles(self) -> dict[str, dict[str, str]]:
        return {
            section: self._distinct(
                {name: self._own_title(section, thing) for name, thing in self._all(section)}
            )
            for section in SECTIONS
        }

    def _all(self, section: str) -> Iterable[tuple[str, Any]]:
        things: Mapping[str, Any] = getattr(self.process, SECTIONS[section])
        return things.items()

    def _own_title(self, section: str, thing: Any) -> str:
        written = "things" if getattr(thing, "thing", False) else section
        keys = [f"{written}.{thing.id}.{key}" for key in ("title", "refuse", "warn")]
        key = next((key for key in keys if key in self.process.wording), keys[0])
        return self.text(key, getattr(thing, "title", "") or self.process.wording.get(key, thing.id))

    def _distinct(self, titles: Mapping[str, str]) -> dict[str, str]:
        often = Counter(titles.values())
        return {
            n: t if often[t] == 1 or t == n else self.in_brackets(t, escaped(n)) for n, t in titles.items()
        }

    # ---- lists and brackets

    def listed(self, names: Iterable[str]) -> str:
        """A list where all belong: a、b; quoted names need no sign between them."""
        return self.both("、", ", ").join(names)

    def either(self, names: Iterable[str]) -> str:
        """A list where one is meant: a或b."""
        every = list(names)
        if len(every) < 2:
            return "".join(every)
        head, last = self.listed(every[:-1]), every[-1]
        return head + self.both("或", " or ") + last

    def in_brackets(self, name: str, more: str) -> str:
        """A name with something in brackets behind it."""
        return self.both(f"{name}（{more}）", f"{name} ({more})")

    def cited(self, articles: Iterable[str]) -> str:
        """〔第7条、第8条②〕, or nothing."""
        found = cited(articles, self.lang)
        if not found:
            return ""
        shown = f"[{found}](#{self.anchor('articles', next(iter(articles)))})" if self.linked else found
        return self.both(f"〔{shown}〕", f" ({shown})")

    # ---- links

    def anchor(self, section: str, name: str) -> str:
        """Where an element stands on the page."""
        above = self.within is not None and section != "articles" and name in self.own(section)
        prefix = f"{self.process.id}-" if above else ""
        return prefix + f"{section}-{name}".translate(_CLAUSES)

    def link(self, shown: str, section: str, name: str) -> str:
        """A name that leads to the element."""
        there = name in getattr(self.process, SECTIONS[section], ())
        return f"[{shown}](#{self.anchor(section, name)})" if self.linked and there else shown

    def picture(self, name: str) -> str:
        """A paragraph that stands for a picture, where there can be one."""
        part = f"{self.process.id}/" if self.within is not None else ""
        return f"{{!{part}{name}}}" if self.linked else ""

    def anchored(self, section: str, name: str) -> str:
        """What begins a line that others lead to."""
        return f"{{#{self.anchor(section, name)}}}" if self.linked else ""

    def heading(self, level: int, shown: str, anchor: str = "") -> str:
        """A heading, with its anchor where there are links."""
        return f"{'#' * level} {shown}" + (f" {{#{anchor}}}" if anchor and self.linked else "")


_CLAUSES = {ord(sign): f"-{number}" for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)} | {
    ord("("): "-",
    ord(")"): "",
}


def _same(a: Any, b: Any) -> bool:
    return a is b or a == b
