from banfa.language.problems import Place
from banfa.language.yaml import Mapping, Scalar, Sequence, node_at, place_of
from tests.language.yaml.reading import data, read_all

TEXT = """\
# 头
roles:
  qm: {title: 质量管理部, articles: [3, "8②"]}
  "a b":   # 注
    aliases:
      - 营业部
      - says: |
          一
          二
    scope: 'unit'
"""


def root() -> Mapping:
    (node,), found = read_all(TEXT)
    assert found == []
    assert isinstance(node, Mapping)
    return node


def at(line: int, column: int) -> Place:
    return Place("f.yaml", line, column)


def test_every_value_knows_where_it_begins() -> None:
    node = root()
    assert place_of(node, ()) == at(2, 1)
    assert place_of(node, ("roles",)) == at(3, 3)
    assert place_of(node, ("roles", "qm")) == at(3, 7)
    assert place_of(node, ("roles", "qm", "title")) == at(3, 15)
    assert place_of(node, ("roles", "qm", "articles", 1)) == at(3, 36)
    assert place_of(node, ("roles", "a b", "aliases", 0)) == at(6, 9)
    assert place_of(node, ("roles", "a b", "aliases", 1)) == at(7, 9)
    assert place_of(node, ("roles", "a b", "aliases", 1, "says")) == at(7, 15)


def test_every_key_knows_where_it_begins() -> None:
    node = root()
    assert place_of(node, ("roles",), key=True) == at(2, 1)
    assert place_of(node, ("roles", "qm", "articles"), key=True) == at(3, 22)
    assert place_of(node, ("roles", "a b"), key=True) == at(4, 3)


def test_a_path_that_leads_nowhere_gives_the_deepest_place_on_the_way() -> None:
    node = root()
    assert place_of(node, ("roles", "qm", "scope")) == at(3, 7)
    assert place_of(node, ("roles", "qm", "articles", 9)) == at(3, 32)
    assert place_of(node, ("roles", "nobody", "title"), key=True) == at(3, 3)
    assert place_of(node, ("roles", "qm", "scope"), key=True) == at(3, 7)


def test_every_node_knows_where_it_ends() -> None:
    node = root()
    title, articles = node_at(node, ("roles", "qm", "title")), node_at(node, ("roles", "qm", "articles"))
    assert isinstance(title, Scalar) and isinstance(articles, Sequence)
    assert title.end == at(3, 20)
    assert articles.end == at(3, 41)
    assert node_at(node, ("roles", "qm")).end == at(3, 42)
    assert node_at(node, ("roles", "a b", "aliases")).end == at(9, 12)
    assert node.end == at(10, 18)


def test_a_scalar_keeps_what_stands_in_the_file() -> None:
    node = root()
    scope, says = (
        node_at(node, ("roles", "a b", "scope")),
        node_at(node, ("roles", "a b", "aliases", 1, "says")),
    )
    assert isinstance(scope, Scalar) and isinstance(says, Scalar)
    assert (scope.value, scope.raw, scope.quoted) == ("unit", "'unit'", True)
    assert says.value == "一\n二\n"
    assert TEXT[scope.start : scope.stop] == scope.raw


def test_places_count_characters_and_every_kind_of_line_end() -> None:
    for line_end in ("\n", "\r\n", "\r"):
        (node,), found = read_all(f"𠮷: é{line_end}b: {{c: 中文, d: e}}{line_end}")
        assert found == []
        assert place_of(node, ("b", "d")) == at(2, 15)
        assert place_of(node, ("𠮷",)) == at(1, 4)


def test_a_byte_order_mark_moves_nothing_and_warns() -> None:
    (node,), (problem,) = read_all(b"\xef\xbb\xbfa: b")
    assert place_of(node, ("a",)) == at(1, 4)
    assert (problem.code, problem.severity) == ("B102", "warning")


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert data("") == {}
    assert data("# 只有注释\n\n") == {}


def test_a_file_of_scenarios_holds_several_documents() -> None:
    nodes, found = read_all("---\n# 一\nscenario: a\n---  # 二\nscenario: b\n", many=True)
    assert found == []
    assert [place_of(node, ("scenario",)) for node in nodes] == [at(3, 11), at(5, 11)]


def test_documents_are_bounded_by_markers_of_their_own() -> None:
    assert [
        (p.code, p.place and p.place.line) for p in read_all("a: b\n--- c\n---\n...\n", many=True)[1]
    ] == [
        ("B112", 2),
        ("B106", 3),
        ("B112", 4),
    ]
