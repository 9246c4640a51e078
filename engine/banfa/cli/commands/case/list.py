"""有哪些案件，各等谁。 · Which cases there are, and whom each waits for."""

import json
import re
from inspect import signature
from typing import Any

from banfa.cli import output, telling
from banfa.cli.casework import Where, names_in, on_a_database, seen_by_somebody
from banfa.cli.clicks import Usage, option
from banfa.cli.clicks import command as made
from banfa.cli.session import both, current
from banfa.cli.unknown import check_filters
from banfa.engine import Engine
from banfa.texts import Text


@made(__doc__)
@option("--process", metavar="ID", words=Text("只列这份办法的", "Only of this process"))
@option("--state", metavar="STATE", words=Text("只列在这个状态的", "Only in this state"))
@option("--waits-for", metavar="ROLE[:UNIT]", words=Text("只列等这个角色的", "Only those that wait for it"))
@option("--unit", metavar="UNIT", words=Text("只列等这个单位、或与它有关的", "Only of this unit"))
@option("--number", metavar="N", words=Text("只列这个编号的", "Only with this number"))
@option("--overdue", is_flag=True, words=Text("只列有事逾期的", "Only those with something overdue"))
@option(
    "--field",
    "fields",
    metavar="FIELD=VALUE",
    multiple=True,
    words=Text("只列这一项是这个值的，可写几次", "Only where the field has this value; may be repeated"),
)
@seen_by_somebody
@on_a_database
def command(where: Where, eyes: dict[str, Any], fields: tuple[str, ...], **wanted: Any) -> None:
    """List cases."""
    with where.engine() as engine:
        found = engine.cases(**wanted, **eyes, having=_values(fields))
        if not found:
            check_filters(engine, wanted["state"], wanted["waits_for"], wanted["process"])
        if current.json:
            return output.as_json({"cases": found})
        if not found:
            return output.lines(both("没有案件", "no cases"))
        heads = both("编号 状态 版 等待", "number state version waits_for").split()
        output.table(heads, [_row(engine, one) for one in found])


def _values(said: tuple[str, ...]) -> dict[str, Any]:
    """What `--field FIELD=VALUE` asks; numbers and yes or no as JSON writes them, everything else as text."""
    found: dict[str, Any] = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals or not name.isidentifier() or name in _TAKEN:
            raise Usage(Text(f"--field 要写成 字段=值，不是 {one}", f"write --field FIELD=VALUE, not {one}"))
        found[name] = json.loads(value) if _AS_JSON.fullmatch(value) else value
    return found


_AS_JSON = re.compile("true|false|-?(0|[1-9][0-9]{0,17})")
_TAKEN = frozenset(signature(Engine.cases).parameters)
"""Names that an engine's `cases` takes for something else than a field."""


def _row(engine: Engine, one: dict[str, object]) -> tuple[str, ...]:
    names = names_in(engine, str(one["case"]))
    state = names.list(names.state(state) for state in str(one["state"]).split())
    waiting = one["waits_for"]
    assert isinstance(waiting, list)
    return str(one["number"] or one["case"]), state, str(one["version"]), telling.waits_for(names, waiting)
