"""有哪些案件，各等谁。 · Which cases there are, and whom each waits for."""

from banfa.cli import output, telling
from banfa.cli.casework import Where, names_in, on_a_database
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.session import both, current
from banfa.engine import Engine
from banfa.texts import Text


@made(__doc__)
@option("--process", metavar="ID", words=Text("只列这份办法的", "Only of this process"))
@option("--state", metavar="STATE", words=Text("只列在这个状态的", "Only in this state"))
@on_a_database
def command(process: str | None, state: str | None, where: Where) -> None:
    """List cases."""
    with where.engine() as engine:
        found = engine.cases(process=process, state=state)
        if current.json:
            return output.as_json({"cases": found})
        if not found:
            return output.lines(both("没有案件", "no cases"))
        heads = both("编号 状态 版 等待", "number state version waits_for").split()
        output.table(heads, [_row(engine, one) for one in found])


def _row(engine: Engine, one: dict[str, object]) -> tuple[str, ...]:
    names = names_in(engine, str(one["case"]))
    state = names.list(names.state(state) for state in str(one["state"]).split())
    waiting = one["waits_for"]
    assert isinstance(waiting, list)
    return str(one["number"] or one["case"]), state, str(one["version"]), telling.waits_for(names, waiting)
