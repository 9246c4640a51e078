"""Why a block cannot be read: first the traps that owners fall into, then the parser's own complaint."""

from __future__ import annotations

import re

from banfa.language.yaml.blocks import Block, Line
from banfa.language.yaml.composer import Unreadable
from banfa.language.yaml.report import Found, Trouble
from banfa.language.yaml.traps import traps
from banfa.language.yaml.words import structure, values

_MOST_LINES = 400
_ENTRY = re.compile(r"[^\s\[\]{},\"'#-][^:]*:(?: |$)")
_PLAIN = re.compile(r"[^\r\n]*")


def diagnose(block: Block, error: Unreadable, path: tuple[str, ...]) -> list[Found]:
    """All traps in the block's lines; if there is none, what the parser stumbled over, in our words."""
    element = ".".join(path if block.name is None or block.name in path[-1:] else (*path, block.name))
    if error.trouble:
        return [Found(error.trouble, error.offset, element)]
    lines = Block(block.source, _around(block, error))
    found = [Found(trouble, offset, element) for trouble, offset in traps(lines)]
    return found or [Found(*_complaint(block, error), element)]


def _around(block: Block, error: Unreadable) -> tuple[Line, ...]:
    """The lines worth looking at: all, or in a very long block those before the error."""
    if len(block.lines) <= _MOST_LINES:
        return block.lines
    at = sum(1 for line in block.lines if line.start <= error.offset)
    return block.lines[max(0, at - _MOST_LINES) : at]


def _complaint(block: Block, error: Unreadable) -> tuple[Trouble, int]:
    text, offset, opened = block.source.text, error.offset, error.opened
    said = error.said
    if "mapping values are not allowed" in said:
        return _unexpected_colon(block, error)
    if "expected ':'" in said:
        return structure.colon_missing(_line(text, opened)), opened
    if "sequence entries are not allowed" in said:
        return structure.list_after_key(), offset
    if "quoted scalar" in said:
        return _in_quotes(text, offset, opened, said)
    if "block scalar" in said:
        return structure.block_header(), offset
    if "flow" in said:
        return _in_brackets(block, offset, opened)
    if "cannot start any token" in said:
        return values.starts_with(text[offset : offset + 1]), offset
    return _misfit(block, error)


def _unexpected_colon(block: Block, error: Unreadable) -> tuple[Trouble, int]:
    """A second colon in a line, or a key under a value."""
    colon = error.offset
    line = next((each for each in block.lines if each.start <= colon <= each.stop), block.lines[0])
    before = block.source.text[line.start : colon]
    if ": " in before:
        value = line.text[line.text.index(": ") + 2 :]
        return structure.colon_in_text(value), colon
    return _bare(block, error) or (structure.indentation(), line.start + line.indent)


def _in_quotes(text: str, offset: int, opened: int, said: str) -> tuple[Trouble, int]:
    if "escape" in said:
        start = text.rfind("\\", opened, offset + 1)
        start = start if start >= 0 else offset
        return structure.escape(text[start : start + 2]), start
    return structure.quote_open(text[opened : opened + 1] or '"'), opened


def _in_brackets(block: Block, offset: int, opened: int) -> tuple[Trouble, int]:
    sign = block.source.text[opened : opened + 1]
    if offset >= block.stop and sign in ("[", "{"):
        return structure.bracket_open(sign), opened
    if block.source.text[offset : offset + 1] in ("]", "}"):
        return structure.bracket_close(block.source.text[offset]), offset
    return structure.comma_missing(), min(offset, block.stop)


def _misfit(block: Block, error: Unreadable) -> tuple[Trouble, int]:
    """Something follows that cannot: a line without a colon before it, or a wrong indentation."""
    text, offset = block.source.text, error.offset
    bare = _bare(block, error)
    if bare:
        return bare
    line = next((each for each in block.lines if each.start <= offset <= each.stop), block.lines[-1])
    if text[line.start : offset].strip() == "":
        return structure.indentation(), line.start + line.indent
    return structure.unreadable(), min(offset, block.stop)


def _bare(block: Block, error: Unreadable) -> tuple[Trouble, int] | None:
    lines = (each for each in _around(block, error) if each.start <= error.offset)
    found = next((each for each in lines if _is_bare(each, block)), None)
    return (structure.colon_missing(found.text), found.start + found.indent) if found else None


def _is_bare(line: Line, block: Block) -> bool:
    """A line that should be an entry, as others of its level are or entries stand below it, but is none."""
    if not line.text or line.text[0] in "-[]{}\"'" or ":" in line.text:
        return False
    others = [each for each in block.lines if each.text and each is not line]
    below = next((each for each in others if each.start > line.start), None)
    opens = below is not None and below.indent > line.indent and _ENTRY.match(below.text) is not None
    return opens or any(each.indent == line.indent and _ENTRY.match(each.text) for each in others)


def _line(text: str, offset: int) -> str:
    found = _PLAIN.match(text, offset)
    return found.group() if found else ""
