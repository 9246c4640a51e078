"""One case: what happened, step by step, and where each copy was and is. From what the engine answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from banfa.views.escaping import escaped
from banfa.views.tables import table
from banfa.views.words import Words

Seen = Mapping[str, Any]
"""An answer of the engine: `show`, an event of `history`, or a move of `moves`."""
Unit = Callable[[str], str]
"""From the id of a unit to what it is called."""


def case_lines(
    words: Words, shown: Seen, events: Iterable[Seen], moves: Iterable[Seen], unit: Unit
) -> Iterator[str]:
    """Yield the Markdown of a case, as far as the answers show it: what they mask stays masked."""
    title = words.text("title", words.process.title)
    yield f"# {escaped(str(shown['number'] or shown['case']))} · {title}"
    yield ""
    states = words.listed(words.state(state) for state in shown["states"])
    yield words.both(f"现在在{states}。", f"Now at {states}.")
    waits = words.listed(_waiting(words, one, unit) for one in shown["waits_for"])
    if waits:
        yield words.both(f"等{waits}。", f"It waits for {waits}.")
    yield ""
    by_event = {n: list(of) for n, of in groupby(moves, key=lambda move: move["n"])}
    yield words.heading(2, words.both("经过", "What happened"))
    yield ""
    for event in events:
        yield from _event(words, event, by_event.get(event["n"], []), unit)
    yield ""
    yield words.heading(
        2, words.both("文件现在在哪里，怎样到的", "Where the papers are, and how they came there")
    )
    yield ""
    yield from _custody(words, shown["copies"], [move for of in by_event.values() for move in of], unit)


def _waiting(words: Words, one: Seen, unit: Unit) -> str:
    if one["unit"] == "*":
        return words.role(one["role"])
    nobody = words.both("还没有定是哪个单位", "no unit yet")
    return words.in_brackets(words.role(one["role"]), unit(one["unit"]) if one["unit"] else nobody)


# ---- what happened


def _event(words: Words, event: Seen, moves: list[Seen], unit: Unit) -> Iterator[str]:
    actor = escaped(event["actor"])
    if event["on_behalf_of"]:
        principal = escaped(event["on_behalf_of"])
        actor = words.in_brackets(actor, words.both(f"代 {principal}", f"for {principal}"))
    who = words.in_brackets(actor, _as(words, event, unit))
    what = _what(words, event) + words.cited(event["articles"])
    yield f"- **{moment(event['happened'])}** {who}{words.both('：', ': ')}{what}"
    if event["recorder"] and event["recorder"] != event["actor"]:
        recorder = escaped(event["recorder"])
        yield words.both(f"  - {recorder} 代为登记", f"  - entered by {recorder}")
    if event["entered"] != event["happened"]:
        entered = moment(event["entered"])
        yield words.both(f"  - 登记于 {entered}", f"  - entered {entered}")
    if event["reason"]:
        yield words.both(f"  - 理由：{escaped(event['reason'])}", f"  - because: {escaped(event['reason'])}")
    for name, value in event["data"].items():
        yield f"  - {words.field(name)}{words.both('：', ': ')}{shown_value(words, name, value, unit)}"
    yield from (f"  - {line}" for line in _moved(words, moves, unit))


def _as(words: Words, event: Seen, unit: Unit) -> str:
    """As what somebody acted: 华东营业部 营业部门."""
    where, role = event["party"].partition(":")[2], words.role(event["role"])
    return role if where in ("*", "") else f"{escaped(unit(where))} {role}"


_KINDS = {"receive": ("签收", "receipt"), "waive": ("免除", "waiver"), "correct": ("更正", "correction")}


def _what(words: Words, event: Seen) -> str:
    if event["step"]:
        return words.step(event["step"])
    return words.both(*_KINDS.get(event["kind"], (escaped(event["kind"]),) * 2))


def _moved(words: Words, moves: list[Seen], unit: Unit) -> Iterator[str]:
    """What the event did with papers; copies that fare alike stand together."""
    for (document, how, to), of in groupby(moves, key=lambda m: (m["document"], m["how"], m["to"])):
        copies = words.listed(words.copy_alone(document, move["copy"]) for move in of)
        yield _fared(
            words, words.document(document) + words.both("", " ") * bool(copies) + copies, how, to, unit
        )


def _fared(words: Words, papers: str, how: str, to: str | None, unit: Unit) -> str:
    whom = party(words, to, unit) if to else ""
    return {
        "issue": words.both(f"{whom}出具{papers}", f"{whom} issued {papers}"),
        "sent": words.both(f"{papers}送往{whom}", f"{papers} sent to {whom}"),
        "received": words.both(f"{whom}收到{papers}", f"{whom} received {papers}"),
        "void": words.both(f"{papers}作废", f"{papers} voided"),
    }[how]


# ---- custody


def _custody(words: Words, copies: Iterable[Seen], moves: list[Seen], unit: Unit) -> Iterator[str]:
    found = list(copies)
    if not found:
        yield words.both("还没有文件。", "No papers yet.")
        return
    heads = (("文件", "Paper"), ("现在", "Now"), ("经过", "Way"))
    yield from table([words.both(*head) for head in heads], (_copy(words, one, moves, unit) for one in found))


def _copy(words: Words, one: Seen, moves: list[Seen], unit: Unit) -> tuple[str, ...]:
    name = words.copy(one["document"], one["copy"])
    name += words.both(f"，第{one['set']}套", f", set {one['set']}") * (one["set"] > 1)
    key = ("document", "set", "copy")
    way = [move for move in moves if all(move[k] == one[k] for k in key)]
    stops = [f"{moment(move['happened'])} {_stop(words, move, unit)}" for move in way]
    return name, _now(words, one, unit), words.both("；", "; ").join(stops)


def _stop(words: Words, move: Seen, unit: Unit) -> str:
    whom = party(words, move["to"], unit) if move["to"] else ""
    return {
        "issue": words.both(f"{whom}出具", f"issued by {whom}"),
        "sent": words.both(f"→ {whom}", f"→ {whom}"),
        "received": words.both(f"{whom}签收", f"received by {whom}"),
        "void": words.both("作废", "void"),
    }[move["how"]]


def _now(words: Words, one: Seen, unit: Unit) -> str:
    whom = party(words, one["holder"], unit) if one["holder"] else ""
    status = {
        "at": words.both(f"在{whom}", f"with {whom}"),
        "transit": words.both(f"在去{whom}的路上，待签收", f"on its way to {whom}, not yet received"),
        "void": words.both("作废", "void"),
    }[one["status"]]
    return status + words.both("（已被取代，待收回）", " (superseded, to be handed back)") * bool(
        one["superseded"]
    )


# ---- values


def party(words: Words, of: str, unit: Unit) -> str:
    """A party in words: 受理部门（一车间）."""
    role, _, where = of.partition(":")
    return (
        words.role(role) if where in ("*", "") else words.in_brackets(words.role(role), escaped(unit(where)))
    )


def moment(iso: str) -> str:
    """A time to the minute, without its offset."""
    return escaped(iso[:16].replace("T", " "))


def shown_value(words: Words, name: str, value: Any, unit: Unit) -> str:
    """A value as the engine shows it: members of enums and units by their titles, what is masked as it is."""
    if isinstance(value, list | tuple):
        return words.listed(shown_value(words, name, one, unit) for one in value) or words.both(
            "（无）", "(none)"
        )
    if isinstance(value, dict):
        return words.listed(f"{escaped(str(key))} {escaped(str(one))}" for key, one in value.items())
    if isinstance(value, bool):
        return words.both("是", "yes") if value else words.both("否", "no")
    field = words.process.fields.get(name)
    kind = (field.type.of or field.type.kind) if field is not None else "unit"
    if kind == "unit":
        return escaped(unit(str(value)))
    if kind in words.process.enums:
        return words.member(kind, str(value))
    currency = f" {field.type.currency}" if field is not None and field.type.currency else ""
    return escaped(str(value)) + currency
