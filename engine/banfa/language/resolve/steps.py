"""LANGUAGE 7: transitions: what each takes, computes, appoints and tells, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from banfa.language.expressions import (
    Computation,
    Condition,
    ExpressionError,
    Scope,
    compile_computation,
    compile_condition,
    implies,
    negate,
    parse_expression,
)
from banfa.language.models.transitions import GuardItem, Item
from banfa.language.models.transitions import Transition as Model
from banfa.language.process import CLOCK, START, Demand, Field, NamedSet, Role, Step
from banfa.language.resolve.asking import ASKED, resolve_roster
from banfa.language.resolve.duties import resolve_turn
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.resolve.sending import resolve_papers
from banfa.language.resolve.states import states_named
from banfa.language.resolve.tables import check_table_field
from banfa.language.written import Path
from banfa.texts import Text

Kind = Literal["start", "forward", "back", "act", "resume"]

SPECIAL_ACTORS = (ASKED, "parent", CLOCK)
RESUME = "resume"
LATER = ("open",)


@dataclass(frozen=True, slots=True)
class Known:
    """What steps refer to, already resolved."""

    fields: dict[str, Field]
    roles: Mapping[str, Role]
    sets: Mapping[str, NamedSet]
    scope: Scope


def resolve_steps(link: Linking, known: Known) -> dict[str, Step]:
    """Return the steps by id."""
    return {name: _step(link, name, m, known) for name, m in sorted(link.section("transitions").items())}


def _step(link: Linking, name: str, model: Model, known: Known) -> Step:
    path: Path = ("transitions", name)
    origin = origin_of(link, model, path)
    require_origin(link, model, path)
    _check_actor(link, model, path)
    to = model.to
    roster, adds = resolve_roster(link, model, path)
    return Step(
        id=name,
        title=model.title or name,
        kind=_kind(link, model, path),
        sources=_sources(link, model, path, known),
        to=_to(link, model, path),
        to_table=_table(link, to.table, (*path, "to", "table"), ("state",)) if to else None,
        back_to=link.known("states", model.back_to, (*path, "back_to")),
        stands=model.stands,
        by=_by(link, model, path),
        by_table=_table(link, model.by.table, (*path, "by", "table"), ("role", "list of roles"))
        if model.by
        else None,
        when=_guards(link, model, path, known.scope),
        input=_items(link, model.input, (*path, "input"), "fields", known.scope),
        optional=_optional(link, model, path),
        decide=_decide(link, model, path, known),
        set=_set(link, model, path, known),
        appoint=_appoint(link, model, path, known.roles),
        **resolve_papers(link, model, path, known.roles),
        uses=_items(link, model.uses, (*path, "uses"), "references", known.scope),
        tell=_items(link, model.tell, (*path, "tell"), "addressees", known.scope),
        asked=_asked(link, model, path),
        clock=model.by is not None and CLOCK in model.by.roles,
        every=resolve_turn(link, model, path),
        roster=roster,
        adds=adds,
        auto=model.auto,
        later=_later(link, model, path),
        origin=origin,
    )


# -- from, to, by ------------------------------------------------------------------------------------------


def _kind(link: Linking, model: Model, path: Path) -> Kind:
    starts = START in model.sources
    if model.to is not None and model.back_to:
        message = Text("to 和 back_to 只能写一个", "only one of to and back_to may be written")
        fix = Text("前进写 to，退回写 back_to", "to goes forward, back_to returns")
        link.report("B301", message, fix, (*path, "back_to"), key=True)
    if starts and (model.to is None or model.back_to or model.to.state == RESUME):
        message = Text("立案的步骤要写 to", "a step that opens a case needs to")
        link.report("B302", message, Text("加 to: 第一个状态", "add to: the first state"), path, key=True)
    if starts and len(model.sources) > 1:
        message = Text("start 不能和状态写在一起", "start cannot stand beside states")
        link.report("B302", message, Text("分成两个步骤", "make two steps of it"), (*path, "from"))
    if starts:
        return "start"
    if model.to is not None and model.to.state == RESUME:
        return "resume"
    return "back" if model.back_to else "forward" if model.to is not None else "act"


def _sources(link: Linking, model: Model, path: Path, known: Known) -> tuple[str, ...]:
    named = states_named(link, model.sources, (*path, "from"), known.sets, (START,))
    return tuple(state for state in named if state != START)


def _to(link: Linking, model: Model, path: Path) -> str | None:
    if model.to is None or model.to.state is None:
        return None
    if model.to.state == RESUME:
        return None
    return model.to.state if link.know("states", model.to.state, (*path, "to"), (RESUME,)) else None


def _table(link: Linking, name: str | None, path: Path, gives: tuple[str, ...]) -> str | None:
    if name is None or not link.know("tables", name, path):
        return None
    model = link.section("tables").get(name)
    if model is not None and model.gives not in gives:
        wanted = "、".join(gives)
        message = Text(f"表 {name} 给出的是 {model.gives}", f"the table {name} gives {model.gives}")
        fix = Text(f"这里要 gives: {wanted} 的表", f"a table with gives: {' or '.join(gives)} is wanted")
        link.report("B406", message, fix, path, also=("tables", name))
    return name


def _check_actor(link: Linking, model: Model, path: Path) -> None:
    if model.auto and model.by is not None:
        message = Text("by 和 auto 只能写一个", "only one of by and auto may be written")
        link.report(
            "B303",
            message,
            Text("自动的步骤没有人办：删去 by", "nobody takes an auto step: remove by"),
            (*path, "by"),
            key=True,
        )
    elif not model.auto and model.by is None:
        message = Text("没有写由谁办", "it does not say who acts")
        link.report("B303", message, Text("加 by: 角色", "add by: ROLE"), path, key=True)


def _by(link: Linking, model: Model, path: Path) -> tuple[str, ...]:
    if model.by is None:
        return ()
    named = link.known("roles", model.by.roles, (*path, "by"), SPECIAL_ACTORS)
    if "parent" in named:
        link.not_yet_run((*path, "by"))
    return tuple(sorted(set(named) - set(SPECIAL_ACTORS)))


def _asked(link: Linking, model: Model, path: Path) -> bool:
    if model.by is None or ASKED not in model.by.roles:
        return False
    if len(model.by.roles) > 1:
        message = Text("asked 不和别的角色写在一起", "asked stands alone")
        link.report("B303", message, Text("分成两个步骤", "make two steps of it"), (*path, "by"))
    return True


# -- guards and items --------------------------------------------------------------------------------------


def _guards(link: Linking, model: Model, path: Path, scope: Scope) -> tuple[Demand, ...]:
    when = _guard_items(link, model.when, (*path, "when"), scope, negated=False)
    return (*when, *_guard_items(link, model.unless, (*path, "unless"), scope, negated=True))


def _guard_items(
    link: Linking, items: tuple[GuardItem, ...], path: Path, scope: Scope, *, negated: bool
) -> tuple[Demand, ...]:
    found = []
    for name, item, at in _once(link, "guards", items, path):
        guard = compile_condition(scope.conditions[name], scope)
        condition = negate(guard) if negated else guard
        only_if = _only_if(link, item, at, scope)
        demanded = implies(only_if, condition) if only_if is not None else condition
        found.append(Demand(name, only_if, demanded, negated, item.refuse))
    return tuple(found)


def _items(link: Linking, items: tuple[Item, ...], path: Path, kind: str, scope: Scope) -> tuple[Demand, ...]:
    found = [
        Demand(name, _only_if(link, item, at, scope)) for name, item, at in _once(link, kind, items, path)
    ]
    return tuple(sorted(found, key=lambda demand: demand.name))


def _once(link: Linking, kind: str, items: Iterable[Any], path: Path) -> list[tuple[str, Any, Path]]:
    found: list[tuple[str, Any, Path]] = []
    for i, item in enumerate(items):
        at: Path = (*path, i)
        if any(name == item.name for name, _, _ in found):
            link.twice(item.name, at)
        elif link.know(kind, item.name, at):
            found.append((item.name, item, at))
    return found


def _only_if(link: Linking, item: Any, path: Path, scope: Scope) -> Condition | None:
    if item.only_if is None or not link.know("guards", item.only_if, (*path, "only_if")):
        return None
    return compile_condition(scope.conditions[item.only_if], scope)


# -- data --------------------------------------------------------------------------------------------------


def _optional(link: Linking, model: Model, path: Path) -> tuple[str, ...]:
    """Fields, and appointed roles that need not be given."""
    names = link.known("fields", model.optional, (*path, "optional"), model.appoint)
    demanded = {item.name for item in model.input}
    for i, name in enumerate(model.optional):
        if name in demanded:
            message = Text(f"{name} 同时写在 input 里", f"{name} stands in input too")
            link.report("B304", message, Text("留一处", "keep one"), (*path, "optional", i))
    return tuple(sorted(names))


def _decide(link: Linking, model: Model, path: Path, known: Known) -> tuple[str, ...]:
    at: Path = (*path, "decide")
    names = link.known("tables", model.decide, at)
    for i, name in enumerate(model.decide):
        check_table_field(link, name, known.fields, (*at, i))
    return tuple(sorted(names))


def _set(link: Linking, model: Model, path: Path, known: Known) -> dict[str, Computation]:
    found = {}
    for name, text in sorted(model.set.items()):
        at: Path = (*path, "set", name)
        if not link.know("fields", name, at, key=True) or name not in known.fields:
            continue
        try:
            t = known.fields[name].type
            found[name] = compile_computation(parse_expression(text, known.scope, t), t, known.scope)
        except ExpressionError as error:
            link.mistyped(error, at, whole_text=True)
    return found


def _appoint(link: Linking, model: Model, path: Path, roles: Mapping[str, Role]) -> tuple[str, ...]:
    at: Path = (*path, "appoint")
    names = link.known("roles", model.appoint, at)
    for i, name in enumerate(model.appoint):
        role = roles.get(name)
        if role is not None and (role.scope != "case" or role.acts_for is not None):
            message = Text(f"{name} 不是由案件指定的角色", f"{name} is no role that a case appoints")
            fix = Text("角色要写 scope: case", "the role needs scope: case")
            link.report("B204", message, fix, (*at, i), also=("roles", name))
    return tuple(sorted(names))


# -- what is not run yet -----------------------------------------------------------------------------------


def _later(link: Linking, model: Model, path: Path) -> dict[str, Any]:
    later: dict[str, Any] = model.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, include=set(LATER)
    )
    for key in later:
        link.not_yet_run((*path, key))
    special = sorted({*model.by.roles} & {"parent"}) if model.by is not None else []
    if special:
        later["by"] = special
    return later
