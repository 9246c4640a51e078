"""Bytes of a file to characters: UTF-8 only, bounded, with a helpful word about other encodings."""

from __future__ import annotations

import codecs

from banfa.language.problems import Place, Problems
from banfa.language.yaml.report import Trouble
from banfa.language.yaml.words import files

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 200_000

_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_COMMON_CHINESE = frozenset(
    "的一是不在有人这為为以和上中及受理投诉訴部门門领導导意见見处處客户戶记錄录标題题標单位單办辦法第条條管公司按案件日期内內"
)


def decode(data: bytes, file: str, problems: Problems) -> str | None:
    """The text of a UTF-8 file; None, with a problem, for other bytes. A byte-order mark only warns."""
    start = Place(file, 1, 1)
    if len(data) > MOST_BYTES:
        _add(problems, files.file_too_large(len(data), MOST_BYTES), start)
        return None
    if max(data.count(b"\n"), data.count(b"\r")) >= MOST_LINES:
        _add(problems, files.too_many_lines(MOST_LINES), start)
        return None
    for mark, name in _OTHER_MARKS:
        if data.startswith(mark):
            _add(problems, files.other_encoding(name), start)
            return None
    if _is_utf16(data):
        _add(problems, files.other_encoding("UTF-16"), start)
        return None
    if data.startswith(codecs.BOM_UTF8):
        _add(problems, files.byte_order_mark(), start)
        data = data[len(codecs.BOM_UTF8) :]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _add(problems, _not_utf8(data), _byte_place(data, error.start, file))
        return None


def _not_utf8(data: bytes) -> Trouble:
    """Which encoding it looks like: the one in which the most common characters appear."""
    as_gbk, as_big5 = _likeness(data, "gb18030"), _likeness(data, "big5")
    if as_gbk >= max(as_big5, 0):
        return files.gbk()
    return files.other_encoding("Big5") if as_big5 >= 0 else files.not_utf8()


def _likeness(data: bytes, encoding: str) -> int:
    """How many common Chinese characters the bytes give; -1 if they give strange ones or none."""
    try:
        wide = [each for each in data.decode(encoding) if ord(each) > 127]
    except UnicodeDecodeError:
        return -1
    common = sum(each in _COMMON_CHINESE for each in wide)
    chinese = sum("\u4e00" <= each <= "\u9fff" or "\u3000" <= each <= "\uffee" for each in wide)
    return common if common or chinese * 10 >= len(wide) * 9 else -1


def _is_utf16(data: bytes) -> bool:
    """Every other byte of Western text is zero then."""
    sample = data[:4096]
    return len(sample) * 0.3 < sample.count(0) < len(sample) * 0.9


def _byte_place(data: bytes, offset: int, file: str) -> Place:
    """The place of a byte; everything before it is sound UTF-8."""
    before = data[:offset].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _add(problems: Problems, trouble: Trouble, place: Place) -> None:
    problems.add(trouble.code, trouble.message, trouble.fix, place=place, severity=trouble.severity)
