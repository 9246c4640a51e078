"""Rows, decisions and papers in the words of both languages, for whoever reads why a scenario failed."""

from __future__ import annotations

from collections.abc import Iterable

from banfa.kernel import Accepted, Case, Decision, Invalid, Refusal
from banfa.kernel.case import Custody
from banfa.kernel.decision import Failed, Missing, Possible, Warned
from banfa.kernel.messages import title_of
from banfa.language.models.scenario import Row
from banfa.language.process import Process
from banfa.texts import Text

BECAUSE = {
    "role": Text("role（不该由他办）", "role (not for this person)"),
    "state": Text("state（现在不能办）", "state (not now)"),
    "separation": Text("separation（要由另一个人办）", "separation (another person must)"),
    "custody": Text("custody（单据不在手中或已封存）", "custody (a paper is elsewhere or sealed)"),
    "guard": Text("guard（条件不成立）", "guard (a condition does not hold)"),
    "missing": Text("missing（缺数据）", "missing (data are missing)"),
}
NOTHING = Text("没有", "nothing")


def row_text(process: Process, row: Row) -> Text:
    """Say what a row does: "sales.a 办 accept（裁定受理）"."""
    by = row.by or "?"
    if row.do is not None:
        title = title_of(process, "transitions", row.do)
        named = Text(f"（{title.zh}）", f" ({title.en})") if row.do in process.steps else Text("", "")
        return Text(f"{by} 办 {row.do}{named.zh}", f"{by} does {row.do}{named.en}")
    if row.correct is not None:
        return Text(f"{by} 更正 {row.correct}", f"{by} corrects {row.correct}")
    if row.waive is not None:
        return Text(f"{by} 为 {row.for_} 免除 {row.waive}", f"{by} waives {row.waive} for {row.for_}")
    if row.receives is not None:
        return Text(f"{by} 签收 {row.receives}", f"{by} receives {row.receives}")
    return Text("等待到期的事" if row.wait else "（没有说做什么）", "waits" if row.wait else "(says nothing)")


def decision_text(decision: Decision) -> Text:
    """Say in a few words what was decided."""
    if isinstance(decision, Accepted):
        return Text("办成了", "it was accepted")
    if isinstance(decision, Invalid):
        return Text("数据有误，没有受理", "the command was malformed")
    because = BECAUSE[decision.because]
    return Text(f"被拒绝：{because.zh}", f"refused: {because.en}")


def why_text(decision: Decision) -> Text | None:
    """Say why, a line for each thing; None for what was accepted without a warning."""
    if isinstance(decision, Accepted):
        lines = [_warned_line(warned) for warned in decision.warnings]
    elif isinstance(decision, Invalid):
        lines = [Text(f"{p.at}：{p.message.zh}", f"{p.at}: {p.message.en}") for p in decision.problems]
    else:
        lines = list(_refusal_lines(decision))
    return joined(lines, "\n", "\n") if lines else None


def _refusal_lines(refusal: Refusal) -> Iterable[Text]:
    yield from (_failed_line(failed) for failed in refusal.failed)
    yield from (_missing_line(missing) for missing in refusal.missing)
    if refusal.articles:
        cited = "、".join(refusal.articles)
        yield Text(f"依据第 {cited} 条", f"articles {', '.join(refusal.articles)}")
    if refusal.allowed:
        yield _allowed_line(refusal.allowed)


def _warned_line(warned: Warned) -> Text:
    return Text(f"提醒 {warned.code}：{warned.message.zh}", f"warned {warned.code}: {warned.message.en}")


def _failed_line(failed: Failed) -> Text:
    seen = ", ".join(f"{name} = {value}" for name, value in failed.values.items())
    zh, en = (f"（{seen}）", f" ({seen})") if seen else ("", "")
    return Text(f"{failed.guard}：{failed.message.zh}{zh}", f"{failed.guard}: {failed.message.en}{en}")


def _missing_line(missing: Missing) -> Text:
    roles, steps = "、".join(missing.supplied_by), "、".join(missing.steps)
    if missing.steps:
        zh, en = f"由 {roles} 在 {steps} 时给出", f"given by {', '.join(missing.supplied_by)} with {steps}"
    else:
        zh, en = "随这一步给出", "given with this step"
    return Text(f"缺 {missing.field}（{zh}）", f"{missing.field} is missing ({en})")


def _allowed_line(allowed: tuple[Possible, ...]) -> Text:
    return Text(
        "现在可以办：" + "；".join(f"{p.transition}（{'、'.join(p.by)}）" for p in allowed),
        "possible now: " + "; ".join(f"{p.transition} ({', '.join(p.by)})" for p in allowed),
    )


def custody_text(custody: Custody | None) -> Text:
    """Say where a copy is."""
    if custody is None:
        return Text("没有这一联", "there is no such copy")
    if custody.status == "void":
        return Text("void（作废）", "void")
    if custody.status == "at":
        return Text(f"在 {custody.party}", f"at {custody.party}")
    return Text(f"送往 {custody.to} 途中", f"on its way to {custody.to}")


def states_text(case: Case) -> Text:
    """Name the states a case is in."""
    states = ", ".join(case.config)
    return Text(states or "还没有开始", states or "not started")


def listed(items: Iterable[object]) -> Text:
    """A list of ids for both languages; "nothing" for none."""
    text = ", ".join(str(item) for item in items)
    return Text(text, text) if text else NOTHING


def joined(texts: Iterable[Text], zh: str, en: str) -> Text:
    """Texts put together with a separator for each language."""
    every = list(texts)
    return Text(zh.join(t.zh for t in every), en.join(t.en for t in every))
