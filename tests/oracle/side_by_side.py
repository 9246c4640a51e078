"""Random small definitions with auto steps, regions and interruptions (LANGUAGE 11). Fixed by the seed."""

from random import Random

from tests.oracle.definitions import ORIGIN, Definition, Json, as_files, some

LANES = {"left": ("left_note", "left_count"), "right": ("right_note", "right_flag")}
DEEP = {"up": ("up_note",), "down": ("down_note",)}
WRITTEN: Json = {
    "left_note": {"type": "text"},
    "left_count": {"type": "int"},
    "right_note": {"type": "text"},
    "right_flag": {"type": "bool"},
    "up_note": {"type": "text"},
    "down_note": {"type": "text"},
}


def files(seed: int) -> dict[str, bytes]:
    """A process folder: name of the file -> its bytes."""
    return as_files(SideBySide(Random(seed)).sections())


class SideBySide(Definition):
    """One state has regions, others interrupt, and some steps fire by themselves."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        self.whole = rng.choice(self.states)
        self.fields.update({name: {"title": name, **d, **ORIGIN} for name, d in WRITTEN.items()})
        self.inner: dict[str, Json] = {self.whole: self.lanes(LANES)}
        self.deep = rng.choice(self.inner[self.whole]["left"]) if self.chance(0.35) else None
        if self.deep:
            self.inner[self.deep] = self.lanes(DEEP)
        self.more: dict[str, Json] = {}
        for regions in list(self.inner.values()):
            for lane, states in regions.items():
                self.add_lane(lane, states)
        self.add_ways_in_and_out()
        self.add_interruptions()
        self.add_auto_steps()
        self.steps.update(self.more)

    def lanes(self, lanes: Json) -> Json:
        return {lane: [f"{lane}{n}" for n in range(self.rng.randint(2, 4))] for lane in lanes}

    def sections(self) -> Json:
        made = super().sections()
        nested = [state for regions in self.inner.values() for lane in regions.values() for state in lane]
        made["states"].update({state: {"title": state} for state in nested})
        made["states"].update({state: {"title": state, "keeps": True} for state in self.pauses})
        for whole, regions in self.inner.items():
            made["states"][whole]["regions"] = regions
        if self.chance(0.3):
            made["states"]["left0"]["rounds"] = {"limit": 1, "tell": ["office"]}
        return made

    # -- steps within the regions --------------------------------------------------------------------

    def add(self, name: str, step: Json, fields: tuple[str, ...] = ()) -> None:
        taken = some(self.rng, list(fields), 0, 2)
        step = {"title": name, **step}
        if taken and "auto" not in step:
            step[self.rng.choice(["input", "optional", "optional"])] = taken
        if "auto" not in step:
            step["by"] = self.actors("go")
            self.add_slips(step)
        guards = some(self.rng, list(self.guards), 0, 1)
        if guards and self.chance(0.3) and "auto" not in step:
            step["when"] = guards
        self.more[name] = {**step, "articles": ["1"]}

    def add_slips(self, step: Json) -> None:
        """A paper or two: issued, sent on, or handed back."""
        papers = [d for d in (*self.documents, *self.things) if d != "slip"]
        if papers and self.chance(0.25):
            step["issue"] = some(self.rng, papers, 1, 1)
        if papers and self.chance(0.3):
            step["send_if_held"] = {paper: self.make_send(paper) for paper in some(self.rng, papers, 1, 1)}

    def add_lane(self, lane: str, states: list[str]) -> None:
        rng, fields = self.rng, {**LANES, **DEEP}[lane]
        for n, state in enumerate(states):
            after = states[(n + 1) % len(states)] if self.chance(0.8) else rng.choice(states)
            self.add(f"{lane}_go{n}", {"from": [state], "to": after}, fields)
        for n in range(rng.randint(1, 2)):
            goals = some(rng, states[:-1], 1, 2)
            back = {"from": some(rng, states[1:], 1, 2), "back_to": goals}
            self.add(f"{lane}_back{n}", back, fields)
        act: Json = {"from": some(rng, states, 1, 2)}
        self.add(f"{lane}_act", act, fields)
        self.add(f"{lane}_paid", {**act, "stands": True}, ("standing_note",) if lane == "left" else ())

    # -- steps across --------------------------------------------------------------------------------

    def add_ways_in_and_out(self) -> None:
        rng, regions = self.rng, self.inner[self.whole]
        others = [state for state in self.states if state != self.whole]
        inner = [state for lane in regions.values() for state in lane]
        if self.deep:
            inner += [state for lane in self.inner[self.deep].values() for state in lane]
        goals = some(rng, inner, 1, 2)
        self.add("into_back", {"from": some(rng, others, 1, 2), "back_to": goals}, ("count",))
        self.add("whole_back", {"from": some(rng, others, 1, 2), "back_to": self.whole}, ("count",))
        self.add("out", {"from": self.whole, "to": rng.choice(others)}, ("note", "count"))
        self.add("in", {"from": some(rng, others, 1, 2), "to": self.whole}, ("note",))
        self.add("down_to", {"from": self.whole, "to": rng.choice(regions["right"])})
        self.add("both", {"from": some(rng, [self.whole, *inner], 1, 3)})

    def add_interruptions(self) -> None:
        rng, regions = self.rng, self.inner[self.whole]
        self.pauses = ["pause", *(["hold"] if self.chance(0.6) else [])]
        inner = [state for lane in regions.values() for state in lane]
        places = [*self.states, *inner]
        for pause in self.pauses:
            sources = places if pause == "pause" else regions["left"]
            self.add(f"{pause}_it", {"from": some(rng, sources, 1, 3), "to": pause})
            fields = ("note", "count") if pause == "pause" else LANES["left"]
            self.add(f"{pause}_act", {"from": pause}, fields)
            self.add(f"{pause}_over", {"from": pause, "to": "resume"}, fields)
        if self.chance(0.5):
            self.add("pause_on", {"from": "pause", "to": rng.choice(self.states)})
        if self.chance(0.5):
            self.add("pause_back", {"from": "pause", "back_to": some(rng, places, 1, 2)})
        if "hold" in self.pauses:
            regions["left"].append("hold")

    # -- steps by themselves -------------------------------------------------------------------------

    def add_auto_steps(self) -> None:
        rng, regions = self.rng, self.inner[self.whole]
        ends = [lane[-1] for lane in regions.values()]
        join = self.condition(" && ".join(f"at({state})" for state in ends))
        if self.chance(0.7):
            others = [state for state in self.states if state != self.whole]
            self.add("join", {"from": self.whole, "to": rng.choice(others), "auto": True, "when": [join]})
        for n in range(rng.randint(1, 4)):
            self.add(f"auto{n}", self.auto_step(n))

    def auto_step(self, n: int) -> Json:
        rng, regions = self.rng, self.inner[self.whole]
        here = rng.choice([self.states, *regions.values()])
        when = [self.condition(self.trigger(n))]
        if self.chance(0.4):
            when += some(rng, [g for g in self.guards if g not in when], 1, 1)
        step: Json = {"from": some(rng, here, 1, 2), "auto": True, "when": when}
        shape = rng.choice(["to", "to", "act", "back", "stands"])
        if shape == "to":
            step["to"] = rng.choice(here)
        if shape == "back":
            step["back_to"] = some(rng, here, 1, 2)
        if shape == "stands":
            step["stands"] = True
        if shape in ("to", "act") and here is self.states and self.chance(0.4):
            step["set"] = {"doubled": "case.count + 1"}
        if self.chance(0.3):
            step["tell"] = [rng.choice(list(self.roles))]
        return step

    def trigger(self, n: int) -> str:
        once = f"!done(auto{n})"
        fields = ["left_count", "right_flag", "left_note", "up_note", "note", "count", "fine"]
        more = [
            f"has(case.{self.rng.choice(fields)})",
            f"at({self.rng.choice(self.inner[self.whole]['right'])})",
            f"done({self.rng.choice(list(self.more))})",
            f"rounds.{self.rng.choice(self.inner[self.whole]['left'])} > 0",
            "case.left_count > 2",
            "case.right_flag",
        ]
        return f"{once} && {self.rng.choice(more)}" if self.chance(0.8) else self.rng.choice(more)

    def condition(self, text: str) -> str:
        name = f"g{len(self.guards)}"
        self.guards[name] = {"if": text, "refuse": f"条件 {name}", "articles": ["1"]}
        return name
