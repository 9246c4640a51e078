"""Random small definitions with duties: terms, pauses, what a late one fires. Fixed by the seed."""

from random import Random

from tests.oracle.definitions import ORIGIN, Json, as_files, some
from tests.oracle.side_by_side import SideBySide

TERMS = ["1 day", "2 days", "3 days", "1 working day", "2 working days", "1 month"]
TERMS += ["5 clock hours", "30 clock minutes"]


def files(seed: int) -> dict[str, bytes]:
    """A process folder: name of the file -> its bytes."""
    return as_files(Timed(Random(seed)).sections())


class Timed(SideBySide):
    """Some duties run from states, others from steps until steps."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        self.more = {}
        self.places = [*self.states, *(s for r in self.inner.values() for lane in r.values() for s in lane)]
        self.places += [pause for pause in self.pauses if pause not in self.places]
        self.duties = {f"duty{n}": self.make_duty() for n in range(rng.randint(1, 4))}
        for n, (duty, says) in enumerate(self.duties.items()):
            self.add_clock(n, says)
            self.add_reader(n, duty)
        self.steps.update(self.more)

    def sections(self) -> Json:
        return {**super().sections(), "calendar": "cn", "duties": self.duties}

    def make_duty(self) -> Json:
        rng = self.rng
        if self.chance(0.5):
            duty: Json = {"in": rng.choice(self.places)}
        else:
            names = [name for name, step in self.steps.items() if name != "begin" or self.chance(0.5)]
            duty = {"from": some(rng, names, 1, 2), "until": some(rng, names, 1, 2)}
        if self.chance(0.15):
            duty["due"] = f"day {rng.randint(1, 28)}"
        else:
            duty["within"] = rng.choice(TERMS)
        if self.chance(0.5) and "month" not in duty.get("within", ""):
            duty["pauses"] = some(rng, self.places, 1, 2)
        if self.chance(0.7):
            duty["late"] = {"tell": [rng.choice(["office", "clerk"])]}
        return {"title": "期限", **duty, **ORIGIN}

    def add_clock(self, n: int, duty: Json) -> None:
        """A step that a late duty fires, now and then."""
        rng, regions = self.rng, self.inner[self.whole]
        if "late" not in duty or self.chance(0.4):
            return
        here = rng.choice([self.states, self.states, *regions.values()])
        step: Json = {"from": some(rng, here, 1, 3), "by": rng.choice(["clock", ["clock", "office"]])}
        shape = rng.choice(["to", "to", "back_to", "act"])
        if shape != "act":
            step[shape] = rng.choice(here)
        if self.chance(0.3):
            step["when"] = some(rng, list(self.guards), 1, 1)
        if self.chance(0.2) and here is self.states:
            step["optional"] = ["note"]
        self.more[f"clock{n}"] = {"title": "到期", **step, "articles": ["1"]}
        duty["late"]["fire"] = f"clock{n}"

    def add_reader(self, n: int, duty: str) -> None:
        """A step that reads how the duty stands, perhaps by itself."""
        rng, regions = self.rng, self.inner[self.whole]
        atom = rng.choice([f"passed({duty})", f"owed({duty})", f"!passed({duty})", f"!owed({duty})"])
        here = rng.choice([self.states, *regions.values()])
        step: Json = {"from": some(rng, here, 1, 3)}
        if self.chance(0.5):
            step["to"] = rng.choice(here)
        if self.chance(0.5):
            step |= {"auto": True, "when": [self.condition(f"{atom} && !done(reads{n})")]}
            self.add(f"reads{n}", step)
        else:
            self.add(f"reads{n}", step)
            self.more[f"reads{n}"]["when"] = [self.condition(atom)]
