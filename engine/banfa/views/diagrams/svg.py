"""A picture drawn as SVG: text stays text, every place and way says what it is, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from math import hypot
from xml.sax.saxutils import escape, quoteattr

from banfa.views.diagrams.boxes import (
    LETTER,
    Box,
    act_text,
    group_box,
    label_box,
    node_box,
    numbers_text,
    numbers_width,
)
from banfa.views.diagrams.dot import NOW
from banfa.views.diagrams.layout import Curve, Frame, Layout, Point, laid_out
from banfa.views.diagrams.legend import legend
from banfa.views.diagrams.look import TONES, dashes, style
from banfa.views.diagrams.measure import wrapped
from banfa.views.diagrams.notes import notes
from banfa.views.diagrams.picture import Edge, Group, Node, Picture
from banfa.views.diagrams.shapes import Drawn, at, text

_MARGIN = 24.0
_LEAD_EM = 13.0


def svg_of(picture: Picture, dark: bool = True) -> str:
    """Return the picture as one SVG document. NoLayout if it cannot be laid out here."""
    return _drawn(picture, laid_out(picture), dark)


def _drawn(picture: Picture, layout: Layout, dark: bool) -> str:
    wide = max(layout.width, 720.0)
    heading = _heading(picture, wide)
    below = [part(picture, wide) for part in (legend, notes)]
    width = wide + 2 * _MARGIN
    y = _MARGIN + heading.height
    pieces = [_at(heading, _MARGIN, _MARGIN)]
    pieces.append(at(_MARGIN + (wide - layout.width) / 2, y, "".join(_graph(picture, layout))))
    y += layout.height + _MARGIN
    for part in below:
        pieces.append(_at(part, _MARGIN, y))
        y += part.height + (_MARGIN / 2 if part.height else 0)
    return _document(picture, width, y + _MARGIN / 2, "".join(pieces), dark)


def _at(part: Drawn, x: float, y: float) -> str:
    return at(x, y, part.svg) if part.svg else ""


def _document(picture: Picture, width: float, height: float, inner: str, dark: bool) -> str:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    name = "bf-" + sha256((picture.title + inner).encode()).hexdigest()[:12]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bf" {size} role="img" lang="{picture.lang}" '
        f'style="max-width:100%;height:auto" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(picture.title)}</title>'
        f'<desc id="{name}-d">{escape(picture.told)}</desc>'
        f'<style>{style(dark)}</style><rect class="bf-paper" width="100%" height="100%"/>{inner}</svg>\n'
    )


def _heading(picture: Picture, wide: float) -> Drawn:
    lines = wrapped(picture.title, wide / 22, 2)
    told = wrapped(picture.told, wide / _LEAD_EM, 4)
    rows = [text(line, "heading", 0, 22 + 30 * i) for i, line in enumerate(lines)]
    top = 30 * len(lines) + 14
    rows += [text(line, "lead", 0, top + 19 * i) for i, line in enumerate(told)]
    return Drawn("".join(rows), top + 19 * len(told) + 10)


def _graph(picture: Picture, layout: Layout) -> Iterator[str]:
    """Frames below, then ways, then places, then words."""
    groups = [group for group in picture.groups if group.id in layout.frames]
    frames = {group.id: _around(group, picture, layout) for group in groups}
    yield from (_frame(group, frames[group.id]) for group in groups)
    ways = list(zip(picture.edges, layout.curves, strict=True))
    ways.sort(key=lambda way: bool(way[0].said.numbers))
    labels = [_label(edge, curve) for edge, curve in ways]
    yield from (_way(edge, curve) for edge, curve in ways)
    yield from (_node(node, layout.nodes[node.id], picture.lang) for node in picture.nodes)
    yield from labels
    yield from (_frame_title(group, frames[group.id]) for group in groups if group.title)


def _around(group: Group, picture: Picture, layout: Layout) -> Frame:
    """The frame of a group, wide enough for what is said of the ways within it."""
    frame, inside = layout.frames[group.id], {node.id for node in picture.nodes if node.group == group.id}
    for edge, curve in zip(picture.edges, layout.curves, strict=True):
        if curve.label is not None and {edge.tail, edge.head} <= inside:
            half = label_box(edge.said).width / 2 + 4
            left, right = min(frame.left, curve.label[0] - half), max(frame.right, curve.label[0] + half)
            frame = frame._replace(left=left, right=right)
    return frame


def _frame(group: Group, frame: Frame) -> str:
    size = f'width="{frame.right - frame.left:.1f}" height="{frame.bottom - frame.top:.1f}"'
    tone = "" if group.tone is None else f" bf-tone-{group.tone % len(TONES)}"
    dash = "4 4" if group.tone is None else dashes(group.tone)
    place = f'x="{frame.left:.1f}" y="{frame.top:.1f}" {size} rx="12" stroke-dasharray="{dash}"'
    rect = f'<rect class="bf-group{tone}" {place}/>'
    return f"<g data-group={quoteattr(group.id)}>{rect}</g>"


def _frame_title(group: Group, frame: Frame) -> str:
    box = group_box(group)
    look = "small" if group.tone is None else f"head bf-tone-text-{group.tone % len(TONES)}"
    x, y = frame.title or (frame.left + box.width / 2, frame.top)
    return "".join(text(line.text, look, x, y - box.height / 2 + line.y, middle=True) for line in box.lines)


def _node(node: Node, point: Point, lang: str) -> str:
    box = node_box(node, NOW.in_(lang))
    looks = f"bf-{node.shape}" + " bf-current" * node.current + " bf-visited" * node.visited
    body = _outline(node, box) + "".join(_words(box)) + _letters(node, box)
    words = escape("; ".join([node.title, *map(act_text, node.acts)]))
    kind, _, name = node.id.partition(":")
    acts = " ".join(act.step for act in node.acts if act.step)
    data = (
        f'data-{kind}={quoteattr(name)} data-acts={quoteattr(acts)} data-letters="{" ".join(node.letters)}"'
    )
    inner = f'<g class="{looks}" {data}><title>{words}</title>{body}</g>'
    return at(point[0] - box.width / 2, point[1] - box.height / 2, inner)


def _outline(node: Node, box: Box) -> str:
    if node.shape == "start":
        return '<circle class="bf-dot" cx="12" cy="12" r="11"/>'
    w, h = box.width, box.height
    if node.shape == "final":
        c = 12
        corners = [(c, 0), (w - c, 0), (w, c), (w, h - c), (w - c, h), (c, h), (0, h - c), (0, c)]
        return _polygon(corners, ' stroke-width="4" style="stroke-width:4"')
    round_ = {"resting": h / 2 if h < 60 else 26, "many": 4}.get(node.shape, 10)
    heavy = ' style="stroke-width:3.4"' if node.current or node.visited else ""
    outer = f'<rect class="bf-box" width="{w:.1f}" height="{h:.1f}" rx="{round_:.1f}"{heavy}/>'
    if node.shape != "resting":
        return outer
    inside = f'x="4" y="4" width="{w - 8:.1f}" height="{h - 8:.1f}" rx="{round_ - 4:.1f}"'
    return f'{outer}<rect class="bf-inner" {inside}/>'


def _polygon(corners: list[tuple[float, float]], more: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return f'<polygon class="bf-box" points="{points}"{more}/>'


def _words(box: Box) -> Iterator[str]:
    for line in box.lines:
        middle = line.look != "act"
        yield text(line.text, line.look, box.width / 2 if middle else 16, line.y, middle=middle)
    if box.rule is not None:
        yield f'<path class="bf-rule" d="M10 {box.rule:.1f}H{box.width - 10:.1f}"/>'


def _letters(node: Node, box: Box) -> str:
    if box.letters is None:
        return ""
    left = box.width / 2 - LETTER * len(node.letters) / 2
    tags = []
    for i, letter in enumerate(node.letters):
        x = left + LETTER * i
        tags.append(
            f'<rect class="bf-tag" x="{x + 1.5:.1f}" y="{box.letters:.1f}" width="18" height="17" rx="4"/>'
        )
        tags.append(text(letter, "letter", x + LETTER / 2, box.letters + 13, middle=True))
    return "".join(tags)


def _way(edge: Edge, curve: Curve) -> str:
    looks = f"bf-{edge.way}" + " bf-taken" * bool(edge.said.numbers)
    (x, y), *rest = curve.points
    path = f"M{x:.1f} {y:.1f}C" + " ".join(f"{px:.1f} {py:.1f}" for px, py in rest)
    tip = curve.tip or rest[-1]
    ends = f"data-from={quoteattr(edge.tail)} data-to={quoteattr(edge.head)}"
    data = f"data-step={quoteattr(edge.said.step or '')} {ends}"
    words = escape(edge.said.words)
    line = f'<path class="bf-way {looks}" d="{path}"/>'
    arrow = _arrow(rest[-1], tip, looks) if edge.way != "fork" else ""
    return f'<g data-way="{edge.way}" {data}><title>{words}</title>{line}{arrow}</g>'


def _arrow(end: Point, tip: Point, looks: str) -> str:
    dx, dy = tip[0] - end[0], tip[1] - end[1]
    long = hypot(dx, dy) or 1.0
    ux, uy = dx / long, dy / long
    size = 11.0
    base = (tip[0] - ux * size, tip[1] - uy * size)
    left = (base[0] - uy * 5.5, base[1] + ux * 5.5)
    right = (base[0] + uy * 5.5, base[1] - ux * 5.5)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, left, right))
    return f'<polygon class="bf-tip {looks}" stroke-width="1.6" points="{points}"/>'


def _label(edge: Edge, curve: Curve) -> str:
    if curve.label is None or not edge.said.title:
        return ""
    box, back = label_box(edge.said), " bf-back" * (edge.way == "back")
    lines = (text(line.text, line.look + back, box.width / 2, line.y, middle=True) for line in box.lines)
    inner = badge(edge.said.numbers, box.width / 2) + "".join(lines)
    return at(curve.label[0] - box.width / 2, curve.label[1] - box.height / 2, f"<g>{inner}</g>")


def badge(numbers: tuple[int, ...], middle: float) -> str:
    """The numbers of a path, in a badge about `middle`; nothing without numbers."""
    if not numbers:
        return ""
    wide = numbers_width(numbers)
    rect = (
        f'<rect class="bf-badge" x="{middle - wide / 2:.1f}" y="2" width="{wide:.1f}" height="21" rx="10.5"/>'
    )
    return rect + text(numbers_text(numbers), "number", middle, 17.5, middle=True)
