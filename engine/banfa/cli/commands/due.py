"""办到期的事：提醒、逾期、定期立案，各办一次。 · Do what is due, each thing once."""

from __future__ import annotations

from pathlib import Path

from banfa.cli import output
from banfa.cli.casework import Where, on_a_database
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.duework import as_shown, of_processes, told
from banfa.cli.session import both, current
from banfa.engine import Work
from banfa.texts import Text


@made(__doc__)
@option("--at", metavar="T", words=Text("办到什么时候为止；不写则到现在", "Up to when; now unless said"))
@option("--dry-run", is_flag=True, words=Text("只说会办什么，什么都不写", "Only say what would be done"))
@of_processes
@on_a_database
def command(where: Where, at: str | None, dry_run: bool, processes: Path | None) -> None:
    """Do what is due."""
    done: list[Work] = []
    with where.engine(processes=processes) as engine:
        for work in engine.each_due(at, dry_run=dry_run):
            done.append(work)
            if not current.json:
                output.lines(told(engine, work, ahead=dry_run))
    if current.json:
        return output.as_json({"due": [as_shown(work) for work in done]})
    if not done:
        output.lines(both("没有到期的事", "nothing is due"))
