"""A person at a real terminal is asked for what a step needs; a program never is."""

import subprocess
import sys
from pathlib import Path

import pytest

from banfa.cli.running import run
from banfa.engine import Engine
from tests.cli.conftest import ORG, PROCESS, Banfa
from tests.cli.terminal import banfa_at_a_terminal

EVERY_KIND = """\
banfa: 1
process: order
title: 订货
version: 1.0.0
language: zh
time_zone: Asia/Shanghai
roles:
  buyer: {title: 买方, scope: unit, chosen: 示例}
enums:
  colour:
    title: 颜色
    values: {red: {title: 红, chosen: 示例}, light_blue: {title: 浅蓝, chosen: 示例}}
fields:
  day: {type: date, title: 交货日, chosen: 示例}
  at: {type: datetime, title: 约定时间, chosen: 示例}
  pieces: {type: int, title: 件数, chosen: 示例}
  urgent: {type: bool, title: 是否加急, chosen: 示例}
  price: {type: money, currency: CNY, title: 价款, chosen: 示例}
  colour: {type: enum, of: colour, title: 颜色, chosen: 示例}
  words: {type: set, of: text, title: 关键词, chosen: 示例}
  contact: {type: person, title: 联系人, chosen: 示例}
  lines:
    type: list
    title: 明细
    record: {item: text, number: int, shade: {type: enum, of: colour}}
    key: item
    chosen: 示例
  why_urgent: {type: text, title: 加急理由, chosen: 示例}
states:
  ordered: {title: 已订, end: final}
transitions:
  order:
    title: 下单
    from: start
    to: ordered
    by: buyer
    input:
      - day
      - at
      - pieces
      - urgent
      - price
      - colour
      - words
      - contact
      - lines
      - why_urgent: {only_if: is_urgent}
    chosen: 示例
guards:
  is_urgent: {if: case.urgent, title: 加急}
"""
BUYERS = "org: b\nunits: {u: {is: [buyer]}}\npeople: {bo: {roles: {buyer: u}}}\n"

ASKED = ("case", "start", PROCESS, *ORG, "--as", "ann")


@pytest.fixture
def order(tmp_path: Path) -> Path:
    """A folder with a process that has a field of every kind."""
    folder = tmp_path / "order"
    folder.mkdir()
    (folder / "process.yaml").write_text(EVERY_KIND, "utf-8")
    (tmp_path / "org.yaml").write_text(BUYERS, "utf-8")
    return tmp_path


def fields_of(cwd: Path, case: str, org: str, processes: str) -> dict[str, object]:
    with Engine.open(f"sqlite:///{cwd}/cases.db", cwd / processes, cwd / org, create=False) as engine:
        fields: dict[str, object] = engine.show(case)["fields"]
    return fields


def test_a_start_is_asked_for_field_by_field_and_shown_before_it_is_done(seal: Path) -> None:
    there = banfa_at_a_terminal(seal, *ASKED)
    there.until("* 用途（purpose）")
    there.answer(
        ("> ", "合同"),
        ("页数（pages）：整数", "三"),
        ("要写整数", "３"),
        ("1  合同  contract", "1，公函"),
        ("费用（fee）：金额（CNY）", ""),
    )
    there.until("将要办“申请”：")
    assert "种类：合同、公函" in there.until("Enter 办理")
    there.type("")
    code, screen = there.end()
    assert (code, "✓ YZ-" in screen) == (0, True)
    number = screen.split("✓ ")[1].split()[0]
    assert fields_of(seal, number, "people.yaml", "processes/seal-use") == {
        "kinds": ["contract", "letter"],
        "pages": 3,
        "purpose": "合同",
    }


def test_a_value_of_every_kind_can_be_given(order: Path) -> None:
    there = banfa_at_a_terminal(order, "case", "start", "order", "--org", "org.yaml", "--as", "bo")
    there.answer(
        ("交货日（day）：日期", "2026-02-30"),
        ("没有这一天", "2026-02-28"),
        ("约定时间（at）", "2026-02-27 09:30"),
        ("件数（pieces）", "12"),
        ("是否加急（urgent）", "也许"),
        ("请答 是 或 否", "是"),
        ("价款（price）", "1,200"),
        ("不带千位分隔符", "1200.5"),
        ("颜色（colour）：选一个", "绿"),
        ("没有“绿”", "浅蓝"),
        ("关键词（words）", "急件、两 箱"),
        ("联系人（contact）", "张 三"),
        ("没有空格", "zhang"),
        ("写第 1 条？", "y"),
        ("item", "布"),
        ("number", "2"),
        ("shade", "red"),
        ("写第 2 条？", "y"),
        ("item", "布"),
        ("number", "3"),
        ("shade", ""),
        ("这一条不算", "n"),
        ("* 加急理由（why_urgent）", "客户等着"),
        ("Enter 办理", ""),
    )
    code, screen = there.end()
    assert code == 0, screen
    with Engine.open(f"sqlite:///{order}/cases.db", order / "order", order / "org.yaml") as engine:
        shown = engine.show(engine.cases()[0]["case"])["fields"]
    assert shown == {
        "at": "2026-02-27T09:30:00+08:00",
        "colour": "light_blue",
        "contact": "zhang",
        "day": "2026-02-28",
        "lines": [{"item": "布", "number": 2, "shade": "red"}],
        "pieces": 12,
        "price": "1200.50",
        "urgent": True,
        "why_urgent": "客户等着",
        "words": ["两 箱", "急件"],
    }


@pytest.mark.parametrize("key", ["^C", "^D"])
def test_who_goes_away_in_the_middle_leaves_nothing_behind(seal: Path, key: str) -> None:
    there = banfa_at_a_terminal(seal, *ASKED)
    there.answer(("用途（purpose）", "合同"))
    there.until("页数（pages）")
    there.until("> ")
    there.press_until(key, "已放弃")
    code, screen = there.end()
    assert (code, "已放弃，什么都没有写入" in screen, "Traceback" in screen) == (130, True, False)
    assert not list(seal.glob("cases.db*"))


def test_declining_the_summary_writes_nothing(seal: Path) -> None:
    there = banfa_at_a_terminal(seal, *ASKED, lang="en")
    there.answer(("(purpose)", "x"), ("(pages)", ""), ("(kinds)", ""), ("(fee)", ""), ("q: give up", "q"))
    code, screen = there.end()
    assert (code, "given up; nothing was written" in screen) == (130, True)
    assert not list(seal.glob("cases.db*"))


def test_one_answer_can_be_changed_and_one_left_out_added_before_the_end(seal: Path) -> None:
    there = banfa_at_a_terminal(seal, *ASKED)
    there.answer(
        ("用途（purpose）", "合童"),
        ("页数（pages）", "3"),
        ("种类（kinds）", ""),
        ("费用（fee）", ""),
        ("编号改一项", "9"),
        ("请写上面的编号", "1"),
        ("用途（purpose）", "合同"),
        ("编号改一项", "2"),
        ("页数（pages）", ""),
        ("编号改一项", "费用"),
        ("费用（fee）", "5"),
        ("费用：5 CNY", ""),
    )
    code, screen = there.end()
    number = screen.split("✓ ")[1].split()[0]
    assert code == 0
    assert fields_of(seal, number, "people.yaml", "processes/seal-use") == {"fee": "5.00", "purpose": "合同"}


@pytest.fixture
def asked(started: object, seal: Path) -> Path:
    """A working folder with one case that is asked for."""
    return seal


def number_of(cwd: Path) -> str:
    with Engine.open(f"sqlite:///{cwd}/cases.db", create=False) as engine:
        return str(engine.cases()[0]["number"])


def test_who_names_neither_person_nor_step_is_asked_for_both(asked: Path) -> None:
    there = banfa_at_a_terminal(asked, "case", "fire", number_of(asked), *ORG)
    there.answer(("谁来办", "boss"), ("办哪一步？", "批准"))
    there.answer(("* 保管部门（keeper）：选一个", "nowhere"), ("没有“nowhere”", "档案室"))
    there.answer(("页数（pages）", "200"), ("页数太多", "页数"), ("页数（pages）", "20"), ("编号改一项", ""))
    code, screen = there.end()
    assert (code, "批准 → 已批准" in screen) == (0, True)


def test_what_no_answer_can_cure_is_said_before_anything_is_asked(asked: Path) -> None:
    there = banfa_at_a_terminal(asked, "case", "fire", number_of(asked), "finish", *ORG, "--as", "ann")
    code, screen = there.end()
    assert (code, "现在还不能办" in screen, ">" in screen) == (3, True, False)


def test_where_a_person_may_do_nothing_it_is_said(asked: Path) -> None:
    there = banfa_at_a_terminal(asked, "case", "fire", number_of(asked), *ORG, "--as", "nobody.here")
    code, screen = there.end()
    assert (code, "现在没有可办的" in screen) == (3, True)


def test_data_on_the_command_line_are_not_asked_for(asked: Path) -> None:
    words = ("case", "fire", number_of(asked), "add_note", *ORG, "--as", "ann", "--data", '{"why": "x"}')
    code, screen = banfa_at_a_terminal(asked, *words).end()
    assert (code, "why" in screen) == (0, False)


def test_json_at_a_terminal_asks_nothing_and_tells_what_is_missing(asked: Path) -> None:
    words = ("case", "fire", number_of(asked), "add_note", *ORG, "--as", "ann", "--json")
    code, screen = banfa_at_a_terminal(asked, *words).end()
    assert (code, '"missing":[{"field":"why"' in screen) == (3, True)


def test_a_program_without_a_terminal_is_refused_and_not_asked(asked: Path) -> None:
    words = ("case", "fire", number_of(asked), "add_note", *ORG, "--as", "ann")
    ran = subprocess.run(
        [sys.executable, "-m", "banfa.cli", *words], cwd=asked, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert (ran.returncode, "缺少 理由（why）" in ran.stdout.decode()) == (3, True)


@pytest.mark.parametrize("words", [("case", "fire", "X"), ("case", "fire", "X", "--as", "ann")])
def test_a_program_that_leaves_out_person_or_step_is_told(
    asked: Path, banfa: Banfa, words: tuple[str, ...]
) -> None:
    said = banfa(*words)
    assert (said.code, "缺少" in said.err) == (2, True)
    assert run(["--lang", "en", *words]) == 2


def test_with_no_color_a_table_carries_no_escape_codes(seal: Path) -> None:
    there = banfa_at_a_terminal(
        seal, "case", "start", PROCESS, *ORG, "--as", "ann", "--data", '{"purpose": "x"}'
    )
    assert there.end()[0] == 0
    plain = banfa_at_a_terminal(seal, "case", "list", env={"NO_COLOR": "1", "TERM": "xterm-256color"})
    code, screen = plain.end()
    assert code == 0 and "YZ-2026-001" in screen and "\x1b" not in screen
