"""The look of a picture: its style, told apart by shape and line before colour (after Okabe and Ito)."""

from __future__ import annotations

from typing import NamedTuple

FONT = "Noto Sans CJK SC"
FAMILIES = (
    f"'{FONT}', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"
)


class Tone(NamedTuple):
    """A route's colours by day and by night, and the dashes of its frame."""

    fill: str
    line: str
    fill_dark: str
    line_dark: str
    dash: str


TONES = (
    Tone("#e4f2fb", "#0072b2", "#0f2b3d", "#56b4e9", "none"),
    Tone("#fdf0d2", "#a66a00", "#3a2a08", "#e69f00", "9 5"),
    Tone("#e0f4ec", "#00795c", "#0c3227", "#2cc79b", "2 4"),
    Tone("#f9e7f1", "#a3447c", "#3a1a2d", "#dd94bf", "12 4 2 4"),
    Tone("#faf7cf", "#7d7400", "#35320a", "#f0e442", "5 3"),
)

_DAY = {
    "paper": "#ffffff",
    "box": "#ffffff",
    "ink": "#16191d",
    "soft": "#4a525b",
    "line": "#39424b",
    "back": "#b34700",
    "path": "#5b2a86",
    "on-path": "#ffffff",
    "now": "#ffe45c",
    "now-ink": "#16191d",
    "plain": "#f3f4f6",
}
_NIGHT = {
    "paper": "#14181c",
    "box": "#20262c",
    "ink": "#eef1f4",
    "soft": "#b9c2cb",
    "line": "#a4afba",
    "back": "#ff9a57",
    "path": "#c9a2f2",
    "on-path": "#14181c",
    "now": "#ffe45c",
    "now-ink": "#16191d",
    "plain": "#1a1f24",
}


def style(dark: bool) -> str:
    """The style sheet; with `dark`, also for readers who prefer dark pages."""
    sheet = _STRUCTURE + _coloured(_DAY) + "".join(_tone(i, t.fill, t.line) for i, t in enumerate(TONES))
    if not dark:
        return sheet
    night = _coloured(_NIGHT) + "".join(_tone(i, t.fill_dark, t.line_dark) for i, t in enumerate(TONES))
    return f"{sheet}@media (prefers-color-scheme: dark){{{night}}}"


def dashes(tone: int) -> str:
    """The dashes of a route's frame."""
    return TONES[tone % len(TONES)].dash


_STRUCTURE = (
    f".bf text{{font-family:{FAMILIES}}}"
    ".bf .bf-middle{text-anchor:middle}"
    ".bf .bf-heading{font-size:22px;font-weight:700}.bf .bf-lead{font-size:13px}"
    ".bf .bf-title{font-size:17px;font-weight:700}.bf .bf-act,.bf .bf-note{font-size:13px}"
    ".bf .bf-step{font-size:13px;font-weight:700}.bf .bf-detail{font-size:12px}"
    ".bf .bf-head{font-size:18px;font-weight:700}.bf .bf-small{font-size:13px;font-weight:700}"
    ".bf .bf-now{font-size:13px;font-weight:700}.bf .bf-number{font-size:14px;font-weight:700}"
    ".bf .bf-letter{font-size:12px;font-weight:700}"
    ".bf .bf-box{stroke-width:1.6}.bf .bf-way{fill:none;stroke-width:1.7}"
    ".bf .bf-way.bf-back{stroke-dasharray:7 4}.bf .bf-way.bf-fork{stroke-dasharray:2 4}"
    ".bf .bf-way.bf-taken{stroke-width:4.2}.bf .bf-many .bf-box{stroke-dasharray:4 3}"
    ".bf .bf-group{stroke-width:2}.bf .bf-head{paint-order:stroke;stroke-width:6px;stroke-linejoin:round}"
)


def _coloured(c: dict[str, str]) -> str:
    return (
        f".bf-paper{{fill:{c['paper']}}}.bf text{{fill:{c['ink']}}}"
        f".bf .bf-detail,.bf .bf-lead{{fill:{c['soft']}}}"
        f".bf .bf-box{{fill:{c['box']};stroke:{c['line']}}}.bf .bf-inner{{fill:none;stroke:{c['line']}}}"
        f".bf .bf-dot{{fill:{c['ink']}}}"
        f".bf .bf-way{{stroke:{c['line']}}}.bf .bf-tip{{fill:{c['line']};stroke:{c['line']}}}"
        f".bf .bf-way.bf-back{{stroke:{c['back']}}}"
        f".bf .bf-tip.bf-back{{fill:{c['paper']};stroke:{c['back']}}}"
        f".bf text.bf-step.bf-back{{fill:{c['back']}}}"
        f".bf .bf-way.bf-taken{{stroke:{c['path']}}}"
        f".bf .bf-tip.bf-taken{{fill:{c['path']};stroke:{c['path']}}}"
        f".bf .bf-badge{{fill:{c['path']}}}.bf text.bf-number{{fill:{c['on-path']}}}"
        f".bf .bf-visited .bf-box{{stroke:{c['path']}}}"
        f".bf .bf-current .bf-box{{fill:{c['now']}}}.bf .bf-current text{{fill:{c['now-ink']}}}"
        f".bf .bf-tag{{fill:{c['plain']};stroke:{c['line']}}}.bf text.bf-letter{{fill:{c['ink']}}}"
        f".bf .bf-group{{fill:{c['plain']};stroke:{c['line']}}}"
        f".bf .bf-rule{{stroke:{c['line']};stroke-opacity:.4}}"
    )


def _tone(i: int, fill: str, line: str) -> str:
    return (
        f".bf .bf-tone-{i}{{fill:{fill};stroke:{line}}}.bf text.bf-tone-text-{i}{{fill:{line};stroke:{fill}}}"
    )
