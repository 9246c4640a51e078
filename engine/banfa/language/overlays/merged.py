"""`banfa overlay`: the whole that a process and its overlays make, as YAML with the source of each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from banfa.language.formatting.quoting import may_be_plain, quoted
from banfa.language.models.process import SECTIONS
from banfa.language.yaml import Mapping, Node, Scalar, Sequence

_WIDTH = 100


class Line(NamedTuple):
    """A line of the whole, and the file and line it comes from."""

    text: str
    file: str
    line: int


def merged_text(roots: Iterable[Node]) -> tuple[Line, ...]:
    """Return the text of a process, section after section; `roots` are the texts of its files."""
    head: list[tuple[Scalar, Node]] = []
    sections: dict[str, list[tuple[Scalar, Node]]] = {}
    for root in roots:
        for key, value in root.items if isinstance(root, Mapping) else ():
            if key.value in SECTIONS and isinstance(value, Mapping):
                sections.setdefault(str(key.value), [(key, value)]).extend(value.items)
            elif key.value == "articles" and isinstance(value, Sequence):
                listed = [(key, item) for item in value.items]
                sections.setdefault("articles", [(key, value)]).extend(listed)
            else:
                head.append((key, value))
    lines = [line for key, value in head for line in _entry(key, value, 0)]
    for name in ("articles", *SECTIONS):
        found = sections.get(name, [])
        lines += [_line(f"{name}:", found[0][0])] if found else []
        for key, value in found[1:]:
            lines += _item(value, 2) if name == "articles" else _entry(key, value, 2)
    return tuple(lines)


def _entry(key: Scalar, value: Node, indent: int) -> Iterator[Line]:
    name = _scalar(key, flow=False)
    short = _value(key, value)
    if not _block(value, indent, short):
        yield _line(f"{' ' * indent}{name}: {short}", key if _of_one_file(value, key) else value)
        return
    yield _line(f"{' ' * indent}{name}:", key)
    yield from _inside(value, indent + 2)


def _item(value: Node, indent: int) -> Iterator[Line]:
    short = _flow(value)
    if not _block(value, indent, short):
        yield _line(f"{' ' * indent}- {short}", value)
        return
    inside = list(_inside(value, indent + 2))
    first = inside[0]
    yield first._replace(text=f"{' ' * indent}- {first.text.lstrip()}")
    yield from inside[1:]


def _inside(value: Node, indent: int) -> Iterator[Line]:
    if isinstance(value, Mapping):
        for key, inner in value.items:
            yield from _entry(key, inner, indent)
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _item(item, indent)


def _block(value: Node, indent: int, short: str) -> bool:
    """Whether a thing takes lines of its own: it is long, or not all of it comes from one file."""
    if isinstance(value, Scalar) or not value.items:
        return False
    return indent + len(short) > _WIDTH or not _of_one_file(value, value)


def _of_one_file(value: Node, like: Node) -> bool:
    if value.source is not like.source:
        return False
    if isinstance(value, Mapping):
        return all(_of_one_file(key, like) and _of_one_file(inner, like) for key, inner in value.items)
    return not isinstance(value, Sequence) or all(_of_one_file(item, like) for item in value.items)


def _flow(value: Node) -> str:
    if isinstance(value, Mapping):
        inside = (f"{_scalar(key, flow=True)}: {_value(key, inner)}" for key, inner in value.items)
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_flow, value.items))}]"
    return _scalar(value, flow=True)


def _value(key: Scalar, value: Node) -> str:
    """A condition is quoted: the source that follows it must not look as if it cut it off."""
    text = isinstance(value, Scalar) and isinstance(value.value, str)
    return quoted(str(value.value)) if key.value == "if" and text else _flow(value)  # type: ignore[union-attr]


def _scalar(scalar: Scalar, flow: bool) -> str:
    if not isinstance(scalar.value, str):
        return scalar.raw
    plain = may_be_plain(scalar.value, flow=flow, in_list=True)
    return scalar.value if plain else quoted(scalar.value)


def _line(text: str, node: Node) -> Line:
    return Line(text, node.place.file, node.place.line)
