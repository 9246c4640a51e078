"""Where everything stands: Graphviz, as a program of its own, within bounds of size and time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from banfa.errors import BanfaError
from banfa.texts import Text
from banfa.views.diagrams.dot import layout_graph
from banfa.views.diagrams.picture import Picture

MOST = 400
"""So many places and ways together are laid out; more would take minutes, and nobody could read them."""
SECONDS = 20.0
"""So long may it take."""

Point = tuple[float, float]


class Curve(NamedTuple):
    """A way: its Bézier points from tail to head, the tip of its arrow, and the middle of its label."""

    points: tuple[Point, ...]
    tip: Point | None
    label: Point | None


class Frame(NamedTuple):
    """The corners of a group, and the middle of its title."""

    left: float
    top: float
    right: float
    bottom: float
    title: Point | None


class Layout(NamedTuple):
    """Where everything stands, from the top left corner, in points; ways in the order of the picture."""

    width: float
    height: float
    nodes: Mapping[str, Point]
    curves: tuple[Curve, ...]
    frames: Mapping[str, Frame]


class NoLayout(BanfaError):
    """A picture that cannot be laid out here: too large, too slow, or no Graphviz."""


def laid_out(picture: Picture) -> Layout:
    """Return the layout of a picture; NoLayout if it cannot be had."""
    if picture.size > MOST:
        size, most = picture.size, MOST
        zh = f"图太大：状态和箭头共 {size} 个，最多画 {most} 个。可用 --format mermaid 或 --format dot"
        en = f"the picture is too large: {size} places and arrows, at most {most} are drawn"
        en += ". Try --format mermaid or --format dot"
        raise NoLayout(Text(zh, en))
    return _read(picture, _run(layout_graph(picture)))


def _run(graph: str) -> Any:
    command = [_program(), "-Kdot", "-Tjson0"]
    try:
        run = subprocess.run(command, input=graph.encode(), capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        zh, en = (
            f"排图超过 {SECONDS:g} 秒，已停止",
            f"the layout took more than {SECONDS:g} seconds and was stopped",
        )
        raise NoLayout(Text(zh + "。可用 --format mermaid", en + ". Try --format mermaid")) from None
    if run.returncode != 0:
        said = run.stderr.decode("utf-8", "replace").strip()[:300]
        raise NoLayout(Text(f"Graphviz 出错：{said}", f"Graphviz failed: {said}"))
    return json.loads(run.stdout)


def _program() -> str:
    """`dot` of this machine, else the one that came with the extra."""
    beside = Path(sys.executable).parent / "graphviz-pure"
    found = shutil.which("dot") or shutil.which("graphviz-pure") or shutil.which(str(beside))
    if found is None:
        command = "pip install 'banfa[diagram]'"
        zh = f"画图要用 Graphviz：{command}，或装系统的 graphviz；Mermaid 不用（--format mermaid）"
        en = f"drawing needs Graphviz: {command}, or the graphviz of the system"
        en += "; Mermaid does without (--format mermaid)"
        raise NoLayout(Text(zh, en))
    return found


def _read(picture: Picture, found: Mapping[str, Any]) -> Layout:
    _, _, width, height = _numbers(found["bb"])
    objects = found.get("objects", [])
    nodes = {one["name"]: _flipped(one["pos"], height) for one in objects if "pos" in one}
    frames = {one["id"]: _frame(one, height) for one in objects if "bb" in one}
    by_id = {one["id"]: one for one in found.get("edges", [])}
    curves = [_curve(by_id[str(i)], edge.way == "back", height) for i, edge in enumerate(picture.edges)]
    return Layout(width, height, nodes, tuple(curves), frames)


def _curve(one: Mapping[str, Any], back: bool, height: float) -> Curve:
    points: list[Point] = []
    tip = None
    for piece in one["pos"].split():
        if piece[0] in "se":
            tip = _flipped(piece[2:], height)
        else:
            points.append(_flipped(piece, height))
    label = _flipped(one["lp"], height) if "lp" in one else None
    return Curve(tuple(reversed(points)) if back else tuple(points), tip, label)


def _frame(one: Mapping[str, Any], height: float) -> Frame:
    left, low, right, high = _numbers(one["bb"])
    title = _flipped(one["lp"], height) if "lp" in one else None
    return Frame(left, height - high, right, height - low, title)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in text.split(","))


def _flipped(text: str, height: float) -> Point:
    x, y = _numbers(text)
    return x, height - y
