"""The data of a command: JSON from a file, from stdin or from the command line itself."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from banfa.errors import InvalidInput
from banfa.kernel.decision import Problem
from banfa.texts import Text

_MOST = 16 * 1024 * 1024


def given_data(said: str) -> dict[str, Any]:
    """Return the data that `--data` names: a file, `-` for stdin, or the JSON object itself.

    Numbers with a point are read as decimals, never as floats. Raises InvalidInput, or OSError.
    """
    if said.lstrip().startswith("{"):
        return _object(said)
    return _object(_text(sys.stdin.buffer.read(_MOST + 1) if said == "-" else _read(Path(said))))


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_MOST + 1)


def _text(raw: bytes) -> str:
    if len(raw) > _MOST:
        _bad("资料太大（超过 16 MB）", "the data are too large (over 16 MB)")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        _bad(*_not_utf8(raw))


def _not_utf8(raw: bytes) -> Text:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        zh, en, code = "文件像是 UTF-16", "the file looks like UTF-16", "UTF-16"
    elif _is_gbk(raw):
        zh, en, code = "文件像是 GBK", "the file looks like GBK", "GBK"
    else:
        zh = "文件不是 UTF-8 的文字；请看是不是写错了文件"
        return Text(zh, "the file is no text in UTF-8; is it the right one?")
    how = f"iconv -f {code} -t UTF-8 OLD.json > NEW.json"
    return Text(f"{zh}；请另存为 UTF-8，或转换：{how}", f"{en}; save it as UTF-8, or convert it: {how}")


def _is_gbk(raw: bytes) -> bool:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return b"\0" not in raw


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_float=Decimal, parse_constant=_constant, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        place = f"{error.lineno}:{error.colno}"
        _bad(
            f"不是 JSON：第 {error.lineno} 行第 {error.colno} 列，{_hint(text)}",
            f"no JSON at {place}: {error.msg}",
        )
    except RecursionError:
        _bad("资料嵌套太深", "the data are nested too deeply")
    except ValueError:  # a number of thousands of digits
        _bad("资料里有太长的数字", "the data hold a number that is too long")
    if not isinstance(found, dict):
        _bad('资料要写成 {"字段": 值} 的样子', 'write the data as {"field": value}')
    return found


def _hint(text: str) -> str:
    if not text.strip():
        return "内容是空的"
    if any(sign in text for sign in "“”：，"):
        return "引号、冒号、逗号要用英文半角"
    return "请检查引号、逗号和括号"


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        _bad(f"{twice} 写了两次", f"{twice} is given twice")
    return found


def _constant(name: str) -> NoReturn:
    _bad(f"{name} 不是数", f"{name} is no number")


def _bad(zh: str, en: str) -> NoReturn:
    raise InvalidInput((Problem("data", Text(zh, en)),))
