"""From what pydantic found to problems in the owner's words: place, element, message, fix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from banfa.language.models.element import DAY, MOMENT
from banfa.language.problems import Problems
from banfa.language.suggest import suggest
from banfa.language.written import Path, Written, of_one
from banfa.language.yaml import Mapping as MappingNode
from banfa.language.yaml import Node
from banfa.texts import Text

M = TypeVar("M", bound=BaseModel)


class Said(NamedTuple):
    """What a mistake is called, in words; `at_key` if the name in front is what is wrong."""

    code: str
    message: Text
    fix: Text | None = None
    at_key: bool = False


def modelled(model: type[M], node: Node | None, problems: Problems) -> M | None:
    """Return the model of what one document says; None, with problems, if it cannot be."""
    if node is None:
        return None
    if not isinstance(node, MappingNode):
        message = Text("这里要写 名称: 内容", "NAME: CONTENT is wanted here")
        problems.add("B153", message, Text("从各项的名称写起", "begin with names"), place=node.place)
        return None
    written = of_one(node)
    try:
        return model.model_validate(written.data)
    except ValidationError as error:
        report_mistakes(error, model, written, problems)
        return None


def report_mistakes(
    error: ValidationError, model: type[BaseModel], written: Written, problems: Problems
) -> None:
    """Add to `problems` everything in `error`, with the places of `written`; each place once a code."""
    seen: set[tuple[Any, ...]] = set()
    for found in error.errors(include_url=False):
        if problems.full():
            return
        path = tuple(step for step in found["loc"] if step != "[key]")
        said = _said(found, path, model, written)
        if said is None:
            continue
        place = written.place(path, key=said.at_key)
        if (place, said.code) not in seen:
            seen.add((place, said.code))
            problems.add(
                said.code,
                said.message,
                said.fix,
                place=place,
                element=written.element(path[:-1] if said.at_key else path),
                articles=written.articles(path),
            )


def _said(found: ErrorDetails, path: Path, model: type[BaseModel], written: Written) -> Said | None:
    kind = found["type"]
    if kind == "banfa":
        return _custom(found.get("ctx", {}))
    if kind == "extra_forbidden":
        return _unknown_key(str(path[-1]), _keys_at(model, path[:-1]))
    if kind == "missing":
        return None if _unread(path, written) else _missing(str(path[-1]), model, path)
    if kind == "too_short" and len(found["input"]) >= found["ctx"]["min_length"]:
        return None  # there are enough, if only they were right
    if "[key]" in found["loc"]:
        return _bad_id(str(found["input"]))
    return _TABLE.get(kind, _anything_else)(found)


def _custom(ctx: Mapping[str, Any]) -> Said:
    fix = Text(ctx["fix_zh"], ctx["fix_en"]) if ctx.get("fix_zh") else None
    return Said(ctx["code"], Text(ctx["zh"], ctx["en"]), fix)


def _unread(path: Path, written: Written) -> bool:
    """True if the key stands there, and the reader has already said that it cannot be read."""
    _, node, _ = written.reach(path[:-1])
    return path[-1] in getattr(node, "unread", ())


# -- keys ------------------------------------------------------------------------------------------------


def _unknown_key(key: str, known: Iterable[str]) -> Said:
    names = sorted(known)
    near = suggest(key, names)
    if near is not None:
        fix = Text(f"改为 {near}", f"write {near}")
    elif names:
        fix = Text(f"可以写：{'、'.join(names)}", f"what may stand here: {', '.join(names)}")
    else:
        fix = Text("删去它", "remove it")
    return Said("B151", Text(f"这里没有 {key} 这一项", f"there is no {key} here"), fix, at_key=True)


def _missing(key: str, model: type[BaseModel], path: Path) -> Said:
    meaning = _descriptions(model, path).get(key)
    zh, _, en = meaning.partition(" / ") if meaning else ("", "", "")
    fix = (
        Text(f"补上 {key}:（{zh}）", f"add {key}: ({en})") if meaning else Text(f"补上 {key}:", f"add {key}:")
    )
    return Said("B152", Text(f"缺少 {key}", f"{key} is missing"), fix)


def _bad_id(name: str) -> Said:
    lower = name.lower().replace("-", "_").replace(" ", "_").replace(".", "_")
    usable = lower.isascii() and lower.replace("_", "a").isalnum() and lower[:1].isalpha()
    fix_zh = f"改为 {lower}" if usable else "用小写英文字母开头，只含小写字母、数字和 _；中文写在 title 里"
    fix_en = (
        f"write {lower}"
        if usable
        else "begin with a small letter; small letters, digits and _; Chinese goes into title"
    )
    return Said(
        "B156", Text(f"{name} 不能作编号", f"{name} cannot be an id"), Text(fix_zh, fix_en), at_key=True
    )


def _keys_at(model: type[BaseModel], path: Path) -> frozenset[str]:
    return frozenset(key for each in _models_at(model, path) for key in _keys(each))


def _descriptions(model: type[BaseModel], path: Path) -> dict[str, str]:
    return {
        field.alias or name: field.description or ""
        for each in _models_at(model, path[:-1])
        for name, field in each.model_fields.items()
    }


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_at(model: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """The models that may stand at a path: a step that no model has as a key is an id or a position."""
    at = [model]
    for step in path:
        below = [inner for each in at for inner in _models_in(each).get(str(step), ())]
        if below:
            at = below
    return at


@cache
def _models_in(model: type[BaseModel]) -> dict[str, tuple[type[BaseModel], ...]]:
    return {
        field.alias or name: tuple(_models_of(field.annotation)) for name, field in model.model_fields.items()
    }


def _models_of(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_of(inner)]


# -- values ----------------------------------------------------------------------------------------------


def _text_wanted(found: ErrorDetails) -> Said:
    given = found["input"]
    if isinstance(given, dict | list):
        return Said(
            "B153",
            Text("这里要写文字，不是列表或下一级", "text is wanted here, not a list or a level below"),
            Text("写成一个名称或一句话", "write one name or one sentence"),
        )
    return Said(
        "B153",
        Text("这里要写文字，写的是数字或 true/false", "text is wanted here, not a number or true/false"),
        Text(f'加上引号："{_shown(given)}"', f'put it in quotes: "{_shown(given)}"'),
    )


def _shown(given: Any) -> str:
    if isinstance(given, bool):
        return "true" if given else "false"
    return str(given)


def _flag_wanted(_: ErrorDetails) -> Said:
    return Said(
        "B153",
        Text("这里只能写 true 或 false", "only true or false may stand here"),
        Text("不加引号，不写 yes、是", "without quotes; not yes"),
    )


def _number_wanted(found: ErrorDetails) -> Said:
    return Said(
        "B153",
        Text("这里要写整数", "a whole number is wanted here"),
        Text("只写数字，不加引号", "digits only, without quotes"),
    )


def _map_wanted(found: ErrorDetails) -> Said:
    return Said(
        "B153",
        Text("这里要写 名称: 内容", "NAME: CONTENT is wanted here"),
        Text("每一项写成 名称: 内容，或放进 {}", "write each entry as NAME: CONTENT, or put them into {}"),
    )


def _list_wanted(found: ErrorDetails) -> Said:
    return Said(
        "B153",
        Text("这里要写列表", "a list is wanted here"),
        Text("写成 [a, b]，或每行以 - 开头", "write [a, b], or begin each line with -"),
    )


def _choice_wanted(found: ErrorDetails) -> Said:
    allowed = [
        word.strip(" '\"")
        for word in str(found.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(",")
    ]
    near = suggest(str(found["input"]), allowed) if isinstance(found["input"], str) else None
    fix = Text(f"改为 {near}", f"write {near}") if near else None
    shown = Text(f"只能写：{'、'.join(allowed)}", f"may be: {', '.join(allowed)}")
    given = _shown(found["input"]) if isinstance(found["input"], str | int) else ""
    return Said("B154", Text(f"{given} 不能写在这里", f"{given or 'this'} may not stand here"), fix or shown)


def _pattern_wanted(found: ErrorDetails) -> Said:
    given = str(found["input"])
    example = _EXAMPLES.get(str(found.get("ctx", {}).get("pattern", "")))
    if example is None:
        return _bad_id(given)._replace(at_key=False)
    return Said(
        "B156",
        Text(f"{given} 的写法不对", f"{given} is not written as it should be"),
        Text(f"写成 {example} 这样", f"write it like {example}"),
    )


_EXAMPLES = {
    DAY: '"2026-01-01"',
    MOMENT: '"2026-09-28T09:00+08:00"',
    r"^[A-Z]{3}$": "CNY",
    r"^[0-9a-f]{64}$": "64 × 0-9a-f",
    r"^B[0-9]{3}$": "B501",
    r"^[a-z][a-z0-9_\-]*$": "customer-complaint",
    r"^[a-z][a-z0-9_.\-]*$": "sales.a",
    r"^[A-Za-z0-9_]+$": "1",
}
"""How what a pattern wants is written."""


def _empty(_: ErrorDetails) -> Said:
    return Said(
        "B157",
        Text("这里是空的", "this is empty"),
        Text("写上内容，或删去这一项", "write something, or remove the entry"),
    )


def _too_few(found: ErrorDetails) -> Said:
    least = found.get("ctx", {}).get("min_length", 1)
    return Said(
        "B157",
        Text(f"这里至少要有 {least} 项", f"at least {least} must stand here"),
        Text("补上", "add what is missing"),
    )


def _too_small(found: ErrorDetails) -> Said:
    least = found.get("ctx", {}).get("ge", 0)
    return Said(
        "B158", Text("这个数太小", "this number is too small"), Text(f"至少是 {least}", f"at least {least}")
    )


def _anything_else(_: ErrorDetails) -> Said:
    return Said("B153", Text("这里写得不对", "this is not written as it should be"), None)


_TABLE: dict[str, Callable[[ErrorDetails], Said]] = {
    "string_type": _text_wanted,
    "string_sub_type": _text_wanted,
    "bool_type": _flag_wanted,
    "bool_parsing": _flag_wanted,
    "int_type": _number_wanted,
    "int_parsing": _number_wanted,
    "int_from_float": _number_wanted,
    "dict_type": _map_wanted,
    "mapping_type": _map_wanted,
    "model_type": _map_wanted,
    "model_attributes_type": _map_wanted,
    "list_type": _list_wanted,
    "tuple_type": _list_wanted,
    "literal_error": _choice_wanted,
    "string_pattern_mismatch": _pattern_wanted,
    "string_too_short": _empty,
    "too_short": _too_few,
    "greater_than_equal": _too_small,
}
"""Each kind of mistake that our models can give rise to (a test looks for others)."""
