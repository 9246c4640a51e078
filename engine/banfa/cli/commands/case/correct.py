"""更正录错的资料。 · Correct a wrongly entered value."""

import json
from decimal import Decimal
from typing import Any

import click

from banfa.cli import completing
from banfa.cli.casework import Where, answer, by_somebody, names_in, on_a_database, with_version
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.names import Names
from banfa.cli.session import both
from banfa.texts import Text

_AS_JSON = ("bool", "int", "set", "list")
"""Types whose values are written as JSON; of all others the words themselves are the value."""


@made(__doc__)
@click.argument("case", metavar="CASE", shell_complete=completing.cases)
@click.argument("field", metavar="FIELD", shell_complete=completing.fields)
@click.argument("value", metavar="VALUE")
@option("--reason", required=True, metavar="TEXT", words=Text("理由", "Why"))
@by_somebody
@with_version
@on_a_database
def command(
    case: str,
    field: str,
    value: str,
    reason: str,
    who: dict[str, Any],
    expected_version: int | None,
    where: Where,
) -> None:
    """Correct a value."""
    more: dict[str, Any] = {"reason": reason, "expected_version": expected_version, **who}
    with where.engine() as engine:
        names = names_in(engine, case)
        what = both(f"更正 {names.field(field)}", f"corrected {names.field(field)}")
        answer(names, what, who, lambda: engine.correct(case, field, _value(names, field, value), **more))


def _value(names: Names, field: str, value: str) -> Any:
    known = names.process.fields.get(field)
    if known is None or known.type.kind not in _AS_JSON:
        return value
    try:
        return json.loads(value, parse_float=Decimal)
    except (ValueError, RecursionError):
        return value
