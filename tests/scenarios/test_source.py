from hashlib import sha256

import pytest

from banfa.scenarios.source import chinese_number, decoded, source_articles, verify_source

TEXT = """借阅办法

第一条读者申请,写明第三条所列书名。
第二条　馆员审核:

①善本只在馆内看;②借期依守则;
③其余不限。
 第 3 条 爱护图书。
第一条 又是第一条。
"""
BOM = b"\xef\xbb\xbf"
RAW = TEXT.encode()
DIGEST = sha256(RAW).hexdigest()
CRLF = RAW.replace(b"\n", b"\r\n")


def test_articles_and_clauses_are_found_by_their_headings() -> None:
    assert source_articles(RAW) == {
        "1": "读者申请,写明第三条所列书名。",
        "2": "馆员审核:",
        "2①": "善本只在馆内看;",
        "2②": "借期依守则;",
        "2③": "其余不限。",
        "3": "爱护图书。",
    }


@pytest.mark.parametrize(
    "raw", [CRLF, BOM + RAW, RAW.replace(b"\n", b"\r"), TEXT.encode("gb18030"), TEXT.encode("utf-16")]
)
def test_the_articles_do_not_depend_on_how_the_text_is_kept(raw: bytes) -> None:
    assert source_articles(raw) == source_articles(RAW)


def test_a_text_without_articles_has_none() -> None:
    assert source_articles("没有条文".encode()) == {}
    assert source_articles(b"\xff\x00\xfe") == {}


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("一百零二", 102), ("一百二十", 120),
        ("两百", 200), ("19", 19), ("１９", 19), ("〇", None), ("甲", None),
    ],
)  # fmt: skip
def test_chinese_numbers_are_read(numeral: str, number: int | None) -> None:
    assert chinese_number(numeral) == number


def test_the_same_bytes_are_the_text() -> None:
    check = verify_source(DIGEST, RAW)
    assert check.same and "一致" in check.message.zh


@pytest.mark.parametrize(
    ("raw", "zh", "en"),
    [
        (CRLF, "换行符", "line ends"),
        (BOM + RAW, "BOM", "byte-order mark"),
        (BOM + CRLF, "换行符和", "line ends differ, and a byte-order mark"),
        (RAW.rstrip(b"\n"), "最后一行", "last line"),
        (RAW + b"\n", "最后一行", "last line"),
    ],
)
def test_a_difference_in_the_bytes_alone_is_named(raw: bytes, zh: str, en: str) -> None:
    check = verify_source(DIGEST, raw)
    assert not check.same
    assert zh in check.message.zh and en in check.message.en


@pytest.mark.parametrize("kept", [BOM + RAW, CRLF, BOM + CRLF])
def test_the_difference_is_named_the_other_way_round_too(kept: bytes) -> None:
    check = verify_source(sha256(kept).hexdigest(), RAW)
    assert not check.same and "只差" in check.message.zh


def test_other_words_are_another_text() -> None:
    check = verify_source(DIGEST, RAW.replace("善本".encode(), "孤本".encode()))
    assert not check.same and "不是" in check.message.zh


def test_a_process_without_a_sum_cannot_be_compared() -> None:
    assert not verify_source(None, RAW).same


def test_undecodable_bytes_give_a_text_all_the_same() -> None:
    assert isinstance(decoded(b"\x81\xff\xff"), str)


@pytest.mark.parametrize("text", [RAW, CRLF])
def test_the_same_words_in_another_encoding_are_named_as_such(text: bytes) -> None:
    check = verify_source(DIGEST, text.decode().encode("gb18030"))
    assert not check.same
    assert "编码" in check.message.zh and "encoding" in check.message.en
