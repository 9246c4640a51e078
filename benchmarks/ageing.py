"""A step at a case's 10th and 10,000th event: what happened before does not slow what happens next.

python benchmarks/ageing.py
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cases import Act, after, ageing, command_of, next_case
from interleave import interleaved
from progress import alone

from banfa.kernel import Case

YOUNG, OLD = 10, 10_000
CYCLES = 300

REPORT = {
    "inspection": ["goods"],
    "finding": "fully_true",
    "complaint_purpose": "换货",
    "reason_reasonable": True,
    "analysis": "气孔",
    "demand_proper": True,
    "cause": "模具",
    "course": "到货开裂",
    "culprit": "浇铸班",
    "conclusion": "质量缺陷",
    "countermeasure": "换货",
    "prevention": "改模具",
}

WAYS: dict[str, tuple[str, tuple[Act, ...]]] = {
    "acts that stay and stand": ("assign_department", (Act("sales.a", "urge", {"urge_note": "请快"}),)),
    "returns without papers": (
        "receive",
        (
            Act("sales.a", "request_ruling", {"assessment": "founded", "proposal": "to_accept"}),
            Act("super.a", "return_for_reason", {"return_reason": "不清楚"}),
        ),
    ),
    "returns that issue a report anew": (
        "assign_department",
        (
            Act("prod.a", "submit_report", REPORT),
            Act("prod.lead", "return_report", {"return_reason": "不清楚"}),
        ),
    ),
}
"""What a case grows old by: the step of the story after which it begins, and what is done over and over."""


def cycles(case: Case, acts: tuple[Act, ...]) -> Callable[[], int]:
    """Decide and evolve what is done over and over, each time on the case as it stands."""
    commands = [command_of(act) for act in acts]

    def run() -> int:
        for _ in range(CYCLES):
            now = case
            for command in commands:
                now, _ = next_case(now, command)
        return CYCLES * len(commands)

    return run


def aged(last: str, acts: tuple[Act, ...], until: int) -> Case:
    """A case with so many events, at the beginning of a cycle."""
    case = after(last)
    return ageing(case, acts, until - (until - case.n) % len(acts))


def measure() -> dict[str, Any]:
    """Steps a second on a young and on an old case, and their ratio, for each way of growing old."""
    contenders = {
        f"{way}, {name}": cycles(aged(last, acts, until), acts)
        for way, (last, acts) in WAYS.items()
        for name, until in (("young", YOUNG), ("old", OLD))
    }
    rates, ratio = interleaved(contenders)
    return {
        "steps_per_second": {name: round(rate.per_second) for name, rate in rates.items()},
        f"time of a step at event {OLD:,} by that at event {YOUNG} (aim 1)": {
            way: round(ratio(f"{way}, young", f"{way}, old"), 2) for way in WAYS
        },
    }


if __name__ == "__main__":
    raise SystemExit(alone(measure))
