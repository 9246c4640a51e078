"""The way forward: which fact, who supplies it, which other step, and what all of it still hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from typing import NamedTuple

from banfa.engine.paths import Path, asked_of, path_to, returns_on
from banfa.engine.supposing import Supposed, opened, suppose
from banfa.engine.turns import turns_of
from banfa.kernel.case import Case, standing_seals, standing_values
from banfa.kernel.command import Command
from banfa.kernel.decision import Failed, Missing, Refusal
from banfa.kernel.messages import title_of
from banfa.kernel.program import program_of
from banfa.language.process import Process
from banfa.texts import Text


class Way(NamedTuple):
    """One thing to be done about it: fire, correct, waive or receive `what`, or let `other` people act."""

    do: str
    what: str
    by: tuple[str, ...]
    message: Text


def ways_forward(process: Process, case: Case, command: Command, refusal: Refusal) -> Iterator[Way]:
    """Yield what leads on from a refusal: only what the case can still do, and what that hangs on."""
    if refusal.because == "role" and not (refusal.allowed or refusal.articles):
        return  # one whom the case does not concern learns nothing
    step = refusal.transition or ""
    if refusal.because == "role":
        yield from _by_others(process, case, step)
    elif refusal.because == "state":
        yield from _towards(process, case, step)
    for failed in refusal.failed:
        yield from _cure(process, case, refusal, failed)
    if refusal.because == "guard":
        yield from _before(process, path_to(process, case, step))
    for lack in refusal.missing:
        yield from _supply(process, case, refusal, lack)


def _by_others(process: Process, case: Case, step: str) -> Iterator[Way]:
    """Whom to ask; before that, what leads to where they can take it."""
    by, title = process.steps[step].by, title_of(process, "transitions", step)
    who = _roles(process, by)
    zh, en = f"请{who.zh}办“{title.zh}”", f"ask {who.en} to do: {title.en}"
    before: list[Way] = []
    if not {*process.steps[step].sources} & {*case.config}:
        before = list(_towards(process, case, step))
        if not before:
            zh = f"“{title.zh}”由{who.zh}办，但案件已经走不到那一步"
            en = f"{title.en} is for {who.en} to do, but the case can no longer get there"
    yield from before
    yield Way("fire", step, by, Text(zh, en))


# -- steps on the way


def _towards(process: Process, case: Case, step: str) -> Iterator[Way]:
    """What leads to a step as things stand; else with another fact given, or with one put right."""
    path = path_to(process, case, step)
    if path:
        yield from _before(process, path)
        if returns_on(process, path):
            yield from _shortened(process, case, step, path)
        return
    again = path_to(process, case, step, anew=True)
    yield from _given_anew(process, case, again) if again else _put_right(process, case, step)


def _before(process: Process, path: Path) -> Iterator[Way]:
    """The steps before the last one; that too if it hangs on something."""
    shown = path if path[:-1] and path[-1].hinges else path[:-1]
    yield from (_suppose(process, one, words) for one, words in zip(shown, _in_turn(), strict=False))


def _given_anew(process: Process, case: Case, path: Path) -> Iterator[Way]:
    """The same, naming what has to be given anew because what stands would bar the step."""
    program = program_of(process)
    befores = (case, *(one.case for one in path))
    for one, before, words in zip(path, befores, _in_turn(), strict=False):
        if any(suppose(program, one.step, before)):
            if one is not path[-1] or one.hinges:
                yield _suppose(process, one, words)
            continue
        plan, standing = program.plans[one.step], standing_values(before)
        read = {name for item in plan.stops if item.condition for name in item.condition.reads}
        names = _names(process, sorted(read & plan.takes.keys() & standing.keys()))
        yield _fire(process, one.step, words, Text(f"，改填{names.zh}", f", giving another {names.en}"))


def _put_right(process: Process, case: Case, step: str) -> Iterator[Way]:
    """The facts without which there would be a way, to be corrected if they are wrong, and that way."""
    names, path = _standing_in_the_way(process, case, step, None)
    for name in names:
        yield from _correct(process, name, _name(process, name))
    yield from _before(process, path)


def _shortened(process: Process, case: Case, step: str, path: Path) -> Iterator[Way]:
    """The facts without which no return, or fewer, would be needed."""
    names, _ = _standing_in_the_way(process, case, step, returns_on(process, path))
    for name in names:
        by, title = _takers(process, name), _name(process, name)
        who = _roles(process, by)
        zh = f"“{title.zh}”若是录错了，更正即可，不用退回：由{who.zh}办"
        en = f"or, if {title.en} is wrong, correct it, and no return is needed (by {who.en})"
        yield Way("correct", name, by, Text(zh, en))


def _standing_in_the_way(
    process: Process, case: Case, step: str, returns: int | None
) -> tuple[list[str], Path]:
    """The facts but for which there would be a path, or one with fewer returns; and that path."""
    names = _correctable(process, case)
    found = path_to(process, opened(case, names), step)
    least = returns_on(process, found)
    if not found or (returns is not None and least >= returns):
        return [], ()

    def needed(name: str) -> bool:
        without = path_to(process, opened(case, names - {name}), step)
        return not without or returns_on(process, without) > least

    few = frozenset(filter(needed, names))
    return sorted(few), path_to(process, opened(case, few), step) or found


def _correctable(process: Process, case: Case) -> frozenset[str]:
    """The facts that were given, stand and are not sealed (SEMANTICS 7.4), as far as some rule reads them."""
    program = program_of(process)
    sealed = {
        name
        for document, _, part in standing_seals(case)
        for name in process.documents[document].parts[part].all
    }
    given = {name for name in standing_values(case) if program.takers.get(name)} - program.computed
    return frozenset(given - sealed) & asked_of(program).names


def _nearest(process: Process, case: Case, steps: Iterable[str]) -> Path:
    """The best path to one of some steps; () if there is none."""
    paths = [path for step in steps if (path := path_to(process, case, step))]
    return min(paths, key=lambda path: (returns_on(process, path), len(path)), default=())


_FIRST, _THEN = Text("先办", "first do"), Text("再办", "then do")
_NOTHING = Text("", "")


def _in_turn() -> Iterator[Text]:
    return chain((_FIRST,), repeat(_THEN))


def _suppose(process: Process, one: Supposed, words: Text) -> Way:
    turns = turns_of(process, one.hinges)
    return _fire(
        process, one.step, words, turns=Text(f"（{turns.zh}）", f", {turns.en}") if turns else _NOTHING
    )


def _fire(process: Process, step: str, words: Text, object: Text = _NOTHING, turns: Text = _NOTHING) -> Way:
    by = process.steps[step].by
    title, who = title_of(process, "transitions", step), _roles(process, by)
    zh = f"{words.zh}“{title.zh}”{object.zh}：由{who.zh}办{turns.zh}"
    return Way("fire", step, by, Text(zh, f"{words.en} {title.en}{object.en} (by {who.en}){turns.en}"))


# -- facts


def _supply(process: Process, case: Case, refusal: Refusal, lack: Missing) -> Iterator[Way]:
    """Where a missing fact comes from: with this step, with others that can be taken now, or with a later."""
    name = _name(process, lack.field)
    if not lack.steps:
        who = _roles(process, lack.supplied_by)
        zh, en = f"在这一步填写“{name.zh}”：由{who.zh}填", f"give {name.en} with this step (by {who.en})"
        yield Way("fire", refusal.transition or "", lack.supplied_by, Text(zh, en))
        return
    giving = Text(f"，填写“{name.zh}”", f", giving {name.en}")
    now = [step for step in lack.steps if step in {one.transition for one in refusal.allowed}]
    yield from (_fire(process, step, _FIRST, giving) for step in now)
    path = () if now else _nearest(process, case, lack.steps)
    for one, words in zip(path, _in_turn(), strict=False):
        yield _fire(process, one.step, words, giving) if one is path[-1] else _suppose(process, one, words)


def _cure(process: Process, case: Case, refusal: Refusal, failed: Failed) -> Iterator[Way]:
    kind, _, rest = failed.guard.removeprefix("banfa.").partition(".")
    if not failed.guard.startswith("banfa."):
        yield from _cure_guard(process, refusal, failed)
    elif kind in _CURES:
        yield from _CURES[kind](process, case, rest)


def _cure_guard(process: Process, refusal: Refusal, failed: Failed) -> Iterator[Way]:
    """The facts that a guard saw: given anew with a step that can be taken now, or corrected."""
    program = program_of(process)
    now = {refusal.transition, *(one.transition for one in refusal.allowed)}
    for field in failed.values:
        name = _name(process, field)
        for step in sorted(now.intersection(program.takers.get(field, ())), key=str):
            given = Text(f"，改填“{name.zh}”", f", giving another {name.en}")
            yield _fire(process, str(step), Text("办", "do"), given)
        yield from _correct(process, field, name)


def _correct(process: Process, field: str, name: Text) -> Iterator[Way]:
    by = _takers(process, field)
    if field in process.fields and field not in program_of(process).computed and by:
        who = _roles(process, by)
        zh, en = (
            f"“{name.zh}”若是录错了，可以更正：由{who.zh}办",
            f"correct {name.en} if it is wrong (by {who.en})",
        )
        yield Way("correct", field, by, Text(zh, en))


def _takers(process: Process, field: str) -> tuple[str, ...]:
    """The roles that may correct a field: those of the steps that take it."""
    takers = program_of(process).takers.get(field, ())
    return tuple(sorted({role for step in takers for role in process.steps[step].by}))


def _cure_separation(process: Process, _case: Case, rule: str) -> Iterator[Way]:
    by = process.separations[rule].waived_by
    yield Way("other", rule, (), Text("换另一个人来办", "let another person do it"))
    if by:
        who = _roles(process, by)
        yield Way("waive", rule, by, Text(f"确无他人时，可由{who.zh}免除", f"or have it waived by {who.en}"))


def _cure_holds(process: Process, case: Case, rest: str) -> Iterator[Way]:
    """Where the copy is, and who can hand it on."""
    document, _, copy = rest.partition(".")
    sets = case.papers.get(document, ())
    custody = sets[-1].copies.get(copy) if sets else None
    if custody is None or custody.status == "void":
        yield from _making(process, case, "issue", document)
    elif custody.status == "transit":
        yield _held(process, "receive", document, copy, custody.to or "", on_its_way=True)
    else:
        yield _held(process, "fire", document, copy, custody.party or "", on_its_way=False)


def _held(process: Process, do: str, document: str, copy: str, party: str, *, on_its_way: bool) -> Way:
    role = party.partition(":")[0]
    who, title = title_of(process, "roles", role), title_of(process, "documents", document)
    if on_its_way:
        zh = f"{title.zh}第{copy}联正送往{who.zh}，等签收后由其交出"
        en = f"copy {copy} of {title.en} is on its way to {who.en}, who has to receive and hand it on"
    else:
        zh = f"{title.zh}第{copy}联在{who.zh}手中，须由其交出"
        en = f"copy {copy} of {title.en} is with {who.en}, who has to hand it on"
    return Way(do, f"{document}.{copy}", (role,), Text(zh, en))


def _making(process: Process, case: Case, how: str, name: str) -> Iterator[Way]:
    """The nearest step that issues a document, completes it, or appoints to a role."""
    path = _nearest(process, case, sorted(s.id for s in process.steps.values() if name in getattr(s, how)))
    yield from (_suppose(process, one, words) for one, words in zip(path, _in_turn(), strict=False))


_CURES: dict[str, Callable[[Process, Case, str], Iterator[Way]]] = {
    "separation": _cure_separation,
    "holds": _cure_holds,
    "no_set": lambda process, case, document: _making(process, case, "issue", document),
    "unbound": lambda process, case, role: _making(process, case, "appoint", role),
    "sealed": lambda process, case, rest: _making(process, case, "complete", rest.partition(".")[0]),
}


def _name(process: Process, name: str) -> Text:
    return title_of(process, "fields" if name in process.fields else "roles", name)


def _names(process: Process, names: Iterable[str]) -> Text:
    titles = [_name(process, name) for name in names]
    return Text("、".join(f"“{t.zh}”" for t in titles), ", ".join(t.en for t in titles))


def _roles(process: Process, roles: Iterable[str]) -> Text:
    titles = [title_of(process, "roles", role) for role in roles]
    return Text("、".join(t.zh for t in titles), ", ".join(t.en for t in titles))
