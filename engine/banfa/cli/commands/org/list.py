"""历来采用过哪些组织，何时，由谁。 · Which organisations were applied, when, by whom."""

from banfa.cli import output, telling
from banfa.cli.casework import Where, on_its_database
from banfa.cli.clicks import command as made
from banfa.cli.session import both, current


@made(__doc__)
@on_its_database
def command(where: Where) -> None:
    """List the organisations."""
    with where.engine() as engine:
        found = engine.organisations()
    if current.json:
        names = ("n", "digest", "actor", "account", "entered")
        return output.as_json({"organisations": [{n: getattr(one, n) for n in names} for one in found]})
    if not found:
        return output.lines(both("还没有采用过组织", "no organisation was applied yet"))
    heads = both("序 何时 谁 摘要", "n when who digest").split()
    rows = [(str(one.n), telling.time(one.entered), one.actor, one.digest[:12]) for one in found]
    output.table(heads, rows)
