"""`receive`: a copy arrives, or is handed back to who issued it (SEMANTICS 8.4)."""

from __future__ import annotations

from banfa.kernel.case import Case, Custody, PaperSet
from banfa.kernel.command import Command, Grant, own_first, picked
from banfa.kernel.decision import Accepted, Decision, Invalid, Problem
from banfa.kernel.form import unknown, when_problems
from banfa.kernel.header import header
from banfa.kernel.ledger import at_or_bound_for
from banfa.kernel.papers import Clash
from banfa.kernel.program import Program, Unit
from banfa.kernel.refuse import opaque, refuse_command, refuse_custody
from banfa.kernel.roles import Acting, concerned, party_of, recorder_agrees
from banfa.texts import Text


def decide_receive(program: Program, case: Case, command: Command) -> Decision:
    """Decide the receipt of one copy by a party of the actor's (R21)."""
    invalid = receive_form(program, command)
    if invalid is not None:
        return invalid
    if not concerned(program, case, command.grants, command.actor):
        return opaque(None)
    document, k, copy = command.document or "", command.set or 0, command.copy or ""
    sets = case.papers.get(document, ())
    custody = sets[k - 1].copies.get(copy) if 0 < k <= len(sets) else None
    grants = own_grants(program, command)
    if not grants:
        return refuse_command(program, case, command, "role")
    for grant in grants:
        party = party_of(program, grant)
        if custody is not None and party is not None and custody.status == "transit" and custody.to == party:
            if command.happened[:10] < (custody.since or "")[:10]:
                return refuse_custody(program, case, command, Clash("banfa.order", document))
            return received(program, case, command, grant, party)
    for grant in grants:
        party = party_of(program, grant)
        if (
            custody is not None
            and party is not None
            and handed_back(program, case, sets[k - 1], custody, party)
        ):
            return received(program, case, command, grant, party)
    return refuse_custody(program, case, command, Clash(f"banfa.holds.{document}.{copy}", document, copy))


def own_grants(program: Program, command: Command) -> list[Grant]:
    """The grants that may receive: as `role` picks, of the recorder's party, in the order of R1."""
    return [
        grant
        for grant in sorted(command.grants, key=own_first)
        if (command.role is None or picked(command.role, grant))
        and recorder_agrees(program, command, party_of(program, grant) or "", outside=False)
    ]


def receive_form(program: Program, command: Command) -> Invalid | None:
    """Known document, a set number from 1, a copy's name."""
    document = program.process.documents.get(command.document or "")
    if document is None:
        return unknown(
            Text("文件或物品", "document or thing"), command.document, program.process.documents, "document"
        )
    if document.copies and command.copy not in document.copies:
        return unknown(
            Text(f"{document.title}的联", f"copy of {document.id}"), command.copy, document.copies, "copy"
        )
    problems = when_problems(command)
    if not isinstance(command.set, int) or isinstance(command.set, bool) or command.set < 1:
        problems.append(
            Problem("set", Text("第几套要写成从 1 起的整数。", "give the set as a whole number from 1"))
        )
    if not command.copy:
        problems.append(Problem("copy", Text("请写明是哪一联。", "name the copy")))
    return Invalid(tuple(problems)) if problems else None


def handed_back(program: Program, case: Case, one: PaperSet, custody: Custody, party: str) -> bool:
    """Whether a copy comes back to its issuer: of a superseded set, or stray (SEMANTICS 8.4)."""
    if one.issuer != party or custody.status == "void" or (custody.status == "at" and custody.party == party):
        return False
    return not one.current or is_stray(program.bindings(case), at_or_bound_for(custody) or "")


def is_stray(bindings: dict[str, Unit], party: str) -> bool:
    """Whether no role denotes a party now."""
    role, _, unit = party.partition(":")
    bound = bindings.get(role)
    return unit not in bound if isinstance(bound, tuple) else bound != unit


def received(program: Program, case: Case, command: Command, grant: Grant, party: str) -> Accepted:
    """The event of a receipt."""
    effect = ("received", command.document, command.set, command.copy, party)
    who = Acting(grant, grant.role, party, ())
    return Accepted((header(program, case, command, who, None, case.trail[-1].rounds, (effect,)),))
