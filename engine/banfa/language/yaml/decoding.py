"""Bytes of a file to characters: UTF-8 only, bounded, with a helpful word about other encodings."""

from __future__ import annotations

import codecs

from banfa.language.problems import Place, Problems
from banfa.language.yaml import words
from banfa.language.yaml.report import Trouble

MOST_BYTES = 2 * 1024 * 1024

_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_COMMON_CHINESE = frozenset(
    "的一是不在有人这为以和上中及受理投诉部门领导意见处客户记录标题单位办法第条管公司按"
)


def decode(data: bytes, file: str, problems: Problems) -> str | None:
    """The text of a UTF-8 file; None, with a problem, for other bytes. A byte-order mark only warns."""
    start = Place(file, 1, 1)
    if len(data) > MOST_BYTES:
        _add(problems, words.file_too_large(len(data), MOST_BYTES), start)
        return None
    for mark, name in _OTHER_MARKS:
        if data.startswith(mark):
            _add(problems, words.other_encoding(name), start)
            return None
    if data.startswith(codecs.BOM_UTF8):
        _add(problems, words.byte_order_mark(), start)
        data = data[len(codecs.BOM_UTF8) :]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _add(problems, _not_utf8(data), _byte_place(data, error.start, file))
        return None


def _not_utf8(data: bytes) -> Trouble:
    if data[:4096].count(0) * 3 > len(data[:4096]):
        return words.other_encoding("UTF-16")
    if _reads_as_chinese(data, "gb18030"):
        return words.gbk()
    if _reads_as_chinese(data, "big5"):
        return words.other_encoding("Big5")
    return words.not_utf8()


def _reads_as_chinese(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    wide = [each for each in text if ord(each) > 127]
    chinese = [each for each in wide if "\u4e00" <= each <= "\u9fff" or "\u3000" <= each <= "\uffee"]
    if encoding == "gb18030" and any(each in _COMMON_CHINESE for each in chinese):
        return True
    return len(chinese) * 10 >= len(wide) * 9


def _byte_place(data: bytes, offset: int, file: str) -> Place:
    """The place of a byte; everything before it is sound UTF-8."""
    before = data[:offset].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _add(problems: Problems, trouble: Trouble, place: Place) -> None:
    problems.add(trouble.code, trouble.message, trouble.fix, place=place, severity=trouble.severity)
