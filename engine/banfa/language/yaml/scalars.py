"""What an unquoted word means: text, a number or a boolean, and nothing that two readers read differently."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from banfa.language.yaml.nodes import Value
from banfa.language.yaml.report import Trouble
from banfa.language.yaml.words import values

_FIRST = frozenset("0123456789+-.~yYnNtTfFoO=<")
_BOOLEANS = {"true": True, "false": False}
_YES = frozenset("yes Yes YES on On ON True TRUE".split())
_NO = frozenset("no No NO off Off OFF False FALSE".split())
_NULLS = frozenset("~ null Null NULL".split())
_MARKS = frozenset(("=", "<<"))

_NUMBER = re.compile(r"(-?)(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?")
_LIKE_A_NUMBER = re.compile(
    r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\.(?:inf|Inf|INF|nan|NaN|NAN)"
    r"|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}(?:[Tt ].*)?)?")
_TIME = re.compile(r"[-+]?[0-9]+(?::[0-9]{1,2})+(?:\.[0-9_]*)?(?:Z|[-+][0-9:]+)?")


@lru_cache(maxsize=4096)
def value_of(raw: str) -> Value | Trouble:
    """The value of an unquoted scalar, or what is wrong with it."""
    if raw[0] not in _FIRST:
        return raw
    if raw in _BOOLEANS:
        return _BOOLEANS[raw]
    number = _NUMBER.fullmatch(raw)
    if number:
        return _number(number)
    return _trouble(raw) or raw


def _number(number: re.Match[str]) -> Value | Trouble:
    sign, _, decimals = number.groups()
    value = Decimal(number.group()) if decimals else int(number.group())
    if sign and not value:
        return values.odd_number(number.group())
    return value


def _trouble(raw: str) -> Trouble | None:
    if raw in _YES or raw in _NO:
        return values.yes_or_no(raw, raw in _YES)
    if raw in _NULLS:
        return values.null(raw)
    if raw in _MARKS:
        return values.reserved_mark(raw)
    if _DATE.fullmatch(raw) or _TIME.fullmatch(raw):
        return values.date_or_time(raw)
    if _LIKE_A_NUMBER.fullmatch(raw):
        return values.odd_number(raw)
    return None
