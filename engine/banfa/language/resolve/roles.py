"""LANGUAGE 3: roles and references."""

from __future__ import annotations

from banfa.language.models.roles import Role as RoleModel
from banfa.language.process import Reference, Role
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.written import Path
from banfa.texts import Text

SCOPES = ("company", "unit", "case")
RESERVED = ("company", "unit", "case", "asked", "parent", "clock", "waiting", "all", "own", "void", "banfa")
"""Words that mean something of their own where a role may stand."""


def resolve_roles(link: Linking) -> dict[str, Role]:
    """Return the roles by id, their scopes known."""
    return {name: _role(link, name, model) for name, model in sorted(link.section("roles").items())}


def _role(link: Linking, name: str, model: RoleModel) -> Role:
    path: Path = ("roles", name)
    if name in RESERVED:
        _reserved(link, name, path)
    origin = origin_of(link, model, path)
    require_origin(link, model, path)
    outside = model.outside
    return Role(
        id=name,
        title=model.title or name,
        scope=_scope(link, name, model, path),
        acts_for=_acts_for(link, name, model, path),
        many=_many(link, model, path),
        outside=outside is not None,
        recorded_by=_recorders(link, outside.recorded_by, path) if outside else (),
        aliases=model.aliases,
        kinds=tuple(sorted(model.kinds)),
        origin=origin,
    )


def _reserved(link: Linking, name: str, path: Path) -> None:
    message = Text(
        f"{name} 是保留的词，不能作角色的编号", f"{name} is a word of the language and cannot be a role"
    )
    link.report("B203", message, Text("换一个编号", "give it another id"), path, key=True)


def _scope(link: Linking, name: str, model: RoleModel, path: Path) -> str:
    if model.acts_for is not None:
        return _followed_scope(link, model, path)
    if model.scope not in SCOPES:
        link.know("roles", model.scope, (*path, "scope"), SCOPES)
        _no_circle(link, name, path)
    return model.scope


def _followed_scope(link: Linking, model: RoleModel, path: Path) -> str:
    """The scope of a role that acts for another is that role's."""
    if "scope" in model.model_fields_set:
        message = Text("写了 acts_for，范围就随那个角色", "with acts_for the scope follows that role")
        link.report("B204", message, Text("删去 scope", "remove scope"), (*path, "scope"), key=True)
    other = link.section("roles").get(model.acts_for or "")
    return other.scope if other is not None else "company"


def _no_circle(link: Linking, name: str, path: Path) -> None:
    seen, at = [name], name
    roles = link.section("roles")
    while at in roles and roles[at].acts_for is None and roles[at].scope not in SCOPES:
        at = roles[at].scope
        if at in seen:
            circle = " → ".join([*seen[seen.index(at) :], at])
            message = Text(
                f"角色的范围绕成了一圈：{circle}", f"the scopes of roles run in a circle: {circle}"
            )
            fix = Text("其中一个写 company、unit 或 case", "make one of them company, unit or case")
            link.report("B205", message, fix, (*path, "scope"))
            return
        seen.append(at)


def _acts_for(link: Linking, name: str, model: RoleModel, path: Path) -> str | None:
    if model.acts_for is None or not link.know("roles", model.acts_for, (*path, "acts_for")):
        return None
    other = link.section("roles").get(model.acts_for)
    if model.acts_for == name or (other is not None and other.acts_for is not None):
        message = Text(
            f"{model.acts_for} 自己也代表别的角色" if model.acts_for != name else "一个角色不能代表自己",
            f"{model.acts_for} itself acts for another role"
            if model.acts_for != name
            else "a role cannot act for itself",
        )
        link.report(
            "B205",
            message,
            Text("写最终持有单据的角色", "name the role that holds the papers"),
            (*path, "acts_for"),
        )
        return None
    return model.acts_for


def _many(link: Linking, model: RoleModel, path: Path) -> bool:
    if model.many and (model.scope != "case" or model.acts_for is not None):
        message = Text(
            "只有个案中指定的角色可以同时有几个单位", "only a role appointed by a case may be several units"
        )
        link.report("B204", message, Text("加 scope: case", "add scope: case"), (*path, "many"), key=True)
    return model.many


def _recorders(link: Linking, names: tuple[str, ...], path: Path) -> tuple[str, ...]:
    at: Path = (*path, "outside", "recorded_by")
    known = link.known("roles", names, at)
    roles = link.section("roles")
    for i, name in enumerate(names):
        if name in roles and roles[name].outside is not None:
            message = Text(f"{name} 也在组织以外，不能登记", f"{name} is outside too and cannot record")
            link.report("B204", message, Text("写组织内的角色", "name a role of the organisation"), (*at, i))
    return tuple(sorted(known))


def resolve_references(link: Linking) -> dict[str, Reference]:
    """Return the outside rules by id."""
    found = {}
    for name, model in sorted(link.section("references").items()):
        path: Path = ("references", name)
        origin = origin_of(link, model, path)
        require_origin(link, model, path)
        found[name] = Reference(name, model.title or name, model.status, origin)
    return found
