"""LANGUAGE 10: separation of persons, and properties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banfa.language.expressions import Scope, compile_condition
from banfa.language.models.proofs import Property as PropertyModel
from banfa.language.process import NamedSet, Property, Separation
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.resolve.papers import copy_names, named_paper
from banfa.language.resolve.states import states_named
from banfa.language.written import Path
from banfa.texts import Text

FORMS = ("never", "at_most", "always", "can_reach")


def resolve_separations(link: Linking) -> dict[str, Separation]:
    """Return the rules about different people by id."""
    found = {}
    for name, model in sorted(link.section("separation").items()):
        path: Path = ("separation", name)
        origin = origin_of(link, model, path)
        require_origin(link, model, path)
        steps = link.known("transitions", model.different_people, (*path, "different_people"))
        waived_by = link.known("roles", model.waived_by, (*path, "waived_by"))
        found[name] = Separation(name, tuple(sorted(steps)), tuple(sorted(waived_by)), origin)
    return found


def resolve_properties(link: Linking, scope: Scope, sets: Mapping[str, NamedSet]) -> dict[str, Property]:
    """Return the properties by id."""
    return {
        name: _property(link, name, m, scope, sets) for name, m in sorted(link.section("properties").items())
    }


def _property(
    link: Linking, name: str, model: PropertyModel, scope: Scope, sets: Mapping[str, NamedSet]
) -> Property:
    path: Path = ("properties", name)
    origin = origin_of(link, model, path)
    require_origin(link, model, path)
    form = _form(link, model, path)
    says = _SAYS[form](link, model, path, scope, sets) if form else {}
    return Property(name, form or "never", says, origin)


_BESIDE = {"never": ("before", "while_"), "at_most": (), "always": ("in_",), "can_reach": ("from_",)}


def _form(link: Linking, model: PropertyModel, path: Path) -> str | None:
    given = [form for form in FORMS if getattr(model, form)]
    if len(given) != 1:
        message = Text("一条性质只说一件事", "a property says one thing")
        fix = Text(
            "写 never、at_most、always 或 from + can_reach 之一",
            "write one of never, at_most, always, from + can_reach",
        )
        link.report("B801", message, fix, path, key=True)
        return None
    form = given[0]
    for key in ("before", "while_", "in_", "from_"):
        if getattr(model, key) and key not in _BESIDE[form]:
            message = Text(
                f"{key.rstrip('_')} 不和 {form} 一起用", f"{key.rstrip('_')} does not go with {form}"
            )
            link.report("B801", message, Text("删去它", "remove it"), (*path, key.rstrip("_")), key=True)
    if form == "never" and model.before is not None and model.while_ is not None:
        message = Text("before 和 while 只能写一个", "only one of before and while may be written")
        link.report("B801", message, Text("删去一个", "remove one"), (*path, "while"), key=True)
    return "never_before" if form == "never" and model.before is not None else form


def _never_before(link: Linking, model: PropertyModel, path: Path, *_: Any) -> dict[str, Any]:
    link.know("transitions", model.never or "", (*path, "never"))
    link.know("transitions", model.before or "", (*path, "before"))
    return {"never": model.never, "before": model.before}


def _never(link: Linking, model: PropertyModel, path: Path, scope: Scope, _: Any) -> dict[str, Any]:
    says: dict[str, Any] = {}
    for key, name in (("never", model.never), ("while", model.while_)):
        if name is not None and link.know("guards", name, (*path, key)):
            says[key] = compile_condition(scope.conditions[name], scope)
    return says


def _at_most(link: Linking, model: PropertyModel, path: Path, *_: Any) -> dict[str, Any]:
    assert model.at_most is not None
    link.know("transitions", model.at_most.step, (*path, "at_most", "step"))
    return {"times": model.at_most.times, "step": model.at_most.step}


def _always(link: Linking, model: PropertyModel, path: Path, _: Any, sets: Any) -> dict[str, Any]:
    assert model.always is not None
    at: Path = (*path, "always")
    document, _dot, copy = model.always.copy_.partition(".")
    known = named_paper(link, model.always.copy_, (*at, "copy"))
    only = copy_names(link, document) if known else None
    if known and not copy and only is not None and len(only) == 1:
        copy = next(iter(only))
    elif known and not copy:
        message = Text(f"没有说是 {document} 的哪一联", f"it does not say which copy of {document}")
        link.report("B802", message, Text("写成 单据.联", "write DOC.COPY"), (*at, "copy"))
    link.know("roles", model.always.with_, (*at, "with"))
    states = states_named(link, model.in_, (*path, "in"), sets)
    return {
        "document": document,
        "copy": copy,
        "with": model.always.with_,
        "void": model.always.void,
        "in": states,
    }


def _can_reach(link: Linking, model: PropertyModel, path: Path, _: Any, sets: Any) -> dict[str, Any]:
    return {
        "from": states_named(link, model.from_ or ("any",), (*path, "from"), sets, ("any",)),
        "can_reach": states_named(link, model.can_reach, (*path, "can_reach"), sets, ("end",)),
    }


_SAYS: Mapping[str, Any] = {
    "never_before": _never_before,
    "never": _never,
    "at_most": _at_most,
    "always": _always,
    "can_reach": _can_reach,
}
