"""What falls due: a clock does it, each thing once, in the order of time, in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from banfa.calendars.turns import turn_after
from banfa.calendars.zones import zone_of
from banfa.engine.asking import facts_of
from banfa.engine.commands import changed, noted, use_number
from banfa.engine.deadlines import digest_of, sleeping
from banfa.engine.moments import when
from banfa.engine.parts import Desk
from banfa.errors import InvalidInput
from banfa.kernel import decide
from banfa.kernel.case import Case
from banfa.kernel.clock import CLOCK_ACTOR, Act, command_for, next_act
from banfa.kernel.command import Command, Grant
from banfa.kernel.decision import Accepted, Decision, Invalid, Problem, Refusal
from banfa.kernel.event import Event
from banfa.kernel.evolve import fold
from banfa.language.process import CLOCK, COMPANY, Process, Step
from banfa.language.values import BadValue, FieldType, parser
from banfa.scenarios.commands import calendar_of, with_facts
from banfa.store import Kept, Reading, Sleeping, Writing
from banfa.store.catalogue import Available
from banfa.store.ids import new_id
from banfa.texts import Text

_log = logging.getLogger("banfa")
_time = parser(FieldType("datetime"))
_AT_ONCE = 500
"""How many cases are worked out anew in one transaction."""


class Work(NamedTuple):
    """One thing that fell due.

    `kind`: "due" (time was over), "remind", "start" (a clock opened the case), "moved" (a calendar was
    published or changed, and with it when there is something to do), "refused" (it could not be done).
    """

    kind: str
    process: str
    case: str
    number: str | None
    duty: str | None
    step: str | None
    happened: str
    told: tuple[str, ...] = ()
    reason: Text | None = None


class Turn(NamedTuple):
    """A case that a clock is to open."""

    found: Available
    step: Step
    at: datetime


class DueWork(Desk):
    """What a clock does. Several workers may do it at once: each thing is done once."""

    def due(self, at: str | datetime | None = None, *, dry_run: bool = False) -> list[Work]:
        """Do all that is due by `at` (now, unless it is said); return it in the order in which it was done.

        `dry_run` does nothing and returns what would be done first for each case; only then may `at` be
        ahead.
        Raises `InvalidInput` for a time that is none, or that has not come.
        """
        return list(self.each_due(at, dry_run=dry_run))

    def each_due(self, at: str | datetime | None = None, *, dry_run: bool = False) -> Iterator[Work]:
        """Like `due`, one by one as it is done: whoever stops asking stops the work, and loses nothing."""
        until = self._until(at, dry_run)
        if dry_run:
            yield from self._would_do(until)
            return
        yield from self._counted_anew()
        while (done := self._one(until)) is not None:
            yield from done

    def next_due(self) -> datetime | None:
        """Return when a clock has next something to do about a case; None if never, turns aside."""
        with self._reading() as tx:
            first = tx.next_deadline(_FOREVER)
        return None if first is None or first.wake is None else datetime.fromtimestamp(first.wake, UTC)

    # -- how -----------------------------------------------------------------------------------------------

    def _until(self, at: str | datetime | None, dry_run: bool) -> datetime:
        now = self._parts.clock().astimezone(UTC).replace(microsecond=0)
        if at is None:
            return now
        try:
            until = datetime.fromisoformat(str(_time(at))).astimezone(UTC)
        except BadValue as bad:
            raise InvalidInput((Problem("at", bad.text),)) from None
        if until > now and not dry_run:
            zh, en = (
                "这个时间还没有到；只想预看，加 --dry-run",
                "that time has not come; look ahead with a dry run",
            )
            raise InvalidInput((Problem("at", Text(zh, en)),))
        return until

    def _one(self, until: datetime) -> list[Work] | None:
        """Do what is due first; None if nothing is. First without being in anybody's way."""
        with self._reading() as tx:
            if self._first(tx, until) is None:
                return None
        with self._writing() as tx:
            first = self._first(tx, until)
            if first is None:
                return None
            return [self._open(tx, first) if isinstance(first, Turn) else self._wake(tx, first, until)]

    def _first(self, tx: Reading, until: datetime) -> Turn | Sleeping | None:
        """The turn or the case that is first; of both at one moment the turn."""
        case = tx.next_deadline(int(until.timestamp()))
        turn = min(self._turns(tx, until), key=lambda turn: turn.at, default=None)
        if case is None or (turn is not None and turn.at.timestamp() <= (case.wake or 0)):
            return turn
        return case

    # -- cases that are looked at

    def _wake(self, tx: Writing, row: Sleeping, until: datetime) -> Work:
        """Do the first thing that is due in a case."""
        kept = tx.find(row.case)[0]
        process, case = self._parts.definition(tx, kept), kept.case
        calendar, now = calendar_of(process), when(process, self._parts.clock, None).entered
        before = datetime.fromtimestamp((row.wake or 0) - 1, UTC)
        act = next_act(process, case, calendar, now, before)
        if act is None or act.at > until:
            tx.sleep(sleeping(process, case, calendar, now, before))
            return _work("moved", kept, act.duty if act else None, _iso(act.at if act else now))
        return self._act(tx, kept, process, act, now)

    def _act(self, tx: Writing, kept: Kept, process: Process, act: Act, now: datetime) -> Work:
        case, calendar = kept.case, calendar_of(process)
        organisations = self._parts.organisations
        org = organisations.for_case(process, kept.shipped, tx.organisation())
        command = command_for(process, act, calendar, now)._replace(id=new_id(now))
        decision = decide(process, case, with_facts(command, process, org))
        if not isinstance(decision, Accepted):
            tx.sleep(sleeping(process, case, calendar, now, now))
            return _refused(_work("refused", kept, act.duty, command.happened), decision)
        after = fold(decision.events, case)
        if decision.events:
            tx.advance(process, case, after, self._parts.logged(decision, org))
            noted(tx, process, after, decision)
        tx.sleep(sleeping(process, after, calendar, now, act.at))
        done = _work(act.kind, kept, act.duty, command.happened)
        return done._replace(step=_step(decision.events), told=_told(decision.events))

    # -- cases that a clock opens

    def _turns(self, tx: Reading, until: datetime) -> Iterator[Turn]:
        """The turns that have come: the first of each process that is not taken yet."""
        for found in self._parts.clocked(tx):
            for step in found.process.steps.values():
                if step.every is not None:
                    at = self._next_turn(tx, found.process, step, until)
                    if at <= until:
                        yield Turn(found, step, at)

    def _next_turn(self, tx: Reading, process: Process, step: Step, until: datetime) -> datetime:
        """After the last one; where there was none, from the beginning of the day that is looked at."""
        assert step.every is not None
        zone = zone_of(process.time_zone)
        last = tx.last_turn(process.id, step.id)
        if last is None:
            day = until.astimezone(zone).replace(hour=0, minute=0, second=0)
            return turn_after(step.every, day - timedelta(seconds=1), zone)
        return turn_after(step.every, datetime.fromtimestamp(last, zone), zone)

    def _open(self, tx: Writing, turn: Turn) -> Work:
        """Open the case of a turn; a turn that is refused is past."""
        found, process, parts = turn.found, turn.found.process, self._parts
        org = parts.organisations.for_new(found, tx.organisation())
        times = when(process, parts.clock, turn.at)
        command = Command(
            id=new_id(times.entered),
            kind="fire",
            actor=CLOCK_ACTOR,
            grants=(Grant(CLOCK, COMPANY),),
            happened=times.happened.isoformat(),
            entered=times.entered.isoformat(),
            step=turn.step.id,
            facts=facts_of(process, times, tx),
        )
        decision = decide(process, Case(new_id(parts.clock())), with_facts(command, process, org))
        tx.set_turn(process.id, turn.step.id, int(turn.at.timestamp()))
        work = Work("start", process.id, "", None, None, turn.step.id, command.happened)
        if not isinstance(decision, Accepted):
            return _refused(work, decision)
        case = fold(decision.events)
        decision = decision._replace(warnings=(*changed(tx, process), *decision.warnings))
        tx.keep_definition(found.definition())
        tx.begin(process, found.shipped, case, parts.logged(decision, org))
        use_number(tx, process, times)
        tx.sleep(sleeping(process, case, calendar_of(process), times.entered, times.happened))
        noted(tx, process, case, decision)
        return work._replace(case=case.id, number=case.number, told=_told(decision.events))

    # -- calendars that were published, or changed

    def _counted_anew(self) -> Iterator[Work]:
        """Work out anew what another calendar than the present one said; say what moved."""
        with self._reading() as tx:
            known = {meaning: self._parts.known(tx, meaning) for meaning, _ in tx.meanings()}
            present = {digest_of(calendar_of(process)) for process in known.values() if process.duties}
            others = tx.calendars_counted_by() - present if present else frozenset()
        for digest in sorted(others):
            while moved := self._counted_anew_from(digest):
                yield from moved[1:]

    def _counted_anew_from(self, digest: str) -> list[Work]:
        """Some cases of that calendar, anew: first what stands for them all, then those that moved."""
        with self._writing() as tx:
            rows = tx.counted_by(digest, _AT_ONCE)
            done = [work for row in rows if (work := self._recounted(tx, row)) is not None]
        if not rows:
            return []
        for work in done:
            _log.info("%s %s: %s", work.number or work.case, work.duty or "", work.happened)
        return [_ANY, *done]

    def _recounted(self, tx: Writing, row: Sleeping) -> Work | None:
        kept = tx.find(row.case)[0]
        process, case = self._parts.definition(tx, kept), kept.case
        now = when(process, self._parts.clock, None).entered
        calendar = calendar_of(process)
        before = datetime.fromtimestamp(row.wake - 1, UTC) if row.wake is not None else now
        anew = sleeping(process, case, calendar, now, min(before, now))
        tx.sleep(anew)
        if (anew.wake, anew.late) == (row.wake, row.late):
            return None
        act = next_act(process, case, calendar, now, min(before, now))
        return _work("moved", kept, act.duty if act else None, _iso(act.at if act else now))

    # -- a look ahead

    def _would_do(self, until: datetime) -> Iterator[Work]:
        with self._reading() as tx:
            rows = tx.deadlines_until(int(until.timestamp()))
            turns = sorted(self._turns(tx, until), key=lambda turn: turn.at)
            ahead = [(turn.at.timestamp(), _of_turn(turn)) for turn in turns]
            ahead += [(row.wake or 0, self._of_row(tx, row)) for row in rows]
        for _, work in sorted(ahead, key=lambda item: item[0]):
            yield work

    def _of_row(self, tx: Reading, row: Sleeping) -> Work:
        kept = tx.find(row.case)[0]
        process = self._parts.definition(tx, kept)
        before = datetime.fromtimestamp((row.wake or 0) - 1, UTC)
        act = next_act(process, kept.case, calendar_of(process), before, before)
        if act is None:
            return _work("moved", kept, None, _iso(before))
        duty = process.duties[act.duty]
        told = duty.tell if act.kind == "due" else ()
        work = _work(act.kind, kept, act.duty, act.at.isoformat())
        return work._replace(step=duty.fire if act.kind == "due" else None, told=told)


_FOREVER = 1 << 62
_ANY = Work("moved", "", "", None, None, None, "")


def _work(kind: str, kept: Kept, duty: str | None, happened: str) -> Work:
    return Work(kind, kept.process, kept.id, kept.number, duty, None, happened)


def _of_turn(turn: Turn) -> Work:
    process = turn.found.process
    return Work("start", process.id, "", None, None, turn.step.id, turn.at.isoformat())


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _step(events: tuple[Event, ...]) -> str | None:
    return next((event.step for event in events if event.step is not None), None)


def _told(events: tuple[Event, ...]) -> tuple[str, ...]:
    roles = {effect[1] for event in events for effect in event.effects if effect[0] == "tell"}
    return tuple(sorted(roles))


def _refused(work: Work, decision: Decision) -> Work:
    """Nobody is there to be refused: it is said in the log, and to whoever runs the clock."""
    reason = Text("不能办", "it cannot be done")
    if isinstance(decision, Refusal) and decision.failed:
        reason = decision.failed[0].message
    if isinstance(decision, Invalid):
        reason = decision.problems[0].message
    _log.warning("%s %s: %s", work.case or work.process, work.duty or work.step, reason.en)
    return work._replace(kind="refused", reason=reason)
