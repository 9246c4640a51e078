"""How large the words of a picture are, and where each line of them stands within its box."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import east_asian_width

from banfa.views.diagrams.measure import width, wrapped
from banfa.views.diagrams.picture import Group, Node, Said

TITLE, SMALL, HEAD = 17.0, 13.0, 18.0
"""Sizes of type: of a place, of what is said of steps, of a group."""
_LEADING = 1.35
_PAD_X, _PAD_Y = 16.0, 10.0
_NODE_EM, _LABEL_EM, _ACT_EM = 11.0, 12.0, 17.0
_WORDS = 1.35
"""Lines of words between spaces may be so much longer than lines of Chinese: they break less well."""


class Line(NamedTuple):
    """A line of text: its look and its baseline, counted from the top of the box."""

    text: str
    look: str
    y: float


class Box(NamedTuple):
    """A box of lines. `rule`: where a line parts title and acts; `letters`: where their row stands."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rule: float | None = None
    letters: float | None = None


def node_box(node: Node, now: str) -> Box:
    """Return the box of a place; `now` is what marks the current one."""
    if node.shape == "start":
        return Box(24, 24, ())
    stack = _Stack(_PAD_Y)
    for line in _broken(node.title, _NODE_EM, 3):
        stack.add(line, "title", TITLE)
    if node.current:
        stack.add(now, "now", SMALL)
    rule = None
    if node.acts:
        rule = stack.y + 5
        stack.y += 8
        for act in node.acts:
            for line in _broken(act_text(act), _ACT_EM, 3):
                stack.add(line, "act", SMALL)
    letters = None
    if node.letters:
        letters = stack.y + 5
        stack.y += 26
        stack.wide = max(stack.wide, len(node.letters) * LETTER + LETTER)
    return Box(max(stack.wide + 2 * _PAD_X, 90), stack.y + _PAD_Y, tuple(stack.lines), rule, letters)


LETTER = 21.0
"""The room of one letter."""


def act_text(act: Said) -> str:
    """What is said of a step that leads nowhere."""
    numbers = f"({','.join(map(str, act.numbers))}) " if act.numbers else ""
    return f"＋ {numbers}{act.words}"


def label_box(said: Said) -> Box:
    """Return the box of what is said of a way; room for the numbers of a path above it."""
    stack = _Stack(3)
    if said.numbers:
        stack.y += 23
        stack.wide = max(stack.wide, numbers_width(said.numbers))
    for line in _broken(said.title, _LABEL_EM, 2):
        stack.add(line, "step", SMALL)
    for line in _detail(said.detail):
        stack.add(line, "detail", SMALL - 1)
    return Box(stack.wide + 10, stack.y + 4, tuple(stack.lines))


def _detail(detail: str) -> tuple[str, ...]:
    """In one line if it fits; else the articles stand in lines of their own."""
    whole = _broken(detail, _LABEL_EM + 2, 3)
    if len(whole) < 2:
        return whole
    words, bracket, articles = detail.rpartition("〔" if detail.endswith("〕") else "[")
    return _broken(words.strip(), _LABEL_EM, 2) + _broken(bracket + articles, _LABEL_EM + 2, 2)


def _broken(text: str, most: float, lines: int) -> tuple[str, ...]:
    wide = any(east_asian_width(sign) in "WF" and sign.isalpha() for sign in text)
    return wrapped(text, most if wide else most * _WORDS, lines)


def numbers_text(numbers: tuple[int, ...]) -> str:
    """The numbers of a path at one way, the last ones left out if they are many."""
    shown = " · ".join(map(str, numbers[:6]))
    return shown + (" …" if len(numbers) > 6 else "")


def numbers_width(numbers: tuple[int, ...]) -> float:
    """The width of the badge with these numbers."""
    return max(22.0, width(numbers_text(numbers), 14) + 12)


def group_box(group: Group) -> Box:
    """Return the box of a group's title."""
    stack = _Stack(4)
    for line in wrapped(group.title, 16, 2):
        stack.add(line, "head", HEAD if group.tone is not None else SMALL)
    return Box(stack.wide + 20, stack.y + 6, tuple(stack.lines))


class _Stack:
    """Lines set one below the other."""

    def __init__(self, y: float) -> None:
        self.y, self.wide = y, 0.0
        self.lines: list[Line] = []

    def add(self, text: str, look: str, size: float) -> None:
        self.lines.append(Line(text, look, round(self.y + size, 2)))
        self.y += size * _LEADING
        self.wide = max(self.wide, width(text, size))
