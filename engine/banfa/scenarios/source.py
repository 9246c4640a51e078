"""The regulation's own text, which its owner keeps: whether it is the right one, and its articles.

The text is read, compared and shown beside the report; it is never stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from banfa.language.citations import CIRCLED
from banfa.texts import Text

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """Whether a file is the text named by the process: `same`, and in words what is found."""

    same: bool
    message: Text


def verify_source(expected: str | None, raw: bytes) -> SourceCheck:
    """Compare the sha256 of the raw bytes with that of the process.

    A difference of line ends, encoding, a byte-order mark or of the last line's end alone is named as such.
    """
    if expected is None:
        return SourceCheck(
            False, Text("办法没有写原文的 sha256", "the process does not give the text's sha256")
        )
    found = _digest(raw)
    if found == expected:
        return SourceCheck(
            True, Text("原文与办法所记的一致", "this is the text the process was written from")
        )
    for name, variant in _variants(raw):
        if _digest(variant) == expected:
            zh, en = f"文字一致，只差{name.zh}", f"the same words; only {name.en}"
            return SourceCheck(False, Text(zh, en))
    short = f"{found[:12]}… ≠ {expected[:12]}…"
    return SourceCheck(
        False,
        Text(f"不是办法所依据的原文（{short}）", f"not the text the process was written from ({short})"),
    )


def source_articles(raw: bytes) -> dict[str, str]:
    """Return the text of each sentence by its citation: "8" for the own sentence, "8②" for a clause.

    Headings are `第…条` at the beginning of a line, in Chinese or Arabic numerals; clauses begin with ①②③.
    """
    text = decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    found: dict[str, str] = {}
    for heading, end in zip(headings, ends, strict=False):
        number = chinese_number(heading[1])
        body = text[heading.end() : end]
        if number is not None and str(number) not in found:
            found.update(_sentences(number, body))
    return found


def chinese_number(numeral: str) -> int | None:
    """Return the number that 三, 十九, 一百二十 or 19 writes; None if it writes none."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            return None
    return total + digit or None


def decoded(raw: bytes) -> str:
    """Return the text of the bytes: UTF-8 or UTF-16 with or without a mark, else GB 18030."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


_HEADING = re.compile(
    r"^[ \t\u3000]*第[ \u3000]*([〇零一二两三四五六七八九十百0-9０-９]{1,8})[ \u3000]*条", re.MULTILINE
)
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


def _sentences(article: int, body: str) -> Iterator[tuple[str, str]]:
    signs = [m.start() for m in re.finditer(f"[{CIRCLED}]", body)]
    yield str(article), _flat(body[: signs[0]] if signs else body)
    for start, end in pairwise([*signs, len(body)]):
        yield f"{article}{body[start]}", _flat(body[start + 1 : end])


def _flat(text: str) -> str:
    return " ".join(text.split()).strip()


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


_LINE_ENDS = Text("换行符", "the line ends differ")
_MARK = Text("开头的字节顺序标记（BOM）", "a byte-order mark differs")
_ENCODING = Text("编码（应为 UTF-8）", "the encoding differs: it should be UTF-8")
_LAST = Text("最后一行的换行", "the end of the last line differs")


def _variants(raw: bytes) -> Iterator[tuple[Text, bytes]]:
    """What the same words could be as bytes, the fewest differences first."""
    bare = raw.removeprefix(BOM)
    unix = bare.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    marked = raw.startswith(BOM)
    ends = (unix, unix.replace(b"\n", b"\r\n"), unix.replace(b"\n", b"\r"))
    yield _MARK, bare if marked else BOM + raw
    for end in ends:
        yield _LINE_ENDS, BOM + end if marked else end
    for body in (bare, *ends):
        stripped = body.rstrip(b"\r\n")
        newline = b"\r\n" if b"\r\n" in body else b"\n"
        for last in (stripped, stripped + newline):
            yield _LAST, BOM + last if marked else last
    both = Text(f"{_LINE_ENDS.zh}和{_MARK.zh}", f"{_LINE_ENDS.en}, and {_MARK.en}")
    for end in ends:
        yield both, end if marked else BOM + end
    if not _is_utf8(raw):
        words = decoded(raw).encode("utf-8").replace(b"\r\n", b"\n")
        for end in (words, words.replace(b"\n", b"\r\n")):
            yield _ENCODING, end


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
