"""Reads a text and shows what was found, for the tests of the reader."""

from banfa.language.problems import Problem, Problems
from banfa.language.yaml import Node, Plain, plain, read

Spot = tuple[str, int, int]
"""Code, line and column of a problem."""


def read_all(text: str | bytes, *, many: bool = False) -> tuple[list[Node], list[Problem]]:
    problems = Problems()
    data = text.encode() if isinstance(text, str) else text
    if many:
        return read(data, "f.yaml", problems, many=True), problems.found
    node = read(data, "f.yaml", problems)
    return ([] if node is None else [node]), problems.found


def data(text: str | bytes) -> Plain:
    """The data of a text that must be sound."""
    nodes, found = read_all(text)
    assert found == []
    return plain(nodes[0])


def spots(text: str | bytes, *, many: bool = False) -> list[Spot]:
    return [spot(problem) for problem in read_all(text, many=many)[1]]


def spot(problem: Problem) -> Spot:
    assert problem.place is not None
    return problem.code, problem.place.line, problem.place.column
