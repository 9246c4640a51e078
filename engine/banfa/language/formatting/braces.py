"""A list or mapping written in brackets on one line."""

from __future__ import annotations

from banfa.language.formatting.edits import has_comment, is_block_text, walk
from banfa.language.formatting.quoting import in_braces
from banfa.language.yaml.nodes import Mapping, Node, Scalar


def fits_one_line(node: Node) -> bool:
    """Whether it can be written on one line without losing a comment or a text of several lines."""
    return not has_comment(node) and not any(is_block_text(visit.node) for visit in walk(node))


def one_line(node: Node) -> str:
    """A node in brackets, its texts as they were written."""
    if isinstance(node, Scalar):
        return in_braces(node)
    if isinstance(node, Mapping):
        entries = ", ".join(entry(key, value) for key, value in node.items)
        return entries if _is_bare_pair(node) else "{" + entries + "}"
    return "[" + ", ".join(one_line(item) for item in node.items) + "]"


def entry(key: Scalar, value: Node) -> str:
    """`key: value`."""
    return f"{key.raw}: {one_line(value)}"


def _is_bare_pair(node: Mapping) -> bool:
    """`a: b` as an item of a list in brackets, without braces of its own."""
    return node.flow and not node.source.text.startswith("{", node.start)
