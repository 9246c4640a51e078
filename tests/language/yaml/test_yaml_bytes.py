import pytest

from banfa.language.yaml import plain
from tests.language.yaml.reading import read_all, spots

TEXT = "process: demo\ntitle: 客户投诉案件处理办法\n"


def test_gbk_is_recognised_and_the_way_to_convert_it_is_said() -> None:
    _, (problem,) = read_all(TEXT.encode("gbk"))
    assert problem.place is not None and problem.fix is not None
    assert (problem.code, problem.place.line, problem.place.column) == ("B101", 2, 8)
    assert "GBK" in problem.message.zh and "GBK" in problem.message.en
    assert "GB18030" in problem.fix.zh and "UTF-8" in problem.fix.en


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32", "UTF-32")],
)
def test_other_encodings_are_named(encoding: str, name: str) -> None:
    _, (problem,) = read_all(("a: b\n" * 20 + "c: 中").encode(encoding))
    assert problem.code == "B101"
    assert name in problem.message.zh


def test_big5_is_named() -> None:
    _, (problem,) = read_all("title: 單位訴願標題\n".encode("big5"))
    assert problem.code == "B101"
    assert "Big5" in problem.message.zh


def test_broken_utf8_is_an_error_where_it_begins() -> None:
    assert spots(TEXT.encode() + b"a: \xff\xfe\n") == [("B101", 3, 4)]
    assert spots(TEXT.encode()[:-2]) == [("B101", 2, 17)]
    assert spots(b"a: \xed\xa0\x80") == [("B101", 1, 4)]


@pytest.mark.parametrize(
    "sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff"]
)
def test_what_nobody_can_see_is_an_error_where_it_stands(sign: str) -> None:
    assert spots(f"a: 中{sign}b\nc: d") == [("B103", 1, 5)]


def test_letters_of_rare_names_are_welcome() -> None:
    text = "a: 𠮷田㐂\nb: 葛\U000e0100\nc: 🙂\ud83d".encode("utf-8", "ignore")
    nodes, found = read_all(text)
    assert found == []
    assert plain(nodes[0]) == {"a": "𠮷田㐂", "b": "葛\U000e0100", "c": "🙂"}


def test_every_line_end_reads_the_same() -> None:
    text = "a:\n  - b: c # d\n    e: |\n      f\n      g\nh: i\n"
    expected = {"a": [{"b": "c", "e": "f\ng\n"}], "h": "i"}
    for line_end in ("\n", "\r\n", "\r"):
        nodes, found = read_all(text.replace("\n", line_end))
        assert found == []
        assert plain(nodes[0]) == expected
