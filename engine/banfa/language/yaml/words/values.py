"""Words about entries and what is written in them (B106–B111, B113–B117)."""

from __future__ import annotations

from banfa.language.yaml.report import Trouble
from banfa.language.yaml.words.pieces import quote_it, short
from banfa.texts import Text


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


def twice(key: str) -> Trouble:
    """The same key a second time in one mapping."""
    return Trouble(
        "B107",
        Text(zh=f"“{short(key)}”在这里写了两次", en=f"\u201c{short(key)}\u201d is written twice here"),
        Text(zh="留一个；若是两样东西，改一个名字", en="Keep one; if they are two things, rename one"),
    )


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
        quote_it(raw),
    )


def tag(raw: str) -> Trouble:
    """A value that starts with `!`."""
    return Trouble(
        "B111",
        Text(
            zh="值以 ! 开头，YAML 会把它当成类型标记，而不是“非”",
            en="The value starts with !, which YAML takes for a type tag, not for \u201cnot\u201d",
        ),
        quote_it(raw),
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


def goes_on(sign: str, whole: str) -> Trouble:
    """A value that starts with a bracket or quote, ends it, and goes on; `whole` is all of it."""
    what = {"[": "列表", "{": "一组键值"}.get(sign, "引号里的文字")
    what_en = {"[": "a list", "{": "a group of entries"}.get(sign, "quoted text")
    return Trouble(
        "B114",
        Text(
            zh=f"值以 {sign} 开头，YAML 当作{what}，后面却还有内容",
            en=f"The value starts with {sign}, so YAML takes it for {what_en}, but more text follows",
        ),
        quote_it(whole),
    )


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


def expression_in_braces(raw: str, sign: str, whole: str) -> Trouble:
    """An expression in a flow mapping or list, cut at a comma or colon; `whole` is all of it."""
    zh, en = ("逗号", "comma") if sign == "," else ("冒号", "colon")
    return Trouble(
        "B115",
        Text(
            zh=f"大括号或方括号里的{zh}把“{short(raw)}”切断了",
            en=f"Inside brackets the {en} cuts \u201c{short(raw)}\u201d off",
        ),
        quote_it(whole),
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
    space = ("加一个空格", " and a space") if ascii_sign in ":,-" else ("", "")
    return Trouble(
        "B117",
        Text(zh=f"这里用了全角 {sign}", en=f"A full-width {sign} stands here"),
        Text(
            zh=f"改成英文半角 {ascii_sign} {space[0]}；若本来就是文字，整段加引号".replace(" ；", "；"),
            en=f"Use {ascii_sign}{space[1]} instead; if it is part of a text, quote the whole text",
        ),
    )
