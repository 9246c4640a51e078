"""The façade: load, decide, append in one transaction. The one place where the parts meet."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from banfa.errors import BanfaError, Conflict, InvalidInput, Refused, UnknownCase
from banfa.kernel import allowed, decide
from banfa.kernel.case import Case
from banfa.kernel.command import Command, Facts, Grant
from banfa.kernel.decision import Accepted, Decision, Invalid, Possible, Problem, Refusal, Warned
from banfa.kernel.evolve import fold
from banfa.kernel.refuse import opaque
from banfa.kernel.roles import roles_in
from banfa.language.numbering import counted_in, number
from banfa.language.process import Process
from banfa.language.values import BadValue, FieldType, parser
from banfa.people import Organisation, check_appointments
from banfa.scenarios.again import given_last_time
from banfa.store import Kept, Logged, Reading, Store, Writing, shapes
from banfa.store.catalogue import Available, Catalogue, rebuilt
from banfa.store.database import IN_MEMORY
from banfa.store.ids import new_id
from banfa.store.organisations import Organisations
from banfa.texts import Text

Clock = Callable[[], datetime]
"""Gives the present, with its offset."""


class CaseNow(NamedTuple):
    """A case after a command: where it stands, and what the command passed with a warning."""

    id: str
    number: str | None
    process: str
    states: tuple[str, ...]
    version: int
    warnings: tuple[Warned, ...] = ()

    @property
    def state(self) -> str:
        """The state, or all of them with spaces between."""
        return " ".join(self.states)


class Engine:
    """Runs cases on one database. May be shared by threads; callers vouch for `actor`."""

    def __init__(
        self, store: Store, catalogue: Catalogue, org: Path | None = None, clock: Clock | None = None
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._shipped = catalogue if catalogue.shipped else Catalogue()
        self._clock = clock or _now
        self._definitions: dict[str, Process] = {}
        self._organisations = Organisations(org, self._shipped)

    @classmethod
    def open(
        cls,
        url: str = "sqlite:///cases.db",
        processes: str | Path | None = None,
        org: str | Path | None = None,
        clock: Clock | None = None,
        *,
        create: bool = True,
    ) -> Self:
        """Open the database at `url`, making it if need be (not with `create=False`).

        `processes`: a folder of processes, or of one; without it, those that came with banfa. `org`: the
        organisation's file; only a shipped process does without, on the sample beside it. `clock` gives an
        aware datetime. Raises `BanfaError` if the database cannot be used.
        """
        catalogue = Catalogue(Path(processes) if processes is not None else None)
        return cls(Store.open(url, create=create), catalogue, Path(org) if org is not None else None, clock)

    @classmethod
    def in_memory(
        cls, processes: str | Path | None = None, org: str | Path | None = None, clock: Clock | None = None
    ) -> Self:
        """Like `open`, on a database that is gone with the engine: for tests."""
        return cls.open(IN_MEMORY, processes, org, clock)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- commands ------------------------------------------------------------------------------------------

    def start(
        self,
        process: str,
        *,
        actor: str,
        data: Mapping[str, Any] | None = None,
        step: str | None = None,
        happened: str | datetime | None = None,
        role: str | None = None,
        recorder: str | None = None,
    ) -> CaseNow:
        """Open a case of `process` by its step from start (`step`, if it has several).

        Raises `Refused`, `InvalidInput` or `UnknownProcess`; then nothing is written and no number used.
        """
        _sound(process=process, actor=actor, step=step, role=role, recorder=recorder)
        found = self._catalogue.find(process)
        self._definitions[found.process.meaning] = found.process
        org = self._organisations.for_new(found)
        first = step or first_step(found.process)
        when = self._when(found.process, happened)
        with self._store.writing() as tx:
            case = Case(new_id(self._clock()))
            facts = _facts(found.process, when, tx)
            asked = {"step": first, "data": data or {}, "facts": facts}
            command = _command(org, "fire", actor, when, role, recorder, **asked)
            _check_units(org, found.process, command)
            accepted = _accepted(decide(found.process, case, command))
            return self._begin(tx, found, org, accepted, when)

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
    ) -> CaseNow:
        """Take a step. `target`: where to, of a step that may return to several states.

        `again` takes over what came with this step the last time, laid over by `data`. Raises `Refused`,
        `InvalidInput`, `UnknownCase`, or `Conflict` if the case is not at `expected_version`.
        """

        def asked(tx: Reading, kept: Kept, process: Process) -> dict[str, Any]:
            events = [logged.event for logged in tx.events(kept.id)] if again else []
            n, before = given_last_time(process, events, step)
            return {
                "step": step,
                "target": target,
                "data": {**before, **(data or {})},
                "facts": Facts(again=n),
            }

        return self._run(case_id, "fire", asked, actor, happened, role, recorder, expected_version)

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
    ) -> CaseNow:
        """Confirm that a copy ("complaint_card.2", or the document alone if it is one paper) has arrived.

        `set` names an earlier set than the last one. Raises as `fire` does.
        """

        def asked(_tx: Reading, kept: Kept, process: Process) -> dict[str, Any]:
            document, name = _copy_named(process, copy)
            sets = len(kept.case.papers.get(document, ()))
            return {"document": document, "copy": name, "set": set or sets or 1}

        return self._run(case_id, "receive", asked, actor, happened, role, recorder, expected_version)

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
    ) -> CaseNow:
        """Let `person` pass a rule of separation once, for a reason. Raises as `fire` does."""
        asked = {"rule": rule, "person": person, "reason": reason}
        return self._run(
            case_id, "waive", lambda *_: asked, actor, happened, role, recorder, expected_version
        )

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
    ) -> CaseNow:
        """Replace a wrongly entered value where it was entered, for a reason. Raises as `fire` does."""
        asked = {"field": field, "value": value, "reason": reason}
        return self._run(
            case_id, "correct", lambda *_: asked, actor, happened, role, recorder, expected_version
        )

    # -- questions -----------------------------------------------------------------------------------------

    def show(self, case_id: str, *, actor: str | None = None, masked: bool = False) -> dict[str, Any]:
        """Return the case as DESIGN's `show`: state, fields, documents, copies, whom it waits for.

        With an `actor`, as far as he may see it: others' personal values read "•", and one whom the case does
        not concern is `Refused`. `masked` without an actor hides every value that is for some eyes only.
        """
        kept, process, _ = self._look(case_id)
        shown = shapes.show(process, kept.case, self._eyes(kept, process, actor, masked))
        return {**shown, "organisation": self._organisations.used(kept.shipped)}

    def allowed(self, case_id: str, *, actor: str, role: str | None = None) -> tuple[Possible, ...]:
        """Return the steps that `actor` may take now, with what each needs; () for one not concerned."""
        kept, process, _ = self._look(case_id)
        org = self._organisations.for_case(process, kept.shipped)
        when = self._when(process, None)
        return allowed(process, kept.case, _command(org, "fire", actor, when, role, None))

    def history(
        self, case_id: str, *, actor: str | None = None, masked: bool = False
    ) -> list[dict[str, Any]]:
        """Return every event as DESIGN's `history`, oldest first; `actor` and `masked` as in `show`."""
        kept, process, log = self._look(case_id)
        eyes = self._eyes(kept, process, actor, masked)
        return [shapes.event(process, logged.event, eyes) for logged in log]

    def _eyes(self, kept: Kept, process: Process, actor: str | None, masked: bool) -> shapes.Eyes:
        """The roles of whoever looks, as the case binds them; raises Refused for one it does not concern."""
        if actor is None:
            return frozenset() if masked else None
        org = self._organisations.for_case(process, kept.shipped)
        roles = roles_in(process, kept.case, _grants(org, actor, self._when(process, None).entered))
        if roles is None:
            raise Refused(opaque(None))
        return roles

    def copies(self, case_id: str) -> list[dict[str, Any]]:
        """Return where every copy of every set is, as DESIGN's `copies`."""
        kept, _, _ = self._look(case_id)
        return shapes.copies(kept.case)

    def cases(self, *, process: str | None = None, state: str | None = None) -> list[dict[str, Any]]:
        """Return all cases, oldest first, or those of a process or in a state, as DESIGN's `list`."""
        with self._store.reading() as tx:
            found = tx.cases()
            definitions = {kept.meaning: self._definition(tx, kept) for kept in found}
        return [
            shapes.listed(definitions[kept.meaning], kept.case)
            for kept in found
            if process in (None, kept.process) and (state is None or state in kept.state.split())
        ]

    def process(self, process_id: str) -> Process:
        """Return the process with this id as it is now, for new cases. Raises `UnknownProcess`."""
        return self._catalogue.find(process_id).process

    def process_of(self, case_id: str) -> Process:
        """Return the definition that a case runs on."""
        return self._look(case_id)[1]

    def organisation_for(self, process_id: str) -> Organisation | None:
        """Return the organisation that new cases of a process are run with; None if none was given."""
        found = self._catalogue.find(process_id)
        return self._organisations.for_new(found) if self._organisations.used(found.shipped) else None

    def organisation_of(self, case_id: str) -> Organisation | None:
        """Return the organisation that a case is run with; None if none was given."""
        kept, process, _ = self._look(case_id)
        known = self._organisations.used(kept.shipped)
        return self._organisations.for_case(process, kept.shipped) if known else None

    # -- how -----------------------------------------------------------------------------------------------

    def _run(
        self,
        ref: str,
        kind: str,
        asked: Callable[[Reading, Kept, Process], dict[str, Any]],
        actor: str,
        happened: str | datetime | None,
        role: str | None,
        recorder: str | None,
        expected_version: int | None,
    ) -> CaseNow:
        """One command on a case that is there, in one transaction."""
        _sound(case=ref, actor=actor, role=role, recorder=recorder)
        with self._store.writing() as tx:
            kept = _one(tx.find(ref), ref)
            if expected_version is not None and expected_version != kept.n:
                raise _overtaken(expected_version, kept.n)
            process = self._definition(tx, kept)
            org = self._organisations.for_case(process, kept.shipped)
            when = self._when(process, happened)
            wanted = asked(tx, kept, process)
            _sound(**wanted)
            command = _command(org, kind, actor, when, role, recorder, **wanted)
            _check_units(org, process, command)
            case = kept.case
            accepted = _accepted(decide(process, case, command))
            after = fold(accepted.events, case)
            tx.advance(kept, after, self._logged(accepted, org))
        return _case_now(process, after, accepted)

    def _begin(
        self, tx: Writing, found: Available, org: Organisation, accepted: Accepted, when: _When
    ) -> CaseNow:
        process = found.process
        case = fold(accepted.events)
        tx.keep_definition(found.definition())
        tx.begin(process.id, process.version, found.shipped, case, self._logged(accepted, org))
        if process.numbering is not None:
            year = counted_in(process.numbering.pattern, when.entered.year)
            tx.use_number(process.id, year, tx.last_number(process.id, year) + 1)
        return _case_now(process, case, accepted)

    def _look(self, ref: str) -> tuple[Kept, Process, tuple[Logged, ...]]:
        _sound(case=ref)
        with self._store.reading() as tx:
            kept = _one(tx.find(ref), ref)
            return kept, self._definition(tx, kept), tx.events(kept.id)

    def _definition(self, tx: Reading, kept: Kept) -> Process:
        """The definition a case runs on, whatever its folder says by now."""
        process = self._definitions.get(kept.meaning)
        if process is None:
            process = self._definitions[kept.meaning] = self._as_shipped(kept) or _rebuilt(tx, kept.meaning)
        return process

    def _as_shipped(self, kept: Kept) -> Process | None:
        """A shipped process that still means the same: it is read anyway, for the organisation beside it."""
        if not kept.shipped:
            return None
        process = self._shipped.find(kept.process).process
        return process if process.meaning == kept.meaning else None

    def _logged(self, accepted: Accepted, org: Organisation) -> tuple[Logged, ...]:
        noted = {"organisation": org.digest, "account": self._account}
        return tuple(Logged(event, noted) for event in accepted.events)

    @cached_property
    def _account(self) -> str:
        """The operating system's user, as far as it tells."""
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return ""

    def _when(self, process: Process, happened: str | datetime | None) -> _When:
        zone = _zone(process)
        entered = self._clock().astimezone(zone).replace(microsecond=0)
        return _When(entered if happened is None else _moment(happened, zone), entered)


class _When(NamedTuple):
    happened: datetime
    entered: datetime


def _rebuilt(tx: Reading, meaning: str) -> Process:
    definition = tx.definition(meaning)
    if definition is None:
        zh = f"数据库里缺少定义 {meaning[:12]}；请从备份恢复"
        raise BanfaError(Text(zh, f"the database lacks the definition {meaning[:12]}; restore a backup"))
    return rebuilt(definition)


def _sound(**words: object) -> None:
    """Words that are no text (half of a character) can be neither looked up nor kept."""
    for name, word in words.items():
        if isinstance(word, str) and any("\ud800" <= sign <= "\udfff" for sign in word):
            text = Text("里面有不成字的字节；请用 UTF-8", "it holds bytes that are no text; use UTF-8")
            raise InvalidInput((Problem(name, text),))


def _now() -> datetime:
    return datetime.now(UTC)


def _zone(process: Process) -> ZoneInfo:
    try:
        return ZoneInfo(process.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zh = f"这台机器没有时区 {process.time_zone} 的数据；请安装 tzdata（pip install tzdata）"
        en = f"this machine has no data for the time zone {process.time_zone}; pip install tzdata"
        raise BanfaError(Text(zh, en)) from None


def _moment(happened: str | datetime, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(str(_time(happened))).astimezone(zone)
    except BadValue as bad:
        raise InvalidInput((Problem("happened", bad.text),)) from None
    except OverflowError:
        text = Text("这个时间超出了历法的范围", "the calendar does not reach that far")
        raise InvalidInput((Problem("happened", text),)) from None


_time = parser(FieldType("datetime"))


def _command(
    org: Organisation,
    kind: str,
    actor: str,
    when: _When,
    role: str | None,
    recorder: str | None,
    **asked: Any,
) -> Command:
    """The command, with all that is known from outside: what the persons hold on the day, and the times."""
    return Command(
        id=new_id(when.entered),
        kind=kind,
        actor=actor,
        grants=_grants(org, actor, when.happened),
        happened=when.happened.isoformat(),
        entered=when.entered.isoformat(),
        role=role,
        recorder=recorder,
        recorder_grants=_grants(org, recorder, when.entered) if recorder else (),
        **asked,
    )


def _grants(org: Organisation, person: str, when: datetime) -> tuple[Grant, ...]:
    return tuple(Grant(*grant) for grant in org.grants(person, when.date().isoformat()))


def _facts(process: Process, when: _When, tx: Writing) -> Facts:
    if process.numbering is None:
        return Facts()
    pattern, year = process.numbering.pattern, when.entered.year
    seq = tx.last_number(process.id, counted_in(pattern, year)) + 1
    return Facts(number=number(pattern, year, seq))


def _check_units(org: Organisation, process: Process, command: Command) -> None:
    step = process.steps.get(command.step or "")
    if step is not None and isinstance(command.data, Mapping):
        bad = check_appointments(org, process, step, command.data)
        if bad:
            raise InvalidInput(tuple(Problem(f"data.{one.at}", one.message) for one in bad))


def _accepted(decision: Decision) -> Accepted:
    if isinstance(decision, Refusal):
        raise Refused(decision)
    if isinstance(decision, Invalid):
        raise InvalidInput(decision.problems)
    return decision


def _case_now(process: Process, case: Case, accepted: Accepted) -> CaseNow:
    return CaseNow(case.id, case.number, process.id, case.config, case.n, accepted.warnings)


def first_step(process: Process) -> str:
    """Return the one step that opens a case; InvalidInput if there are several."""
    starts = sorted(step.id for step in process.steps.values() if step.kind == "start")
    if len(starts) == 1:
        return starts[0]
    named = "、".join(starts)
    text = Text(f"立案的步骤有几个，请用 step 指明：{named}", f"name the step that opens the case: {named}")
    raise InvalidInput((Problem("step", text),))


def _copy_named(process: Process, copy: str) -> tuple[str, str]:
    """`DOC.COPY`, or `DOC` alone for one paper."""
    document, _, name = copy.partition(".")
    known = process.documents.get(document)
    return document, name or (next(iter(known.copies)) if known and len(known.copies) == 1 else "")


def _one(found: tuple[Kept, ...], ref: str) -> Kept:
    if len(found) == 1:
        return found[0]
    if not found:
        text = Text(f"没有案件 {ref}", f"there is no case {ref}")
    else:
        of = "、".join(f"{kept.process}: {kept.id}" for kept in found)
        text = Text(
            f"编号 {ref} 有几个案件，请用案件 id：{of}", f"{ref} is the number of several cases: {of}"
        )
    raise UnknownCase(text)


def _overtaken(expected: int, now: int) -> Conflict:
    zh = f"案件已经是第 {now} 版，不是 {expected}；别人先办了一步，请看过再办"
    return Conflict(Text(zh, f"the case is at version {now}, not {expected}; look at it again first"))
