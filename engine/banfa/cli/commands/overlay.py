"""叠加之后的全文，每行注明出处。 · Print a process with overlays, each line with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from banfa.cli import exits, output
from banfa.cli.clicks import command as made
from banfa.cli.findings import lines_of
from banfa.cli.processes import folder_of
from banfa.cli.session import current, say
from banfa.language.formatting.width import width

if TYPE_CHECKING:
    from banfa.language.overlays.merged import Line

_COLUMN = 90


@made(__doc__)
@click.argument("process", metavar="PROCESS")
@click.argument("overlays", metavar="[OVERLAY]…", nargs=-1)
@output.in_json
def command(process: str, overlays: tuple[str, ...]) -> int:
    """Print the merged text."""
    from banfa.language.composition import compose

    lines, problems = compose(folder_of(process), [folder_of(overlay) for overlay in overlays])
    if current.json:
        shown = [{"text": line.text, "file": line.file, "line": line.line} for line in lines]
        output.as_json({"lines": shown, "findings": [problem.as_json() for problem in problems]})
    else:
        output.lines(*_beside(lines))
        for problem in problems:
            click.echo(say(lines_of(problem)), err=True)
    return exits.FINDINGS if any(p.severity == "error" for p in problems) else exits.DONE


def _beside(lines: Sequence[Line]) -> Iterator[str]:
    """Each line with its source as a comment; the comments stand in one column as far as lines are short."""
    column = max((width(line.text) for line in lines if width(line.text) <= _COLUMN), default=0)
    for line in lines:
        yield f"{line.text}{' ' * (column - width(line.text))}  # {line.file}:{line.line}"
