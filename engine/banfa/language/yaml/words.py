"""What is said about each thing that can be wrong with a YAML text, in both languages, with one fix.

The only place of codes B100–B129. No word of a parser reaches the reader of these.
"""

from __future__ import annotations

import unicodedata

from banfa.language.yaml.report import Trouble
from banfa.texts import Text

_LONGEST_QUOTE = 30


def short(text: str) -> str:
    """A piece of the owner's text, fit for a message: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…"


def _quote_it(raw: str) -> Text:
    quoted = f'"{raw}"' if '"' not in raw else f"'{raw}'"
    if len(raw) > _LONGEST_QUOTE or "\n" in raw:
        return Text(zh="给整段文字加上英文引号", en="Put quotes around the whole text")
    return Text(zh=f"加上英文引号：{quoted}", en=f"Quote it: {quoted}")


# B100: bounds


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


# B101–B105: bytes and characters


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


# B106–B107: entries


def no_value(key: str, flow: bool) -> Trouble:
    """A key with nothing behind it; `flow`: in braces."""
    if flow:
        fix = Text(
            zh="写成“键: 值”；若大括号里是文字，整段加引号",
            en="Write \u201ckey: value\u201d; if the braces are part of a text, quote all of it",
        )
    else:
        fix = Text(
            zh="写上值；值在下面几行的话，把它们缩进两格；不用就删掉这一行",
            en="Give it a value; if that stands below, indent it by two; if it is not used, delete it",
        )
    return Trouble(
        "B106",
        Text(zh=f"“{short(key)}”后面没有值", en=f"\u201c{short(key)}\u201d has no value"),
        fix,
    )


def comma_splits(before: str, key: str) -> Trouble:
    """A text in braces that an ASCII comma cut in two."""
    whole = f"{before}, {key}"
    return Trouble(
        "B106",
        Text(
            zh=f"英文逗号把文字切断了：“{short(key)}”成了没有值的键",
            en=f"An ASCII comma cuts the text: \u201c{short(key)}\u201d became a key without a value",
        ),
        Text(
            zh=f'整段加引号："{short(whole)}"，或改用中文逗号',
            en=f'Quote the whole text: "{short(whole)}", or use a full-width comma',
        ),
    )


def empty_item() -> Trouble:
    """A list entry with nothing in it."""
    return Trouble(
        "B106",
        Text(zh="这一项是空的", en="This entry of the list is empty"),
        Text(zh="写上内容，或删掉这一项", en="Fill it in, or delete it"),
    )


def empty_key() -> Trouble:
    """A colon with no name before it."""
    return Trouble(
        "B106",
        Text(zh="冒号前面没有名字", en="There is no name before the colon"),
        Text(zh="写上名字，或删掉冒号", en="Write the name, or delete the colon"),
    )


def empty_document() -> Trouble:
    """`---` with nothing behind it."""
    return Trouble(
        "B106",
        Text(zh="这条 --- 后面什么也没有", en="Nothing follows this ---"),
        Text(zh="删掉它，或在后面写一个场景", en="Delete it, or write a scenario behind it"),
    )


def twice(key: str) -> Trouble:
    """The same key a second time in one mapping."""
    return Trouble(
        "B107",
        Text(zh=f"“{short(key)}”在这里写了两次", en=f"\u201c{short(key)}\u201d is written twice here"),
        Text(zh="留一个；若是两样东西，改一个名字", en="Keep one; if they are two things, rename one"),
    )


# B108–B110: words that readers of YAML understand differently


def yes_or_no(raw: str, yes: bool) -> Trouble:
    """yes, no, on, off, True …"""
    meant = "true" if yes else "false"
    return Trouble(
        "B108",
        Text(
            zh=f"{raw} 有的程序读成是非，有的读成文字",
            en=f"Some programs read {raw} as a boolean, others as text",
        ),
        Text(
            zh=f'是非写 {meant}；文字加引号："{raw}"',
            en=f'As a boolean write {meant}; as text quote it: "{raw}"',
        ),
    )


def null(raw: str) -> Trouble:
    """null, ~ …"""
    return Trouble(
        "B108",
        Text(
            zh=f"{raw} 表示“空”，这里没有空值", en=f"{raw} means \u201cnothing\u201d; there is no null here"
        ),
        Text(
            zh=f'没有就不写这一项；文字加引号："{raw}"', en=f'Leave the entry out; as text quote it: "{raw}"'
        ),
    )


def reserved_mark(raw: str) -> Trouble:
    """`=` or `<<` alone."""
    return Trouble(
        "B108",
        Text(
            zh=f"{raw} 在有的 YAML 程序里另有含义",
            en=f"{raw} has a meaning of its own to some readers of YAML",
        ),
        Text(zh=f'加上英文引号："{raw}"', en=f'Quote it: "{raw}"'),
    )


def odd_number(raw: str) -> Trouble:
    """A number in a form that readers disagree about."""
    return Trouble(
        "B109",
        Text(
            zh=f"“{short(raw)}”这样的数字写法，各个程序读法不同",
            en=f"Programs disagree about a number written like \u201c{short(raw)}\u201d",
        ),
        Text(
            zh=f'数字写成 12 或 12.5 的样子；编号之类的文字加引号："{short(raw)}"',
            en=f'Write numbers like 12 or 12.5; quote it if it is text: "{short(raw)}"',
        ),
    )


def date_or_time(raw: str) -> Trouble:
    """An unquoted date or time."""
    return Trouble(
        "B110",
        Text(zh=f"日期和时间要加引号：{short(raw)}", en=f"Dates and times must be quoted: {short(raw)}"),
        _quote_it(raw),
    )


# B111–B112: parts of YAML that a definition does not use


def tag(raw: str) -> Trouble:
    """A value that starts with `!`."""
    return Trouble(
        "B111",
        Text(
            zh="值以 ! 开头，YAML 会把它当成类型标记，而不是“非”",
            en="The value starts with !, which YAML takes for a type tag, not for \u201cnot\u201d",
        ),
        _quote_it(raw),
    )


def anchor(raw: str) -> Trouble:
    """A value that starts with `&` or `*`."""
    sign = raw[:1]
    return Trouble(
        "B111",
        Text(
            zh=f"{sign} 开头在 YAML 里是引用别处内容，这里不用",
            en=f"A leading {sign} refers to other content in YAML; that is not used here",
        ),
        Text(
            zh="把内容在这里写出来；若是文字，整段加引号",
            en="Write the content out here; if it is text, quote the whole of it",
        ),
    )


def merge_key() -> Trouble:
    """The key `<<`."""
    return Trouble(
        "B111",
        Text(zh="<< 是合并别处内容，这里不用", en="<< merges other content, which is not used here"),
        Text(zh="把内容在这里写出来", en="Write the content out here"),
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


# B113–B117: texts that are not what they seem


def several_lines(raw: str) -> Trouble:
    """An unquoted or quoted text that runs over lines."""
    quote = raw[:1] in "\"'"
    return Trouble(
        "B113",
        Text(
            zh="引号到本行末还没有合上" if quote else "没有引号的文字跨了行，两行会被并成一行",
            en="The quote is not closed on its line"
            if quote
            else "A text without quotes runs over several lines, which are read as one",
        ),
        Text(
            zh="写在一行里；长文字用 |（保留换行）；若下一行是另一项，检查缩进和冒号",
            en="Write it on one line; for long text use | (keeps lines); if the next line is an entry "
            "of its own, check its indentation and colon",
        ),
    )


def goes_on(sign: str) -> Trouble:
    """A value that starts with a bracket or quote, ends it, and goes on."""
    what = {"[": "列表", "{": "一组键值"}.get(sign, "引号里的文字")
    what_en = {"[": "a list", "{": "a group of entries"}.get(sign, "quoted text")
    return Trouble(
        "B114",
        Text(
            zh=f"值以 {sign} 开头，YAML 当作{what}，后面却还有内容",
            en=f"The value starts with {sign}, so YAML takes it for {what_en}, but more text follows",
        ),
        _other_quotes(sign),
    )


def _other_quotes(sign: str) -> Text:
    if sign == '"':
        return Text(zh="整个值用单引号括起来：'…'", en="Put the whole value in single quotes: '…'")
    return Text(zh='整个值用双引号括起来："…"', en='Put the whole value in double quotes: "…"')


def bracket_in_text(sign: str) -> Trouble:
    """A bracket in the middle of an unquoted text that itself stands in brackets."""
    return Trouble(
        "B114",
        Text(zh=f"大括号或方括号里的文字不能再含 {sign}", en=f"A text inside brackets cannot contain {sign}"),
        Text(zh="给这段文字加上英文引号", en="Put quotes around the text"),
    )


def starts_with(sign: str) -> Trouble:
    """A value that starts with a character that YAML keeps for itself."""
    return Trouble(
        "B114",
        Text(
            zh=f"值不能以 {sign} 开头，YAML 另有用处",
            en=f"A value cannot start with {sign}; YAML keeps it for itself",
        ),
        Text(zh="给整个值加上英文引号", en="Put quotes around the whole value"),
    )


def expression_in_braces(raw: str, sign: str) -> Trouble:
    """An expression in a flow mapping or list, cut at a comma or colon."""
    zh, en = ("逗号", "comma") if sign == "," else ("冒号", "colon")
    return Trouble(
        "B115",
        Text(
            zh=f"大括号或方括号里的{zh}把“{short(raw)}”切断了",
            en=f"Inside brackets the {en} cuts \u201c{short(raw)}\u201d off",
        ),
        Text(
            zh="给整个式子加引号，或把它移到单独一行",
            en="Quote the whole of it, or move it to a line of its own",
        ),
    )


def comment_cuts_if(raw: str) -> Trouble:
    """` #` behind an unquoted `if:`."""
    return Trouble(
        "B116",
        Text(
            zh=f"空格加 # 是注释，条件到“{short(raw)}”就断了",
            en=f"A space and # begin a comment: the condition ends after \u201c{short(raw)}\u201d",
        ),
        Text(
            zh="# 属于条件就给整个条件加引号；是注释就移到上一行",
            en="If # belongs to the condition, quote it all; if it is a comment, move it to the line above",
        ),
    )


def comment_cuts_text(raw: str) -> Trouble:
    """` #` and no space in an unquoted text: probably no comment."""
    return Trouble(
        "B116",
        Text(
            zh=f"空格加 # 是注释，文字到“{short(raw)}”为止",
            en=f"A space and # begin a comment: the text ends after \u201c{short(raw)}\u201d",
        ),
        Text(
            zh="# 属于文字就给整段加引号；是注释就在 # 后面空一格",
            en="If # belongs to the text, quote all of it; if it is a comment, put a space behind #",
        ),
        "warning",
    )


def full_width(sign: str, ascii_sign: str) -> Trouble:
    """Full-width punctuation where YAML wants ASCII."""
    return Trouble(
        "B117",
        Text(zh=f"这里用了全角 {sign}", en=f"A full-width {sign} stands here"),
        Text(
            zh=f"改成英文半角 {ascii_sign}；若本来就是文字，整段加引号",
            en=f"Use {ascii_sign} instead; if it is part of a text, quote the whole text",
        ),
    )


# B118–B124: structure


def space_after(sign: str) -> Trouble:
    """`-{`, `key:value`."""
    return Trouble(
        "B118",
        Text(zh=f"{sign} 后面要空一格", en=f"A space must follow {sign}"),
        Text(zh=f"在 {sign} 后面加一个空格", en=f"Put a space behind {sign}"),
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
    return Trouble(
        "B119",
        Text(
            zh=f"“{short(raw)}”里的英文冒号会被当作又一个键",
            en=f"The colon in \u201c{short(raw)}\u201d is taken for another key",
        ),
        Text(
            zh="给整个值加引号；若冒号前是下一级的键，另起一行并缩进",
            en="Quote the whole value; if a key of the next level stands there, give it an indented line",
        ),
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
            zh="同一级的各行左边对齐，下一级多缩进两格",
            en="Align lines of one level on the left; indent the next level by two",
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
