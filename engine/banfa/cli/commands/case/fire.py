"""办一步。 · Take a step in a case."""

from typing import Any

import click

from banfa.cli.casework import Where, answer, by_somebody, names_in, on_a_database, with_data, with_version
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.texts import Text


@made(__doc__)
@click.argument("case", metavar="CASE")
@click.argument("step", metavar="STEP")
@option(
    "--to",
    "target",
    metavar="STATE",
    words=Text("退回到哪里，若可选", "Where to return to, if one may choose"),
)
@option(
    "--again",
    is_flag=True,
    words=Text("沿用这一步上次的资料", "Take over what came with this step last time"),
)
@by_somebody
@with_data
@with_version
@on_a_database
def command(
    case: str,
    step: str,
    target: str | None,
    again: bool,
    who: dict[str, Any],
    data: dict[str, Any],
    expected_version: int | None,
    where: Where,
) -> None:
    """Take a step."""
    more: dict[str, Any] = {"target": target, "again": again, "expected_version": expected_version, **who}
    with where.engine() as engine:
        names = names_in(engine, case)
        answer(names, names.step(step), lambda: engine.fire(case, step, data=data, **more))
