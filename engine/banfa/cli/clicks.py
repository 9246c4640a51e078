"""click's commands and options, speaking the language of the run, and groups that read their folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from banfa.cli.session import both, say
from banfa.language.suggest import suggest
from banfa.texts import Text

F = TypeVar("F", bound=Callable[..., Any])


class Usage(click.UsageError):
    """A command line that makes no sense, said in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(say(text))


class Spoken(click.Command):
    """A command whose help is in the language of the run."""

    words: Text

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; a shell that completes asks with an option last whose value is yet to come."""
        if ctx.resilient_parsing and args and self._awaits(ctx, args[-1]):
            args = [*args, ""]
        return super().parse_args(ctx, args)

    def _awaits(self, ctx: click.Context, word: str) -> bool:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        return any(word in option.opts and not option.is_flag for option in options)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The usage line without click's English words."""
        options = [both("[选项]", "[OPTIONS]")] if self.get_params(ctx) else []
        arguments = [
            piece for p in self.params if isinstance(p, click.Argument) for piece in p.get_usage_pieces(ctx)
        ]
        command = [both("命令 …", "COMMAND …")] if isinstance(self, click.Group) else []
        return [*options, *arguments, *command]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=both("用法：", "Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.words))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments are named in the usage line."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        records = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, click.Option)]
        with formatter.section(both("选项", "Options")):
            formatter.write_dl([record for record in records if record])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, in both languages."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = both("显示这些说明", "Show these words")
        return option


class Option(click.Option):
    """An option whose help is in the language of the run."""

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        self.words = words
        super().__init__(*args, **kwargs)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and what it does."""
        record = super().get_help_record(ctx)
        return (record[0], say(self.words)) if record else None


class Folder(Spoken, click.Group):
    """A group whose commands are the files of a folder: adding a command touches no other file.

    A file defines `command`, and its docstring begins with "what it does, in Chinese · in English".
    """

    def __init__(self, name: str, package: str, folder: Path, words: Text, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.package = package
        self.folder = folder
        self.words = words

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a word, show the help."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the files."""
        return sorted(self._files())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of this name."""
        if cmd_name not in self._files():
            return None
        command: click.Command = import_module(f"{self.package}.{cmd_name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands with what they do, for a shell that completes; nothing is imported."""
        files = self._files()
        offered = [name for name in sorted(files) if name.startswith(incomplete)]
        items = [CompletionItem(name, help=say(summary(_first_line(files[name])))) for name in offered]
        return [*items, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command if there is none of this name."""
        if args[0].startswith("-") or args[0] in self._files():
            return super().resolve_command(ctx, args)
        near = suggest(args[0], self._files())
        there = "、".join(self.list_commands(ctx))
        zh = f"没有命令 {args[0]}；" + (f"是否指 {near}？" if near else f"有：{there}")
        en = f"there is no command {args[0]}; " + (f"do you mean {near}?" if near else f"there are: {there}")
        raise Usage(Text(zh, en))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with the first line of its file; nothing is imported."""
        files = self._files()
        with formatter.section(both("命令", "Commands")):
            formatter.write_dl([(name, say(summary(_first_line(files[name])))) for name in sorted(files)])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def _files(self) -> dict[str, Path]:
        return dict(_commands(self.folder))


def _commands(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in folder.iterdir():
        if file.suffix == ".py" and not file.stem.startswith("_"):
            yield file.stem, file
        elif (file / "__init__.py").is_file():
            yield file.name, file / "__init__.py"


def _first_line(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return lines.readline()


def summary(docstring: str) -> Text:
    """The first line of a command's docstring: "zh · en"."""
    zh, _, en = docstring.strip().partition("\n")[0].strip('"').partition(" · ")
    return Text(zh, en)


def command(docstring: str | None) -> Callable[[F], Spoken]:
    """Make a function a command that says what its file's docstring says."""

    def made(function: F) -> Spoken:
        spoken = click.command(cls=Spoken)(function)
        spoken.words = summary(docstring or "")
        return spoken

    return made


def folder(name: str, package: str, file: str, docstring: str | None) -> Folder:
    """Make a group of the commands beside `file`."""
    return Folder(name, package, Path(file).parent, summary(docstring or ""))


def option(*names: str, words: Text, **kwargs: Any) -> Callable[[F], F]:
    """An option of a command."""
    return click.option(*names, cls=Option, words=words, **kwargs)
