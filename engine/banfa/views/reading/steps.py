"""A transition read out: 受理：由上级主管办理，案件从“待裁定受理”转入“登记”〔第7条〕。"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.language.process import Demand, Step
from banfa.language.turns import Turn
from banfa.views.conditions import in_words, opposite_in_words
from banfa.views.escaping import escaped
from banfa.views.reading.papers import paper_sentences
from banfa.views.reading.sentence import Sentence, ended, origins
from banfa.views.words import Words


def step_sentences(words: Words, step: Step) -> Iterator[Sentence]:
    """Everything that a transition says, the lead first."""
    yield Sentence("by", lead(words, step))
    yield from _standing(words, step)
    yield from _conditions(words, step)
    yield from _data(words, step)
    yield from _computed(words, step)
    yield from _appointed(words, step)
    yield from paper_sentences(words, step)
    yield from _outside(words, step)
    yield from _later(words, step)
    yield from _persons(words, step)
    yield from origins(words, step.origin)


def lead(words: Words, step: Step) -> str:
    """Who takes the step, where the case goes by it, and by which articles."""
    name = words.link(f"**{words.title('transitions', step.id)}**", "transitions", step.id)
    head = words.both(f"{name}：", f"{name}: ")
    return ended(
        words, head + words.both("，", ", ").join([by(words, step), moves(words, step)]), step.origin
    )


def by(words: Words, step: Step) -> str:
    """Who takes the step: 由上级主管办理."""
    also = words.listed(words.role(role) for role in step.several.get("by", ()))
    zh_also, en_also = f"（{also}）" * bool(also), f" ({also})" * bool(also)
    if step.auto:
        return words.both(f"条件具备时自动进行{zh_also}", f"by itself when its conditions hold{en_also}")
    if step.by_table is not None:
        table = words.name("tables", step.by_table)
        zh, en = f"由{table}一表定出的角色办理", f"by the role that the table {table} names"
        return words.both(f"{zh}{zh_also}", f"{en}{en_also}")
    roles = words.either(words.role(role) for role in (*step.by, *step.several.get("by", ())))
    recorded = sorted({r for role in step.by for r in _recorders(words, role)})
    entered = words.either(words.role(role) for role in recorded)
    zh, en = f"由{roles}办理", f"by {roles}"
    return words.both(
        zh + f"，由{entered}代为登记" * bool(recorded), en + f", entered by {entered}" * bool(recorded)
    )


def _recorders(words: Words, role: str) -> tuple[str, ...]:
    known = words.process.roles.get(role)
    return known.recorded_by if known is not None and known.outside else ()


def moves(words: Words, step: Step) -> str:
    """Where the case goes: 案件从“待裁定受理”转入“登记”."""
    sources = words.either(words.states(step.sources))
    if step.kind == "start":
        return words.both(
            f"立案，案件进入{target(words, step)}", f"opening the case at {target(words, step)}"
        )
    if step.kind == "forward":
        return words.both(
            f"案件从{sources}转入{target(words, step)}", f"from {sources} to {target(words, step)}"
        )
    if step.kind == "back":
        targets = words.either(words.states(step.back_to))
        chosen = len(step.back_to) > 1
        zh, en = f"案件从{sources}退回到{targets}", f"back from {sources} to {targets}"
        return words.both(zh + "，由办理的人选定" * chosen, en + ", as the person chooses" * chosen)
    return words.both(
        f"案件在{sources}时可办，办后原地不动", f"while the case is at {sources}, where it stays"
    )


def target(words: Words, step: Step) -> str:
    """The state that a step leads to."""
    if step.to_table is not None:
        table = words.name("tables", step.to_table)
        return words.both(f"{table}一表定出的状态", f"the state that the table {table} names")
    if step.several.get("to") == "resume":
        return words.both("被打断时所在的状态", "the state that was interrupted")
    return words.state(step.to) if step.to is not None else words.both("后一状态", "the next state")


def _standing(words: Words, step: Step) -> Iterator[Sentence]:
    if step.stands:
        yield Sentence(
            "stands",
            words.both("办过即作数，以后退回也不撤销。", "Once done it counts; no later return undoes it."),
        )


def _conditions(words: Words, step: Step) -> Iterator[Sentence]:
    for demand in step.when:
        yield Sentence("unless" if demand.negated else "when", _condition(words, step, demand))


def _condition(words: Words, step: Step, demand: Demand) -> str:
    guard = words.process.guards.get(demand.name)
    if guard is None:
        return ended(words, words.both(f"须符合{escaped(demand.name)}", f"{escaped(demand.name)} must hold"))
    read = opposite_in_words if demand.negated else in_words
    needed, only_if = read(words, guard.condition.expr), only_when(words, demand)
    if guard.warn is not None and demand.refuse is None:
        said = f"“{words.text(f'guards.{guard.id}.warn', guard.warn)}”"
        zh, en = (
            f"{only_if}应当{needed}；否则仍可办，但须提醒{said}",
            f"{only_if}it is warned of {said} unless {needed}",
        )
    else:
        said = f"“{_refusal(words, step, demand)}”"
        zh, en = (
            f"{only_if}须{needed}；否则不准，理由是{said}",
            f"{only_if}it must be that {needed}; else refused: {said}",
        )
    return ended(
        words,
        words.link(words.both("条件", "Condition"), "guards", guard.id)
        + words.both("：", ": ")
        + words.both(zh, en),
        guard.origin,
    )


def _refusal(words: Words, step: Step, demand: Demand) -> str:
    if demand.refuse is not None:
        section = "unless" if demand.negated else "when"
        return words.text(f"transitions.{step.id}.{section}.{demand.name}.refuse", demand.refuse)
    guard = words.process.guards[demand.name]
    if guard.refuse is not None:
        return words.text(f"guards.{guard.id}.refuse", guard.refuse)
    return words.title("guards", guard.id)


def only_when(words: Words, demand: Demand) -> str:
    """When something is demanded: "如果…，", or nothing."""
    if demand.only_if is None:
        return ""
    condition = in_words(words, demand.only_if.expr)
    return words.both(f"如果{condition}，", f"if {condition}, ")


def _data(words: Words, step: Step) -> Iterator[Sentence]:
    always = [demand.name for demand in step.input if demand.only_if is None]
    if always:
        fields = words.fields(always)
        yield Sentence("input", words.both(f"须填写{fields}。", f"Required: {fields}."))
    for demand in step.input:
        if demand.only_if is not None:
            condition, field = only_when(words, demand), words.field(demand.name)
            zh, en = (
                f"{condition}还须填写{field}，否则可以不填。",
                f"{condition}{field} is required, else optional.",
            )
            yield Sentence("input", words.both(zh, _capital(en)))
    may = [name for name in step.optional if name not in step.appoint]
    if may:
        fields = words.fields(may)
        yield Sentence("optional", words.both(f"可以填写{fields}。", f"Optional: {fields}."))


def _computed(words: Words, step: Step) -> Iterator[Sentence]:
    for table in step.decide:
        name, field = words.name("tables", table), words.field(table)
        zh, en = f"由{name}一表定出{field}。", f"The table {name} decides {field}."
        yield Sentence("decide", words.both(zh, en))
    for name, computation in sorted(step.set.items()):
        field, value = words.field(name), in_words(words, computation.expr)
        if computation.type.kind == "bool":
            zh, en = f"自动记下{field}：看是否{value}。", f"{_capital(field)} is set to whether {value}."
        else:
            zh, en = f"自动记下{field}，等于{value}。", f"{_capital(field)} is set to {value}."
        yield Sentence("set", words.both(zh, en))
    written = sorted(f.id for f in words.process.fields.values() if f.source == f"{step.id}.happened")
    if written:
        fields = words.listed(words.field(name) for name in written)
        yield Sentence("fields", words.both(f"办理的时间记为{fields}。", f"Its time is kept as {fields}."))


def _appointed(words: Words, step: Step) -> Iterator[Sentence]:
    for role in step.appoint:
        may = role in step.optional
        zh = f"{'可以' if may else '须'}指定由哪个单位担任{words.role(role)}。"
        en = f"It {'may' if may else 'must'} appoint the unit that is {words.role(role)}."
        yield Sentence("appoint", words.both(zh, en))


def _outside(words: Words, step: Step) -> Iterator[Sentence]:
    for demand in step.uses:
        known = words.process.references.get(demand.name)
        missing = known is not None and known.status == "unresolved"
        rule, condition = words.name("references", demand.name), only_when(words, demand)
        zh = f"{condition}依{rule}办理" + "（这份规定还没有接上，办时提醒）" * missing
        en = f"{condition}{rule} applies" + " (not at hand yet, so it is warned)" * missing
        yield Sentence("uses", ended(words, words.both(zh, _capital(en))))
    yield from _told(words, step)


def _told(words: Words, step: Step) -> Iterator[Sentence]:
    always = [words.role(demand.name) for demand in step.tell if demand.only_if is None]
    if always:
        roles = words.listed(always)
        yield Sentence("tell", words.both(f"告知{roles}。", f"Told: {roles}."))
    for demand in step.tell:
        if demand.only_if is not None:
            condition, role = only_when(words, demand), words.role(demand.name)
            yield Sentence(
                "tell", words.both(f"{condition}也告知{role}。", _capital(f"{condition}{role} is told."))
            )


def _later(words: Words, step: Step) -> Iterator[Sentence]:
    """Time, several parties and sub-cases."""
    if step.every is not None:
        yield Sentence("every", again(words, step.every))
    for name, sub in sorted(dict(step.several.get("open") or {}).items()):
        yield Sentence("open", _sub_case(words, name, sub))
    roster = step.several.get("roster")
    if roster is not None:
        yield Sentence("roster", words.both(f"名单：{_plain(roster)}。", f"The roster: {_plain(roster)}."))
    for key in sorted(step.several.keys() - {"auto", "by", "to", "open", "roster"}):
        yield Sentence(key, f"{escaped(key)}: {_plain(step.several[key])}")


def again(words: Words, turn: Turn) -> str:
    """How often a clock opens a case: 每月1日自动立案。"""
    months, day = turn
    often = {0: ("每周", "every week"), 1: ("每月", "every month"), 12: ("每年", "every year")}
    zh, en = often.get(months, (f"每{months}个月", f"every {months} months"))
    at_zh = f"第{day}天" if months == 0 else f"{day}日" if months == 1 else f"首月{day}日"
    at_en = f"on day {day}" if months < 2 else f"on day {day} of the first month"
    return words.both(f"{zh}{at_zh}自动立案。", f"Opens a case by itself {en}, {at_en}.")


def _sub_case(words: Words, name: str, sub: Any) -> str:
    rest = {key: value for key, value in sub.items() if key != "process"}
    process, more = escaped(str(sub.get("process", ""))), _plain(rest)
    return words.both(
        f"同时按 {process} 另立子案件（{escaped(name)}；{more}）。",
        f"It opens a case of {process} ({escaped(name)}; {more}).",
    )


def _plain(value: Any) -> str:
    """Plain data of a construct that has no words of its own yet."""
    if isinstance(value, dict):
        return "，".join(f"{escaped(str(key))} {_plain(value[key])}" for key in sorted(value))
    if isinstance(value, list | tuple):
        return "、".join(_plain(item) for item in value)
    return escaped(str(value))


def _persons(words: Words, step: Step) -> Iterator[Sentence]:
    """Who may not take it, since he took another step."""
    for rule in words.process.separations.values():
        others = [words.step(other) for other in words.flow.steps if other in rule.steps and other != step.id]
        if step.id in rule.steps and others:
            named, cited = words.listed(others), words.cited(rule.origin.articles)
            zh, en = f"办过{named}的人不办这一步{cited}。", f"Nobody takes it who took {named}{cited}."
            yield Sentence("separation", words.both(zh, en))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
