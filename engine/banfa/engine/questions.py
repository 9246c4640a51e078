"""What may be asked of cases; nothing here changes one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from banfa.engine.asking import (
    Who,
    check_limit,
    check_units,
    check_words,
    command_of,
    grants_of,
)
from banfa.engine.deadlines import deadlines_shown
from banfa.engine.explanation import Explanation, explain
from banfa.engine.filters import Wanted, check_wanted
from banfa.engine.moments import when
from banfa.engine.parts import Desk, one_case
from banfa.errors import InvalidInput, Refused
from banfa.kernel import allowed
from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.decision import Invalid, Possible
from banfa.kernel.refuse import opaque
from banfa.kernel.roles import roles_in
from banfa.language.process import Process
from banfa.people import Organisation
from banfa.scenarios.commands import calendar_of, with_facts
from banfa.store import Applied, Kept, Logged, Reading, shapes


class Seen(NamedTuple):
    """A case as of one moment: its row, its definition, the organisation applied, and its events."""

    kept: Kept
    process: Process
    applied: Applied | None
    log: tuple[Logged, ...] = ()

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.kept.case


class Questions(Desk):
    """Every question, each answered as of one moment."""

    def show(self, case_id: str, *, actor: str | None = None, masked: bool = False) -> dict[str, Any]:
        """Return the case as DESIGN's `show`: state, fields, documents, copies, whom it waits for.

        With an `actor`, as far as he may see it: others' personal values read "•", and one whom the case does
        not concern is `Refused`. `masked` without an actor hides every value that is for some eyes only.
        """
        seen = self._look(case_id)
        shown = shapes.show(seen.process, seen.case, self._eyes(seen, actor, masked))
        shown["deadlines"] = self._deadlines(seen)
        return {**shown, "organisation": self._parts.organisations.used(seen.kept.shipped, seen.applied)}

    def allowed(self, case_id: str, *, actor: str, role: str | None = None) -> tuple[Possible, ...]:
        """Return the steps that `actor` may take now, with what each needs; () for one not concerned."""
        seen = self._look(case_id)
        command = self._asking(seen.process, self._organisation(seen), Who(actor, role))
        return allowed(seen.process, seen.case, command)

    def explain(
        self,
        case_id: str,
        step: str,
        *,
        actor: str,
        data: Mapping[str, Any] | None = None,
        role: str | None = None,
        target: str | None = None,
    ) -> Explanation:
        """Return whether `actor` may take a step now (with `data`), else why not, and the way forward.

        One whom the case does not concern learns nothing but that. Raises `InvalidInput` or `UnknownCase`.
        """
        check_words(step=step, actor=actor, role=role, target=target)
        seen = self._look(case_id)
        asked: dict[str, Any] = {"step": step, "target": target, "data": data or {}}
        command = self._asking(seen.process, self._organisation(seen), Who(actor, role), **asked)
        found = explain(seen.process, seen.case, command, bool(data))
        if isinstance(found, Invalid):
            raise InvalidInput(found.problems)
        return found

    def history(
        self, case_id: str, *, actor: str | None = None, masked: bool = False
    ) -> list[dict[str, Any]]:
        """Return every event as DESIGN's `history`, oldest first; `actor` and `masked` as in `show`."""
        seen = self._look(case_id)
        eyes = self._eyes(seen, actor, masked)
        overtaken = frozenset(one["overtaken"] for one in self._deadlines(seen)) - {None}
        return [shapes.event(seen.process, logged.event, eyes, overtaken) for logged in seen.log]

    def record(self, case_id: str, *, actor: str | None = None, masked: bool = False) -> str:
        """Return the case's history as the text of a scenario that passes; `actor`, `masked` as in `show`.

        Raises `BanfaError` if it does not play again: the people have changed, or a value is hidden.
        """
        from banfa.engine.recording import scenario_of  # who runs cases need not load what plays scenarios

        seen = self._look(case_id)
        eyes = self._eyes(seen, actor, masked)
        events = [logged.event for logged in seen.log]
        return scenario_of(seen.process, self._organisation(seen), events, eyes)

    def copies(self, case_id: str, *, actor: str | None = None) -> list[dict[str, Any]]:
        """Return where every copy of every set is, as DESIGN's `copies`.

        With an `actor` whom the case does not concern, `Refused`.
        """
        seen = self._look(case_id)
        self._eyes(seen, actor, masked=False)
        return shapes.copies(seen.case)

    def moves(self, case_id: str, *, actor: str | None = None) -> list[dict[str, Any]]:
        """Return what ever happened to each copy, oldest first: issued, sent, received, voided.

        With an `actor` whom the case does not concern, `Refused`.
        """
        seen = self._look(case_id)
        self._eyes(seen, actor, masked=False)
        return [move for logged in seen.log for move in shapes.moves(logged.event)]

    def cases(
        self,
        *,
        process: str | None = None,
        state: str | None = None,
        waits_for: str | None = None,
        unit: str | None = None,
        number: str | None = None,
        after: str | None = None,
        limit: int | None = None,
        actor: str | None = None,
        masked: bool = False,
        overdue: bool = False,
        having: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> list[dict[str, Any]]:
        """Return all cases, oldest first, or those that are as asked, as DESIGN's `list`.

        `waits_for`: "ROLE" or "ROLE:UNIT". `unit`: the one waited for, or without `waits_for` any that opened
        the case or was appointed in it. `overdue`: only those that owe what is overdue.
        All these are looked up: it takes what is returned, however many there are. Every other keyword is
        a field's value (of a set: the set, or a member), looked for case by case; `having` takes the same as
        a mapping. A page: at most `limit` cases, `after` the id of a case.
        `actor` and `masked` as in `show`: what those eyes may not see matches nothing.
        Raises `InvalidInput` for a field that no case knows or a value it cannot have.
        """
        check_words(process=process, state=state, waits_for=waits_for, unit=unit, number=number, after=after)
        check_limit(limit)
        late_by = int(self._parts.clock().timestamp()) if overdue else None
        wanted = Wanted(process, state, number, waits_for, unit, {**(having or {}), **fields}, late_by)
        with self._reading() as tx:
            if not wanted.fields:
                found = tx.cases(wanted.sought(after, limit))
                return [shapes.listed(self._parts.definition(tx, kept), kept.case) for kept in found]
            self._check_wanted(tx, wanted)
            matching = self._matching(tx, wanted, after, actor, masked)
            return [shapes.listed(seen.process, seen.case) for seen in islice(matching, limit)]

    def process(self, process_id: str, version: str | None = None) -> Process:
        """Return the process with this id as it is now, for new cases. Raises `UnknownProcess`."""
        return self._parts.found(process_id, version).process

    def process_of(self, case_id: str) -> Process:
        """Return the definition that a case runs on."""
        return self._look(case_id).process

    def organisation_for(self, process_id: str) -> Organisation | None:
        """Return the organisation that new cases of a process are run with; None if none was given."""
        found, organisations = self._parts.found(process_id), self._parts.organisations
        with self._reading() as tx:
            applied = tx.organisation()
        return organisations.for_new(found, applied) if organisations.used(found.shipped, applied) else None

    def organisation_of(self, case_id: str) -> Organisation | None:
        """Return the organisation that a case is run with; None if none was given."""
        seen = self._look(case_id)
        used = self._parts.organisations.used(seen.kept.shipped, seen.applied)
        return self._organisation(seen) if used else None

    # -- how -----------------------------------------------------------------------------------------------

    def _check_wanted(self, tx: Reading, wanted: Wanted) -> None:
        used = [meaning for meaning, process in tx.meanings() if wanted.process in (None, process)]
        check_wanted(wanted, [self._parts.known(tx, meaning) for meaning in used])

    def _matching(
        self, tx: Reading, wanted: Wanted, after: str | None, actor: str | None, masked: bool
    ) -> Iterator[Seen]:
        """The cases whose fields are as wanted, one by one."""
        applied = tx.organisation()
        for kept in tx.cases(wanted.sought(after, None)):
            seen = Seen(kept, self._parts.definition(tx, kept), applied)
            if wanted.has_fields(seen.process, seen.case, self._seeing(seen, actor, masked)):
                yield seen

    def _deadlines(self, seen: Seen) -> list[dict[str, Any]]:
        """How every duty stands that the case ever owed, and that no return undid."""
        if not seen.process.duties:
            return []
        now = when(seen.process, self._parts.clock, None).entered
        events = [logged.event for logged in seen.log]
        return deadlines_shown(seen.process, seen.case, events, calendar_of(seen.process), now)

    def _look(self, ref: str) -> Seen:
        with self._reading() as tx:
            kept = one_case(tx, ref)
            return Seen(kept, self._parts.definition(tx, kept), tx.organisation(), tx.events(kept.id))

    def _asking(self, process: Process, org: Organisation, who: Who, **asked: Any) -> Command:
        """The command that somebody might give now, to see what would come of it; checks whom it appoints."""
        times = when(process, self._parts.clock, None)
        command = with_facts(command_of(org, "fire", who, times, **asked), process, org)
        check_units(org, process, command)
        return command

    def _organisation(self, seen: Seen) -> Organisation:
        return self._parts.organisations.for_case(seen.process, seen.kept.shipped, seen.applied)

    def _seeing(self, seen: Seen, actor: str | None, masked: bool) -> shapes.Eyes:
        """The eyes of whoever looks for cases: one whom a case does not concern sees what everybody may."""
        try:
            return self._eyes(seen, actor, masked)
        except Refused:
            return frozenset()

    def _eyes(self, seen: Seen, actor: str | None, masked: bool) -> shapes.Eyes:
        """The roles of whoever looks, as the case binds them; raises Refused for one it does not concern."""
        if actor is None:
            return frozenset() if masked else None
        now = when(seen.process, self._parts.clock, None).entered
        roles = roles_in(seen.process, seen.case, grants_of(self._organisation(seen), actor, now), actor)
        if roles is None:
            raise Refused(opaque(None))
        return roles
