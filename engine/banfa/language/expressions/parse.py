"""Text of an expression → a tree of positions, or what cannot be read and where. Types come later."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from banfa.texts import Text

if TYPE_CHECKING:
    from lark import Lark
    from lark.exceptions import UnexpectedInput

MAX_LENGTH = 2_000
MAX_DEPTH = 80
"""How deep an expression may nest, so that whoever walks a tree may do so recursively."""

FULL_WIDTH = dict(
    zip(
        "（）［］｛｝，：；．！＝＜＞＋－＊／％＆｜？“”‘’、。【】",
        "()[]{},:;.!=<>+-*/%&|?\"\"'',.[]",
        strict=True,
    )
)


class Trouble(NamedTuple):
    """One thing wrong in an expression (at `offset`) or in cells (at `path`: keys and positions)."""

    message: Text
    fix: Text | None = None
    offset: int = 0
    path: tuple[str | int, ...] = ()


class Branch(Protocol):
    """A tree of lark: what it is, trees and tokens below it, where it stands."""

    data: str
    children: list[Any]
    meta: Any


class ExpressionError(ValueError):
    """An expression or cells without meaning; `many` lists all that is wrong, the error itself the first."""

    def __init__(self, many: tuple[Trouble, ...]) -> None:
        self.many = many
        self.message, self.fix, self.offset, self.path = many[0]
        super().__init__(self.message.zh)


def parse(text: str) -> Branch:
    """Return the tree of an expression; raises `ExpressionError` at the first place that cannot be read."""
    if len(text) > MAX_LENGTH:
        raise _error(
            Text(f"表达式太长（{len(text)} 字）", f"the expression is too long ({len(text)} characters)"),
            Text(
                f"最多 {MAX_LENGTH} 字；请拆成几个有名字的条件",
                f"at most {MAX_LENGTH}; split it into named conditions",
            ),
        )
    if not text.strip():
        raise _error(
            Text("表达式是空的", "the expression is empty"), Text("写上条件，或删去这一行", "write one")
        )
    from lark.exceptions import UnexpectedInput

    try:
        tree: Any = _grammar().parse(text)
    except UnexpectedInput as unexpected:
        raise _unreadable(text, unexpected) from None
    return _shallow(tree.children[0])


@cache
def _grammar() -> Lark:
    from lark import Lark

    text = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    options: dict[str, Any] = {"parser": "lalr", "propagate_positions": True, "maybe_placeholders": False}
    return Lark(text, cache=_cache_file() or False, **options)


def _cache_file() -> str | None:
    """A file in the user's own cache folder: lark unpickles it, so it must not lie where others can write."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "banfa"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return str(folder / "expressions.lark-cache") if os.access(folder, os.W_OK) else None


def _shallow(tree: Branch) -> Branch:
    waiting: list[tuple[Any, int]] = [(tree, 0)]
    while waiting:
        node, level = waiting.pop()
        if level > MAX_DEPTH:
            raise _error(
                Text("表达式套得太深", "the expression is nested too deeply"),
                Text("请拆成几个有名字的条件", "split it into named conditions"),
                node.meta.start_pos if hasattr(node.meta, "start_pos") else 0,
            )
        waiting.extend((child, level + 1) for child in node.children if hasattr(child, "children"))
    return tree


def _unreadable(text: str, unexpected: UnexpectedInput) -> ExpressionError:
    from lark.exceptions import UnexpectedToken

    offset = unexpected.pos_in_stream
    if isinstance(unexpected, UnexpectedToken) and unexpected.token.type == "$END":
        offset = len(text)
    if offset is None or offset >= len(text):
        return _error(
            Text("表达式没有写完", "the expression ends too early"),
            Text(
                "补上缺的部分，检查括号和引号是否成对",
                "complete it; check that brackets and quotes are in pairs",
            ),
            len(text),
        )
    return _error(
        Text(f"这里看不懂：{_excerpt(text, offset)}", f"cannot read this: {_excerpt(text, offset)}"),
        _advice(text, offset),
        offset,
    )


def _excerpt(text: str, offset: int) -> str:
    excerpt = text[offset : offset + 12].split("\n")[0]
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in excerpt)


_NEAR = {
    "=": Text("相等写 ==", "write == for equality"),
    "&": Text("并且写 &&", "write && for and"),
    "|": Text("或者写 ||", "write || for or"),
    "'": Text("引号要成对，文字写在一行里", "close the quote; a text stands on one line"),
    '"': Text("引号要成对，文字写在一行里", "close the quote; a text stands on one line"),
    "and": Text("并且写 &&", "write && for and"),
    "or": Text("或者写 ||", "write || for or"),
    "not": Text("不是写 !", "write ! for not"),
    "is": Text("相等写 ==", "write == for equality"),
}


def _advice(text: str, offset: int) -> Text | None:
    char = text[offset]
    if char in FULL_WIDTH:
        ascii_ = FULL_WIDTH[char]
        return Text(
            f"全角的 {char} 要写成半角的 {ascii_}", f"write the half-width {ascii_} for the full-width {char}"
        )
    if char.isspace():
        return Text("这里的空白要用普通的空格", "use an ordinary space here")
    if ord(char) > 127:
        return Text(
            '文字要加引号，如 "甲型"；字段写 case.编号', 'put text in quotes, such as "A"; a field is case.ID'
        )
    word = char + text[offset + 1 : offset + 4] if char.isalpha() else char
    return _NEAR.get(word.split(" ")[0])


def _error(message: Text, fix: Text | None = None, offset: int = 0) -> ExpressionError:
    return ExpressionError((Trouble(message, fix, offset),))
