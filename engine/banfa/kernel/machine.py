"""The flat `transitions` machine that every case of a process shares.

The library's own extension points carry lean classes: the same objects and the same look-ups (an event finds
its transition by the state, the transition runs and changes the state), without per-model methods, callbacks
resolved by name, or a log line a call. A case is never bound to the machine; what is passed as the library's
"model" is the decision in progress.
"""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from transitions import Event, Machine, MachineError, State, Transition


class Model(Protocol):
    """What the machine moves: the decision in progress."""

    config: tuple[str, ...]

    def judge(self, plan: Any) -> bool:
        """Whether the regulation lets the step happen."""

    def move(self, dest: str | None) -> None:
        """Enter the state."""


class CaseState(State):  # type: ignore[misc]
    """A state without callbacks."""

    dynamic_methods: ClassVar[list[str]] = []


class CaseTransition(Transition):  # type: ignore[misc]
    """A transition whose condition is a plan."""

    def __init__(self, source: str, dest: str | None, *_: Any, plan: Any = None) -> None:
        super().__init__(source, dest)
        self.plan = plan

    def execute(self, event_data: Model) -> bool:
        """Judge the step by its plan, and move if it may happen. Returns whether it did."""
        if not event_data.judge(self.plan):
            return False
        event_data.move(self.dest)
        return True


class CaseEvent(Event):  # type: ignore[misc]
    """An event that finds its transition by the states the case is in."""

    def trigger(self, model: Model, *_: Any, **__: Any) -> bool:
        """Run the first transition whose source is active.

        Raises MachineError if there is none, as the library does.
        """
        transitions = self.transitions
        for state in model.config:
            if state in transitions:
                return transitions[state][0].execute(model)  # type: ignore[no-any-return]
        raise MachineError(f"{self.name} does not start from {', '.join(model.config)}")

    def starts_from(self, config: tuple[str, ...]) -> bool:
        """Whether some source of the event is among the active states."""
        return any(state in self.transitions for state in config)


class CaseMachine(Machine):  # type: ignore[misc]
    """A machine without models: only states and events."""

    state_cls = CaseState
    transition_cls = CaseTransition
    event_cls = CaseEvent

    def __init__(self, states: list[str]) -> None:
        super().__init__(model=None, states=states, initial=None, auto_transitions=False)
