"""What the kernel's own refusals say, in both languages. Names of elements come from the process."""

from __future__ import annotations

from banfa.kernel.papers import Clash
from banfa.language.process import Demand, Process
from banfa.texts import Text


def title_of(process: Process, kind: str, id: str) -> Text:
    """An element's title: Chinese from the process, English from its translation, else the id."""
    element = getattr(process, {"transitions": "steps"}.get(kind, kind)).get(id)
    zh = getattr(element, "title", "") or id
    return Text(zh, process.english(f"{kind}.{id}.title", id))


def guard_text(process: Process, step: str, item: Demand) -> Text:
    """What a guard says when it does not pass: the item's own words, the guard's, or its title."""
    guard = process.guards[item.name]
    if item.refuse:
        section = "unless" if item.negated else "when"
        return Text(item.refuse, process.english(f"transitions.{step}.{section}.{guard.id}.refuse", guard.id))
    for key in ("refuse", "warn"):
        said = getattr(guard, key)
        if said:
            return Text(said, process.english(f"guards.{guard.id}.{key}", guard.id))
    title = title_of(process, "guards", guard.id)
    if item.negated:
        return Text(f"不应当有：{title.zh}", f"must not be so: {title.en}")
    return Text(f"须先满足：{title.zh}", f"must be so first: {title.en}")


def clash_text(process: Process, clash: Clash) -> Text:
    """What a custody failure says."""
    what = clash.id.split(".")[1]
    document = title_of(process, "documents", clash.document) if clash.document else Text("", "")
    if what == "no_set":
        return Text(
            f"手中没有现行的{document.zh},不能填写或交送。",
            f"no current {document.en} is in your hands to complete or hand over",
        )
    if what == "holds":
        if clash.detail is None:
            return Text(f"{document.zh}没有一联在手中。", f"no copy of {document.en} is in your hands")
        return Text(
            f"{document.zh}第{clash.detail}联不在手中，不能交送、作废或签收。",
            f"copy {clash.detail} of {document.en} is not yours to send, void or receive",
        )
    if what == "unbound":
        role = title_of(process, "roles", clash.detail or "")
        return Text(
            f"还没有确定{role.zh},无处可送。", f"nobody is {role.en} yet, so there is nowhere to send to"
        )
    if what == "sealed":
        field = title_of(process, "fields", clash.detail or "")
        return Text(
            f"{field.zh}已封存在{document.zh}上，不能悄悄改动；须重新填写该部分或另发一套。",
            f"{field.en} is sealed on {document.en}; complete that part again or issue the document anew",
        )
    return ORDER


ORDER = Text(
    "发生日期早于当前阶段的开始，前后颠倒。",
    "it happened on a day before the present stage began",
)
NOT_NOW = {
    "banfa.not_on_trail": Text(
        "案件没有经过那一步，无从退回。", "the case does not stand on that state, so it cannot return to it"
    ),
    "banfa.answered": Text("这一方已经答复过了。", "this party has answered already"),
    "banfa.closed": Text("这一轮征求意见已经截止。", "nobody is asked any more in this round"),
    "banfa.turn": Text("还没有轮到这一方。", "it is not this party's turn yet"),
}


def restless_text(process: Process, step: str) -> Text:
    """What is said of auto steps that set each other off for ever."""
    title = title_of(process, "transitions", step)
    return Text(
        f"自动步骤“{title.zh}”会一再进行，案件停不下来；请检查它的条件。",
        f"the auto step {title.en} would be taken again and again: see to its guards",
    )


def not_due_text(process: Process, duty: str) -> Text:
    """What is said of a duty that a clock has nothing to do about."""
    title = title_of(process, "duties", duty)
    return Text(
        f"“{title.zh}”没有到期，或已经处理过。", f"{title.en} is not due, or has been dealt with already"
    )


def competing_text(process: Process, first: str, other: str) -> Text:
    """What is said of two auto steps whose guards hold at once."""
    one, two = title_of(process, "transitions", first), title_of(process, "transitions", other)
    return Text(
        f"“{one.zh}”和“{two.zh}”的条件同时成立，先进行了前者。",
        f"the guards of {one.en} and {two.en} hold at once; the former was taken first",
    )


def fault_text(process: Process, id: str, detail: str | None) -> Text:
    """What a fault in a computed value, a table or an `only_if` says."""
    kind, name = id.split(".")[1:3]
    if kind == "ask":
        state = title_of(process, "states", name)
        return Text(f"“{state.zh}”要征求的人数不够。", f"too few are there to be asked in {state.en}")
    if kind == "table":
        table = title_of(process, "tables", name)
        if detail == "overlap":
            return Text(f"“{table.zh}”有两行同时适用。", f"two rows of {table.en} apply at once")
        if detail == "gap":
            return Text(f"“{table.zh}”没有一行适用。", f"no row of {table.en} applies")
        return Text(f"“{table.zh}”无法得出结果。", f"{table.en} gives no result")
    field = title_of(process, "fields", name)
    return Text(
        f"“{field.zh}”算不出来(数值越界或除以零)。", f"{field.en} cannot be worked out (overflow or zero)"
    )


def separation_text(process: Process, rule: str) -> Text:
    """What a separation rule says when the same person would act twice."""
    steps = process.separations[rule].steps
    zh = "、".join(f"“{title_of(process, 'transitions', s).zh}”" for s in steps)
    en = ", ".join(title_of(process, "transitions", s).en for s in steps)
    return Text(f"{zh}须由不同的人办理。", f"these must be done by different people: {en}")
