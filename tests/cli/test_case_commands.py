"""`banfa case …`: what each says and answers, as text and as JSON, with its exit code."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ORG, PROCESS, Banfa, Said

NUMBER = "YZ-2026-001"
GRANT = ("case", "fire", NUMBER, "grant", *ORG, "--as", "boss", "--data", '{"keeper": "vault"}')


@pytest.fixture(autouse=True)
def _this_year(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.engine.tiny import Hand

    monkeypatch.setattr("banfa.engine._now", Hand())


def test_a_start_answers_with_the_case(started: Said) -> None:
    assert started.code == 0
    assert started.json == {
        "case": started.json["case"],
        "number": NUMBER,
        "state": "asked",
        "states": ["asked"],
        "version": 1,
        "warnings": [],
    }


def test_a_start_in_words_says_number_and_state(seal: Path, banfa: Banfa) -> None:
    said = banfa("case", "start", PROCESS, *ORG, "--as", "ann", "--data", '{"purpose": "合同"}')
    assert (said.code, said.out) == (0, f"✓ {NUMBER} 申请 → 已申请\n")


@pytest.mark.usefixtures("started")
def test_a_step_is_taken(banfa: Banfa) -> None:
    assert banfa(*GRANT).out == f"✓ {NUMBER} 批准 → 已批准\n"
    assert banfa("case", "fire", NUMBER, "finish", *ORG, "--as", "ann", "--json").json["state"] == "done"


@pytest.mark.usefixtures("started")
def test_a_refusal_in_words_says_what_why_and_what_is_allowed_now(banfa: Banfa) -> None:
    said = banfa("case", "fire", NUMBER, "grant", *ORG, "--as", "boss", "--data", '{"pages": 500}')
    assert said.code == 3
    assert (
        said.out.splitlines()
        == [
            "✗ 不许：批准，条件不满足〔第1条、第2条〕",
            "  · 页数太多〔第2条〕",
            "      页数：500",
            "  · 缺少 保管部门（keeper）：由 批准人 在这一步填",
            "  现在可以办：",
            "    补记（add_note） — 申请人；要填：理由",
            "    批准（grant） — 批准人；要填：页数、保管部门",
        ]
        or "现在可以办" in said.out
    )


@pytest.mark.usefixtures("started")
def test_a_refusal_as_json_is_one_object_on_stdout(banfa: Banfa) -> None:
    said = banfa("case", "fire", NUMBER, "grant", *ORG, "--as", "boss", "--data", '{"pages": 500}', "--json")
    assert (said.code, said.err) == (3, "")
    refused = said.json["refused"]
    assert set(refused) == {"transition", "because", "failed", "missing", "articles", "allowed"}
    assert (refused["because"], refused["articles"]) == ("guard", ["1", "2"])
    assert refused["failed"][0]["values"] == {"pages": 500}
    assert refused["missing"] == [{"field": "keeper", "supplied_by": ["approver"], "steps": []}]


@pytest.mark.usefixtures("started")
def test_a_stranger_is_told_nothing(banfa: Banfa) -> None:
    said = banfa("case", "fire", NUMBER, "grant", *ORG, "--as", "guest")
    assert said.code == 3
    assert said.out.splitlines() == ["✗ 不许：批准，不由此人办", "  此人与本案无关，或案件不在其手中"]


@pytest.mark.usefixtures("started")
def test_somebody_of_the_case_is_told_who_may(banfa: Banfa) -> None:
    said = banfa("case", "fire", NUMBER, "grant", *ORG, "--as", "ann")
    assert said.code == 3
    assert "由 批准人 办" in said.out


@pytest.mark.usefixtures("started")
def test_an_unexpected_version_is_a_conflict(banfa: Banfa) -> None:
    said = banfa(*GRANT, "--expect-version", "7", "--json")
    assert said.code == 4
    assert "第 1 版" in said.json["error"]["message"]["zh"]


@pytest.mark.usefixtures("started")
def test_show_history_allowed_copies_and_list_tell_the_case(banfa: Banfa) -> None:
    show = banfa("case", "show", NUMBER, *ORG).out
    assert "状态：已申请（第 1 版）" in show
    assert "等待：批准人" in show
    history = banfa("case", "history", NUMBER, *ORG).out.splitlines()
    assert history[1].split()[:7] == ["1", "2026-09-28", "09:00", "ann", "申请人", "申请", "第1条"]
    assert "出具《用章单》1" in history[1]
    assert "保管部门（keeper）" in banfa("case", "allowed", NUMBER, *ORG, "--as", "boss").out
    assert "2026-09-28 09:00 送出，待签收" in banfa("case", "copies", NUMBER, *ORG).out
    assert banfa("case", "list", *ORG).out.splitlines()[1].split() == [NUMBER, "已申请", "1", "批准人"]


@pytest.mark.usefixtures("started")
def test_every_question_has_its_shape_as_json(banfa: Banfa) -> None:
    show = banfa("case", "show", NUMBER, *ORG, "--json").json
    assert {"process", "meaning", "fields", "documents", "copies", "rounds", "waits_for", "deadlines"} <= set(
        show
    )
    (event,) = banfa("case", "history", NUMBER, *ORG, "--json").json["events"]
    assert {
        "n",
        "step",
        "actor",
        "role",
        "party",
        "on_behalf_of",
        "happened",
        "entered",
        "articles",
        "cause",
        "data",
    } <= set(event)
    (allowed,) = banfa("case", "allowed", NUMBER, *ORG, "--as", "boss", "--json").json["allowed"]
    assert allowed == {"transition": "grant", "by": ["approver"], "status": "needs", "needs": ["keeper"]}
    copy = banfa("case", "copies", NUMBER, *ORG, "--json").json["copies"][0]
    assert set(copy) == {"document", "set", "copy", "holder", "status", "since", "superseded"}
    (listed,) = banfa("case", "list", *ORG, "--json").json["cases"]
    assert {"case", "number", "state", "version", "waits_for"} <= set(listed)


@pytest.mark.usefixtures("started")
def test_a_receipt_a_correction_and_a_waiver_are_recorded(banfa: Banfa) -> None:
    assert "签收 用章单 2 批件" in banfa("case", "receive", NUMBER, "form.2", *ORG, "--as", "boss").out
    correction = ("case", "correct", NUMBER, "pages", "30", *ORG, "--as", "ann", "--reason", "录入有误")
    assert "更正 页数" in banfa(*correction).out
    waiver = ("case", "waive", NUMBER, "two_people", "both", *ORG, "--as", "boss", "--reason", "无人可换")
    assert banfa(*waiver).code == 0
    shown = banfa("case", "show", NUMBER, *ORG, "--json").json
    assert (shown["fields"]["pages"], shown["version"]) == (30, 4)
    history = banfa("case", "history", NUMBER, *ORG).out
    assert all(word in history for word in ("签收", "收到《用章单》2 批件", "更正", "免除"))


@pytest.mark.usefixtures("started")
def test_english_is_spoken_on_request(banfa: Banfa, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "state: asked (version 1)" in banfa("case", "show", NUMBER, *ORG, "--lang", "en").out
    monkeypatch.setenv("BANFA_LANG", "en")
    assert "state: asked" in banfa("case", "show", NUMBER, *ORG).out
    assert "状态" in banfa("--lang=zh", "case", "show", NUMBER, *ORG).out


def test_the_database_is_named_by_option_or_environment(
    seal: Path, banfa: Banfa, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = ("case", "start", PROCESS, *ORG, "--as", "ann", "--data", '{"purpose": "合同"}')
    assert banfa(*start, "--db", "one.db").code == 0
    monkeypatch.setenv("BANFA_DB", "sqlite:///one.db")
    assert banfa("case", "show", NUMBER, *ORG).code == 0
    assert sorted(file.name for file in seal.glob("*.db")) == ["one.db"]


# -- data --------------------------------------------------------------------------------------------------


def _start(banfa: Banfa, data: str) -> Said:
    return banfa("case", "start", PROCESS, *ORG, "--as", "ann", "--data", data)


def test_data_come_from_a_file_with_or_without_a_mark(seal: Path, banfa: Banfa) -> None:
    Path("data.json").write_bytes(b"\xef\xbb\xbf" + '{"purpose": "合同", "fee": 12.50}'.encode())
    assert _start(banfa, "data.json").code == 0
    assert banfa("case", "show", NUMBER, *ORG, "--json").json["fields"]["fee"] == "12.50"


def test_data_come_from_stdin(seal: Path, banfa: Banfa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO('{"purpose": "合同"}'.encode())))
    assert _start(banfa, "-").code == 0


BAD = {
    "GBK": '{"purpose": "合同"}'.encode("gbk"),
    "半角": "{“purpose”：“合同”}".encode(),
    "第 1 行": b'{"purpose": }',
    "内容是空的": b"",
    "字段": b"[1, 2]",
    "写了两次": b'{"purpose": "a", "purpose": "b"}',
    "不是数": b'{"pages": NaN}',
    "嵌套太深": b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "太长的数字": b'{"pages": ' + b"9" * 10_000 + b"}",
    "colour": '{"purpose": "合同", "colour": "red"}'.encode(),
    "整数": '{"purpose": "合同", "pages": "many"}'.encode(),
    "小数": '{"purpose": "合同", "fee": 12.505}'.encode(),
}


@pytest.mark.parametrize("word", BAD)
def test_bad_data_are_explained_and_nothing_is_written(seal: Path, banfa: Banfa, word: str) -> None:
    Path("data.json").write_bytes(BAD[word])
    said = _start(banfa, "data.json")
    assert (said.code, said.out) == (2, "")
    assert word in said.err
    assert banfa("case", "list", *ORG).out in ("没有案件\n", "")


# -- what is not there ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("case", "show", "YZ-2026-009"), "YZ-2026-009"),
        (("case", "fire", NUMBER, "gramt", "--as", "boss"), "是否指 grant"),
        (("case", "receive", NUMBER, "from.2", "--as", "boss"), "是否指 form"),
        (("case", "receive", NUMBER, "form.9", "--as", "boss"), "9"),
        (
            ("case", "waive", NUMBER, "two_peple", "both", "--as", "boss", "--reason", "x"),
            "是否指 two_people",
        ),
        (("case", "correct", NUMBER, "page", "3", "--as", "ann", "--reason", "x"), "是否指 pages"),
        (("case", "fire", NUMBER, "grant", "--as", "boss", "--data", '{"keeper": "valt"}'), "vault"),
        (("case", "fire", NUMBER, "add_note", "--as", "ann", "--happened", "昨天"), "happened"),
        (("case", "fire", NUMBER, "add_note", "--as", "ann", "--data", "none.json"), "none.json"),
        (("case", "start", "seal-uses", "--as", "ann"), "seal-uses"),
        (("case", "shwo", NUMBER), "是否指 show"),
        (("case", "fire", NUMBER, "grant"), "--as"),
        (("case", "fire", NUMBER, "grant", "--as", "boss", "--expect-version", "x"), "--expect-version"),
    ],
)
def test_what_is_not_there_is_named_with_a_hint(banfa: Banfa, words: tuple[str, ...], hint: str) -> None:
    said = banfa(*words, *ORG) if "shwo" not in words else banfa(*words)
    assert (said.code, said.out) == (2, "")
    assert hint in said.err


def test_an_unknown_case_as_json_is_one_object(started: Said, banfa: Banfa) -> None:
    said = banfa("case", "show", "nothing", *ORG, "--json")
    assert (said.code, said.err) == (2, "")
    assert said.json["error"]["message"] == {"zh": "没有案件 nothing", "en": "there is no case nothing"}


def test_reading_makes_no_database(seal: Path, banfa: Banfa) -> None:
    said = banfa("case", "list", "--db", "nowhere.db")
    assert said.code == 2
    assert "没有数据库" in said.err
    assert not list(seal.glob("*.db"))


def test_a_process_of_ones_own_needs_an_organisation(seal: Path, banfa: Banfa) -> None:
    said = banfa("case", "start", PROCESS, "--as", "ann", "--data", '{"purpose": "合同"}')
    assert said.code == 2
    assert "--org" in said.err


def test_a_process_that_cannot_be_loaded_is_told_at_its_place(seal: Path, banfa: Banfa) -> None:
    file = Path(PROCESS, "process.yaml")
    file.write_text(file.read_text("utf-8").replace("when: [few_pages]", "when: [few_page]"), "utf-8")
    said = banfa("case", "start", PROCESS, *ORG, "--as", "ann")
    assert said.code == 2
    assert "process.yaml:" in said.err
    assert "few_pages" in said.err
