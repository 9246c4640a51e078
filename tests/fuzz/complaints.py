"""What may not stand in a message, and what must: the same of every problem, whatever brought it about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from banfa.language.problems import Place, Problem
from banfa.texts import Text

_INSIDE = re.compile(
    r"Traceback|pydantic|\byaml\.[a-z_]+\b(?!yaml)|\b\w+Error\b|Exception|NoneType|<class|object at 0x|errors\.\w+\.dev"
    r"|\b(?:dict|str|tuple|float|frozenset|NodeType|Optional|Literal|kwargs|regex|lark|Validat\w+)\b"
)
"""Words of Python and its libraries."""
_MACHINE = re.compile(r"(?<![\w./])/(?:home|root|tmp|usr|work|proc|opt|var)/")
_MOST = 2_000
"""A message that nobody reads to its end."""
_QUOTED = re.compile(r"“[^”]*”|'[^']*'|\"[^\"]*\"|`[^`]*`")


def about_problems(problems: Iterable[Problem], files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with problems that were found in these files."""
    found = tuple(problems)
    named = {place.file for p in found for place in (p.place, p.also) if place is not None}
    lines = {name: _lines(content) for name, content in files.items() if name in named}
    return [f"{p.code}: {c} in {p!r:.400}" for p in found for c in _about(p, lines)]


def _about(problem: Problem, lines: Mapping[str, list[str]]) -> Iterable[str]:
    if not re.fullmatch(r"B[0-9]{3}", problem.code):
        yield "no code"
    yield from about_text(problem.message)
    if problem.fix is not None:
        yield from about_text(problem.fix)
    if problem.place is None:
        yield "no place"
    else:
        yield from _about_place(problem.place, lines)
    if problem.also is not None:
        yield from _about_place(problem.also, lines)


def about_text(text: Text) -> Iterable[str]:
    """What is wrong with a text in both languages."""
    for half in text:
        if not half.strip():
            yield "an empty text"
        found = _INSIDE.search(_QUOTED.sub("", half)) or _MACHINE.search(half)
        if found:
            yield f"the word {found[0]!r}"
        if len(half) > _MOST:
            yield f"{len(half)} characters"


def _about_place(place: Place, lines: Mapping[str, list[str]]) -> Iterable[str]:
    if place.file not in lines:
        yield "a place in no file"
        return
    written = lines[place.file]
    if not 1 <= place.line <= len(written) + 1:
        yield f"line {place.line} of {len(written)}"
    elif place.line <= len(written) and not 1 <= place.column <= len(written[place.line - 1]) + 1:
        yield f"column {place.column} of {len(written[place.line - 1])}"


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") or [""]
