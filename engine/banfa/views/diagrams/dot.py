"""A picture as a Graphviz graph: for its layout, and for whoever wants to go on from there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banfa.texts import Text
from banfa.views.diagrams.boxes import Box, group_box, label_box, node_box
from banfa.views.diagrams.picture import Edge, Node, Picture

NOW = Text("▶ 现在在这里", "▶ now here")
_POINTS = 72.0


def layout_graph(picture: Picture) -> str:
    """Return the graph that Graphviz lays out: boxes of the size of their words, and no words."""
    return "\n".join(["digraph g {", *_head(), *_groups(picture, None), *_blank_edges(picture), "}"])


def graph(picture: Picture) -> str:
    """Return the graph with its words, in DOT."""
    lines = ["digraph g {", f"  graph [label={_quoted(picture.title)}, labelloc=t, rankdir=TB];"]
    lines.append("  node [shape=box, style=rounded];")
    lines += _worded_groups(picture, None)
    lines += map(_worded_edge, picture.edges)
    lines += [
        _worded_note(note.letter, f"{note.letter} {note.said.words}\n{note.where}") for note in picture.notes
    ]
    return "\n".join([*lines, "}", ""])


def _head() -> Iterator[str]:
    yield "  graph [rankdir=TB, nodesep=0.35, ranksep=0.32, splines=true, outputorder=nodesfirst];"
    yield '  node [shape=box, fixedsize=true, label=""]; edge [fontsize=1];'


def _groups(picture: Picture, parent: str | None) -> Iterator[str]:
    """The places in no group, then the groups within, each with what is in it."""
    for node in picture.nodes:
        if node.group == parent:
            yield _blank_node(node, node_box(node, NOW.in_(picture.lang)))
    for i, group in enumerate(picture.groups):
        if group.parent == parent:
            yield f"  subgraph cluster_{i} {{"
            title = _room(group_box(group)) if group.title else '""'
            yield f"  margin=20; label={title}; id={_quoted(group.id)};"
            yield from _groups(picture, group.id)
            yield "  }"


def _blank_node(node: Node, box: Box) -> str:
    size = f"width={box.width / _POINTS:.4f}, height={box.height / _POINTS:.4f}"
    return f"  {_quoted(node.id)} [{size}];"


def _blank_edges(picture: Picture) -> Iterator[str]:
    groups = {node.id: node.group for node in picture.nodes}
    for i, edge in enumerate(picture.edges):
        yield _blank_edge(i, edge, _pull(edge, groups))
    for node in _late(picture):
        yield f"  {{rank=sink; {_quoted(node)};}}"


def _pull(edge: Edge, groups: Mapping[str, str | None]) -> int:
    """How short a way wishes to be: ways into a group most, so that groups begin side by side."""
    if edge.way == "fork":
        return 1
    return 6 if groups[edge.tail] is None and groups[edge.head] is not None else 3


def _late(picture: Picture) -> Iterator[str]:
    """Final places that are only reached from many places at once stand at the end."""
    shapes = {node.id: node.shape for node in picture.nodes if node.group is None}
    for name in (name for name, shape in shapes.items() if shape == "final"):
        into = [edge for edge in picture.edges if edge.head == name]
        if into and all(shapes.get(edge.tail) == "many" for edge in into):
            yield name


def _blank_edge(i: int, edge: Edge, pull: int) -> str:
    """A way back is laid out from its end, so that it pulls nothing up."""
    tail, head = _quoted(edge.tail), _quoted(edge.head)
    room = f"label={_room(label_box(edge.said))}" if edge.said.title else ""
    if edge.way == "back":
        return f"  {head} -> {tail} [id={i}, dir=back, weight=0, {room}];"
    end = "arrowhead=none, " if edge.way == "fork" else ""
    return f"  {tail} -> {head} [id={i}, {end}weight={pull}, {room}];"


def _room(box: Box) -> str:
    size = f'width="{box.width:.0f}" height="{box.height:.0f}"'
    bare = 'border="0" cellborder="0" cellpadding="0" cellspacing="0"'
    return f'<<table {bare} fixedsize="true" {size}><tr><td></td></tr></table>>'


def _worded_groups(picture: Picture, parent: str | None) -> Iterator[str]:
    for node in picture.nodes:
        if node.group == parent:
            yield f"  {_quoted(node.id)} [label={_quoted(_words(node))}{_SHAPES.get(node.shape, '')}];"
    for i, group in enumerate(picture.groups):
        if group.parent == parent:
            yield f"  subgraph cluster_{i} {{ label={_quoted(group.title)};"
            yield from _worded_groups(picture, group.id)
            yield "  }"


_SHAPES = {
    "start": ", shape=circle, style=filled, fillcolor=black, width=0.25",
    "resting": ", peripheries=2",
    "final": ", style=bold, shape=octagon",
    "many": ", style=dashed",
}


def _words(node: Node) -> str:
    acts = [f"+ {act.words}" for act in node.acts]
    return "\n".join([node.title, *acts, *([" ".join(node.letters)] if node.letters else [])])


def _worded_edge(edge: Edge) -> str:
    words = "\n".join(part for part in (edge.said.title, edge.said.detail) if part)
    style = {"back": ", style=dashed, constraint=false", "fork": ", style=dotted", "forward": ""}[edge.way]
    return f"  {_quoted(edge.tail)} -> {_quoted(edge.head)} [label={_quoted(words)}{style}];"


def _worded_note(letter: str, words: str) -> str:
    return f"  {_quoted('note:' + letter)} [shape=note, label={_quoted(words)}];"


def _quoted(text: str) -> str:
    """A text as DOT quotes it. Backslashes are doubled: no escape of Graphviz's can be made by a title."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("\n", "\\n")
    return f'"{safe}"'
