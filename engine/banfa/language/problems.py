"""What is wrong with a text, where, and what to do: the one shape of every load error and finding."""

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
        """Record one problem."""
        self.found.append(Problem(code, severity, message, fix, place, element, articles, also))

    @property
    def errors(self) -> list[Problem]:
        """Only what stops a load."""
        return [p for p in self.found if p.severity == "error"]
