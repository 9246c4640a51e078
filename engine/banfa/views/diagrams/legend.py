"""Below a picture: what its shapes and lines mean, only those that it has."""

from __future__ import annotations

from collections.abc import Iterator

from banfa.texts import Text
from banfa.views.diagrams.measure import width
from banfa.views.diagrams.picture import Picture
from banfa.views.diagrams.shapes import Drawn, at, text

_WIDE, _GAP, _ROW = 40.0, 26.0, 28.0


def legend(picture: Picture, wide: float) -> Drawn:
    """Return the legend, broken into rows."""
    parts, x, y = [], 0.0, 0.0
    for sample, words in _entries(picture):
        said = words.in_(picture.lang)
        room = _WIDE + 8 + width(said, 13) + _GAP
        if x and x + room > wide:
            x, y = 0.0, y + _ROW
        parts.append(at(x, y, sample + text(said, "note", _WIDE + 8, 16)))
        x += room
    return Drawn("".join(parts), y + _ROW if parts else 0)


def _entries(picture: Picture) -> Iterator[tuple[str, Text]]:
    there: set[str] = {node.shape for node in picture.nodes} | {edge.way for edge in picture.edges}
    there |= {"acts"} if any(node.acts for node in picture.nodes) else set()
    there |= {"current"} if any(node.current for node in picture.nodes) else set()
    there |= {"taken"} if any(edge.said.numbers for edge in picture.edges) else set()
    words = _STAGES if picture.kind == "stages" else _PAPERS
    yield from ((_SAMPLES[sign], said) for sign, said in words.items() if sign in there)


_STAGES = {
    "start": Text("开始", "start"),
    "state": Text("状态", "state"),
    "resting": Text("可以再开的结束", "end that may be reopened"),
    "final": Text("最终的结束", "final end"),
    "forward": Text("向前", "forward"),
    "back": Text("退回（撤销其后的步骤）", "return (undoes what came since)"),
    "fork": Text("同时进行", "side by side"),
    "acts": Text("在此可办，状态不变", "may be done here, the state stays"),
    "current": Text("现在所在", "where the case is now"),
    "taken": Text("走过的路，数字是先后", "the path taken, in order"),
}
_PAPERS = {
    "start": Text("出具", "issued"),
    "party": Text("持有人", "holder"),
    "many": Text("本单位以外的持有人", "holder outside"),
    "forward": Text("送出", "sent"),
    "back": Text("随退回送出", "sent with a return"),
    "acts": Text("在持有人手里的处理", "done by whoever holds it"),
}


def _box(more: str = "") -> str:
    return f'<g{more}><rect class="bf-box" x="1" y="2" width="36" height="19" rx="6"/></g>'


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
_SAMPLES = {
    "start": _START,
    "state": _box(),
    "party": _box(),
    "many": _box(' class="bf-many"'),
    "resting": _RESTING,
    "final": _FINAL,
    "forward": _line("forward"),
    "back": _line("back"),
    "fork": _line("fork", tip=False),
    "acts": _PLUS,
    "current": _CURRENT,
    "taken": _line("forward bf-taken"),
}
