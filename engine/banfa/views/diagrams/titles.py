"""Titles of a process's elements in one language, fit to stand in a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from banfa.language.process import Process
from banfa.texts import Text

_CLAUSES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Signs that XML forbids, and those that turn the order of the text around them."""
_LONGEST = 400


def fit(text: str) -> str:
    """Return a text on one line, without signs that would break a picture, of bounded length."""
    clean = " ".join(_UNFIT.sub("\ufffd", text).split())
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


class Titles:
    """The titles of one process in one language; what has none goes by its id."""

    def __init__(self, process: Process, lang: str) -> None:
        self._process = process
        self.lang = lang

    def say(self, zh: str, en: str) -> str:
        """One of two wordings."""
        return Text(zh, en).in_(self.lang)

    def process(self) -> str:
        """The title of the process."""
        return self._title("title", self._process.title, self._process.id)

    def state(self, state: str) -> str:
        """The title of a state."""
        return self._title(f"states.{state}.title", self._process.states[state].title, state)

    def step(self, step: str) -> str:
        """The title of a transition."""
        return self._title(f"transitions.{step}.title", self._process.steps[step].title, step)

    def role(self, role: str) -> str:
        """The title of a role; of the words that stand for one, what they mean."""
        words = _ACTORS.get(role)
        found = self._process.roles.get(role)
        if found is None and words is not None:
            return words.in_(self.lang)
        return self._title(f"roles.{role}.title", found.title if found else "", role)

    def table(self, table: str) -> str:
        """The title of a table."""
        return self._title(f"tables.{table}.title", self._process.tables[table].title, table)

    def field(self, field: str) -> str:
        """The title of a field."""
        return self._title(f"fields.{field}.title", self._process.fields[field].title, field)

    def value(self, enum: str, value: str) -> str:
        """The title of a value of an enum."""
        found = self._process.enums[enum].values.get(value)
        return self._title(f"enums.{enum}.values.{value}.title", found.title if found else "", value)

    def document(self, document: str) -> str:
        """The title of a document or thing."""
        return self._title(f"documents.{document}.title", self._process.documents[document].title, document)

    def copy(self, document: str, copy: str) -> str:
        """A copy with its title: 2 通知."""
        known = self._process.documents[document].copies.get(copy)
        title = self._title(f"documents.{document}.copies.{copy}.title", known.title, "") if known else ""
        return fit(f"{copy} {title}")

    def list(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return self.say("、", ", ").join(names)

    def actors(self, by: Iterable[str], table: str | None) -> str:
        """Who takes a step."""
        if table is not None:
            return self.say(f"由表定：{self.table(table)}", f"by table: {self.table(table)}")
        return self.say("或", " or ").join(self.role(role) for role in by)

    def cited(self, articles: Iterable[str]) -> str:
        """Citations in brackets: 〔7、8②〕; "" for none."""
        found = list(_shortened(articles))
        return self.say(f"〔{'、'.join(found)}〕", f"[{', '.join(found)}]") if found else ""

    def _title(self, key: str, chinese: str, plain: str) -> str:
        written = chinese or plain
        return fit(written if self.lang != "en" else self._process.english(key, written)) or plain


_ACTORS = {
    "asked": Text("被征求意见者", "those asked"),
    "parent": Text("上级案件", "the parent case"),
    "clock": Text("到时自动", "the clock"),
}


def _shortened(articles: Iterable[str]) -> Iterator[str]:
    """Clauses that follow one another become a range."""
    for number, of in groupby(articles, lambda one: one.rstrip(_CLAUSES)):
        signs = [one[len(number) :] for one in of]
        if "" in signs:
            yield number
        clauses = [sign for sign in signs if sign]
        if len(clauses) > 2 and "".join(clauses) in _CLAUSES:
            yield f"{number}{clauses[0]}-{clauses[-1]}"
        else:
            yield from (number + sign for sign in clauses)
