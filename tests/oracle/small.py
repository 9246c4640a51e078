"""Definitions by hand, in the canonical form, and short commands: for worked examples of the semantics."""

from typing import Any

from banfa.kernel import Command, Facts, Grant
from tests.oracle.interpreter import Oracle, State

Json = dict[str, Any]
TEXT: Json = {
    "kind": "text",
    "of": None,
    "currency": None,
    "members": None,
    "open": False,
    "record": [],
    "key": None,
}
INT: Json = {**TEXT, "kind": "int"}
COLOURS: Json = {**TEXT, "kind": "set", "of": "colour", "members": ["blue", "green", "red"]}
UNITS = {"clerk": "east", "office": "*", "dept": "plant", "head": "east"}


def step(kind: str, by: str, **more: Any) -> Json:
    """A transition with nothing in it but what is said; `input` are names."""
    blank: Json = {
        "kind": kind, "from": [], "to": None, "to_table": None, "back_to": [], "stands": False, "by": [by],
        "by_table": None, "when": [], "input": [], "optional": [], "decide": [], "set": {}, "appoint": [],
        "issue": [], "complete": {}, "void": {}, "send": {}, "send_if_held": {}, "recall": [], "uses": [],
        "tell": [], "later": {}, "articles": [],
    }  # fmt: skip
    blank.update(more)
    blank["input"] = [{"field": name, "only_if": None} for name in blank["input"]]
    blank["when"] = [
        item if isinstance(item, dict) else {"guard": item, "negated": False, "only_if": None}
        for item in blank["when"]
    ]
    return blank


def start(**more: Any) -> Json:
    return step("start", "clerk", to="a", **more)


def go(here: str, there: str, by: str = "clerk", **more: Any) -> Json:
    return step("forward", by, **{"from": [here]}, to=there, **more)


def back(here: str, there: str, by: str = "clerk", **more: Any) -> Json:
    return step("back", by, **{"from": [here]}, back_to=[there], **more)


def act(here: str, by: str = "clerk", **more: Any) -> Json:
    return step("act", by, **{"from": [here]}, **more)


def paper(copies: list[str], parts: dict[str, list[str]] | None = None) -> Json:
    made = {part: {"fields": fields, "optional": []} for part, fields in (parts or {}).items()}
    return {"thing": not made, "single": False, "each": None, "parts": made, "copies": copies, "articles": []}


def guard(condition: Any, effect: str = "refuse") -> Json:
    return {"effect": effect, "condition": condition, "articles": ["1"]}


def role(scope: str = "company", **more: Any) -> Json:
    blank = {
        "scope": scope,
        "acts_for": None,
        "many": False,
        "outside": False,
        "recorded_by": [],
        "kinds": [],
    }
    return {**blank, **more}


def definition(transitions: Json, **more: Any) -> Json:
    fields: Json = {name: {"type": TEXT, "source": None, "articles": []} for name in ("x", "y", "z")}
    fields["n"] = {"type": INT, "source": None, "articles": []}
    fields["colours"] = {"type": COLOURS, "source": None, "articles": []}
    roles = {"clerk": role("unit"), "office": role(), "dept": role("case"), "head": role("clerk")}
    made: Json = {
        "roles": roles, "references": {}, "enums": {}, "sets": {}, "fields": fields, "documents": {},
        "states": {}, "guards": {}, "tables": {}, "separation": {}, "transitions": transitions,
    }  # fmt: skip
    return {**made, **more}


class Play:
    """A case played by short commands."""

    def __init__(self, definition: Json) -> None:
        self.oracle, self.state, self.count = Oracle(definition), State(), 0

    def fire(self, step: str, data: Json | None = None, by: str = "clerk", **more: Any) -> Any:
        return self.decide(self.command("fire", by, step=step, data=data or {}, **more))

    def command(self, kind: str, by: str, **more: Any) -> Command:
        self.count += 1
        unit = more.pop("unit", UNITS.get(by, "*"))
        grant = Grant(by, unit, more.pop("for_whom", None))
        time = f"2026-09-{self.count:02}T10:00:00+08:00"
        actor = more.pop("actor", by + ".a")
        facts = Facts(number=f"N{self.count}")
        return Command(f"m{self.count}", kind, actor, (grant,), time, time, facts=facts, **more)

    def decide(self, m: Command) -> Any:
        answer = self.oracle.decide(self.state, m)
        if answer[0] == "accepted":
            self.state = answer[1]
        return answer

    def must(self, step: str, data: Json | None = None, by: str = "clerk", **more: Any) -> None:
        answer = self.fire(step, data, by, **more)
        assert answer[0] == "accepted", answer

    @property
    def now(self) -> Json:
        return self.oracle.view(self.state)

    def custody(self, document: str, copy: str, number: int = -1) -> tuple[str, ...]:
        return self.state.papers[document][number].copies[copy]
