"""Below a picture: what its shapes and lines mean, only those that it has."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.texts import Text
from banfa.views.diagrams.measure import width
from banfa.views.diagrams.picture import Picture
from banfa.views.diagrams.shapes import Drawn, at, text

_SAMPLE, _GAP, _ROW = 40.0, 26.0, 28.0


def legend(picture: Picture, wide: float) -> Drawn:
    """Return the legend, broken into rows."""
    parts, x, y = [], 0.0, 0.0
    for sample, words in _entries(picture):
        said = words.in_(picture.lang)
        room = _SAMPLE + 8 + width(said, 13) + _GAP
        if x and x + room > wide:
            x, y = 0.0, y + _ROW
        parts.append(at(x, y, sample + text(said, "note", _SAMPLE + 8, 16)))
        x += room
    return Drawn("".join(parts), y + _ROW if parts else 0)


def _entries(picture: Picture) -> Iterator[tuple[str, Text]]:
    shapes = {node.shape for node in picture.nodes}
    ways = {edge.way for edge in picture.edges}
    for there, sample, words in (
        ("start" in shapes, _START, Text("开始", "start")),
        ("state" in shapes, _box(), Text("状态", "state")),
        ("resting" in shapes, _RESTING, Text("可以再开的结束", "end that may be reopened")),
        ("final" in shapes, _FINAL, Text("最终的结束", "final end")),
        ("forward" in ways, _line("forward"), Text("向前", "forward")),
        ("back" in ways, _line("back"), Text("退回（撤销以后的步骤）", "return (undoes what came since)")),
        ("fork" in ways, _line("fork", tip=False), Text("同时进行", "side by side")),
        (
            any(n.acts for n in picture.nodes),
            _PLUS,
            Text("在此可办，状态不变", "may be done here, the state stays"),
        ),
        (any(n.current for n in picture.nodes), _CURRENT, Text("现在所在", "where the case is now")),
        (
            any(e.said.numbers for e in picture.edges),
            _line("forward bf-taken"),
            Text("走过的路，数字是先后", "the path taken, in order"),
        ),
    ):
        if there:
            yield sample, words


def _box(more: str = "", inner: str = "") -> str:
    return f'<g{more}><rect class="bf-box" x="1" y="2" width="36" height="19" rx="6"/>{inner}</g>'


def _line(looks: str, tip: bool = True) -> str:
    arrow = (
        f'<polygon class="bf-tip bf-{looks}" stroke-width="1.6" points="38,11.5 28,6.5 28,16.5"/>'
        if tip
        else ""
    )
    return f'<path class="bf-way bf-{looks}" d="M0 11.5H28"/>{arrow}'


_START = '<circle class="bf-dot" cx="19" cy="11.5" r="9"/>'
_RESTING = (
    '<rect class="bf-box" x="1" y="1" width="36" height="21" rx="10.5"/>'
    '<rect class="bf-inner" x="4" y="4" width="30" height="15" rx="7.5"/>'
)
_FINAL = '<polygon class="bf-box" style="stroke-width:4" points="7,2 31,2 37,8 37,16 31,21 7,21 1,16 1,8"/>'
_CURRENT = _box(' class="bf-current bf-visited"')
_PLUS = text("＋", "title", 19, 18, middle=True)
