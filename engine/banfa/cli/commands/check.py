"""查一份办法的错：在哪一行，依据哪一条，怎么改。 · Find what is wrong with a process."""

import click

from banfa.cli import completing, exits, output
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.findings import lines_of
from banfa.cli.processes import folder_of
from banfa.cli.session import both, current, say
from banfa.texts import Text, counted


@made(__doc__)
@click.argument("path", metavar="PATH", shell_complete=completing.processes)
@option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    words=Text("输出形式", "Output form"),
)
def command(path: str, shape: str) -> int:
    """Check a process."""
    from banfa.check import Report, check_process

    current.json = shape == "json"
    report: Report = check_process(folder_of(path))
    if current.json:
        output.as_json(report.as_json())
    else:
        output.lines(*(say(lines_of(found)) for found in report.findings), _total(report.as_json()))
    return exits.DONE if report.clean else exits.FINDINGS


def _total(report: dict[str, object]) -> str:
    findings, summary = report["findings"], report["summary"]
    assert isinstance(findings, list)
    errors = sum(one["severity"] == "error" for one in findings)
    found = both(
        f"{errors} 处错误，{len(findings) - errors} 处提醒",
        f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'other')}",
    )
    if not isinstance(summary, dict):
        return found
    states, steps, articles = summary["states"], summary["transitions"], summary["articles"]
    total, mapped = articles["total"], articles["mapped"]
    zh = f"{states} 个状态，{steps} 个步骤，{total} 条中 {mapped} 条有落实；{found}"
    en = f"{counted(states, 'state')}, {counted(steps, 'transition')}"
    return both(zh, f"{en}, {mapped} of {counted(total, 'article')} mapped; {found}")
