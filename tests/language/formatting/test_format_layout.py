import pytest

from banfa.language.formatting import format_text
from banfa.language.formatting.width import width
from banfa.language.problems import Problem


def formatted(text: str) -> str:
    result = format_text(text, "f.yaml")
    assert result.problems == ()
    assert format_text(result.text, "f.yaml").text == result.text
    assert result.changed == (result.text != text)
    return result.text


def only(text: str) -> Problem:
    result = format_text(text, "f.yaml")
    assert (result.text, result.changed) == (text, False)
    (problem,) = result.problems
    return problem


def test_line_ends_trailing_spaces_and_the_end_of_the_file_are_tidied() -> None:
    assert formatted("\ufeffa: b  \r\n\r\nc: d   # e  \r\n\r\n\r\n") == "a: b\n\nc: d   # e\n"
    assert formatted("a: b") == "a: b\n"
    assert formatted("") == ""
    assert formatted("# a\n\n\n") == "# a\n"


def test_texts_of_several_lines_keep_their_spaces() -> None:
    assert formatted("a: |\n  b  \n\n  c   \nd: e  \n") == "a: |\n  b  \n\n  c   \nd: e\n"
    assert formatted("a: b\nc: |+\n  d\n\n\n") == "a: b\nc: |+\n  d\n\n\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("'abc'", "abc"),
        ('"投诉：受理，是"', "投诉：受理，是"),
        ("'a: b'", '"a: b"'),
        ("'yes'", '"yes"'),
        ("'12'", '"12"'),
        ('"2026-01-01"', '"2026-01-01"'),
        ('"a \\"b\\" c"', 'a "b" c'),
        ('"\\"b\\" c"', "'\"b\" c'"),
        ("'it''s'", "it's"),
        ("' a'", '" a"'),
        ("'a #b'", '"a #b"'),
        ("'!a'", '"!a"'),
        ("'[a] b'", '"[a] b"'),
        ("''", '""'),
        ('"a\\nb"', '"a\\nb"'),
        ('"a\\u3000b"', "a\u3000b"),
        ("'【a】'", '"【a】"'),
        ("'a, b'", "a, b"),
        ("'- a'", '"- a"'),
        ("'a:'", '"a:"'),
        ("a b", "a b"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(written: str, kept: str) -> None:
    assert formatted(f"a: {written}\n") == f"a: {kept}\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("{'a': 'b, c'}", '{a: "b, c"}'),
        ("{\"a\":'b'}", "{a: b}"),
        ("{'1':2}", "{1: 2}"),
        ("['a', 'b]']", '[a, "b]"]'),
        ("['a，b', '甲，乙']", '["a，b", "甲，乙"]'),
        ("{a: '甲，乙'}", "{a: 甲，乙}"),
        ("{if: 'exists(x, y)'}", '{if: "exists(x, y)"}'),
        ("{a: 'f(x'}", '{a: "f(x"}'),
        ("{'a b': c, 'a: b': d}", '{a b: c, "a: b": d}'),
    ],
)
def test_more_quotes_are_needed_in_braces(written: str, kept: str) -> None:
    assert formatted(f"k: {written}\n") == f"k: {kept}\n"


def test_conditions_with_a_number_sign_stay_quoted() -> None:
    assert formatted("guards:\n  g:\n    if: 'case.a#b'\n") == 'guards:\n  g:\n    if: "case.a#b"\n'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("[8(2), 8（2）, 10(1)-(6), 10①-(6), 8, 8②]", "[8②, 8②, 10①-⑥, 10①-⑥, 8, 8②]"),
        ('["8(2)"]', "[8②]"),
        ("[8(21), 8(0), 8.2, 8(a)]", "[8(21), 8(0), 8.2, 8(a)]"),
    ],
)
def test_citations_are_written_with_signs(written: str, kept: str) -> None:
    assert formatted(f"roles:\n  a: {{articles: {written}}}\n") == f"roles:\n  a: {{articles: {kept}}}\n"
    assert formatted(f"other: {written}\n").endswith("8.2, 8(a)]\n") or "(" in formatted(
        f"other: {written}\n"
    )


def test_keys_of_a_transition_stand_in_the_order_of_the_language() -> None:
    keys = (
        "title from to back_to stands by when unless input optional decide set appoint issue complete void"
        " send send_if_held recall uses tell articles inferred chosen ignore"
    ).split()
    written = "".join(f"    {key}: v_{key}\n" for key in reversed(keys))
    expected = "".join(f"    {key}: v_{key}\n" for key in keys)
    assert formatted(f"transitions:\n  t:\n{written}") == f"transitions:\n  t:\n{expected}"


def test_comments_move_with_what_they_speak_of() -> None:
    text = """\
transitions:
  # 受理
  accept:
    # 由谁
    by: sales_superior   # 上级
    articles: [7]
    # 从哪里
    # 到哪里
    from: received
    input:
      - a
      # 其次
      - b
    # 名称
    title: 受理
  # 不受理
  decline: {by: x, title: y}   # 完
"""
    assert (
        formatted(text)
        == """\
transitions:
  # 受理
  accept:
    # 名称
    title: 受理
    # 从哪里
    # 到哪里
    from: received
    # 由谁
    by: sales_superior   # 上级
    input:
      - a
      # 其次
      - b
    articles: [7]
  # 不受理
  decline: {title: y, by: x}   # 完
"""
    )


def test_entries_of_a_list_are_put_in_order_behind_their_dash() -> None:
    text = "steps:\n  - do: accept\n    with: {b: 1, a: 2}\n    by: x\n  - {now: z, do: y, by: x}\n"
    assert formatted(text) == (
        "steps:\n  - by: x\n    do: accept\n    with: {b: 1, a: 2}\n  - {by: x, do: y, now: z}\n"
    )


def test_named_things_and_sections_stay_in_the_order_of_their_owner() -> None:
    text = "transitions:\n  z: {title: a}\n  a: {title: b}\nroles:\n  q: {title: c}\n  b: {title: d}\n"
    assert formatted(text) == text


def test_braces_that_grew_too_long_become_a_block() -> None:
    long, longer = "很" * 30, "长" * 60
    role, kind = f"{{title: {long}, chosen: {long}}}", f"{{title: {long}, chosen: {longer}}}"
    text = f"roles:\n  a: {role}  # 注\n  b: {{kinds: {{c: {kind}}}}}\n"
    assert (
        formatted(text)
        == f"""\
roles:
  # 注
  a:
    title: {long}
    chosen: {long}
  b:
    kinds:
      c:
        title: {long}
        chosen: {longer}
"""
    )


def test_a_line_of_just_the_longest_width_stays() -> None:
    text = "a: {b: " + "宽" * 50 + ", c: eee}\n"
    assert width(text.rstrip()) == 110 + 6
    fits = text.replace("宽宽宽", "", 1)
    assert width(fits.rstrip()) == 110
    assert formatted(fits) == fits
    assert formatted(fits.replace("eee", "eeee")) == "a:\n  b: " + "宽" * 47 + "\n  c: eeee\n"


def test_long_items_of_a_list_become_blocks_behind_their_dash() -> None:
    long = "x" * 60
    assert formatted(f"steps:\n  - {{by: {long}, do: {long}}}   # c\n") == (
        f"steps:\n  # c\n  - by: {long}\n    do: {long}\n"
    )


def test_rows_stand_on_one_line_each_with_their_cells_aligned() -> None:
    text = """\
tables:
  route:
    gives: route
    rows:
      # 先
      - {then: quality, reasons: {only: [质量, 包装]}, articles: [8(1)]}   # 1
      - reasons: {some: all, not_only: quality}
        demand: 换货
        then: both
        chosen: 质量优先
      - {demand: exchange, then: x, reasons: a, inferred: y}
      - {then: z}
    otherwise: {ask: triage}
"""
    assert (
        formatted(text)
        == """\
tables:
  route:
    gives: route
    rows:
      # 先
      - {reasons: {only: [质量, 包装]},                             then: quality, articles: [8①]}   # 1
      - {reasons: {some: all, not_only: quality}, demand: 换货,     then: both,    chosen: 质量优先}
      - {reasons: a,                              demand: exchange, then: x,       inferred: y}
      - {                                                           then: z}
    otherwise: {ask: triage}
"""
    )


def test_rows_in_brackets_become_lines() -> None:
    text = "tables:\n  r:\n    rows: [{a: b, then: c}, {a: ddd, then: e}]\n"
    assert (
        formatted(text) == "tables:\n  r:\n    rows:\n      - {a: b,   then: c}\n      - {a: ddd, then: e}\n"
    )


def test_rows_with_comments_inside_are_left_as_they_are() -> None:
    rows = "      - a: b\n        # 为什么\n        then: c\n      - {a: ddd, then: e}\n"
    text = f"tables:\n  r:\n    rows:\n{rows}"
    assert formatted(text) == text


def test_several_scenarios_of_a_file_are_all_formatted() -> None:
    text = "---\nscenario: 'a'\nsteps:\n  - {do: x, by: y}\n---   # 二\nscenario: 'b'\n"
    assert formatted(text) == "---\nscenario: a\nsteps:\n  - {by: y, do: x}\n---   # 二\nscenario: b\n"


def test_a_text_that_cannot_be_read_is_left_alone() -> None:
    assert only("a: [b\nc: 'd'\n").code == "B121"
    assert only("a: yes\nc: 'd'\n").code == "B108"
    assert only("a: 'b'\n---\nc: d\n").code == "B112"


def test_a_text_whose_meaning_would_change_is_left_alone() -> None:
    seen = []

    def never(before: str, after: str) -> bool:
        seen.append((before, after))
        return False

    result = format_text("a: 'b'", "f.yaml", same_meaning=never)
    assert (result.text, result.changed) == ("a: 'b'", False)
    assert [problem.code for problem in result.problems] == ["B131"]
    assert seen == [("a: 'b'", "a: b\n")]


def test_there_is_one_format() -> None:
    assert format_text("a: 'b'", "f.yaml", to=1).text == "a: b\n"
    result = format_text("a: 'b'", "f.yaml", to=2)
    assert (result.text, [problem.code for problem in result.problems]) == ("a: 'b'", ["B130"])


def test_a_byte_order_mark_is_taken_away() -> None:
    result = format_text("\ufeffa: b\n", "f.yaml")
    assert (result.text, result.changed, result.problems) == ("a: b\n", True, ())
