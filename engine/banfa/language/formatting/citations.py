"""Citations in their one spelling: `8(2)` becomes `8②`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banfa.language.formatting.edits import ITEM, Edit, Path, walk
from banfa.language.yaml.nodes import Node, Scalar

_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CITATION = re.compile(
    r"[0-9]+[(（][0-9]{1,2}[)）](?:-[(（]?[0-9]{0,2}[)）]?)?|[0-9]+[①-⑳]-[(（][0-9]{1,2}[)）]"
)
_IN_BRACKETS = re.compile(r"[(（]([0-9]{1,2})[)）]")


def citations(nodes: Sequence[Node]) -> Iterator[Edit]:
    """The edits that write each clause with its sign."""
    for root in nodes:
        for visit in walk(root):
            if isinstance(visit.node, Scalar) and _cites(visit.path):
                new = _with_signs(visit.node)
                if new != visit.node.raw:
                    yield Edit(visit.node.start, visit.node.stop, new)


def _cites(path: Path) -> bool:
    return path[-1:] == ("articles",) or path[-2:] == ("articles", ITEM)


def _with_signs(scalar: Scalar) -> str:
    text = str(scalar.value).strip()
    if not isinstance(scalar.value, str) or not _CITATION.fullmatch(text):
        return scalar.raw
    signed = _IN_BRACKETS.sub(_sign, text)
    return scalar.raw if "(" in signed or "（" in signed else signed


def _sign(found: re.Match[str]) -> str:
    number = int(found.group(1))
    return _SIGNS[number - 1] if 1 <= number <= len(_SIGNS) else found.group()
