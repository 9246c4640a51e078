"""kill -9 between order and case; run as a program, `python tests/examples/killing.py 300` kills so often.

A child of ours complains about an order of a shop on a real file, and is killed by SIGKILL: by itself
at the n-th statement that reaches the database (n = 1, 2, … beyond the last), or by us after a moment
left to chance. After each kill the shop is looked at from outside: the order is marked and its case is
there, or neither.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import event as listening
from sqlalchemy.pool import Pool

from examples.shop.shop import REGULATION, Shop

ORDERS = 3
"""How many are complained of before the moment left to chance is over, at most."""


def complain(shop: Shop, order: int) -> str:
    return shop.complain(order, "sales.a", "quality_defect", "exchange", "电话记录：开箱即见裂纹")


def killed_at_statement(url: str, order: int, n: int) -> bool:
    """Whether the child was killed: it was not, if it has fewer statements than n."""

    def work() -> None:
        shop = Shop(url)
        _count_down(n)
        complain(shop, order)

    return _killed(_child(work))


def killed_after(url: str, orders: list[int], seconds: float) -> bool:
    """Whether the child was killed while it complained, some moments after it had begun."""
    ready, say = os.pipe()

    def work() -> None:
        shop = Shop(url)
        shop.cases.process(REGULATION)  # read beforehand, so that the moment falls into the work
        os.write(say, b".")
        for order in orders:
            complain(shop, order)

    child = _child(work)
    os.close(say)
    os.read(ready, 1)
    os.close(ready)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _killed(child)


def neither_or_both(file: Path) -> int:
    """How many cases there are; AssertionError unless orders agree with them and numbers have no gap."""
    with sqlite3.connect(file) as connection:
        marked = [n for (n,) in connection.execute("SELECT complaint FROM orders WHERE complaint NOT NULL")]
        cases = [n for (n,) in connection.execute("SELECT number FROM banfa_cases")]
        (events,) = connection.execute("SELECT count(*) FROM banfa_events").fetchone()
        (last,) = connection.execute("SELECT coalesce(max(last), 0) FROM banfa_numbers").fetchone()
        sound = connection.execute("PRAGMA integrity_check").fetchone()
    assert sound == ("ok",)
    assert sorted(marked) == sorted(cases), (marked, cases)
    assert sorted(int(number.rpartition("-")[2]) for number in cases) == list(range(1, len(cases) + 1))
    assert (events, last) == (len(cases), len(cases))
    return len(cases)


def every_statement(file: Path) -> Counter[str]:
    """Kill at each statement there is; return how often neither, and how often both were left."""
    url, left, n = f"sqlite:///{file}", Counter[str](), 0
    while True:
        n += 1
        order, before = _order(url), neither_or_both(file)
        killed = killed_at_statement(url, order, n)
        left["both" if neither_or_both(file) != before else "neither"] += killed
        if not killed:
            return left


def by_chance(file: Path, times: int, seed: int) -> Counter[str]:
    """Kill so many times after a moment left to chance; return how many orders were complained of by then."""
    url, chance, left = f"sqlite:///{file}", random.Random(seed), Counter[str]()
    for _ in range(times):
        orders, before = [_order(url) for _ in range(ORDERS)], neither_or_both(file)
        killed = killed_after(url, orders, chance.uniform(0, 0.2))
        left[f"{neither_or_both(file) - before} of {ORDERS}"] += killed
    return left


def _order(url: str) -> int:
    shop = Shop(url)
    order = shop.order("某贸易公司", "乙型阀")
    shop.close()
    return order


def _count_down(n: int) -> None:
    """Kill this process when the n-th statement from now on is about to run, on whatever connection."""
    left = n

    def traced(_statement: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def trace(connection: Any, *_: object) -> None:
        connection.set_trace_callback(traced)

    listening.listen(Pool, "checkout", trace)


def _child(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def _killed(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def main(times: int, seed: int) -> None:
    """Kill so many times, half of them by chance; say what was left."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.db"
        chance, left = by_chance(file, times // 2, seed), Counter[str]()
        while left.total() < times - times // 2:
            left += every_statement(file)
        print(f"{chance.total()} kills by chance, orders complained of: {dict(sorted(chance.items()))}")
        print(f"{left.total()} kills at every statement in turn, left: {dict(left)}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6))
