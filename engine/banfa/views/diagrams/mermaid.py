"""A picture as a Mermaid flowchart, drawn by whatever shows Mermaid: no Graphviz, no font of ours."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.views.diagrams.boxes import act_text, numbers_text
from banfa.views.diagrams.dot import NOW
from banfa.views.diagrams.look import TONES
from banfa.views.diagrams.picture import Edge, Node, Note, Picture, Said

_ARROWS = {"forward": "-->", "back": "-.->", "fork": "-.-"}
_SHAPES = {"start": ("((", "))"), "resting": ("([", "])"), "final": ("{{", "}}"), "many": ("[/", "/]")}


def mermaid_of(picture: Picture) -> str:
    """Return the picture as Mermaid."""
    ids = {node.id: f"n{i}" for i, node in enumerate(picture.nodes)}
    lines = ["flowchart TB", f"  accTitle: {_bare(picture.title)}", f"  accDescr: {_bare(picture.told)}"]
    lines += _places(picture, ids, None, "  ")
    lines += (f"  {_way(edge, ids)}" for edge in picture.edges)
    lines += _notes(picture.notes)
    lines += _looks(picture, ids)
    return "\n".join([*lines, ""])


def _places(picture: Picture, ids: dict[str, str], parent: str | None, indent: str) -> Iterator[str]:
    for node in picture.nodes:
        if node.group == parent:
            yield indent + _place(node, ids[node.id], picture.lang)
    for i, group in enumerate(picture.groups):
        if group.parent == parent:
            yield f'{indent}subgraph g{i}["{_safe(group.title) or " "}"]'
            yield from _places(picture, ids, group.id, indent + "  ")
            yield f"{indent}end"


def _place(node: Node, name: str, lang: str) -> str:
    left, right = _SHAPES.get(node.shape, ("[", "]"))
    now = [NOW.in_(lang)] if node.current else []
    letters = [" ".join(f"({letter})" for letter in node.letters)] if node.letters else []
    words = [node.title, *now, *map(act_text, node.acts), *letters]
    return f'{name}{left}"{"<br/>".join(map(_safe, words)) or " "}"{right}'


def _way(edge: Edge, ids: dict[str, str]) -> str:
    arrow = "==>" if edge.said.numbers and edge.way == "forward" else _ARROWS[edge.way]
    label = f'|"{_said(edge.said)}"|' if edge.said.title else ""
    return f"{ids[edge.tail]} {arrow}{label} {ids[edge.head]}"


def _said(said: Said) -> str:
    numbers = [f"({numbers_text(said.numbers)})"] if said.numbers else []
    return "<br/>".join(_safe(part) for part in (*numbers, said.title, said.detail) if part)


def _notes(notes: tuple[Note, ...]) -> Iterator[str]:
    for i, note in enumerate(notes):
        head = f"({note.letter}) {act_text(note.said).removeprefix('＋ ')}"
        yield f'  t{i}["{_safe(head)}<br/>{_safe(note.where)}"]:::note'


def _looks(picture: Picture, ids: dict[str, str]) -> Iterator[str]:
    yield "  classDef note fill:none,stroke-dasharray:3 3"
    yield "  classDef now fill:#ffe45c,color:#16191d,stroke-width:3px"
    for node in picture.nodes:
        if node.current:
            yield f"  class {ids[node.id]} now"
    for i, group in enumerate(picture.groups):
        if group.tone is not None:
            tone = TONES[group.tone % len(TONES)]
            dash = "" if tone.dash == "none" else f",stroke-dasharray:{tone.dash}"
            yield f"  style g{i} fill:{tone.fill},stroke:{tone.line},color:{tone.line}{dash}"


def _safe(text: str) -> str:
    """A text that means nothing to Mermaid: ASCII signs but letters, digits and spaces by their numbers."""
    return "".join(sign if _plain(sign) else f"#{ord(sign)};" for sign in text)


def _bare(text: str) -> str:
    """The same where Mermaid knows no numbers of signs: what could mean something is left out."""
    return "".join(sign if _plain(sign) or sign in ",.-" else " " for sign in text).strip() or "-"


def _plain(sign: str) -> bool:
    return sign.isalnum() or sign == " " or ord(sign) > 0x7F
