"""这一步为什么还不能办，怎样才能办。 · Why a step is not to be taken yet, and the way forward."""

from collections.abc import Iterator
from typing import Any

import click

from banfa.cli import completing, output
from banfa.cli.casework import Where, acting, names_in, on_a_database, with_data
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.names import Names
from banfa.cli.session import both, current, say
from banfa.cli.unknown import check_role, stranger
from banfa.engine.explanation import Explanation, as_json
from banfa.kernel.decision import Failed, Refusal
from banfa.texts import Text


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@click.argument("step", metavar="STEP", shell_complete=completing.steps)
@acting
@option("--role", metavar="ROLE[:UNIT]", words=Text("用哪个角色", "Act as this role"))
@option("--to", "target", metavar="STATE", words=Text("退回到哪里，若可选", "Where to return to"))
@with_data
@on_a_database
def command(case: str, step: str, where: Where, data: dict[str, Any] | None, **more: Any) -> None:
    """Explain a step."""
    with where.engine() as engine:
        names = names_in(engine, case)
        check_role(names, more["role"])
        found = engine.explain(case, step, data=data, **more)
        if current.json:
            return output.as_json({"explain": as_json(found)})
        output.lines(*_told(names, str(more["actor"]), found))
        if found.refusal is not None and found.refusal.because == "role":
            output.lines(*filter(None, [stranger(names, str(more["actor"]))]))


def _told(names: Names, actor: str, found: Explanation) -> Iterator[str]:
    """What a colleague would answer: whether, why not, and what to do about it."""
    title = names.step(found.transition)
    articles = names.cited(found.articles)
    if found.refusal is None:
        yield both(
            f"可以。{actor} 现在就能办“{title}”{articles}。", f"Yes: {actor} can do it now: {title}{articles}"
        )
        return
    reason = "past" if found.refusal.because == "state" and not found.forward else found.refusal.because
    yield _verdict(actor, title, reason) + articles + both("。", ".")
    yield from _reasons(names, found.refusal)
    if found.forward:
        yield both("怎样才能办：", "The way forward:")
        yield from (f"  {n}. {say(way.message)}" for n, way in enumerate(found.forward, 1))


def _verdict(actor: str, title: str, reason: str) -> str:
    zh, en = _WHY_NOT[reason]
    return both(f"现在还不行。“{title}”{zh.format(actor)}", f"Not now: {title}. {en.format(actor)}")


_WHY_NOT = {
    "role": ("不该由 {} 办", "It is not for {} to do"),
    "state": ("要等案件走到那一步", "The case is not there yet"),
    "past": ("照现在的情况，案件走不到那一步", "As things stand, the case cannot get there"),
    "separation": (
        "须由另一个人办，{} 已经办过前面的",
        "Another person must do it; {} has done an earlier part",
    ),
    "custody": ("要用的文件不在该在的地方", "A paper that it takes is not where it must be"),
    "guard": ("有条件没有满足", "A condition is not met"),
    "missing": ("还缺资料", "Something is still missing"),
}


def _reasons(names: Names, refusal: Refusal) -> Iterator[str]:
    if refusal.because == "role" and not (refusal.allowed or refusal.articles or refusal.failed):
        yield both("此人与本案无关，或案件不在其手中。", "This person has nothing to do with the case.")
    if refusal.failed:
        yield both("原因：", "Because:")
    for one in refusal.failed:
        yield f"  · {say(one.message)}{names.cited(one.articles)}"
        yield from _seen(names, one)
    if refusal.missing:
        lacking = names.list(names.in_brackets(names.field(one.field), one.field) for one in refusal.missing)
        yield both(f"还缺：{lacking}", f"Missing: {lacking}")


def _seen(names: Names, one: Failed) -> Iterator[str]:
    for name, value in one.values.items():
        known = name in names.process.fields or name in names.process.roles
        shown = names.value(name, value) if known else names.list(map(str, value))
        title = names.field(name) if known else both("涉及", "involved")
        yield both(f"    现在 {title} 是 {shown}", f"    now {title} is {shown}")
