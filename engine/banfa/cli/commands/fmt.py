"""统一 YAML 的排版；注释不动，意思不变。 · Lay out YAML files in one way; comments stay, the meaning too."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from banfa.cli import exits, output
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.findings import lines_of
from banfa.cli.layouts import Layout, layouts_of, write
from banfa.cli.processes import place_of
from banfa.cli.session import both, say
from banfa.texts import Text, counted


@made(__doc__)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@option(
    "--check",
    is_flag=True,
    words=Text("只看，有要改的就以 1 结束", "Write nothing; end with 1 if something would change"),
)
@option("--diff", is_flag=True, words=Text("只看，列出要改的", "Write nothing; show what would change"))
@option("--to", type=int, metavar="N", default=1, words=Text("写成第几版格式", "The format to write"))
def command(paths: tuple[str, ...], check: bool, diff: bool, to: int) -> int:
    """Format files."""
    layouts = [layout for path in paths for layout in layouts_of(place_of(path), to)]
    problems = [problem for layout in layouts for problem in layout.problems]
    changed = [layout for layout in layouts if layout.changed]
    output.lines(*(say(lines_of(problem)) for problem in problems))
    if diff:
        output.lines(*(line for layout in changed for line in _diff(layout)))
    elif not check:
        for layout in changed:
            write(layout)
    output.lines(*_summary(layouts, changed, check or diff))
    would_change = bool(changed) and (check or diff)
    return exits.FINDINGS if would_change or any(p.severity == "error" for p in problems) else exits.DONE


def _diff(layout: Layout) -> Iterator[str]:
    name = layout.file.as_posix()
    lines = unified_diff(layout.before.splitlines(), layout.after.splitlines(), name, name, lineterm="")
    yield from lines


def _summary(layouts: list[Layout], changed: list[Layout], only_looked: bool) -> Iterator[str]:
    for layout in changed:
        file: Path = layout.file
        yield (
            both(f"要改 {file}", f"would change {file}")
            if only_looked
            else both(f"改了 {file}", f"changed {file}")
        )
    yield both(
        f"{len(layouts)} 个文件，{len(changed)} 个有变",
        f"{counted(len(layouts), 'file')}, {len(changed)} changed",
    )
