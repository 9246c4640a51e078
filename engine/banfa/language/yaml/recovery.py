"""Goes on after a text that cannot be read: each block on its own, so that all mistakes are found at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from banfa.language.yaml.blocks import Block, children, joined, parts, whole
from banfa.language.yaml.composer import Unreadable, compose
from banfa.language.yaml.diagnosis import diagnose
from banfa.language.yaml.nodes import Mapping, Node, Scalar, Sequence, Source
from banfa.language.yaml.report import MOST_PROBLEMS, Found
from banfa.language.yaml.words import values

MOST_LINES = 50_000
"""In a longer text only the first mistake is explained."""

_MOST_LEVELS = 6


def recover(
    source: Source, start: int, stop: int, error: Unreadable, spoiled: frozenset[int]
) -> tuple[Node | None, list[Found]]:
    """What can be read of a text that `compose` refused with `error`, and everything that is wrong in it.

    Lines in `spoiled` have been complained about; what follows from them is not complained about again.
    """
    recovery = _Recovery(source, spoiled)
    if source.line_of(stop) - source.line_of(start) > MOST_LINES:
        near = whole(source, source.starts[max(0, source.line_of(error.offset) - 100)], error.offset + 1)
        return None, diagnose(near, error, ())
    block = whole(source, start, stop)
    node = recovery.entries(block, parts(block), error, ())
    return node, recovery.found


@dataclass(slots=True)
class _Pieces:
    """What was read of some neighbouring blocks."""

    nodes: list[Node] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    broken: int = 0


@dataclass(slots=True)
class _Recovery:
    source: Source
    spoiled: frozenset[int]
    found: list[Found] = field(default_factory=list)

    def entries(
        self, block: Block, blocks: tuple[Block, ...], error: Unreadable, path: tuple[str, ...]
    ) -> Node | None:
        """Read the entries of a block that failed as a whole with `error`."""
        pieces = _Pieces()
        self._search(blocks, error, path, pieces)
        if not pieces.broken:
            self._explain(block, error, path)
        return self._merged(pieces.nodes, tuple(pieces.unread), path)

    def _search(
        self, blocks: tuple[Block, ...], error: Unreadable, path: tuple[str, ...], pieces: _Pieces
    ) -> None:
        """Halve blocks that fail together until each that fails stands alone."""
        if len(self.found) > MOST_PROBLEMS:
            return
        if len(blocks) == 1:
            self._alone(blocks[0], error, path, pieces)
            return
        before = pieces.broken
        for half in (blocks[: len(blocks) // 2], blocks[len(blocks) // 2 :]):
            try:
                node, troubles = compose(self.source, half[0].start, half[-1].stop, path)
            except Unreadable as inner:
                self._search(half, inner, path, pieces)
            else:
                self.found.extend(troubles)
                pieces.nodes.extend([node] if node is not None else [])
        if pieces.broken == before:
            pieces.broken += 1
            self._explain(joined(blocks), error, path)

    def _alone(self, block: Block, error: Unreadable, path: tuple[str, ...], pieces: _Pieces) -> None:
        pieces.broken += 1
        node = self._broken(block, error, path)
        if node is not None:
            pieces.nodes.append(node)
        elif block.name:
            pieces.unread.append(block.name)

    def _broken(self, block: Block, error: Unreadable, path: tuple[str, ...]) -> Node | None:
        inner = children(block)
        if error.trouble or inner is None or len(path) >= _MOST_LEVELS:
            self._explain(block, error, path)
            return None
        header, blocks = inner
        content = self.entries(block, blocks, error, (*path, header.name))
        if content is None:
            return None
        key = Scalar(
            self.source, header.start, header.stop, header.name, header.raw, header.raw != header.name
        )
        return Mapping(self.source, key.start, content.stop, ((key, content),), False)

    def _explain(self, block: Block, error: Unreadable, path: tuple[str, ...]) -> None:
        if not any(self.source.line_of(line.start) in self.spoiled for line in block.lines):
            self.found.extend(diagnose(block, error, path))

    def _merged(self, nodes: list[Node], unread: tuple[str, ...], path: tuple[str, ...]) -> Node | None:
        """The nodes of neighbouring blocks as one mapping or list; None if they are of different kinds."""
        mappings = [node for node in nodes if isinstance(node, Mapping)]
        sequences = [node for node in nodes if isinstance(node, Sequence)]
        if mappings and len(mappings) == len(nodes):
            items = self._once([item for node in mappings for item in node.items], path)
            unread = (*(name for node in mappings for name in node.unread), *unread)
            return Mapping(self.source, nodes[0].start, nodes[-1].stop, items, False, unread)
        if sequences and len(sequences) == len(nodes):
            entries = tuple(item for node in sequences for item in node.items)
            return Sequence(self.source, nodes[0].start, nodes[-1].stop, entries, False)
        return None

    def _once(
        self, items: list[tuple[Scalar, Node]], path: tuple[str, ...]
    ) -> tuple[tuple[Scalar, Node], ...]:
        kept: dict[str, tuple[Scalar, Node]] = {}
        for key, value in items:
            first = kept.setdefault(str(key.value), (key, value))[0]
            if first is not key:
                element = ".".join((*path, str(key.value)))
                self.found.append(Found(values.twice(str(key.value)), key.start, element, first.start))
        return tuple(kept.values())
