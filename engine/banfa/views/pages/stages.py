"""The stage map in words: each state, whom it waits for, and where a case can go from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banfa.language.process import Step
from banfa.texts import Text
from banfa.views.flow import anywhere
from banfa.views.reading.rules import state_sentences
from banfa.views.reading.steps import by, target
from banfa.views.tables import table
from banfa.views.words import Words

TITLE = Text("阶段", "Stages")
ORDER = 10


def lines(words: Words, of: str | None = None) -> Iterator[str]:
    """Begin with how a case is opened; then a table of all states."""
    for step in words.process.steps.values():
        if step.kind == "start":
            name, to, who = words.step(step.id), target(words, step), by(words, step)
            yield words.both(
                f"案件从{name}开始：{who}，进入{to}。", f"A case begins with {name}: {who}, to {to}."
            )
    yield ""
    yield words.picture("stages")
    yield ""
    heads = words.both("状态 等谁 往前走 退回 随时可办", "State|Waits for|Onward|Back|At any time")
    heads = heads.replace("|", "\0") if words.lang == "en" else heads.replace(" ", "\0")
    yield from table(heads.split("\0"), (_row(words, state) for state in words.flow.states))
    yield from _notes(words)


def _row(words: Words, state: str) -> tuple[str, ...]:
    flow = words.flow
    waits = words.listed(words.role(role) for role in flow.awaited(state))
    end = words.process.states[state].end is not None
    return (
        f"**{words.link(words.title('states', state), 'states', state)}**",
        waits or (words.both("（结束）", "(end)") if end else ""),
        _named(words, [step for step in flow.onward(state) if not anywhere(step)]),
        _named(words, flow.taken_at(state, "back")),
        _named(words, [*flow.taken_at(state, "act"), *(s for s in flow.onward(state) if anywhere(s))]),
    )


def _named(words: Words, steps: Iterable[Step]) -> str:
    return words.both("；", "; ").join(f"{words.step(step.id)}{_leads(words, step)}" for step in steps)


def _leads(words: Words, step: Step) -> str:
    if step.kind == "act":
        return ""
    return f"→{words.either(words.states(step.back_to))}" if step.back_to else f"→{target(words, step)}"


def _notes(words: Words) -> Iterator[str]:
    """What is said of single states: ends, returns that are told."""
    yield ""
    yield words.heading(3, words.both("各状态", "Each state"))
    yield ""
    for state in words.flow.states:
        text = "".join(
            words.both("", " ") + s.text for s in state_sentences(words, words.process.states[state])
        )
        yield f"- {words.anchored('states', state)}{text.strip()}"
