"""What `due` and `worker` share: their option, and how they tell what was done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from banfa.cli import telling
from banfa.cli.casework import names_in
from banfa.cli.clicks import option
from banfa.cli.names import Names
from banfa.cli.session import both, say
from banfa.engine import Engine, Work
from banfa.texts import Text

F = TypeVar("F", bound=Callable[..., Any])

_KINDS = {
    "due": ("逾期", "overdue"),
    "remind": ("提醒", "reminder"),
    "start": ("定期立案", "opened by the clock"),
    "moved": ("期限重算，下次办事", "worked out anew, next"),
    "refused": ("没有办成", "could not be done"),
}


def of_processes(function: F) -> F:
    """Give a command `--processes`."""
    words = Text(
        "办法所在的目录；不写则用随 banfa 来的", "The folder of processes; those shipped unless said"
    )
    return option("--processes", metavar="DIR", type=click.Path(path_type=Path, exists=True), words=words)(
        function
    )


def as_shown(work: Work) -> dict[str, Any]:
    """One thing that was done, as JSON."""
    reason = None if work.reason is None else {"zh": work.reason.zh, "en": work.reason.en}
    return {**work._asdict(), "case": work.case or None, "told": list(work.told), "reason": reason}


def told(engine: Engine, work: Work, *, ahead: bool = False) -> str:
    """One thing that was done, or would be, in a line."""
    names = names_in(engine, work.case) if work.case else Names(engine.process(work.process))
    what = names.duty(work.duty) if work.duty is not None else names.regulation()
    sign = "·" if ahead else "✗" if work.kind == "refused" else "✓"
    parts = [sign, telling.time(work.happened), work.number or work.case, what, both(*_KINDS[work.kind])]
    if work.step is not None and work.kind != "start":
        parts.append(f"→ {names.step(work.step)}")
    if work.told:
        roles = names.list(names.role(role) for role in work.told)
        parts.append(both(f"告知{roles}", f"told {roles}"))
    if work.reason is not None:
        parts.append(say(work.reason))
    return "  ".join(part for part in parts if part)
