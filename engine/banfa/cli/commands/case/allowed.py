"""此人现在可以办什么，还要填什么。 · What a person may do now, and what each step needs."""

import click

from banfa.cli import completing, output
from banfa.cli.casework import Where, acting, names_in, on_a_database
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.names import Names
from banfa.cli.session import both, current
from banfa.cli.unknown import check_role, stranger
from banfa.kernel.decision import Possible
from banfa.store import shapes
from banfa.texts import Text


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@acting
@option("--role", metavar="ROLE[:UNIT]", words=Text("用哪个角色", "Act as this role"))
@on_a_database
def command(case: str, actor: str, role: str | None, where: Where) -> None:
    """List what is allowed."""
    with where.engine() as engine:
        names = names_in(engine, case)
        check_role(names, role)
        found = engine.allowed(case, actor=actor, role=role)
        if current.json:
            return output.as_json({"allowed": [shapes.possible(one) for one in found]})
        if not found:
            nothing = both(f"{actor} 现在没有可办的", f"nothing for {actor} to do now")
            return output.lines(*filter(None, [nothing, stranger(names, actor)]))
        heads = both("步骤 名称 现在 要填", "step title now needs").split()
        output.table(heads, [_row(names, one) for one in found])


def _row(names: Names, one: Possible) -> tuple[str, ...]:
    words = {"ready": ("可办", "ready"), "needs": ("要填", "needs"), "blocked": ("不成", "blocked")}
    needs = names.list(names.in_brackets(names.field(name), name) for name in one.needs)
    return one.transition, names.step(one.transition), both(*words[one.status]), needs
