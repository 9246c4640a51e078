"""Where copies are, and which are to be recalled (SEMANTICS 8.4), as readers ask for it."""

from __future__ import annotations

from banfa.kernel import Case
from banfa.kernel.case import Custody, PaperSet
from banfa.kernel.program import Program, Unit, program_of
from banfa.language.process import Process
from banfa.scenarios.rows import PaperName


def custody_of(case: Case, paper: PaperName, only_copy: str) -> Custody | None:
    """Return where a copy is, of the last set unless one is named; None if there is none."""
    sets = case.papers.get(paper.document, ())
    k = paper.set or len(sets)
    return sets[k - 1].copies.get(paper.copy or only_copy) if 0 < k <= len(sets) else None


def whereabouts(custody: Custody) -> str | None:
    """Return the party that a copy is at or on its way to; None if it is void."""
    return custody.to if custody.status == "transit" else custody.party


def is_where(process: Process, custody: Custody | None, expected: str) -> bool:
    """True if a copy is where a scenario says.

    `ROLE` or `ROLE:UNIT`: with it or on its way to it, as `with` means in properties. `at ROLE`: there.
    `to ROLE`: on its way. `void`: void.
    """
    if custody is None:
        return False
    if expected == "void" or custody.status == "void":
        return expected == custody.status
    way, _, whom = expected.rpartition(" ")
    if way and way != {"at": "at", "transit": "to"}[custody.status]:
        return False
    role, _, unit = whom.partition(":")
    holder = process.roles[role].holder if role in process.roles else role
    held_by, _, held_in = (whereabouts(custody) or "").partition(":")
    return held_by == holder and unit in ("", held_in)


def recall_list(process: Process, case: Case) -> tuple[tuple[str, int, str], ...]:
    """Return the copies (document, set, name) that somebody inside the company should hand back, sorted.

    They are those of superseded sets, and stray ones of a current set, that are neither void nor at or bound
    for their issuer; copies with outside roles are superseded only.
    """
    program = program_of(process)
    bindings = program.bindings(case)
    return tuple(
        (document, k, copy)
        for document, sets in sorted(case.papers.items())
        for k, one in enumerate(sets, 1)
        for copy, custody in sorted(one.copies.items())
        if _to_recall(program, bindings, one, custody)
    )


def _to_recall(program: Program, bindings: dict[str, Unit], one: PaperSet, custody: Custody) -> bool:
    party = whereabouts(custody)
    if party is None or party == one.issuer:
        return False
    role = program.process.roles.get(party.partition(":")[0])
    if role is not None and role.outside:
        return False
    return not one.current or _stray(bindings, party)


def _stray(bindings: dict[str, Unit], party: str) -> bool:
    """Whether no role denotes the party now."""
    role, _, unit = party.partition(":")
    bound = bindings.get(role)
    return unit not in bound if isinstance(bound, tuple) else unit != bound
