"""让 shell 用 Tab 补全：banfa completion bash >> ~/.bashrc · Let the shell complete banfa with Tab."""

import click

from banfa.cli import output
from banfa.cli.clicks import command as made

SHELLS = ("bash", "zsh", "fish")


@made(__doc__)
@click.argument("shell", metavar="|".join(SHELLS), type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script of a shell: add it to ~/.bashrc or ~/.zshrc, or to fish's completions/banfa.fish."""
    from banfa.cli.completing import script

    output.lines(script(shell, ctx.find_root().command).strip())
