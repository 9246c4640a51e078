"""States, guards, tables, properties and time limits read out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banfa.language.process import Duty, Guard, Property, Row, State, Table
from banfa.language.terms import BadTerm, Term, term_of
from banfa.texts import counted
from banfa.views.conditions import in_words
from banfa.views.escaping import escaped
from banfa.views.reading.sentence import Sentence, ended, origins
from banfa.views.words import Words

_ENDS = {
    "resting": ("到此告一段落，还可以重开", "an end, which may be reopened"),
    "final": ("到此为止，不再变动", "the end, for good"),
    "region": ("这一路到此结束", "the end of its branch"),
}


def state_sentences(words: Words, state: State) -> Iterator[Sentence]:
    """What a state is, and when returns to it are told."""
    name, end = (
        words.title("states", state.id),
        _ENDS.get(state.end or "", ("办理中的一个状态", "a state on the way")),
    )
    yield Sentence("end", ended(words, words.both(f"{name}：{end[0]}", f"{name}: {end[1]}"), state.origin))
    if state.rounds is not None:
        roles = words.listed(words.role(role) for role in state.rounds.tell)
        zh = f"从第{state.rounds.limit}次退回到这里起，告知{roles}。"
        en = f"From return {state.rounds.limit} to it on, {roles} are told."
        yield Sentence("rounds", words.both(zh, en))
    yield from (
        Sentence(key, _later_of_state(words, key, said)) for key, said in sorted(state.several.items())
    )
    yield from origins(words, state.origin)


def _later_of_state(words: Words, key: str, said: Any) -> str:
    if key == "keeps":
        return words.both("记住被打断时所在的状态，办完回去。", "It remembers what it interrupted.")
    if key == "outcome":
        return words.both(
            f"作为子案件，结果记作 {escaped(str(said))}。",
            f"As a sub-case its outcome is {escaped(str(said))}.",
        )
    if key == "regions":
        branches = words.both("；", "; ").join(
            f"{escaped(name)}：" + words.listed(words.state(state) for state in said[name])
            for name in sorted(said)
        )
        return words.both(f"分几路同时办：{branches}。", f"Branches side by side: {branches}.")
    if key == "ask":
        return words.both(
            f"在这里征求意见：{in_plain(words, said)}。", f"Parties are asked here: {in_plain(words, said)}."
        )
    return f"{escaped(key)}: {in_plain(words, said)}"


def guard_sentences(words: Words, guard: Guard) -> Iterator[Sentence]:
    """What a guard demands, and what happens if it does not hold."""
    condition = in_words(words, guard.condition.expr)
    if guard.refuse is not None:
        said = words.text(f"guards.{guard.id}.refuse", guard.refuse)
        text = words.both(
            f"须{condition}；否则不准，理由是“{said}”", f"It must be that {condition}; else refused: “{said}”"
        )
    elif guard.warn is not None:
        said = words.text(f"guards.{guard.id}.warn", guard.warn)
        zh, en = (
            f"应当{condition}；否则仍可办，但须提醒“{said}”",
            f"Unless {condition}, it is warned: “{said}”",
        )
        text = words.both(zh, en)
    else:
        title = words.title("guards", guard.id)
        text = words.both(f"“{title}”是指{condition}", f"“{title}” means that {condition}")
    yield Sentence("if", ended(words, _named(words, guard) + text, guard.origin))
    yield from origins(words, guard.origin)


def _named(words: Words, guard: Guard) -> str:
    """The title of a guard, where it is more than what the guard says when it does not hold."""
    said = (guard.id, guard.refuse, guard.warn)
    if guard.title in said or (guard.refuse is None and guard.warn is None):
        return ""
    title = words.title("guards", guard.id)
    return words.both(f"{title}：", f"{title}: ")


_HITS = {
    "unique": ("各行互不重叠，符合哪行用哪行", "the one row that fits decides"),
    "first": ("从上往下，用最先符合的一行", "the first row that fits decides"),
    "collect": ("符合的各行都用", "every row that fits counts"),
}


def table_sentences(words: Words, table: Table) -> Iterator[Sentence]:
    """What a table decides and how; its rows are read out on their own."""
    name, hit = words.title("tables", table.id), words.both(*_HITS[table.hit])
    field = words.field(table.id) if table.id in words.process.fields else ""
    given = words.both(f"定出{field}" if field else _given(table)[0], f" gives {field or _given(table)[1]}")
    text = words.both(f"“{name}”一表{given}：{hit}", f"The table “{name}”{given}: {hit}")
    yield Sentence("rows", ended(words, text, table.origin))
    yield from origins(words, table.origin)


def _given(table: Table) -> tuple[str, str]:
    """What a table gives that no field keeps."""
    many = table.type.kind == "set"
    kind = table.type.of if many else table.type.kind
    known = {"role": ("角色", "a role"), "unit": ("单位", "a unit"), "enum": ("状态", "a state")}
    zh, en = known.get(str(kind), ("结果", "a result"))
    return (f"定出几个{zh}", f"several of what is {en}") if many else (f"定出{zh}", en)


def row_sentences(words: Words, table: Table, number: int, row: Row) -> Iterator[Sentence]:
    """One row of a table."""
    condition, then, name = (
        in_words(words, row.condition.expr),
        gives(words, table, row.then),
        table_name(words, table),
    )
    zh, en = (
        f"{name}第{number}行：{condition}的，为{then}",
        f"{name}, row {number}: where {condition}, {then}",
    )
    yield Sentence("then", ended(words, words.both(zh, en), row.origin))
    yield from origins(words, row.origin)


def otherwise_sentences(words: Words, table: Table) -> Iterator[Sentence]:
    """What a table gives where no row fits."""
    name = table_name(words, table)
    if table.ask is not None:
        step = words.step(table.ask)
        zh, en = (
            f"{name}各行都不符合的，由{step}一步来定",
            f"{name}: where no row fits, the step {step} settles it",
        )
    elif table.otherwise is not None:
        then = gives(words, table, table.otherwise)
        zh, en = f"{name}各行都不符合的，为{then}", f"{name}: where no row fits, {then}"
    else:
        zh, en = f"{name}各行都不符合的，没有规定", f"{name}: where no row fits, nothing is laid down"
    yield Sentence("otherwise", ended(words, words.both(zh, en), table.otherwise_origin))
    yield from origins(words, table.otherwise_origin)


def table_name(words: Words, table: Table) -> str:
    """A table in a sentence, without its being a link to itself only."""
    return words.name("tables", table.id)


def gives(words: Words, table: Table, value: Any) -> str:
    """What a row gives, in words."""
    if isinstance(value, tuple):
        return words.listed(gives(words, table, one) for one in value)
    of = table.type.of if table.type.kind in ("enum", "set") else table.type.kind
    if of in words.process.enums:
        return words.value(f"enum:{of}", value)
    return words.value(
        "state" if value in words.process.states and table.type.kind == "text" else str(of), value
    )


def property_sentences(words: Words, prop: Property) -> Iterator[Sentence]:
    """What holds in every case."""
    title = words.wording(f"properties.{prop.id}.title", "")
    head = words.both(f"{title}：", f"{title}: ") if title else ""
    yield Sentence("says", ended(words, head + _PROPERTIES[prop.form](words, prop.says), prop.origin))
    yield from origins(words, prop.origin)


def _never_before(words: Words, says: Any) -> str:
    never, before = words.step(says["never"]), words.step(says["before"])
    return words.both(f"没有办过{before}，不得办{never}", f"{never} never happens before {before}")


def _never(words: Words, says: Any) -> str:
    never = in_words(words, says["never"].expr)
    if "while" not in says:
        return words.both(f"任何时候都不会有这种情形：{never}", f"It is never so that {never}")
    during = in_words(words, says["while"].expr)
    return words.both(f"在{during}时，绝不会{never}", f"While {during}, it is never so that {never}")


def _at_most(words: Words, says: Any) -> str:
    step, times = words.step(says["step"]), says["times"]
    return words.both(
        f"一案之中{step}最多办{times}次", f"{step} happens at most {counted(times, 'time')} in a case"
    )


def _always(words: Words, says: Any) -> str:
    copy, role = words.copy(says["document"], says["copy"]), words.role(says["with"])
    when = words.listed(words.states(says["in"]))
    zh = (f"案件在{when}时，" if when else "") + f"{copy}总在{role}手里或正送往那里"
    en = f"{copy} is always with {role}, or on its way there" + (
        f", while the case is at {when}" if when else ""
    )
    return words.both(zh + "（作废的也算）" * bool(says["void"]), en + " (or void)" * bool(says["void"]))


def _can_reach(words: Words, says: Any) -> str:
    starts, ends = _states(words, says["from"]), _states(words, says["can_reach"])
    return words.both(f"案件从{starts}总能走到{ends}", f"From {starts} a case can always reach {ends}")


def _states(words: Words, states: tuple[str, ...]) -> str:
    named = {"any": ("任何状态", "any state"), "end": ("结束", "an end")}
    return words.either(
        words.both(*named[s]) if s in named else words.state(s) for s in words.flow.in_order(states)
    )


_PROPERTIES = {
    "never_before": _never_before,
    "never": _never,
    "at_most": _at_most,
    "always": _always,
    "can_reach": _can_reach,
}


def duty_sentences(words: Words, duty: Duty) -> Iterator[Sentence]:
    """A time limit: from when, until when, how long, what if it is late."""
    says, name = duty.says, words.title("duties", duty.id)
    yield Sentence(
        "within", ended(words, words.both(f"{name}：", f"{name}: ") + _limit(words, says), duty.origin)
    )
    if says.get("pauses"):
        states = words.listed(words.states(says["pauses"]))
        yield Sentence("pauses", words.both(f"案件在{states}时不计时。", f"The clock stops at {states}."))
    if says.get("remind"):
        before = length(words, says["remind"])
        yield Sentence("remind", words.both(f"到期前{before}提醒。", f"Reminded {before} before."))
    late = says.get("late") or {}
    if late.get("tell"):
        roles = words.listed(words.role(role) for role in late["tell"])
        yield Sentence("late", words.both(f"逾期告知{roles}。", f"If late, {roles} are told."))
    if late.get("fire"):
        step = words.step(late["fire"])
        yield Sentence("late", words.both(f"逾期自动办{step}。", f"If late, {step} happens by itself."))
    yield from origins(words, duty.origin)


def _limit(words: Words, says: Any) -> str:
    if says.get("in"):
        state = words.state(says["in"])
        start, until = (
            words.both(f"从进入{state}起", f"from entering {state}"),
            words.both("离开为止", "until leaving it"),
        )
    else:
        start = words.both("从办{}起", "from {}").format(
            words.either(words.step(s) for s in says.get("from", ()))
        )
        until = words.both("到办{}为止", "until {}").format(
            words.either(words.step(s) for s in says.get("until", ()))
        )
        until = until if says.get("until") else ""
    within = length(words, says["within"]) if says.get("within") else ""
    limit = words.both(within, f"within {within}") if within else _due(words, says.get("due", ""))
    return words.both("，", ", ").join(one for one in (start, until, limit) if one)


def _due(words: Words, due: str) -> str:
    day = due.removeprefix("day ")
    return words.both(f"限当月{day}日", f"due on day {day} of the month")


_UNITS = {
    "working day": ("个工作日", "working day"),
    "day": ("日", "day"),
    "month": ("个月", "month"),
    "hour": ("个工作小时", "working hour"),
    "minute": ("分钟（工作时间）", "working minute"),
    "clock hour": ("小时", "hour"),
    "clock minute": ("分钟", "minute"),
}


def length(words: Words, within: str) -> str:
    """A length of time: 7个工作日."""
    try:
        term = term_of(within)
    except BadTerm:
        return escaped(within)
    if not isinstance(term, Term):
        return escaped(within)
    zh, en = _UNITS[term.unit]
    return words.both(f"{term.number}{zh}", f"{term.number} {en}{'' if term.number == 1 else 's'}")


def in_plain(words: Words, value: Any) -> str:
    """Plain data of a construct that is carried and not run yet."""
    if isinstance(value, dict):
        return words.both("，", ", ").join(
            f"{escaped(str(k))} {in_plain(words, value[k])}" for k in sorted(value)
        )
    if isinstance(value, list | tuple):
        return words.listed(in_plain(words, item) for item in value)
    return escaped(str(value))
