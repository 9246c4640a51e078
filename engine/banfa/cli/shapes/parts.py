"""What several answers are made of."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Because = Literal["role", "state", "separation", "custody", "guard", "missing"]
Severity = Literal["error", "warning", "note"]


class Shape(BaseModel):
    """One JSON object; keys that are not named here do not come."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Words(Shape):
    """A text in both languages."""

    zh: str
    en: str


class Warned(Shape):
    """What passed with a warning."""

    code: str
    articles: list[str]
    message: Words


class Waiting(Shape):
    """Whom a case waits for; `unit` is null while nobody is appointed, or where a `person` is asked."""

    role: str
    unit: str | None
    person: str | None = None


class Custody(Shape):
    """Where one copy is; of one on its way, `holder` is whom it goes to."""

    document: str
    set: int
    copy_: str
    holder: str | None
    status: Literal["at", "transit", "void"]
    since: str | None
    superseded: bool

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=lambda name: name.rstrip("_"))


class Failed(Shape):
    """One thing that stands against a step; `values` are the facts it saw, "•" where not for this reader."""

    guard: str
    articles: list[str]
    message: Words
    values: dict[str, Any]


class Missing(Shape):
    """A fact that is missing: the roles that can supply it, and the steps it comes with (none: this one)."""

    field: str
    supplied_by: list[str]
    steps: list[str]


class Possible(Shape):
    """A step that the case allows now."""

    transition: str
    by: list[str]
    needs: list[str]


class Refusal(Shape):
    """Why the regulation says no."""

    transition: str | None
    because: Because
    failed: list[Failed]
    missing: list[Missing]
    articles: list[str]
    allowed: list[Possible]


class Finding(Shape):
    """Something wrong with a text, and its place."""

    code: str
    severity: Severity
    file: str | None
    line: int | None
    column: int | None
    element: str | None
    articles: list[str]
    message: Words
    fix: Words | None


class BadPart(Shape):
    """One part of a command that makes no sense."""

    at: str
    message: Words


class Fault(Shape):
    """Why a command could not be carried out; what is wrong with its input, or with a text it reads."""

    message: Words
    problems: list[BadPart] | None = None
    findings: list[Finding] | None = None


class Error(Shape):
    """Bad input, a conflict, or a file or database that cannot be used (exit codes 2, 4, 70)."""

    error: Fault


class Refused(Shape):
    """The regulation does not allow it (exit code 3)."""

    refused: Refusal
