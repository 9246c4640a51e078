"""The complaint regulation and its sample organisation, read here once more for the second opinion."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from banfa.kernel import Grant
from banfa.language.load import load_process
from banfa.language.process import Process

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "processes" / "customer-complaint"


@cache
def process() -> Process:
    return load_process(FOLDER)


class Organisation:
    """Who holds which role on a day, from an org.yaml."""

    def __init__(self, path: Path) -> None:
        self.org: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.people = sorted(self.org["people"])

    def grants(self, person: str, day: str) -> tuple[Grant, ...]:
        """Own grants, and those of whom one stands in for on the day."""
        grants = [Grant(role, unit) for role, unit in self.own(person)]
        for stand_in in self.org.get("stand_ins", ()):
            if stand_in["by"] == person and within(stand_in, day):
                for_whom = stand_in["for"]
                roles = stand_in.get("roles") or [role for role, _ in self.own(for_whom)]
                grants += [Grant(role, unit, for_whom) for role, unit in self.own(for_whom) if role in roles]
        return tuple(grants)

    def own(self, person: str) -> list[tuple[str, str]]:
        roles = self.org["people"].get(person, {}).get("roles", {})
        return [(role, "*" if unit == "company" else unit) for role, unit in roles.items()]


def within(stand_in: dict[str, Any], day: str) -> bool:
    start, end = stand_in.get("from", "0001-01-01"), stand_in.get("until", "9999-12-31")
    return date.fromisoformat(start) <= date.fromisoformat(day) <= date.fromisoformat(end)
