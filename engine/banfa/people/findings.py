"""What is wrong with an organisation, on its own and for a process (codes B6xx)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from banfa.language.problems import Place, Problem, Severity
from banfa.language.process import COMPANY, Process, Role
from banfa.language.suggest import suggest
from banfa.people.organisation import Organisation, Person, StandIn, Unit
from banfa.texts import Text

Places = Mapping[str, Place]
"""Where the elements of the organisation are written: dotted name ("people.sales.a.roles.qm") to place."""

CODES = {
    "B601": Text("角色不存在", "unknown role"),
    "B602": Text("单位不存在", "unknown unit"),
    "B603": Text("单位不能有这个角色", "a unit of the wrong kind for the role"),
    "B604": Text("全公司的角色写了单位，或单位的角色没有写", "a company role with a unit, or the reverse"),
    "B605": Text("人员不存在", "unknown person"),
    "B606": Text("代理绕成一圈", "stand-ins in a circle"),
    "B607": Text("代理自己，或结束早于开始", "a stand-in for oneself, or one that ends before it begins"),
    "B608": Text("代理的角色本人没有", "a stand-in for a role that is not held"),
    "B609": Text("角色没有人担任", "a role that nobody holds"),
    "B610": Text("外部角色给了人员", "an outside role given to a person"),
    "B611": Text("成员类别不存在", "unknown kind of member"),
    "B612": Text("单位隶属绕成一圈", "units under each other in a circle"),
    "B613": Text("可以被指定的单位没有人", "a unit that can be appointed and has nobody"),
}
"""What each code means; a code is never used for anything else."""

Found = Iterator[Problem]


def problems_with(org: Organisation, process: Process, places: Places | None = None) -> tuple[Problem, ...]:
    """Return everything about `org` that does not fit itself or `process`, section by section.

    Errors make the organisation unusable for the process; warnings (B609, B613) name who is not there yet.
    """
    found = [*_units(org, process), *_people(org, process), *_stand_ins(org, process), *_empty(org, process)]
    return tuple(_placed(problem, places or {}) for problem in found)


def unit_role(process: Process, role: Role) -> Role | None:
    """Return the role that a unit must be for `role` to be held there; None for a company role.

    It is the end of the chain of scopes: for a role of the scope `sales_unit`, that is `sales_unit`.
    """
    for _ in process.roles:
        above = role.acts_for or (role.scope if role.scope not in ("company", "unit", "case") else None)
        if above is None or above not in process.roles:
            break
        role = process.roles[above]
    return None if role.scope == "company" else role


def suggestion(given: str, known: Iterable[str]) -> Text:
    """Return the fix for an unknown id: the nearest one, else those there are."""
    names = sorted(known)
    near = suggest(given, names)
    if near is not None:
        return Text(f"改为 {near}", f"write {near}")
    shown = names[:12]
    return Text(f"可以写：{'、'.join(shown) or '（没有）'}", f"use one of: {', '.join(shown) or '(none)'}")


def circles(nodes: Iterable[str], following: Callable[[str], Iterable[str]]) -> list[tuple[str, ...]]:
    """Return circles of a graph that share no node, each from its least node; none if there are none."""
    known = set(nodes)
    after = {node: known & set(following(node)) for node in known}
    found = []
    _take_out(after, [node for node in known if not after[node]])
    while after:
        circle = _walk(min(after), lambda node: min(after[node]))
        found.append(circle)
        _take_out(after, list(circle))
    return sorted(found)


def _take_out(after: dict[str, set[str]], going: list[str]) -> None:
    """Take nodes out of the graph, and with them every node that then leads nowhere."""
    before: dict[str, set[str]] = {}
    for node, others in after.items():
        for other in others:
            before.setdefault(other, set()).add(node)
    while going:
        gone = going.pop()
        if after.pop(gone, None) is None:
            continue
        for node in before.get(gone, set()) & after.keys():
            after[node].discard(gone)
            if not after[node]:
                going.append(node)


def _walk(node: str, following: Callable[[str], str]) -> tuple[str, ...]:
    """Follow until a node comes again; return the circle, turned to begin with its least node."""
    path: dict[str, None] = {}
    while node not in path:
        path[node] = None
        node = following(node)
    circle = list(path)[list(path).index(node) :]
    least = circle.index(min(circle))
    return tuple(circle[least:] + circle[:least])


def _problem(
    code: str, element: str, message: Text, fix: Text | None = None, severity: Severity = "error"
) -> Problem:
    return Problem(code, severity, message, fix, element=element)


def _placed(problem: Problem, places: Places) -> Problem:
    """With the place of the element, or of the nearest thing around it."""
    element = problem.element
    while element and element not in places:
        element = element.rpartition(".")[0]
    return Problem(
        problem.code, problem.severity, problem.message, problem.fix, places.get(element), problem.element
    )


def _units(org: Organisation, process: Process) -> Found:
    for unit in org.units.values():
        for role in (*unit.is_, *unit.can_be):
            yield from _known_role(process, role, f"units.{unit.id}")
        if unit.under is not None and unit.under not in org.units:
            yield _unknown_unit(org, unit.under, f"units.{unit.id}.under")
    for circle in circles(org.units, lambda u: [org.units[u].under or ""]):
        message = Text(
            f"隶属关系绕成一圈：{'、'.join(circle)}",
            f"these units are under each other in a circle: {', '.join(circle)}",
        )
        yield _problem(
            "B612", f"units.{circle[0]}.under", message, Text("去掉其中一个 under", "remove one `under`")
        )


def _people(org: Organisation, process: Process) -> Found:
    kinds = {kind for role in process.roles.values() for kind in role.kinds}
    for person in org.people.values():
        for role, unit in person.roles:
            element = f"people.{person.id}.roles.{role}"
            yield from _known_role(process, role, element)
            if role in process.roles:
                yield from _fits(org, process, process.roles[role], unit, element)
        yield from _kinds(person, kinds)


def _kinds(person: Person, kinds: set[str]) -> Found:
    for kind in person.kinds:
        if kind not in kinds:
            message = Text(f"办法里没有成员类别 {kind}", f"the process has no kind of member {kind}")
            yield _problem("B611", f"people.{person.id}.kinds", message, suggestion(kind, kinds))


def _known_role(process: Process, role: str, element: str) -> Found:
    if role not in process.roles:
        message = Text(f"办法里没有角色 {role}", f"the process has no role {role}")
        yield _problem("B601", element, message, suggestion(role, process.roles))


def _unknown_unit(org: Organisation, unit: str, element: str) -> Problem:
    message = Text(f"没有名为 {unit} 的单位", f"there is no unit {unit}")
    return _problem("B602", element, message, suggestion(unit, org.units))


def _fits(org: Organisation, process: Process, role: Role, unit: str, element: str) -> Found:
    needed = unit_role(process, role)
    if role.outside:
        yield _outside(role, element)
    elif needed is None:
        if unit != COMPANY:
            yield _company_only(role, element)
    elif unit == COMPANY:
        yield _needs_unit(role, needed, element)
    elif unit not in org.units:
        yield _unknown_unit(org, unit, element)
    elif not org.can_be(unit, needed.id):
        yield _wrong_kind(role, needed, unit, element)


def _outside(role: Role, element: str) -> Problem:
    message = Text(f"{role.id} 是外部角色，没有账号", f"{role.id} is an outside role and has no account")
    fix = Text("删去；由 recorded_by 的角色记录", "remove it; the roles of `recorded_by` record for it")
    return _problem("B610", element, message, fix)


def _company_only(role: Role, element: str) -> Problem:
    message = Text(f"{role.id} 是全公司的角色，不属于某个单位", f"{role.id} is a role of the whole company")
    return _problem("B604", element, message, Text(f"写成 {role.id}: company", f"write {role.id}: company"))


def _needs_unit(role: Role, needed: Role, element: str) -> Problem:
    message = Text(f"{role.id} 是单位的角色，要写明单位", f"{role.id} is a role of a unit: name the unit")
    fix = Text(f"写一个 is 或 can_be 有 {needed.id} 的单位", f"name a unit that is or can be {needed.id}")
    return _problem("B604", element, message, fix)


def _wrong_kind(role: Role, needed: Role, unit: str, element: str) -> Problem:
    message = Text(
        f"单位 {unit} 不是 {needed.id}，不能设 {role.id}",
        f"the unit {unit} is no {needed.id}, so nobody is {role.id} there",
    )
    fix = Text(
        f"在 units.{unit} 写 can_be: [{needed.id}]，或换一个单位",
        f"write can_be: [{needed.id}] under units.{unit}, or name another unit",
    )
    return _problem("B603", element, message, fix)


def _stand_ins(org: Organisation, process: Process) -> Found:
    for stand_in in org.stand_ins:
        element = f"stand_ins.{stand_in.for_whom}"
        for person in (stand_in.for_whom, stand_in.by):
            if person not in org.people:
                message = Text(f"没有名为 {person} 的人员", f"there is no person {person}")
                yield _problem("B605", element, message, suggestion(person, org.people))
        yield from _sane(stand_in, element)
        yield from _lends(org, process, stand_in, element)
    for circle in stand_in_circles(org.stand_ins):
        message = Text(
            f"代理绕成一圈：{'、'.join(circle)} 在同一天互相代理",
            f"these people stand in for each other on the same day: {', '.join(circle)}",
        )
        fix = Text("改其中一人的代理人或日期", "change one stand-in or its dates")
        yield _problem("B606", f"stand_ins.{circle[0]}", message, fix)


def stand_in_circles(stand_ins: Iterable[StandIn]) -> list[tuple[str, ...]]:
    """Return every circle of stand-ins that is closed on some day, each from its least person."""
    real = [s for s in stand_ins if s.by != s.for_whom]
    found: set[tuple[str, ...]] = set()
    for day in {s.start or "" for s in real}:
        by: dict[str, set[str]] = {}
        for s in real:
            if s.covers(day):
                by.setdefault(s.for_whom, set()).add(s.by)
        found.update(circles(by, by.__getitem__))
    return sorted(found)


def _sane(stand_in: StandIn, element: str) -> Found:
    if stand_in.for_whom == stand_in.by:
        message = Text(f"{stand_in.by} 不能代理自己", f"{stand_in.by} cannot stand in for oneself")
        yield _problem("B607", element, message, Text("写另一个人", "name another person"))
    if stand_in.start and stand_in.end and stand_in.end < stand_in.start:
        message = Text(
            f"代理到 {stand_in.end} 为止，却从 {stand_in.start} 才开始",
            f"the stand-in ends on {stand_in.end}, before it begins on {stand_in.start}",
        )
        yield _problem("B607", element, message, Text("对调 from 和 until", "exchange `from` and `until`"))


def _lends(org: Organisation, process: Process, stand_in: StandIn, element: str) -> Found:
    principal = org.people.get(stand_in.for_whom)
    held = {role for role, _ in principal.roles} if principal else set()
    for role in stand_in.roles:
        yield from _known_role(process, role, element)
        if principal and role in process.roles and role not in held:
            message = Text(
                f"{principal.id} 没有角色 {role}，不能请人代理",
                f"{principal.id} does not hold {role}: nobody can stand in for it",
            )
            yield _problem("B608", element, message, suggestion(role, held))


def _empty(org: Organisation, process: Process) -> Found:
    held = {pair for person in org.people.values() for pair in person.roles}
    for role in _acting_roles(process):
        if not any(name == role.id for name, _ in held):
            message = Text(f"没有人担任 {role.id}，它的步骤无人能办", f"nobody holds {role.id}, nobody acts")
            fix = Text(f"在 people 里给一个人 {role.id}", f"give somebody {role.id} in `people`")
            yield _problem("B609", f"roles.{role.id}", message, fix, "warning")
        elif role.scope == "case":
            for unit in org.units.values():
                yield from _deserted(unit, role, held)


def _acting_roles(process: Process) -> Iterator[Role]:
    """The roles that a step or a waiver needs a person for."""
    named = {role for step in process.steps.values() for role in step.by}
    named |= {role for rule in process.separations.values() for role in rule.waived_by}
    for name in sorted(named & process.roles.keys()):
        if not process.roles[name].outside:
            yield process.roles[name]


def _deserted(unit: Unit, role: Role, held: set[tuple[str, str]]) -> Found:
    if role.id in unit.fits and (role.id, unit.id) not in held:
        message = Text(
            f"单位 {unit.id} 可以是 {role.id}，却没有人在那里担任",
            f"the unit {unit.id} can be {role.id}, and nobody holds that role there",
        )
        fix = Text(f"给一个人 {role.id}: {unit.id}", f"give somebody {role.id}: {unit.id}")
        yield _problem("B613", f"units.{unit.id}", message, fix, "warning")
