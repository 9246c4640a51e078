"""Mistakes inside `{}` and `[]` that make the whole unreadable, found by walking from bracket to bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from banfa.language.yaml import surprises
from banfa.language.yaml.report import Trouble
from banfa.language.yaml.words import structure, values

Trap = tuple[Trouble, int]

_CLOSING = {"[": "]", "{": "}", "【": "】", "｛": "｝"}
_ASCII = {"【": "[", "｛": "{", "】": "]", "｝": "}"}
_QUOTED = re.compile(r""""(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'""")
_COLON = re.compile(r":(?=[ \r\n,\]}]|\Z)")
_NAME_COLON = re.compile(r"\s*[A-Za-z_][\w.]*\s*(：)", re.ASCII)
_AFTER = re.compile(r"[ \r\n]*(?:#[^\r\n]*[ \r\n]*)*")
_REST = re.compile(r" *(?:(?: #|(?<=\s)#)[^\r\n]*)?(?=[\r\n]|\Z)")


_MOST_CHARACTERS = 20_000
_MOST_TRAPS = 50


@dataclass(slots=True)
class _Level:
    sign: str
    offset: int
    piece: int
    """Where the entry that is being walked began."""
    value: int | None = None
    """Where its value began, once a colon was seen."""
    wide: bool = False
    """Whether it was opened by a full-width sign, which may then close it."""
    inside_text: bool = False
    """Whether it opens in the middle of an unquoted text."""


def bracket_traps(text: str, start: int, stop: int) -> tuple[list[Trap], int]:
    """The traps in the bracket that opens at `start`, and the offset where the walk ended."""
    end = min(stop, start + _MOST_CHARACTERS)
    walk = _Walk(text[start:end], whole=end == stop)
    walk.go()
    return [(trouble, start + offset) for trouble, offset in walk.found], start + walk.at


@dataclass(slots=True)
class _Walk:
    text: str
    whole: bool
    at: int = 0
    levels: list[_Level] = field(default_factory=list)
    found: list[Trap] = field(default_factory=list)
    wide_close: int | None = None
    fresh: bool = True
    """Whether only blanks stand before `at` in its entry or value."""
    done: bool = False

    def go(self) -> None:
        while not self.done and self.at < len(self.text) and len(self.found) < _MOST_TRAPS:
            fresh = self.fresh
            sign = self.text[self.at]
            self.fresh = fresh and sign in " \r\n"
            self._step(sign, fresh)
        if not self.done and self.levels and self.whole:
            self._unclosed()

    def _step(self, sign: str, fresh: bool) -> None:
        if sign in "\"'" and fresh:
            self._quoted(sign)
        elif sign in _CLOSING and (fresh or sign in "[{"):
            self._opens(sign, fresh)
        elif sign in "]}" or (sign in "】｝" and self.levels[-1].wide):
            self._closes(_ASCII.get(sign, sign))
        elif sign == ",":
            self._comma()
        elif sign == ":" and _COLON.match(self.text, self.at):
            self._colon()
        elif sign == "#" and self.text[self.at - 1] in " \r\n":
            self.at = self._line_end()
        else:
            self._plain(sign, fresh)

    def _plain(self, sign: str, fresh: bool) -> None:
        if fresh and sign in "!&*@`%":
            self._trap(self._reserved(sign), self.at)
        if sign in "】｝" and self.wide_close is None:
            self.wide_close = self.at
        self.at += 1

    def _reserved(self, sign: str) -> Trouble:
        line = self.text[self.at : self._line_end()]
        piece = re.split(r"[,\]}]", line, maxsplit=1)[0].strip()
        if sign == "!":
            return values.tag(piece)
        return values.anchor(piece) if sign in "&*" else values.starts_with(sign)

    def _quoted(self, sign: str) -> None:
        quoted = _QUOTED.match(self.text, self.at)
        if not quoted:
            self._trap(structure.quote_open(sign), self.at)
            self.done = True
            return
        begin, self.at = self.at, quoted.end()
        self._must_end(sign, begin)

    def _opens(self, sign: str, fresh: bool) -> None:
        if sign in _ASCII:
            self._trap(values.full_width(sign, _ASCII[sign]), self.at)
        if not fresh:
            self._trap(values.bracket_in_text(sign), self.at)
        self.levels.append(
            _Level(_ASCII.get(sign, sign), self.at, self.at + 1, wide=sign in _ASCII, inside_text=not fresh)
        )
        self.fresh = True
        self.at += 1

    def _closes(self, sign: str) -> None:
        level = self.levels[-1]
        if _CLOSING[level.sign] != sign:
            self._trap(structure.bracket_close(sign), self.at)
            self.done = True
            return
        self._end_piece(level, last=True)
        self.levels.pop()
        self.at += 1
        if self.levels and not level.inside_text:
            self._must_end(level.sign, level.offset)
        elif self.levels:
            self._skip_piece()
        else:
            self.done = True
            self._must_end_line(level)

    def _must_end_line(self, level: _Level) -> None:
        rest = self.text[self.at : self._line_end()].lstrip()
        if rest[:1] in ("]", "}"):
            self._trap(structure.bracket_close(rest[0]), self.text.index(rest[0], self.at))
        elif not _REST.match(self.text, self.at) and not rest.startswith(":"):
            self._trap(
                values.goes_on(
                    level.sign, self.text[level.offset : self._line_end()].split(" #")[0].rstrip()
                ),
                level.offset,
            )

    def _must_end(self, sign: str, begin: int) -> None:
        """Behind a quoted text or an inner bracket its entry must end."""
        after = _AFTER.match(self.text, self.at).end()  # type: ignore[union-attr]
        follows = self.text[after : after + 1]
        if self.levels and follows and follows not in ",]}:】｝":
            new_line = any(each in "\r\n" for each in self.text[self.at : after])
            if new_line:
                self._trap(structure.comma_missing(), after)
            else:
                whole = self.text[begin:after] + surprises.whole_text(self.text, after)
                self._trap(values.goes_on(sign, whole), begin)
            self._skip_piece()

    def _skip_piece(self) -> None:
        while self.at < len(self.text) and self.text[self.at] not in ",]}":
            self.at += 1

    def _comma(self) -> None:
        if self.levels:
            level = self.levels[-1]
            self._end_piece(level, last=False)
            level.piece, level.value = self.at + 1, None
            self.fresh = True
        self.at += 1

    def _end_piece(self, level: _Level, last: bool) -> None:
        piece = self.text[level.piece : self.at]
        if not piece.strip() and not last:
            self._trap(structure.comma_missing(), self.at)
        wide = _NAME_COLON.match(piece)
        if wide and level.sign == "{" and level.value is None:
            self._trap(values.full_width("：", ":"), level.piece + wide.start(1))
        value = self.text[self._token_start() : self.at].strip()
        if not last and value[:1] not in ("[", "{", '"', "'") and surprises.cut_off(value):
            begin = self._token_start()
            offset = begin + len(self.text[begin : self.at]) - len(self.text[begin : self.at].lstrip())
            whole = surprises.whole_text(self.text, offset)
            self._trap(values.expression_in_braces(value, ",", whole), offset)

    def _colon(self) -> None:
        level = self.levels[-1]
        if level.value is not None:
            self._second_colon(level.value)
        else:
            self._check_key(level.piece)
        level.value = self.at + 1
        self.fresh = True
        self.at += 1

    def _check_key(self, begin: int) -> None:
        key = self.text[begin : self.at]
        start = begin + len(key) - len(key.lstrip())
        if not key.strip():
            self._trap(values.empty_key(), self.at)
        elif "\n" in key[len(key.rstrip()) :]:
            self._trap(structure.key_broken(), start)

    def _second_colon(self, begin: int) -> None:
        value = self.text[begin : self.at]
        start = begin + len(value) - len(value.lstrip())
        whole = surprises.whole_text(self.text, start)
        comma = value.find("，")
        if " ? " in value:
            self._trap(values.expression_in_braces(value, ":", whole), start)
        elif comma >= 0:
            self._trap(values.full_width("，", ","), begin + comma)
        elif "\n" in value:
            self._trap(structure.comma_missing(), start)
        else:
            self._trap(structure.colon_in_text(whole), self.at)

    def _unclosed(self) -> None:
        if self.wide_close is not None:
            sign = self.text[self.wide_close]
            self._trap(values.full_width(sign, _ASCII[sign]), self.wide_close)
        else:
            level = self.levels[-1]
            self._trap(structure.bracket_open(level.sign), level.offset)

    def _token_start(self) -> int:
        level = self.levels[-1]
        return level.piece if level.value is None else level.value

    def _line_end(self) -> int:
        found = re.compile(r"[\r\n]|\Z").search(self.text, self.at)
        return found.start() if found else len(self.text)

    def _trap(self, trouble: Trouble, offset: int) -> None:
        self.found.append((trouble, offset))
