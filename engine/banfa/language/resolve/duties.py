"""LANGUAGE 11: duties, and the steps that a clock takes."""

from __future__ import annotations

from collections.abc import Mapping

from banfa.language.models.duties import Duty as DutyModel
from banfa.language.models.transitions import Transition
from banfa.language.process import Duty, Step
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.terms import WORKING, BadTerm, DayOfMonth, Term, term_of
from banfa.language.turns import Turn, turn_of
from banfa.language.written import Path
from banfa.texts import Text

EVERY = Text("写 every: month, on: day 1", "write every: month, on: day 1")
_NO_TERM = Term(1, "day")


def resolve_duties(link: Linking, steps: Mapping[str, Step]) -> dict[str, Duty]:
    """Return the duties by id."""
    return {name: _duty(link, name, model, steps) for name, model in sorted(link.section("duties").items())}


def _duty(link: Linking, name: str, model: DutyModel, steps: Mapping[str, Step]) -> Duty:
    path: Path = ("duties", name)
    require_origin(link, model, path)
    _check_names(link, model, path)
    _check_shape(link, model, path)
    _check_fired(link, model, path, steps)
    remind = _counted(link, model.remind, (*path, "remind"))
    return Duty(
        id=name,
        title=model.title or name,
        state=model.in_,
        steps=tuple(sorted(model.from_)),
        until=tuple(sorted(model.until)),
        term=_counted(link, model.within, (*path, "within")) or _day(model.due),
        pauses=tuple(sorted(model.pauses)),
        remind=_takes_back(link, remind, (*path, "remind")),
        tell=tuple(sorted(model.late.tell)) if model.late else (),
        fire=model.late.fire if model.late else None,
        origin=origin_of(link, model, path),
    )


def _day(written: str | None) -> Term | DayOfMonth:
    return term_of(written) if written is not None else _NO_TERM


def _counted(link: Linking, written: str | None, path: Path) -> Term | None:
    """A term as the process counts it: by the clock where it has no calendar."""
    if written is None:
        return None
    term = term_of(written)
    assert isinstance(term, Term)  # the model's
    if link.model.calendar is None:
        term = term.by_the_clock()
    if link.model.calendar is None and term.unit in WORKING:
        message = Text("工作日要有工作日历才能算", "working days need a calendar of working days")
        fix = Text("在总则写 calendar: cn，或改用 days", "write calendar: cn at the top, or days")
        link.report("B903", message, fix, path)
    return term


def _takes_back(link: Linking, remind: Term | None, path: Path) -> Term | None:
    """Hours of working time are not counted backwards."""
    if remind is None or remind.unit not in ("hour", "minute"):
        return remind
    clock = remind.by_the_clock()
    zh, en = f"提醒不能按工作时间倒算：{remind}", f"a reminder is not counted back in working time: {remind}"
    fix = Text(f"写成 {clock} 或 1 working day", f"write {clock}, or 1 working day")
    link.report("B903", Text(zh, en), fix, path)
    return None


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


def _check_shape(link: Linking, model: DutyModel, path: Path) -> None:
    if (model.in_ is None) == (not model.from_):
        message = Text("in 和 from 要写一个，也只写一个", "exactly one of in and from is wanted")
        fix = Text("in: 状态，或 from: 步骤 加 until: 步骤", "in: STATE, or from: STEP with until: STEP")
        link.report("B901", message, fix, path, key=True)
    elif bool(model.from_) != bool(model.until):
        message = Text("from 和 until 要一起写", "from and until are written together")
        fix = Text(
            "from 写从哪一步起，until 写到哪一步止；在一个状态里的写 in",
            "from says from which step on, until which steps discharge it; for a stay in a state write in",
        )
        link.report("B901", message, fix, path, key=True)
    if (model.within is None) == (model.due is None):
        message = Text("within 和 due 要写一个，也只写一个", "exactly one of within and due is wanted")
        fix = Text("写 within: 7 working days 或 due: day 5", "write within: 7 working days or due: day 5")
        link.report("B901", message, fix, path, key=True)


def _check_fired(link: Linking, model: DutyModel, path: Path, steps: Mapping[str, Step]) -> None:
    """What is taken when time is over must be the clock's to take, and start where the duty is owed."""
    step = steps.get(model.late.fire or "") if model.late else None
    if step is None:
        return
    at: Path = (*path, "late", "fire")
    if not step.clock:
        message = Text(f"{step.id} 不由时钟来办", f"{step.id} is not the clock's to take")
        fix = Text("在这一步的 by 里加 clock", "add clock to the step's by")
        link.report("B904", message, fix, at, also=("transitions", step.id))
    if model.in_ is not None and step.sources and model.in_ not in step.sources:
        message = Text(f"{step.id} 不能从 {model.in_} 开始", f"{step.id} does not start from {model.in_}")
        fix = Text(f"在它的 from 里加 {model.in_}", f"add {model.in_} to its from")
        link.report("B904", message, fix, at, also=("transitions", step.id))


# -- steps of the clock ------------------------------------------------------------------------------------


def resolve_turn(link: Linking, model: Transition, path: Path) -> Turn | None:
    """Return how often the clock takes a step; what does not hold together is reported."""
    if model.every is None and model.on is None:
        return None
    if model.every is None or model.on is None:
        message = Text("every 和 on 要一起写", "every and on are written together")
        link.report(
            "B905",
            message,
            EVERY,
            path,
            key=True,
        )
        return None
    try:
        return turn_of(model.every, model.on)
    except BadTerm as bad:
        link.report("B905", bad.text, EVERY, (*path, "every"))
        return None


def check_clock(link: Linking, step: Step) -> None:
    """What the clock takes comes without data, and without hands for papers."""
    path: Path = ("transitions", step.id)
    if step.every is not None and (step.kind != "start" or not step.clock):
        message = Text("every 只用于由时钟立案的步骤", "every is for a step by which the clock opens a case")
        link.report(
            "B905",
            message,
            Text("写 from: start, by: clock", "write from: start, by: clock"),
            (*path, "every"),
        )
    if not step.clock:
        return
    if step.kind == "start" and step.every is None:
        message = Text("时钟多久立一次案没有写", "it does not say how often the clock opens a case")
        link.report("B905", message, EVERY, path, key=True)
    if any(item.only_if is None for item in step.input) or step.appoint:
        message = Text("时钟不会填数据", "a clock gives no data")
        fix = Text("删去 input、appoint，或改由人来办", "remove input and appoint, or let somebody take it")
        link.report("B906", message, fix, path, key=True)
    if step.issue or step.complete or step.void or step.send or step.send_if_held:
        message = Text("时钟不经手单据", "a clock has no hands for papers")
        fix = Text("由一个角色的步骤经手", "let a step of a role do it")
        link.report("B906", message, fix, path, key=True)
