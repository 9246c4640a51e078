"""Random small definitions, as the YAML files of a process folder, and people for them. Fixed by the seed."""

from random import Random
from typing import Any

import yaml

from banfa.kernel import Grant

Json = dict[str, Any]
People = dict[str, tuple[Grant, ...]]

ORIGIN = {"chosen": "随机"}
COLOURS = ["red", "green", "blue", "grey"]
SPARE = ["standing_note", "standing_sum"]  # only steps that stand write these


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def files(seed: int) -> dict[str, bytes]:
    """A process folder: name of the file -> its bytes."""
    return as_files(Definition(Random(seed)).sections())


def as_files(made: Json) -> dict[str, bytes]:
    """The sections as the one file of a folder."""
    text = yaml.dump(made, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return {"process.yaml": text.encode()}


def some(rng: Random, items: list[Any], least: int, most: int) -> list[Any]:
    """A few of the items, in their order."""
    count = rng.randint(min(least, len(items)), min(most, len(items)))
    chosen = rng.sample(range(len(items)), count)
    return [items[index] for index in sorted(chosen)]


class Definition:
    """One random definition in the making."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.states = [f"s{n}" for n in range(rng.randint(3, 7))]
        self.roles = self.make_roles()
        self.case_roles = [r for r, d in self.roles.items() if d.get("scope") == "case"]
        self.fields = self.make_fields()
        self.documents = self.make_documents()
        self.things = {"seal": dict(ORIGIN)} if rng.random() < 0.4 else {}
        self.steps: dict[str, Json] = {}
        self.step_names = self.make_names()
        self.guards = self.make_guards()
        self.tables = self.make_tables()
        for name in self.step_names:
            self.steps[name] = self.make_step(name)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def origin(self) -> Json:
        return {"articles": [self.rng.choice(["1①", "1②"])]} if self.chance(0.5) else ORIGIN

    def sections(self) -> Json:
        rng = self.rng
        made: Json = {
            "banfa": 1,
            "process": "random",
            "title": "随机",
            "version": "1.0.0",
            "language": "zh",
            "time_zone": "Asia/Shanghai",
            "articles": [{"article": 1, "says": "一", "clauses": [{"says": "甲"}, {"says": "乙"}]}],
            "roles": self.roles,
            "references": {"outside_rules": {"title": "外部规定", "status": "unresolved", **ORIGIN}},
            "enums": self.make_enums(),
            "sets": {
                "warm": {"of": "colour", "members": ["red", "grey"], **ORIGIN},
                "early": {"of": "state", "members": self.states[:2], **ORIGIN},
            },
            "fields": self.fields,
            "documents": self.documents,
            "things": self.things,
            "states": {state: {"title": state} for state in self.states},
            "transitions": self.steps,
            "guards": self.guards,
            "tables": self.tables,
            "separation": self.make_separation(),
        }
        if self.chance(0.3):
            made["states"][self.states[0]]["rounds"] = {"limit": 2, "tell": ["office"]}
        if self.chance(0.5):
            made["states"][self.states[-1]]["end"] = rng.choice(["resting", "final"])
        return {key: value for key, value in made.items() if value != {}}

    # -- vocabulary --------------------------------------------------------------------------------

    def make_roles(self) -> Json:
        roles: Json = {
            "clerk": {"scope": "unit"},
            "office": {},
            "dept": {"scope": "case"},
            "head": {"scope": "clerk"},
        }
        more: Json = {
            "dept_head": {"acts_for": "dept"},
            "overseer": {"scope": "dept"},
            "helpers": {"scope": "case", "many": True},
            "client": {"outside": {"recorded_by": ["clerk"]}},
            "second_dept": {"scope": "case"},
            "deputy": {"acts_for": "clerk"},
        }
        for role in some(self.rng, list(more), 2, 6):
            roles[role] = more[role]
        return {role: {"title": role, **definition, **ORIGIN} for role, definition in roles.items()}

    def make_enums(self) -> Json:
        return {
            "colour": {"values": {c: {"title": c, **ORIGIN} for c in COLOURS}},
            "wish": {"open": True, "values": {w: {"title": w, **ORIGIN} for w in ("repair", "refund")}},
            "way": {"values": {w: {"title": w, **ORIGIN} for w in ("left", "right", "middle")}},
        }

    def make_fields(self) -> Json:
        fields: Json = {
            "note": {"type": "text"},
            "count": {"type": "int"},
            "sum": {"type": "money", "currency": "CNY"},
            "colour": {"type": "enum", "of": "colour"},
            "colours": {"type": "set", "of": "colour"},
            "wish": {"type": "enum", "of": "wish"},
            "wishes": {"type": "set", "of": "wish"},
            "fine": {"type": "bool"},
            "on_day": {"type": "date"},
            "tags": {"type": "set", "of": "text"},
            "writer": {"type": "person"},
            "place": {"type": "unit"},
            "at_time": {"type": "datetime"},
            "items": {
                "type": "list",
                "record": {"name": "text", "much": {"type": "money", "currency": "CNY"}},
                "key": "name",
            },
            "doubled": {"type": "int"},
            "total": {"type": "money", "currency": "CNY"},
            "route": {"type": "enum", "of": "way"},
            "kept": {"type": "set", "of": "colour"},
            "begun_on": {"type": "date", "from": "begin.happened"},
            "standing_note": {"type": "text"},
            "standing_sum": {"type": "money", "currency": "CNY"},
        }
        if self.chance(0.3):
            fields["note"]["personal"] = "somebody"
        return {name: {"title": name, **definition, **self.origin()} for name, definition in fields.items()}

    def free_fields(self) -> list[str]:
        """What people may enter by steps that do not stand."""
        computed = ("doubled", "total", "route", "kept", "begun_on")
        return [name for name in self.fields if name not in (*computed, *SPARE)]

    def make_documents(self) -> Json:
        documents: Json = {}
        for name in ["card", "report", "slip"][: self.rng.randint(1, 3)]:
            parts = {}
            computed = ["doubled", "begun_on", "route"] if self.chance(0.3) else []
            partable = [*self.free_fields(), *computed]
            for part in ["top", "bottom"][: self.rng.randint(1, 2)]:
                chosen = list(dict.fromkeys(some(self.rng, partable, 1, 3)))
                parts[part] = {"title": part, "fields": chosen[:2], **self.origin()}
                if chosen[2:]:
                    parts[part]["optional"] = chosen[2:]
            documents[name] = {"title": name, "parts": parts, **self.origin()}
            if name != "slip":
                copies = [{"copy": n, "title": "联", **ORIGIN} for n in range(1, self.rng.randint(2, 4))]
                documents[name]["copies"] = copies
            elif self.chance(0.5):
                documents[name]["copies"] = {"each": self.rng.choice(["colours", "tags"])}
        return documents

    def copies(self, document: str) -> list[str]:
        listed = self.documents.get(document, {}).get("copies")
        return [copy["copy"] for copy in listed] if isinstance(listed, list) else []

    # -- conditions --------------------------------------------------------------------------------

    def make_cell(self, name: str) -> Any:
        rng, kind = self.rng, self.fields[name]["type"]
        if kind == "set":
            members = COLOURS if self.fields[name].get("of") == "colour" else ["repair", "refund"]
            if self.fields[name].get("of") == "text":
                members = ["甲", "乙"]
            chosen: Any = "warm" if members is COLOURS and self.chance(0.3) else some(rng, members, 1, 2)
            operator = rng.choice(["some", "only", "none", "all", "not_only", "given"])
            return {operator: self.chance(0.7) if operator == "given" else chosen}
        if self.chance(0.15):
            return {"given": self.chance(0.7)}
        if kind == "int":
            return rng.choice([{rng.choice(["at_least", "above", "at_most", "below"]): rng.randint(0, 5)}, 3])
        if kind == "money":
            return {rng.choice(["at_least", "above", "at_most", "below"]): rng.randint(1, 50)}
        if kind == "enum":
            members = {"colour": COLOURS, "wish": ["repair", "refund"], "way": ["left", "right", "middle"]}
            chosen = some(rng, members[self.fields[name]["of"]], 1, 2)
            return chosen[0] if len(chosen) == 1 else chosen
        return {"given": True} if kind != "bool" else self.chance(0.5)

    def make_cells(self) -> Json:
        names = [n for n in self.fields if self.fields[n]["type"] in ("set", "int", "money", "enum", "bool")]
        return {name: self.make_cell(name) for name in some(self.rng, names, 1, 2)}

    def make_atom(self) -> str:
        rng = self.rng
        step, state = rng.choice(self.step_names), rng.choice(self.states)
        atoms = [
            f"case.count {rng.choice(['<', '>=', '==', '!='])} {rng.randint(0, 4)}",
            f"case.count {rng.choice(['+', '-', '*'])} 2 > before.count",
            f"10 / case.count > {rng.randint(1, 4)}",
            f"case.count % {rng.randint(0, 3)} == 1",
            "case.sum > before.sum",
            "case.sum + case.sum > case.total",
            f"case.colour == colour.{rng.choice(COLOURS)}",
            "case.colour in case.colours",
            "case.colour in warm",
            "case.colours == case.kept",
            f"colour.{rng.choice(COLOURS)} in case.colours",
            f"size(case.colours) {rng.choice(['>', '<', '=='])} {rng.randint(0, 5)}",
            "case.colours.exists(c, c == case.colour)",
            f"case.colours.all(c, c != colour.{rng.choice(COLOURS)})",
            'case.tags.exists(t, t.startsWith("甲"))',
            "case.tags.all(t, size(t) < 2)",
            "size(case.tags) > 1",
            "has(case.note)",
            "has(case.colours)",
            "has(case.tags)",
            'case.note.contains("x")',
            "case.note == before.note",
            "size(case.note) > 3",
            "case.fine",
            "!case.fine",
            "case.on_day < case.begun_on",
            "case.on_day >= before.on_day",
            f"rounds.{state} > 0",
            f"at({state})",
            f"done({step})",
            f"ever({step})",
            "case.dept == before.dept",
            "has(case.dept)",
            "case.fine ? case.count > 2 : case.sum == before.sum",
            "(case.fine ? case.count : case.doubled) < 3",
            "case.wish == wish.repair",
            "date(case.at_time) <= case.on_day",
            "case.at_time > before.at_time",
            "size(case.items) > 0",
            "case.items.all(i, size(i.name) > 1)",
            "case.items.exists(i, i.much > case.sum)",
            "case.place == case.dept",
            "case.sum - case.total < before.sum",
            "-case.count < 2",
            "case.route == way.left",
        ]
        for document in self.documents:
            if isinstance(self.documents[document].get("copies"), dict):
                continue
            copies = self.copies(document)
            name = f"{document}.{rng.choice(copies)}" if copies else document
            atoms.append(f"holder({name}) {rng.choice(['==', '!='])} '{rng.choice(list(self.roles))}'")
        return rng.choice(atoms)

    def make_expression(self, depth: int = 2) -> str:
        if depth == 0 or self.chance(0.4):
            return self.make_atom()
        a, b = self.make_expression(depth - 1), self.make_expression(depth - 1)
        shapes = [f"({a}) && ({b})", f"({a}) || ({b})", f"!({a})", f"({a}) ? ({b}) : !({b})"]
        return self.rng.choice(shapes)

    def make_guards(self) -> Json:
        guards: Json = {}
        for n in range(self.rng.randint(4, 8)):
            body: Json = {"if": self.make_expression()}
            if self.chance(0.55):
                cells = [self.make_cells() for _ in range(self.rng.choice([1, 1, 2]))]
                body = {"where": cells[0] if len(cells) == 1 else cells}
            effect = self.rng.choice(["refuse", "refuse", "warn", "title"])
            guards[f"g{n}"] = {**body, effect: f"条件 {n}", "articles": [self.rng.choice(["1", "1①", "1②"])]}
        return guards

    def make_tables(self) -> Json:
        rows = []
        for _ in range(self.rng.randint(1, 3)):
            rows.append(
                {**self.make_row(), "then": self.rng.choice(["left", "right", "middle"]), **self.origin()}
            )
        table: Json = {"gives": "way", "rows": rows, "hit": self.rng.choice(["unique", "first", "first"])}
        if self.chance(0.95):
            ask = {"ask": "settle", **self.origin()}
            table["otherwise"] = ask if self.chance(0.5) else {"then": "middle", **self.origin()}
        if self.chance(0.5):
            table["articles"] = ["1②"]
        tables = {"route": {"title": "路径", **table}}
        if self.chance(0.4):
            rows = [{**self.make_row(), "then": c, **ORIGIN} for c in some(self.rng, COLOURS, 2, 3)]
            tables["kept"] = {"title": "留存", "gives": "colour", "hit": "collect", "rows": rows}
            tables["kept"]["otherwise"] = {"then": "grey", **ORIGIN}
        if self.chance(0.3):
            rows = [{**self.make_row(), "then": r, **ORIGIN} for r in ("clerk", "head")]
            tables["authority"] = {
                "title": "权限",
                "gives": "role",
                "hit": "first",
                "rows": rows,
                **self.origin(),
            }
            tables["authority"]["otherwise"] = {"then": "office", **ORIGIN}
        if self.chance(0.3):
            rows = [{**self.make_row(), "then": s, **ORIGIN} for s in some(self.rng, self.states, 1, 2)]
            tables["turn"] = {
                "title": "去向",
                "gives": "state",
                "hit": "first",
                "rows": rows,
                **self.origin(),
            }
            tables["turn"]["otherwise"] = {"then": self.states[-1], **ORIGIN}
        return tables

    def make_row(self) -> Json:
        readable = ["count", "colour", "colours", "wish", "wishes", "fine", "tags", "sum", "doubled"]
        return {name: self.make_cell(name) for name in some(self.rng, readable, 1, 2)}

    # -- steps ---------------------------------------------------------------------------------------

    def make_names(self) -> list[str]:
        forward = [f"go{n}" for n in range(self.rng.randint(3, 8))]
        back = [f"back{n}" for n in range(self.rng.randint(1, 4))]
        acts = [f"act{n}" for n in range(self.rng.randint(1, 4))]
        return ["begin", *forward, *back, *acts, "settle"]

    def make_step(self, name: str) -> Json:
        step: Json = {"title": name, **self.moves(name)}
        if name == "settle":
            step.update({"from": self.states, "by": ["office"], "input": ["route"]})
            return {**step, "articles": ["1①"]}
        stands = name != "begin" and self.chance(0.2)
        if stands:
            step["stands"] = True
        step["by"] = self.actors(name)
        self.add_data(step, stands, name)
        if "authority" in self.tables and "appoint" not in step and name != "begin" and self.chance(0.3):
            step["by"] = {"table": "authority"}
        if "turn" in self.tables and name.startswith("go") and self.chance(0.3):
            step["to"] = {"table": "turn"}
        if name != "begin" and self.chance(0.6):
            self.add_conditions(step)
        self.add_papers(step, stands)
        return {**step, "articles": ["1"]}

    def moves(self, name: str) -> Json:
        rng, states = self.rng, self.states
        if name == "begin":
            return {"from": "start", "to": states[0]}
        place = int(name[-1]) if name != "settle" else 0
        if name.startswith("go"):
            here = states[place] if place < len(states) - 1 else rng.choice(states[:-1])
            after = states[place + 1] if place < len(states) - 1 else rng.choice(states)
            sources = [here, *([rng.choice(states)] if self.chance(0.2) else [])]
            return {"from": sorted(set(sources)), "to": after if self.chance(0.8) else rng.choice(states)}
        if name.startswith("back"):
            sources = some(rng, states[1:], 1, 3)
            goals = some(rng, states[:-1], 1, 2)
            return {"from": sources, "back_to": goals if len(goals) > 1 else goals[0]}
        return {"from": "early" if self.chance(0.2) else some(rng, states, 1, 4)}

    def actors(self, name: str) -> list[str]:
        if name == "begin":
            return ["clerk"] if self.chance(0.8) else ["clerk", "office"]
        usable = [r for r in self.roles if r != "client" or self.chance(0.3)]
        actors = some(self.rng, usable, 1, 3)
        return ["client"] if "client" in actors else actors

    def led_by(self, role: str) -> set[str]:
        """The role and those that its unit follows."""
        follows = self.roles[role].get("acts_for") or self.roles[role].get("scope")
        return {role, *(self.led_by(follows) if follows in self.roles else ())}

    def add_data(self, step: Json, stands: bool, name: str) -> None:
        fields = SPARE if stands else self.free_fields()
        taken = some(self.rng, fields, *((0, 4) if name != "begin" else (3, 9)))
        self.rng.shuffle(taken)
        middle = self.rng.randint(0, len(taken))
        begins = name == "begin"
        step["input"] = [field if begins else self.maybe_only_if(field) for field in taken[:middle]]
        step["optional"] = taken[middle:]
        if not stands and not begins and self.chance(0.3):
            step["set"] = {
                "doubled": self.rng.choice(
                    [
                        "case.count * 2",
                        "case.count + before.doubled",
                        "9223372036854775800 + case.count",
                        "case.fine ? case.count : 7",
                    ]
                )
            }
        if not stands and self.chance(0.2):
            more = {"total": "case.sum + case.sum", "kept": "case.colours"}
            target = self.rng.choice(list(more))
            step.setdefault("set", {})[target] = more[target]
        computed = step.get("set", {})
        tables = [t for t in ("route", "kept") if t in self.tables and t not in computed]
        decided = [t for t in tables if self.chance(0.3)]
        if not stands and not begins and decided:
            step["decide"] = decided
        if not stands and self.chance(0.7):
            self.take_what_is_read(step)
        appointed = [role for role in self.case_roles if self.chance(0.6 if name == "begin" else 0.25)]
        led = {role for actor in step["by"] for role in self.led_by(actor)}
        if appointed and not led & set(appointed):
            step["appoint"] = appointed
            step["optional"] += [role for role in appointed if self.chance(0.3)]

    def take_what_is_read(self, step: Json) -> None:
        """What the table and the rules of the step read may come with it."""
        rows = [row for table in step.get("decide", ()) for row in self.tables[table]["rows"]]
        rules = [*step.get("set", {}).values(), *rows]
        taken = [item if isinstance(item, str) else next(iter(item)) for item in step["input"]]
        for name in self.free_fields():
            read = any(f"case.{name}" in rule if isinstance(rule, str) else name in rule for rule in rules)
            if read and name not in taken and name not in step["optional"]:
                step["optional"].append(name)

    def maybe_only_if(self, name: str) -> Any:
        conditions = [g for g, d in self.guards.items() if "title" in d]
        if conditions and self.chance(0.2):
            return {name: {"only_if": self.rng.choice(conditions)}}
        return name

    def add_conditions(self, step: Json) -> None:
        guards = [self.maybe_only_if(guard) for guard in some(self.rng, list(self.guards), 0, 2)]
        step["when"] = [guard for guard in guards if self.chance(0.8)]
        step["unless"] = [g for g in some(self.rng, list(self.guards), 0, 1) if self.chance(0.3)]
        step["uses"] = [self.maybe_only_if("outside_rules")] if self.chance(0.15) else []
        told = [*some(self.rng, list(self.roles), 0, 2), *(["waiting"] if self.chance(0.2) else [])]
        step["tell"] = [self.maybe_only_if(role) for role in told]

    def add_papers(self, step: Json, stands: bool) -> None:
        papers, begins = [*self.documents, *self.things], step["from"] == "start"
        issued = [d for d in papers if self.chance(0.8 if begins else 0.25)]
        step["issue"] = issued
        whole = stands or begins
        likely = {d: 0.5 if d in issued else 0.0 if begins else 0.1 for d in papers}
        completed = [] if whole else [d for d in self.documents if self.chance(likely[d])]
        complete = {d: self.some_parts(d) for d in completed}
        step["complete"] = complete
        if self.chance(0.1) and not begins:
            step["void"] = {d: self.make_void(d) for d in some(self.rng, papers, 1, 1)}
        step["send"] = {d: self.make_send(d, begins) for d in papers if self.chance(likely[d])}
        held = [d for d in papers if self.chance(0.3) and not begins]
        step["send_if_held"] = {d: self.make_send(d) for d in held}
        recalled = [d for d in papers if self.chance(0.05) and d not in (*issued, *complete, *step["send"])]
        step["recall"] = [d for d in recalled if d not in step["send_if_held"]]
        for key in ("issue", "complete", "send", "send_if_held", "recall"):
            if not step[key]:
                del step[key]

    def some_parts(self, document: str) -> list[str]:
        return some(self.rng, list(self.documents[document]["parts"]), 1, 2)

    def make_void(self, document: str) -> Any:
        copies = self.copies(document)
        return some(self.rng, copies, 1, 1) if copies and self.chance(0.7) else "all"

    def make_send(self, document: str, begins: bool = False) -> Json:
        roles = [role for role in self.roles if not self.roles[role].get("many")]
        if begins:
            roles = ["clerk", "office", "head"]
        copies = self.copies(document)
        if not copies or self.chance(0.2):
            return {self.rng.choice(roles): "all"}
        goes: Json = {}
        for copy in some(self.rng, copies, 1, 3):
            goes.setdefault(self.rng.choice(roles), []).append(copy)
        return goes

    def make_separation(self) -> Json:
        rules: Json = {}
        for n in range(self.rng.randint(0, 2)):
            steps = some(self.rng, self.step_names, 2, 4)
            rules[f"rule{n}"] = {
                "title": "分开",
                "different_people": steps,
                "waived_by": ["office", "head"],
                **self.origin(),
            }
        return rules


def people(seed: int, roles: Json) -> People:
    """A few people with roles in a few units; some stand in for others."""
    rng = Random(seed * 7 + 1)
    units = {"unit": ["east", "west"], "case": ["plant", "yard", "store"], "company": ["*"]}
    result: People = {}
    for n in range(10):
        grants = [random_grant(rng, roles, units) for _ in range(rng.choice([1, 1, 2, 3]))]
        if rng.random() < 0.25:
            grants.append(random_grant(rng, roles, units)._replace(for_whom=f"p{rng.randrange(10)}"))
        result[f"p{n}"] = tuple(sorted({g for g in grants if g.for_whom != f"p{n}"}, key=repr))
    for role in ("clerk", "office", "dept"):
        result[f"{role}.one"] = (Grant(role, units[root_of(role, roles)][0]),)
    result["all.one"] = tuple(
        Grant(role, units[root_of(role, roles)][0]) for role in roles if role != "client"
    )
    return result


def random_grant(rng: Random, roles: Json, units: dict[str, list[str]]) -> Grant:
    role = rng.choice([role for role in roles if role != "client"])
    return Grant(role, rng.choice(units[root_of(role, roles)]))


def root_of(role: str, roles: Json) -> str:
    definition = roles[role]
    scope = (
        root_of(definition["acts_for"], roles)
        if definition.get("acts_for")
        else definition.get("scope", "company")
    )
    return scope if scope in ("unit", "case", "company") else root_of(scope, roles)
