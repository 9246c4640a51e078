"""What each command answers when it has done what was asked (exit codes 0 and 1)."""

from __future__ import annotations

from typing import Any, Literal

from banfa.cli.shapes.parts import (
    Because,
    Custody,
    Failed,
    Finding,
    Missing,
    Possible,
    Shape,
    Waiting,
    Warned,
    Words,
)

Status = Literal["ready", "needs", "blocked"]
Enforced = Literal["yes", "partly", "no", "declared", "external"]


class Done(Shape):
    """start, fire, receive, waive, correct: the case after it."""

    case: str
    number: str | None
    state: str
    states: list[str]
    version: int
    warnings: list[Warned]


class PartNow(Shape):
    """A part of a document: how often it was completed, and what it says."""

    revision: int
    values: dict[str, Any] | None


class DocumentNow(Shape):
    """A document: how many sets of it there are, and which is the current one."""

    sets: int
    current: int | None
    parts: dict[str, PartNow]


class Shown(Done):
    """show: all that stands in a case."""

    process: str
    meaning: str
    home: str | None
    fields: dict[str, Any]
    documents: dict[str, DocumentNow]
    copies: list[Custody]
    rounds: dict[str, int]
    waits_for: list[Waiting]
    deadlines: list[Deadline]
    organisation: Literal["given", "applied", "sample"] | None


class Deadline(Shape):
    """Until when something is to be done, or was. `due` is the earliest, `latest` the latest it may be."""

    duty: str
    status: Literal["met", "late", "running", "overdue", "stopped", "provisional"]
    since: str
    due: str | None
    latest: str | None
    why: Words | None
    ended: str | None
    overtaken: int | None


class DueWork(Shape):
    """One thing that fell due and was done, or with `--dry-run` would be."""

    kind: Literal["due", "remind", "start", "moved", "refused"]
    process: str
    case: str | None
    number: str | None
    duty: str | None
    step: str | None
    happened: str
    told: list[str]
    reason: Words | None


class AllDueWork(Shape):
    """due."""

    due: list[DueWork]


class Listed(Shape):
    """A case in a list."""

    case: str
    number: str | None
    process: str
    state: str
    version: int
    waits_for: list[Waiting]


class Cases(Shape):
    """list."""

    cases: list[Listed]


class AllowedStep(Possible):
    """A step that somebody may take, and whether it is ready."""

    status: Status


class Allowed(Shape):
    """allowed."""

    allowed: list[AllowedStep]


class Event(Shape):
    """What happened at one moment."""

    n: int
    kind: str
    step: str | None
    actor: str
    role: str
    party: str
    on_behalf_of: str | None
    recorder: str | None
    happened: str
    entered: str
    articles: list[str]
    cause: int | str | None
    overtaken: bool
    reason: str | None
    data: dict[str, Any]


class History(Shape):
    """history."""

    events: list[Event]


class Copies(Shape):
    """copies."""

    copies: list[Custody]


class Way(Shape):
    """One thing to be done about it."""

    do: Literal["fire", "correct", "waive", "receive", "other"]
    what: str
    by: list[str]
    message: Words


class Explanation(Shape):
    """Whether a step may be taken; the keys of a refusal; the way forward."""

    transition: str
    status: Status
    because: Because | None
    failed: list[Failed]
    missing: list[Missing]
    articles: list[str]
    allowed: list[Possible]
    forward: list[Way]


class Explained(Shape):
    """explain."""

    explain: Explanation


class Recorded(Shape):
    """record: the text of a scenario file."""

    scenario: str


class Holding(Shape):
    """The organisation that holds now."""

    n: int
    org: str
    digest: str
    actor: str
    entered: str
    warnings: list[Warned]


class Applied(Shape):
    """org apply."""

    applied: Holding


class AppliedOnce(Shape):
    """An organisation that was applied."""

    n: int
    digest: str
    actor: str
    account: str
    entered: str


class Organisations(Shape):
    """org list."""

    organisations: list[AppliedOnce]


class Counted(Shape):
    """How the articles are enforced."""

    total: int
    mapped: int
    enforced: int
    declared: int
    external: int


class Summary(Shape):
    """How much there is."""

    states: int
    transitions: int
    articles: Counted


class Checked(Shape):
    """check; `summary` is null for a process that cannot be loaded."""

    findings: list[Finding]
    summary: Summary | None


class Difference(Shape):
    """Something that is not as a scenario expects."""

    file: str
    line: int
    row: Words
    what: Words
    expected: Words
    found: Words
    why: Words | None


class Scenario(Shape):
    """One scenario as it was played."""

    scenario: str
    file: str
    line: int
    status: Literal["passed", "failed", "error"]
    rows: int
    differences: list[Difference]
    problems: list[Finding]


class Totals(Shape):
    """How many scenarios came to what."""

    passed: int
    failed: int
    error: int


class Measure(Shape):
    """How many elements of one kind were seen."""

    total: int
    seen: int
    unseen: list[str]


class Coverage(Shape):
    """What of one process was played."""

    measures: dict[str, Measure]
    because: dict[str, int]
    refused: dict[str, list[str]]
    complete: bool


class Played(Shape):
    """scenario; `coverage`, by process, where it was asked for."""

    scenarios: list[Scenario]
    problems: list[Finding]
    summary: Totals
    coverage: dict[str, Coverage] | None = None


class Seen(Shape):
    """Where a scenario shows an element at work, or refused."""

    element: str
    how: str
    scenario: str
    file: str
    line: int
    row: Words


class Sentence(Shape):
    """How one sentence of an article is realised."""

    elements: list[str]
    enforced: Enforced
    evidence: list[Seen]
    checklist: list[str]


class Clause(Sentence):
    """A clause of an article."""

    clause: str
    says: str


class Choice(Shape):
    """Something that was chosen or inferred, and why."""

    element: str
    kind: str
    part: str | None
    reason: str
    articles: list[str]


class Article(Shape):
    """How one article is realised: its own sentence and its clauses."""

    article: int
    summary: str
    clauses: list[Clause]
    elements: list[str]
    enforced: Enforced
    evidence: list[Seen]
    own: Sentence
    choices: list[Choice]


class Unused(Shape):
    """What a clause names that no element citing it does, or that one does otherwise."""

    clause: str
    kind: str
    name: str
    element: str | None
    message: Words


class Bare(Shape):
    """What is not connected: clauses, elements, names."""

    clauses_without_element: list[str]
    elements_without_origin: list[str]
    names_not_used: list[Unused]


class Source(Shape):
    """The owner's text beside the report: whether it is the one that is named, and its articles."""

    same: bool
    message: Words
    articles: dict[str, Any] | None


class Articles(Shape):
    """articles; `source` where a text was given to compare."""

    articles: list[Article]
    coverage: Bare
    source: Source | None = None


class Choices(Shape):
    """articles --origin."""

    choices: list[Choice]
