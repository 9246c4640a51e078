"""立案：由起点的步骤开一个案件。 · Open a case of a process (its id, or a folder)."""

from typing import Any

import click

from banfa.cli.casework import Where, answer, by_somebody, on_a_database, with_data
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.names import Names
from banfa.cli.processes import process_at
from banfa.engine import first_step
from banfa.texts import Text


@made(__doc__)
@click.argument("process", metavar="PROCESS")
@option(
    "--step", metavar="ID", words=Text("由哪一步立案，若有几个", "Which step opens it, if there are several")
)
@by_somebody
@with_data
@on_a_database
def command(process: str, step: str | None, who: dict[str, Any], data: dict[str, Any], where: Where) -> None:
    """Open a case."""
    folder, process_id = process_at(process)
    with where.engine(processes=folder, create=True) as engine:
        names = Names(engine.process(process_id), engine.organisation_for(process_id))
        first = names.step(step or first_step(names.process))
        answer(names, first, lambda: engine.start(process_id, step=step, data=data, **who))
