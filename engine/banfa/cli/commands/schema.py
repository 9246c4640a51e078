"""输出 JSON Schema（draft-07），供编辑器和别的工具用。 · Print the JSON Schema of a kind of file."""

import click

from banfa.cli import output
from banfa.cli.clicks import command as made

KINDS = ("process", "org", "scenario", "texts")


@made(__doc__)
@click.argument("kind", metavar="|".join(KINDS), type=click.Choice(KINDS), default=KINDS[0])
def command(kind: str) -> None:
    """Print a schema."""
    from banfa.language.schema import schema_text

    output.lines(schema_text(kind).rstrip("\n"))
