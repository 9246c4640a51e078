"""What decides stands in the YAML: no text that engine/ compares is the id of something a process defines."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.shipped_yaml import YAML_FILES, defined_ids

# What the language itself says, and the design's JSON shapes and commands: a process may use the same word
# as an id, and the engine still means its own. A word belongs here only if LANGUAGE.md or DESIGN.md says it.
SECTIONS_AND_KEYS = """
    articles roles references enums sets fields documents things states transitions guards tables
    separation properties duties units people article clauses names acts papers values parts part copies
    copy title process version language source calendar numbering org scenario steps expect overlay text
    kinds
"""
VALUES_OF_KEYS = """
    start end resting final region resume asked auto clock parent company unit case declared external
    yes partly bool int money date datetime enum set list person role file unique first collect each all
    leave close add keep cancel in_turn waiting own banfa any 1
"""
WORDS_OF_EXPRESSIONS = """
    case before rounds at done ever holder passed owed has size startsWith endsWith contains date exists
    all some only none not_only at_least above at_most below given true false
"""
NAMES_OF_THE_DESIGN = """
    state separation custody guard missing ready needs blocked transit void error warning note zh en
    check init fmt schema view diagram paths diff migrate backtest conform print stats serve worker
    verify export erase demo fire show allowed explain history receive waive correct
"""
KEYWORDS = frozenset(
    (SECTIONS_AND_KEYS + VALUES_OF_KEYS + WORDS_OF_EXPRESSIONS + NAMES_OF_THE_DESIGN).split()
)

Comparison = tuple[int, str]


def compared_texts(source: str) -> set[Comparison]:
    """Return (line, text) for each text that `==`, `!=`, `in`, `not in` or `case` compares with something."""
    tree = ast.parse(source)
    constants = _module_constants(tree)
    found: set[Comparison] = set()
    for node in ast.walk(tree):
        for operand in _operands(node):
            found |= {(node.lineno, text) for text in _texts(operand, constants)}  # type: ignore[attr-defined]
    return found


def _operands(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for i, operator in enumerate(node.ops):
            if isinstance(operator, ast.Eq | ast.NotEq | ast.In | ast.NotIn):
                yield from sides[i : i + 2]
    elif isinstance(node, ast.MatchValue):
        yield node.value


def _module_constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Texts and collections of texts that the module gives a name to: comparing with it is comparing."""
    named: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            named |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            named[node.target.id] = node.value
    return named


def _texts(node: ast.expr | None, constants: dict[str, ast.expr]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Set(elts=items):
            yield from (text for item in items for text in _texts(item, constants))
        case ast.Dict(keys=keys):
            yield from (text for key in keys for text in _texts(key, constants))
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple" | "list"), args=[collection]):
            yield from _texts(collection, constants)
        case ast.Name(id=name) if name in constants:
            yield from _texts(constants[name], {})


def test_no_compared_text_is_an_id_of_a_shipped_process(root: Path) -> None:
    ids = defined_ids(YAML_FILES) - KEYWORDS
    found = {
        f"{file.relative_to(root)}:{line}: {text}"
        for file in sorted((root / "engine").rglob("*.py"))
        for line, text in compared_texts(file.read_text(encoding="utf-8"))
        if text in ids
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "x == 'accept'",
        "'accept' != x",
        "x in ('accept', 'b')",
        "x in {'accept': 1}",
        "match x:\n case 'a' | 'accept': pass",
        "NAMES = frozenset({'accept'})\nx in NAMES",
        "def f(x): return 1 if x not in ['accept'] else 2",
    ],
)
def test_a_compared_text_is_found_however_it_is_written(source: str) -> None:
    assert "accept" in {text for _, text in compared_texts(source)}


@pytest.mark.parametrize("source", ["x = 'accept'", "f('accept')", "x < 'accept'", "x['accept']"])
def test_a_text_that_is_not_compared_is_left_alone(source: str) -> None:
    assert compared_texts(source) == set()
