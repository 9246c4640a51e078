"""What the `case` commands share: their options, the engine they open, how they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from banfa.cli import completing, exits, output, telling
from banfa.cli.clicks import option
from banfa.cli.data import given_data
from banfa.cli.names import Names
from banfa.cli.output import in_json
from banfa.cli.prompts.terminal import somebody_there
from banfa.cli.session import current
from banfa.cli.unknown import check_role, stranger
from banfa.engine import CaseNow, Engine
from banfa.errors import Refused
from banfa.store import shapes
from banfa.store.failures import NoDatabase
from banfa.texts import Text

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_DB = "sqlite:///cases.db"


@dataclass(frozen=True, slots=True)
class Where:
    """The database and the organisation of a command."""

    db: str
    org: Path | None

    @contextmanager
    def engine(self, *, processes: Path | None = None, create: bool = False) -> Iterator[Engine]:
        """Open the engine for the length of a block."""
        url = self.db if "://" in self.db else f"sqlite:///{self.db}"
        with Engine.open(url, processes, self.org, create=create) as engine:
            yield engine

    @contextmanager
    def looking(self, processes: Path | None) -> Iterator[Engine]:
        """Like `engine`, to ask before anything is written: where there is no database none is made."""
        with ExitStack() as opened:
            try:
                engine = opened.enter_context(self.engine(processes=processes))
            except NoDatabase:
                engine = opened.enter_context(Engine.in_memory(processes, self.org))
            yield engine


def on_a_database(function: F) -> F:
    """Give a command `--db`, `--org` and `--json`; it is called with `where`."""
    return in_json(at_a_database(function))


def at_a_database(function: F) -> F:
    """Give a command `--db` and `--org`; it is called with `where`."""

    @wraps(function)
    def command(db: str, org: Path | None, **rest: Any) -> Any:
        return function(where=Where(db, org), **rest)

    file = click.Path(path_type=Path)
    org = Text("组织 org.yaml；不写则用采用过的", "The organisation; else the one that was applied")
    made = option("--org", metavar="FILE", type=file, words=org)(command)
    return _with_db(made)  # type: ignore[return-value]


def on_its_database(function: F) -> F:
    """Give a command `--db` and `--json`, and no organisation from outside; it is called with `where`."""

    @wraps(function)
    def command(db: str, **rest: Any) -> Any:
        return function(where=Where(db, None), **rest)

    return in_json(_with_db(command))  # type: ignore[return-value]


def _with_db(function: F) -> F:
    words = Text(
        "数据库，默认 cases.db（也可设 BANFA_DB）", "The database; cases.db unless said (or BANFA_DB)"
    )
    return option("--db", metavar="URL", default=DEFAULT_DB, envvar="BANFA_DB", words=words)(function)


def by_somebody(function: F) -> F:
    """Give a command who acts and when: it is called with `who`, the keywords of an engine's method."""

    @wraps(function)
    def command(**said: Any) -> Any:
        who = {name: said.pop(name) for name in ("actor", "role", "recorder", "happened", "idempotency_key")}
        return function(who=who, **said)

    made = option("--key", "idempotency_key", metavar="K", words=_KEY)(command)
    made = option("--happened", metavar="T", words=_HAPPENED)(made)
    made = option(
        "--recorder", metavar="PERSON", words=Text("录入的人，若不是本人", "Who enters it, if another")
    )(made)
    made = option("--role", metavar="ROLE[:UNIT]", words=Text("用哪个角色", "Act as this role"))(made)
    return acting(made)  # type: ignore[return-value]


def acting(function: F) -> F:
    """Give a command `--as`; a person at a terminal who left it out is asked."""
    words = Text("谁办", "Who acts")
    return option(
        "--as", "actor", metavar="PERSON", callback=_somebody, words=words, shell_complete=completing.people
    )(function)


def _somebody(ctx: click.Context, param: click.Parameter, said: str | None) -> str | None:
    if said is None and not ctx.resilient_parsing:
        if not somebody_there():
            raise click.MissingParameter(ctx=ctx, param=param)
        from banfa.cli.prompts.steps import person

        return person()
    return said


def seen_by_somebody(function: F) -> F:
    """Give a command `--as`, for whose eyes it is; it is called with `eyes`, keywords of the engine's."""

    @wraps(function)
    def command(actor: str | None, **rest: Any) -> Any:
        return function(eyes={"actor": actor, "masked": actor is None}, **rest)

    words = Text(
        "给谁看；不写则个人资料显示为 •", "For whose eyes; without it personal values are shown as •"
    )
    made = option("--as", "actor", metavar="PERSON", words=words, shell_complete=completing.people)
    return made(command)  # type: ignore[return-value]


@contextmanager
def or_refused(names: Names, actor: str | None = None) -> Iterator[None]:
    """A refusal within the block is said, and ends the run with its exit code."""
    try:
        yield
    except Refused as error:
        _say_refused(names, error, actor)
        raise click.exceptions.Exit(exits.REFUSED) from None


_KEY = Text(
    "同一个键只办一次，再来一次就照第一次回答",
    "Done once for each key; again, the first answer is given",
)
_HAPPENED = Text(
    '何时发生，如 "2026-09-25T16:30+08:00"；默认现在', 'When it happened, such as "2026-09-25T16:30+08:00"'
)


def with_version(function: F) -> F:
    """Give a command `--expect-version`."""
    words = Text("案件须还在这一版，否则不办", "Refuse to act unless the case is at this version")
    return option("--expect-version", "expected_version", metavar="N", type=int, words=words)(function)


def with_data(function: F) -> F:
    """Give a command `--data`: it is called with `data`, already read, or None if there is none."""

    @wraps(function)
    def command(data: str | None, **rest: Any) -> Any:
        return function(data=None if data is None else given_data(data), **rest)

    words = Text(
        "资料：JSON 文件，- 是标准输入，也可直接写 {…}；在终端不写则逐项询问",
        "Data: a JSON file, - for stdin, or {…} itself; at a terminal you are asked",
    )
    return option("--data", metavar="FILE|-", words=words)(command)  # type: ignore[return-value]


def names_in(engine: Engine, case: str) -> Names:
    """The names of a case's process."""
    return Names(engine.process_of(case), engine.organisation_of(case))


def answer(names: Names, what: str, who: dict[str, Any], act: Callable[[], CaseNow]) -> None:
    """Carry a command out and say how it went; a refusal ends the run with its exit code."""
    check_role(names, who["role"])
    with or_refused(names, who["actor"]):
        now = act()
    if current.json:
        output.as_json(shapes.head(now.id, now.number, now.states, now.version, now.warnings))
    else:
        output.lines(*telling.done(names, what, now))


def _say_refused(names: Names, error: Refused, actor: str | None) -> None:
    if current.json:
        output.as_json({"refused": shapes.refusal(error.refusal)})
        return
    output.lines(*telling.refused(names, error.refusal))
    if actor is not None and error.refusal.because == "role":
        output.lines(*filter(None, [stranger(names, actor)]))
