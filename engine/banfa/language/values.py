"""Values of fields: their types, their one canonical form, and how users see them (SEMANTICS 1).

A value is canonical and friendly to JSON: text, enum members, persons, units, roles and files are `str`;
money is "12.50 CNY"; dates and times are ISO text; a set is a sorted tuple; a list of records is a tuple of
dicts with sorted keys. Absent is a missing key, never a value. No message repeats what was given: it may be
personal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from banfa.language.suggest import suggest
from banfa.texts import Text

Value: TypeAlias = str | int | bool | tuple[Any, ...]

MAX_MEMBERS = 1_000
"""Of a set or a list of records, so that what is asked about each member stays cheap."""
INT_MIN, INT_MAX = -(2**63), 2**63 - 1
_NO_DIGITS = ("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF")
_THREE_DIGITS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
SCALES = {**dict.fromkeys(_NO_DIGITS, 0), **dict.fromkeys(_THREE_DIGITS, 3)}
"""Digits after the point of the currencies that do not have two (ISO 4217)."""

_AMOUNT = re.compile(r"(-?)([0-9]{1,19})(?:\.([0-9]{1,18}))?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-][0-9]{2}:[0-5][0-9])"
)
_ID = re.compile(r"[^\s\x00-\x1f\x7f\ud800-\udfff]{1,200}")
_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field.

    `kind`: text, bool, int, money, date, datetime, enum, set, list, person, unit, role, file. `of`: the enum
    of an enum; of a set an enum or text, int, unit, person, role. `members`: the declared values of that
    enum, sorted; an `open` one admits others, given as text. `record` and `key` belong to a list.
    """

    kind: str
    of: str | None = None
    currency: str | None = None
    members: tuple[str, ...] | None = None
    open: bool = False
    record: tuple[tuple[str, FieldType], ...] = ()
    key: str | None = None


class BadValue(ValueError):
    """Data that is no value of its type; `text` says what is wrong and what to write, not what was given."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.zh)


Parser: TypeAlias = Callable[[object], Value]


def parser(t: FieldType) -> Parser:
    """Return the function from raw data (JSON, YAML or Python) to the canonical value of type `t`.

    The function raises `BadValue`. It takes no float, no None and no empty text. Build it once a field.
    """
    if t.kind in _PLAIN:
        return _PLAIN[t.kind]
    if t.kind == "money":
        return _money_parser(t.currency or "CNY")
    if t.kind == "enum":
        return _enum_parser(t)
    if t.kind == "set":
        return _set_parser(t)
    if t.kind == "list":
        return _list_parser(t)
    raise ValueError(f"no such type: {t.kind}")


def display(value: Value, t: FieldType) -> Any:
    """Return the value as JSON shows it: money without its currency, sets and lists as lists."""
    if t.kind == "money" and isinstance(value, str):
        return value.partition(" ")[0]
    if t.kind == "set" and isinstance(value, tuple):
        return list(value)
    if t.kind == "list" and isinstance(value, tuple):
        types = dict(t.record)
        return [{k: display(v, types[k]) for k, v in record.items()} for record in value]
    return value


def member_type(t: FieldType) -> FieldType:
    """Return the type of the members of a set."""
    if t.of in _SCALARS:
        return FieldType(t.of)
    return FieldType("enum", of=t.of, members=t.members, open=t.open)


def scale(currency: str) -> int:
    """Return how many digits after the point the currency has."""
    return SCALES.get(currency, 2)


def minor_units(money: str) -> int:
    """Return the canonical money ("12.50 CNY") as a whole number of its smallest unit (1250)."""
    return int(money.partition(" ")[0].replace(".", ""))


def money(units: int, currency: str) -> str:
    """Return the canonical money of so many smallest units; the inverse of `minor_units`."""
    digits = scale(currency)
    sign, whole = ("-" if units < 0 else ""), str(abs(units)).rjust(digits + 1, "0")
    amount = f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole
    return f"{sign}{amount} {currency}"


def _bad(zh: str, en: str) -> BadValue:
    return BadValue(Text(zh, en))


def _text(raw: object) -> Value:
    if not isinstance(raw, str):
        raise _bad("要写文字；数字和日期请加引号", "text is wanted; put numbers and dates in quotes")
    text = unicodedata.normalize("NFC", raw).strip()
    if not text:
        raise _bad(
            "文字是空的；没有内容就不要提供这一项",
            "the text is empty; leave the field out if there is nothing to say",
        )
    if _UNSAFE.search(text):
        raise _bad(
            "文字里有不能保存的字符；请删去它", "the text holds a character that cannot be kept; remove it"
        )
    return text


def _bool(raw: object) -> Value:
    if not isinstance(raw, bool):
        raise _bad("要写 true 或 false，不加引号", "true or false is wanted, without quotes")
    return raw


def _int(raw: object) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise _bad(
            "要写整数，不加引号，不带小数点", "a whole number is wanted, without quotes or a decimal point"
        )
    if not INT_MIN <= raw <= INT_MAX:
        raise _bad("整数太大，超出 64 位", "the number does not fit 64 bits")
    return int(raw)


def _date(raw: object) -> Value:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw.isoformat()
    try:
        if isinstance(raw, str) and _DATE.fullmatch(raw.strip()):
            return date.fromisoformat(raw.strip()).isoformat()
    except ValueError:
        raise _bad("没有这一天", "there is no such day") from None
    raise _bad('日期要写成 "2026-09-28" 这样的文字', 'write the date as text like "2026-09-28"')


def _datetime(raw: object) -> Value:
    if isinstance(raw, datetime):
        return _instant(raw)
    try:
        if isinstance(raw, str) and _TIME.fullmatch(raw.strip()):
            return _instant(datetime.fromisoformat(raw.strip()))
    except ValueError as error:
        if isinstance(error, BadValue):
            raise
        raise _bad("没有这个时刻", "there is no such time") from None
    raise _bad(
        '时间要写成 "2026-09-25T16:30:00+08:00" 这样的文字，带时差，到秒为止',
        'write the time as text like "2026-09-25T16:30:00+08:00", with its offset, to the second',
    )


def _instant(moment: datetime) -> Value:
    offset = moment.utcoffset()
    if offset is None or offset.seconds % 60 or offset.microseconds:
        raise _bad(
            "时间要带时差，到分为止，如 +08:00", "the time needs its offset in whole minutes, such as +08:00"
        )
    if moment.microsecond:
        raise _bad("时间只到秒，请去掉小数", "the time is kept to the second; drop the fraction")
    return moment.isoformat()


def _id(raw: object) -> Value:
    if not isinstance(raw, str) or not _ID.fullmatch(raw):
        raise _bad("要写一个编号（文字，中间没有空格）", "an id is wanted: text without spaces")
    return unicodedata.normalize("NFC", raw)


_SCALARS = ("text", "int", "unit", "person", "role")
_PLAIN: dict[str, Parser] = {
    "text": _text,
    "bool": _bool,
    "int": _int,
    "date": _date,
    "datetime": _datetime,
    "person": _id,
    "unit": _id,
    "role": _id,
    "file": _id,
}


def _money_parser(currency: str) -> Parser:
    digits, ending = scale(currency), " " + currency
    example = f"12.{'5' * digits}" if digits else "12"

    def parse(raw: object) -> Value:
        match = _AMOUNT.fullmatch(_amount_text(raw, ending))
        if match is None:
            raise _bad(
                f'金额要写成 "{example}" 这样的文字，不带千位分隔符和货币符号',
                f'write the amount as text like "{example}", without separators or a currency sign',
            )
        sign, whole, fraction = match[1], match[2], (match[3] or "").ljust(digits, "0")
        if fraction[digits:].strip("0"):
            raise _bad(
                f"金额最多 {digits} 位小数", f"the amount may have at most {digits} digits after the point"
            )
        units = int(sign + whole + fraction[:digits])
        if not INT_MIN <= units <= INT_MAX:
            raise _bad("金额太大", "the amount is too large")
        return money(units, currency)

    return parse


def _amount_text(raw: object, ending: str) -> str:
    if isinstance(raw, str):
        return raw.strip().removesuffix(ending)
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return ""
    if isinstance(raw, Decimal) and (not raw.is_finite() or abs(raw.adjusted()) > 40):
        return ""
    return f"{raw:f}" if isinstance(raw, Decimal) else str(raw) if abs(raw) < 10**20 else ""


def _enum_parser(t: FieldType) -> Parser:
    members = frozenset(t.members or ())

    def parse(raw: object) -> Value:
        if isinstance(raw, str):
            if raw in members:
                return raw
            text = unicodedata.normalize("NFC", raw).strip()
            if text in members:
                return text
            if t.open:
                return _text(raw)
        raise _not_a_member(raw, t)

    return parse


def _not_a_member(raw: object, t: FieldType) -> BadValue:
    members = t.members or ()
    near = suggest(raw, members) if isinstance(raw, str) else None
    if near is not None:
        return _bad(f"不是 {t.of} 的值；是不是 {near}？", f"not a value of {t.of}; did you mean {near}?")
    zh, en = _listed(members)
    return _bad(f"不是 {t.of} 的值；可以写：{zh}", f"not a value of {t.of}; use one of: {en}")


def _listed(names: Collection[str]) -> Text:
    shown, more = sorted(names)[:12], len(names) > 12
    return Text("、".join(shown) + "……" * more, ", ".join(shown) + ", …" * more)


def _set_parser(t: FieldType) -> Parser:
    one = parser(member_type(t))

    def parse(raw: object) -> Value:
        if isinstance(raw, list | tuple | set | frozenset) and len(raw) > MAX_MEMBERS:
            raise _too_many()
        if not isinstance(raw, list | tuple | set | frozenset):
            raise _bad(
                "可以有几个值，要写成列表，如 [a, b]",
                "several values are possible: write a list, such as [a, b]",
            )
        return tuple(sorted({one(item) for item in raw}))

    return parse


def _too_many() -> BadValue:
    return _bad(f"最多 {MAX_MEMBERS} 项", f"there may be at most {MAX_MEMBERS}")


def _list_parser(t: FieldType) -> Parser:
    parsers = {name: parser(of) for name, of in t.record}

    def parse(raw: object) -> Value:
        if not isinstance(raw, list | tuple):
            raise _bad("要写成记录的列表", "a list of records is wanted")
        if len(raw) > MAX_MEMBERS:
            raise _too_many()
        rows = tuple(_record(row, parsers, t.key) for row in raw)
        if t.key is not None and len({row[t.key] for row in rows}) < len(rows):
            raise _bad(
                f"两条记录的 {t.key} 相同；每条要不同",
                f"two records have the same {t.key}; make each its own",
            )
        return rows

    return parse


def _record(raw: object, parsers: Mapping[str, Parser], key: str | None) -> dict[str, Value]:
    if not isinstance(raw, Mapping) or not all(isinstance(name, str) for name in raw):
        raise _bad("列表里每一条要写成记录（键: 值）", "each item of the list must be a record (key: value)")
    if not raw.keys() <= parsers.keys():
        zh, en = _listed(parsers)
        raise _bad(f"记录里有不认识的键；可以写：{zh}", f"the record has an unknown key; use: {en}")
    given = {name: raw[name] for name in sorted(raw) if raw[name] is not None}
    if key is not None and key not in given:
        raise _bad(f"每条记录要有 {key}", f"each record needs {key}")
    return {name: _within(name, parsers[name], value) for name, value in given.items()}


def _within(name: str, parse: Parser, raw: object) -> Value:
    try:
        return parse(raw)
    except BadValue as bad:
        raise _bad(f"{name}:{bad.text.zh}", f"{name}: {bad.text.en}") from None
