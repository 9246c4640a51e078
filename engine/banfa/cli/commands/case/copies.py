"""每一联文件在谁手里。 · Where every copy is."""

from typing import Any

import click

from banfa.cli import completing, output
from banfa.cli.casework import Where, names_in, on_a_database, or_refused, seen_by_somebody
from banfa.cli.clicks import command as made
from banfa.cli.custody import custody_table
from banfa.cli.session import current


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@seen_by_somebody
@on_a_database
def command(case: str, where: Where, eyes: dict[str, Any]) -> None:
    """Show the custody of every copy."""
    with where.engine() as engine:
        names = names_in(engine, case)
        with or_refused(names, eyes["actor"]):
            found: list[dict[str, Any]] = engine.copies(case, actor=eyes["actor"])
        if current.json:
            return output.as_json({"copies": found})
        custody_table(names, found)
