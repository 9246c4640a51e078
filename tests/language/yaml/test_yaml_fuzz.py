"""Truncated, mutated and hostile texts: always nodes or problems with places, never anything else."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banfa.language.formatting.edits import walk
from banfa.language.yaml import Node, Scalar, plain
from tests.language.yaml.reading import read_all

SEED = 20260928
PIECES = [
    *"{}[]:,-?#&*!|>'\"%@` \n\t：，【】（）“”　①",
    ": ",
    " #",
    "- ",
    "---\n",
    "'a' ",
    '"b"',
    "true",
    "8(2)",
    "\r\n",
    "\x00",
]
HEAPS = ["[", "{a: ", "- ", "? ", "a: ", "[a, ", "a:\n", "- a\n", "a: [\n", "'", '"', "!", "*a ", "#", "\t"]
HEAPS += [
    "\x00",
    "\\",
    "{}\n",
    "---\n",
    "%a\n",
    "a: |\n",
    "a: b: c\n",
    "：",
    "a：b\n",
    "[a，",
    "\n",
    "\r",
    " ",
    ", ",
]
HEAPS += ["a: 'b' c\n", "\u3000"]
SNIPPET = """\
roles:
  qm: {title: 质量管理部, articles: [3, 8②]}   # 注
tables:
  route:
    rows:
      - {reasons: {only: [a, b]}, then: quality}
guards:
  g:
    if: case.x == 'a' && exists(y, y > 1)
    refuse: |
      段落
      second
"""


def check(text: str | bytes) -> None:
    for many in (False, True):
        nodes, found = read_all(text, many=many)
        for problem in found:
            assert problem.place is not None and problem.fix is not None
            assert problem.place.line >= 1 and problem.place.column >= 1
            assert re.fullmatch("B1[0-2][0-9]", problem.code)
        assert nodes or found
        for node in nodes:
            check_tree(node)


def check_tree(root: Node) -> None:
    plain(root)
    for visit in walk(root):
        node = visit.node
        assert node.start <= node.stop <= len(node.source.text)
        if isinstance(node, Scalar):
            assert node.source.text[node.start : node.stop] == node.raw


def mutated(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(text) + 1), chance.choice([0, 0, 1, 1, 3, 10])
        text = text[:at] + "".join(chance.choices(PIECES, k=chance.randint(0, 2))) + text[at + length :]
    return text


def test_a_text_may_end_anywhere() -> None:
    for end in range(len(SNIPPET)):
        check(SNIPPET[:end])
    data = SNIPPET.encode()
    for end in range(0, len(data), 3):
        check(data[:end])


def test_a_text_may_be_changed_anywhere() -> None:
    chance = random.Random(SEED)
    for _ in range(1500):
        check(mutated(SNIPPET, chance))


def test_the_regulation_may_be_changed_anywhere(root: Path) -> None:
    chance = random.Random(SEED)
    files = sorted((root / "processes").rglob("*.yaml"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")[:6000]
        for _ in range(10):
            check(mutated(text, chance))


@given(st.lists(st.sampled_from([*PIECES, "a", "b: ", "\n  ", "\n    "]), max_size=40).map("".join))
def test_any_heap_of_signs_gives_nodes_or_problems(text: str) -> None:
    check(text)


@given(st.binary(max_size=60))
def test_any_bytes_give_nodes_or_problems(data: bytes) -> None:
    check(data)


@pytest.mark.parametrize(
    "piece",
    HEAPS,
)
def test_a_megabyte_of_anything_is_answered(piece: str) -> None:
    text = piece * (1_000_000 // len(piece.encode()))
    nodes, found = read_all(text)
    assert nodes or found
    assert len(found) <= 201


def test_bounds_are_said_where_they_are_passed() -> None:
    def codes(text: str) -> list[tuple[str, str]]:
        return [(problem.code, problem.message.en) for problem in read_all(text)[1]]

    assert codes("a: " + "x" * (2 * 1024 * 1024)) == [
        ("B100", "The file has 2,097,155 bytes; one file may have 2,097,152")
    ]
    assert codes("a: " + "[" * 31 + "b" + "]" * 31) == []
    assert codes("a: " + "[" * 32 + "b" + "]" * 32) == [("B100", "This is nested more than 32 levels deep")]
    assert codes("\n".join(" " * at + "a:" for at in range(40)) + " b") == [
        ("B100", "This is nested more than 32 levels deep")
    ]
    assert codes("- a\n" * 50_001) == [("B100", "One file may hold 50,000 values")]
