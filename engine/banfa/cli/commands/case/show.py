"""看一个案件：到了哪里，等谁，有什么。 · Show a case: where it stands, whom it waits for, what it holds."""

from collections.abc import Iterator
from typing import Any

import click

from banfa.cli import completing, output, telling
from banfa.cli.casework import Where, names_in, on_a_database, or_refused, seen_by_somebody
from banfa.cli.clicks import command as made
from banfa.cli.names import Names
from banfa.cli.session import both, current
from banfa.texts import counted


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@seen_by_somebody
@on_a_database
def command(case: str, where: Where, eyes: dict[str, Any]) -> None:
    """Show a case."""
    with where.engine() as engine:
        names = names_in(engine, case)
        with or_refused(names, eyes["actor"]):
            shown = engine.show(case, **eyes)
        if current.json:
            return output.as_json(shown)
        output.lines(*_told(names, shown))
        output.table((both("项目", "field"), both("内容", "value")), _fields(names, shown["fields"]))


def _told(names: Names, shown: dict[str, Any]) -> Iterator[str]:
    states = names.list(names.state(state) for state in shown["states"])
    yield f"{shown['number'] or shown['case']}  {names.regulation()}"
    yield (
        both("状态：", "state: ")
        + states
        + both(f"（第 {shown['version']} 版）", f" (version {shown['version']})")
    )
    waiting = telling.waits_for(names, shown["waits_for"])
    if waiting:
        yield both("等待：", "waits for: ") + waiting
    for state, count in shown["rounds"].items():
        yield both(
            f"退回：{names.state(state)} {count} 次",
            f"returned: {names.state(state)} {counted(count, 'time')}",
        )
    yield from (_deadline(names, one) for one in shown["deadlines"])
    if shown["organisation"] == "sample":
        yield both("组织：办法自带的样本", "organisation: the sample that comes with the process")
    yield ""


_STANDS = {
    "met": ("已按期办", "met"),
    "late": ("已办，逾期", "done late"),
    "running": ("还在期限内", "running"),
    "overdue": ("逾期！", "overdue!"),
    "stopped": ("中止计时", "stopped"),
    "provisional": ("日历未公布，暂定", "provisional"),
}


def _deadline(names: Names, one: dict[str, Any]) -> str:
    until = telling.time(one["due"]) if one["due"] else "?"
    if one["latest"] is not None and one["latest"] != one["due"]:
        until += " – " + telling.time(one["latest"])
    stands = both(*_STANDS[one["status"]])
    marked = (
        both("（时钟办过以后才录入）", " (entered after the clock had acted)") if one["overtaken"] else ""
    )
    return both("期限：", "deadline: ") + f"{names.duty(one['duty'])} {until} {stands}{marked}"


def _fields(names: Names, fields: dict[str, Any]) -> list[tuple[str, str]]:
    return [(names.field(name), names.value(name, value)) for name, value in fields.items()]
