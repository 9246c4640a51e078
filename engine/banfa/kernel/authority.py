"""By which roles a step may be taken: those of `by`, or those a table gives now (SEMANTICS 6.2)."""

from __future__ import annotations

from banfa.kernel.case import Case
from banfa.kernel.facts import Facts, standing_names
from banfa.kernel.program import Claim, Plan, Program, claims_of
from banfa.kernel.tables import ask_table


def claims_by_table(program: Program, table: str, case: Case) -> tuple[Claim, ...]:
    """Return the claims of the roles that the table gives; none if it gives no value."""
    standing = standing_names(case)
    value = ask_table(program.process.tables[table], Facts(program, case, standing, standing)).value
    if value is None:
        return ()
    return claims_of(program.process, value if isinstance(value, tuple) else (value,))


def claims_now(program: Program, plan: Plan, case: Case) -> tuple[Claim, ...]:
    """By which roles the step may be taken: `by`, or what `by: {table}` answers over what stands."""
    if plan.step.by_table is None:
        return plan.claims
    return claims_by_table(program, plan.step.by_table, case)
