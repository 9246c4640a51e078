"""`by: {table: T}`: the roles that a table gives over what stands (SEMANTICS 6, step 2)."""

from __future__ import annotations

from banfa.kernel.case import Case
from banfa.kernel.facts import Facts, standing_names
from banfa.kernel.program import Program, roles_of
from banfa.kernel.tables import ask_table


def roles_by_table(program: Program, table: str, case: Case) -> tuple[tuple[str, str], ...]:
    """Return (role of a grant, role acted as) for each role the table gives; nothing if it gives no value."""
    standing = standing_names(case)
    value = ask_table(program.process.tables[table], Facts(program, case, standing, standing)).value
    if value is None:
        return ()
    return roles_of(program.process, value if isinstance(value, tuple) else (value,))
