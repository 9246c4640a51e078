"""Reads one YAML file of ours: `read`. Every mistake in it is reported, each at its place."""

from __future__ import annotations

from typing import Literal, overload

from banfa.language.problems import Problems
from banfa.language.yaml.characters import check_characters
from banfa.language.yaml.composer import Unreadable, compose
from banfa.language.yaml.decoding import decode
from banfa.language.yaml.documents import Document, documents
from banfa.language.yaml.nodes import Mapping, Node, Source
from banfa.language.yaml.recovery import recover
from banfa.language.yaml.report import Found, publish


@overload
def read(text: bytes, file: str, problems: Problems, *, many: Literal[False] = False) -> Node | None: ...


@overload
def read(text: bytes, file: str, problems: Problems, *, many: Literal[True]) -> list[Node]: ...


def read(text: bytes, file: str, problems: Problems, *, many: bool = False) -> Node | list[Node] | None:
    """The node that `text` holds, or with `many` the nodes of its documents (scenario files).

    `file` is the name that places carry. Everything wrong is added to `problems` (B100–B129). What could be
    read is returned all the same, so that its own mistakes can be found: a tree with errors is fit for
    checking shapes, not for following references; `Mapping.unread` names what is missing from it. None (or
    an empty list) means that nothing could be read; an empty file is an empty mapping.
    Bounded: 2 MiB, 200,000 lines, 32 levels, 50,000 values.
    """
    decoded = decode(text, file, problems)
    if decoded is None:
        return [] if many else None
    nodes = _nodes(file, decoded, problems, many)
    return nodes if many else next(iter(nodes), None)


def _nodes(file: str, text: str, problems: Problems, many: bool) -> list[Node]:
    source = Source(file, text)
    mended, found = check_characters(source)
    spoiled = frozenset(source.line_of(each.offset) for each in found)
    mended, pieces = documents(mended, found, many=many)
    if mended != text:
        source = Source(file, mended)
    nodes = [_node(source, piece, spoiled, found) for piece in pieces]
    publish(source, found, problems)
    return [node for node in nodes if node is not None]


def _node(source: Source, piece: Document, spoiled: frozenset[int], found: list[Found]) -> Node | None:
    """The node of one document; `spoiled` are lines whose characters were already complained about."""
    try:
        node, troubles = compose(source, piece.start, piece.stop)
    except Unreadable as error:
        if error.trouble and error.final:
            found.extend((*error.found, Found(error.trouble, error.offset)))
            return None
        node, troubles = recover(source, piece.start, piece.stop, error, spoiled)
        found.extend(troubles)
        return node
    found.extend(troubles)
    return node if node is not None else Mapping(source, piece.start, piece.start, (), False)
