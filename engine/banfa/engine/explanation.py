"""Why a step is not to be taken now, and the way forward: which fact, who supplies it, which other step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from banfa.engine.paths import path_to
from banfa.kernel import allowed, decide
from banfa.kernel.case import Case
from banfa.kernel.command import Command
from banfa.kernel.decision import Accepted, Failed, Invalid, Missing, Refusal
from banfa.kernel.messages import title_of
from banfa.kernel.program import program_of
from banfa.kernel.refuse import blocked_by_guard
from banfa.language.expressions.syntax import Done, Ever, walk
from banfa.language.process import Process
from banfa.store import shapes
from banfa.texts import Text


class Way(NamedTuple):
    """One thing to be done about it: fire, correct, waive or receive `what`, or let `other` people act."""

    do: str
    what: str
    by: tuple[str, ...]
    message: Text


class Explanation(NamedTuple):
    """A step and whether it is ready, needs something or is blocked; what stands against it, if anything."""

    transition: str
    status: str  # ready | needs | blocked
    refusal: Refusal | None
    articles: tuple[str, ...]
    forward: tuple[Way, ...] = ()


def as_json(found: Explanation) -> dict[str, Any]:
    """Return DESIGN's `explain`: transition and status, the keys of a refusal, and the way forward beside."""
    shown = shapes.refusal(found.refusal or Refusal(found.transition, "", articles=found.articles))
    ways = [
        {"do": way.do, "what": way.what, "by": list(way.by), "message": shapes.text(way.message)}
        for way in found.forward
    ]
    because = found.refusal.because if found.refusal else None
    return {
        **shown,
        "transition": found.transition,
        "status": found.status,
        "because": because,
        "forward": ways,
    }


def explain(process: Process, case: Case, command: Command, with_data: bool) -> Explanation | Invalid:
    """Explain how the firing of a step would be decided; Invalid if it makes no sense for the process."""
    decision = decide(process, case, command)
    if isinstance(decision, Invalid):
        return decision
    step = command.step or ""
    if isinstance(decision, Accepted):
        return Explanation(step, "ready", None, process.steps[step].origin.articles)
    status = _status(process, case, command, decision, with_data)
    ways = tuple(dict.fromkeys(_forward(process, case, command, decision)))
    return Explanation(step, status, decision, decision.articles, ways)


def _status(process: Process, case: Case, command: Command, refusal: Refusal, with_data: bool) -> str:
    if refusal.because in ("role", "state"):
        return "blocked"
    if with_data:
        return "needs" if refusal.because == "missing" else "blocked"
    mine = {one.transition: one.status for one in allowed(process, case, command)}
    return mine.get(refusal.transition or "", "blocked")


def _forward(process: Process, case: Case, command: Command, refusal: Refusal) -> Iterator[Way]:
    if refusal.because == "role" and not (refusal.allowed or refusal.articles):
        return  # one whom the case does not concern learns nothing
    step = process.steps[refusal.transition or ""]
    if refusal.because == "role":
        yield _by_others(process, step.id)
    elif refusal.because == "state":
        yield from _towards(process, case, command, frozenset(step.sources))
    for failed in refusal.failed:
        yield from _cure(process, case, refusal, failed)
    for lack in refusal.missing:
        yield from _supply(process, refusal, lack)


def _by_others(process: Process, step: str) -> Way:
    by = process.steps[step].by
    title = title_of(process, "transitions", step)
    who = _roles(process, by)
    return Way("fire", step, by, Text(f"请{who.zh}办“{title.zh}”", f"ask {who.en} to do: {title.en}"))


def _towards(process: Process, case: Case, command: Command, goals: frozenset[str]) -> Iterator[Way]:
    """The steps that lead to where this one can be taken, by a way that no fact bars, if there is one."""
    program = program_of(process)

    def open_now(step: str) -> bool:
        return not blocked_by_guard(program, program.plans[step], case, command)

    path = path_to(process, case, goals, open_now) or path_to(process, case, goals, lambda _step: True)
    yield from (_fire(process, between, Text("先办", "first do")) for between in path)


def _fire(process: Process, step: str, words: Text, object: Text | None = None) -> Way:
    by = process.steps[step].by
    title, who = title_of(process, "transitions", step), _roles(process, by)
    zh = f"{words.zh}“{title.zh}”{object.zh if object else ''}：由{who.zh}办"
    return Way(
        "fire", step, by, Text(zh, f"{words.en} {title.en}{object.en if object else ''} (by {who.en})")
    )


def _supply(process: Process, refusal: Refusal, lack: Missing) -> Iterator[Way]:
    """Where a missing fact comes from: with this step, or with another; one that can be taken now first."""
    name = _name(process, lack.field)
    if not lack.steps:
        who = _roles(process, lack.supplied_by)
        zh, en = f"在这一步填写“{name.zh}”：由{who.zh}填", f"give {name.en} with this step (by {who.en})"
        yield Way("fire", refusal.transition or "", lack.supplied_by, Text(zh, en))
    for step in _now(refusal, lack.steps):
        yield _fire(
            process, step, Text("先办", "first do"), Text(f"，填写“{name.zh}”", f", giving {name.en}")
        )


def _now(refusal: Refusal, steps: Iterable[str]) -> tuple[str, ...]:
    """Of several steps those that the case allows now; all of them, if it allows none."""
    allowed_now = {one.transition for one in refusal.allowed}
    return tuple(step for step in steps if step in allowed_now) or tuple(steps)


def _cure(process: Process, case: Case, refusal: Refusal, failed: Failed) -> Iterator[Way]:
    kind, _, rest = failed.guard.removeprefix("banfa.").partition(".")
    if not failed.guard.startswith("banfa."):
        yield from _cure_guard(process, case, refusal, failed)
    elif kind in _CURES:
        yield from _CURES[kind](process, case, rest)


def _cure_guard(process: Process, case: Case, refusal: Refusal, failed: Failed) -> Iterator[Way]:
    """The steps a guard asks for, and the facts it saw: given anew with a step, or corrected."""
    program = program_of(process)
    nodes = list(walk(process.guards[failed.guard].condition.expr))
    for step in sorted({node.step for node in nodes if isinstance(node, Done | Ever)}):
        if step not in case.ever:
            yield _fire(process, step, Text("先办", "first do"))
    now = {one.transition for one in refusal.allowed}
    for field in failed.values:
        name = _name(process, field)
        taking = {refusal.transition} & {*program.takers.get(field, ())}
        for step in sorted(filter(None, {*program.writers.get(field, ())} & now | taking)):
            given = Text(f"，改填“{name.zh}”", f", giving another {name.en}")
            yield _fire(process, step, Text("办", "do"), given)
        yield from _correct(process, field, name)


def _correct(process: Process, field: str, name: Text) -> Iterator[Way]:
    program = program_of(process)
    by = {role for step in program.takers.get(field, ()) for role in process.steps[step].by}
    if field in process.fields and field not in program.computed and by:
        who = _roles(process, sorted(by))
        zh = f"“{name.zh}”若是录错了，可以更正：由{who.zh}办"
        yield Way(
            "correct", field, tuple(sorted(by)), Text(zh, f"correct {name.en} if it is wrong (by {who.en})")
        )


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
        yield from _making(process, "issue", document)
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


def _making(process: Process, how: str, name: str) -> Iterator[Way]:
    """The steps that issue a document, complete it, or appoint to a role."""
    for step in sorted(s.id for s in process.steps.values() if name in getattr(s, how)):
        yield _fire(process, step, Text("先办", "first do"))


_CURES: dict[str, Callable[[Process, Case, str], Iterator[Way]]] = {
    "separation": _cure_separation,
    "holds": _cure_holds,
    "no_set": lambda process, _case, document: _making(process, "issue", document),
    "unbound": lambda process, _case, role: _making(process, "appoint", role),
    "sealed": lambda process, _case, rest: _making(process, "complete", rest.partition(".")[0]),
}


def _name(process: Process, name: str) -> Text:
    return title_of(process, "fields" if name in process.fields else "roles", name)


def _roles(process: Process, roles: Iterable[str]) -> Text:
    titles = [title_of(process, "roles", role) for role in roles]
    return Text("、".join(t.zh for t in titles), ", ".join(t.en for t in titles))
