"""Characters that have no business in a definition: tabs, and what nobody can see."""

from __future__ import annotations

import re
from itertools import islice

from banfa.language.yaml.nodes import Source
from banfa.language.yaml.report import MOST_PROBLEMS, Found
from banfa.language.yaml.words import files

WIDE_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""For a character class: spaces that look like one (or two) and are none to YAML."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINE_WITH_TAB = re.compile("(?:^|(?<=\r))([^\t\r\n]*)\t", re.MULTILINE)
_LONE_RETURN = re.compile(r"\r(?!\n)")


def check_characters(source: Source) -> tuple[str, list[Found]]:
    """The text with each forbidden character and tab made a space and CR alone made LF, and what was found.

    Lengths and places stay, so that reading may go on and find the rest.
    """
    found = [*_forbidden(source.text), *_tabs(source.text)]
    text = _LONE_RETURN.sub("\n", source.text) if "\r" in source.text else source.text
    return (_mended(text), found) if found else (text, [])


def _forbidden(text: str) -> list[Found]:
    signs = islice(_FORBIDDEN.finditer(text), MOST_PROBLEMS + 1)
    return [Found(files.forbidden_character(each.group()), each.start()) for each in signs]


def _tabs(text: str) -> list[Found]:
    """The first tab of each line, but for those in comments, where they do no harm."""
    if "\t" not in text:
        return []
    lines = (each for each in _LINE_WITH_TAB.finditer(text) if not _in_comment(each.group(1)))
    return [Found(files.tab(), each.end(1)) for each in islice(lines, MOST_PROBLEMS + 1)]


def _in_comment(before: str) -> bool:
    return before.lstrip().startswith("#") or " #" in before


def _mended(text: str) -> str:
    return _FORBIDDEN.sub(" ", text).replace("\t", " ")
