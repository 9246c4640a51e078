"""In words: how things must turn out for a step that hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from banfa.engine.supposing import Hinge
from banfa.kernel.messages import title_of
from banfa.language.process import Process
from banfa.texts import Text

_MOST_VALUES = 4
"""So many values are named; more are counted."""


def turns_of(process: Process, hinges: Iterable[Hinge]) -> Text | None:
    """Return how every hinge must turn ("若…，且…", "if … and …"); None without a hinge."""
    known = [_turn(process, hinge) for hinge in hinges if hinge.values or hinge.given is not None]
    other = [_title(process, hinge.name) for hinge in hinges if not hinge.values and hinge.given is None]
    zh = ["若" + "，且".join(turn.zh for turn in known)] if known else []
    en = ["if " + " and ".join(turn.en for turn in known)] if known else []
    if other:
        zh.append("还要看" + "、".join(f"“{name.zh}”" for name in other))
        en.append("depending on " + ", ".join(name.en for name in other))
    return Text("，".join(zh), ", ".join(en)) if zh else None


def _turn(process: Process, hinge: Hinge) -> Text:
    name = _title(process, hinge.name)
    if hinge.given is not None:
        some_zh, some_en = ("填了", "is given") if hinge.given else ("没有填", "is not given")
        return Text(f"{some_zh}“{name.zh}”", f"{name.en} {some_en}")
    values = _listed([_value(process, hinge.name, value) for value in hinge.values])
    if hinge.name in process.tables:
        return Text(f"“{name.zh}”定为{values.zh}", f"{name.en} is decided as {values.en}")
    if process.fields[hinge.name].type.kind == "set":
        return Text(f"“{name.zh}”中有{values.zh}", f"{name.en} has {values.en}")
    return Text(f"“{name.zh}”填{values.zh}", f"{name.en} is given as {values.en}")


def _title(process: Process, name: str) -> Text:
    kinds = [kind for kind in ("fields", "tables", "roles") if name in getattr(process, kind)]
    return title_of(process, kinds[0] if kinds else "roles", name)


def _listed(values: list[Text]) -> Text:
    more = len(values) - _MOST_VALUES
    if more <= 0:
        return Text("或".join(value.zh for value in values), " or ".join(value.en for value in values))
    shown = values[:_MOST_VALUES]
    zh, en = "、".join(value.zh for value in shown), ", ".join(value.en for value in shown)
    return Text(f"{zh}等{len(values)}种之一", f"{en} or one of {more} more")


def _value(process: Process, name: str, value: Any) -> Text:
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    field = process.fields.get(name)
    enum = process.enums.get(field.type.of or "") if field is not None else None
    if enum is not None and value in enum.values:
        zh = enum.values[value].title or value
        return Text(zh, process.english(f"enums.{enum.id}.values.{value}.title", value))
    return title_of(process, "states", value) if value in process.states else Text(str(value), str(value))
