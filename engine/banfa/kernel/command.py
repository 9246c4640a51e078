"""Commands: what somebody asks of a case. All that is known from outside comes in with the command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from banfa.calendars import Calendar


class Grant(NamedTuple):
    """A role that a person holds on the day: `unit` is "*" for a company role; `for_whom` if standing in."""

    role: str
    unit: str
    for_whom: str | None = None


def picked(wanted: str, grant: Grant) -> bool:
    """Whether `ROLE` or `ROLE:UNIT` picks this grant."""
    role, _, unit = wanted.partition(":")
    return grant.role == role and (not unit or grant.unit == unit)


def own_first(grant: Grant) -> tuple[bool, str, str, str]:
    """The order in which grants are tried (R1)."""
    return (grant.for_whom is not None, grant.unit, grant.role, grant.for_whom or "")


class Member(NamedTuple):
    """A person who holds a role on the day, for which unit, and the kinds of member it is."""

    person: str
    unit: str
    kinds: tuple[str, ...] = ()


class Facts(NamedTuple):
    """Outside data: the number reserved for a new case (None where the process numbers none)."""

    number: str | None = None
    again: int | None = None  # the event whose data this command takes over (noted in the event)
    members: Mapping[str, tuple[Member, ...]] = {}  # role asked as `holders(ROLE)` -> who holds it
    calendar: Calendar | None = None  # of the process; None: only days of the week are known
    origin: Mapping[str, Any] = {}  # digest of the organisation and the like, noted by the façade


NO_FACTS = Facts()


class Command(NamedTuple):
    """A command `m` (SEMANTICS 4.1). Times are ISO 8601 with offset, to the second, in the process's zone.

    `kind` is "fire", "receive", "waive", "correct", or by the clock `banfa.clock` "due" or "remind".
    `grants` are the actor's on date(happened), `recorder_grants` the recorder's on date(entered).
    """

    id: str
    kind: str
    actor: str
    grants: tuple[Grant, ...]
    happened: str
    entered: str
    step: str | None = None  # fire
    target: str | None = None  # fire: the chosen state of a `back_to: [a, b]`
    data: Mapping[str, Any] = {}  # fire: field or appointed role -> raw value
    role: str | None = None  # "ROLE" or "ROLE:UNIT": which grant to use
    recorder: str | None = None
    recorder_grants: tuple[Grant, ...] = ()
    document: str | None = None  # receive
    set: int | None = None
    copy: str | None = None
    rule: str | None = None  # waive
    person: str | None = None
    field: str | None = None  # correct
    value: Any = None
    reason: str | None = None  # waive, correct
    duty: str | None = None  # due, remind
    facts: Facts = NO_FACTS
