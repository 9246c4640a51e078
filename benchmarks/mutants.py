"""Mutants of a regulation: each takes away, or changes, one thing that somebody may rely on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from regulation import Regulation

Path = tuple[Any, ...]
Edit = tuple[Path, Any]


class Mutant(NamedTuple):
    """One change of one process: its kind, where it is made and how, and the steps that it touches."""

    folder: str
    kind: str
    place: str
    change: str
    edits: tuple[Edit, ...]
    steps: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.place}: {self.change}"


Mutants = Iterator[Mutant]
Maker = Callable[["Making"], Mutants]


class Making(NamedTuple):
    """What mutants are made from: a process's sections, and the roles, enums and states it may name."""

    folder: str
    sections: dict[str, Any]
    roles: tuple[str, ...]
    enums: dict[str, Any]

    def each(self, section: str) -> Iterable[tuple[str, dict[str, Any]]]:
        return list(self.sections.get(section, {}).items())

    def mutant(self, kind: str, path: Path, change: str, *edits: Edit, steps: Iterable[str] = ()) -> Mutant:
        place = ".".join(map(str, (self.folder, *path) if self.folder else path))
        touched = {path[1]} if path[0] == "transitions" else set(steps)
        return Mutant(self.folder, kind, place, change, edits, frozenset(touched))

    def steps_with(self, name: str) -> set[str]:
        """Steps that speak of a name anywhere."""
        return {step for step, says in self.each("transitions") if name in names_in(says)}


def mutants(regulation: Regulation) -> list[Mutant]:
    """Every mutant of a regulation and its parts."""
    whole = regulation[""]
    return [
        mutant
        for folder in regulation
        for maker in MAKERS
        for mutant in maker(making(regulation, folder, whole))
    ]


def making(regulation: Regulation, folder: str, whole: dict[str, Any]) -> Making:
    """What the mutants of one process of the family are made from."""
    sections = regulation[folder]
    shared = {key: {**whole.get(key, {}), **sections.get(key, {})} for key in ("roles", "enums")}
    return Making(folder, sections, tuple(shared["roles"]), shared["enums"])


# -- the shapes of lists and items -----------------------------------------------------------------------


def names_in(says: Any) -> set[str]:
    """Every key and text in what is said."""
    if isinstance(says, dict):
        return set(map(str, says)).union(*map(names_in, says.values()))
    return set().union(*map(names_in, says)) if isinstance(says, list) else {str(says)}


def listed(says: Any) -> list[Any]:
    """What may be written as one thing or several, as several."""
    return says if isinstance(says, list) else [] if says is None else [says]


def without(items: list[Any], index: int) -> list[Any] | None:
    """The list without one item, or None if nothing stays."""
    return [*items[:index], *items[index + 1 :]] or None


def item_name(item: Any) -> str:
    """The name of an item that may be written `name: {options}`."""
    return next(iter(item)) if isinstance(item, dict) else str(item)


def unconditional(items: list[Any], index: int) -> list[Any]:
    """The list with one item's `only_if` taken away."""
    name, options = next(iter(items[index].items()))
    kept = {key: value for key, value in options.items() if key != "only_if"}
    return [*items[:index], {name: kept} if kept else name, *items[index + 1 :]]


def each_removed(make: Making, kind: str, path: Path, says: Any) -> Mutants:
    """Every item of a list, or key of a map, taken away; with the last one the whole goes."""
    for index, item in enumerate(listed(says) if not isinstance(says, dict) else ()):
        yield make.mutant(kind, (*path, item_name(item)), "removed", (path, without(listed(says), index)))
    for key in says if isinstance(says, dict) else ():
        rest = {k: v for k, v in says.items() if k != key} or None
        yield make.mutant(kind, (*path, key), "removed", (path, rest))


def each_unconditional(make: Making, path: Path, says: Any) -> Mutants:
    """Every `only_if` of a list taken away."""
    for index, item in enumerate(listed(says)):
        if isinstance(item, dict) and "only_if" in item[item_name(item)]:
            change = (path, unconditional(listed(says), index))
            yield make.mutant("only_if", (*path, item_name(item)), "always", change)


# -- transitions -----------------------------------------------------------------------------------------

SIMPLE = {
    "when": "guard",
    "unless": "guard",
    "optional": "optional input",
    "issue": "issue",
    "recall": "recall",
    "uses": "uses",
    "tell": "tell",
    "appoint": "appoint",
    "decide": "decide",
    "set": "set",
}
"""Keys of a transition whose items are taken away one at a time, and what that is called."""


def of_steps(make: Making) -> Mutants:
    """Items of every step, and the conditions on them."""
    for step, says in make.each("transitions"):
        for key, kind in SIMPLE.items():
            yield from each_removed(make, kind, ("transitions", step, key), says.get(key))
        for key in ("when", "unless", "input", "uses", "tell"):
            yield from each_unconditional(make, ("transitions", step, key), says.get(key))
        yield from inputs(make, step, says)
        yield from moves(make, step, says)


def inputs(make: Making, step: str, says: dict[str, Any]) -> Mutants:
    """Every required field made optional."""
    path = ("transitions", step, "input")
    items = listed(says.get("input"))
    for index, item in enumerate(items):
        name = item_name(item)
        optional = [*listed(says.get("optional")), name]
        edits = (path, without(items, index)), (("transitions", step, "optional"), optional)
        yield make.mutant("required input", (*path, name), "optional", *edits)


def moves(make: Making, step: str, says: dict[str, Any]) -> Mutants:
    """Where a step is possible, whether it undoes, and whether it stands."""
    path = ("transitions", step)
    if isinstance(says["from"], list):
        yield from each_removed(make, "from", (*path, "from"), says["from"])
    if "back_to" in says and isinstance(says["back_to"], str):
        edits = ((*path, "back_to"), None), ((*path, "to"), says["back_to"])
        yield make.mutant("back_to", (*path, "back_to"), "to", *edits)
    if says.get("stands"):
        yield make.mutant("stands", (*path, "stands"), "removed", ((*path, "stands"), None))


def of_actors(make: Making) -> Mutants:
    """Another role may act too, another one instead, or one of several no longer."""
    for step, says in make.each("transitions"):
        path, by = ("transitions", step, "by"), listed(says.get("by"))
        for role in (role for role in make.roles if role not in by):
            yield make.mutant("by", path, f"also {role}", (path, [*by, role]))
            for index, replaced in enumerate(by):
                changed = [*by[:index], role, *by[index + 1 :]]
                yield make.mutant("by", path, f"{role} for {replaced}", (path, changed))
        if len(by) > 1:
            yield from each_removed(make, "by", path, by)


# -- papers ----------------------------------------------------------------------------------------------


def of_papers(make: Making) -> Mutants:
    """Every part completed, copy voided and copy sent: not at all; and sent to another role."""
    for step, says in make.each("transitions"):
        path = ("transitions", step)
        yield from per_document(make, "complete", (*path, "complete"), says.get("complete", {}))
        yield from per_document(make, "void", (*path, "void"), says.get("void", {}))
        for key in ("send", "send_if_held"):
            for document, roles in says.get(key, {}).items():
                yield from sendings(make, key, (*path, key, document), says[key], document, roles)


def per_document(make: Making, kind: str, path: Path, says: dict[str, Any]) -> Mutants:
    """What is said of a document's parts or copies, one taken away at a time."""
    for document, items in says.items():
        named = copies_named(make, document, items)
        for index, item in enumerate(named):
            rest = set_or_drop(says, document, without(named, index))
            yield make.mutant(kind, (*path, document, item), "removed", (path, rest))


def sendings(
    make: Making, kind: str, path: Path, whole: Any, document: str, roles: dict[str, Any]
) -> Mutants:
    """Every copy that a step sends: not sent, or sent to another role."""
    for role, items in roles.items():
        named = copies_named(make, document, items)
        for index, item in enumerate(named):
            rest = set_or_drop(roles, role, without(named, index))
            place = (*path, role, item)
            yield make.mutant(kind, place, "not sent", (path[:-1], set_or_drop(whole, document, rest)))
            other = another(make.roles, roles)
            sent = {**(rest or {}), other: [item] if make_copies(make, document) else "all"}
            yield make.mutant(kind, place, f"to {other}", (path, sent))


def another(roles: Iterable[str], taken: Iterable[str]) -> str:
    """A role that none of these is; a role of the company comes first, since it always has a party."""
    return next(role for role in ("company_leader", "qm_superior", *roles) if role not in set(taken))


def make_copies(make: Making, document: str) -> list[Any]:
    """The names of a document's copies; none if it is one paper."""
    return [copy["copy"] for copy in make.sections["documents"][document].get("copies", ())]


def copies_named(make: Making, document: str, items: Any) -> list[Any]:
    """`all` as the copies it means."""
    return (make_copies(make, document) or ["all"]) if items == "all" else listed(items)


def set_or_drop(says: dict[str, Any], key: str, value: Any) -> dict[str, Any] | None:
    """A map with one key changed, or without it; None if nothing stays."""
    rest = {k: v for k, v in says.items() if k != key}
    return ({**rest, key: value} if value else rest) or None


def of_documents(make: Making) -> Mutants:
    """Every part and copy gone, every required field of a part optional, every optional one gone."""
    for document, says in make.each("documents"):
        path = ("documents", document)
        steps = make.steps_with(document)
        for part, holds in says.get("parts", {}).items():
            yield part_gone(make, document, says["parts"], part)
            yield from fields_of_part(make, (*path, "parts", part), holds, steps)
        copies = listed(says.get("copies"))
        for index, copy in enumerate(copies):
            edit = ((*path, "copies"), without(copies, index))
            yield make.mutant("copy", (*path, copy["copy"]), "removed", edit, steps=steps)


def part_gone(make: Making, document: str, parts: dict[str, Any], part: str) -> Mutant:
    """A part that is nowhere: neither in its document nor in any `complete`."""
    edits: list[Edit] = [(("documents", document, "parts"), set_or_drop(parts, part, None))]
    steps = []
    for step, says in make.each("transitions"):
        named = listed(says.get("complete", {}).get(document))
        if part in named:
            rest = without(named, named.index(part))
            edits.append((("transitions", step, "complete"), set_or_drop(says["complete"], document, rest)))
            steps.append(step)
    return make.mutant("part", ("documents", document, "parts", part), "removed", *edits, steps=steps)


def fields_of_part(make: Making, path: Path, holds: dict[str, Any], steps: set[str]) -> Mutants:
    """Every required field of a part made optional, every optional one taken away."""
    fields, optional = listed(holds.get("fields")), listed(holds.get("optional"))
    for index, name in enumerate(fields):
        edits = ((*path, "fields"), without(fields, index)), ((*path, "optional"), [*optional, name])
        yield make.mutant("required in part", (*path, name), "optional", *edits, steps=steps)
    for index, name in enumerate(optional):
        edit = ((*path, "optional"), without(optional, index))
        yield make.mutant("optional in part", (*path, name), "removed", edit, steps=steps)


# -- conditions, tables, sets ----------------------------------------------------------------------------


def of_guards(make: Making) -> Mutants:
    """What a guard does when it fails, and every part of its condition."""
    for guard, says in make.each("guards"):
        path, steps = ("guards", guard), make.steps_with(guard)
        for one, other in (("refuse", "warn"), ("warn", "refuse")):
            if one in says:
                edits = ((*path, one), None), ((*path, other), says[one])
                yield make.mutant("effect", path, f"{other}s", *edits, steps=steps)
        for change, key, value in weakened(says):
            yield make.mutant("condition", path, change, ((*path, key), value), steps=steps)


def weakened(says: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """The condition without one of its alternatives, cells, values or terms."""
    if "if" in says:
        for sign in (" && ", " || "):
            terms = says["if"].split(sign)
            for index, term in enumerate(terms if len(terms) > 1 else ()):
                yield f"without {term}", "if", sign.join(without(terms, index) or ())
        return
    maps = listed(says.get("where"))
    for index, cells in enumerate(maps):
        for field, cell in cells.items() if len(maps) > 1 else ():
            yield f"without {field}: {cell}", "where", without(maps, index)
        for field, cell in cells.items():
            for at, value in enumerate(cell if isinstance(cell, list) else ()):
                yield f"without {value}", "where", {**cells, field: without(cell, at)}


def of_tables(make: Making) -> Mutants:
    """Every row gone, every answer another one, every cell gone where a row has several."""
    for table, says in make.each("tables"):
        path, steps = ("tables", table, "rows"), make.steps_with(table)
        answers = list(make.enums[says["gives"]]["values"])
        for index, row in enumerate(says["rows"]):
            place = (*path, index + 1)
            edit = (path, without(says["rows"], index))
            yield make.mutant("table row", place, "removed", edit, steps=steps)
            for answer in (a for a in answers if a != row["then"]):
                yield make.mutant(
                    "table row", place, f"gives {answer}", ((*path, index, "then"), answer), steps=steps
                )
        for answer in answers:
            edit = (("tables", table, "otherwise"), {"then": answer})
            yield make.mutant("otherwise", ("tables", table), f"else {answer}", edit, steps=steps)


def of_sets(make: Making) -> Mutants:
    """Every member of a set gone, and everything else in it."""
    for name, says in make.each("sets"):
        path, steps = ("sets", name, "members"), make.steps_with(name)
        members = says["members"]
        known = make.sections["states"] if says["of"] == "state" else make.enums[says["of"]]["values"]
        for index, member in enumerate(members):
            edit = (path, without(members, index))
            yield make.mutant("set member", (*path, member), "removed", edit, steps=steps)
        for member in (m for m in known if m not in members):
            yield make.mutant("set member", (*path, member), "added", (path, [*members, member]), steps=steps)


# -- people, states, fields ------------------------------------------------------------------------------


def of_separations(make: Making) -> Mutants:
    """Every rule, every step in one, and who may waive it."""
    for rule, says in make.each("separation"):
        path, steps = ("separation", rule), listed(says["different_people"])
        yield make.mutant("separation", path, "removed", (path, None), steps=steps)
        for index, step in enumerate(steps if len(steps) > 2 else ()):
            edit = ((*path, "different_people"), without(steps, index))
            yield make.mutant("separation", (*path, step), "removed", edit, steps=steps)
        waiver = listed(says.get("waived_by"))
        if waiver:
            edit = ((*path, "waived_by"), None)
            yield make.mutant("waiver", (*path, "waived_by"), "nobody", edit, steps=steps)
        for role in (role for role in make.roles if role not in waiver):
            edit = ((*path, "waived_by"), [*waiver, role])
            yield make.mutant("waiver", (*path, "waived_by"), f"also {role}", edit, steps=steps)


def of_roles(make: Making) -> Mutants:
    """Whose papers a role's are, which unit it belongs to, who records for those outside."""
    for role, says in make.each("roles"):
        path, steps = ("roles", role), make.steps_with(role)
        if "acts_for" in says:
            yield make.mutant(
                "role", (*path, "acts_for"), "removed", ((*path, "acts_for"), None), steps=steps
            )
        if says.get("scope", "company") != "company":
            yield make.mutant("role", (*path, "scope"), "company", ((*path, "scope"), None), steps=steps)
        if says.get("many"):
            yield make.mutant("role", (*path, "many"), "one", ((*path, "many"), None), steps=steps)
        recorders = listed((says.get("outside") or {}).get("recorded_by"))
        for other in (r for r in make.roles if recorders and r not in (*recorders, role)):
            edit = ((*path, "outside", "recorded_by"), [*recorders, other])
            yield make.mutant("role", (*path, "recorded_by"), f"also {other}", edit, steps=steps)


def of_states(make: Making) -> Mutants:
    """What kind of end a state is; whether and when many returns into it are told."""
    for state, says in make.each("states"):
        path, steps = ("states", state), make.steps_with(state)
        rounds = says.get("rounds")
        if "end" in says:
            for other in ({"resting", "final"} - {says["end"]}, {None}):
                (end,) = other
                yield make.mutant("end", path, end or "active", ((*path, "end"), end), steps=steps)
        for change in (-1, 1) if rounds else ():
            edit = ((*path, "rounds", "limit"), rounds["limit"] + change)
            yield make.mutant("rounds", path, f"limit {rounds['limit'] + change}", edit, steps=steps)
        if rounds:
            yield make.mutant("rounds", path, "removed", ((*path, "rounds"), None), steps=steps)


def of_data(make: Making) -> Mutants:
    """Fields that nobody fills in: filled in by nothing; open enums closed."""
    for field, says in make.each("fields"):
        if "from" in says:
            path = ("fields", field)
            steps = make.steps_with(field) | {says["from"].partition(".")[0]}
            yield make.mutant("field", (*path, "from"), "removed", ((*path, "from"), None), steps=steps)
    for enum, says in make.each("enums"):
        if says.get("open"):
            yield make.mutant("enum", ("enums", enum, "open"), "closed", (("enums", enum, "open"), None))


MAKERS: tuple[Maker, ...] = (
    of_steps,
    of_actors,
    of_papers,
    of_documents,
    of_guards,
    of_tables,
    of_sets,
    of_separations,
    of_roles,
    of_states,
    of_data,
)
