"""Words about a whole file: its size, encoding, characters and documents (B100–B105, B112)."""

from __future__ import annotations

import unicodedata

from banfa.language.yaml.report import Trouble
from banfa.texts import Text


def file_too_large(size: int, most: int) -> Trouble:
    """More bytes than a definition may have."""
    return Trouble(
        "B100",
        Text(
            zh=f"文件有 {size:,} 字节，一个文件最多 {most:,} 字节",
            en=f"The file has {size:,} bytes; one file may have {most:,}",
        ),
        Text(zh="把内容分到几个文件里", en="Spread its sections over several files"),
    )


def too_many_lines(most: int) -> Trouble:
    """More lines than a definition may have."""
    return Trouble(
        "B100",
        Text(zh=f"一个文件最多 {most:,} 行", en=f"One file may have {most:,} lines"),
        Text(zh="把内容分到几个文件里", en="Spread its sections over several files"),
    )


def too_deep(most: int) -> Trouble:
    """Nested deeper than a definition may be."""
    return Trouble(
        "B100",
        Text(zh=f"这里嵌套超过 {most} 层", en=f"This is nested more than {most} levels deep"),
        Text(zh="检查是否漏了右括号，或减少层数", en="Look for a missing closing bracket, or nest less"),
    )


def too_many(most: int) -> Trouble:
    """More values than one file may hold."""
    return Trouble(
        "B100",
        Text(zh=f"一个文件最多写 {most:,} 个值", en=f"One file may hold {most:,} values"),
        Text(zh="把内容分到几个文件里", en="Spread the content over several files"),
    )


def too_many_documents(most: int) -> Trouble:
    """More scenarios than one file may hold."""
    return Trouble(
        "B100",
        Text(zh=f"一个文件最多写 {most:,} 份内容", en=f"One file may hold {most:,} documents"),
        Text(zh="把内容分到几个文件里", en="Spread them over several files"),
    )


def gbk() -> Trouble:
    """The bytes read as GBK."""
    return Trouble(
        "B101",
        Text(
            zh="文件不是 UTF-8，看来是 GBK（ANSI）编码",
            en="The file is not UTF-8; it looks like GBK (\u201cANSI\u201d in Chinese Windows)",
        ),
        Text(
            zh="在编辑器里另存为 UTF-8，或运行：iconv -f GB18030 -t UTF-8 旧文件 > 新文件",
            en="Save it as UTF-8 in the editor, or run: iconv -f GB18030 -t UTF-8 OLD > NEW",
        ),
    )


def other_encoding(name: str) -> Trouble:
    """The bytes read as another known encoding."""
    return Trouble(
        "B101",
        Text(zh=f"文件不是 UTF-8，看来是 {name} 编码", en=f"The file is not UTF-8; it looks like {name}"),
        Text(zh="在编辑器里另存为 UTF-8", en="Save it as UTF-8 in the editor"),
    )


def not_utf8() -> Trouble:
    """Bytes that are no UTF-8 and nothing else we know."""
    return Trouble(
        "B101",
        Text(zh="从这里起不是 UTF-8 文字", en="From here on the bytes are not UTF-8 text"),
        Text(
            zh="在编辑器里另存为 UTF-8；若文件损坏，恢复上一个版本",
            en="Save it as UTF-8 in the editor; if the file is damaged, restore an earlier version",
        ),
    )


def byte_order_mark() -> Trouble:
    """UTF-8 with a byte-order mark: read, with a warning."""
    return Trouble(
        "B102",
        Text(
            zh="文件开头有字节顺序标记（BOM），已略过",
            en="The file begins with a byte-order mark; it is skipped",
        ),
        Text(
            zh="另存为不带 BOM 的 UTF-8，或运行 banfa fmt", en="Save as UTF-8 without BOM, or run banfa fmt"
        ),
        "warning",
    )


def forbidden_character(character: str) -> Trouble:
    """A control character or one that nobody can see."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "control character")
    return Trouble(
        "B103",
        Text(
            zh=f"这里有一个看不见的字符 {number}（{name}）",
            en=f"An invisible character stands here: {number} ({name})",
        ),
        Text(zh="删掉它", en="Delete it"),
    )


def tab() -> Trouble:
    """A tab."""
    return Trouble(
        "B104",
        Text(zh="这里用了制表符（Tab）", en="A tab stands here"),
        Text(zh="换成空格，每层缩进两个空格", en="Use spaces instead, two for each level"),
    )


def wide_space(character: str) -> Trouble:
    """An ideographic or no-break space where an ASCII space is meant."""
    ideographic = character == "\u3000"
    return Trouble(
        "B105",
        Text(
            zh="这里的空格是全角空格，YAML 不当作空格"
            if ideographic
            else "这里的空格不是普通空格，YAML 不当作空格",
            en=("An ideographic space" if ideographic else "A special space")
            + " stands here; YAML does not take it for a space",
        ),
        Text(
            zh="换成英文半角空格（全角空格一个换两个）", en="Use ordinary spaces (two for an ideographic one)"
        ),
    )


def empty_document() -> Trouble:
    """`---` with nothing behind it."""
    return Trouble(
        "B106",
        Text(zh="这条 --- 后面什么也没有", en="Nothing follows this ---"),
        Text(zh="删掉它，或在后面写一个场景", en="Delete it, or write a scenario behind it"),
    )


def document_marker(sign: str) -> Trouble:
    """`---` or `...` in a file of sections."""
    return Trouble(
        "B112",
        Text(
            zh=f"这里不能有 {sign}，一个文件就是一份内容" if sign == "---" else f"这里不用 {sign}",
            en=f"No {sign} here: a file is one text" if sign == "---" else f"{sign} is not used here",
        ),
        Text(zh="删掉这一行", en="Delete the line"),
    )


def content_after_marker() -> Trouble:
    """`--- something`."""
    return Trouble(
        "B112",
        Text(zh="--- 要独占一行", en="--- stands on a line of its own"),
        Text(zh="把后面的内容移到下一行", en="Move what follows it to the next line"),
    )


def directive() -> Trouble:
    """`%YAML`, `%TAG`."""
    return Trouble(
        "B112",
        Text(zh="以 % 开头的 YAML 指令这里不用", en="YAML directives (%…) are not used here"),
        Text(zh="删掉这一行；若是文字，整段加引号", en="Delete the line; if it is text, quote it"),
    )
