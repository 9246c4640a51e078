"""LANGUAGE 9: decision tables: what they give, their rows, and whom they ask."""

from __future__ import annotations

from typing import Any

from banfa.language.expressions import Condition, Expr, ExpressionError, Scope, compile_condition, parse_cells
from banfa.language.models.tables import Row as RowModel
from banfa.language.models.tables import Table as TableModel
from banfa.language.process import Field, Origin, Row, Table
from banfa.language.resolve.conditions import TRUE
from banfa.language.resolve.data import enum_type
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.values import BadValue, FieldType, parser
from banfa.language.written import Path
from banfa.texts import Text

LIST_OF_ROLES = "list of roles"
PLAIN = ("text", "bool", "int", "date", "person", "unit")


def resolve_tables(link: Linking, scope: Scope) -> dict[str, Table]:
    """Return the tables by id."""
    return {name: _table(link, name, m, scope) for name, m in sorted(link.section("tables").items())}


def _table(link: Linking, name: str, model: TableModel, scope: Scope) -> Table:
    path: Path = ("tables", name)
    t = given_type(link, model, path)
    rows = tuple(_row(link, row, scope, t, (*path, "rows", i)) for i, row in enumerate(model.rows))
    otherwise, ask, origin = _otherwise(link, name, model, t, path)
    return Table(
        id=name,
        title=model.title or name,
        type=t,
        hit=model.hit,
        rows=rows,
        otherwise=otherwise,
        ask=ask,
        otherwise_origin=origin,
        reads=tuple(sorted({field for row in rows for field in row.condition.reads})),
        origin=origin_of(link, model, path),
    )


def given_type(link: Linking, model: TableModel, path: Path) -> FieldType:
    """Return the type of what one row gives."""
    gives = model.gives
    if gives == "role":
        return FieldType("role")
    if gives == LIST_OF_ROLES:
        return FieldType("set", of="role")
    if gives == "state":
        return FieldType("enum", of="state", members=tuple(sorted(link.names("states"))))
    if gives in PLAIN:
        return FieldType(gives)
    link.know("enums", gives, (*path, "gives"), ("role", LIST_OF_ROLES, "unit", "state", *PLAIN))
    return enum_type(link, gives)


def _gives_something(link: Linking, gives: str) -> bool:
    return gives in link.section("enums") or gives in ("role", LIST_OF_ROLES, "unit", "state", *PLAIN)


def field_type(model: TableModel, given: FieldType) -> FieldType:
    """Return the type that the field of the table's name must have."""
    if model.hit == "collect" and given.kind != "set":
        return FieldType("set", of=given.of or given.kind, members=given.members, open=given.open)
    return given


def _row(link: Linking, model: RowModel, scope: Scope, t: FieldType, path: Path) -> Row:
    origin = origin_of(link, model, path)
    require_origin(link, model, path)
    return Row(_condition(link, model, scope, path), _answer(link, model.then, t, (*path, "then")), origin)


def _condition(link: Linking, model: RowModel, scope: Scope, path: Path) -> Condition:
    expr: Expr = TRUE
    try:
        expr = parse_cells(model.model_extra or {}, scope)
    except ExpressionError as error:
        link.mistyped(error, path, whole_text=False)
    return compile_condition(expr, scope)


def _answer(link: Linking, written: tuple[Any, ...], t: FieldType, path: Path) -> Any:
    if not written:
        message = Text("这里没有写结果", "no answer is given here")
        link.report("B404", message, Text("写上结果，或删去这一行", "give one, or remove the row"), path)
        return None
    raw: Any = list(written) if t.kind == "set" else written[0]
    if len(written) > 1 and t.kind != "set":
        message = Text("这里只能给一个结果", "only one answer is possible here")
        link.report(
            "B404",
            message,
            Text("几个角色写 gives: list of roles", "for several roles: gives: list of roles"),
            path,
        )
    if (t.kind == "role" or t.of == "role") and not all(link.know("roles", str(r), path) for r in written):
        return raw
    try:
        return parser(t)(raw)
    except BadValue as bad:
        link.report("B404", bad.text, None, path)
        return raw


def _otherwise(
    link: Linking, name: str, model: TableModel, t: FieldType, path: Path
) -> tuple[Any, str | None, Origin]:
    otherwise = model.otherwise
    at: Path = (*path, "otherwise")
    if otherwise is None:
        return None, None, Origin()
    origin = origin_of(link, otherwise, at)
    require_origin(link, otherwise, at)
    if (otherwise.then is None) == (otherwise.ask is None):
        message = Text("otherwise 写 then 或 ask 之一", "otherwise says either then or ask")
        link.report(
            "B404",
            message,
            Text("写 {then: …} 或 {ask: STEP}", "write {then: …} or {ask: STEP}"),
            at,
            key=True,
        )
    then = None if otherwise.then is None else _answer(link, otherwise.then, t, (*at, "then"))
    return then, _asked(link, name, otherwise.ask, (*at, "ask")), origin


def _asked(link: Linking, table: str, step: str | None, path: Path) -> str | None:
    if step is None or not link.know("transitions", step, path):
        return None
    model = link.section("transitions").get(step)
    if model is not None and table not in {*(item.name for item in model.input), *model.optional}:
        message = Text(
            f"{step} 不提供 {table}，问它没有用", f"{step} does not take {table}: asking it is of no use"
        )
        fix = Text(f"在 {step} 的 input 里加 {table}", f"add {table} to the input of {step}")
        link.report("B405", message, fix, path, also=("transitions", step))
    return step


def check_table_field(link: Linking, name: str, fields: dict[str, Field], path: Path) -> None:
    """The field of a table that a step asks must be declared, with the type that the table gives."""
    model: TableModel | None = link.section("tables").get(name)
    if model is None or not _gives_something(link, model.gives):
        return
    if name not in link.names("fields"):
        message = Text(
            f"没有名为 {name} 的数据项来放表的结果",
            f"there is no field {name} to keep the answer of the table",
        )
        link.report(
            "B406",
            message,
            Text("在 fields 里声明它", "declare it under fields"),
            path,
            also=("tables", name),
        )
        return
    wanted = field_type(model, given_type(link, model, ("tables", name)))
    field = fields.get(name)
    if field is not None and (field.type.kind, field.type.of) != (wanted.kind, wanted.of):
        message = Text(
            f"数据项 {name} 的类型和表给出的不同", f"the field {name} is of another type than the table gives"
        )
        fix = Text(f"写 {_shown(wanted)}", f"write {_shown(wanted)}")
        link.report("B406", message, fix, ("fields", name, "type"), also=("tables", name))


def _shown(t: FieldType) -> str:
    return f"type: {t.kind}, of: {t.of}" if t.of else f"type: {t.kind}"
