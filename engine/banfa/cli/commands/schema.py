"""输出 JSON Schema（draft-07），供编辑器和别的工具用。 · Print the JSON Schema of files, or of an output."""

import click

from banfa.cli import output
from banfa.cli.clicks import command as made
from banfa.cli.shapes import COMMANDS

KINDS = ("process", "org", "scenario", "texts", "overlay")


@made(__doc__)
@click.argument(
    "kind", metavar="|".join((*KINDS, "COMMAND")), type=click.Choice((*KINDS, *COMMANDS)), default=KINDS[0]
)
def command(kind: str) -> None:
    """Print the schema of a kind of file, or of what a command prints with --json (such as case-fire)."""
    if kind in COMMANDS:
        from banfa.cli.shapes.commands import output_schema_text

        return output.lines(output_schema_text(kind).rstrip("\n"))
    from banfa.language.schema import schema_text

    output.lines(schema_text(kind).rstrip("\n"))
