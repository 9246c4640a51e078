import re

import pytest
import yaml

from tests.language.yaml.reading import read_all, spots

# what the owner wrote, and code, line, column of the one problem
SILENT = {  # YAML reads these without complaint, but otherwise than meant
    "comma splits a text in braces": ("a: {title: 礼貌, 周到, by: x}", ("B106", 1, 16)),
    "expression with a comma in braces": ("g: {if: exists(x, x > 1), refuse: r}", ("B115", 1, 9)),
    "expression with a comma in a list": ("a: [exists(x, b), c]", ("B115", 1, 5)),
    "expression with a full-width bracket": ("a: {title: 甲（乙, 丙）, by: x}", ("B115", 1, 12)),
    "if cut by a comment": ("g:\n  if: case.x == 'a #1'\n  refuse: r", ("B116", 2, 20)),
    "if before a comment": ("g:\n  if: case.x # why\n  refuse: r", ("B116", 2, 14)),
    "text cut by a number sign": ("a: 见 #3号", ("B116", 1, 6)),
    "not read as a tag": ("g:\n  if: !case.urgent\n  refuse: r", ("B111", 2, 7)),
    "tag": ("a: !!str b", ("B111", 1, 4)),
    "full-width colon on a line": ("a:\n  title：受理\n", ("B117", 2, 8)),
    "full-width colon alone": ("title：受理", ("B117", 1, 6)),
    "full-width colon in braces": ("a: {title：受理}", ("B117", 1, 10)),
    "full-width colon and comma in braces": ("a: {title：受理，by: x}", ("B117", 1, 10)),
    "full-width comma in a list": ("input: [customer，reasons]", ("B117", 1, 17)),
    "full-width comma between ids": ("from: received，recording", ("B117", 1, 15)),
    "full-width square brackets": ("input: 【customer, reasons】", ("B117", 1, 8)),
    "full-width braces": ("a: ｛title: x｝", ("B117", 1, 4)),
    "curly quotes": ("effective: “2026-01-01”", ("B117", 1, 12)),
    "ideographic space as indentation": ("a:\n　　title: x", ("B105", 2, 1)),
    "ideographic space in an indentation": ("a:\n  b: 1\n  　title: x", ("B105", 3, 3)),
    "ideographic space after a colon": ("title:　受理", ("B105", 1, 7)),
    "ideographic space after a dash": ("a:\n  -　b\n", ("B105", 2, 4)),
    "no-break space after a colon": ("title:\u00a0受理", ("B105", 1, 7)),
    "tab as indentation": ("a:\n\tb: c", ("B104", 2, 1)),
    "tab after a colon": ("a:\tb", ("B104", 1, 3)),
    "tab in quotes": ('a: "b\tc"', ("B104", 1, 6)),
    "dash without a space": ("a:\n  -{title: x}", ("B118", 2, 3)),
    "dash without a space before an id": ("a:\n  -b", ("B118", 2, 3)),
    "no space after the colon": ("title:受理", ("B118", 1, 6)),
    "no space after the colon in braces": ("a: {b:1}", ("B118", 1, 6)),
    "comment without a space": ('a: "b"#c', ("B118", 1, 7)),
    "comment without a space behind a bracket": ("a: [b]#c", ("B118", 1, 7)),
    "colon missing before braces": ("roles:\n  a {title: y}", ("B123", 2, 5)),
    "text over two lines": ("a: 一\n  二", ("B113", 1, 4)),
    "full-width dash": ("a:\n  － b\n  - c", ("B117", 2, 3)),
    "dash swallowed by the line above": ("a:\n  - b\n   - c", ("B113", 2, 5)),
    "quotes over two lines": ('a: "b\n  c"', ("B113", 1, 4)),
    "content not indented": ("roles:\n  a:\n  title: x", ("B106", 2, 3)),
    "braces in a text": ("a: {year}", ("B106", 1, 5)),
    "lines in brackets not indented": ("a: [\nb]", ("B122", 2, 1)),
    "a lone dash": ("a: [-]", ("B108", 1, 5)),
}
LOUD = {  # YAML cannot read these at all
    "expression with a colon": ("g:\n  if: a ? b : c", ("B119", 2, 13)),
    "expression with a colon in braces": ("g: {if: a ? b : c, refuse: r}", ("B115", 1, 9)),
    "colon in a text": ("says: 注意: 这里", ("B119", 1, 9)),
    "colon in a text in braces": ("a: {says: 注意: 这里}", ("B119", 1, 13)),
    "starts with not and goes on": ("g:\n  if: !has(case.x) && y\n  refuse: r", ("B111", 2, 7)),
    "starts with a bracket and goes on": ("a:\n  refuse: [急] 请补充\n  b: c", ("B114", 2, 11)),
    "starts with a brace and goes on": ("a: {year}年", ("B114", 1, 4)),
    "starts with a double quote and goes on": ('a: "甲"方', ("B114", 1, 4)),
    "starts with a single quote and goes on": ("if: 'a' in case.b", ("B114", 1, 5)),
    "starts with a bracket and goes on, in braces": ("a: {refuse: [急] 请, by: x}", ("B114", 1, 13)),
    "starts with a quote and goes on, in braces": ('a: {b: "c"d, e: f}', ("B114", 1, 8)),
    "bracket inside a text in braces": ("a: {b: 见[1]号, e: f}", ("B114", 1, 9)),
    "starts with at": ("a: @b", ("B114", 1, 4)),
    "starts with a percent sign": ("a: %b", ("B114", 1, 4)),
    "starts with a backtick": ("a: `b`", ("B114", 1, 4)),
    "text behind a bar": ("a: | 文字\nb: c", ("B125", 1, 4)),
    "full-width colon above others": ("a:\n  title：受理\n  by: x", ("B117", 2, 8)),
    "full-width comma in braces": ("a: {title: 受理，by: x}", ("B117", 1, 14)),
    "full-width closing bracket": ("input: [a, b】\nc: d", ("B117", 1, 13)),
    "ideographic indentation under others": ("a:\n  b:\n    c: 1\n　　　　d: 2\n  e: 3", ("B105", 4, 1)),
    "dash without a space above others": ("a:\n  -{title: x}\n  - {title: z}", ("B118", 2, 3)),
    "no space after the colon above others": ("title:受理\nby: x", ("B118", 1, 6)),
    "quote not closed": ('a: "b\nc: d', ("B120", 1, 4)),
    "quote closed three lines below": ('a: "b\nc: d\ne: "f"', ("B120", 1, 4)),
    "unknown escape": (r'a: "b\d"', ("B120", 1, 6)),
    "bracket not closed": ("a: [b, c\nd: e", ("B121", 1, 4)),
    "brace not closed": ("a: {b: c\nd: e", ("B121", 1, 4)),
    "wrong closing bracket": ("a: {b: [1, 2}, c: d}", ("B121", 1, 13)),
    "closing bracket too many": ("a: {b: c}}", ("B121", 1, 10)),
    "comma too many": ("a: [b, , c]", ("B121", 1, 8)),
    "comma missing": ("a: {b: [c] d: e}", ("B114", 1, 8)),
    "indented too little": ("a:\n    b: 1\n  c: 2", ("B122", 3, 3)),
    "indented too much": ("a:\n  b: 1\n    c: 2", ("B122", 3, 5)),
    "list behind a key": ("a: - b", ("B122", 1, 4)),
    "key and dashes mixed": ("a:\n  - b\n  c: d", ("B122", 3, 3)),
    "colon missing": ("t:\n  accept\n    title: x\n  b: c", ("B123", 2, 3)),
    "colon missing in a row of keys": ("a: b\nfoo\nc: d", ("B123", 2, 1)),
}
NOT_OURS = {  # YAML that a definition does not use
    "anchor": ("a: &x b", ("B111", 1, 4)),
    "alias": ("a: *x", ("B111", 1, 4)),
    "merge key": ("a: {<<: b}", ("B111", 1, 5)),
    "start marker": ("---\na: b", ("B112", 1, 1)),
    "end marker": ("a: b\n...\n", ("B112", 2, 1)),
    "directive": ("%YAML 1.2\na: b", ("B112", 1, 1)),
    "explicit key": ("? a\n: b", ("B124", 1, 3)),
    "list as a key": ("{[a]: b}", ("B124", 1, 2)),
    "key apart from its colon": ("{a\n : b}", ("B124", 1, 2)),
    "key without a value": ("a:\nb: c", ("B106", 1, 1)),
    "entry without content": ("- a\n-\n- b", ("B106", 2, 2)),
    "colon without a key": ("{: b}", ("B106", 1, 2)),
}
ALL = {**SILENT, **LOUD, **NOT_OURS}
BLOCKS = [name for name, (text, _) in ALL.items() if text[0] not in "-{%?" and "..." not in text]
"""Those that may stand inside a larger file."""


@pytest.mark.parametrize("trap", ALL)
def test_a_trap_is_one_error_at_its_place(trap: str) -> None:
    text, expected = ALL[trap]
    assert spots(text) == [expected]


@pytest.mark.parametrize("trap", ALL)
def test_a_trap_is_explained_in_both_languages_with_a_fix(trap: str) -> None:
    text, _ = ALL[trap]
    (problem,) = read_all(text)[1]
    assert problem.fix is not None
    for said in (problem.message, problem.fix):
        assert said.zh and said.en and said.zh != said.en
        assert "\n" not in said.zh + said.en
        for word in ("scalar", "token", "mapping", "mark", "parser", "Scanner", "None"):
            assert word not in said.zh + said.en


def quoted_by_fix(trap: str) -> tuple[str, str] | None:
    """The text that the fix of a trap says to quote, and how; None where it says something else."""
    (problem,) = read_all(ALL[trap][0])[1]
    assert problem.fix is not None
    found = re.fullmatch("加上英文引号：(.*)", problem.fix.zh)
    return (str(yaml.safe_load(found[1])), found[1]) if found else None


QUOTED = {trap: quoted for trap in ALL if (quoted := quoted_by_fix(trap))}


@pytest.mark.parametrize("trap", QUOTED)
def test_what_a_fix_says_to_quote_is_read_as_meant_once_quoted(trap: str) -> None:
    meant, quoted = QUOTED[trap]
    text = ALL[trap][0]
    assert meant in text
    assert spots(text.replace(meant, quoted, 1)) == []


def test_most_fixes_that_quote_show_how() -> None:
    assert {ALL[trap][1][0] for trap in QUOTED} >= {"B111", "B114", "B115", "B119"}
    assert len(QUOTED) >= 15


@pytest.mark.parametrize("trap", BLOCKS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_trap_in_the_middle_of_a_file_keeps_its_place_and_spoils_no_neighbour(
    trap: str, line_end: str
) -> None:
    text, (code, line, column) = ALL[trap]
    inner = "".join(f"    {each}\n" for each in text.split("\n"))
    around = (
        f"# 头\nfirst: {{title: 一}}\nsecond:\n  here:\n{inner}  there: {{title: x}}\nthird: {{on: yes}}\n"
    )
    found = spots(around.replace("\n", line_end))
    assert (code, line + 4, column + 4) in found
    assert found[-1] == ("B108", 4 + inner.count("\n") + 2, 13)
    assert len(found) == 2


def test_legal_texts_that_look_like_traps_are_read() -> None:
    text = """
a: {title: 礼貌，周到, by: x}
b: 【急】投诉（一）
c: “三包”条款
d: "exists(x, y ? z : w) # no comment"
e: it's 50%, a [b] {c} & d
f: |
  　　段落，缩进用全角空格
  - 不是列表：也不是键
  key:value # 不是注释
g: http://example.org/a#b
h: [语气礼貌, "说明，清楚", 见（一）]
i: {"a": 1, 'b c': x}
j: # 注释：，【】\t和制表符
  - k: l   # 注释
    m: n
  # 尾注
o: a - b
p: 16:30开始
q: 见第8条第2款
"""
    assert spots(text) == []
