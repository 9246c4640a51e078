"""Formats one file: `format_text`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from banfa.language.formatting.breaking import breaking
from banfa.language.formatting.citations import citations
from banfa.language.formatting.edits import Edit, applied
from banfa.language.formatting.ordering import ordering
from banfa.language.formatting.quoting import quoting
from banfa.language.formatting.rows import rows
from banfa.language.formatting.whitespace import trimmed, unified
from banfa.language.problems import Place, Problem, Problems
from banfa.language.yaml import Mapping, Node, Plain, plain, read
from banfa.texts import Text

FORMAT = 1
"""The only format there is; `--to N` rewrites older ones once there are."""

SameMeaning = Callable[[str, str], bool]
Pass = Callable[[Sequence[Node]], Iterable[Edit]]

_MOST_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class FormatResult:
    """The text in its layout (as it was if there are errors), and what stood in the way."""

    text: str
    changed: bool
    problems: tuple[Problem, ...] = ()


def format_text(
    text: str, file: str, *, to: int = FORMAT, same_meaning: SameMeaning | None = None
) -> FormatResult:
    """`text` in the one layout of definitions.

    `file` is the name in problems; `to` the format to write; `same_meaning(before, after)` decides whether
    the text still says the same (by default its data is compared, citations by what they cite). A text that
    cannot be read, an unknown format (B130) or a changed meaning (B131) leaves it as it is, with a problem.
    """
    if to != FORMAT:
        return _refused(text, _unknown_format(to, file))
    after = unified(text)
    problems = Problems()
    nodes = _nodes(after, file, problems)
    if problems.errors:
        return FormatResult(text, False, tuple(problems.found))
    after = _laid_out(after, nodes)
    if not (same_meaning or same_data)(text, after):
        return _refused(text, _other_meaning(file))
    return FormatResult(after, after != text, tuple(problems.found))


def same_data(before: str, after: str) -> bool:
    """Whether two texts hold the same data, whatever the order of keys and the spelling of citations."""
    return before == after or _data(before) == _data(after)


def _laid_out(text: str, nodes: Sequence[Node]) -> str:
    after = trimmed(text, nodes)
    if after != text:
        nodes = _nodes(after, "", Problems())
    for each in (citations, quoting, ordering, breaking, rows, breaking, quoting):
        after, nodes = _until_stable(after, nodes, each)
    return after


def _until_stable(text: str, nodes: Sequence[Node], change: Pass) -> tuple[str, Sequence[Node]]:
    """Make a kind of change until there is none left: inner ones may wait for outer ones."""
    for _ in range(_MOST_ROUNDS):
        edits = list(change(nodes))
        if not edits:
            break
        text = applied(text, edits)
        nodes = _nodes(text, "", Problems())
    return text, nodes


def _nodes(text: str, file: str, problems: Problems) -> list[Node]:
    """The documents of a text; only one that holds scenarios may hold several."""
    data = text.encode("utf-8", "surrogatepass")
    several = Problems()
    nodes = read(data, file, several, many=True)
    if len(nodes) > 1 and not any(isinstance(node, Mapping) and node.get("scenario") for node in nodes):
        read(data, file, problems)
    else:
        problems.found.extend(several.found)
    return nodes


def _data(text: str) -> list[Plain]:
    text = unified(text)
    signed = applied(text, citations(_nodes(text, "", Problems())))
    return [plain(node) for node in _nodes(signed, "", Problems())]


def _refused(text: str, problem: Problem) -> FormatResult:
    return FormatResult(text, False, (problem,))


def _unknown_format(to: int, file: str) -> Problem:
    message = Text(
        zh=f"没有第 {to} 版格式，只有第 {FORMAT} 版", en=f"There is no format {to}, only format {FORMAT}"
    )
    fix = Text(zh=f"用 --to {FORMAT}，或不写 --to", en=f"Use --to {FORMAT}, or leave --to out")
    return Problem("B130", "error", message, fix, Place(file, 1, 1))


def _other_meaning(file: str) -> Problem:
    message = Text(
        zh="整理后的文件意思会变，没有改动它",
        en="Formatted, the file would mean something else; it was left alone",
    )
    fix = Text(
        zh="请把这个文件报告给 banfa 的维护者；眼下请手工整理",
        en="Please report this file to the maintainers of banfa; format it by hand for now",
    )
    return Problem("B131", "error", message, fix, Place(file, 1, 1))
