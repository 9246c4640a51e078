"""What the tests of diagrams draw, and how they read what was drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from banfa.language import load_process
from banfa.language.process import Process

SVG = "{http://www.w3.org/2000/svg}"


def regulation(root: Path) -> Process:
    return load_process(root / "processes" / "customer-complaint")


def written(folder: Path, text: str) -> Process:
    folder.mkdir(exist_ok=True)
    (folder / "process.yaml").write_text(text, encoding="utf-8")
    return load_process(folder)


def chain(states: int, title: str = "态") -> str:
    """A process whose states follow one another."""
    lines = [
        "banfa: 1", "process: chain", f"title: {title}", "version: 1.0.0", "language: zh",
        "time_zone: Asia/Shanghai", "roles: {desk: {title: 台, chosen: 试}}", "states:",
    ]  # fmt: skip
    lines += [f"  s{i}: {{title: {title}, end: final}}" for i in [states - 1]]
    lines += [f"  s{i}: {{title: {title}}}" for i in range(states - 1)]
    lines += ["transitions:", f"  t: {{title: {title}, from: start, to: s0, by: desk, chosen: 试}}"]
    lines += [
        f"  t{i}: {{title: {title}, from: s{i}, to: s{i + 1}, by: desk, chosen: 试}}"
        for i in range(states - 1)
    ]
    return "\n".join([*lines, ""])


class Read:
    """An SVG read back: its places, its ways, its words."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)
        self.groups = [one.attrib for one in self.root.iter(f"{SVG}g")]

    @property
    def states(self) -> dict[str, dict[str, str]]:
        return {one["data-state"]: dict(one) for one in self.groups if "data-state" in one}

    @property
    def ways(self) -> set[tuple[str, str, str]]:
        found = [one for one in self.groups if "data-way" in one]
        return {(one["data-step"], one["data-from"], one["data-to"]) for one in found}

    @property
    def letters(self) -> dict[str, str]:
        return {one["data-step"]: one["data-letter"] for one in self.groups if "data-letter" in one}

    @property
    def words(self) -> str:
        return "".join(one.text or "" for one in self.root.iter(f"{SVG}text"))

    def numbers(self) -> Iterator[str]:
        yield from (
            one.text or "" for one in self.root.iter(f"{SVG}text") if "bf-number" in one.attrib["class"]
        )


_QUOTED = r'"(?:[^"#\x00-\x1f]|#\d+;|#)*"'
_LINES = [
    r"flowchart TB",
    r"accTitle: [^#;:%{}<>\"`]+",
    r"accDescr: [^#;:%{}<>\"`]+",
    rf"n\d+(?:\[{_QUOTED}\]|\(\({_QUOTED}\)\)|\(\[{_QUOTED}\]\)|\{{\{{{_QUOTED}\}}\}}|\[/{_QUOTED}/\])",
    rf"n\d+ (?:-->|-\.->|==>|-\.-)(?:\|{_QUOTED}\|)? n\d+",
    rf"subgraph g\d+\[{_QUOTED}\]",
    r"end",
    rf"t\d+\[{_QUOTED}\]:::note",
    r"classDef \w+ [\w#:,. -]+",
    r"class n\d+ now",
    r"style g\d+ [\w#:,. -]+",
]
MERMAID = re.compile("|".join(f"(?:{line})" for line in _LINES))
"""A line of a Mermaid flowchart, as far as we write it: an independent grammar."""


def bad_mermaid(text: str) -> list[str]:
    """The lines that are none of Mermaid's."""
    lines = [line.strip() for line in text.splitlines()]
    bad = [line for line in lines if not MERMAID.fullmatch(line)]
    labels = re.findall(r'"([^"]*)"', text)
    return bad + [one for one in labels if re.search(r"[^\w #;&]", one.replace("<br/>", ""), re.ASCII) and
                  re.search(r"[!-\"$-/:<-@\[-`{-~]", one.replace("<br/>", ""))]  # fmt: skip
