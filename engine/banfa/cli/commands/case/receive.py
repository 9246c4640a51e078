"""签收一联文件。 · Confirm that a copy has arrived (DOCUMENT.COPY)."""

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
@click.argument("copy", metavar="DOCUMENT.COPY", shell_complete=completing.copies)
@option(
    "--set",
    "set_",
    metavar="N",
    type=int,
    words=Text("第几套，默认最后一套", "Which set; the last unless said"),
)
@by_somebody
@with_version
@on_a_database
def command(
    case: str, copy: str, set_: int | None, who: dict[str, Any], expected_version: int | None, where: Where
) -> None:
    """Confirm a receipt."""
    with where.engine() as engine:
        names = names_in(engine, case)
        document, _, name = copy.partition(".")
        what = both("签收 ", "received ") + f"{names.document(document)} {names.copy(document, name)}".strip()
        act = lambda: engine.receive(case, copy, set=set_, expected_version=expected_version, **who)  # noqa: E731
        answer(names, what, who, act)
