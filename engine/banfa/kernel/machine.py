"""The flat `transitions` machine that every case of a process shares.

The library's own extension points carry lean classes: the same objects and the same look-ups (an event finds
its transition by the state, the transition runs and changes the state), without per-model methods, callbacks
resolved by name, or a log line a call. A case is never bound to the machine; what is passed as the library's
"model" is the decision in progress.
"""

from __future__ import annotations

from typing import Any, Protocol, cast

from transitions import Event, Machine, MachineError, State, Transition

NO_ATTRIBUTE = " "
"""The library reserves the name of a model's attribute; ours have none, and a step may be called `state`."""


class Model(Protocol):
    """What the machine moves: the decision in progress."""

    config: tuple[str, ...]

    def judge(self, plan: Any) -> bool:
        """Whether the regulation lets the step happen."""

    def move(self, dest: str | None) -> None:
        """Enter the state."""


class CaseState(State):
    """A state without callbacks of its own."""


class CaseTransition(Transition):
    """A transition whose condition is a plan."""

    def __init__(self, source: str, dest: str | None, *_: Any, plan: Any = None) -> None:
        super().__init__(source, cast(str, dest))
        self.plan = plan

    def execute(self, event_data: Any) -> bool:
        """Judge the step by its plan, and move if it may happen. Returns whether it did."""
        model: Model = event_data
        if not model.judge(self.plan):
            return False
        model.move(self.dest)
        return True


class CaseEvent(Event):
    """An event that finds its transition by the states the case is in."""

    def trigger(self, model: Any, *_: Any, **__: Any) -> bool:
        """Run the first transition whose source is active.

        Raises MachineError if there is none, as the library does.
        """
        transitions = self.transitions
        for state in model.config:
            if state in transitions:
                return transitions[state][0].execute(model)
        raise MachineError(f"{self.name} does not start from {', '.join(model.config)}")

    def starts_from(self, config: tuple[str, ...]) -> bool:
        """Whether some source of the event is among the active states."""
        return any(state in self.transitions for state in config)


class CaseMachine(Machine):
    """A machine without models: only states and events."""

    state_cls = CaseState
    transition_cls = CaseTransition
    event_cls = CaseEvent

    def __init__(self, states: list[str]) -> None:
        super().__init__(
            model=None, states=states, initial=None, auto_transitions=False, model_attribute=NO_ATTRIBUTE
        )

    def event(self, step: str) -> CaseEvent:
        """The event of a step."""
        return cast(CaseEvent, self.events[step])
