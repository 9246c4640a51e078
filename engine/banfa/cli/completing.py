"""What a shell offers at the next Tab: processes, cases, the steps allowed, people. Never an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from banfa.shipped import processes_dir

if TYPE_CHECKING:
    from banfa.engine import Engine

VARIABLE = "_BANFA_COMPLETE"
"""Set by the shell's script: which shell asks, and for what."""
MOST = 200
"""So many offers; nobody reads more."""

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
Pairs = Iterable[tuple[str, str]]


def script(name: str, banfa: click.Command) -> str:
    """Return the script that a shell reads once to complete `banfa` from then on."""
    return _shell(name, banfa).source()


def _shell(name: str, banfa: click.Command) -> ShellComplete:
    found = get_completion_class(name)
    assert found is not None, name
    return found(banfa, {}, "banfa", VARIABLE)


def answered(asked: str, banfa: click.Command) -> str | None:
    """Return what a shell's script is to be told (`bash_complete`), or None if that makes no sense."""
    name, _, what = asked.partition("_")
    if what != "complete" or get_completion_class(name) is None:
        return None
    return _shell(name, banfa).complete()


def _offers(found: Callable[[dict[str, Any]], Pairs]) -> Offer:
    """Offer what is found that begins with what stands there; nothing if it cannot be found."""

    def offer(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
        try:
            pairs = [pair for pair in found(ctx.params) if pair[0].startswith(begun)]
        except Exception:  # a Tab is no place for words about a database
            return []
        return [CompletionItem(value, help=title or None) for value, title in pairs[:MOST]]

    return offer


def processes(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the processes that came with banfa, and folders."""
    shipped = [folder.parent.name for folder in sorted(processes_dir().glob("*/process.yaml"))]
    named = [CompletionItem(name) for name in shipped if name.startswith(begun)]
    return [CompletionItem(begun, type="dir"), *named]  # bash forgets what comes before a folder


@contextmanager
def _engine(said: dict[str, Any]) -> Iterator[Engine]:
    from banfa.cli.casework import DEFAULT_DB, Where

    with Where(said.get("db") or DEFAULT_DB, said.get("org")).engine() as engine:
        yield engine


def _cases(said: dict[str, Any]) -> Pairs:
    with _engine(said) as engine:
        return [(str(one["number"] or one["case"]), str(one["state"])) for one in engine.cases()]


def _steps(said: dict[str, Any]) -> Pairs:
    """Those that the person may take now; without a person, those that start from where the case is."""
    with _engine(said) as engine:
        case, actor = said.get("case") or "", said.get("actor")
        process = engine.process_of(case)
        if actor:
            open_now = [one.transition for one in engine.allowed(case, actor=actor)]
        else:
            states = {*engine.show(case, masked=True)["states"]}
            open_now = [step.id for step in process.steps.values() if states & {*step.sources}]
        return [(step, process.steps[step].title) for step in open_now]


def _people(said: dict[str, Any]) -> Pairs:
    """Those of the organisation that the case, or the process to be started, is run with."""
    from banfa.cli.casework import DEFAULT_DB, Where
    from banfa.cli.processes import process_at

    folder, process = process_at(said["process"]) if said.get("process") else (None, "")
    with Where(said.get("db") or DEFAULT_DB, said.get("org")).looking(folder) as engine:
        org = engine.organisation_for(process) if process else engine.organisation_of(said.get("case") or "")
        return [(person, "") for person in sorted(org.people)] if org else []


def _copies(said: dict[str, Any]) -> Pairs:
    with _engine(said) as engine:
        process = engine.process_of(said.get("case") or "")
        return [
            (f"{document.id}.{copy}", document.title)
            for document in process.documents.values()
            for copy in document.copies
        ]


def _fields(said: dict[str, Any]) -> Pairs:
    with _engine(said) as engine:
        process = engine.process_of(said.get("case") or "")
        return [(field.id, field.title) for field in process.fields.values()]


cases, steps, people = _offers(_cases), _offers(_steps), _offers(_people)
copies, fields = _offers(_copies), _offers(_fields)
