"""LANGUAGE 12: an overlay: what it changes, adds to and removes from a process that others own."""

from __future__ import annotations

from typing import Literal

from banfa.language.models.element import (
    Anything,
    Citations,
    OneOrMore,
    ProcessId,
    Reasons,
    StrictModel,
    Words,
    may,
    needed,
)

BASE = r"^[a-z][a-z0-9_\-]* [^\s]+$"


class Change(StrictModel):
    """One thing that is said otherwise; what it was before is named, so that a new base is noticed."""

    was: Anything = needed("原来写的", "what is written now")
    now: Anything = needed("改成", "what it becomes")
    articles: Citations = may((), "依据的条款", "the articles it comes from")
    inferred: Reasons = may({}, "推定的理由", "inferred; the reason")
    chosen: Reasons = may({}, "自定的理由", "chosen; the reason")


class OverlayModel(StrictModel):
    """An overlay: addresses are dotted names, such as duties.investigate.within or articles.8②.says."""

    banfa: Literal[1] = needed("格式，现在是 1", "the format, now 1")
    overlay: ProcessId = needed("本叠加的编号（英文）", "the id of the overlay")
    of: Words = needed(
        "叠加在哪个办法的哪个版本上，如 customer-complaint 1.0.0",
        "the process and version it stands on, such as customer-complaint 1.0.0",
        pattern=BASE,
    )
    title: Words | None = may(None, "名称", "its title")
    change: dict[str, Change] = may({}, "改动：名称 → 原来与现在", "changes: name → what it was and is now")
    add: dict[str, Anything] = may(
        {}, "增加：补上没有的，或接在列表后面", "what is added: missing ids, items of lists"
    )
    remove: OneOrMore[Words] = may((), "删去的名称", "the names of what is removed")

    @property
    def base(self) -> tuple[str, str]:
        """The id and the version of the process it stands on."""
        process, _, version = self.of.partition(" ")
        return process, version
