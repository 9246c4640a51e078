"""Who may: grants against bindings (SEMANTICS 6, steps 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from banfa.kernel.case import Case, Round
from banfa.kernel.command import Command, Grant, picked
from banfa.kernel.ledger import at_or_bound_for
from banfa.kernel.program import Claim, Program, Unit, program_of, standing_unit
from banfa.kernel.rounds import is_asked, places_of
from banfa.language.process import COMPANY, Process


class Acting(NamedTuple):
    """As whom somebody acts: the grant used, the role and party of the event, the persons it counts for.

    `asked`: the name in a roster of one that is asked.
    """

    grant: Grant
    role: str
    party: str
    persons: tuple[str, ...]
    asked: str | None = None


def acting(program: Program, case: Case, command: Command, claims: Iterable[Claim]) -> Acting | None:
    """As whom the actor may act by one of these claims: by the least matching grant (R1), or None."""
    hits: list[tuple[Grant, Claim]] = []
    for claim in claims:
        own_role, _, scope, _, _ = claim
        for grant in command.grants:
            if grant[0] == own_role and fits(case, scope, grant[1]):
                hits.append((grant, claim))
    if command.role is not None:
        hits = [hit for hit in hits if picked(command.role, hit[0])]
    if not hits:
        return None
    grant, claim = hits[0] if len(hits) == 1 else min(hits, key=precedence)
    party = f"{claim.holder}:{COMPANY if claim.outside else grant.unit}"
    if command.recorder is not None and not recorder_agrees(program, command, party, outside=claim.outside):
        return None
    return Acting(grant, claim.acts_as, party, persons_of(command.actor, grant))


def precedence(hit: tuple[Grant, Claim]) -> tuple[bool, str, str, str, str]:
    """Own before stand-in, then unit, role, for whom."""
    grant, claim = hit
    return (grant.for_whom is not None, grant.unit, grant.role, grant.for_whom or "", claim.acts_as)


def fits(case: Case, scope: str, unit: str) -> bool:
    """Whether a unit is what a role of this scope is bound to (R2)."""
    if scope == "company":
        return unit == COMPANY
    if case.n == 0:
        return scope == "unit"
    if scope == "unit":
        return unit == case.home
    return is_bound(standing_unit(case, scope), unit)


def persons_of(actor: str, grant: Grant) -> tuple[str, ...]:
    """A stand-in counts as both (SEMANTICS 10.1)."""
    if grant.for_whom is None or grant.for_whom == actor:
        return (actor,)
    return (actor, grant.for_whom) if actor < grant.for_whom else (grant.for_whom, actor)


def matches(program: Program, case: Case, grant: Grant) -> bool:
    """Whether a grant is one of a role as the case binds it."""
    scope = program.scopes.get(grant.role)
    return scope is not None and fits(case, scope, grant.unit)


def is_bound(binding: Unit, unit: str) -> bool:
    """Whether a binding is, or for a `many` role contains, a unit."""
    return binding == unit if isinstance(binding, str) else binding is not None and unit in binding


def recorder_agrees(program: Program, command: Command, party: str, *, outside: bool) -> bool:
    """A recorder other than the actor must be of the same party (R4); an outside role has none (R3)."""
    if command.recorder is None or command.recorder == command.actor:
        return True
    if outside:
        return False
    return any(party_of(program, grant) == party for grant in command.recorder_grants)


def party_of(program: Program, grant: Grant) -> str | None:
    """The party of a grant, bound or not."""
    holder = program.holders.get(grant.role)
    return None if holder is None else f"{holder}:{grant.unit}"


def parties_of(program: Program, grants: Iterable[Grant]) -> frozenset[str]:
    """The parties of all grants."""
    return frozenset(party for party in (party_of(program, grant) for grant in grants) if party)


def acting_asked(program: Program, round_: Round, command: Command) -> Acting | None:
    """As whom the actor may answer: by the least grant of one that is asked, those still to answer first."""
    places = places_of(program, round_, command)
    if not places:
        return None
    grant, name = places[0]
    party = party_of(program, grant) or ""
    if command.recorder is not None and not recorder_agrees(program, command, party, outside=False):
        return None
    return Acting(grant, grant.role, party, persons_of(command.actor, grant), name)


def concerned(program: Program, case: Case, grants: Iterable[Grant], actor: str) -> bool:
    """Whether somebody has to do with a case at all (R5); nobody has with one that has not started."""
    if case.n == 0:
        return False
    grants = tuple(grants)
    if any(matches(program, case, grant) for grant in grants):
        return True
    if program.answers and is_asked(program, case, grants, actor):
        return True
    mine = parties_of(program, grants)
    return any(
        at_or_bound_for(custody) in mine
        for sets in case.papers.values()
        for one in sets
        for custody in one.copies.values()
    )


def roles_in(process: Process, case: Case, grants: Iterable[Grant], actor: str) -> frozenset[str] | None:
    """The roles that somebody has in a case, as it binds them now; None if it does not concern him."""
    program = program_of(process)
    held = tuple(grants)
    if not concerned(program, case, held, actor):
        return None
    return frozenset(grant.role for grant in held if matches(program, case, grant))
