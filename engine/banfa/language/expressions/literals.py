"""Literals: what CEL's quotes, escapes and digits say, and the types they are read as."""

from __future__ import annotations

import re
import unicodedata

from banfa.language.expressions.checker import WRONG, Checker, Typed, is_literal, rule
from banfa.language.expressions.kinds import ANY, BOOL, INT, TEXT, WRITTEN_AS_TEXT, items_of, member_of, same
from banfa.language.expressions.parse import Branch, Trouble
from banfa.language.expressions.syntax import Items, Lit
from banfa.language.suggest import suggest
from banfa.language.values import INT_MAX, INT_MIN, BadValue, FieldType, parser
from banfa.texts import Text

_SIMPLE = dict(zip("abfnrtv\\?\"'`", "\a\b\f\n\r\t\v\\?\"'`", strict=True))
_ESCAPE = re.compile(
    r"\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.)|$)", re.DOTALL
)


class BadEscape(ValueError):
    """An escape that does not exist; `offset` counts from the start of the literal."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(offset)


def whole(token: str) -> int:
    """Return the value of a decimal or hexadecimal number without sign."""
    return int(token, 16) if token[:2] in ("0x", "0X") else int(token)


def unquoted(token: str) -> str:
    """Return what a quoted text says; what is typed is brought into NFC, escapes are taken as they are."""
    raw = token[0] in "rR"
    quoted = token[1:] if raw else token
    width = 3 if len(quoted) >= 6 and quoted[:3] in ('"""', "'''") else 1
    inner = quoted[width:-width]
    return _nfc(inner) if raw else _unescaped(inner, width)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _unescaped(inner: str, start: int) -> str:
    said, end = "", 0
    for match in _ESCAPE.finditer(inner):
        said += _nfc(inner[end : match.start()]) + _character(match, start)
        end = match.end()
    return said + _nfc(inner[end:])


def _character(match: re.Match[str], start: int) -> str:
    code, octal, simple = match[1] or match[2] or match[3], match[4], match[5]
    number = int(octal, 8) if octal else int(code, 16) if code else -1
    if 0 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF:
        return chr(number)
    if simple in _SIMPLE:
        return _SIMPLE[simple]
    raise BadEscape(start + match.start())


@rule("int_")
def _int(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    return number(self, tree, whole(tree.children[0]), want)


def number(self: Checker, tree: Branch, value: int, want: FieldType | None) -> Typed:
    """Type a whole number, which is money where money is wanted."""
    if want is not None and want.kind == "money":
        return _read(self, tree, value, want)
    if not INT_MIN <= value <= INT_MAX:
        return self.wrong(tree, Text("整数太大，超出 64 位", "the number does not fit 64 bits"))
    return Typed(Lit("int", value), INT)


@rule("text")
def _text(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    try:
        value = unquoted(tree.children[0])
    except BadEscape as bad:
        message = Text("没有这样的转义", "there is no such escape")
        fix = Text("反斜线本身写成 \\\\", "a backslash itself is written \\\\")
        self.troubles.append(Trouble(message, fix, tree.meta.start_pos + bad.offset))
        return WRONG
    if want is not None and want.kind in WRITTEN_AS_TEXT:
        return _read(self, tree, value, want)
    if want is not None and want.kind == "enum":
        return _bare_member(self, tree, value, want)
    return Typed(Lit("text", value), TEXT)


def _bare_member(self: Checker, tree: Branch, value: str, want: FieldType) -> Typed:
    members = want.members or ()
    fix = f"{want.of}.{value if value in members else suggest(value, members) or '…'}"
    zh, en = f"{want.of} 的值不写成文字", f"a value of {want.of} is not written as text"
    return self.wrong(tree, Text(zh, en), Text(f"写成 {fix}", f"write {fix}"))


def _read(self: Checker, tree: Branch, raw: str | int, want: FieldType) -> Typed:
    if want.kind == "role" and raw not in self.scope.roles:
        return self.unknown(tree, Text("角色", "role"), str(raw), self.scope.roles)
    try:
        return Typed(Lit(want.kind, parser(want)(raw)), want)
    except BadValue as bad:
        return self.wrong(tree, bad.text)


@rule("true", "false")
def _bool(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    return Typed(Lit("bool", tree.data == "true"), BOOL)


@rule("items")
def _items(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    member = member_of(want) if want is not None else None
    trees = tree.children[0].children
    known: dict[int, Typed] = {}
    for i in sorted(range(len(trees)), key=lambda i: (is_literal(trees[i]), i)):
        known[i] = self.check(trees[i], member)
        member = member or known[i].type
    typed = [known[i] for i in range(len(trees))]
    for item, each in zip(trees, typed, strict=True):
        if not same(typed[0].type, each.type):
            return self.mixed(item, typed[0].type, each.type)
    return Typed(Items(tuple(each.expr for each in typed)), items_of(typed[0].type if typed else ANY))


_EXCLUDED = {
    "float_": (
        Text("没有小数；金额写成文字", "there are no decimals; money is written as text"),
        Text('写成 "12.50"', 'write "12.50"'),
    ),
    "uint": (Text("整数后面不写 u", "a whole number has no u"), Text("删去 u", "remove the u")),
    "bytes_": (
        Text("没有字节串", "there are no bytes"),
        Text("删去引号前的 b", "remove the b before the quote"),
    ),
    "null": (
        Text("没有 null；没给就是没有", "there is no null; what is not given is absent"),
        Text("写 has(case.x) 或 !has(case.x)", "write has(case.x) or !has(case.x)"),
    ),
    "map": (Text("表达式里没有映射", "there are no maps in expressions"), None),
    "index": (
        Text("不能按序号取值", "nothing is taken by its position"),
        Text("写 in 或 exists", "use in or exists"),
    ),
}


@rule(*_EXCLUDED)
def _excluded(self: Checker, tree: Branch, want: FieldType | None) -> Typed:
    return self.wrong(tree, *_EXCLUDED[tree.data])
