"""What scenarios have shown of each element: that it fired, that it refused, and in which row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from banfa.kernel import Accepted, Event, Invalid, Refusal
from banfa.kernel.case import standing_done
from banfa.kernel.decide import judged
from banfa.kernel.evolve import evolve
from banfa.kernel.facts import Facts, standing_names
from banfa.kernel.program import program_of
from banfa.kernel.rest import considered
from banfa.kernel.tables import ask_table
from banfa.kernel.work import Work
from banfa.language.problems import Place
from banfa.language.process import Demand, Process
from banfa.scenarios.elements import elements_of
from banfa.scenarios.results import Played, ScenarioResult
from banfa.texts import Text


class Seen(NamedTuple):
    """One observation: `element` by its dotted name, how it was seen, and the row that showed it.

    `how`: "fired" (a step was taken, a guard held, a copy moved, a row answered), "refused" (it stood against
    something), "missing" (it could not be decided), "warned", "waived".
    """

    element: str
    how: str
    scenario: str
    place: Place
    row: Text


def evidence_of(process: Process, results: Iterable[ScenarioResult]) -> dict[str, tuple[Seen, ...]]:
    """Return for each element what was seen of it, in the order of the rows, under its name in `elements_of`.

    A clause has the name `articles.8②`: "refused" where a refusal named it.
    """
    names = {element.name for element in elements_of(process)}
    found: dict[str, dict[Seen, None]] = {}
    for result in results:
        for seen in _of_scenario(result, names):
            found.setdefault(seen.element, {})[seen] = None
    return {element: tuple(seen) for element, seen in sorted(found.items())}


def _of_scenario(result: ScenarioResult, names: set[str]) -> Iterator[Seen]:
    for played in result.played:
        for element, how in dict.fromkeys(observations(result.process, played)):
            own = f"{result.process.id}/{element}"
            name = own if own in names else element
            yield Seen(name, how, result.scenario.model.scenario, played.place, played.row)


def observations(process: Process, played: Played) -> Iterator[tuple[str, str]]:
    """Return (element, how) for everything that one row shows."""
    decision = played.decision
    if isinstance(decision, Invalid):
        return
    if isinstance(decision, Accepted):
        for event in decision.events:
            yield from _of_event(process, event)
        yield from _on_the_way_to_rest(process, played, decision)
        yield from ((f"guards.{w.code}", "warned") for w in decision.warnings if w.code in process.guards)
        yield from (
            (f"references.{w.code}", "warned") for w in decision.warnings if w.code in process.references
        )
    else:
        yield from _of_refusal(process, decision)
        if decision.because in ("role", "state"):
            return
    if played.command.kind == "fire":
        yield from _of_judgement(process, played)


# -- what an event shows -----------------------------------------------------------------------------------


def _of_event(process: Process, event: Event) -> Iterator[tuple[str, str]]:
    if event.step is not None:
        yield f"transitions.{event.step}", "fired"
        for reference in process.steps[event.step].uses:
            yield f"references.{reference.name}", "fired"
    if event.role:
        yield f"roles.{event.role}", "fired"
    for effect in event.effects:
        name, *rest = effect
        shown = _EFFECTS.get(name)
        if shown is not None:
            yield from ((element, "fired") for element in shown(process, *rest))
        elif name == "waiver" and rest[2] == "spent":
            yield f"separation.{rest[0]}", "waived"


def _write(process: Process, field: str, value: object) -> Iterator[str]:
    if value is None:
        return
    yield f"fields.{field}"
    enum = process.enums.get(process.fields[field].type.of or "")
    if enum is not None:
        members = value if isinstance(value, tuple | list) else (value,)
        yield from (f"enums.{enum.id}.{member}" for member in members if member in enum.values)


def _paper(process: Process, document: str) -> str:
    found = process.documents.get(document)
    return f"{'things' if found is not None and found.thing else 'documents'}.{document}"


def _issue(
    process: Process, document: str, _k: int, _party: str, copies: list[str], *_: object
) -> Iterator[str]:
    yield _paper(process, document)
    yield from (f"{_paper(process, document)}.copies.{copy}" for copy in copies)


def _copy(process: Process, document: str, _k: int, copy: str, *_: object) -> Iterator[str]:
    yield f"{_paper(process, document)}.copies.{copy}"


def _table(process: Process, table: str, row: object) -> Iterator[str]:
    yield f"tables.{table}"
    for number in row if isinstance(row, list | tuple) else (row,):
        yield f"tables.{table}.rows.{number + 1}" if isinstance(number, int) else f"tables.{table}.otherwise"


_EFFECTS: Mapping[str, Callable[..., Iterable[str]]] = {
    "enter": lambda _, state, *region: (f"states.{state}",),
    "region": lambda _, whole, region, state: (f"states.{state}",),
    "back": lambda _, state, *rest: (f"states.{state}",),
    "write": _write,
    "table": _table,
    "appoint": lambda _, role, unit: (f"roles.{role}",),
    "issue": _issue,
    "move": _copy,
    "void": _copy,
    "received": _copy,
    "seal": lambda process, d, _k, part, *rest: (f"{_paper(process, d)}.parts.{part}",),
}


# -- what a refusal shows ----------------------------------------------------------------------------------


def _of_refusal(process: Process, refusal: Refusal) -> Iterator[tuple[str, str]]:
    yield from ((f"articles.{citation}", "refused") for citation in refusal.articles)
    if refusal.transition is not None:
        yield f"transitions.{refusal.transition}", "refused"
        if refusal.because == "role":
            yield from ((f"roles.{role}", "refused") for role in process.steps[refusal.transition].by)
        if refusal.because == "state":
            yield from ((f"states.{s}", "refused") for s in process.steps[refusal.transition].sources)
    for failed in refusal.failed:
        yield from ((element, "refused") for element in _behind(process, failed.guard))
    for missing in refusal.missing:
        section = "fields" if missing.field in process.fields else "roles"
        yield f"{section}.{missing.field}", "refused"


def _behind(process: Process, failed: str) -> Iterator[str]:
    """The elements that stand behind the id of a failure."""
    if not failed.startswith("banfa."):
        yield f"guards.{failed}"
        return
    _, kind, *rest = failed.split(".")
    if kind == "separation":
        yield f"separation.{rest[0]}"
    elif kind == "holds" and rest[1] != "all":
        yield f"{_paper(process, rest[0])}.copies.{rest[1]}"
    elif kind == "sealed":
        yield f"{_paper(process, rest[0])}.parts.{rest[1]}"
        yield f"fields.{rest[2]}"
    elif kind == "table":
        yield f"tables.{rest[0]}"
    elif kind == "unbound":
        yield f"roles.{rest[0]}"
    if kind in ("holds", "no_set", "sealed"):
        yield _paper(process, rest[0])


# -- what was judged on the way ----------------------------------------------------------------------------


def _of_judgement(process: Process, played: Played) -> Iterator[tuple[str, str]]:
    work = judged(process, played.before, played.command)
    if work is None:
        return
    yield from _judged(process, work)
    yield from _authority(process, work)
    yield from _conditions(process, work)
    if isinstance(played.decision, Accepted):
        yield from _separated(process, played)


def _judged(process: Process, work: Work) -> Iterator[tuple[str, str]]:
    """How the guards of a step came out, and the rows that answered."""
    for item in work.plan.step.when:
        how = _held(work, item)
        if how is not None:
            yield f"guards.{item.name}", how
    for table, answer in work.answers.items():
        if answer.row is not None:
            yield from ((element, "fired") for element in _table(process, table, answer.row))


def _on_the_way_to_rest(process: Process, played: Played, decision: Accepted) -> Iterator[tuple[str, str]]:
    """What let auto steps fire after each event, and what kept them waiting."""
    program, case = program_of(process), played.before
    for event in decision.events if program.autos else ():
        case = evolve(case, event)
        for work in considered(program, case, played.command):
            yield from _judged(process, work)


def _authority(process: Process, work: Work) -> Iterator[tuple[str, str]]:
    """The row by which a table said who may take the step: over what stood before it."""
    name = work.plan.step.by_table
    if name is not None:
        standing = standing_names(work.case)
        answer = ask_table(process.tables[name], Facts(work.program, work.case, standing, standing))
        yield from ((element, "fired") for element in _table(process, name, answer.row))


def _held(work: Work, item: Demand) -> str | None:
    """How an item of `when` came out; None where its `only_if` did not ask for it."""
    if item.condition is None or (item.only_if is not None and item.only_if.verdict(work.facts) is False):
        return None
    if item.condition.verdict(work.facts) is True:
        return "fired"
    weight = item.condition.weigh(work.facts)
    return "missing" if weight.T else "refused"


def _conditions(process: Process, work: Work) -> Iterator[tuple[str, str]]:
    """Named conditions: true ("fired") or false ("refused") over what this step saw."""
    for guard in process.guards.values():
        if guard.refuse is None and guard.warn is None:
            verdict = guard.condition.verdict(work.facts)
            if verdict is not None:
                yield f"guards.{guard.id}", "fired" if verdict else "refused"


def _separated(process: Process, played: Played) -> Iterator[tuple[str, str]]:
    """A rule was kept: another of its steps stands when one is taken."""
    standing = standing_done(played.before)
    for rule in process.separations.values():
        others = set(rule.steps) - {played.command.step}
        if played.command.step in rule.steps and others & standing.keys():
            yield f"separation.{rule.id}", "fired"


def seen_as(evidence: Mapping[str, tuple[Seen, ...]], element: str, *how: str) -> tuple[Seen, ...]:
    """Return what was seen of an element in one of these ways."""
    return tuple(seen for seen in evidence.get(element, ()) if seen.how in how)
