"""Sound YAML of the wrong shape: any node replaced by one of another kind, any key renamed, doubled, dropped.

A map is a list of pairs (`Map`), so that a key may stand in it twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import yaml

_PLAIN_KEY = re.compile(r"[a-z][a-z0-9_]*")
_NO_TEXTS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


class Map(list[tuple[str, Any]]):
    """The pairs of a map, in order."""


class Raw(str):
    """Text that is written as it stands."""


REPLACEMENTS: dict[str, Any] = {
    "null": None,
    "nothing": Raw(""),
    "true": True,
    "zero": 0,
    "minus one": -1,
    "a number": 12,
    "a giant number": 10**30,
    "a decimal": Raw("1.50"),
    "an empty list": [],
    "a list": ["a", "b"],
    "a list of null": [None],
    "a list of lists": [[["a"]]],
    "a list of maps": [Map([("a", "b")])],
    "an empty map": Map(),
    "a map": Map([("a", "b")]),
    "a map of maps": Map([("a", Map([("b", Map([("c", 1)]))]))]),
    "a map of numbers": Map([("1", 2), ("2", [3])]),
    "an empty text": "",
    "blanks": " \u3000",
    "a text": "abc",
    "a Chinese text": "投诉",
    "Chinese punctuation": "：，【】（）“”",
    "bare Chinese punctuation": Raw("【甲，乙】"),
    "a long text": "长" * 5_000,
    "a long id": "x" * 5_000,
    "a keyword": "start",
    "a citation": "8②",
    "a range": "1①-⑳",
    "a dotted name": "a.b.c",
    "an expression": "case.x == 1",
    "a broken expression": "((case.",
    "a date": "2026-09-28",
    "a control character": "a\x07b",
    "another currency": "12.50 USD",
    "a pattern": "{seq}{seq}{",
    "a path": "../../x",
}
KEYS = (
    "x",
    "投诉",
    "a.b",
    "start",
    "",
    "0",
    "true",
    "from",
    "only_if",
    "then",
    "title",
    "articles",
    "X" * 3_000,
)


class Mutation(NamedTuple):
    """One change at one place of a tree."""

    path: tuple[int, ...]
    kind: str  # replace, rename, double, drop, swap
    what: Any

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(map(str, self.path))} {str(self.what)[:30]}"


def tree_of(content: bytes) -> Any:
    """The tree of a sound YAML text."""
    return _paired(yaml.load(content.decode(), _Core))


class _Core(yaml.SafeLoader):
    """What our strict subset knows: no dates, `yes` is a text."""


_Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] in ("int", "null", "float")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


def _paired(plain: Any) -> Any:
    if isinstance(plain, dict):
        return Map((str(key), _paired(value)) for key, value in plain.items())
    return [_paired(item) for item in plain] if isinstance(plain, list) else plain


def mutations(tree: Any) -> list[Mutation]:
    """Every mutation of a tree, in order."""
    found: list[Mutation] = []
    for path, node in _nodes(tree, ()):
        if path:
            found += [Mutation(path, "replace", name) for name in REPLACEMENTS]
            found.append(Mutation(path, "drop", ""))
            found.append(Mutation(path, "double", ""))
            found += [Mutation(path, "swap", str(i)) for i in range(3)]
            if isinstance(_at(tree, path[:-1]), Map):
                found += [Mutation(path, "rename", key) for key in KEYS]
        del node
    return found


def mutated(tree: Any, mutation: Mutation) -> bytes:
    """The text of a tree with one mutation."""
    path, kind, what = mutation
    if kind == "replace":
        changed = _with(tree, path, lambda pair: [(pair[0], REPLACEMENTS[what])])
    elif kind == "rename":
        changed = _with(tree, path, lambda pair: [(what, pair[1])])
    elif kind == "double":
        changed = _with(tree, path, lambda pair: [pair, pair])
    elif kind == "drop":
        changed = _with(tree, path, lambda pair: [])
    else:
        others = [node for _, node in _nodes(tree, ())]
        other = Random(f"{path} {what}").choice(others)
        changed = _with(tree, path, lambda pair: [(pair[0], other)])
    return text_of(changed)


def several(tree: Any, seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """So many texts of a tree, chosen at random among its mutations."""
    rng = Random(seed)
    every = mutations(tree)
    for mutation in rng.sample(every, min(count, len(every))):
        yield str(mutation), mutated(tree, mutation)


def _nodes(tree: Any, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Any]]:
    yield path, tree
    for i, node in enumerate(_values(tree)):
        yield from _nodes(node, (*path, i))


def _values(tree: Any) -> list[Any]:
    if isinstance(tree, Map):
        return [value for _, value in tree]
    return tree if isinstance(tree, list) else []


def _at(tree: Any, path: tuple[int, ...]) -> Any:
    for i in path:
        tree = _values(tree)[i]
    return tree


def _with(tree: Any, path: tuple[int, ...], change: Any) -> Any:
    """The tree with the pair at a path replaced by the pairs that `change` makes of it."""
    pairs = list(tree) if isinstance(tree, Map) else [("", item) for item in tree]
    at = path[0]
    pairs[at : at + 1] = (
        change(pairs[at]) if len(path) == 1 else [(pairs[at][0], _with(pairs[at][1], path[1:], change))]
    )
    return Map(pairs) if isinstance(tree, Map) else [value for _, value in pairs]


def text_of(tree: Any) -> bytes:
    """A tree as YAML: maps in blocks three levels deep, what is deeper in braces."""
    if not isinstance(tree, Map) or not tree:
        return (_flow(tree) + "\n").encode("utf-8", "surrogatepass")
    return "".join(_block(tree, 0)).encode("utf-8", "surrogatepass")


def _block(tree: Map, depth: int) -> Iterator[str]:
    for key, value in tree:
        head = "  " * depth + _key(key) + ":"
        if isinstance(value, Map) and value and depth < 2:
            yield head + "\n"
            yield from _block(value, depth + 1)
        elif isinstance(value, list) and not isinstance(value, Map) and value and depth < 2:
            yield head + "\n" + "".join("  " * depth + f"  - {_flow(item)}\n" for item in value)
        else:
            yield f"{head} {_flow(value)}\n"


def _flow(node: Any) -> str:
    if isinstance(node, Map):
        return "{" + ", ".join(f"{_key(key)}: {_flow(value)}" for key, value in node) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(_flow, node)) + "]"
    return str(node) if isinstance(node, Raw) else json.dumps(node, ensure_ascii=False)


def _key(key: str) -> str:
    plain = _PLAIN_KEY.fullmatch(key) and key not in _NO_TEXTS
    return key if plain else json.dumps(key, ensure_ascii=False)
