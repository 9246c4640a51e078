"""Dotted names: `duties.investigate.within`, `articles.8②.says`, `documents.card.copies.3`.

Things in lists are named by article, clause sign, copy or by what they name; never by position.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from banfa.language.citations import CIRCLED
from banfa.language.yaml import Mapping, Node, Scalar, Sequence

Address = tuple[str, ...]

_CLAUSE = re.compile(rf"([0-9]+)([{CIRCLED}])")


def address(name: str) -> Address:
    """Return the steps of a dotted name; a clause stands among the clauses of its article."""
    return tuple(step for part in name.split(".") for step in _steps(part))


def _steps(part: str) -> Address:
    clause = _CLAUSE.fullmatch(part)
    return (clause[1], "clauses", clause[2]) if clause else (part,)


def shown(steps: Address) -> str:
    """Return the dotted name of an address."""
    return re.sub(rf"\.clauses\.([{CIRCLED}])", r"\1", ".".join(steps))


def child(node: Node, name: str) -> int | None:
    """Return the position of what `name` means directly in a mapping or a list, or None."""
    return next((i for i, known in enumerate(names(node)) if known == name), None)


def names(node: Node) -> Iterator[str | None]:
    """Yield the name of each thing in a mapping or list; None for what has none."""
    if isinstance(node, Mapping):
        yield from (str(key.value) for key, _ in node.items)
    elif isinstance(node, Sequence):
        yield from (_name(item, i) for i, item in enumerate(node.items))


def _name(item: Node, position: int) -> str | None:
    if isinstance(item, Scalar):
        return str(item.value)
    if not isinstance(item, Mapping):
        return None
    for key in ("article", "copy"):
        said = item.get(key)
        if isinstance(said, Scalar):
            return str(said.value)
    if item.entry("says"):
        return CIRCLED[position] if position < len(CIRCLED) else None
    return str(item.items[0][0].value) if len(item.items) == 1 else None


def inner(node: Node, position: int) -> Node:
    """Return the thing at a position of a mapping or list."""
    assert not isinstance(node, Scalar)
    return node.items[position][1] if isinstance(node, Mapping) else node.items[position]


def reach(node: Node, steps: Address) -> tuple[Node, int]:
    """Return the deepest thing on the way to an address, and how many steps led there."""
    for taken, step in enumerate(steps):
        position = child(node, step)
        if position is None:
            return node, taken
        node = inner(node, position)
    return node, len(steps)


def within(node: Node, steps: Address, edit: Callable[[Node], Node]) -> Node:
    """Return a text in which what stands at an address, which there must be, is edited."""
    if not steps:
        return edit(node)
    position = child(node, steps[0])
    assert position is not None
    return put(node, position, within(inner(node, position), steps[1:], edit))


def put(node: Node, position: int, value: Node | None) -> Node:
    """Return a mapping or list with another thing at a position, or without it."""
    if isinstance(node, Mapping):
        entries = list(node.items)
        entries[position : position + 1] = [] if value is None else [(entries[position][0], value)]
        return replace(node, items=tuple(entries))
    assert isinstance(node, Sequence)
    items = list(node.items)
    items[position : position + 1] = [] if value is None else [value]
    return replace(node, items=tuple(items))
