"""Which step, where to, and all it needs: asked of a person at the terminal before anything is written."""

from __future__ import annotations

from typing import Any

import click

from banfa.cli import exits, output
from banfa.cli.names import Names
from banfa.cli.prompts.forms import Filling
from banfa.cli.prompts.terminal import Choice, choose, line
from banfa.cli.session import both
from banfa.engine import Engine


def person() -> str:
    """Ask who acts."""
    while True:
        said = line(both("谁来办（人员代号）> ", "Who acts (a person's id) > "))
        if said:
            return said


def step_of(engine: Engine, names: Names, case: str, actor: str, role: str | None) -> str:
    """Offer the steps that somebody may take now; ends the run if there are none."""
    found = [one for one in engine.allowed(case, actor=actor, role=role) if one.status != "blocked"]
    if not found:
        output.lines(both(f"{actor} 现在没有可办的", f"nothing for {actor} to do now"))
        raise click.exceptions.Exit(exits.REFUSED)
    choices = [Choice(one.transition, names.step(one.transition)) for one in found]
    return choose(both("办哪一步？", "Which step?"), choices)


def first_step_of(names: Names) -> str:
    """The step that opens a case; asked for if there are several."""
    starts = [step.id for step in names.process.steps.values() if step.kind == "start"]
    if len(starts) == 1:
        return starts[0]
    return choose(
        both("由哪一步立案？", "Open it by which step?"), [Choice(s, names.step(s)) for s in starts]
    )


def target_of(names: Names, step: str) -> str | None:
    """Ask where a return leads, if there is a choice."""
    known = names.process.steps.get(step)
    if known is None or len(known.back_to) < 2:
        return None
    choices = [Choice(state, names.state(state)) for state in known.back_to]
    return choose(both("退回到哪里？", "Return to where?"), choices)


def data_of(
    engine: Engine, names: Names, case: str, step: str, actor: str, **more: str | None
) -> dict[str, Any]:
    """Ask for the data of a step in a case. Raises Refused if no data could cure it, or GivenUp."""
    look = lambda data: engine.form(case, step, actor=actor, data=data, **more)  # noqa: E731
    return Filling(names, step, actor, look).fill()


def first_data_of(
    engine: Engine, names: Names, process: str, step: str, actor: str, role: str | None
) -> dict[str, Any]:
    """Ask for the data of the step that opens a case. Raises as `data_of` does."""
    look = lambda data: engine.first_form(process, step, actor=actor, data=data, role=role)  # noqa: E731
    return Filling(names, step, actor, look).fill()
