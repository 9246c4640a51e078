"""One page a role: what must I do, what may I do, what do I hold, whom do I wait for, who waits for me."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banfa.language.process import Step
from banfa.texts import Text
from banfa.views.reading.people import role_sentences
from banfa.views.reading.sentence import Sentence
from banfa.views.reading.steps import lead, step_sentences
from banfa.views.roles import Held, Part
from banfa.views.tables import table
from banfa.views.words import Words

TITLE = Text("各角色", "Roles")
ORDER = 40
OF = "roles"

_TO_DO = frozenset(
    ("input", "optional", "appoint", "issue", "complete", "void", "recall", "send", "send_if_held")
)
"""The parts of a step that the person who takes it has to see to."""
_BOUNDS = frozenset(("when", "unless", "uses", "separation"))
"""Those that may stand against it."""


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Write the page of every role, or of one."""
    names = words.flow.as_written("roles", words.own("roles")) if of is None else (of,)
    for name in names:
        yield from _page(words, Part(words.process, name, words.flow))
    if of is None and not names:
        yield words.both("这里的角色就是上一级办法的角色。", "The roles are those of the process above.")
        for name in words.flow.as_written("roles", words.process.roles):
            part = Part(words.process, name, words.flow)
            if part.steps or part.held or part.told_by:
                yield from _page(words, part)


def _page(words: Words, part: Part) -> Iterator[str]:
    role = words.process.roles[part.role]
    own = role.id in words.own("roles")
    anchor = words.anchor("roles", role.id) if own else f"{words.process.id}-roles-{role.id}"
    yield words.heading(3, words.title("roles", role.id), anchor)
    yield ""
    yield words.both("", " ").join(sentence.text for sentence in role_sentences(words, role))
    yield ""
    for question, answer in (
        (Text("我必须办什么", "What must I do?"), _must(words, part)),
        (Text("我可以办什么", "What may I do?"), _may(words, part)),
        (Text("我手里有什么", "What do I hold?"), _holds(words, part)),
        (Text("我等谁", "Whom do I wait for?"), _waits(words, part)),
        (Text("谁等我", "Who waits for me?"), _awaited(words, part)),
        (Text("我会被告知什么", "What am I told?"), _told(words, part)),
    ):
        yield words.heading(4, words.both(*question))
        yield ""
        yield from answer
        yield ""


# ---- must


def _must(words: Words, part: Part) -> Iterator[str]:
    if not part.awaited_at:
        yield words.both("没有案件专等我办的事。", "No case waits for me.")
    for state in part.awaited_at:
        due, back = part.due_at(state), part.returns_at(state)
        named = words.both("；", "; ").join(words.step(step.id) for step in due)
        either = len(due) > 1
        zh = f"案件到{words.state(state)}时，要办{named}" + "（其中之一）" * either
        en = f"When a case is at {words.state(state)}: {named}" + " (one of these)" * either
        if back:
            ways = words.either(words.step(step.id) for step in back)
            zh, en = f"{zh}，不合格的办{ways}", f"{en}, or {ways} if it will not do"
        yield words.both(f"- **{zh}**。", f"- **{en}**.")
        for step in (*due, *back):
            yield f"  - {_task(words, step)}"
    if part.held:
        yield words.both("- 文件送到手里，要签收。", "- Papers that come to me are to be received.")
    yield from (f"- {line}" for line in _limits(words, part))


def _task(words: Words, step: Step) -> str:
    """A step as a task: what to see to, then what may stand against it."""
    name, cited = words.step(step.id), words.cited(step.origin.articles)
    todo = words.both("", " ").join(_texts(words, step, _TO_DO))
    bounds = words.both("", " ").join(_texts(words, step, _BOUNDS))
    return words.both(
        f"{name}{cited}：{todo or '办就是了。'}{bounds}",
        f"{name}{cited}: {todo or 'nothing to fill in.'} {bounds}",
    )


def _texts(words: Words, step: Step, parts: frozenset[str]) -> Iterator[str]:
    sentences: Iterable[Sentence] = step_sentences(words, step)
    yield from (sentence.text for sentence in sentences if sentence.part in parts)


def _limits(words: Words, part: Part) -> Iterator[str]:
    """The time limits of what the role owes."""
    from banfa.views.reading.rules import duty_sentences

    for duty in words.process.duties.values():
        steps = {step.id for step in part.steps}
        if duty.says.get("in") in part.awaited_at or steps & set(duty.says.get("until", ())):
            yield words.both("期限：", "In time: ") + " ".join(s.text for s in duty_sentences(words, duty))


# ---- may


def _may(words: Words, part: Part) -> Iterator[str]:
    found = list(_may_lines(words, part))
    yield from found or [words.both("没有别的可办。", "Nothing else.")]


def _may_lines(words: Words, part: Part) -> Iterator[str]:
    for step in part.may:
        yield (
            f"- {lead(words, step)}"
            + words.both("", " ")
            + words.both("", " ").join(_texts(words, step, _TO_DO | _BOUNDS))
        )
    for rule in words.process.separations.values():
        if part.role in rule.waived_by:
            steps = words.listed(words.step(step) for step in words.flow.steps if step in rule.steps)
            cited = words.cited(rule.origin.articles)
            zh = f"- 可以写明理由，准许同一人办{steps}{cited}，每准一次只用一次；不能准许自己。"
            yield words.both(
                zh, f"- Allow one person, with a reason and once, to take {steps}{cited}; never oneself."
            )
    if any(step.input or step.optional or step.complete for step in part.steps):
        zh = "- 自己这些步骤里填的资料，没有封定的可以写明理由更正。"
        yield words.both(zh, "- Correct, with a reason, data of these steps that are not sealed.")
    seen = [f.id for f in words.process.fields.values() if part.role in f.seen_by]
    if seen:
        yield words.both(f"- 可以看{words.fields(seen)}。", f"- See {words.fields(seen)}.")


# ---- holds


def _holds(words: Words, part: Part) -> Iterator[str]:
    if not part.held:
        yield words.both("不经手文件。", "No papers.")
        return
    if part.party != part.role:
        whom = words.role(part.party)
        yield words.both(f"下列文件算{whom}的，由我经手。", f"These papers are {whom}'s, in my hands.")
        yield ""
    heads = (("文件", "Paper"), ("怎样到手", "How it comes"), ("怎样离手", "How it goes"))
    yield from table([words.both(*head) for head in heads], (_held(words, part, held) for held in part.held))


def _held(words: Words, part: Part, held: Held) -> tuple[str, ...]:
    comes = words.both("；", "; ").join(_comes(words, part, words.process.steps[name]) for name in held.comes)
    goes = words.both("；", "; ").join(_goes(words, step, role) for step, role in held.goes)
    name = words.copy(held.document, held.copy) if held.copy else words.document(held.document)
    return name, comes, goes or words.both("留存", "kept")


def _comes(words: Words, part: Part, step: Step) -> str:
    by = words.either(words.role(role) for role in step.by)
    if part.party in {words.process.roles[role].holder for role in step.by if role in words.process.roles}:
        return words.both(f"自己办{words.step(step.id)}", f"by {words.step(step.id)}, my own")
    return words.both(f"{by}办{words.step(step.id)}时送来", f"from {by} by {words.step(step.id)}")


def _goes(words: Words, step: str, role: str) -> str:
    if not role:
        return words.both(f"办{words.step(step)}时作废", f"voided at {words.step(step)}")
    return words.both(
        f"办{words.step(step)}时送{words.role(role)}", f"to {words.role(role)} at {words.step(step)}"
    )


# ---- waiting


def _waits(words: Words, part: Part) -> Iterator[str]:
    found = list(_waits_lines(words, part))
    yield from found or [words.both("不等别人。", "Nobody.")]


def _waits_lines(words: Words, part: Part) -> Iterator[str]:
    by_state: dict[str, list[Step]] = {}
    for step, state in part.handed_on:
        by_state.setdefault(state, []).append(step)
    for state in words.flow.in_order(by_state):
        mine = words.either(words.step(step.id) for step in by_state[state])
        theirs = words.listed(words.strong(role) for role in words.flow.awaited(state))
        steps = words.either(words.step(step.id) for step in words.flow.awaited_steps(state))
        zh = f"- 我办了{mine}以后，案件在{words.state(state)}，等{theirs}办{steps}。"
        yield words.both(
            zh, f"- After {mine} the case is at {words.state(state)} and waits for {theirs}: {steps}."
        )


def _awaited(words: Words, part: Part) -> Iterator[str]:
    if not part.awaited_at:
        yield words.both("没有人专等我。", "Nobody.")
    for state in part.awaited_at:
        ways = words.both("；", "; ").join(_way_here(words, step) for step in words.flow.arriving(state))
        others = [role for role in words.flow.awaited(state) if role != part.role]
        also = words.both(
            f"（也等{words.listed(map(words.role, others))}）",
            f" (also for {words.listed(map(words.role, others))})",
        )
        zh = f"- 案件在{words.state(state)}时等我{also * bool(others)}。怎样到这里：{ways}。"
        yield words.both(
            zh,
            f"- At {words.state(state)} a case waits for me{also * bool(others)}. It comes here by: {ways}.",
        )


def _way_here(words: Words, step: Step) -> str:
    by = words.either(words.role(role) for role in step.by)
    return words.both(f"{by}办了{words.step(step.id)}", f"{words.step(step.id)} by {by}")


def _told(words: Words, part: Part) -> Iterator[str]:
    found = list(_told_lines(words, part))
    yield from found or [words.both("没有规定要告知我。", "Nothing is laid down.")]


def _told_lines(words: Words, part: Part) -> Iterator[str]:
    for step, sometimes in part.told_by:
        by = words.either(words.role(role) for role in step.by)
        zh, en = f"- {by}办{words.step(step.id)}时", f"- {words.step(step.id)} by {by}"
        yield words.both(
            zh + "（有条件，或正等我时）" * sometimes + "。",
            en + " (if it concerns me then)" * sometimes + ".",
        )
    for state in words.flow.states:
        rounds = words.process.states[state].rounds
        if rounds is not None and part.role in rounds.tell:
            zh = f"- 案件第{rounds.limit}次退回到{words.state(state)}时，以及以后每次。"
            yield words.both(zh, f"- From return {rounds.limit} to {words.state(state)} on.")
