"""Values by the text of SEMANTICS 1: reading what users give, and the typed form that expressions work on."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

Type = dict[str, Any]  # the "type" of a field in the canonical JSON
NO_DIGITS = {"JPY", "KRW", "CLP", "ISK", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"}
THREE_DIGITS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}
LIMIT = 2**63


class BadValueError(Exception):
    """Data that is no value of its type: the command is Invalid."""


class Money(NamedTuple):
    """An amount as a whole number of the smallest units, and its currency."""

    units: int
    currency: str


def digits(currency: str) -> int:
    return 0 if currency in NO_DIGITS else 3 if currency in THREE_DIGITS else 2


def read(kind: Type, raw: Any) -> Any:
    """The canonical value of raw data, or BadValueError."""
    name = kind["kind"]
    if name == "text":
        return read_text(raw)
    if name == "bool":
        return demand(isinstance(raw, bool), raw)
    if name == "int":
        return demand(type(raw) is int and -LIMIT <= raw < LIMIT, raw)
    if name == "money":
        return read_money(kind["currency"], raw)
    if name == "date":
        return read_date(raw)
    if name == "datetime":
        return read_datetime(raw)
    if name == "enum":
        return read_member(kind, raw)
    if name == "set":
        demand(isinstance(raw, list | tuple | set | frozenset), raw)
        return tuple(sorted({read(member_type(kind), item) for item in raw}))
    if name == "list":
        return read_records(kind, raw)
    demand(isinstance(raw, str) and re.fullmatch(r"[^\s\x00-\x1f\x7f]{1,200}", raw) is not None, raw)
    return unicodedata.normalize("NFC", raw)


def demand(holds: bool, value: Any) -> Any:
    if not holds:
        raise BadValueError(repr(value))
    return value


def read_text(raw: Any) -> str:
    demand(isinstance(raw, str), raw)
    text = unicodedata.normalize("NFC", raw).strip()
    demand(text != "" and "\x00" not in text, raw)
    return text


def read_member(kind: Type, raw: Any) -> str:
    text = read_text(raw)
    demand(kind["open"] or text in kind["members"], raw)
    return text


def read_money(currency: str, raw: Any) -> str:
    demand(not isinstance(raw, bool) and isinstance(raw, int | str | Decimal), raw)
    text = f"{raw:f}" if isinstance(raw, Decimal) else str(raw).strip().removesuffix(" " + currency)
    match = re.fullmatch(r"(-?\d{1,18})(?:\.(\d{1,18}))?", text, re.ASCII)
    demand(match is not None, raw)
    scale = digits(currency)
    fraction = (match[2] or "").ljust(scale, "0")
    demand(not fraction[scale:].strip("0"), raw)
    units = int(Decimal(text) * 10**scale)
    demand(-LIMIT <= units < LIMIT, raw)
    return write(Money(units, currency))


def read_date(raw: Any) -> str:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw.isoformat()
    demand(
        isinstance(raw, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw.strip(), re.ASCII) is not None, raw
    )
    try:
        return date.fromisoformat(raw.strip()).isoformat()
    except ValueError:
        raise BadValueError(raw) from None


def read_datetime(raw: Any) -> str:
    try:
        moment = (
            raw
            if isinstance(raw, datetime)
            else datetime.fromisoformat(demand(isinstance(raw, str), raw).strip())
        )
    except ValueError:
        raise BadValueError(raw) from None
    demand(not isinstance(raw, str) or "T" in raw, raw)
    demand(moment.utcoffset() is not None and moment.microsecond == 0, raw)
    return moment.isoformat()


def read_records(kind: Type, raw: Any) -> tuple[dict[str, Any], ...]:
    demand(isinstance(raw, list | tuple), raw)
    types = dict(kind["record"])
    rows = []
    for row in raw:
        demand(isinstance(row, dict) and set(row) <= set(types), raw)
        rows.append({name: read(types[name], row[name]) for name in sorted(row) if row[name] is not None})
        demand(kind["key"] is None or kind["key"] in rows[-1], raw)
    keys = [row[kind["key"]] for row in rows] if kind["key"] else []
    demand(len(keys) == len(set(keys)), raw)
    return tuple(rows)


def member_type(kind: Type) -> Type:
    """The type of the members of a set."""
    if kind["of"] in ("text", "int", "unit", "person", "role"):
        return {"kind": kind["of"]}
    return {"kind": "enum", "of": kind["of"], "members": kind["members"] or (), "open": kind["open"]}


def typed(kind: Type, value: Any) -> Any:
    """What expressions work on: money, days, instants, sets as such."""
    name = kind["kind"]
    if name == "money":
        amount, currency = value.split(" ")
        return Money(int(Decimal(amount) * 10 ** digits(currency)), currency)
    if name == "date":
        return date.fromisoformat(value)
    if name == "datetime":
        return datetime.fromisoformat(value)
    if name == "set":
        return frozenset(value)
    if name == "list":
        types = dict(kind["record"])
        return tuple({key: typed(types[key], item) for key, item in row.items()} for row in value)
    return value


def write(value: Any) -> Any:
    """The canonical value of a typed one."""
    if isinstance(value, Money):
        scale = digits(value.currency)
        return f"{Decimal(value.units).scaleb(-scale):.{scale}f} {value.currency}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    return value


def day(moment: str) -> str:
    """date(t): the day written in the text of a time."""
    return moment[:10]
