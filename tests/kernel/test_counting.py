"""The early verdict of counts is that of every way the answers could still fall (SEMANTICS 11.2, A2)."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

from banfa.kernel.counting import Change, Tally, changes_of, worth
from banfa.language.expressions.counts import early

ANSWERS = ("agree", "object", "abstain")
KINDS = ("lay", "expert")
COUNTS = (*ANSWERS, "asked", "answered", "left", "answered_by:lay", "answered_by:expert")
COMPARE = {
    "<": lambda f: f < 0, "<=": lambda f: f <= 0, ">": lambda f: f > 0, ">=": lambda f: f >= 0,
    "==": lambda f: f == 0, "!=": lambda f: f != 0,
}  # fmt: skip


def random_round(chance: Random) -> Tally:
    """A roster of 0 to 6, some of whom have answered."""
    size = chance.randint(0, 6)
    answers = ANSWERS[: chance.randint(1, 3)]
    silence, leaving = chance.random() < 0.5, chance.random() < 0.3
    kinds = [chance.sample(KINDS, chance.randint(0, 2)) for _ in range(size)]
    now: Counter[str] = Counter(asked=size, left=size)
    out: list[tuple[Change, ...]] = []
    for of in kinds:
        changes = changes_of(answers, of, silence=silence, leaving=leaving)
        if chance.random() < 0.5:
            now.update(changes[0])
        else:
            out.append(changes)
    return Tally(now, tuple(out))


def random_rule(chance: Random) -> tuple[dict[str, int], int, str]:
    """A linear comparison: factors, a constant, an operator."""
    terms = {name: chance.randint(-3, 3) for name in chance.sample(COUNTS, chance.randint(1, 3))}
    return terms, chance.randint(-6, 6), chance.choice(sorted(COMPARE))


def completions(tally: Tally, terms: dict[str, int], constant: int) -> set[int]:
    """The form's value for every way that the answers that are out could fall."""
    start = worth(tally.now, terms) + constant
    return {start + sum(worth(change, terms) for change in way) for way in product(*tally.out)}


def verdict(tally: Tally, terms: dict[str, int], constant: int, op: str) -> bool | None:
    low, high = tally.bounds(terms)
    assert low is not None and high is not None
    return early(op, (low + constant, high + constant))


def test_the_early_verdict_of_1000_random_rules_is_that_of_all_completions() -> None:
    chance = Random(7)
    seen: Counter[bool | None] = Counter()
    for _ in range(1_000):
        tally, (terms, constant, op) = random_round(chance), random_rule(chance)
        ends = {COMPARE[op](value) for value in completions(tally, terms, constant)}
        found = verdict(tally, terms, constant, op)
        seen[found] += 1
        if op in ("==", "!="):  # a value between may be none that can be
            assert found is None or ends == {found}
        else:
            assert found == (ends.pop() if len(ends) == 1 else None)
    assert min(seen[True], seen[False], seen[None]) > 50


def test_one_more_that_may_be_added_leaves_no_upper_end() -> None:
    changes = changes_of(("agree", "object"), (), silence=True, leaving=False)
    added = tuple({**change, "asked": 1, "left": change.get("left", 0) + 1} for change in changes)
    tally = Tally({"asked": 3, "agree": 2, "answered": 2, "left": 1}, (changes,), added)
    assert tally.bounds({"agree": 1}) == (2, None)
    assert tally.bounds({"agree": 2, "asked": -1}) == (None, None)
    assert tally.bounds({"asked": 1}) == (3, None)
    closed = Tally({"asked": 3, "agree": 2, "answered": 3, "object": 1}, (), added)
    assert closed.bounds({"agree": 2, "asked": -1}) == (1, 1)


def test_an_added_one_may_be_of_any_kind() -> None:
    changes = changes_of(("agree",), ("lay",), silence=True, leaving=False)
    tally = Tally({"asked": 1, "left": 1}, (changes,), ({"asked": 1},), ("answered_by:lay",))
    assert tally.bounds({"answered_by:lay": 1}) == (0, None)
    assert tally.bounds({"answered_by:lay": -1}) == (None, 0)
