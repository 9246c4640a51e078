"""免除一人一次回避。 · Let a person pass a rule of separation once."""

from typing import Any

import click

from banfa.cli import completing
from banfa.cli.casework import Where, answer, by_somebody, names_in, on_a_database, with_version
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.session import both
from banfa.texts import Text


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@click.argument("rule", metavar="RULE")
@click.argument("person", metavar="PERSON", shell_complete=completing.people)
@option("--reason", required=True, metavar="TEXT", words=Text("理由", "Why"))
@by_somebody
@with_version
@on_a_database
def command(
    case: str,
    rule: str,
    person: str,
    reason: str,
    who: dict[str, Any],
    expected_version: int | None,
    where: Where,
) -> None:
    """Grant a waiver."""
    more: dict[str, Any] = {"reason": reason, "expected_version": expected_version, **who}
    with where.engine() as engine:
        what = both(f"免除 {person} 的回避 {rule}", f"waived {rule} for {person}")
        answer(names_in(engine, case), what, who, lambda: engine.waive(case, rule, person, **more))
