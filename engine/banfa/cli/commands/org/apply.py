"""采用一个组织（org.yaml），由现行组织的 admin 办。 · Let an organisation hold (an admin does it)."""

from pathlib import Path

import click

from banfa.cli import exits, output
from banfa.cli.casework import Where, acting, on_its_database
from banfa.cli.clicks import command as made
from banfa.cli.session import both, current, say
from banfa.engine.organising import Holding
from banfa.errors import Refused
from banfa.store import shapes


@made(__doc__)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@acting
@on_its_database
def command(file: Path, actor: str, where: Where) -> None:
    """Apply an organisation."""
    with where.engine(create=True) as engine:
        try:
            holding = engine.apply_organisation(file, actor=actor)
        except Refused as error:
            _say_refused(error)
            raise click.exceptions.Exit(exits.REFUSED) from None
    if current.json:
        return output.as_json({"applied": _as_json(holding)})
    applied = holding.applied
    kept = both(f"第 {applied.n} 次，{applied.digest[:12]}", f"no. {applied.n}, {applied.digest[:12]}")
    output.lines(
        both(f"✓ 采用组织 {holding.organisation.id}（{kept}）", f"✓ {holding.organisation.id} holds ({kept})")
    )
    output.lines(*(both("  ⚠ 提醒：", "  ⚠ warning: ") + say(one.message) for one in holding.warnings))


def _as_json(holding: Holding) -> dict[str, object]:
    n, digest, _, actor, _, entered = holding.applied
    warnings = [shapes.warned(one) for one in holding.warnings]
    said = {"n": n, "org": holding.organisation.id, "digest": digest, "actor": actor, "entered": entered}
    return {**said, "warnings": warnings}


def _say_refused(error: Refused) -> None:
    if current.json:
        output.as_json({"refused": shapes.refusal(error.refusal)})
    else:
        reasons = [f"  · {say(one.message)}" for one in error.refusal.failed]
        output.lines(both("✗ 不许：此人不能更换组织", "✗ refused: not this person's to do"), *reasons)
