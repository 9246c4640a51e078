"""DBOS on SQLite: a workflow of 17 steps, each recorded before the next.

python dbos_steps.py FOLDER
"""

from __future__ import annotations

import sys

from dbos import DBOS
from turns import STEPS, take_turns

DBOS(
    config={
        "name": "chain",
        "system_database_url": f"sqlite:///{sys.argv[1]}/dbos.db",
        "run_admin_server": False,
        "log_level": "ERROR",
    }
)


@DBOS.step()
def go(amount: int, note: str) -> str:
    """One step with a guard."""
    if amount < 1:
        raise ValueError(amount)
    return note


@DBOS.workflow()
def chain(amount: int) -> int:
    """A case from its beginning to its end."""
    for _ in range(STEPS - 1):
        go(amount, "好")
    return amount


def cases(number: int) -> None:
    """So many, one after another."""
    for _ in range(number):
        assert chain(5) == 5


DBOS.launch()
take_turns(cases)
