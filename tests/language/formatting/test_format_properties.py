"""Formatting keeps what a text says and is done once and for all, for texts of every shape."""

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from banfa.language.formatting import format_text
from banfa.language.formatting.layout import same_data
from banfa.language.problems import Problems
from banfa.language.yaml import plain, read

NAMES = [
    "title",
    "from",
    "to",
    "by",
    "when",
    "articles",
    "chosen",
    "then",
    "rows",
    "if",
    "a",
    "b_2",
    "1",
    "on",
    "c d",
]
SECTIONS = ["transitions", "roles", "tables", "fields", "articles", "steps", "guards", "documents", "others"]
WORDS = [
    "a",
    "投诉",
    "sales_unit",
    "yes",
    "12",
    "12.50",
    "8(2)",
    "a, b",
    "x: y",
    "f(x, y)",
    "c #d",
    "说，明",
    "it's",
    'a "b"',
]
WORDS += [
    "",
    " a",
    "-",
    "- a",
    "!x",
    "[x] y",
    "【z】",
    "甲" * 40,
    "w" * 70,
    "a\\b",
    "null",
    "2026-01-01",
    "a：b",
    "…",
]

Draw = Callable[[st.SearchStrategy[object]], object]


def quoted(word: str, style: int) -> str:
    if style == 0 or "\\" in word:
        return "'" + word.replace("'", "''") + "'"
    return '"' + word.replace('"', '\\"') + '"'


PLAIN = ["a", "投诉", "sales_unit", "true", "7", "1.50", "8(2)", "甲" * 40, "w" * 70, "a b", "8②"]
scalars = st.one_of(st.sampled_from(PLAIN), st.builds(quoted, st.sampled_from(WORDS), st.integers(0, 1)))
names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)
flows = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        names.flatmap(
            lambda keys: st.lists(inner, min_size=len(keys), max_size=len(keys)).map(
                lambda values: "{" + ", ".join(f"{k}: {v}" for k, v in zip(keys, values, strict=True)) + "}"
            )
        ),
    ),
    max_leaves=6,
)
comments = st.sampled_from(["", "", "", "  # 注", " # x: y"])
above = st.sampled_from(["", "", "", "# 上面\n", "\n", "\n# 隔行\n"])


def indented(text: str, by: str) -> str:
    return "".join(by + line if line.strip() else line for line in text.splitlines(keepends=True))


@st.composite
def blocks(draw: Draw, depth: int = 2) -> str:
    """Some entries of a block mapping, each of its lines ended."""
    return "".join(str(draw(entries(key, depth))) for key in draw(names))  # type: ignore[attr-defined]


@st.composite
def entries(draw: Draw, key: str, depth: int) -> str:
    head = f"{draw(above)}{key}:"
    kind = draw(st.integers(0, 3 if depth else 1))
    if kind == 2:
        return f"{head}{draw(comments)}\n" + indented(str(draw(blocks(depth=depth - 1))), "  ")  # type: ignore[call-arg]
    if kind == 3:
        items = [str(draw(blocks(depth=0))) for _ in range(int(str(draw(st.integers(1, 3)))))]  # type: ignore[call-arg]
        return f"{head}\n" + "".join(dashed(item) for item in items)
    if kind == 1 and draw(st.booleans()):
        return f"{head} |\n  段落  \n\n   x: y\n"
    return f"{head} {draw(flows)}{'' if key == 'if' else draw(comments)}\n"


def dashed(block: str) -> str:
    lines = block.splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    lead = "".join("  " + line if line.strip() else line for line in lines[:first])
    return lead + "  - " + lines[first] + indented("".join(lines[first + 1 :]), "    ")


@st.composite
def files(draw: Draw) -> str:
    sections = draw(st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=3, unique=True))
    return "".join(str(draw(entries(section, 3))) for section in sections)  # type: ignore[attr-defined]


def problems_of(text: str) -> list[str]:
    problems = Problems()
    read(text.encode(), "f.yaml", problems)
    return [problem.code for problem in problems.errors]


@settings(max_examples=150)
@given(files())
def test_formatting_keeps_the_data_and_the_comments_and_is_done_once(text: str) -> None:
    assert problems_of(text) == []
    result = format_text(text, "f.yaml")
    assert result.problems == ()
    assert same_data(text, result.text)
    assert sorted(comments_of(result.text)) == sorted(comments_of(text))
    again = format_text(result.text, "f.yaml")
    assert (again.text, again.changed) == (result.text, False)


def comments_of(text: str) -> list[str]:
    return re.findall("# (?:注|x: y|上面|隔行)", text)


@settings(max_examples=60)
@given(files(), files())
def test_what_is_compared_tells_different_data_apart(one: str, other: str) -> None:
    def data(text: str) -> object:
        node = read(text.encode(), "f.yaml", Problems())
        assert node is not None
        return plain(node)

    if "articles" not in one + other:
        assert same_data(one, other) == (data(one) == data(other))


def test_every_shipped_file_is_in_the_layout(root: Path) -> None:
    files = sorted(file for folder in ("processes", "examples") for file in (root / folder).rglob("*.yaml"))
    assert files
    wrong = [
        str(file.relative_to(root))
        for file in files
        if format_text(file.read_text(encoding="utf-8"), file.name).changed
    ]
    assert wrong == []
