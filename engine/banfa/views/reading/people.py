"""Roles, outside rules, and the separation of persons read out."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.language.process import Reference, Role, Separation
from banfa.views.reading.sentence import Sentence, ended, origins
from banfa.views.words import Words


def role_sentences(words: Words, role: Role) -> Iterator[Sentence]:
    """Who a role is: which unit, for whom it acts, what else it is called."""
    name = words.title("roles", role.id)
    if role.aliases:
        others = words.listed(
            words.text(f"roles.{role.id}.aliases.{number}", alias)
            for number, alias in enumerate(role.aliases, 1)
        )
        name = words.both(f"{name}（又称{others}）", f"{name} (also {others})")
    text = words.both(f"{name}：{scope(words, role)}", f"{name}: {scope(words, role)}")
    yield Sentence("scope", ended(words, text, role.origin))
    if role.acts_for is not None:
        whom = words.role(role.acts_for)
        yield Sentence(
            "acts_for",
            words.both(f"代表{whom}办事，经手的文件算{whom}的。", f"Acts for {whom}; its papers are theirs."),
        )
    if role.many:
        yield Sentence("many", words.both("一案可以有几个。", "A case may have several."))
    if role.kinds:
        kinds = words.listed(
            words.wording(f"roles.{role.id}.kinds.{kind}.title", kind) for kind in role.kinds
        )
        yield Sentence("kinds", words.both(f"成员分为{kinds}。", f"Its members are of the kinds {kinds}."))
    yield from origins(words, role.origin)


def scope(words: Words, role: Role) -> str:
    """Which unit a role is in a case."""
    if role.outside:
        recorders = words.listed(words.role(name) for name in role.recorded_by)
        zh = "在公司以外，自己不登录" + f"，所办的事由{recorders}代为登记" * bool(recorders)
        en = "outside the company, without an account" + f"; {recorders} enter what it does" * bool(recorders)
        return words.both(zh, en)
    known = {
        "company": ("全公司一个", "one for the whole company"),
        "unit": ("立案的那个单位", "the unit that opened the case"),
        "case": ("由办案步骤为本案指定的单位", "the unit that a step appoints for the case"),
    }
    if role.scope in known:
        return words.both(*known[role.scope])
    other = words.role(role.scope)
    return words.both(f"与{other}同一单位", f"of the same unit as {other}")


def reference_sentences(words: Words, reference: Reference) -> Iterator[Sentence]:
    """An outside rule, and whether it is at hand."""
    name = words.title("references", reference.id)
    if reference.status == "unresolved":
        text = words.both(
            f"《{name}》：外部规定，还没有接上，用到时提醒", f"{name}: an outside rule, not at hand yet"
        )
    else:
        text = words.both(f"《{name}》：外部规定，已经接上", f"{name}: an outside rule, at hand")
    yield Sentence("status", ended(words, text, reference.origin))
    yield from origins(words, reference.origin)


def separation_sentences(words: Words, rule: Separation) -> Iterator[Sentence]:
    """Which steps different people must take."""
    steps = words.listed(words.step(step) for step in words.flow.steps if step in rule.steps)
    title, zh, en = (
        _titled(words, rule.id),
        f"{steps}须由不同的人办",
        f"{steps} are taken by different people",
    )
    yield Sentence("different_people", ended(words, title + words.both(zh, en), rule.origin))
    if rule.waived_by:
        roles = words.either(words.role(role) for role in rule.waived_by)
        zh, en = f"{roles}可以写明理由免除一次。", f"{roles} may waive it once, with a reason."
        yield Sentence("waived_by", words.both(zh, en))
    yield from origins(words, rule.origin)


def _titled(words: Words, rule: str) -> str:
    title = words.wording(f"separation.{rule}.title", "")
    return words.both(f"{title}：", f"{title}: ") if title else ""
