"""把一个案件的经过写成场景文件。 · Write a case's history as a scenario file."""

from pathlib import Path
from typing import Any

import click

from banfa.cli import completing, output
from banfa.cli.casework import Where, names_in, on_a_database, or_refused, seen_by_somebody
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.session import both, current
from banfa.texts import Text


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    words=Text("写到这个新文件，不写则打印", "Write it to this new file; else print it"),
)
@seen_by_somebody
@on_a_database
def command(case: str, out: Path | None, where: Where, eyes: dict[str, Any]) -> None:
    """Record a case."""
    with where.engine() as engine, or_refused(names_in(engine, case), eyes["actor"]):
        text = engine.record(case, **eyes)
    if out is not None:
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    if current.json:
        return output.as_json({"scenario": text})
    output.lines(both(f"✓ 已写到 {out}", f"✓ written to {out}") if out is not None else text.rstrip("\n"))
