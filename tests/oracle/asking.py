"""Random small definitions with rounds: several are asked, answer, and are counted. Fixed by the seed."""

from random import Random

from tests.oracle.definitions import ORIGIN, Json, as_files, some
from tests.oracle.side_by_side import SideBySide

WRITTEN: Json = {
    "units_asked": {"type": "set", "of": "unit"},
    "people_asked": {"type": "set", "of": "person"},
    "roles_asked": {"type": "set", "of": "role"},
    "lines": {"type": "list", "record": {"place": "unit", "what": "text"}, "key": "place"},
    "panel": {"type": "set", "of": "role"},
    "opinion": {"type": "text"},
    "weight": {"type": "int"},
}
KINDS = {"lay": {"title": "lay"}, "expert": {"title": "expert"}}


def files(seed: int) -> dict[str, bytes]:
    """A process folder: name of the file -> its bytes."""
    return as_files(Asking(Random(seed)).sections())


class Asking(SideBySide):
    """One or two states ask; what follows is counted."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        self.more = {}
        self.fields.update({name: {"title": name, **d, **ORIGIN} for name, d in WRITTEN.items()})
        self.roles["office"]["kinds"] = KINDS
        self.tables["panel"] = self.panel()
        lane = rng.choice(list(self.inner[self.whole].values()))
        here = rng.choice([self.states, self.states, [state for state in lane if state != "hold"]])
        self.asks: dict[str, Json] = {}
        for state in some(rng, here, 1, 2):
            self.asks[state] = self.make_ask(state)
            self.add_answers(state, here)
        self.steps.update(self.more)
        self.give_who_is_asked()

    def sections(self) -> Json:
        made = super().sections()
        for state, ask in self.asks.items():
            made["states"][state]["ask"] = ask
        return made

    def panel(self) -> Json:
        rows = [{**self.make_row(), "then": ["office", "clerk"], **ORIGIN}]
        otherwise = {"then": self.rng.choice(["office", "clerk"]), **ORIGIN}
        return {
            "title": "panel",
            "gives": "list of roles",
            "hit": "first",
            "rows": rows,
            "otherwise": otherwise,
        }

    def make_ask(self, state: str) -> Json:
        rng = self.rng
        ask: Json = {"each": some(rng, self.everybody(), 1, 3)}
        rng.shuffle(ask["each"])
        if self.chance(0.3):
            ask["order"] = "in_turn"
        if self.chance(0.3):
            ask["silent"] = f"{state}_agree"
        if self.chance(0.3):
            ask["answers"] = "keep"
        if self.chance(0.3):
            ask["min"] = rng.randint(1, 3)
        if self.chance(0.3):
            ask["who"] = rng.choice(["clerk", "dept", "office"])
        return ask

    def everybody(self) -> list[str]:
        named = ["units_asked", "people_asked", "roles_asked", "lines", "panel", "writer", "place"]
        return ["clerk", "office", "dept", "head", "holders(office)", "holders(clerk)", *named]

    def add_answers(self, state: str, here: list[str]) -> None:
        rng, adds = self.rng, {"add": [self.rng.choice(self.everybody())]}
        opinions = ("opinion",) if here is self.states else ()
        for name in ("agree", "object"):
            self.add(f"{state}_{name}", {"from": state}, opinions)
            self.more[f"{state}_{name}"]["by"] = "asked"
        more: Json = {
            "leave": {"from": state, "by": "asked", "roster": "leave"},
            "close": {"from": state, "by": ["office", "clerk"], "roster": "close"},
            "widen": {
                "from": state,
                "by": ["clerk", "office"],
                "roster": adds,
            },
            "ask_too": {"from": state, "by": "asked", "roster": adds},
            "take_up": {"from": state, "by": "asked", "to": rng.choice(here)},
            "send_back": {"from": state, "by": "asked", "back_to": some(rng, here, 1, 1)},
        }
        for name, step in more.items():
            if self.chance(0.45):
                by = step["by"]
                self.add(f"{state}_{name}", step)
                self.more[f"{state}_{name}"]["by"] = by
        for n in range(rng.randint(1, 3)):
            guard = self.condition(self.count_of(state))
            step = {"from": state, "to": rng.choice(here), "auto": True, "when": [guard]}
            if self.chance(0.4):
                step = {"from": state, "to": rng.choice(here), "when": [guard]}
                self.add(f"{state}_end{n}", {**step, "by": ["office", "clerk"]})
                self.more[f"{state}_end{n}"]["when"] = [guard]
            else:
                self.add(f"{state}_end{n}", step)

    def count_of(self, state: str) -> str:
        rng = self.rng
        op = rng.choice(["<", "<=", ">", ">=", "==", "!="])
        agree, against = f"{state}.{state}_agree", f"{state}.{state}_object"
        atoms = [
            f"{agree} * 2 > {state}.asked",
            f"{agree} == {state}.asked",
            f"{against} > 0",
            f"{agree} - {against} {op} {rng.randint(-1, 2)}",
            f"{state}.answered * 3 >= {state}.asked * 2",
            f"{state}.left == 0",
            f"{state}.left {op} {rng.randint(0, 2)}",
            f"{state}.answered_by(expert) {op} {rng.randint(0, 2)}",
            f"{agree} {op} case.weight",
            f"{state}.asked {op} {rng.randint(0, 3)}",
        ]
        first = rng.choice(atoms)
        return first if self.chance(0.6) else f"({first}) {rng.choice(['&&', '||'])} ({rng.choice(atoms)})"

    def give_who_is_asked(self) -> None:
        """The fields that say who is asked come with steps of the whole."""
        names = ["units_asked", "people_asked", "roles_asked", "lines", "weight"]
        for name, step in self.steps.items():
            if name == "begin" or name.startswith(("go", "act")):
                step.setdefault("optional", [])
                step["optional"] += [n for n in names if self.chance(0.6)]
