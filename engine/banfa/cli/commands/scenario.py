"""跑情景：逐行照办，看结果是否如所写。 · Play scenarios and say where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from banfa.cli import completing, output
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.output import in_json
from banfa.cli.processes import place_of
from banfa.cli.session import current
from banfa.texts import Text

if TYPE_CHECKING:
    from banfa.language.process import Process
    from banfa.scenarios import RunResult
    from banfa.scenarios.coverage import Coverage


@made(__doc__)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, shell_complete=completing.processes)
@option(
    "--coverage",
    is_flag=True,
    words=Text("也说哪些步骤、条件、表行走到过", "Say too what was played of the process"),
)
@option("--quiet", is_flag=True, words=Text("只列不符的", "Only those that differ"))
@in_json
def command(paths: tuple[str, ...], coverage: bool, quiet: bool) -> int:
    """Play scenarios."""
    from banfa.scenarios import run_paths
    from banfa.scenarios.results import as_json, as_text

    run = run_paths([place_of(path) for path in paths])
    if current.json:
        output.as_json(as_json(run) | ({"coverage": _coverage_json(run)} if coverage else {}))
    else:
        output.lines(as_text(run, current.lang, passed=not quiet).rstrip("\n"))
        if coverage:
            output.lines(*_coverage_text(run))
    return run.exit_code


def _coverages(run: RunResult) -> list[tuple[Process, Coverage]]:
    """Each process that was played, in the order in which it was first, with what was seen of it."""
    from banfa.scenarios import coverage_of

    processes = {result.process.meaning: result.process for result in run.results}
    return [
        (process, coverage_of(process, [r for r in run.results if r.process.meaning == meaning]))
        for meaning, process in processes.items()
    ]


def _coverage_json(run: RunResult) -> dict[str, object]:
    from banfa.scenarios.coverage import as_json

    return {process.id: as_json(coverage) for process, coverage in _coverages(run)}


def _coverage_text(run: RunResult) -> Iterator[str]:
    from banfa.scenarios.coverage import as_text

    for process, coverage in _coverages(run):
        title = Text(process.title, process.english("title", process.title)).in_(current.lang)
        yield f"\n{title}\n" + as_text(coverage, current.lang).rstrip("\n")
