"""办一步。 · Take a step in a case."""

from typing import Any

import click

from banfa.cli import completing
from banfa.cli.casework import (
    Where,
    answer,
    by_somebody,
    names_in,
    on_a_database,
    or_refused,
    with_data,
    with_version,
)
from banfa.cli.clicks import Usage, option
from banfa.cli.clicks import command as made
from banfa.cli.names import Names
from banfa.cli.prompts.terminal import somebody_there
from banfa.engine import Engine
from banfa.texts import Text


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@click.argument("step", metavar="STEP", required=False, shell_complete=completing.steps)
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
    step: str | None,
    target: str | None,
    again: bool,
    who: dict[str, Any],
    data: dict[str, Any] | None,
    expected_version: int | None,
    where: Where,
) -> None:
    """Take a step."""
    asks = somebody_there() and not again
    if step is None and not asks:
        raise Usage(Text("缺少 STEP：要办哪一步", "STEP is missing: which step to take"))
    with where.engine() as engine:
        names = names_in(engine, case)
        if asks:
            step, target, data = _asked(engine, names, case, step, target, data, who)
        more: dict[str, Any] = {"target": target, "again": again, "expected_version": expected_version, **who}
        answer(names, names.step(step), who, lambda: engine.fire(case, step or "", data=data, **more))


def _asked(
    engine: Engine,
    names: Names,
    case: str,
    step: str | None,
    target: str | None,
    data: dict[str, Any] | None,
    who: dict[str, Any],
) -> tuple[str, str | None, dict[str, Any]]:
    """Step, target and data, those asked for that the command line lacks."""
    from banfa.cli.prompts import steps

    actor, role = who["actor"], who["role"]
    step = step or steps.step_of(engine, names, case, actor, role)
    target = target or steps.target_of(names, step)
    if data is None:
        with or_refused(names, who["actor"]):
            data = steps.data_of(engine, names, case, step, actor, role=role, target=target)
    return step, target, data
