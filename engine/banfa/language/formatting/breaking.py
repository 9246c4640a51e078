"""`{}` that grew too long becomes a block."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Several

from banfa.language.formatting.braces import entry, fits_one_line
from banfa.language.formatting.edits import Edit, Visit, walk
from banfa.language.formatting.rows import is_rows
from banfa.language.formatting.width import width
from banfa.language.yaml.nodes import Mapping, Node

LONGEST_LINE = 110


def breaking(nodes: Several[Node]) -> Iterator[Edit]:
    """The edits that turn each outermost `{}` on too long a line into a block."""
    for root in nodes:
        for visit in walk(root):
            if _may_break(visit) and isinstance(visit.node, Mapping) and _is_long(visit.node):
                yield from _broken(visit, visit.node)


def _may_break(visit: Visit) -> bool:
    node, parent = visit.node, visit.parent
    return (
        isinstance(node, Mapping)
        and node.flow
        and len(node.items) > 0
        and isinstance(parent, Node)
        and not getattr(parent, "flow", True)
        and not is_rows(visit.path[:-1])
        and fits_one_line(node)
        and not (visit.key and "#" in node.source.text[visit.key.stop : node.start])
    )


def _is_long(node: Mapping) -> bool:
    text = node.source.text
    begin = text.rfind("\n", 0, node.start) + 1
    return any(width(line) > LONGEST_LINE for line in text[begin : node.stop].split("\n"))


def _broken(visit: Visit, node: Mapping) -> Iterator[Edit]:
    text = node.source.text
    begin = text.rfind("\n", 0, visit.key.start if visit.key else node.start) + 1
    column = visit.key.place.column + 1 if visit.key else node.place.column - 1
    margin = "\n" + " " * column
    entries = margin.join(entry(key, value) for key, value in node.items)
    comment = _comment(text, node.stop)
    if comment:
        indent = len(text[begin:]) - len(text[begin:].lstrip(" "))
        yield Edit(begin, begin, " " * indent + comment.strip() + "\n")
    start = visit.key.stop if visit.key else node.start
    yield Edit(start, node.stop + len(comment), ":" + margin + entries if visit.key else entries)


def _comment(text: str, stop: int) -> str:
    """What stands behind a bracket on its line: blanks and a comment, or nothing."""
    end = text.find("\n", stop)
    rest = text[stop : len(text) if end < 0 else end]
    return rest if rest.strip() else ""
