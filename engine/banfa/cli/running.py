"""One run of the command line, from its words to its exit code. Nobody ever sees a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from banfa.cli import completing, exits, session
from banfa.cli.clicks import Folder, Usage, option, summary
from banfa.cli.session import LANGUAGES, both
from banfa.texts import Text

PROGRAM = "banfa"
_WORDS = "一部办法写成一份 YAML，由它办案、拒绝、解释、留痕。 · A regulation written once runs its own cases."


def run(words: Sequence[str]) -> int:
    """Run `banfa` with these words and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a sign gets another in its place
            stream.reconfigure(errors="replace")
    try:
        return _run(list(words))
    except BrokenPipeError:
        return _closed_pipe()


def _run(words: list[str]) -> int:
    session.begin(None)
    try:
        if completing.VARIABLE in os.environ:
            return _complete(os.environ[completing.VARIABLE])
        lang, rest = _language(words)
        session.begin(lang)
        result = _invoke(rest)
        sys.stdout.flush()
        return result
    except BrokenPipeError:
        raise
    except exits.GivenUp:
        print(both("已放弃，什么都没有写入", "given up; nothing was written"), file=sys.stderr)
        return exits.INTERRUPTED
    except (KeyboardInterrupt, click.Abort):
        print(both("已中断", "interrupted"), file=sys.stderr)
        return exits.INTERRUPTED
    except Exception as error:
        from banfa.cli.failures import told

        return told(error)


def _complete(asked: str) -> int:
    """Answer a shell that asks what may come next."""
    found = completing.answered(asked, _banfa())
    if found is not None:
        click.echo(found)
    return exits.DONE


def _invoke(words: list[str]) -> int:
    """What click's `main` does, without its own way of ending a run."""
    banfa = _banfa()
    try:
        with banfa.make_context(PROGRAM, words) as context:
            result = banfa.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return result if isinstance(result, int) else exits.DONE


def _closed_pipe() -> int:
    """Whoever read our output has gone; what Python would flush at its end goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return exits.CLOSED_PIPE


def _language(words: list[str]) -> tuple[str | None, list[str]]:
    """Take `--lang L` out of the words, wherever it stands: it holds for the whole run."""
    lang: str | None = None
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            return lang, [*rest, word, *left]
        if word == "--lang" or word.startswith("--lang="):
            lang = word[len("--lang=") :] if "=" in word else next(left, "")
        else:
            rest.append(word)
    if lang is not None and lang not in LANGUAGES:
        raise Usage(Text("--lang 只有 zh 和 en", "--lang is zh or en"))
    return lang, rest


class Banfa(Folder):
    """All commands; its help ends with the exit codes."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, commands, exit codes."""
        super().format_options(ctx, formatter)
        with formatter.section(both("退出码", "Exit codes")):
            formatter.write_dl([(str(code), session.say(words)) for code, words in exits.MEANINGS])


def _banfa() -> Folder:
    from banfa.cli import commands

    group = Banfa(PROGRAM, commands.__name__, Path(commands.__file__ or "").parent, summary(_WORDS))
    option(
        "--lang", metavar="zh|en", words=Text("用中文还是英文（也可设 BANFA_LANG）", "Chinese or English")
    )(group)
    shown = Text("显示版本", "Show the version")
    option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, words=shown)(
        group
    )
    group.params.reverse()
    return group


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"{PROGRAM} {version(PROGRAM)}")
        except PackageNotFoundError:  # run from a checkout that is not installed
            click.echo(PROGRAM)
        ctx.exit()
