"""一个案件的经过：何时、谁、办了什么、依据第几条。 · What happened in a case."""

from itertools import groupby
from typing import Any

import click

from banfa.cli import completing, movements, output, telling
from banfa.cli.casework import Where, names_in, on_a_database, or_refused, seen_by_somebody
from banfa.cli.clicks import command as made
from banfa.cli.names import Names
from banfa.cli.session import both, current


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@seen_by_somebody
@on_a_database
def command(case: str, where: Where, eyes: dict[str, Any]) -> None:
    """Show the history."""
    with where.engine() as engine:
        names = names_in(engine, case)
        with or_refused(names, eyes["actor"]):
            events, moves = engine.history(case, **eyes), engine.moves(case, actor=eyes["actor"])
        if current.json:
            return output.as_json({"events": events})
        heads = both("序 发生 谁 身份 办了什么 依据 文件", "n happened who as what articles papers").split()
        of = {n: movements.told(names, moved) for n, moved in groupby(moves, key=lambda move: move["n"])}
        output.table(heads, [(*_row(names, event), of.get(event["n"], "")) for event in events])


def _row(names: Names, event: dict[str, Any]) -> tuple[str, ...]:
    actor, principal = event["actor"], event["on_behalf_of"]
    if principal:
        actor = names.in_brackets(actor, both(f"代 {principal}", f"for {principal}"))
    return (
        str(event["n"]),
        telling.time(event["happened"]),
        actor,
        names.role(event["role"]),
        _what(names, event),
        names.articles(event["articles"]),
    )


def _what(names: Names, event: dict[str, Any]) -> str:
    if event["step"]:
        return names.step(event["step"]) + _because(names, event)
    kinds = {"receive": ("签收", "receipt"), "waive": ("免除", "waiver"), "correct": ("更正", "correction")}
    kinds |= {"due": ("逾期", "overdue"), "remind": ("提醒", "reminder")}
    return both(*kinds.get(event["kind"], (event["kind"], event["kind"]))) + _because(names, event)


def _because(names: Names, event: dict[str, Any]) -> str:
    """The duty on which a clock acted, and whether it acted too soon, as was learnt later."""
    duty = names.duty(event["cause"]) if event["kind"] in ("due", "remind") else ""
    late = both("，后来得知已按期办", ", met in time as was learnt later") if event["overtaken"] else ""
    return both(f"（{duty}{late}）", f" ({duty}{late})") if duty else ""
