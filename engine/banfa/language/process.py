"""The resolved definition: what a regulation means once its text is read, typed and linked.

`Process` is immutable and shared by all cases and threads. Everything in it is explicit: ids are checked,
named sets and conditions are inlined into expressions, citations are expanded to single clauses, shorthand is
gone. Rooms below read it and never the YAML. Keyword names follow LANGUAGE.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from banfa.language.citations import citation_key
from banfa.language.expressions import Computation, Condition
from banfa.language.problems import Place, Problem
from banfa.language.terms import DayOfMonth, Term
from banfa.language.turns import Turn
from banfa.language.values import FieldType
from banfa.texts import Text

START = "start"
COMPANY = "*"
"""The unit of a company role and of an outside role."""
ALL = "all"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an element comes from: cited clauses ("8", "8②"), what we inferred, what we chose.

    `inferred` and `chosen` map the part of the element they speak of to the reason; "" is the whole element.
    `at` is the element's dotted key in the text.
    """

    articles: tuple[str, ...] = ()
    inferred: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    at: str = field(default="", compare=False)

    @property
    def given(self) -> bool:
        """True if the text says where the element comes from."""
        return bool(self.articles or self.inferred or self.chosen)


@dataclass(frozen=True, slots=True)
class Names:
    """What a clause itself speaks of, stated independently of the elements that realise it."""

    acts: tuple[str, ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)  # "DOC" or "DOC.COPY" -> role
    fields: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """An article's own sentence (id "8") or one of its clauses (id "8②")."""

    id: str
    says: str
    names: Names
    enforced: Literal["declared", "external"] | None  # None: computed
    checklist: tuple[str, ...] = ()
    shown_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its number, its own sentence and its clauses in order."""

    number: int
    own: Clause
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A role. `scope`: "company", "unit", "case" or another role's id. `outside` lists who records for it."""

    id: str
    title: str
    scope: str
    acts_for: str | None
    many: bool
    outside: bool
    recorded_by: tuple[str, ...]
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]
    origin: Origin

    @property
    def holder(self) -> str:
        """The role whose papers these are (`acts_for`, else itself)."""
        return self.acts_for or self.id


@dataclass(frozen=True, slots=True)
class Reference:
    """An outside rule the regulation points to."""

    id: str
    title: str
    status: Literal["resolved", "unresolved"]
    origin: Origin


@dataclass(frozen=True, slots=True)
class EnumValue:
    """One member of an enum."""

    id: str
    title: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Enum:
    """A list of values; `open` admits others, given as text."""

    id: str
    title: str
    open: bool
    values: Mapping[str, EnumValue]


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A named subset of an enum, or of the states (`of == "state"`), or of a scalar type."""

    id: str
    of: str
    members: tuple[str, ...]  # sorted
    origin: Origin


@dataclass(frozen=True, slots=True)
class Field:
    """One datum of a case. `source`: `case.number` or `STEP.happened` if it is written by itself."""

    id: str
    title: str
    type: FieldType
    source: str | None
    personal: str | None
    seen_by: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: fields that must stand when it is completed, and optional ones."""

    id: str
    fields: tuple[str, ...]  # sorted
    optional: tuple[str, ...]  # sorted
    origin: Origin

    @property
    def all(self) -> tuple[str, ...]:
        """Every field of the part, sorted."""
        return tuple(sorted({*self.fields, *self.optional}))


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a document, by its name."""

    id: str
    title: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Document:
    """A document or (without parts, `thing`) a thing. `each` names the set field that makes its copies."""

    id: str
    title: str
    thing: bool
    parts: Mapping[str, Part]
    copies: Mapping[str, Copy]  # {"1": …} when the text gives none; empty with `each`
    single: bool  # the text names no copies: `DOC` is the one paper
    each: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Rounds:
    """From how many returns on somebody is told."""

    limit: int
    tell: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Whom a state asks: fields, tables, roles, named sets or "holders(ROLE)", in the order of the text."""

    each: tuple[str, ...]
    who: str | None  # the role that answers for each unit or person
    in_turn: bool
    silent: str | None  # the step that silence counts as, once nobody is asked any more
    keep: bool  # a return leaves the answers as they were
    min: int

    def as_text(self) -> dict[str, Any]:
        """As the text has it."""
        order, answers = "in_turn" if self.in_turn else None, "keep" if self.keep else None
        said = {
            "each": list(self.each),
            "who": self.who,
            "order": order,
            "silent": self.silent,
            "answers": answers,
            "min": self.min,
        }
        return {key: value for key, value in said.items() if value}


CLOCK = "clock"
"""Who takes steps `by: clock`: as a role, of the company."""
HOLDERS = "holders("
"""How `each` names the persons who hold a role: "holders(ROLE)"."""


@dataclass(frozen=True, slots=True)
class State:
    """A state. `end` is None, "resting", "final" or "region"."""

    id: str
    title: str
    end: str | None
    rounds: Rounds | None
    regions: Mapping[str, tuple[str, ...]]  # side by side, each begins with its first state
    within: tuple[str, str] | None  # the state and the region that this one is nested in
    keeps: bool  # it interrupts, and `to: resume` goes back to what it interrupted
    ask: Ask | None
    outcome: str | None  # what this end means to the case that opened this one
    origin: Origin

    @property
    def several(self) -> dict[str, Any]:
        """The keys of LANGUAGE 11 that the state uses, as the text has them."""
        regions = {name: list(members) for name, members in self.regions.items()}
        ask = self.ask.as_text() if self.ask is not None else None
        said = {"ask": ask, "regions": regions, "keeps": self.keeps, "outcome": self.outcome}
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Demand:
    """An item of `when`, `unless`, `input`, `uses`, `tell`: the thing named, and when it is demanded.

    For guards `condition` is what must be true (already `!c || g` and negated for `unless`).
    """

    name: str
    only_if: Condition | None = None
    condition: Condition | None = None
    negated: bool = False
    refuse: str | None = None  # an own refusal on the item


@dataclass(frozen=True, slots=True)
class Step:
    """A transition of the regulation. `kind` says what it does to the trail."""

    id: str
    title: str
    kind: Literal["start", "forward", "back", "act", "resume"]
    sources: tuple[str, ...]  # states of `from`, sorted; () for a start
    to: str | None
    to_table: str | None
    back_to: tuple[str, ...]  # as written
    stands: bool
    by: tuple[str, ...]  # roles, sorted
    by_table: str | None
    when: tuple[Demand, ...]  # `when` then `unless`, as written
    input: tuple[Demand, ...]  # fields, sorted
    optional: tuple[str, ...]  # fields (and case-bound roles), sorted
    decide: tuple[str, ...]  # tables
    set: Mapping[str, Computation]
    appoint: tuple[str, ...]  # roles, sorted
    issue: tuple[str, ...]  # documents, sorted
    complete: Mapping[str, tuple[str, ...]]  # document -> parts
    void: Mapping[str, tuple[str, ...]]  # document -> copies or ("all",)
    send: Mapping[str, Mapping[str, tuple[str, ...]]]  # document -> role -> copies, ("all",) or ("own",)
    send_if_held: Mapping[str, Mapping[str, tuple[str, ...]]]
    recall: tuple[str, ...]
    uses: tuple[Demand, ...]
    tell: tuple[Demand, ...]  # roles or "waiting"
    asked: bool  # `by: asked`: by those whom the state asks
    clock: bool  # a clock takes it too
    every: Turn | None  # how often a clock opens a case with it
    roster: Literal["leave", "close"] | None
    adds: tuple[str, ...]  # who is asked too from then on, as in `Ask.each`
    auto: bool  # nobody takes it: it fires by itself
    later: Mapping[str, Any]  # keys of LANGUAGE section 11, parsed and not yet run
    origin: Origin

    @property
    def moves(self) -> bool:
        """True if the step changes where the case stands."""
        return self.kind != "act"

    @property
    def several(self) -> dict[str, Any]:
        """The keys of LANGUAGE 11 that the step uses, as the text has them; `by`: who is no role."""
        by = [name for name, is_by in (("asked", self.asked), (CLOCK, self.clock)) if is_by]
        said = {
            "auto": self.auto,
            "by": [*by, *self.later.get("by", ())],
            "to": "resume" if self.kind == "resume" else None,
            "roster": {"add": list(self.adds)} if self.adds else self.roster,
            "open": self.later.get("open"),
        }
        return {key: value for key, value in said.items() if value}

    @property
    def answers(self) -> bool:
        """True if the step is an answer: by one that is asked, who stays in the roster, without a move."""
        return self.asked and not self.moves and self.roster is None

    @property
    def roles_in_tell(self) -> tuple[str, ...]:
        """Who is informed."""
        return tuple(d.name for d in self.tell)


@dataclass(frozen=True, slots=True)
class Guard:
    """A named condition; `refuse` stops, `warn` passes and is recorded, with neither it is only a name."""

    id: str
    title: str
    condition: Condition
    refuse: str | None
    warn: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its condition and what it gives."""

    condition: Condition
    then: Any  # a Value of the table's type
    origin: Origin


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table. `otherwise`: a value, or the step to ask, or neither (a gap)."""

    id: str
    title: str
    type: FieldType
    hit: Literal["unique", "first", "collect"]
    rows: tuple[Row, ...]
    otherwise: Any | None
    ask: str | None
    otherwise_origin: Origin
    reads: tuple[str, ...]  # fields, sorted
    origin: Origin


@dataclass(frozen=True, slots=True)
class Separation:
    """Steps that different people must take, and the roles that may waive it."""

    id: str
    steps: tuple[str, ...]  # sorted
    waived_by: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Property:
    """What must hold in every case: `form` is one of never_before, never, at_most, always, can_reach."""

    id: str
    form: str
    says: Mapping[str, Any]  # the keys of the text, resolved
    origin: Origin


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done in time: owed from entering a state, or from steps, until left or until steps."""

    id: str
    title: str
    state: str | None  # `in`
    steps: tuple[str, ...]  # `from`
    until: tuple[str, ...]
    term: Term | DayOfMonth  # `within` or `due`; by the clock where there is no calendar
    pauses: tuple[str, ...]  # states
    remind: Term | None  # so long before
    tell: tuple[str, ...]  # when it is late; roles or "waiting"
    fire: str | None  # when it is late: a step by the clock
    origin: Origin

    @property
    def says(self) -> dict[str, Any]:
        """What the duty says, by the keys of the text."""
        term = {"due" if isinstance(self.term, DayOfMonth) else "within": str(self.term)}
        late = {key: value for key, value in (("tell", list(self.tell)), ("fire", self.fire)) if value}
        said = {
            "in": self.state,
            "from": list(self.steps),
            "until": list(self.until),
            **term,
            "pauses": list(self.pauses),
            "remind": str(self.remind) if self.remind is not None else None,
            "late": late,
        }
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Numbering:
    """How cases are numbered, e.g. pattern "TS-{year}-{seq:04}"."""

    pattern: str
    gapless: bool


@dataclass(frozen=True, eq=False)
class Process:
    """A regulation, or a kind of case under one, ready to be run.

    `meaning` is the sha256 over all that decides, `text` over everything (SEMANTICS 14). Maps are in no
    particular order of meaning; lists in them are. `not_yet_run` lists the elements of LANGUAGE section 11
    in use: such a process loads and is checked, and no case of it can be started.
    """

    id: str
    title: str
    version: str
    effective: str | None
    language: str
    time_zone: str
    calendar: str | None
    source_sha256: str | None
    numbering: Numbering | None
    part_of: str | None
    articles: Mapping[int, Article]
    roles: Mapping[str, Role]
    references: Mapping[str, Reference]
    enums: Mapping[str, Enum]
    sets: Mapping[str, NamedSet]
    fields: Mapping[str, Field]
    documents: Mapping[str, Document]  # things among them
    states: Mapping[str, State]
    steps: Mapping[str, Step]
    guards: Mapping[str, Guard]
    tables: Mapping[str, Table]
    separations: Mapping[str, Separation]
    properties: Mapping[str, Property]
    duties: Mapping[str, Duty]
    not_yet_run: tuple[str, ...]
    ignored: Mapping[str, tuple[tuple[str, str], ...]]  # element -> (code, reason)
    translations: Mapping[str, str]  # dotted key -> English
    places: Mapping[str, Place]  # dotted element -> where it is written
    parts: Mapping[str, Process]
    problems: tuple[Problem, ...]  # warnings and notes of the load
    meaning: str
    text: str
    canonical: bytes  # the canonical JSON that `meaning` hashes
    wording: Mapping[str, str] = field(default_factory=dict, repr=False)  # dotted key -> text, as written
    cache: dict[str, Any] = field(default_factory=dict, repr=False)  # what later rooms derive once

    def english(self, key: str, chinese: str) -> str:
        """Return the English of a text by its dotted key (`states.received.title`), else the Chinese."""
        return self.translations.get(key, chinese)

    def reason(self, origin: Origin, kind: str, part: str = "") -> Text:
        """Return why something was "chosen" or "inferred" of an element, or of a part of it."""
        said = getattr(origin, kind)[part]
        key = f"{origin.at}.{kind}.{part}" if part else f"{origin.at}.{kind}"
        return Text(said, self.english(key, said))

    def clause(self, citation: str) -> Clause | None:
        """Return the clause that a citation such as "8②" or "8" names."""
        article = self.articles.get(citation_key(citation)[0])
        clauses = (article.own, *article.clauses) if article is not None else ()
        return next((clause for clause in clauses if clause.id == citation), None)
