from banfa.language.problems import Problems
from banfa.language.yaml import Mapping, plain, read
from tests.language.yaml.reading import read_all, spots

BROKEN = """\
process: demo
roles:
  a: {title: 礼貌, 周到}
  b: {if: x ? y : z}
  c: {title: [急] 件}
  d: {title: 丁}
tables:
  route:
    rows:
      - {x: {only: a}, then: b}
      - {x: {only: c, then: d}
      - {x: e, then: yes}
transitions:
  accept:
    title：受理
    by: z
    says: "一
  decline:
    by: on
    when: [x, {z]
version: 1.0.0
effective: 2026-01-01
"""


def test_every_mistake_of_a_file_is_reported_at_once() -> None:
    assert spots(BROKEN) == [
        ("B106", 3, 18),
        ("B115", 4, 11),
        ("B114", 5, 14),
        ("B121", 11, 9),
        ("B108", 12, 22),
        ("B117", 15, 10),
        ("B120", 17, 11),
        ("B108", 19, 9),
        ("B121", 20, 17),
        ("B110", 22, 12),
    ]


def test_each_problem_names_its_element() -> None:
    elements = [problem.element for problem in read_all(BROKEN)[1]]
    assert elements == [
        "roles.a.周到",
        "roles.b",
        "roles.c",
        "tables.route.rows",
        "tables.route.rows.then",
        "transitions.accept",
        "transitions.accept.says",
        "transitions.decline.by",
        "transitions.decline.when",
        "effective",
    ]


def test_what_is_sound_in_a_broken_file_is_still_read() -> None:
    (node,), _ = read_all(BROKEN)
    data = plain(node)
    assert isinstance(data, dict)
    assert data["process"] == "demo"
    assert data["version"] == "1.0.0"
    assert data["roles"] == {"a": {"title": "礼貌"}, "d": {"title": "丁"}}
    assert data["tables"] == {
        "route": {"rows": [{"x": {"only": "a"}, "then": "b"}, {"x": "e", "then": "yes"}]}
    }


def test_entries_that_could_not_be_read_are_named() -> None:
    (node,), _ = read_all(BROKEN)
    assert isinstance(node, Mapping)
    roles = node.get("roles")
    assert isinstance(roles, Mapping)
    assert roles.unread == ("b", "c")
    transitions = node.get("transitions")
    assert isinstance(transitions, Mapping)
    assert [key.value for key, _ in transitions.items] == ["decline"]
    assert "accept" in transitions.unread


def test_a_key_given_twice_around_a_broken_block_is_reported() -> None:
    (problem, second) = read_all("a: 1\nb: [c\na: 2\n")[1]
    assert (problem.code, second.code) == ("B121", "B107")
    assert second.also is not None and second.also.line == 1


def test_a_broken_document_spoils_no_other() -> None:
    nodes, found = read_all("scenario: a\n---\nscenario: b\nsteps: [c\n---\nscenario: d\n", many=True)
    assert [plain(node) for node in nodes] == [{"scenario": "a"}, {"scenario": "b"}, {"scenario": "d"}]
    assert [(problem.code, problem.place and problem.place.line) for problem in found] == [("B121", 4)]


def test_two_hundred_problems_are_enough() -> None:
    problems = Problems()
    read("".join(f"k{at}: [\n" for at in range(1000)).encode(), "f.yaml", problems)
    assert len(problems.found) == 201
    assert problems.found[-1].code == "B100"


def test_lines_with_bad_characters_are_not_complained_about_again() -> None:
    assert spots("a:\n\tb: c\n\t\td: e\nf: yes\n") == [("B104", 2, 1), ("B104", 3, 1), ("B108", 4, 4)]
