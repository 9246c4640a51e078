"""What changes a case: load, decide, append, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from banfa.engine.answers import CaseNow, case_now
from banfa.engine.asking import (
    Who,
    check_data,
    check_starts,
    check_units,
    check_version,
    check_words,
    command_of,
    copy_named,
    facts_of,
    first_step,
)
from banfa.engine.deadlines import look_again
from banfa.engine.keys import Key
from banfa.engine.moments import When, when
from banfa.engine.parts import Desk, one_case
from banfa.engine.subscribers import Happened
from banfa.errors import Conflict, InvalidInput, Refused
from banfa.kernel import decide
from banfa.kernel.case import Case
from banfa.kernel.command import Facts
from banfa.kernel.decision import Accepted, Decision, Invalid, Refusal, Warned
from banfa.kernel.evolve import fold
from banfa.language.numbering import counted_in
from banfa.language.process import Process
from banfa.scenarios.again import given_last_time
from banfa.scenarios.commands import with_facts
from banfa.store import Kept, Reading, Writing
from banfa.store.catalogue import Available
from banfa.store.ids import new_id
from banfa.texts import Text

Asked = Callable[[Reading, Kept, Process], dict[str, Any]]
"""What a command asks of a case, as fields of the kernel's command."""


class Commands(Desk):
    """Every command, each in one transaction."""

    def start(
        self,
        process: str,
        *,
        actor: str,
        data: Mapping[str, Any] | None = None,
        step: str | None = None,
        version: str | None = None,
        happened: str | datetime | None = None,
        role: str | None = None,
        recorder: str | None = None,
        idempotency_key: str | None = None,
    ) -> CaseNow:
        """Open a case of `process` (of its latest version, or this) by its step from start, or by `step`.

        Asked again with the same `idempotency_key`, nothing is done and the first answer given again; a
        `Conflict` if something else was asked with it. Raises `Refused`, `InvalidInput` or `UnknownProcess`;
        then nothing is written and no number used.
        """
        check_words(process=process, actor=actor, step=step, role=role, recorder=recorder)
        check_data(data)
        found = self._parts.found(process, version)
        who = Who(actor, role, recorder, happened)
        key = Key(idempotency_key, start=process, version=version, who=who, step=step, data=data or {})
        with self._writing() as tx:
            before = key.answered(tx)
            if before is not None:
                return before
            now = self._begin(tx, found, who, step or first_step(found.process), data or {})
            return key.keep(tx, now)

    def fire(
        self,
        case_id: str,
        step: str,
        *,
        actor: str,
        data: Mapping[str, Any] | None = None,
        expected_version: int | None = None,
        happened: str | datetime | None = None,
        role: str | None = None,
        recorder: str | None = None,
        target: str | None = None,
        again: bool = False,
        idempotency_key: str | None = None,
    ) -> CaseNow:
        """Take a step. `target`: where to, of a step that may return to several states.

        `again` takes over what came with this step the last time, laid over by `data`. Raises `Refused`,
        `InvalidInput`, `UnknownCase`, or `Conflict` if the case is not at `expected_version`.
        `idempotency_key` as in `start`.
        """

        check_words(step=step, target=target)
        check_data(data)

        def asked(tx: Reading, kept: Kept, process: Process) -> dict[str, Any]:
            events = [logged.event for logged in tx.events(kept.id)] if again else []
            n, before = given_last_time(process, events, step)
            return {
                "step": step,
                "target": target,
                "data": {**before, **(data or {})},
                "facts": Facts(again=n),
            }

        who = Who(actor, role, recorder, happened)
        said = {"step": step, "target": target, "data": data or {}, "again": again}
        key = Key(idempotency_key, fire=case_id, who=who, version=expected_version, **said)
        return self._run(case_id, "fire", asked, who, expected_version, key)

    def receive(
        self,
        case_id: str,
        copy: str,
        *,
        actor: str,
        set: int | None = None,
        expected_version: int | None = None,
        happened: str | datetime | None = None,
        role: str | None = None,
        recorder: str | None = None,
        idempotency_key: str | None = None,
    ) -> CaseNow:
        """Confirm that a copy ("complaint_card.2", or the document alone if it is one paper) has arrived.

        `set` names an earlier set than the last one. Raises as `fire` does.
        """

        check_words(copy=copy)

        def asked(_tx: Reading, kept: Kept, process: Process) -> dict[str, Any]:
            document, name = copy_named(process, copy)
            sets = len(kept.case.papers.get(document, ()))
            return {"document": document, "copy": name, "set": set or sets or 1}

        who = Who(actor, role, recorder, happened)
        key = Key(idempotency_key, receive=case_id, who=who, version=expected_version, copy=copy, set=set)
        return self._run(case_id, "receive", asked, who, expected_version, key)

    def waive(
        self,
        case_id: str,
        rule: str,
        person: str,
        *,
        actor: str,
        reason: str,
        expected_version: int | None = None,
        happened: str | datetime | None = None,
        role: str | None = None,
        recorder: str | None = None,
        idempotency_key: str | None = None,
    ) -> CaseNow:
        """Let `person` pass a rule of separation once, for a reason. Raises as `fire` does."""
        asked = {"rule": rule, "person": person, "reason": reason}
        who = Who(actor, role, recorder, happened)
        key = Key(idempotency_key, waive=case_id, who=who, version=expected_version, **asked)
        return self._run(case_id, "waive", lambda *_: asked, who, expected_version, key)

    def correct(
        self,
        case_id: str,
        field: str,
        value: Any,
        *,
        actor: str,
        reason: str,
        expected_version: int | None = None,
        happened: str | datetime | None = None,
        role: str | None = None,
        recorder: str | None = None,
        idempotency_key: str | None = None,
    ) -> CaseNow:
        """Replace a wrongly entered value where it was entered, for a reason. Raises as `fire` does."""
        asked = {"field": field, "value": value, "reason": reason}
        who = Who(actor, role, recorder, happened)
        key = Key(idempotency_key, correct=case_id, who=who, version=expected_version, **asked)
        return self._run(case_id, "correct", lambda *_: asked, who, expected_version, key)

    # -- how -----------------------------------------------------------------------------------------------

    def _begin(self, tx: Writing, found: Available, who: Who, step: str, data: Mapping[str, Any]) -> CaseNow:
        process, parts = found.process, self._parts
        check_starts(process, step)
        org = parts.organisations.for_new(found, parts.organisations.applied(tx))
        times = when(process, parts.clock, who.happened)
        facts = facts_of(process, times, tx)
        command = command_of(org, "fire", who, times, step=step, data=data, facts=facts)
        command = with_facts(command, process, org)
        check_units(org, process, command)
        accepted = accepted_of(decide(process, Case(new_id(parts.clock())), command))
        case = fold(accepted.events)
        accepted = accepted._replace(warnings=(*changed(tx, process), *accepted.warnings))
        tx.keep_definition(found.definition())
        tx.begin(process, found.shipped, case, parts.logged(accepted, org))
        use_number(tx, process, times)
        look_again(tx, process, case, command)
        return noted(tx, process, case, accepted)

    def _run(
        self, ref: str, kind: str, asked: Asked, who: Who, expected_version: int | None, key: Key
    ) -> CaseNow:
        """One command on a case that is there, in one transaction; once only, for each key."""
        check_words(actor=who.actor, role=who.role, recorder=who.recorder)
        check_version(expected_version)
        with self._writing() as tx:
            before = key.answered(tx)
            if before is not None:
                return before
            kept = one_case(tx, ref)
            if expected_version is not None and expected_version != kept.n:
                raise _overtaken(expected_version, kept.n)
            return key.keep(tx, self._advance(tx, kept, kind, asked, who))

    def _advance(self, tx: Writing, kept: Kept, kind: str, asked: Asked, who: Who) -> CaseNow:
        process = self._parts.definition(tx, kept)
        organisations = self._parts.organisations
        org = organisations.for_case(process, kept.shipped, organisations.applied(tx))
        wanted = asked(tx, kept, process)
        check_words(**wanted)
        before = kept.case
        times = when(process, self._parts.clock, who.happened)
        command = with_facts(command_of(org, kind, who, times, **wanted), process, org)
        check_units(org, process, command)
        accepted = accepted_of(decide(process, before, command))
        after = fold(accepted.events, before)
        tx.advance(process, before, after, self._parts.logged(accepted, org))
        look_again(tx, process, after, command)
        return noted(tx, process, after, accepted)


def noted(tx: Writing, process: Process, case: Case, accepted: Accepted) -> CaseNow:
    """The answer, which subscribers are told too."""
    now = case_now(process, case, accepted)
    ended = all(process.states[state].end is not None for state in now.states)
    tx.notes.append(Happened(now, accepted.events, ended))
    return now


def changed(tx: Writing, process: Process) -> Iterator[Warned]:
    """A warning, if cases ran on another meaning of the same version: it should have become a new version."""
    if any(meaning != process.meaning for meaning in tx.meanings_of(process.id, process.version)):
        zh = f"办法 {process.id} {process.version} 与库里同一版本的意思不同；新案件照新的办"
        en = f"{process.id} {process.version} no longer means what it did; give it another version"
        yield Warned("banfa.changed_definition", (), Text(zh, en))


def use_number(tx: Writing, process: Process, times: When) -> None:
    """Note that the next number of the year is used, if the process numbers its cases."""
    if process.numbering is not None:
        year = counted_in(process.numbering.pattern, times.entered.year)
        tx.use_number(process.id, year, tx.last_number(process.id, year) + 1)


def accepted_of(decision: Decision) -> Accepted:
    """Return what was accepted; raises `Refused` or `InvalidInput`."""
    if isinstance(decision, Refusal):
        raise Refused(decision)
    if isinstance(decision, Invalid):
        raise InvalidInput(decision.problems)
    return decision


def _overtaken(expected: int, now: int) -> Conflict:
    zh = f"案件已经是第 {now} 版，不是 {expected}；别人先办了一步，请看过再办"
    return Conflict(Text(zh, f"the case is at version {now}, not {expected}; look at it again first"))
