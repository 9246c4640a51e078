"""Cases, events and answers as JSON shows them: the shapes of DESIGN, and nothing beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from banfa.kernel.case import Case, standing_units, standing_values
from banfa.kernel.decision import Possible, Refusal, Warned
from banfa.kernel.event import Effect, Event
from banfa.kernel.program import program_of
from banfa.kernel.trail import entries
from banfa.kernel.waiting import asked_in, waits_for
from banfa.language.process import Process
from banfa.language.values import Value, display
from banfa.scenarios.again import given_last_time
from banfa.texts import Text

Eyes = frozenset[str] | None
"""The roles of whoever looks: others' personal values are masked. None: everything may be seen."""
MASK = "•"


def text(words: Text) -> dict[str, str]:
    """Both languages."""
    return {"zh": words.zh, "en": words.en}


def head(
    case: str, number: str | None, states: Iterable[str], version: int, warnings: Iterable[Warned] = ()
) -> dict[str, Any]:
    """What every answer about one case begins with."""
    in_states = list(states)
    return {
        "case": case,
        "number": number,
        "state": " ".join(in_states),
        "states": in_states,
        "version": version,
        "warnings": [warned(one) for one in warnings],
    }


def warned(one: Warned) -> dict[str, Any]:
    """One warning."""
    return {"code": one.code, "articles": list(one.articles), "message": text(one.message)}


def listed(process: Process, case: Case) -> dict[str, Any]:
    """A case in a list."""
    return {
        "case": case.id,
        "number": case.number,
        "process": process.id,
        "state": " ".join(case.config),
        "version": case.n,
        "waits_for": waiting(process, case),
    }


def show(process: Process, case: Case, eyes: Eyes = None) -> dict[str, Any]:
    """All that stands in a case, as far as these eyes may see it."""
    return {
        **head(case.id, case.number, case.config, case.n),
        "process": process.id,
        "meaning": case.meaning,
        "home": case.home,
        "fields": values(process, {**standing_units(case), **standing_values(case)}, eyes),
        "documents": {name: _document(process, case, name, eyes) for name in sorted(case.papers)},
        "copies": copies(case),
        "rounds": {entry.state: entry.rounds for entry in entries(case.trail) if entry.rounds},
        "waits_for": waiting(process, case),
        "deadlines": [],
    }


def waiting(process: Process, case: Case) -> list[dict[str, Any]]:
    """Whom the case waits for: role and unit, the unit None while nobody is appointed."""
    program = program_of(process)
    found = []
    asked = asked_in(case.trail)
    for role in sorted(set(waits_for(process, case.trail)) - {role for role, _ in asked}):
        unit = program.binding(case, role)
        found += [{"role": role, "unit": one} for one in (unit if isinstance(unit, tuple) else (unit,))]
    found += [_asked(role, who) for role, who in asked]
    return found


def _asked(role: str | None, who: str) -> dict[str, Any]:
    """One that is asked and has not answered: a unit, or a person."""
    one: dict[str, Any] = {"role": role or "asked", "unit": None if who.startswith("@") else who}
    return {**one, "person": who[1:]} if who.startswith("@") else one


def copies(case: Case) -> list[dict[str, Any]]:
    """Where every copy of every set is; of one on its way, `holder` is whom it goes to."""
    return [
        {
            "document": document,
            "set": k,
            "copy": copy,
            "holder": custody.to if custody.status == "transit" else custody.party,
            "status": custody.status,
            "since": custody.since,
            "superseded": not one.current,
        }
        for document, sets in sorted(case.papers.items())
        for k, one in enumerate(sets, 1)
        for copy, custody in sorted(one.copies.items())
    ]


def moves(one: Event) -> list[dict[str, Any]]:
    """What an event did with copies, in order; `to` is the party that issued them, gets or got them."""
    return [
        {
            "n": one.n,
            "happened": one.happened,
            "document": document,
            "set": k,
            "copy": copy,
            "how": how,
            "to": to,
        }
        for effect in one.effects
        for document, k, copy, how, to in _moves(effect)
    ]


def _moves(effect: Effect) -> Iterator[_Move]:
    name, *rest = effect
    yield from _MOVES[name](*rest) if name in _MOVES else ()


_Move = tuple[str, int, str, str, str | None]
_MOVES: Mapping[str, Callable[..., list[_Move]]] = dict(  # noqa: C408 - effects go by their names
    issue=lambda document, k, party, copies, _: [(document, k, copy, "issue", party) for copy in copies],
    move=lambda document, k, copy, _, party: [(document, k, copy, "sent", party)],
    received=lambda document, k, copy, party, *_: [(document, k, copy, "received", party)],
    void=lambda document, k, copy: [(document, k, copy, "void", None)],
)


def event(
    process: Process, one: Event, eyes: Eyes = None, overtaken: frozenset[int] = frozenset()
) -> dict[str, Any]:
    """An event as history shows it; `data` is what came with it.

    `overtaken`: events in which a clock found late what turned out to have been met in time.
    """
    step = process.steps.get(one.step or "")
    return {
        "n": one.n,
        "kind": one.kind,
        "step": one.step,
        "actor": one.actor,
        "role": one.role,
        "party": one.party,
        "on_behalf_of": one.on_behalf_of,
        "recorder": one.recorder,
        "happened": one.happened,
        "entered": one.entered,
        "articles": list(step.origin.articles) if step else [],
        "cause": one.cause,
        "overtaken": one.n in overtaken,
        "reason": one.reason,
        "data": values(process, given(process, one), eyes),
    }


def given(process: Process, one: Event) -> dict[str, Value]:
    """The data that came with an event, canonical: what a step takes, or a correction's new value."""
    if one.step is not None and one.step in process.steps:
        return given_last_time(process, [one], one.step)[1]
    return {effect[1]: effect[2] for effect in one.effects if effect[0] == "correct"}


def values(process: Process, found: Mapping[str, Value], eyes: Eyes = None) -> dict[str, Any]:
    """Values as JSON shows them, by name; masked where they are not for these eyes (SEMANTICS 6.7)."""
    return {name: _shown(process, name, found[name], eyes) for name in sorted(found)}


def possible(one: Possible) -> dict[str, Any]:
    """A step that the case allows to somebody, with whether it is ready."""
    return {
        "transition": one.transition,
        "by": list(one.by),
        "status": one.status,
        "needs": list(one.needs),
    }


def refusal(refused: Refusal) -> dict[str, Any]:
    """A refusal."""
    return {
        "transition": refused.transition,
        "because": refused.because,
        "failed": [
            {
                "guard": one.guard,
                "articles": list(one.articles),
                "message": text(one.message),
                "values": dict(one.values),
            }
            for one in refused.failed
        ],
        "missing": [
            {"field": one.field, "supplied_by": list(one.supplied_by), "steps": list(one.steps)}
            for one in refused.missing
        ],
        "articles": list(refused.articles),
        "allowed": [
            {"transition": one.transition, "by": list(one.by), "needs": list(one.needs)}
            for one in refused.allowed
        ],
    }


def _document(process: Process, case: Case, name: str, eyes: Eyes) -> dict[str, Any]:
    sets = case.papers[name]
    parts = sets[-1].parts
    return {
        "sets": len(sets),
        "current": case.current_set(name),
        "parts": {
            part: {
                "revision": len(revisions),
                "values": values(process, revisions[-1], eyes) if revisions else None,
            }
            for part, revisions in sorted(parts.items())
        },
    }


def _shown(process: Process, name: str, value: Value, eyes: Eyes) -> Any:
    field = process.fields.get(name)
    if field is not None:
        viewers = program_of(process).viewers[name]
        hidden = eyes is not None and viewers is not None and not eyes & viewers
        return MASK if hidden else display(value, field.type)
    return list(value) if isinstance(value, tuple) else value
