"""Unquoted texts that YAML reads without complaint, but not as their owner meant them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from banfa.language.yaml.characters import WIDE_SPACES
from banfa.language.yaml.report import Trouble
from banfa.language.yaml.words import files, structure, values

_SUSPECT = re.compile(f"[：，【】｛｝“”{WIDE_SPACES}]|^-|^[a-z][a-z0-9_]*:")
_BRACKET = re.compile(r"[\[\]{}]")
_NAME_COLON = re.compile(r"\s*(?:- )*[a-z][a-z0-9_.]*\s*(：)")
_NAME_TIGHT = re.compile(r"[a-z][a-z0-9_]*(:)(?!//)\S")
_IDS = re.compile(r"[A-Za-z0-9_.]+(?:\s*([，：])\s*[A-Za-z0-9_.]+)+")
_WIDE_START = re.compile(f"(?:-[- ]*)?([{WIDE_SPACES}])")
_NAME_WIDE = re.compile(f"[A-Za-z_][A-Za-z0-9_.]*:([{WIDE_SPACES}])")
_LINE = re.compile(r"[^ \r\n][^\r\n]*")
_WIDE_DASH = re.compile(r"([－–—])\s*\S")
_MOST_CHARACTERS, _MOST_LINES, _LONGEST_LIST = 200, 1000, 2000
_PARENTHESIS = re.compile("[()（）]")
_WIDE_PAIRS = {"【": ("】", "["), "｛": ("｝", "{"), "“": ("”", '"')}
_ASCII = {
    "－": "-",
    "–": "-",
    "—": "-",
    "：": ":",
    "，": ",",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "“": '"',
    "”": '"',
}

Surprise = tuple[Trouble, int]
"""What is wrong, and how far into the text."""


@lru_cache(maxsize=4096)
def is_suspect(raw: str) -> bool:
    """Whether an unquoted value is worth a closer look (`in_value`); quickly False for nearly all."""
    return _SUSPECT.search(raw) is not None


def in_value(raw: str, *, in_list: bool, own_line: bool) -> Surprise | None:
    """A surprise in an unquoted value; `in_list`: within `[]`; `own_line`: nothing but `- ` before it."""
    return (
        _wide_space(raw)
        or ((values.reserved_mark(raw), 0) if raw == "-" else None)
        or _whole(raw)
        or (_entry(raw) if own_line else None)
        or _at(_IDS.fullmatch(raw) if len(raw) <= _LONGEST_LIST else None)
        or (_comma_in_list(raw) if in_list else None)
    )


def in_lines(raw: str) -> list[Surprise]:
    """The surprises in an unquoted value on several lines of its own, each of which was meant as an entry."""
    found: list[Surprise] = []
    for line in islice(_LINE.finditer(raw), _MOST_LINES):
        surprise = _at(_WIDE_DASH.match(line.group())) or _entry(line.group())
        if surprise and not line.group().startswith("- "):
            found.append((surprise[0], line.start() + surprise[1]))
    return found


def in_key(raw: str) -> Surprise | None:
    """A surprise in an unquoted key: names carry no punctuation of Chinese texts and no leading dash."""
    if raw.startswith("-"):
        return structure.space_after("-"), 0
    bracket = _BRACKET.search(raw)
    if bracket:
        return structure.bracket_in_key(raw, bracket.group()), bracket.start()
    if not is_suspect(raw):
        return None
    wide = _wide_space(raw)
    if wide:
        return wide
    sign = next((each for each in re.finditer("[：，【】｛｝“”]", raw)), None)
    return _full_width(sign.group(), sign.start()) if sign else None


@lru_cache(maxsize=4096)
def cut_off(raw: str) -> bool:
    """Whether more brackets open than close: an expression that ends too early."""
    if not _PARENTHESIS.search(raw):
        return False
    return raw.count("(") + raw.count("（") != raw.count(")") + raw.count("）")


def whole_text(text: str, start: int) -> str:
    """What was meant as one text inside brackets: up to a comma or bracket outside of parentheses."""
    depth = 0
    for at in range(start, min(len(text), start + _MOST_CHARACTERS)):
        sign = text[at]
        depth += (sign in "(（") - (sign in ")）")
        if sign in "\r\n" or (depth <= 0 and sign in ",]}"):
            return text[start:at].strip()
    return text[start : start + _MOST_CHARACTERS].strip()


def _wide_space(raw: str) -> Surprise | None:
    found = _WIDE_START.match(raw) or _NAME_WIDE.match(raw)
    return (files.wide_space(found.group(1)), found.start(1)) if found else None


def _whole(raw: str) -> Surprise | None:
    """`【a, b】`, `“text”`: full-width signs around all of it."""
    closing, _ = _WIDE_PAIRS.get(raw[0], (None, ""))
    return _full_width(raw[0], 0) if closing is not None and raw.find(closing) == len(raw) - 1 else None


def _entry(raw: str) -> Surprise | None:
    """An entry that became a text: `title：x`, `title:x`, `-x`."""
    if raw.startswith("-") and len(raw) > 1:
        return structure.space_after("-"), 0
    tight = _NAME_TIGHT.match(raw)
    if tight:
        return structure.space_after(":"), tight.start(1)
    return _at(_NAME_COLON.match(raw))


def _comma_in_list(raw: str) -> Surprise | None:
    found = raw.find("，")
    return _full_width("，", found) if found >= 0 else None


def _at(found: re.Match[str] | None) -> Surprise | None:
    return _full_width(found.group(1), found.start(1)) if found else None


def _full_width(sign: str, offset: int) -> Surprise:
    return values.full_width(sign, _ASCII[sign]), offset
