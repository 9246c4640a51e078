"""Terms that change: from a day on, or because they are extended. `language/terms.py` reads terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from banfa.calendars.failures import ExtensionRefused
from banfa.language.terms import BadTerm, DayOfMonth, Term
from banfa.texts import Text

# -- what holds from which day on --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangingTerm:
    """A term that changes on a date: `first`, and from each day of `later` (in order) another one."""

    first: Term | DayOfMonth
    later: tuple[tuple[date, Term | DayOfMonth], ...] = ()

    def __post_init__(self) -> None:
        days = [day for day, _ in self.later]
        if any(a >= b for a, b in pairwise(days)):
            zh, en = "变更的日期要从早到晚，不重复", "the days of change go from early to late, each once"
            raise BadTerm(Text(zh, en))

    def on(self, day: date) -> Term | DayOfMonth:
        """Return the term that holds for what begins on `day`; what has begun keeps its term."""
        return next((term for since, term in reversed(self.later) if since <= day), self.first)


# -- extensions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Extension:
    """So much more time, and why."""

    by: Term
    reason: str


@dataclass(frozen=True, slots=True)
class ExtensionLimit:
    """How often, and by how much in all (units compared one by one), a term may be extended."""

    times: int = 1
    at_most: Term | None = None


def check_extensions(extensions: Sequence[Extension], limit: ExtensionLimit) -> None:
    """Raise `ExtensionRefused` unless each extension has a reason and all together keep within the limit."""
    if any(not extension.reason.strip() for extension in extensions):
        raise ExtensionRefused(Text("延长期限要写理由", "an extension needs a reason"))
    if len(extensions) > limit.times:
        zh = f"至多延长 {limit.times} 次，这里是第 {len(extensions)} 次"
        en = f"at most {limit.times} extensions; this would be the {len(extensions)}th"
        raise ExtensionRefused(Text(zh, en))
    if limit.at_most is not None:
        _check_amount([e.by for e in extensions], limit.at_most)


def _check_amount(terms: Sequence[Term], most: Term) -> None:
    other = next((term for term in terms if term.unit != most.unit), None)
    if other is not None:
        zh = f"延长要用和上限相同的单位：上限 {most}，这里是 {other}"
        raise ExtensionRefused(Text(zh, f"extend in the unit of the limit, {most}; this is {other}"))
    total = sum(term.number for term in terms)
    if total > most.number:
        zh, en = f"至多延长 {most}，合计已是 {total}", f"at most {most} in all; together these are {total}"
        raise ExtensionRefused(Text(zh, en))
