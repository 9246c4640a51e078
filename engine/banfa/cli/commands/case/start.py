"""立案：由起点的步骤开一个案件。 · Open a case of a process (its id, or a folder)."""

from pathlib import Path
from typing import Any

import click

from banfa.cli import completing
from banfa.cli.casework import Where, answer, by_somebody, on_a_database, or_refused, with_data
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.names import Names
from banfa.cli.processes import process_at
from banfa.cli.prompts.terminal import somebody_there
from banfa.engine import first_step
from banfa.texts import Text


@made(__doc__)
@click.argument("process", metavar="PROCESS", shell_complete=completing.processes)
@option(
    "--step", metavar="ID", words=Text("由哪一步立案，若有几个", "Which step opens it, if there are several")
)
@by_somebody
@with_data
@on_a_database
def command(
    process: str, step: str | None, who: dict[str, Any], data: dict[str, Any] | None, where: Where
) -> None:
    """Open a case."""
    folder, process_id = process_at(process)
    if data is None and somebody_there():
        step, data = _asked(where, folder, process_id, step, who)
    with where.engine(processes=folder, create=True) as engine:
        names = Names(engine.process(process_id), engine.organisation_for(process_id))
        first = names.step(step or first_step(names.process))
        answer(names, first, who, lambda: engine.start(process_id, step=step, data=data, **who))


def _asked(
    where: Where, folder: Path | None, process: str, step: str | None, who: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Step and data, asked for before there need be a database."""
    from banfa.cli.prompts import steps

    with where.looking(folder) as engine:
        names = Names(engine.process(process), engine.organisation_for(process))
        step = step or steps.first_step_of(names)
        with or_refused(names, who["actor"]):
            return step, steps.first_data_of(engine, names, process, step, who["actor"], who["role"])
