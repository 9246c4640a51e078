"""`waive`: somebody is let off a separation of persons, once, for a reason (SEMANTICS 10.2)."""

from __future__ import annotations

from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.decision import Accepted, Decision, Failed, Invalid, Problem
from banfa.kernel.form import reason_problem, unknown, when_problems
from banfa.kernel.header import header
from banfa.kernel.program import Program, claims_of
from banfa.kernel.refuse import failed_separation, opaque, refuse_command
from banfa.kernel.roles import acting, concerned
from banfa.texts import Text


def decide_waive(program: Program, case: Case, command: Command) -> Decision:
    """Decide a waiver of one rule for one person."""
    rule = program.process.separations.get(command.rule or "")
    if rule is None:
        return unknown(Text("分人规则", "separation rule"), command.rule, program.process.separations, "rule")
    problems = when_problems(command) + reason_problem(command.reason)
    if not command.person:
        problems.append(Problem("person", Text("请写明为谁免除。", "name the person it is for")))
    if problems:
        return Invalid(tuple(problems))
    who = acting(program, case, command, claims_of(program.process, rule.waived_by)) if case.n else None
    if who is None:
        if not concerned(program, case, command.grants, command.actor):
            return opaque(None)
        return refuse_command(program, case, command, "role", articles=rule.origin.articles)
    person = command.person or ""
    if person in who.persons:
        failed: tuple[Failed, ...] = (failed_separation(program, rule.id, [person]),)
        return refuse_command(
            program, case, command, "separation", failed=failed, articles=rule.origin.articles
        )
    effects = (("waiver", rule.id, person, "free"),)
    event = header(program, case, command, who, None, case.trail[-1].rounds, effects)
    return Accepted((event,))
