"""`banfa view`: what it shows, writes and refuses."""

import json
from pathlib import Path

import pytest

from banfa.cli.running import run
from banfa.views.registry import views

COMPLAINT = "customer-complaint"
START = {
    "customer": "某公司",
    "reasons": ["quality_defect"],
    "intake_form": "电话记录",
    "demands": ["exchange"],
    "product": "乙型",
    "quantity": "三件",
}


@pytest.fixture
def db(tmp_path: Path) -> tuple[str, str]:
    return "--db", f"sqlite:///{(tmp_path / 'cases.db').as_posix()}"


@pytest.fixture
def case(db: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> str:
    """A case whose card is with quality management, some of it still under way."""
    assert (
        run(["case", "start", COMPLAINT, *db, "--as", "sales.a", "--data", json.dumps(START), "--json"]) == 0
    )
    number = str(json.loads(capsys.readouterr().out)["number"])
    ruling = '{"assessment": "founded", "proposal": "to_accept"}'
    assert run(["case", "fire", number, "request_ruling", *db, "--as", "sales.a", "--data", ruling]) == 0
    assert run(["case", "fire", number, "accept", *db, "--as", "super.a"]) == 0
    record = '{"detailed_record": "经过"}'
    assert run(["case", "fire", number, "send_card_to_qm", *db, "--as", "sales.a", "--data", record]) == 0
    assert run(["case", "receive", number, "complaint_card.2", *db, "--as", "qm.a"]) == 0
    capsys.readouterr()
    return number


def test_without_a_name_it_lists_the_views(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", COMPLAINT]) == 0
    out = capsys.readouterr().out
    assert all(view.name in out and view.title.zh in out for view in views().values())


def test_a_view_is_markdown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", COMPLAINT, "role", "qm", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert (
        out.startswith("# Rules for handling customer complaints · Roles\n") and "#### What must I do?" in out
    )


def test_as_json_it_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", COMPLAINT, "routing", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["view"] == "routing" and "| 序 |" in answer["markdown"]
    assert run(["view", COMPLAINT, "--json"]) == 0
    assert [v["view"] for v in json.loads(capsys.readouterr().out)["views"]] == list(views())


def test_it_writes_a_file_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", COMPLAINT, "papers", "--out", str(tmp_path / "papers.md")]) == 0
    assert "《客户投诉记录卡》" in (tmp_path / "papers.md").read_text("utf-8")
    assert run(["view", COMPLAINT, "--html", str(tmp_path / "all.html")]) == 0
    assert run(["view", COMPLAINT, "role", "qm", "--html", str(tmp_path / "qm.html")]) == 0
    whole, one = ((tmp_path / name).read_text("utf-8") for name in ("all.html", "qm.html"))
    assert 'id="articles-19"' in whole and "我必须办什么" in one and "articles-19" not in one
    assert "http" not in whole.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "已写入" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["view"], "要写明哪部办法"),
        (["view", COMPLAINT, "rol"], "是否指 role"),
        (["view", COMPLAINT, "role", "qmm"], "是否指 qm"),
        (["view", COMPLAINT, "chosen", "qm"], "不能只看一项"),
        (["view", COMPLAINT, "--out", "x.md"], "要写明哪个视图"),
        (["view", COMPLAINT, "--case", "1"], "--case 单独用"),
    ],
)
def test_a_command_that_makes_no_sense_is_said(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert said in capsys.readouterr().err


def test_another_text_than_the_one_written_from_is_noticed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.txt").write_text("第七条 别的话\n第八条 又一句：①甲②乙", encoding="utf-8")
    assert run(["view", COMPLAINT, "sentences", "--source", str(tmp_path / "text.txt")]) == 1
    said = capsys.readouterr()
    assert "不是办法所依据的原文" in said.err
    assert "> 原文：别的话" in said.out and "> 原文：乙" in said.out


def test_a_case_shows_what_happened_and_where_its_papers_are(
    db: tuple[str, str], case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["view", "--case", case, *db, "--as", "sales.a"]) == 0
    out = capsys.readouterr().out
    assert "现在在“待定受理部门”。" in out and "等质量管理部。" in out
    assert "super.a（华东营业部 上级主管）：“裁定受理”〔第2条、第3条、第5条①、第7条〕" in out
    assert "  - 客户名称：某公司" in out
    rows = {line.split("|")[1].strip(): line for line in out.splitlines() if line.startswith("| 《")}
    assert "| 在质量管理部 |" in rows["《客户投诉记录卡》第2联（通知）"]
    assert "在去质量管理部的路上，待签收" in rows["《客户投诉记录卡》第4联（调查报告）"]
    assert "质量管理部签收" in rows["《客户投诉记录卡》第2联（通知）"]
    assert "→" not in rows["《客户投诉记录卡》第1联（存根）"]


def test_a_case_hides_what_is_not_for_these_eyes(
    db: tuple[str, str], case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["view", "--case", case, *db, "--as", "qm.a"]) == 0
    qm = capsys.readouterr().out
    assert run(["view", "--case", case, *db]) == 0
    nobody = capsys.readouterr().out
    assert "某公司" not in qm + nobody and "客户名称：•" in qm and "客户名称：•" in nobody


def test_a_stranger_is_refused(db: tuple[str, str], case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", "--case", case, *db, "--as", "plant.a"]) == 3
    assert "裁定受理" not in capsys.readouterr().out
