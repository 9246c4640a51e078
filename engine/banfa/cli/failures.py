"""Every error that can end a command, as words (or JSON) and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import click

from banfa.cli import exits
from banfa.cli.session import current, say
from banfa.errors import BanfaError, Conflict, DefinitionError, InvalidInput, Refused
from banfa.texts import Text


def told(error: Exception) -> int:
    """Tell what went wrong and return the exit code."""
    if os.environ.get("BANFA_DEBUG"):
        traceback.print_exc()
    text, code, more = _said(error)
    if current.json:
        from banfa.cli.output import as_json

        as_json({"error": {"message": {"zh": text.zh, "en": text.en}, **more}})
    else:
        print(say(text), file=sys.stderr)
    return code


def _said(error: Exception) -> tuple[Text, int, dict[str, Any]]:
    if isinstance(error, click.ClickException):
        return _usage(error), exits.BAD_INPUT, {}
    if isinstance(error, BanfaError):
        return _banfa(error)
    if isinstance(error, OSError):
        return _file(error), exits.BAD_INPUT, {}
    name = type(error).__name__
    zh = f"banfa 自己出了错（{name}）；设 BANFA_DEBUG=1 再运行可以看到细节，请报告给维护者"
    en = f"a fault of banfa itself ({name}). Run again with BANFA_DEBUG=1 and report it"
    return Text(zh, en), exits.BROKEN, {}


def _banfa(error: BanfaError) -> tuple[Text, int, dict[str, Any]]:
    if isinstance(error, Refused):
        return Text("不许", "refused"), exits.REFUSED, {}
    if isinstance(error, InvalidInput):
        lines = [Text(f"{p.at}: {p.message.zh}", f"{p.at}: {p.message.en}") for p in error.problems]
        problems = [{"at": p.at, "message": {"zh": p.message.zh, "en": p.message.en}} for p in error.problems]
        return _joined(lines), exits.BAD_INPUT, {"problems": problems}
    if isinstance(error, DefinitionError):
        from banfa.cli.findings import lines_of

        findings = [problem.as_json() for problem in error.problems]
        return _joined([lines_of(p) for p in error.problems]), exits.BAD_INPUT, {"findings": findings}
    return error.text, exits.CONFLICT if isinstance(error, Conflict) else exits.BAD_INPUT, {}


def _joined(lines: list[Text]) -> Text:
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))


def _file(error: OSError) -> Text:
    name = error.filename if isinstance(error.filename, str) else ""
    reason_zh = _REASONS.get(type(error), f"系统说：{error.strerror}")
    if not name:
        return Text(f"读写出错：{reason_zh}", f"reading or writing failed: {error.strerror}")
    return Text(f"用不了文件 {name}：{reason_zh}", f"cannot use the file {name}: {error.strerror}")


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件或文件夹",
    PermissionError: "没有权限",
    IsADirectoryError: "这是文件夹",
    NotADirectoryError: "路径中间有一段不是文件夹",
    FileExistsError: "已经有了",
}


def _usage(error: click.ClickException) -> Text:
    from banfa.cli.clicks import Usage

    text = error.text if isinstance(error, Usage) else _known_usage(error)
    context = getattr(error, "ctx", None)
    if context is None:
        return text
    path = context.command_path
    return Text(f"{text.zh}\n用法见：{path} --help", f"{text.en}\nSee: {path} --help")


def _known_usage(error: click.ClickException) -> Text:
    english = error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = "、".join(error.possibilities or ())
        return Text(f"没有选项 {error.option_name}" + (f"；是否指 {near}？" if near else ""), english)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = (
            error.param.opts[0]
            if isinstance(error.param, click.Option)
            else error.param.make_metavar(_ctx(error))
        )
        return Text(f"缺少 {name}", english)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return Text(f"{error.param.opts[0]} 的值不对：{_wanted(error.param) or english}", english)
    if isinstance(error, click.UsageError) and "extra argument" in english:
        return Text(f"多了 {english.partition('(')[2].rstrip(')')}", english)
    return Text(f"命令行不对：{english}", english)


def _ctx(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command(None))


def _wanted(param: click.Parameter) -> str:
    """What a parameter takes, in Chinese."""
    kind = param.type
    if isinstance(kind, click.Choice):
        return f"可以写 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return "要写整数" + (f"，不小于 {kind.min}" if kind.min is not None else "")
    if isinstance(kind, click.Path):
        return "没有这个文件或文件夹"
    return "要写整数" if kind is click.INT else ""
