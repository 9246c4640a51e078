"""LANGUAGE 11: duties: from where, until when, and what comes of it when they are late."""

from __future__ import annotations

from banfa.language.models.duties import Duty as DutyModel
from banfa.language.process import CLOCK, Duty
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.written import Path
from banfa.texts import Text


def resolve_duties(link: Linking) -> dict[str, Duty]:
    """Return the duties by id."""
    found = {}
    for name, model in sorted(link.section("duties").items()):
        path: Path = ("duties", name)
        origin = origin_of(link, model, path)
        require_origin(link, model, path)
        _check_names(link, model, path)
        _check_shape(link, model, path)
        late = model.late
        found[name] = Duty(
            id=name,
            title=model.title or name,
            state=model.in_,
            steps=tuple(sorted(model.from_)),
            until=tuple(sorted(model.until)),
            term=model.within or model.due or "",
            pauses=tuple(sorted(model.pauses)),
            remind=model.remind,
            tell=tuple(sorted(late.tell)) if late is not None else (),
            fire=late.fire if late is not None else None,
            origin=origin,
        )
    return found


def _check_names(link: Linking, model: DutyModel, path: Path) -> None:
    if model.in_ is not None:
        link.know("states", model.in_, (*path, "in"))
    link.known("transitions", model.from_, (*path, "from"))
    link.known("transitions", model.until, (*path, "until"))
    link.known("states", model.pauses, (*path, "pauses"))
    if model.late is not None:
        link.known("addressees", model.late.tell, (*path, "late", "tell"))
        if model.late.fire is not None:
            link.know("transitions", model.late.fire, (*path, "late", "fire"))
            _check_fired(link, model.late.fire, (*path, "late", "fire"))


def _check_fired(link: Linking, name: str, path: Path) -> None:
    """What a late duty fires is taken by the clock, which gives no data."""
    step = link.section("transitions").get(name)
    if step is None:
        return
    if step.by is None or CLOCK not in step.by.roles:
        message = Text(f"{name} 不能由时钟进行", f"{name} is not taken by the clock")
        fix = Text("在 by 里加上 clock", "add clock to its by")
        link.report("B902", message, fix, path, also=("transitions", name))


def _check_shape(link: Linking, model: DutyModel, path: Path) -> None:
    if (model.in_ is None) == (not model.from_):
        message = Text("in 和 from 要写一个，也只写一个", "exactly one of in and from is wanted")
        fix = Text("in: 状态，或 from: 步骤 加 until: 步骤", "in: STATE, or from: STEP with until: STEP")
        link.report("B901", message, fix, path, key=True)
    if (model.within is None) == (model.due is None):
        message = Text("within 和 due 要写一个，也只写一个", "exactly one of within and due is wanted")
        link.report(
            "B901",
            message,
            Text("写 within: 7 working days 或 due: day 5", "write within: 7 working days or due: day 5"),
            path,
            key=True,
        )
