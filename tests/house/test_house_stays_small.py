"""Small pieces read well: the bounds are far above what is usual here; beyond them, split."""

import ast
from pathlib import Path

LINES_A_MODULE = 700  # the longest is a list of wordings; logic has half of that
LINES_A_FUNCTION = 45
SHARE_OF_FUNCTIONS = 0.95


def function_lengths(file: Path) -> list[int]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in functions]


def test_no_module_is_longer_than_a_reader_can_hold(root: Path) -> None:
    files = list((root / "engine").rglob("*.py"))
    assert files
    lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_A_MODULE} == {}


def test_functions_do_one_thing(root: Path) -> None:
    lengths = [lines for file in (root / "engine").rglob("*.py") for lines in function_lengths(file)]
    short = sum(lines < LINES_A_FUNCTION for lines in lengths)
    assert short >= SHARE_OF_FUNCTIONS * len(lengths) > 0
