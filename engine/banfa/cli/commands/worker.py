"""守着时钟：到期的事一到就办，直到 Ctrl-C。 · Mind the clock: do what falls due, until Ctrl-C."""

from __future__ import annotations

import signal
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import click

from banfa.cli import output
from banfa.cli.casework import Where, at_a_database
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.duework import of_processes, told
from banfa.cli.session import both, say
from banfa.engine import Engine
from banfa.errors import Conflict
from banfa.texts import Text


@made(__doc__)
@option(
    "--every",
    metavar="SECONDS",
    type=click.IntRange(1, 3600),
    default=30,
    words=Text("至少隔多少秒看一次，默认 30", "Look at least so often, in seconds; 30 unless said"),
)
@of_processes
@at_a_database
def command(where: Where, every: int, processes: Path | None) -> None:
    """Do what falls due, until told to stop."""
    stop = _until_told()
    with where.engine(processes=processes) as engine:
        output.lines(both("守着时钟；Ctrl-C 停止", "minding the clock; Ctrl-C to stop"))
        while not stop.is_set():
            _look(engine, stop)
            stop.wait(_seconds_until_next(engine, every))
    output.lines(both("已停止；办过的都已写入", "stopped; what was done is kept"))


def _until_told() -> threading.Event:
    """Set by Ctrl-C or SIGTERM: what is being done is finished first. A second one interrupts."""
    stop = threading.Event()

    def told_to(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, told_to)
    return stop


def _look(engine: Engine, stop: threading.Event) -> None:
    """Do what is due now. Where somebody else holds the database, it is tried again later."""
    try:
        for work in engine.each_due():
            output.lines(told(engine, work))
            if stop.is_set():
                return
    except Conflict as busy:
        click.echo(say(busy.text), err=True)


_BREATH = 0.2
"""Where something is due that somebody else keeps us from doing."""


def _seconds_until_next(engine: Engine, most: int) -> float:
    """Until the next thing is due, at most so long: other programs may add what is due sooner."""
    due = engine.next_due()
    if due is None:
        return most
    return min(most, max(_BREATH, (due - datetime.now(UTC)).total_seconds()))
