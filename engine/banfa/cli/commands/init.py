"""写一份最小的办法，从它开始。 · Write the smallest process, to begin from."""

from pathlib import Path

import click

from banfa.cli import output
from banfa.cli.called import program
from banfa.cli.clicks import Usage
from banfa.cli.clicks import command as made
from banfa.cli.session import both
from banfa.texts import Text


@made(__doc__)
@click.argument("process", metavar="ID")
def command(process: str) -> None:
    """Write a process into a new folder of its id."""
    from banfa.language.init import init_files

    files = init_files(process)
    folder = Path(process)
    if folder.exists():
        raise Usage(
            Text(
                f"{folder} 已经有了，不覆盖；换一个编号",
                f"{folder} is there already and is kept; use another id",
            )
        )
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    output.lines(both(f"写好了 {folder}/。接着：", f"Wrote {folder}/. Next:"))
    output.lines(f"  {program()} check {folder}", f"  {program()} scenario {folder}")
