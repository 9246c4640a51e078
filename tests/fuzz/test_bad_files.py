"""Whatever a file holds, the answer is a process or what is wrong with it, where, in words, soon and in little
memory. A fixed choice; `benchmarks/fuzzing.py` tries thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from banfa.language import process_from
from banfa.language.problems import Place, Problem
from banfa.texts import Text
from tests.fuzz import hostile, inputs, trees
from tests.fuzz.complaints import about_problems
from tests.fuzz.limits import Input, meet, trouble_with
from tests.fuzz.targets import regulation, regulation_files

SEED = 20
HARDEST = (
    "100k keys",
    "100k fields",
    "a billion laughs",
    "an anchor in itself",
    "100000 open brackets",
    "1000 nested maps",
    "'-' all through",
    "20k unknown steps",
    "20k tabs",
    "guards that double",
    "a guard of parentheses",
    "noise",
    "zeros",
    "gbk",
    "utf-16",
)


def test_hostile_files_are_met_within_the_limits() -> None:
    chosen = [
        named for named in hostile.everything() if named[0] in HARDEST or inputs.lot(SEED, named[0]) < 0.02
    ]
    hardest = [Input("process", *named) for named in chosen if named[0] in HARDEST]
    assert len(hardest) == len(HARDEST)
    others = [named for named in chosen if named[0] not in HARDEST]
    assert len(others) > 5
    targets = ("org", "scenario", "regulation/texts/en.yaml")
    assert trouble_with([*hardest, *(Input(target, *named) for named in others for target in targets)]) == []


def test_cut_and_broken_files_are_met_with_problems_at_places() -> None:
    assert trouble_with(inputs.broken_inputs(("process", "org", "scenario"), SEED, 6, 4)) == []


def test_files_of_the_regulation_may_be_broken_anywhere() -> None:
    assert trouble_with(inputs.broken_inputs(inputs.FILES, SEED, 2, 1)) == []


def test_any_node_may_be_of_another_kind_and_any_key_another() -> None:
    """What still loads is run, too."""
    targets = ("process", "org", "scenario")
    assert trouble_with(inputs.tree_inputs(targets, SEED, 15)) == []


def test_any_node_of_the_regulation_may_be_of_another_kind() -> None:
    assert trouble_with(inputs.tree_inputs(inputs.FILES, SEED, 2)) == []


def test_the_published_yaml_suite_is_met_as_every_kind_of_file(shared_data: Path) -> None:
    targets = ("process", "scenario")
    assert trouble_with(inputs.suite_inputs(shared_data / "yaml", targets)) == []


# -- the tests themselves ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in regulation_files() if not n.startswith("texts/")])
def test_a_tree_without_mutation_means_what_the_file_means(name: str) -> None:
    content = trees.text_of(trees.tree_of(regulation_files()[name]))
    process, _ = process_from({**regulation_files(), name: content})
    assert process is not None
    assert process.meaning == regulation()[0].meaning


def test_every_kind_of_mutation_makes_another_text() -> None:
    tree = trees.tree_of(b"a: [b, {c: d}]\ne: f\n")
    every = trees.mutations(tree)
    assert {m.kind for m in every} == {"replace", "rename", "drop", "double", "swap"}
    same = [m for m in every if trees.mutated(tree, m) == trees.text_of(tree)]
    assert {m.kind for m in same} <= {"swap"}  # a node may be swapped for its like
    assert (
        trees.mutated(tree, trees.Mutation((0, 1, 0), "rename", "x"))
        == b'a:\n  - "b"\n  - {x: "d"}\ne: "f"\n'
    )
    assert trees.mutated(tree, trees.Mutation((1,), "double", "")).endswith(b'e: "f"\ne: "f"\n')


FILE = {"f.yaml": b"a: b\n"}
HERE = Place("f.yaml", 1, 4)


@pytest.mark.parametrize(
    "problem",
    [
        Problem("B153", "error", Text("", "wrong"), None, HERE),
        Problem("B153", "error", Text("不对", " "), None, HERE),
        Problem("B153", "error", Text("不对：NoneType", "wrong"), None, HERE),
        Problem("B153", "error", Text("不对", "ValidationError"), None, HERE),
        Problem("B153", "error", Text("不对", "yaml.scanner"), None, HERE),
        Problem("B153", "error", Text("不对", "a str is wanted"), None, HERE),
        Problem("B153", "error", Text("不对", "wrong"), Text("看 /opt/somebody/x", "see it"), HERE),
        Problem("B153", "error", Text("不对", "wrong"), None, None),
        Problem("B153", "error", Text("不对", "wrong"), None, Place("g.yaml", 1, 1)),
        Problem("B153", "error", Text("不对", "wrong"), None, Place("f.yaml", 9, 1)),
        Problem("B153", "error", Text("不对", "wrong"), None, Place("f.yaml", 1, 9)),
        Problem("", "error", Text("不对", "wrong"), None, HERE),
    ],
)
def test_a_problem_that_helps_nobody_is_noticed(problem: Problem) -> None:
    assert about_problems([problem], FILE)
    assert about_problems([Problem("B153", "error", Text("不对", "wrong"), None, HERE)], FILE) == []


def test_what_raises_dies_or_takes_too_much_is_noticed_and_the_next_is_met_all_the_same() -> None:
    names = ["raise", "die", "hog"]
    every = [
        Input("process", "before", b""),
        *(Input(name, name, b"") for name in names),
        Input("org", "after", b""),
    ]
    met = meet(every, 1)
    assert [one.name for one in met] == ["before", *names, "after"]
    assert [one.name for one in met if one.complaints] == names
