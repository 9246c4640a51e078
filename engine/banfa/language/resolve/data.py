"""LANGUAGE 4: enums, named sets, and the types of fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from banfa.language.models.data import Column
from banfa.language.models.data import Field as FieldModel
from banfa.language.models.data import NamedSet as SetModel
from banfa.language.process import Enum, EnumValue, Field, NamedSet
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.suggest import suggest
from banfa.language.values import FieldType
from banfa.language.written import Path
from banfa.texts import Text

PLAIN = ("text", "int", "unit", "person", "role")
"""What a set may be of, beside an enum."""
RESERVED = (*PLAIN, "state", "case", "before", "rounds")
"""Words that mean something of their own where an enum may stand."""
CELL_WORDS = ("then", "articles", "inferred", "chosen", "ignore")
"""Keys of a table's row, which no field may have as its id."""


def resolve_enums(link: Linking) -> dict[str, Enum]:
    """Return the enums by id."""
    found = {}
    for name, model in sorted(link.section("enums").items()):
        path: Path = ("enums", name)
        if name in RESERVED:
            _reserved(link, name, path)
        origin_of(link, model, path)
        values = {v: _value(link, v, m, (*path, "values", v)) for v, m in sorted(model.values.items())}
        found[name] = Enum(name, model.title or name, model.open, values)
    return found


def _value(link: Linking, name: str, model: Any, path: Path) -> EnumValue:
    origin = origin_of(link, model, path)
    require_origin(link, model, path)
    return EnumValue(name, model.title or name, origin)


def _reserved(link: Linking, name: str, path: Path) -> None:
    message = Text(
        f"{name} 是保留的词，不能作编号", f"{name} is a word of the language and cannot be an id here"
    )
    link.report("B203", message, Text("换一个编号", "give it another id"), path, key=True)


def enum_type(link: Linking, name: str) -> FieldType:
    """Return the type of one value of an enum; a broken enum has no known members."""
    model = link.section("enums").get(name)
    if model is None:
        return FieldType("enum", of=name, members=(), open=True)
    return FieldType("enum", of=name, members=tuple(sorted(model.values)), open=model.open)


# -- sets --------------------------------------------------------------------------------------------------


def resolve_sets(link: Linking) -> dict[str, NamedSet]:
    """Return the named sets by id, their members sorted."""
    found = {}
    for name, model in sorted(link.section("sets").items()):
        path: Path = ("sets", name)
        origin = origin_of(link, model, path)
        require_origin(link, model, path)
        members = _members(link, name, model, (*path, "members"))
        found[name] = NamedSet(name, model.of, tuple(sorted(members)), origin)
    return found


def _members(link: Linking, name: str, model: SetModel, path: Path) -> list[Any]:
    if model.of == "int":
        return [m for i, m in enumerate(model.members) if _of_kind(link, m, int, (*path, i))]
    texts = [str(m) for i, m in enumerate(model.members) if _of_kind(link, m, str, (*path, i))]
    if model.of == "state":
        return list(link.known("states", texts, path))
    if model.of == "role":
        return list(link.known("roles", texts, path))
    if model.of in PLAIN or not link.know("enums", model.of, ("sets", name, "of"), (*PLAIN, "state")):
        return texts
    return list(_enum_members(link, model.of, texts, path))


def _of_kind(link: Linking, member: Any, kind: type, path: Path) -> bool:
    if isinstance(member, kind):
        return True
    message = Text("成员的类型不对", "this member is of another type")
    fix = (
        Text("这里都写整数", "write whole numbers")
        if kind is int
        else Text(f'加引号："{member}"', f'quote it: "{member}"')
    )
    link.report("B206", message, fix, path)
    return False


def _enum_members(link: Linking, enum: str, members: Iterable[str], path: Path) -> Iterable[str]:
    model = link.section("enums").get(enum)
    for i, member in enumerate(members):
        if model is None or member in model.values:
            yield member
        else:
            link.unknown("values", member, (*path, i), model.values)


# -- fields ------------------------------------------------------------------------------------------------


def resolve_fields(link: Linking) -> dict[str, Field]:
    """Return the fields by id, with their types."""
    return {name: _field(link, name, model) for name, model in sorted(link.section("fields").items())}


def _field(link: Linking, name: str, model: FieldModel) -> Field:
    path: Path = ("fields", name)
    origin = origin_of(link, model, path)
    require_origin(link, model, path)
    if name in CELL_WORDS:
        _reserved(link, name, path)
    _check_shape(link, model, path)
    t = _type(link, model, path)
    return Field(
        id=name,
        title=model.title or name,
        type=t,
        source=_source(link, model, path),
        personal=model.personal,
        seen_by=tuple(sorted(link.known("roles", model.seen_by, (*path, "seen_by")))),
        origin=origin,
    )


def _check_shape(link: Linking, model: FieldModel, path: Path) -> None:
    wanted = {"of": ("enum", "set"), "currency": ("money",), "record": ("list",), "key": ("list",)}
    for key, kinds in wanted.items():
        given = bool(getattr(model, key))
        if given and model.type not in kinds:
            message = Text(f"{model.type} 没有 {key}", f"{model.type} has no {key}")
            link.report("B207", message, Text(f"删去 {key}", f"remove {key}"), (*path, key), key=True)
        elif not given and model.type in kinds and key != "key":
            message = Text(f"{model.type} 要写 {key}", f"{model.type} needs {key}")
            link.report("B207", message, _shape_fix(key), (*path, "type"))


def _shape_fix(key: str) -> Text:
    examples = {"of": "of: ENUM", "currency": "currency: CNY", "record": "record: {name: text}"}
    return Text(f"加 {examples[key]}", f"add {examples[key]}")


def _type(link: Linking, model: FieldModel | Column, path: Path) -> FieldType:
    if model.type == "money":
        return FieldType("money", currency=model.currency or "CNY")
    if model.type == "enum" and model.of is not None:
        link.know("enums", model.of, (*path, "of"))
        return enum_type(link, model.of)
    if model.type == "set" and model.of is not None:
        return _set_type(link, model.of, path)
    if model.type == "list" and isinstance(model, FieldModel):
        return _list_type(link, model, path)
    return FieldType(model.type)


def _set_type(link: Linking, of: str, path: Path) -> FieldType:
    if of in PLAIN:
        return FieldType("set", of=of)
    link.know("enums", of, (*path, "of"), PLAIN)
    member = enum_type(link, of)
    return FieldType("set", of=of, members=member.members, open=member.open)


def _list_type(link: Linking, model: FieldModel, path: Path) -> FieldType:
    columns = tuple(
        (name, _column(link, column, (*path, "record", name)))
        for name, column in sorted(model.record.items())
    )
    key = model.key
    if key is not None and model.record and key not in model.record:
        near = suggest(key, model.record) or sorted(model.record)[0]
        message = Text(f"记录里没有 {key}", f"the record has no {key}")
        link.report("B201", message, Text(f"改为 {near}", f"write {near}"), (*path, "key"))
        key = None
    return FieldType("list", record=columns, key=key)


def _column(link: Linking, column: Column, path: Path) -> FieldType:
    if column.type == "list":
        message = Text("记录里不能再有记录的列表", "a record cannot hold a list of records")
        link.report("B207", message, Text("拆成两个数据项", "make two fields of it"), path)
        return FieldType("text")
    return _type(link, column, path)


def _source(link: Linking, model: FieldModel, path: Path) -> str | None:
    if model.source is None:
        return None
    at: Path = (*path, "from")
    if model.source == "case.number":
        _check_number(link, model, at)
        return model.source
    step, _, what = model.source.partition(".")
    if what != "happened":
        message = Text(f"{model.source} 不能自动填写", f"{model.source} cannot be filled in by itself")
        link.report(
            "B208", message, Text("写 STEP.happened 或 case.number", "write STEP.happened or case.number"), at
        )
        return None
    if model.type not in ("date", "datetime"):
        _wrong_type(link, "date", at)
    return model.source if link.know("transitions", step, at) else None


def _check_number(link: Linking, model: FieldModel, at: Path) -> None:
    if model.type != "text":
        _wrong_type(link, "text", at)
    if link.model.numbering is None:
        message = Text(
            "用到案号，但没有写怎样编号", "it uses the case number, but nothing says how cases are numbered"
        )
        fix = Text(
            '加 numbering: {pattern: "A-{year}-{seq:04}"}', 'add numbering: {pattern: "A-{year}-{seq:04}"}'
        )
        link.report("B209", message, fix, at)


def _wrong_type(link: Linking, wanted: str, at: Path) -> None:
    message = Text("类型和自动填写的内容不合", "the type does not fit what is filled in")
    link.report("B208", message, Text(f"写 type: {wanted}", f"write type: {wanted}"), at)
