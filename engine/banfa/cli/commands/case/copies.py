"""每一联文件在谁手里。 · Where every copy is."""

from typing import Any

import click

from banfa.cli import output
from banfa.cli.casework import Where, names_in, on_a_database
from banfa.cli.clicks import command as made
from banfa.cli.custody import custody_table
from banfa.cli.session import current


@made(__doc__)
@click.argument("case", metavar="CASE")
@on_a_database
def command(case: str, where: Where) -> None:
    """Show the custody of every copy."""
    with where.engine() as engine:
        found: list[dict[str, Any]] = engine.copies(case)
        if current.json:
            return output.as_json({"copies": found})
        custody_table(names_in(engine, case), found)
