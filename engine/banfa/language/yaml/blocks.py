"""A text cut into the blocks that its indentation shows, so that one broken block spoils no other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banfa.language.yaml.nodes import Source

_INDENT = re.compile(" *")
_NAME = re.compile(r"""(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#:"'\[\]{}-][^\n:#]*?))\s*[:：]""")
_HEADER = re.compile(r"""(?:"([^"\\\n]*)"|'([^'\n]*)'|([^\s#:"'\[\]{}-][^\n:#]*?)) *: *(?:#.*)?""")
_BLOCK_TEXT = re.compile(r"(?:^|[:\s-])\s*[|>][-+0-9]{0,2}\s*(?:#.*)?$")

_HEAD, _TAIL = 300, 80
"""How much of a line is looked at for its name, and for the sign that a text follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: offsets of its begin and end (without the break), and its indentation."""

    start: int
    stop: int
    indent: int
    text: str
    """Without indentation, "" where it is blank, a comment, or inside a block of text."""


@dataclass(frozen=True, slots=True)
class Header:
    """The line `name:` above the entries of a block, and where the name stands in it."""

    start: int
    name: str
    raw: str

    @property
    def stop(self) -> int:
        """Offset behind the name."""
        return self.start + len(self.raw)


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of the source that belong together by their indentation."""

    source: Source
    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """Offset of its first line."""
        return self.lines[0].start

    @property
    def stop(self) -> int:
        """Offset of the end of its last line."""
        return self.lines[-1].stop

    @property
    def name(self) -> str | None:
        """The key that its first line carries, if one can be seen."""
        first = next((line for line in self.lines if line.text), None)
        found = _NAME.match(first.text[:_HEAD]) if first else None
        return next(each for each in found.groups() if each is not None).strip() if found else None


def whole(source: Source, start: int, stop: int) -> Block:
    """All lines from `start` to `stop` as one block."""
    return Block(source, tuple(_lines(source, start, stop)))


def parts(block: Block) -> tuple[Block, ...]:
    """The entries of a block on its outermost level; itself alone if it cannot be divided."""
    return tuple(_divided(block, block.lines))


def joined(blocks: tuple[Block, ...]) -> Block:
    """Neighbouring blocks as one."""
    return Block(blocks[0].source, tuple(line for block in blocks for line in block.lines))


def children(block: Block) -> tuple[Header, tuple[Block, ...]] | None:
    """The header of a block and the entries under it; None if it is no such block."""
    first = next((at for at, line in enumerate(block.lines) if line.text), len(block.lines))
    rest = block.lines[first + 1 :]
    found = _HEADER.fullmatch(block.lines[first].text[:_HEAD]) if first < len(block.lines) else None
    if found is None or not any(line.text for line in rest):
        return None
    return _header(block.lines[first], found), tuple(_divided(block, rest))


def _header(line: Line, found: re.Match[str]) -> Header:
    group = next(number for number in (1, 2, 3) if found.group(number) is not None)
    raw = found.group(3) if group == 3 else line.text[found.start(group) - 1 : found.end(group) + 1]
    return Header(line.start + line.indent, found.group(group), raw)


def _divided(block: Block, lines: tuple[Line, ...]) -> list[Block]:
    level = next((line.indent for line in lines if line.text), 0)
    begun: list[list[Line]] = []
    for line in lines:
        if not begun or (line.text and line.indent <= level and not _closes(line)):
            begun.append([line])
        else:
            begun[-1].append(line)
    return [Block(block.source, tuple(each)) for each in begun]


def _closes(line: Line) -> bool:
    return line.text[0] in "]}"


def _lines(source: Source, start: int, stop: int) -> list[Line]:
    lines = []
    text_above: int | None = None
    first, last = source.line_of(start), source.line_of(max(start, stop - 1))
    for number in range(first, last + 1):
        begin = source.starts[number]
        end = min(source.starts[number + 1] if number + 1 < len(source.starts) else stop, stop)
        content = source.text[begin:end].rstrip("\r\n")
        indent = len(_INDENT.match(content).group())  # type: ignore[union-attr]
        shown = content[indent:].rstrip()
        if text_above is not None and shown and indent <= text_above:
            text_above = None
        inside = text_above is not None
        if not inside and _BLOCK_TEXT.search(shown[-_TAIL:]) and not shown.startswith("#"):
            text_above = indent
        lines.append(
            Line(begin, begin + len(content), indent, "" if inside or shown.startswith("#") else shown)
        )
    return lines
