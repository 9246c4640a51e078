"""Decisions: what the kernel answers. Three kinds, no exceptions (SEMANTICS 4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from banfa.kernel.event import Event
from banfa.texts import Text


class Warned(NamedTuple):
    """What passed with a warning: `code` is a guard, reference, role or `banfa.…` id."""

    code: str
    articles: tuple[str, ...]
    message: Text
    missing: tuple[str, ...] = ()


class Accepted(NamedTuple):
    """The regulation allows it: the events to append, in order."""

    events: tuple[Event, ...]
    warnings: tuple[Warned, ...] = ()


class Failed(NamedTuple):
    """One thing that stands against a step; `values` are the facts it saw ("•" where not for this reader)."""

    guard: str
    articles: tuple[str, ...]
    message: Text
    values: Mapping[str, Any]


class Missing(NamedTuple):
    """A fact that has to be given first: the roles that can, and the steps it comes with (none: this one)."""

    field: str
    supplied_by: tuple[str, ...]
    steps: tuple[str, ...] = ()


class Possible(NamedTuple):
    """A step that the case allows now: by which roles, and what it needs."""

    transition: str
    by: tuple[str, ...]
    needs: tuple[str, ...]
    status: str = "needs"  # ready | needs | blocked


class Refusal(NamedTuple):
    """The regulation says no. `because`: role, state, separation, custody, guard or missing."""

    transition: str | None
    because: str
    failed: tuple[Failed, ...] = ()
    missing: tuple[Missing, ...] = ()
    articles: tuple[str, ...] = ()
    allowed: tuple[Possible, ...] = ()


class Problem(NamedTuple):
    """One thing that is malformed in a command: where in it, and what to do."""

    at: str
    message: Text


class Invalid(NamedTuple):
    """The command makes no sense for this process, whatever the case."""

    problems: tuple[Problem, ...]


Decision = Accepted | Refusal | Invalid
