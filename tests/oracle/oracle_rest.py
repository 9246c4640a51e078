"""Auto steps: they fire by themselves until the case is at rest (SEMANTICS 11.4, R40, R41)."""

from typing import Any, NamedTuple

from tests.oracle.oracle_firing import Firing
from tests.oracle.oracle_state import Collected, Json, State, Stop, Turn
from tests.oracle.oracle_trail import Place


class Ready(NamedTuple):
    """An auto step that would fire now."""

    name: str
    place: Place
    found: Collected
    after: State


class Rest(Firing):
    """Auto steps of one definition."""

    def rest(
        self, x: State, m: Any, articles: list[str], cause: str | None = None
    ) -> tuple[State, list[Json], set[str]]:
        """The case at rest, an event for each step that fired, and what was warned."""
        events: list[Json] = []
        warned: set[str] = set()
        while ready := self.ready(x, m):
            first, *others = ready
            own = self.steps[first.name]["articles"]
            if any(event["step"] == first.name for event in events):
                raise Stop("guard", (f"banfa.auto.{first.name}",), articles=(*articles, *own))
            passed_over = {f"banfa.auto.{other.name}" for other in others if self.compete(first, other)}
            codes = first.found.warnings | passed_over
            x = first.after
            x.ever.add(first.name)
            events.append(self.event(x, first, codes) | ({"cause": cause} if cause and not events else {}))
            x.n += 1
            warned |= codes
        return x, events, warned

    def event(self, x: State, fired: Ready, codes: set[str]) -> Json:
        written = fired.found.written
        return {
            "kind": "auto",
            "step": fired.name,
            "cause": x.n,
            "who": ("banfa", "", "", "banfa"),
            "round": written.rounds if written else 0,
            "warned": sorted(codes),
            "clocks": fired.found.clocks,
        }

    def ready(self, x: State, m: Any) -> list[Ready]:
        """The auto steps that every rule lets pass, by their ids."""
        found = (self.tried(x, name, m) for name in sorted(self.steps))
        return [one for one in found if one is not None]

    def tried(self, x: State, name: str, m: Any) -> Ready | None:
        step = self.steps[name]
        if not step.get("auto") or not x.active & set(step["from"]):
            return None
        target = next(iter(self.targets(x, step["back_to"])), None)
        if (step["back_to"] and target is None) or not self.may_move(x, step, target):
            return None
        members = getattr(m.facts, "members", {})
        found, after = self.collect(x.copy(), Turn(name, step, m.happened, target=target, members=members))
        place = found.written.place if found.written else ()
        return Ready(name, place, found, after) if found.because() is None else None

    def compete(self, one: Ready, other: Ready) -> bool:
        """R41: in one trail, and at least one of them moves."""
        kinds = {self.steps[ready.name]["kind"] for ready in (one, other)}
        return one.place == other.place and kinds != {"act"}
