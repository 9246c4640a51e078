"""From what a caller asks to a command of the kernel: words that are words, persons, numbers, units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from banfa.engine.moments import When
from banfa.errors import InvalidInput
from banfa.kernel.command import Command, Facts, Grant
from banfa.kernel.decision import Problem
from banfa.language.numbering import counted_in, number
from banfa.language.process import Process
from banfa.people import Organisation, check_appointments
from banfa.store import Writing
from banfa.store.ids import new_id
from banfa.texts import Text


class Who(NamedTuple):
    """Who acts, as what, who enters it, and when it happened (None: now)."""

    actor: str
    role: str | None = None
    recorder: str | None = None
    happened: str | datetime | None = None


def command_of(org: Organisation, kind: str, who: Who, when: When, **asked: Any) -> Command:
    """Return the command with all that comes from outside: what the persons hold on the day, the times."""
    entered = when.entered.isoformat()
    return Command(
        id=new_id(when.entered),
        kind=kind,
        actor=who.actor,
        grants=grants_of(org, who.actor, when.happened),
        happened=entered if when.happened is when.entered else when.happened.isoformat(),
        entered=entered,
        role=who.role,
        recorder=who.recorder,
        recorder_grants=grants_of(org, who.recorder, when.entered) if who.recorder else (),
        **asked,
    )


def grants_of(org: Organisation, person: str, when: datetime) -> tuple[Grant, ...]:
    """Return what a person holds on the day of a moment."""
    key = (org.digest, person, when.date().isoformat())
    held = _held.get(key)
    if held is None:
        held = tuple(Grant(*grant) for grant in org.grants(person, key[2]))
        if len(_held) >= _MOST_HELD:
            _held.clear()
        _held[key] = held
    return held


_held: dict[tuple[str, str, str], tuple[Grant, ...]] = {}
"""What persons hold: by the organisation's digest, which says all of it, by person and by day."""
_MOST_HELD = 10_000


def facts_of(process: Process, when: When, tx: Writing) -> Facts:
    """Return the facts of a start: the next number of the year of entry, if the process numbers its cases."""
    if process.numbering is None:
        return Facts()
    pattern, year = process.numbering.pattern, when.entered.year
    seq = tx.last_number(process.id, counted_in(pattern, year)) + 1
    return Facts(number=number(pattern, year, seq))


def first_facts(process: Process) -> Facts:
    """Return facts that stand for those of a start in a question, which uses no number."""
    pattern = process.numbering.pattern if process.numbering else None
    return Facts(number=number(pattern, 1, 1) if pattern else None)


def check_units(org: Organisation, process: Process, command: Command) -> None:
    """Raise InvalidInput if the command appoints a unit that is not there or cannot have the role."""
    step = process.steps.get(command.step or "")
    if step is not None and isinstance(command.data, Mapping):
        bad = check_appointments(org, process, step, command.data)
        if bad:
            raise InvalidInput(tuple(Problem(f"data.{one.at}", one.message) for one in bad))


_NO_WORDS = frozenset({"data", "facts", "set", "value"})
"""What a command asks that need not be text; the kernel looks at it."""
_NO_TEXT = re.compile("[\ud800-\udfff\0]")


def check_words(**words: object) -> None:
    """Raise InvalidInput for words that are no text or hold no character: not to be found, nor kept."""
    for name, word in words.items():
        if word is None:
            continue
        if not isinstance(word, str):
            if name not in _NO_WORDS:
                text = Text("要写成文字", "this must be a text")
                raise InvalidInput((Problem(name, text),))
        elif _NO_TEXT.search(word):
            text = Text("里面有不成字的字节；请用 UTF-8", "it holds bytes that are no text; use UTF-8")
            raise InvalidInput((Problem(name, text),))


def check_data(data: object) -> None:
    """Raise InvalidInput for data that are no mapping from names of fields to values."""
    if data is not None and not (isinstance(data, Mapping) and all(isinstance(key, str) for key in data)):
        text = Text('要写成 {"字段": 值}', 'this must be {"field": value}')
        raise InvalidInput((Problem("data", text),))


def check_version(expected: object) -> None:
    """Raise InvalidInput for an expected version that is no whole number."""
    if expected is not None and (isinstance(expected, bool) or not isinstance(expected, int)):
        text = Text("要写成整数", "this must be a whole number")
        raise InvalidInput((Problem("expected_version", text),))


def check_limit(limit: object) -> None:
    """Raise InvalidInput for a limit that is no whole number from 1."""
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
        raise InvalidInput((Problem("limit", Text("要写成正整数", "this must be a whole number from 1")),))


def first_step(process: Process) -> str:
    """Return the one step that opens a case; InvalidInput if there are several."""
    starts = sorted(step.id for step in process.steps.values() if step.kind == "start")
    if len(starts) == 1:
        return starts[0]
    named = "、".join(starts)
    text = Text(f"立案的步骤有几个，请用 step 指明：{named}", f"name the step that opens the case: {named}")
    raise InvalidInput((Problem("step", text),))


def check_starts(process: Process, step: str) -> None:
    """Raise InvalidInput for a step that is there and does not open a case."""
    known = process.steps.get(step)
    if known is None or known.kind == "start":
        return
    starts = sorted(one.id for one in process.steps.values() if one.kind == "start")
    zh = f"“{known.title}”（{step}）不能立案，它在案件立了以后办；立案用：{'、'.join(starts)}"
    title = process.english(f"transitions.{step}.title", step)
    en = f"{title} ({step}) does not open a case, it comes later; a case is opened with: {', '.join(starts)}"
    raise InvalidInput((Problem("step", Text(zh, en)),))


def copy_named(process: Process, copy: str) -> tuple[str, str]:
    """Return document and copy of `DOC.COPY`, or of `DOC` alone for one paper."""
    document, _, name = copy.partition(".")
    known = process.documents.get(document)
    return document, name or (next(iter(known.copies)) if known and len(known.copies) == 1 else "")
