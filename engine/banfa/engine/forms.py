"""What a step asks of whoever takes it: what must come with it, what may, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from banfa.engine.asking import Who, check_starts, check_words, first_facts
from banfa.engine.questions import Questions
from banfa.errors import InvalidInput
from banfa.kernel import decide
from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.decision import Accepted, Invalid, Refusal
from banfa.kernel.program import program_of
from banfa.language.process import Process
from banfa.people import Organisation
from banfa.store.ids import new_id


class Form(NamedTuple):
    """Of one step: names that must still be given, and that may be, in the order of the definition.

    What is demanded only under a condition that does not hold is among neither.
    `refusal` is what stands against the step with the data as they are, missing facts left aside; None if
    nothing does. `barred`: nobody can cure it by giving data (not this person's, not now).
    """

    step: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    refusal: Refusal | None = None
    barred: bool = False


def form_of(process: Process, case: Case, command: Command) -> Form | Invalid:
    """Return the form of the step a command fires, given its data; Invalid if it makes no sense."""
    decision = decide(process, case, command)
    if isinstance(decision, Invalid):
        return decision
    step = command.step or ""
    plan = program_of(process).plans[step]
    takes = as_written(process, plan.takes)
    lacks = () if isinstance(decision, Accepted) else tuple(one.field for one in decision.missing)
    pointless = {demand.name for demand in plan.demanded_if} - {*command.data}
    required = tuple(name for name in takes if name in lacks)
    optional = tuple(name for name in takes if name not in lacks and name not in pointless)
    refusal = decision if isinstance(decision, Refusal) and _stands(decision, takes) else None
    barred = refusal is not None and (refusal.because in ("role", "state") or not takes)
    return Form(step, required, optional, refusal, barred)


def as_written(process: Process, names: Iterable[str]) -> tuple[str, ...]:
    """Return names of fields and roles in the order in which the definition writes them, roles last."""
    return tuple(sorted(names, key=lambda name: _place(process, name)))


def _place(process: Process, name: str) -> tuple[bool, str, int, int, str]:
    field = name in process.fields
    place = process.places.get(f"fields.{name}" if field else f"roles.{name}")
    file, line, column = (place.file, place.line, place.column) if place else ("", 0, 0)
    return (not field, file, line, column, name)


def _stands(refusal: Refusal, takes: Iterable[str]) -> bool:
    """Whether more stands against the step than facts that may come with it."""
    known = frozenset(takes)
    return (
        bool(refusal.failed)
        or refusal.because in ("role", "state")
        or any(lack.field not in known for lack in refusal.missing)
    )


class Forms(Questions):
    """The forms of steps, for whoever asks people to fill them in."""

    def form(
        self,
        case_id: str,
        step: str,
        *,
        actor: str,
        data: Mapping[str, Any] | None = None,
        role: str | None = None,
        target: str | None = None,
    ) -> Form:
        """Return what `actor` must and may give to take a step, beyond `data`, and what stands against it.

        Raises `InvalidInput` or `UnknownCase`.
        """
        check_words(step=step, actor=actor, role=role, target=target)
        seen = self._look(case_id)
        asked: dict[str, Any] = {"step": step, "target": target, "data": data or {}}
        return self._form(seen.process, self._organisation(seen), seen.case, Who(actor, role), asked)

    def first_form(
        self,
        process_id: str,
        step: str,
        *,
        actor: str,
        data: Mapping[str, Any] | None = None,
        role: str | None = None,
    ) -> Form:
        """Like `form`, for the step that opens a case. Raises `InvalidInput` or `UnknownProcess`."""
        check_words(process=process_id, step=step, actor=actor, role=role)
        found = self._parts.found(process_id)
        with self._reading() as tx:
            org = self._parts.organisations.for_new(found, tx.organisation())
        check_starts(found.process, step)
        asked: dict[str, Any] = {"step": step, "data": data or {}, "facts": first_facts(found.process)}
        return self._form(found.process, org, Case(new_id(self._parts.clock())), Who(actor, role), asked)

    def _form(self, process: Process, org: Organisation, case: Case, who: Who, asked: dict[str, Any]) -> Form:
        found = form_of(process, case, self._asking(process, org, who, **asked))
        if isinstance(found, Invalid):
            raise InvalidInput(found.problems)
        return found
