"""Load errors that concern a whole step, or several elements together (SEMANTICS 3, 6, 7, 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from banfa.language.process import Document, Field, Role, State, Step, Table
from banfa.language.resolve.asking import check_asking
from banfa.language.resolve.duties import check_clock
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.regions import check_regions
from banfa.language.resolve.writers import computed, taken
from banfa.language.written import Path
from banfa.texts import Text


def check_rules(
    link: Linking,
    steps: Mapping[str, Step],
    roles: Mapping[str, Role],
    fields: Mapping[str, Field],
    documents: Mapping[str, Document],
    tables: Mapping[str, Table],
    states: Mapping[str, State],
) -> None:
    """Report every rule that the steps break."""
    check_shared_ids(link)
    for step in steps.values():
        _check_computed(link, step, fields)
        _check_order(link, step, tables)
        _check_own_appointment(link, step, roles)
        _check_recall(link, step)
        _check_auto(link, step)
        check_clock(link, step)
    _check_standing(link, steps, fields, documents)
    check_asking(link, steps, states)
    check_regions(link, steps, states, documents, tables)


def check_shared_ids(link: Linking) -> None:
    """A field and a case-bound role never share an id."""
    for name in sorted(link.names("fields") & link.names("roles")):
        role = link.section("roles").get(name)
        if role is not None and role.scope == "case":
            message = Text(
                f"{name} 既是数据项又是个案指定的角色", f"{name} is a field and a role that a case appoints"
            )
            fix = Text(
                "给数据项换个编号；指定的单位直接写角色",
                "give the field another id; the unit is given under the role's own",
            )
            link.report("B150", message, fix, ("fields", name), key=True, also=("roles", name))


# -- what a step computes ----------------------------------------------------------------------------------


def _check_computed(link: Linking, step: Step, fields: Mapping[str, Field]) -> None:
    path: Path = ("transitions", step.id)
    takes, computes = taken(step), computed(step)
    for name in sorted(takes.keys() & computes.keys()):
        message = Text(
            f"{name} 既由人填又由 {computes[name]} 算出", f"{name} is taken and computed by {computes[name]}"
        )
        link.report("B305", message, Text("留一处", "keep one"), (*path, takes[name]))
    for name in sorted(set(step.decide) & set(step.set)):
        message = Text(f"{name} 由 decide 和 set 各算一次", f"{name} is computed by decide and by set")
        link.report("B305", message, Text("留一处", "keep one"), (*path, "set", name), key=True)
    for name in sorted({*takes, *computes}):
        if name in fields and fields[name].source is not None:
            message = Text(f"{name} 是自动填写的", f"{name} is written by itself")
            key = takes.get(name) or computes[name]
            link.report("B306", message, Text(f"从 {key} 里删去", f"remove it from {key}"), (*path, key))


def _check_order(link: Linking, step: Step, tables: Mapping[str, Table]) -> None:
    """What a step computes must not depend on itself."""
    reads = {name: set(c.reads) for name, c in step.set.items()}
    reads.update({name: set(tables[name].reads) for name in step.decide if name in tables})
    waiting = {name: needs & reads.keys() for name, needs in reads.items()}
    while True:
        free = [name for name, needs in waiting.items() if not needs & waiting.keys()]
        if not free:
            break
        waiting = {name: needs for name, needs in waiting.items() if name not in free}
    if waiting:
        shown = "、".join(sorted(waiting))
        message = Text(
            f"这几项互相依赖，算不出来：{shown}", f"these depend on each other: {', '.join(sorted(waiting))}"
        )
        fix = Text("用 before.x 取这一步以前的值，或分成两步", "read before.x, or make two steps of it")
        name = min(waiting)
        link.report("B307", message, fix, ("transitions", step.id, "set" if name in step.set else "decide"))


# -- papers ------------------------------------------------------------------------------------------------


def handles_papers(step: Step) -> bool:
    """Return whether a step works on papers in the hands of its actor."""
    return bool(step.issue or step.complete or step.void or step.send or step.send_if_held)


def _check_own_appointment(link: Linking, step: Step, roles: Mapping[str, Role]) -> None:
    if not step.appoint or not handles_papers(step):
        return
    for name in step.by:
        bound = _bound_by(name, roles)
        if bound in step.appoint:
            message = Text(
                f"{name} 指定自己的单位又经手单据，说不清单据在谁手里",
                f"{name} appoints its own party and handles papers: whose hands are they in",
            )
            fix = Text("分成两步：先指定，再送交", "make two steps: appoint first, then send")
            link.report("B308", message, fix, ("transitions", step.id, "appoint"))


def _bound_by(name: str, roles: Mapping[str, Role]) -> str | None:
    """The case-bound role whose appointment decides which unit a role is."""
    for _ in range(len(roles) + 1):
        role = roles.get(name)
        if role is None or role.scope in ("company", "unit"):
            return None
        if role.acts_for is None and role.scope == "case":
            return name
        name = role.acts_for or role.scope
    return None


def _check_recall(link: Linking, step: Step) -> None:
    handled = {*step.issue, *step.complete, *step.send, *step.send_if_held}
    for name in sorted(set(step.recall) & handled):
        message = Text(f"同一步收回 {name} 又经手它", f"the step recalls {name} and also handles it")
        fix = Text("收回以后这一套就不算了：分成两步", "what is recalled no longer counts: make two steps")
        link.report("B705", message, fix, ("transitions", step.id, "recall"))


def _check_auto(link: Linking, step: Step) -> None:
    if not step.auto:
        return
    path: Path = ("transitions", step.id)
    if step.input or step.optional or step.appoint:
        message = Text("自动的步骤没有人填数据", "nobody gives data to an auto step")
        link.report(
            "B309",
            message,
            Text("删去 input、optional、appoint", "remove input, optional and appoint"),
            path,
            key=True,
        )
    if step.kind == "start":
        message = Text("立案要由人来办", "somebody has to open a case")
        link.report("B309", message, Text("写 by: 角色", "write by: ROLE"), path, key=True)
    if handles_papers(step) or step.recall:
        message = Text("自动的步骤没有经手人，不能动单据", "an auto step has no party and handles no papers")
        link.report(
            "B309", message, Text("由一个角色的步骤经手", "let a step of a role do it"), path, key=True
        )


# -- steps that stand --------------------------------------------------------------------------------------


def _check_standing(
    link: Linking, steps: Mapping[str, Step], fields: Mapping[str, Field], documents: Mapping[str, Document]
) -> None:
    for step in steps.values():
        if step.stands and step.asked:
            message = Text("答复不能是 stands 的步骤", "an answer cannot be a step that stands")
            link.report(
                "B310",
                message,
                Text("删去 stands", "remove stands"),
                ("transitions", step.id, "stands"),
                key=True,
            )
    standing, falling = _writers(steps, fields, True), _writers(steps, fields, False)
    for document in documents.values():
        for part in document.parts.values():
            kept, dropped = _of(standing, part.all), _of(falling, part.all)
            path: Path = ("documents", document.id, "parts", part.id)
            if kept and dropped:
                _mixed_part(link, kept[0], dropped[0], path)
            for step in steps.values():
                if step.stands and part.id in step.complete.get(document.id, ()) and dropped:
                    _standing_seal(link, step, document.id, dropped[0], path)


def _writers(steps: Mapping[str, Step], fields: Mapping[str, Field], stands: bool) -> dict[str, list[str]]:
    """Field -> steps, standing or not, that write it."""
    found: dict[str, list[str]] = {}
    for step in steps.values():
        if step.stands == stands:
            for name in (*taken(step), *computed(step)):
                found.setdefault(name, []).append(step.id)
    for field in fields.values():
        source = (field.source or "").partition(".")[0]
        if source in steps and steps[source].stands == stands:
            found.setdefault(field.id, []).append(source)
    return found


def _of(writers: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return sorted({step for name in names for step in writers.get(name, ())})


def _mixed_part(link: Linking, kept: str, dropped: str, path: Path) -> None:
    message = Text(
        f"这一部分的数据，{kept} 写的不随退回撤销，{dropped} 写的随退回撤销",
        f"of the fields of this part, a return leaves what {kept} wrote and undoes what {dropped} wrote",
    )
    fix = Text("分成两个部分", "make two parts of it")
    link.report("B311", message, fix, path, key=True, also=("transitions", kept))


def _standing_seal(link: Linking, step: Step, document: str, other: str, path: Path) -> None:
    message = Text(
        f"{step.id} 不随退回撤销，却封定了由 {other} 写的部分",
        f"{step.id} stands through returns, yet seals a part that {other} writes",
    )
    fix = Text("由同样会被撤销的步骤来填完", "let a step that returns undo complete it")
    link.report("B312", message, fix, ("transitions", step.id, "complete", document), key=True, also=path)
