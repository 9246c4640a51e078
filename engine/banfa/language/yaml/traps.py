"""The mistakes that owners make in texts that then cannot be read at all, found line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from banfa.language.yaml.blocks import Block, Line
from banfa.language.yaml.brackets import bracket_traps
from banfa.language.yaml.characters import WIDE_SPACES
from banfa.language.yaml.report import Trouble
from banfa.language.yaml.words import files, structure, values

Trap = tuple[Trouble, int]
"""What is wrong, and at which offset of the file."""

_DASHES = re.compile(r"(?:- +)*")
_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`][^\n]*?) *:(?= |$)""")
_TIGHT_DASH = re.compile(r"-(?=[^\s-])")
_WIDE_DASH = re.compile("([－–—])\\s*\\S")
_WIDE_COLON = re.compile(r"[A-Za-z_][\w.\-]*\s*(：)", re.ASCII)
_TIGHT_COLON = re.compile(r"[a-z_][\w.]*(:)(?!//)[^\s]", re.ASCII)
_WIDE = re.compile(f"[{WIDE_SPACES}]")
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]{0,2} *(?:#.*)?$")
_COMMENT = re.compile(r"\s*(?:$| #|#(?=$))")


def traps(block: Block) -> list[Trap]:
    """Every trap in the lines of a block, in their order."""
    found: list[Trap] = []
    skip_to = -1
    for line in block.lines:
        if not line.text or line.start < skip_to:
            continue
        start, content = _content(line)
        trap = _at_start(start, content)
        if trap:
            found.append(trap)
            continue
        value_start, key = _value(start, content)
        value = line.text[value_start - line.start - line.indent :]
        if value[:1] in ("[", "{", "【", "｛"):
            trouble, skip_to = bracket_traps(block.source.text, value_start, block.stop)
            found.extend(trouble)
        elif value:
            found.extend(_in_value(value, value_start, key))
    return found


def _content(line: Line) -> tuple[int, str]:
    """What stands behind indentation and dashes, and at which offset."""
    dashes = len(_DASHES.match(line.text).group())  # type: ignore[union-attr]
    return line.start + line.indent + dashes, line.text[dashes:]


def _value(start: int, content: str) -> tuple[int, str]:
    """Where the value of a line begins, and the key before it ("" in a list)."""
    key = _KEY.match(content)
    if not key:
        return start, ""
    rest = content[key.end() :]
    return start + key.end() + len(rest) - len(rest.lstrip(" ")), key.group()[:-1].strip()


def _at_start(start: int, content: str) -> Trap | None:
    checks: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Trouble]], ...] = (
        (_WIDE, lambda found: files.wide_space(found.group())),
        (_TIGHT_DASH, lambda found: structure.space_after("-")),
        (_WIDE_DASH, lambda found: values.full_width(found.group(1), "-")),
        (_WIDE_COLON, lambda found: values.full_width("：", ":")),
        (_TIGHT_COLON, lambda found: structure.space_after(":")),
    )
    for pattern, trouble in checks:
        found = pattern.match(content)
        if found:
            return trouble(found), start + (found.start(1) if pattern.groups else 0)
    return None


def _in_value(value: str, start: int, key: str) -> Iterator[Trap]:
    sign = value[0]
    if sign in "\"'":
        yield from _quoted(value, start)
    elif sign in "|>":
        if not _BLOCK_TEXT.match(value):
            yield structure.block_header(), start
    elif sign in "@`%,]}":
        yield values.starts_with(sign), start
    elif sign == "!":
        yield values.tag(_without_comment(value)), start
    elif sign in "&*":
        yield values.anchor(value), start
    elif sign == "-" and value.startswith("- ") and key:
        yield structure.list_after_key(), start
    elif key:
        yield from _plain(value, start)


def _quoted(value: str, start: int) -> Iterator[Trap]:
    text = _QUOTED.match(value)
    if not text:
        yield structure.quote_open(value[0]), start
    elif value.startswith("#", text.end()):
        yield structure.space_before_comment(), start + text.end()
    elif not _COMMENT.match(value, text.end()) and not value[text.end() :].lstrip().startswith(":"):
        yield values.goes_on(value[0], _without_comment(value)), start


def _plain(value: str, start: int) -> Iterator[Trap]:
    text = _without_comment(value)
    colon = re.search(r":(?= |$)", text)
    if colon:
        yield structure.colon_in_text(text), start + colon.start()


def _without_comment(value: str) -> str:
    return value.split(" #", 1)[0].rstrip()
