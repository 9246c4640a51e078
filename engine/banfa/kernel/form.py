"""Step 0 of deciding: is the command well-formed? From process and command alone (SEMANTICS 6, L5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from banfa.kernel.command import Command
from banfa.kernel.decision import Invalid, Problem
from banfa.kernel.program import Plan, Program
from banfa.language.suggest import suggest
from banfa.language.values import BadValue, Value
from banfa.texts import Text

MOST_PROBLEMS = 100
"""Of one command: nobody reads on."""


def fire_form(program: Program, plan: Plan, command: Command) -> tuple[dict[str, Value], list[Problem]]:
    """Return the data in canonical form, and what is malformed in a `fire`."""
    problems: list[Problem] = []
    data: dict[str, Value] = {}
    takes = plan.takes
    for key, raw in command.data.items():
        if len(problems) == MOST_PROBLEMS:
            break
        parse = takes.get(key)
        if parse is None:
            problems.append(not_taken(plan, key))
        elif raw is not None:
            try:
                data[key] = parse(raw)
            except BadValue as bad:
                problems.append(Problem(f"data.{key}", named(program, key, bad.text)))
    for key in plan.some_wanted:
        if key in data and not data[key]:
            del data[key]
    if command.target is not None or plan.choice:
        problems += target_problems(plan, command.target)
    if command.happened != command.entered:
        problems += when_problems(command)
    return data, problems


def target_problems(plan: Plan, target: str | None) -> list[Problem]:
    """Where a return leads: one of those listed, and named where there are several."""
    if target in plan.step.back_to or (target is None and not plan.choice):
        return []
    return [wrong_target(plan, target)]


def when_problems(command: Command) -> list[Problem]:
    """Times that are not aware, or out of order."""
    happened, entered = command.happened, command.entered
    if happened == entered:
        return []
    try:
        late = datetime.fromisoformat(happened) > datetime.fromisoformat(entered)
    except (ValueError, TypeError):
        message = Text("时间要写成带时区的完整时间。", "give times in full, with their offset")
        return [Problem("happened", message)]
    if not late:
        return []
    return [
        Problem(
            "happened",
            Text(
                "发生时间晚于录入时间；尚未发生的事不能录入。",
                "it happened later than it was entered; what has not happened yet cannot be entered",
            ),
        )
    ]


def named(program: Program, key: str, text: Text) -> Text:
    """A message about a value, with the field's title before it."""
    field = program.process.fields.get(key)
    zh = field.title if field else program.process.roles[key].title
    en = program.process.english(f"fields.{key}.title" if field else f"roles.{key}.title", key)
    return Text(f"{zh}({key}): {text.zh}", f"{en} ({key}): {text.en}")


def not_taken(plan: Plan, key: str) -> Problem:
    """A key that the step does not take."""
    near = suggest(key, plan.takes)
    all_of_them = ", ".join(plan.takes)
    hint_zh = f"是否指 {near}?" if near else (f"可填：{all_of_them}。" if plan.takes else "这一步不收数据。")
    hint_en = (
        f"do you mean {near}?" if near else (f"it takes: {all_of_them}" if plan.takes else "it takes no data")
    )
    return Problem(
        f"data.{key}",
        Text(f"“{plan.step.title}”不收 {key}。{hint_zh}", f"{plan.step.id} does not take {key}; {hint_en}"),
    )


def wrong_target(plan: Plan, target: str | None) -> Problem:
    """A return without a target, or to one that is not listed."""
    listed = ", ".join(plan.step.back_to)
    if not listed:
        message = Text(
            f"“{plan.step.title}”不选去处，请去掉 target。", f"{plan.step.id} takes no target; leave it out"
        )
    elif target is None:
        message = Text(f"请选择退回到哪里：{listed}。", f"choose where to return to: {listed}")
    else:
        message = Text(
            f"不能退回到 {target}；可选：{listed}。", f"cannot return to {target}; choose from: {listed}"
        )
    return Problem("target", message)


def unknown(what: Text, name: object, candidates: Any, at: str) -> Invalid:
    """An id that the process does not have."""
    near = suggest(str(name), candidates)
    return Invalid(
        (
            Problem(
                at,
                Text(
                    f"没有名为 {name} 的{what.zh}" + (f";是否指 {near}?" if near else "。"),
                    f"there is no {what.en} {name}" + (f"; do you mean {near}?" if near else ""),
                ),
            ),
        )
    )


def taken_by_itself(plan: Plan) -> Invalid:
    """Nobody takes an auto step."""
    message = Text(
        f"“{plan.step.title}”在条件成立时自动进行，没有人来办。",
        f"{plan.step.id} is taken by itself when its guards hold; nobody takes it",
    )
    return Invalid((Problem("step", message),))


def not_yet_run(program: Program) -> Invalid | None:
    """Invalid if the process uses constructs that this release does not run."""
    names = program.process.not_yet_run
    if not names:
        return None
    listed = ", ".join(names[:5])
    return Invalid(
        (
            Problem(
                "process",
                Text(
                    f"这一版还不能运行此办法：它用到尚未实现的部分({listed})。",
                    f"this release cannot run this process: it uses parts that are not yet run ({listed})",
                ),
            ),
        )
    )


def reason_problem(reason: str | None) -> list[Problem]:
    """A waiver or a correction needs a reason."""
    if reason is not None and reason.strip():
        return []
    return [Problem("reason", Text("请写明理由。", "give a reason"))]
