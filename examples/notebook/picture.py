"""Cases as lines of time: a row a case, a colour a state, a sign for how it ended."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib

matplotlib.use("svg")
from matplotlib import font_manager, pyplot
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

SIGNS = "oXDs^v"
"""One for each way to end, the commonest first; matplotlib's own, so no font need have them."""
UNENDED = "|"


class Stay(NamedTuple):
    """How long a case was in a state."""

    state: str
    days: float


class Story(NamedTuple):
    """All stays of a case, and the state it ended in; None if it did not end."""

    stays: tuple[Stay, ...]
    end: str | None


def font() -> str:
    """The file of a font with Chinese: `BANFA_FONT`, that of the wheel, or Debian's fonts-noto-cjk."""
    named = os.environ.get("BANFA_FONT")
    places = [Path(named)] if named else [*_from_wheel(), *_from_debian()]
    for place in places:
        if place.is_file():
            return str(place)
    raise SystemExit(
        "没有中文字体：pip install 'banfa[pictures]'，或用 BANFA_FONT 指明字体文件\n"
        "no font with Chinese: pip install 'banfa[pictures]', or name a font's file with BANFA_FONT"
    )


def _from_wheel() -> list[Path]:
    try:
        import manimgx_fonts_cjk
    except ImportError:
        return []
    return sorted(Path(manimgx_fonts_cjk.__file__).parent.glob("*.tt[cf]"))


def _from_debian() -> list[Path]:
    return sorted(Path("/usr/share/fonts/opentype/noto").glob("NotoSansCJK-Regular.ttc"))


def draw(states: Sequence[str], stories: Sequence[Story], file: str) -> None:
    """Draw the stories into an SVG or PNG file. A character that the font lacks is an error, never a box."""
    properties = font_manager.FontProperties(fname=font())
    font_manager.fontManager.addfont(font())
    pyplot.rcParams.update({"font.family": properties.get_name(), "svg.hashsalt": "banfa"})
    figure, axes = pyplot.subplots(figsize=(12, 13), layout="constrained")
    been = {stay.state for story in stories for stay in story.stays}
    states = [state for state in states if state in been]
    _rows(axes, states, sorted(stories, key=_likeness))
    _legend(figure, states, stories)
    _check_glyphs(figure)
    figure.savefig(file, metadata={"Date": None} if file.endswith(".svg") else None, dpi=110)
    pyplot.close(figure)


def _check_glyphs(figure: Any) -> None:
    """The font must have every character: without this, some would be drawn as boxes."""
    said = {sign for text in figure.findobj(Text) for sign in text.get_text() if not sign.isspace()}
    lacking = sorted(sign for sign in said if ord(sign) not in font_manager.get_font(font()).get_charmap())
    if lacking:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in lacking)
        raise SystemExit(f"字体里缺字 {codes}；请用 BANFA_FONT 换一个\nthe font lacks {codes}; name another")


def _likeness(story: Story) -> tuple[object, ...]:
    """Like stories beside one another: by how they ended, by way, then by length."""
    way = tuple(dict.fromkeys(stay.state for stay in story.stays))
    return story.end or "", way[:5], sum(stay.days for stay in story.stays)


def _colours(states: Sequence[str]) -> dict[str, Any]:
    """The further in the regulation, the lighter: a step back is seen as one into the dark."""
    scale = matplotlib.colormaps["viridis"]
    return {state: scale(i / max(1, len(states) - 1)) for i, state in enumerate(states)}


def _signs(stories: Sequence[Story]) -> dict[str | None, str]:
    ends = sorted({s.end for s in stories if s.end}, key=lambda end: -sum(s.end == end for s in stories))
    return {None: UNENDED, **dict(zip(ends, SIGNS, strict=False))}


def _rows(axes: Any, states: Sequence[str], stories: Sequence[Story]) -> None:
    colours, signs = _colours(states), _signs(stories)
    for row, story in enumerate(stories):
        day = 0.0
        for stay in story.stays:
            axes.barh(row, stay.days, left=day, height=0.86, color=colours[stay.state], ec="white", lw=0.4)
            day += stay.days
        axes.plot(day + 0.7, row, signs[story.end], color="#222222", markersize=4.5)
    axes.set(xlabel="立案以后的天数", ylim=(len(stories), -1), yticks=[])
    axes.set_xlim(left=0)
    axes.set_title(f"{len(stories)} 个投诉案件：从接诉到结束", fontsize=15, loc="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color="#dddddd")
    axes.set_axisbelow(True)


def _legend(figure: Any, states: Sequence[str], stories: Sequence[Story]) -> None:
    boxes: list[Any] = [Patch(color=colour, label=state) for state, colour in _colours(states).items()]
    counts = {end: sum(story.end == end for story in stories) for end in _signs(stories)}
    boxes += [
        Line2D([], [], marker=sign, color="#222", ls="", label=f"{end or '没有办完'}（{counts[end]} 件）")
        for end, sign in _signs(stories).items()
        if counts[end]
    ]
    figure.legend(
        handles=boxes, loc="outside right upper", frameon=False, title="颜色：所在的状态；记号：怎样结束"
    )
