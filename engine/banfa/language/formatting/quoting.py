"""Quotes only where they are needed, and always the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Several

from banfa.language.formatting.edits import Edit, Visit, walk
from banfa.language.yaml import surprises
from banfa.language.yaml.nodes import Mapping, Node, Scalar, Sequence
from banfa.language.yaml.scalars import value_of

_NEEDS_QUOTES = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`=~.]|: | #|:$|^\s|\s$")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]|:(?=[,\[\]{}])")
_PLAIN_CHARACTERS = re.compile(r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]+")


def quoting(nodes: Several[Node]) -> Iterator[Edit]:
    """The edits that take away needless quotes and unify the others."""
    for root in nodes:
        for visit in walk(root):
            if visit.key is not None:
                yield from _key(visit.key)
            if isinstance(visit.node, Scalar):
                yield from _value(visit, visit.node)


def in_braces(scalar: Scalar) -> str:
    """The text of a scalar as it may stand inside `{}` or `[]`, whatever it stands in now."""
    if scalar.quoted or not isinstance(scalar.value, str):
        return scalar.raw
    return scalar.raw if may_be_plain(scalar.value, flow=True, in_list=True) else quoted(scalar.value)


def may_be_plain(text: str, *, flow: bool, in_list: bool, own_line: bool = False) -> bool:
    """Whether a text reads the same without quotes."""
    if not text or _NEEDS_QUOTES.search(text) or not _PLAIN_CHARACTERS.fullmatch(text):
        return False
    if not isinstance(value_of(text), str):
        return False
    if flow and (_FLOW_SIGNS.search(text) or surprises.cut_off(text)):
        return False
    return surprises.in_value(text, in_list=flow and in_list, own_line=own_line) is None


def quoted(text: str) -> str:
    """A text in double quotes, or in single ones where it contains a double quote or a backslash."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _key(key: Scalar) -> Iterator[Edit]:
    if not key.quoted or not isinstance(key.value, str):
        return
    text = key.source.text
    plain = _key_may_be_plain(key.value)
    new = key.value if plain else _unified(key)
    colon = text.index(":", key.stop)
    tight = "" if text[colon + 1 : colon + 2] in (" ", "\n", "") else " "
    if new != key.raw or (plain and tight):
        yield Edit(key.start, colon + 1, f"{new}:{tight}")


def _key_may_be_plain(text: str) -> bool:
    if _NEEDS_QUOTES.search(text) or not _PLAIN_CHARACTERS.fullmatch(text) or _FLOW_SIGNS.search(text):
        return False
    return ":" not in text and "<<" not in text and surprises.in_key(text) is None


def _value(visit: Visit, scalar: Scalar) -> Iterator[Edit]:
    if not scalar.quoted or scalar.raw[:1] not in ("'", '"') or not isinstance(scalar.value, str):
        return
    parent = visit.parent
    flow = isinstance(parent, Mapping | Sequence) and parent.flow
    own_line = not flow and not isinstance(parent, Mapping)
    cut = visit.key is not None and visit.key.value == "if" and "#" in scalar.value
    if not cut and may_be_plain(
        scalar.value, flow=flow, in_list=not isinstance(parent, Mapping), own_line=own_line
    ):
        new = scalar.value
    else:
        new = _unified(scalar)
    if new != scalar.raw:
        yield Edit(scalar.start, scalar.stop, new)


def _unified(scalar: Scalar) -> str:
    """The usual quotes; a text with characters that only escapes can show stays as it is."""
    text = str(scalar.value)
    if text and not _PLAIN_CHARACTERS.fullmatch(text):
        return scalar.raw
    return quoted(text)
