"""Line ends, spaces at the end of lines, and the end of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banfa.language.formatting.edits import is_block_text, walk
from banfa.language.yaml.nodes import Node

_KEEPS = re.compile(r"[|>][1-9]?\+")


def unified(text: str) -> str:
    """LF at the end of each line and no byte-order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def trimmed(text: str, nodes: Sequence[Node]) -> str:
    """No spaces at the end of lines but in texts of their own, one line break at the end of the file."""
    kept = _lines_of_texts(nodes)
    lines = text.split("\n")
    out = "\n".join(line if at in kept else line.rstrip(" \t") for at, line in enumerate(lines))
    if _ends_with_kept_lines(nodes):
        return out if out.endswith("\n") else out + "\n"
    out = out.rstrip("\n")
    return out + "\n" if out else out


def _lines_of_texts(nodes: Sequence[Node]) -> set[int]:
    """Lines (from 0) that are content of `|` and `>` texts."""
    kept: set[int] = set()
    for root in nodes:
        for visit in walk(root):
            if is_block_text(visit.node):
                kept.update(range(visit.node.place.line, visit.node.end.line))
    return kept


def _ends_with_kept_lines(nodes: Sequence[Node]) -> bool:
    """Whether the last text of the file keeps its empty lines (`|+`)."""
    return bool(nodes) and keeps_lines(nodes[-1])


def keeps_lines(node: Node) -> bool:
    """Whether a text that keeps its empty lines stands in a node."""
    return any(
        is_block_text(visit.node) and _KEEPS.match(node.source.text, visit.node.start) is not None
        for visit in walk(node)
    )
