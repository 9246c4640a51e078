"""One value asked for: how it is to be written, and what was meant by what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from banfa.cli import output
from banfa.cli.names import Names
from banfa.cli.prompts.terminal import Choice, line, nearest, pick, plain, show, truth, yes
from banfa.cli.session import both, say
from banfa.language.values import BadValue, FieldType, member_type, parser
from banfa.texts import Text

Check = Callable[[Any], object]
"""Raises BadValue for what cannot be."""


class Question(NamedTuple):
    """A value that is asked for: its name and title, its type, what may be chosen, and how it is checked."""

    name: str
    title: str
    type: FieldType
    choices: tuple[Choice, ...]
    check: Check
    required: bool = True


def ask(names: Names, question: Question) -> Any:
    """Ask until the value is right; None if it may be left out and is. Raises GivenUp."""
    star = "*" if question.required else " "
    output.lines(f"{star} {names.in_brackets(question.title, question.name)}{_how(question)}")
    show(question.choices)
    while True:
        try:
            value = _value(names, question)
            if value is None and question.required:
                raise BadValue(Text("这一项必填", "this one is needed"))
            if value is not None:
                question.check(value)
            return value
        except BadValue as bad:
            output.lines(both(f"    ✗ {bad.text.zh}", f"    ✗ {bad.text.en}"))


def _value(names: Names, question: Question) -> Any:
    kind = question.type.kind
    if kind == "list":
        return _records(names, question)
    said = line()
    if not said:
        return None
    if kind == "set":
        one = question._replace(type=member_type(question.type))
        return [_scalar(names, one, word) for word in _words(question, said)]
    return _scalar(names, question, said)


def _scalar(names: Names, question: Question, said: str) -> Any:
    """What was meant by a word, as the raw value that a command takes."""
    if question.choices:
        return _chosen(question, said)
    kind = question.type.kind
    if kind == "bool":
        return _truth(said)
    if kind in ("int", "money", "date", "datetime"):
        said = plain(said).upper()
    if kind == "int":
        return int(said) if re.fullmatch(r"[+-]?[0-9]{1,30}", said) else said
    if kind == "datetime":
        return _moment(said, names.process.time_zone)
    return said


def _truth(said: str) -> bool:
    found = truth(said)
    if found is None:
        raise BadValue(Text("请答 是 或 否（y、n 也可）", "answer yes or no"))
    return found


def _chosen(question: Question, said: str) -> str:
    found = pick(said, question.choices)
    if found is not None or question.type.open:
        return found or said
    words = nearest(said, question.choices)
    raise BadValue(Text(words, words))


def _words(question: Question, said: str) -> Iterator[str]:
    """The members of a set: parted by commas, and by spaces where no member has one."""
    whole = pick(said, question.choices)
    parted = [said] if whole else re.split(r"[,，、;；]", said)
    for part in parted:
        loose = not whole and question.type.of != "text" and pick(part, question.choices) is None
        yield from part.split() if loose and not question.type.open else filter(None, [part.strip()])


_NO_OFFSET = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)")


def _moment(said: str, zone: str) -> str:
    """A time without its offset is one in the time zone of the process."""
    match = _NO_OFFSET.fullmatch(said)
    if match is None:
        return said
    try:
        return datetime.fromisoformat("T".join(match.groups())).replace(tzinfo=ZoneInfo(zone)).isoformat()
    except (ValueError, KeyError):
        return said


def _records(names: Names, question: Question) -> list[dict[str, Any]] | None:
    """Ask for records one by one, each of its entries one by one."""
    found: list[dict[str, Any]] = []
    while yes(both(f"    写第 {len(found) + 1} 条？", f"    add no. {len(found) + 1}?")):
        row = {name: ask(names, one) for name, one in _columns(names, question)}
        found.append({name: value for name, value in row.items() if value is not None})
        try:
            question.check(found)
        except BadValue as bad:
            output.lines(f"    ✗ {say(bad.text)}", both("    这一条不算，请重写", "    this one is left out"))
            found.pop()
    return found or None


def _columns(names: Names, question: Question) -> Iterator[tuple[str, Question]]:
    for name, of in question.type.record:
        needed = name == question.type.key
        yield name, Question(name, name, of, choices_of(names, of), parser(of), needed)


def choices_of(names: Names, of: FieldType) -> tuple[Choice, ...]:
    """What a value, or a member of a set, may be, in the order of the definition; () for no known few."""
    kind = (of.of or "") if of.kind == "set" else of.kind
    if of.members is not None:
        return tuple(Choice(*member) for member in names.members(of.of or ""))
    if kind == "role":
        return tuple(Choice(role, names.role(role)) for role in names.process.roles)
    if kind == "unit" and names.org is not None:
        return tuple(Choice(unit, names.unit(unit)) for unit in names.org.units)
    return ()


def _how(question: Question) -> str:
    """How the value is to be written, behind its name."""
    hint = _hint(question)
    if hint is None:
        return ""
    other = Text("，也可写别的", ", or another") if question.choices and question.type.open else Text("", "")
    return both(f"：{hint.zh}{other.zh}", f": {hint.en}{other.en}")


def _hint(question: Question) -> Text | None:
    if question.type.kind == "set":
        return Text("一个或几个，用逗号隔开", "one or more, with commas between")
    if question.choices:
        return Text("选一个", "one of these")
    hint, currency = _HINTS.get(question.type.kind), question.type.currency or ""
    return Text(hint.zh.format(currency), hint.en.format(currency)) if hint else None


_HINTS = {
    "bool": Text("是 或 否", "yes or no"),
    "int": Text("整数", "a whole number"),
    "money": Text("金额（{}），如 18600.00", "an amount ({}), such as 18600.00"),
    "date": Text("日期，如 2026-09-28", "a date, such as 2026-09-28"),
    "datetime": Text("时间，如 2026-09-25 16:30", "a time, such as 2026-09-25 16:30"),
    "person": Text("人员的代号", "the id of a person"),
    "unit": Text("单位的代号", "the id of a unit"),
    "role": Text("角色的代号", "the id of a role"),
    "file": Text("文件的编号", "the id of a file"),
    "list": Text("逐条填写", "record by record"),
}
