"""Collects what is wrong with one YAML text, as `Problem`s with places."""

from __future__ import annotations

from typing import NamedTuple

from banfa.language.problems import Problem, Problems, Severity
from banfa.language.yaml.nodes import Source
from banfa.texts import Text

MOST_PROBLEMS = 200


class Trouble(NamedTuple):
    """What is wrong and what to do about it, without a place; see `words`."""

    code: str
    message: Text
    fix: Text
    severity: Severity = "error"


class Found(NamedTuple):
    """A trouble at an offset; `element` is the dotted name of what holds it, `also` a second offset."""

    trouble: Trouble
    offset: int
    element: str = ""
    also: int | None = None


def publish(source: Source, found: list[Found], problems: Problems) -> None:
    """Add what was found to `problems` in the order of the text, each once, `MOST_PROBLEMS` at most."""
    once = {(each.offset, each.trouble.code): each for each in reversed(found)}
    ordered = [once[key] for key in sorted(once)]
    problems.found.extend(_problem(source, each) for each in ordered[:MOST_PROBLEMS])
    if len(ordered) > MOST_PROBLEMS:
        problems.found.append(_problem(source, _more(ordered[MOST_PROBLEMS])))


def _problem(source: Source, each: Found) -> Problem:
    code, message, fix, severity = each.trouble
    also = source.place(each.also) if each.also is not None else None
    return Problem(code, severity, message, fix, source.place(each.offset), each.element, (), also)


def _more(first: Found) -> Found:
    message = Text(zh="从这里起的问题没有列出", en="Problems from here on are not listed")
    fix = Text(zh="先改前面的，再检查一次", en="Mend those above first, then check again")
    return Found(Trouble("B100", message, fix), first.offset)
