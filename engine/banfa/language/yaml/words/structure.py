"""Words about lines, keys, brackets and indentation (B118–B129)."""

from __future__ import annotations

import re

from banfa.language.yaml.report import Trouble
from banfa.language.yaml.words.pieces import quote_it, short
from banfa.texts import Text

_NAME = re.compile(r"[a-z][a-z0-9_]* *:")


def space_after(sign: str) -> Trouble:
    """`-{`, `key:value`."""
    return Trouble(
        "B118",
        Text(zh=f"“{sign}”后面要空一格", en=f"A space must follow \u201c{sign}\u201d"),
        Text(zh=f"在“{sign}”后面加一个空格", en=f"Put a space behind \u201c{sign}\u201d"),
    )


def space_before_comment() -> Trouble:
    """`"text"#comment`."""
    return Trouble(
        "B118",
        Text(zh="# 前面要空一格才是注释", en="A comment needs a space before #"),
        Text(
            zh="在 # 前面加一个空格；若是文字，整段加引号",
            en="Put a space before #; if it is text, quote all of it",
        ),
    )


def colon_in_text(raw: str) -> Trouble:
    """A second `: ` in a value."""
    advice = quote_it(raw)
    if _NAME.match(raw):
        name = raw[: raw.index(":")]
        advice = Text(
            zh=f"{advice.zh}；若 {name} 是下一级的键，另起一行并缩进",
            en=f"{advice.en}; if {name} is a key of the next level, give it an indented line of its own",
        )
    return Trouble(
        "B119",
        Text(
            zh=f"“{short(raw)}”里的英文冒号会被当作又一个键",
            en=f"The colon in \u201c{short(raw)}\u201d is taken for another key",
        ),
        advice,
    )


def quote_open(sign: str) -> Trouble:
    """A quote that is never closed."""
    return Trouble(
        "B120",
        Text(zh=f"引号 {sign} 没有合上", en=f"The quote {sign} is not closed"),
        Text(zh=f"在文字末尾补上 {sign}", en=f"Put {sign} at the end of the text"),
    )


def escape(raw: str) -> Trouble:
    """A backslash in double quotes that YAML does not know."""
    return Trouble(
        "B120",
        Text(
            zh=f"双引号里的 {short(raw)} 不是 YAML 认识的写法",
            en=f"{short(raw)} in double quotes means nothing to YAML",
        ),
        Text(zh="改用单引号，反斜杠就是它自己", en="Use single quotes, where a backslash is only itself"),
    )


def bracket_open(sign: str) -> Trouble:
    """A bracket that is not closed."""
    closing = {"[": "]", "{": "}"}[sign]
    return Trouble(
        "B121",
        Text(zh=f"{sign} 没有对应的 {closing}", en=f"{sign} has no {closing} that belongs to it"),
        Text(
            zh=f"补上 {closing}，并检查各项之间的逗号",
            en=f"Add {closing}, and check the commas between the entries",
        ),
    )


def bracket_close(sign: str) -> Trouble:
    """A closing bracket that closes nothing, or the other kind."""
    return Trouble(
        "B121",
        Text(zh=f"这个 {sign} 对不上左边的括号", en=f"This {sign} matches no bracket before it"),
        Text(
            zh="删掉它，或改成对应的括号；若是文字，整段加引号",
            en="Delete it or use the matching one; quote it if it is text",
        ),
    )


def comma_missing() -> Trouble:
    """Two entries in brackets without a comma between them, or a comma too many."""
    return Trouble(
        "B121",
        Text(zh="括号里的各项要用一个英文逗号隔开", en="Entries in brackets are separated by one comma each"),
        Text(zh="检查这里的逗号", en="Check the commas here"),
    )


def indentation() -> Trouble:
    """A line whose indentation fits nothing."""
    return Trouble(
        "B122",
        Text(zh="这一行的缩进和上下文对不上", en="The indentation of this line fits nothing around it"),
        Text(
            zh="看这一行和上一行：同一级的各行左边对齐，下一级多缩进两格",
            en="See this line and the one above: lines of one level begin alike, the next two further in",
        ),
    )


def flow_indentation() -> Trouble:
    """A line inside brackets that is not indented more than the key that holds them."""
    return Trouble(
        "B122",
        Text(
            zh="括号里的内容换行后要比外面多缩进",
            en="Lines inside brackets are indented more than what holds them",
        ),
        Text(zh="这一行再缩进两格", en="Indent this line by two more"),
    )


def list_after_key() -> Trouble:
    """`key: - item`."""
    return Trouble(
        "B122",
        Text(zh="“-”列表要从新的一行开始", en="A list with - begins on a new line"),
        Text(zh="把“-”移到下一行，或写成 [ … ]", en="Move - to the next line, or write [ … ]"),
    )


def colon_missing(raw: str) -> Trouble:
    """A line that is neither `key: value` nor `- item`."""
    return Trouble(
        "B123",
        Text(
            zh=f"“{short(raw)}”既不是“键: 值”，也不是“- 项”",
            en=f"\u201c{short(raw)}\u201d is neither \u201ckey: value\u201d nor \u201c- item\u201d",
        ),
        Text(
            zh="补上冒号和空格；若它接着上一行的文字，给整段文字加引号写在一行里",
            en="Add the colon and a space; if it continues the text above, quote all of it on one line",
        ),
    )


def bracket_in_key(raw: str, sign: str) -> Trouble:
    """`name {a: b}`: most likely a colon is missing."""
    return Trouble(
        "B123",
        Text(zh=f"键“{short(raw)}”里有 {sign}", en=f"The key \u201c{short(raw)}\u201d contains {sign}"),
        Text(
            zh=f"多半在 {sign} 前漏了冒号和空格；若不是，给键加引号",
            en=f"Most likely a colon and a space are missing before {sign}; otherwise quote the key",
        ),
    )


def key_not_text() -> Trouble:
    """A list, mapping or `?` as a key."""
    return Trouble(
        "B124",
        Text(zh="键只能是一个名字", en="A key can only be a name"),
        Text(
            zh="写成“名字: 值”；若是文字，整段加引号",
            en="Write \u201cname: value\u201d; if it is text, quote all of it",
        ),
    )


def key_broken() -> Trouble:
    """A key and its colon on different lines."""
    return Trouble(
        "B124",
        Text(zh="键和它的冒号要在同一行", en="A key and its colon stand on one line"),
        Text(zh="把它们写在同一行", en="Write them on one line"),
    )


def block_header() -> Trouble:
    """`|` or `>` with something else behind it."""
    return Trouble(
        "B125",
        Text(zh="| 或 > 后面只能换行写文字", en="After | or > the text begins on the next line"),
        Text(
            zh="把文字移到下一行并缩进；若是普通文字，整段加引号",
            en="Move the text to the next line and indent it; or quote it",
        ),
    )


def unreadable() -> Trouble:
    """Whatever is left."""
    return Trouble(
        "B129",
        Text(zh="从这里起读不懂", en="From here on this cannot be read"),
        Text(
            zh="检查上一行和这一行的引号、括号、冒号和缩进",
            en="Check quotes, brackets, colons and indentation of this line and the one above",
        ),
    )
