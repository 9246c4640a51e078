"""What is written: the data of one or several YAML files put together, with the place of everything in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from banfa.language.citations import CIRCLED, citation_key, expand
from banfa.language.models.process import SECTIONS
from banfa.language.problems import Place, Problems
from banfa.language.yaml import Mapping, Node, Scalar, plain
from banfa.language.yaml import Sequence as Items
from banfa.texts import Text

Path = tuple[str | int, ...]
"""Keys and positions from the top, as pydantic counts them."""

NOWHERE = Place("", 1, 1)


@dataclass(slots=True)
class Written:
    """The plain data and, for each path in it, the node that says it.

    `nodes` holds what a file says at the top: (key, value) of each head key and, under (section, id), of each
    element; articles stand under ("articles", position).
    """

    data: dict[str, Any] = field(default_factory=dict)
    nodes: dict[Path, tuple[Scalar | None, Node]] = field(default_factory=dict)
    start: Place = NOWHERE

    def reach(self, path: Path) -> tuple[Scalar | None, Node | None, tuple[str | int, ...]]:
        """Return key, node and path of the deepest thing written on the way to `path`.

        A step that the text does not have (a shorthand that a model spells out) is passed over.
        """
        for length in (2, 1):
            found = self.nodes.get(path[:length])
            if found:
                return _walk(*found, path[:length], path[length:])
        return None, None, ()

    def place(self, path: Path, key: bool = False) -> Place:
        """Return where the value at `path` begins, or with `key` the name in front of it."""
        name, node, _ = self.reach(path)
        if key and name is not None:
            return name.place
        return node.place if node is not None else self.start

    def place_in_text(self, path: Path, offset: int) -> Place:
        """Return the place of a character of the text at `path`, as far as it is written on one line."""
        _, node, _ = self.reach(path)
        if not isinstance(node, Scalar):
            return self.place(path)
        inside = node.raw[node.quoted :]
        known = isinstance(node.value, str) and inside.startswith(node.value[: offset + 1])
        return node.source.place(node.start + node.quoted + offset) if known else node.place

    def articles(self, path: Path) -> tuple[str, ...]:
        """Return the clauses cited by the innermost element on the way to `path`."""
        at: Any = self.data
        cited: tuple[str, ...] = ()
        for i, step in enumerate(path):
            at = _inside(at, step)
            if i > 0 and isinstance(at, dict):
                cited = _cited(at.get("articles", at.get("article"))) or cited
        return cited

    def element(self, path: Path) -> str:
        """Return the dotted name of what stands at `path`: `transitions.accept.when`, `articles.8②`."""
        _, _, reached = self.reach(path)
        return dotted(self.data, reached)


def _walk(
    key: Scalar | None, node: Node, reached: Path, rest: Path
) -> tuple[Scalar | None, Node, tuple[str | int, ...]]:
    for step in rest:
        below = _below(node, step)
        if below is not None:
            key, node, steps = below
            reached = (*reached, *steps)
    return key, node, reached


def _below(node: Node, step: str | int) -> tuple[Scalar | None, Node, Path] | None:
    """One step down; through the only key of a mapping (`- guard: {only_if: …}`) if need be."""
    if isinstance(node, Items):
        inside = isinstance(step, int) and step < len(node.items)
        return (None, node.items[int(step)], (step,)) if inside else None
    if not isinstance(node, Mapping):
        return None
    entry = node.entry(str(step))
    if entry:
        return *entry, (step,)
    if len(node.items) == 1:
        only, inner = node.items[0]
        deeper = inner.entry(str(step)) if isinstance(inner, Mapping) else None
        if deeper:
            return *deeper, (str(only.value), step)
    return None


def _cited(written: Any) -> tuple[str, ...]:
    """What `articles` (or an article's own number) says, as far as it can be read."""
    several = written if isinstance(written, list) else [written]
    texts = [str(each) for each in several if isinstance(each, str | int) and not isinstance(each, bool)]
    return tuple(sorted({clause for text in texts for clause in expand(text)}, key=citation_key))


def dotted(data: Any, path: Path) -> str:
    """Return the dotted name of a path: articles by number and sign, copies by name, rows by number."""
    if all(isinstance(step, str) for step in path):
        return ".".join(path)  # type: ignore[arg-type]
    names: list[str] = []
    for i, step in enumerate(path):
        data = _inside(data, step)
        name = step if isinstance(step, str) else _name(path, i, step, data)
        if name is not None and i == 3 and path[0] == "articles" and path[2] == "clauses":
            names[1:] = [names[1] + name]
        elif name is not None:
            names.append(name)
    return ".".join(names)


def _inside(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _name(path: Path, i: int, step: int, value: Any) -> str | None:
    """What something listed is called; None where a list is no list of elements."""
    listed = path[i - 1]
    if listed == "articles" and i == 1:
        return str(value.get("article", step + 1)) if isinstance(value, dict) else str(step + 1)
    if listed == "clauses" and path[0] == "articles":
        return CIRCLED[step] if step < len(CIRCLED) else f"({step + 1})"
    if listed == "copies":
        return str(value.get("copy", step + 1)) if isinstance(value, dict) else str(step + 1)
    return str(step + 1) if listed == "rows" else None


# -- putting files together ------------------------------------------------------------------------------


def put_together(roots: Iterable[Node], problems: Problems) -> Written:
    """Return what all files of a folder say together; the same id twice is a problem with both places."""
    written = Written()
    for root in sorted(roots, key=lambda node: node.place):
        if written.start is NOWHERE:
            written.start = root.place
        if isinstance(root, Mapping):
            for key, value in root.items:
                _add_top(written, key, value, problems)
        else:
            _no_sections(root, problems)
    return written


def of_one(root: Node) -> Written:
    """Return what one document says by itself: an organisation, a scenario, translations."""
    if not isinstance(root, Mapping):
        return Written(start=root.place)
    nodes: dict[Path, tuple[Scalar | None, Node]] = {
        (str(key.value),): (key, value) for key, value in root.items
    }
    return Written({str(key.value): plain(value) for key, value in root.items}, nodes, root.place)


def _no_sections(root: Node, problems: Problems) -> None:
    problems.add(
        "B153",
        Text("这个文件里不是各节（键: 内容）", "this file does not hold sections (key: content)"),
        Text(
            "以 process:、roles:、transitions: 等节开头",
            "begin with sections such as process:, roles:, transitions:",
        ),
        place=root.place,
    )


def _add_top(written: Written, key: Scalar, value: Node, problems: Problems) -> None:
    name = str(key.value)
    if name in SECTIONS and isinstance(value, Mapping):
        section = written.data.setdefault(name, {})
        written.nodes.setdefault((name,), (key, value))
        if not isinstance(section, dict):
            return  # in another file it is no section at all: that is what will be reported
        for inner, element in value.items:
            _add(written, section, (name, str(inner.value)), (inner, element), problems)
    elif name == "articles" and isinstance(value, Items):
        written.nodes.setdefault((name,), (key, value))
        if not isinstance(written.data.setdefault(name, []), list):
            return
        for article in value.items:
            _add_article(written, article, problems)
    else:
        _add(written, written.data, (name,), (key, value), problems)


def _add(
    written: Written, into: dict[str, Any], path: Path, entry: tuple[Scalar, Node], problems: Problems
) -> None:
    if path in written.nodes and path[-1] in into:
        first = written.nodes[path][0]
        _twice(problems, ".".join(map(str, path)), entry[0].place, first.place if first else None)
        return
    into[str(path[-1])] = plain(entry[1])
    written.nodes[path] = entry


def _add_article(written: Written, article: Node, problems: Problems) -> None:
    articles = written.data["articles"]
    number = article.get("article") if isinstance(article, Mapping) else None
    same = _same_article(articles, plain(number) if number else None)
    if same is not None:
        first = written.nodes["articles", same][1]
        _twice(problems, f"articles.{articles[same]['article']}", article.place, first.place)
        return
    written.nodes["articles", len(articles)] = (None, article)
    articles.append(plain(article))


def _same_article(articles: Sequence[Any], number: Any) -> int | None:
    if number is None:
        return None
    return next(
        (i for i, a in enumerate(articles) if isinstance(a, dict) and a.get("article") == number), None
    )


def _twice(problems: Problems, element: str, place: Place, first: Place | None) -> None:
    problems.add(
        "B150",
        Text(f"{element} 写了两次", f"{element} is written twice"),
        Text("只留一处；若是两样东西，换一个编号", "keep one; if they are two things, give one another id"),
        place=place,
        element=element,
        also=first,
    )
