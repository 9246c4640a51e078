"""What is wrong with a text, where, and what to do: the one shape of every load error and finding."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from banfa.texts import Text

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: `file` relative to the process folder, `line` and `column` counted from 1."""

    file: str
    line: int
    column: int


MOST_ERRORS = 1_000
"""Nobody reads on; and a file may hold a hundred thousand mistakes."""
_MOST_WORDS = 600


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `code` is stable and never reused (B1xx load and schema, B2xx references, B3xx graph, B4xx guards and
    tables, B5xx articles, B6xx people, B7xx documents, B8xx properties, B9xx time, B0xx versions).
    `element` is the dotted name of what it concerns (`transitions.accept.when`), "" for a whole file.
    `also` is the second place where two places disagree.
    """

    code: str
    severity: Severity
    message: Text
    fix: Text | None = None
    place: Place | None = None
    element: str = ""
    articles: tuple[str, ...] = ()
    also: Place | None = None

    def __post_init__(self) -> None:
        """A message may quote what is written; what is written may be endless."""
        object.__setattr__(self, "message", _readable(self.message))
        object.__setattr__(self, "fix", _readable(self.fix) if self.fix else None)

    def as_json(self) -> dict[str, object]:
        """The finding as DESIGN names it: a flat mapping, message and fix in both languages."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.place.file if self.place else None,
            "line": self.place.line if self.place else None,
            "column": self.place.column if self.place else None,
            "element": self.element,
            "articles": list(self.articles),
            "message": {"zh": self.message.zh, "en": self.message.en},
            "fix": {"zh": self.fix.zh, "en": self.fix.en} if self.fix else None,
        }


@dataclass(slots=True)
class Problems:
    """A collector, so that a load reports everything at once."""

    found: list[Problem] = field(default_factory=list)
    _counts: Counter[Severity] = field(default_factory=Counter)

    def full(self, severity: Severity = "error") -> bool:
        """True if no more of this severity are recorded: looking for them can stop."""
        return self._counts[severity] > MOST_ERRORS

    def add(
        self,
        code: str,
        message: Text,
        fix: Text | None = None,
        *,
        place: Place | None = None,
        element: str = "",
        articles: tuple[str, ...] = (),
        also: Place | None = None,
        severity: Severity = "error",
    ) -> None:
        """Record one problem; of more than `MOST_ERRORS` of a severity only that there are more."""
        if self.full(severity):
            return
        self._counts[severity] += 1
        if self.full(severity):
            code, message, fix, also = "B199", _MORE, _MORE_FIX, None
        self.found.append(Problem(code, severity, message, fix, place, element, articles, also))

    @property
    def errors(self) -> list[Problem]:
        """Only what stops a load."""
        return [p for p in self.found if p.severity == "error"]


_MORE = Text(
    f"这样的问题超过 {MOST_ERRORS} 处，其余没有列出",
    f"there are more than {MOST_ERRORS} such problems; the others are not listed",
)
_MORE_FIX = Text("先改已经列出的", "mend those that are listed first")


def _readable(text: Text) -> Text:
    return Text(_shortened(text.zh), _shortened(text.en))


def _shortened(half: str) -> str:
    """The beginning and the end of what is too long to be read."""
    if len(half) <= _MOST_WORDS:
        return half
    return f"{half[: _MOST_WORDS // 2]} … {half[-_MOST_WORDS // 2 :]}"
