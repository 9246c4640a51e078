"""`examples/shop` as its user runs it, and under kill -9."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from banfa import Engine, Refused
from examples.shop.shop import Shop


def complain(shop: Shop, order: int, reason: str = "quality_defect") -> str:
    return shop.complain(order, "sales.a", reason, "exchange", "电话记录")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'shop.db'}"


def test_the_readme_says_what_the_program_says(root: Path, tmp_path: Path) -> None:
    words = [sys.executable, str(root / "examples/shop/shop.py")]
    run = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True)
    readme = (root / "examples/shop/README.md").read_text("utf-8")
    assert run.stdout in readme
    assert run.stderr == ""


def test_it_has_fewer_than_eighty_lines_of_code(root: Path) -> None:
    lines = (root / "examples/shop/shop.py").read_text("utf-8").splitlines()
    assert sum(bool(re.match(r"\s*[^\s#]", line)) for line in lines) < 90  # with its docstrings


def test_an_order_and_its_case_are_kept_together(url: str) -> None:
    shop = Shop(url)
    order = shop.order("某贸易公司", "乙型阀")
    number = complain(shop, order)
    assert shop.cases.show(number)["fields"]["customer"] == "某贸易公司"
    assert complain(shop, order) == number
    assert len(shop.cases.cases()) == 1
    shop.close()


def test_what_the_regulation_refuses_marks_no_order(url: str) -> None:
    shop = Shop(url)
    order = shop.order("某贸易公司", "乙型阀")
    with pytest.raises(Refused):
        shop.complain(order, "nobody", "quality_defect", "exchange", "电话记录")
    assert shop.cases.cases() == []
    assert complain(shop, order).endswith("0001")  # so the order was not marked, and no number used
    shop.close()


def test_clerks_who_complain_at_once_open_one_case(url: str) -> None:
    shop = Shop(url)
    order = shop.order("某贸易公司", "乙型阀")
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: complain(shop, order), range(8)))
    assert len(set(numbers)) == len(shop.cases.cases()) == 1
    shop.close()


def test_the_outcome_is_written_down_when_the_case_ends_and_taken_back_when_it_goes_on(url: str) -> None:
    shop = Shop(url)
    order = shop.order("某贸易公司", "乙型阀")
    number = complain(shop, order)
    assert shop.outcome(order) is None
    shop.cases.fire(number, "request_ruling", actor="sales.a", data=DECLINE)
    shop.cases.fire(number, "decline", actor="super.a", data={"decline_cause": "customer_own"})
    shop.cases.fire(number, "explain_decline", actor="sales.a", data=REPLY)
    assert shop.outcome(order) == "不受理"
    shop.cases.fire(number, "reopen_declined", actor="super.a", data={"reopen_reason": "客户补了照片"})
    assert shop.outcome(order) is None
    shop.close()


def test_what_another_program_ended_is_caught_up_with(url: str) -> None:
    shop = Shop(url)
    order = shop.order("某贸易公司", "乙型阀")
    number = complain(shop, order)
    shop.close()
    with Engine.open(url) as engine:
        engine.fire(number, "withdraw", actor="sales.a", data={"withdrawal_reason": "客户撤回"})
    shop = Shop(url)
    assert shop.outcome(order) == "已撤回"
    shop.close()


def test_killed_between_order_and_case_it_leaves_neither_or_both(root: Path) -> None:
    words = [sys.executable, "tests/examples/killing.py", "40", "7"]
    run = subprocess.run(words, cwd=root, capture_output=True, text=True, timeout=900)
    assert run.returncode == 0, run.stderr
    by_chance, at_statements = map(int, re.findall(r"^(\d+) kills", run.stdout, re.MULTILINE))
    assert by_chance + at_statements >= 30
    assert "'neither'" in run.stdout


DECLINE = {"assessment": "unfounded", "proposal": "to_decline"}
REPLY = {"explanation": "使用不当所致", "understanding_request": "请予谅解"}
